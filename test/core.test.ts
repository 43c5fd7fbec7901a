import fc from 'fast-check'
import { graphemeSegments } from 'unicode-segmenter/grapheme'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type * as Clean from '../src/clean.ts'
import { cutsCluster } from '../src/core/clusters.ts'
import { Document } from '../src/core/document.ts'
import { applyEdits, assertEdits, byPosition, invertEdits, type AppliedEdit, type Edit } from '../src/core/edit.ts'
import { changesOf, PositionChain, type Step } from '../src/core/history.ts'
import { isLineBreak, lines } from '../src/core/lines.ts'
import { PositionMap, type Side } from '../src/core/position-map.ts'
import type { Finding, Rule, Safety } from '../src/core/rule.ts'
import type { CleanOptions } from '../src/options.ts'
import { anyText } from '../src/testing/texts.ts'

const RUNS = { numRuns: 1000 }

const edit = (start: number, end: number, text: string): Edit => ({ start, end, text })
const applied = (before: string, edits: readonly Edit[]): AppliedEdit[] =>
  edits.map((e) => ({ ...e, removed: before.slice(e.start, e.end) }))

/** How far after the edit before it an edit begins, how much it removes and what it puts there. */
type Recipe = readonly { readonly gap: number; readonly removed: number; readonly put: string }[]

// Few letters, so that edits often restore what an earlier step took away.
const letter = fc.constantFrom('a', 'b', '甲')
const word = fc.array(letter, { maxLength: 3 }).map((letters) => letters.join(''))
const plainText = fc.array(letter, { maxLength: 24 }).map((letters) => letters.join(''))
const recipe: fc.Arbitrary<Recipe> = fc.array(fc.record({ gap: fc.nat(4), removed: fc.nat(4), put: word }), {
  maxLength: 6,
})

/** The recipe's edits, as far as the text reaches; those that a step could not hold are left out. */
function edited(text: string, steps: Recipe): Edit[] {
  const edits: Edit[] = []
  let from = 0
  for (const { gap, removed, put } of steps) {
    const start = from + gap
    const end = start + removed
    const last = edits.at(-1)
    if (end > text.length || text.slice(start, end) === put) continue
    if (last !== undefined && last.start === last.end && start === end && last.start === start) continue
    edits.push(edit(start, end, put))
    from = end
  }
  return edits
}

describe('applyEdits', () => {
  it.each<[what: string, text: string, edits: Edit[], result: string]>([
    ['no edit', '山水', [], '山水'],
    ['an insertion', '山水', [edit(1, 1, '和')], '山和水'],
    ['insertions at both ends', '山水', [edit(0, 0, '（'), edit(2, 2, '）')], '（山水）'],
    ['a deletion', '山 水', [edit(1, 2, '')], '山水'],
    ['a deletion of everything', '山水', [edit(0, 2, '')], ''],
    ['a replacement', '山,水', [edit(1, 2, '，')], '山，水'],
    ['neighbours', 'abcd', [edit(0, 1, 'x'), edit(1, 2, ''), edit(2, 2, 'yy'), edit(2, 4, 'z')], 'xyyz'],
    ['an empty text', '', [edit(0, 0, '山')], '山'],
    ['positions in UTF-16 code units', '𠀀,𠀁', [edit(2, 3, '，')], '𠀀，𠀁'],
    ['half a pair', 'a\ud840\udc00', [edit(2, 3, '')], 'a\ud840'],
  ])('%s', (_, text, edits, result) => {
    expect(applyEdits(text, edits)).toBe(result)
  })

  it('is what replacing from the last edit to the first gives', () => {
    const holds = fc.property(plainText, recipe, (text, steps) => {
      const edits = edited(text, steps)
      const backwards = edits.reduceRight((now, e) => now.slice(0, e.start) + e.text + now.slice(e.end), text)
      expect(applyEdits(text, edits)).toBe(backwards)
    })
    fc.assert(holds, RUNS)
  })
})

describe('invertEdits', () => {
  it('gives the edits that lead back, in positions of the edited text', () => {
    const text = 'abcdef'
    const edits = applied(text, [edit(0, 0, 'xx'), edit(1, 3, ''), edit(3, 4, 'yyy')])
    expect(applyEdits(text, edits)).toBe('xxayyyef')
    expect(invertEdits(edits)).toEqual([
      { start: 0, end: 2, text: '', removed: 'xx' },
      { start: 3, end: 3, text: 'bc', removed: '' },
      { start: 3, end: 6, text: 'd', removed: 'yyy' },
    ])
  })

  it('leads back to the text before, and back again', () => {
    const holds = fc.property(plainText, recipe, (text, steps) => {
      const edits = applied(text, edited(text, steps))
      const after = applyEdits(text, edits)
      const back = invertEdits(edits)
      expect(applyEdits(after, back)).toBe(text)
      expect(invertEdits(back)).toEqual(edits)
      expect(back.map((e) => after.slice(e.start, e.end))).toEqual(back.map((e) => e.removed))
    })
    fc.assert(holds, RUNS)
  })
})

describe('assertEdits', () => {
  const text = '0123456789'

  it.each<[what: string, edits: Edit[]]>([
    ['none', []],
    ['at both ends', [edit(0, 0, 'a'), edit(10, 10, 'b')]],
    ['neighbours', [edit(2, 3, ''), edit(3, 4, 'x')]],
    ['an insertion on either side of a deletion', [edit(2, 2, 'x'), edit(2, 3, ''), edit(3, 3, 'y')]],
    ['the same characters in another order', [edit(0, 2, '10')]],
    ['as many characters, but others', [edit(0, 2, '02')]],
  ])('accepts %s', (_, edits) => {
    expect(() => assertEdits(text, edits, 'made-up')).not.toThrow()
  })

  it.each<[what: string, edits: Edit[], message: string]>([
    ['an end before the start', [edit(5, 3, '')], 'out of bounds: edit 5–3 in a text of 10, rule made-up'],
    ['a start below zero', [edit(-1, 3, '')], 'out of bounds: edit -1–3 in a text of 10, rule made-up'],
    ['an end beyond the text', [edit(9, 11, '')], 'out of bounds: edit 9–11 in a text of 10, rule made-up'],
    ['no number', [edit(NaN, 2, '')], 'out of bounds: edit NaN–2 in a text of 10, rule made-up'],
    ['no number at the end', [edit(1, NaN, '')], 'out of bounds: edit 1–NaN in a text of 10, rule made-up'],
    [
      'a shared character',
      [edit(2, 5, ''), edit(4, 6, 'x')],
      'overlaps the one before: edit 4–6 in a text of 10, rule made-up',
    ],
    ['an unsorted list', [edit(6, 7, ''), edit(1, 2, '')], 'overlaps the one before: edit 1–2'],
    ['an insertion inside the one before', [edit(2, 5, ''), edit(4, 4, 'x')], 'overlaps the one before: edit 4–4'],
    ['two insertions in one place', [edit(4, 4, 'x'), edit(4, 4, 'y')], 'overlaps the one before: edit 4–4'],
    ['an insertion of nothing', [edit(4, 4, '')], 'changes nothing: edit 4–4 in a text of 10, rule made-up'],
    ['a replacement by the same', [edit(1, 2, 'x'), edit(3, 5, '34')], 'changes nothing: edit 3–5'],
  ])('refuses %s', (_, edits, message) => {
    expect(() => assertEdits(text, edits, 'made-up')).toThrow(RangeError)
    expect(() => assertEdits(text, edits, 'made-up')).toThrow(message)
  })
})

describe('byPosition', () => {
  it('sorts by start, then by end', () => {
    const spans = [edit(3, 5, ''), edit(3, 3, 'x'), edit(1, 9, ''), edit(0, 0, 'y')]
    expect(spans.sort(byPosition).map(({ start, end }) => [start, end])).toEqual([
      [0, 0],
      [1, 9],
      [3, 3],
      [3, 5],
    ])
  })
})

const SIDES: readonly Side[] = ['before', 'after']

/** Which positions after the edits each position before them can stand for: slow, and nothing but the definition. */
function counterparts(length: number, edits: readonly Edit[]): [old: number, now: number][] {
  const pairs: [number, number][] = []
  let from = 0
  let shift = 0
  const unchanged = (to: number): void => {
    if (from < to) for (let p = from; p <= to; p++) pairs.push([p, p + shift])
  }
  for (const { start, end, text } of edits) {
    unchanged(start)
    const [now, nowEnd] = [start + shift, start + shift + text.length]
    // The ends stand for each other; what was inside may be either end.
    pairs.push([start, now], [end, nowEnd])
    for (let p = start + 1; p < end; p++) pairs.push([p, now], [p, nowEnd])
    shift += text.length - (end - start)
    from = end
  }
  unchanged(length)
  return length === 0 && edits.length === 0 ? [[0, 0]] : pairs
}

/** The same for the way back. */
const origins = (before: string, edits: readonly Edit[]): [now: number, old: number][] =>
  counterparts(applyEdits(before, edits).length, invertEdits(applied(before, edits)))

const pick = (values: number[], side: Side): number => (side === 'before' ? Math.min(...values) : Math.max(...values))

const slow = (pairs: [number, number][], position: number, side: Side): number =>
  pick(
    pairs.filter(([from]) => from === position).map(([, to]) => to),
    side,
  )

/** Both sides of every position from 0 to `last`. */
const table = (last: number, map: (position: number, side: Side) => number): [before: number[], after: number[]] => {
  const positions = Array.from({ length: last + 1 }, (_, p) => p)
  return [positions.map((p) => map(p, 'before')), positions.map((p) => map(p, 'after'))]
}

describe('PositionMap', () => {
  interface Case {
    readonly what: string
    readonly length: number
    readonly edits: Edit[]
    readonly forward: [before: number[], after: number[]]
    readonly backward: [before: number[], after: number[]]
  }
  const same = [0, 1, 2, 3]
  it.each<Case>([
    { what: 'no edit', length: 3, edits: [], forward: [same, same], backward: [same, same] },
    {
      what: 'an insertion',
      length: 3,
      edits: [edit(1, 1, 'xy')],
      forward: [
        [0, 1, 4, 5],
        [0, 3, 4, 5],
      ],
      backward: [
        [0, 1, 1, 1, 2, 3],
        [0, 1, 1, 1, 2, 3],
      ],
    },
    {
      what: 'a deletion',
      length: 5,
      edits: [edit(1, 4, '')],
      forward: [
        [0, 1, 1, 1, 1, 2],
        [0, 1, 1, 1, 1, 2],
      ],
      backward: [
        [0, 1, 5],
        [0, 4, 5],
      ],
    },
    {
      what: 'a replacement',
      length: 5,
      edits: [edit(1, 4, 'xy')],
      forward: [
        [0, 1, 1, 1, 3, 4],
        [0, 1, 3, 3, 3, 4],
      ],
      backward: [
        [0, 1, 1, 4, 5],
        [0, 1, 4, 4, 5],
      ],
    },
    {
      what: 'neighbouring deletions',
      length: 4,
      edits: [edit(1, 2, ''), edit(2, 3, '')],
      forward: [
        [0, 1, 1, 1, 2],
        [0, 1, 1, 1, 2],
      ],
      backward: [
        [0, 1, 4],
        [0, 3, 4],
      ],
    },
    {
      what: 'neighbouring replacements',
      length: 4,
      edits: [edit(1, 2, 'xx'), edit(2, 3, 'yy')],
      forward: [
        [0, 1, 3, 5, 6],
        [0, 1, 3, 5, 6],
      ],
      backward: [
        [0, 1, 1, 2, 2, 3, 4],
        [0, 1, 2, 2, 3, 3, 4],
      ],
    },
    {
      what: 'a deletion, then an insertion in its place, then a replacement',
      length: 4,
      edits: [edit(0, 2, ''), edit(2, 2, 'x'), edit(2, 3, 'yy')],
      forward: [
        [0, 0, 0, 3, 4],
        [0, 0, 1, 3, 4],
      ],
      backward: [
        [0, 2, 2, 3, 4],
        [2, 2, 3, 3, 4],
      ],
    },
    {
      what: 'everything replaced',
      length: 2,
      edits: [edit(0, 2, 'x')],
      forward: [
        [0, 0, 1],
        [0, 1, 1],
      ],
      backward: [
        [0, 2],
        [0, 2],
      ],
    },
    {
      what: 'an insertion into nothing',
      length: 0,
      edits: [edit(0, 0, 'xy')],
      forward: [[0], [2]],
      backward: [
        [0, 0, 0],
        [0, 0, 0],
      ],
    },
  ])('$what', ({ length, edits, forward, backward }) => {
    const map = new PositionMap(edits)
    expect(table(length, (p, side) => map.forward(p, side))).toEqual(forward)
    expect(table(backward[0].length - 1, (p, side) => map.backward(p, side))).toEqual(backward)
  })

  it('leans left where no side is given', () => {
    const map = new PositionMap([edit(1, 1, 'xy'), edit(2, 4, '')])
    expect([map.forward(1), map.backward(4)]).toEqual([1, 2])
    expect([map.forward(1, 'after'), map.backward(4, 'after')]).toEqual([3, 4])
  })

  it('is what the definition gives, position by position, both ways, on both sides', () => {
    const holds = fc.property(plainText, recipe, (text, steps) => {
      const edits = edited(text, steps)
      const map = new PositionMap(edits)
      const there = counterparts(text.length, edits)
      const back = origins(text, edits)
      const after = applyEdits(text, edits)
      for (const side of SIDES) {
        for (let p = 0; p <= text.length; p++) expect(map.forward(p, side)).toBe(slow(there, p, side))
        for (let q = 0; q <= after.length; q++) expect(map.backward(q, side)).toBe(slow(back, q, side))
      }
    })
    fc.assert(holds, RUNS)
  })

  it('knows every edit of many', () => {
    const count = 1000
    const map = new PositionMap(Array.from({ length: count }, (_, i) => edit(2 * i, 2 * i + 1, 'xx')))
    for (let i = 0; i < count; i++) {
      expect([map.forward(2 * i), map.forward(2 * i + 1)]).toEqual([3 * i, 3 * i + 2])
      expect([map.backward(3 * i), map.backward(3 * i + 2)]).toEqual([2 * i, 2 * i + 1])
    }
  })
})

/** Steps that run the recipes one after the other; each edit's reason is its own, so that it can be found again. */
function stepsOf(text: string, recipes: readonly Recipe[]): { steps: Step[]; texts: string[] } {
  const texts = [text]
  const steps = recipes.map((one, number): Step => {
    const now = texts.at(-1)!
    const edits = applied(now, edited(now, one)).map((e, k) => ({ ...e, reason: `${number}.${k}` }))
    texts.push(applyEdits(now, edits))
    return { rule: `rule-${number}`, edits }
  })
  return { steps, texts }
}

const recipes = fc.array(recipe, { maxLength: 5 })

describe('PositionChain', () => {
  it('goes through all steps, and back', () => {
    // 'a,b' ─► '«a,b' ─► '«ab' ─► '«a和b'
    const { steps } = stepsOf('a,b', [
      [{ gap: 0, removed: 0, put: '«' }],
      [{ gap: 2, removed: 1, put: '' }],
      [{ gap: 2, removed: 0, put: '和' }],
    ])
    const chain = new PositionChain(steps)
    expect(table(3, (p, side) => chain.toCleaned(p, side))).toEqual([
      [0, 2, 2, 4],
      [1, 3, 3, 4],
    ])
    expect(table(4, (p, side) => chain.toOriginal(p, side))).toEqual([
      [0, 0, 1, 1, 3],
      [0, 0, 2, 2, 3],
    ])
    expect([chain.toCleaned(1), chain.toOriginal(2)]).toEqual([2, 1])
  })

  it('changes nothing where no step was made', () => {
    const chain = new PositionChain([])
    expect([chain.toCleaned(7), chain.toOriginal(7, 'after')]).toEqual([7, 7])
  })

  it('is what the definition gives, step by step', () => {
    const holds = fc.property(plainText, recipes, (text, all) => {
      const { steps, texts } = stepsOf(text, all)
      const chain = new PositionChain(steps)
      const there = steps.map((step, i) => counterparts(texts[i]!.length, step.edits))
      const back = steps.map((step, i) => origins(texts[i]!, step.edits))
      for (const side of SIDES) {
        for (let p = 0; p <= text.length; p++) {
          expect(chain.toCleaned(p, side)).toBe(there.reduce((now, step) => slow(step, now, side), p))
        }
        for (let q = 0; q <= texts.at(-1)!.length; q++) {
          expect(chain.toOriginal(q, side)).toBe(back.reduceRight((now, step) => slow(step, now, side), q))
        }
      }
    })
    fc.assert(holds, RUNS)
  })
})

describe('changesOf', () => {
  type Row = [originalStart: number, originalEnd: number, before: string, after: string, by: string]

  /** The changes of steps named `a`, `b`, `c`, …, whose edits are given in positions of the text that each step meets. */
  function rows(text: string, ...steps: Edit[][]): Row[] {
    let now = text
    const made = steps.map((edits, i): Step => {
      const rule = 'abcdefg'[i]!
      assertEdits(now, edits, rule)
      const step = { rule, edits: applied(now, edits).map((e) => ({ ...e, reason: `by ${rule}` })) }
      now = applyEdits(now, edits)
      return step
    })
    return changesOf(text, now, made).map(({ original, cleaned, before, after, by }) => {
      expect(text.slice(original.start, original.end)).toBe(before)
      expect(now.slice(cleaned.start, cleaned.end)).toBe(after)
      for (const { rule, reason } of by) expect(reason).toBe(`by ${rule}`)
      return [original.start, original.end, before, after, by.map(({ rule }) => rule).join('')]
    })
  }

  it.each<[what: string, text: string, steps: Edit[][], expected: Row[]]>([
    ['no step', '0123456789', [], []],
    ['an insertion', '0123', [[edit(2, 2, 'x')]], [[2, 2, '', 'x', 'a']]],
    ['a deletion', '0123', [[edit(1, 3, '')]], [[1, 3, '12', '', 'a']]],
    ['a replacement', '0123', [[edit(1, 2, 'xyz')]], [[1, 2, '1', 'xyz', 'a']]],
    [
      'two places, the later step first in the text',
      '0123456789',
      [[edit(7, 8, 'x')], [edit(2, 2, 'yy')]],
      [
        [2, 2, '', 'yy', 'b'],
        [7, 8, '7', 'x', 'a'],
      ],
    ],
    [
      'positions are the original’s after insertions and deletions before them',
      '0123456789',
      [[edit(0, 0, 'xxx'), edit(2, 4, '')], [edit(8, 9, 'y')], [edit(3, 4, '')]],
      [
        [0, 0, '', 'xxx', 'a'],
        [0, 1, '0', '', 'c'],
        [2, 4, '23', '', 'a'],
        [7, 8, '7', 'y', 'b'],
      ],
    ],
    [
      'a later edit of what an earlier one put there',
      '0123',
      [[edit(1, 2, 'xy')], [edit(2, 3, 'z')]],
      [[1, 2, '1', 'xz', 'ab']],
    ],
    [
      'a later edit that covers an earlier one',
      '01234',
      [[edit(2, 3, 'x')], [edit(1, 4, 'y')]],
      [[1, 4, '123', 'y', 'ab']],
    ],
    [
      'a later edit that laps over the end of an earlier one',
      '01234',
      [[edit(1, 3, 'xy')], [edit(2, 4, 'z')]],
      [[1, 4, '123', 'xz', 'ab']],
    ],
    [
      'a later edit that laps over the start of an earlier one',
      '01234',
      [[edit(2, 4, 'xy')], [edit(1, 3, 'z')]],
      [[1, 4, '123', 'zy', 'ab']],
    ],
    [
      'a later edit that bridges two earlier ones',
      '012345',
      [[edit(1, 2, 'x'), edit(4, 5, 'y')], [edit(1, 5, '-')]],
      [[1, 5, '1234', '-', 'aab']],
    ],
    [
      'rules in the order in which they acted, wherever their edits begin',
      '0123456789',
      [[edit(7, 8, 'x')], [edit(2, 3, 'y')], [edit(1, 4, 'zz')], [edit(1, 7, '-')]],
      [[1, 8, '1234567', '-', 'abcd']],
    ],
    [
      'nested, three deep',
      '0123456',
      [[edit(3, 4, 'x')], [edit(2, 5, 'yyy')], [edit(3, 4, '')]],
      [[2, 5, '234', 'yy', 'abc']],
    ],
    [
      'a deletion beside a replacement',
      '012345',
      [[edit(1, 2, '')], [edit(1, 2, 'x')]],
      [
        [1, 2, '1', '', 'a'],
        [2, 3, '2', 'x', 'b'],
      ],
    ],
    [
      'a replacement beside a deletion',
      '012345',
      [[edit(2, 3, '')], [edit(1, 2, 'x')]],
      [
        [1, 2, '1', 'x', 'b'],
        [2, 3, '2', '', 'a'],
      ],
    ],
    [
      'neighbouring deletions of two steps, and a third step elsewhere',
      '012345',
      [[edit(1, 2, '')], [edit(1, 2, '')], [edit(3, 4, 'x')]],
      [
        [1, 2, '1', '', 'a'],
        [2, 3, '2', '', 'b'],
        [5, 6, '5', 'x', 'c'],
      ],
    ],
    [
      'neighbouring deletions of one step, and a second step elsewhere',
      '012345',
      [[edit(1, 2, ''), edit(2, 3, '')], [edit(3, 4, 'x')]],
      [
        [1, 2, '1', '', 'a'],
        [2, 3, '2', '', 'a'],
        [5, 6, '5', 'x', 'b'],
      ],
    ],
    [
      'an insertion where two neighbours were deleted',
      '012345',
      [[edit(1, 2, ''), edit(2, 3, '')], [edit(1, 1, 'x')]],
      [[1, 3, '12', 'x', 'aab']],
    ],
    [
      'an insertion where something was deleted',
      '0123',
      [[edit(1, 2, '')], [edit(1, 1, 'x')]],
      [[1, 2, '1', 'x', 'ab']],
    ],
    [
      'a deletion on both sides of a deletion',
      '012345',
      [[edit(2, 3, '')], [edit(1, 3, '')]],
      [[1, 4, '123', '', 'ab']],
    ],
    ['an insertion taken out again', '0123', [[edit(2, 2, 'x')], [edit(2, 3, '')]], []],
    ['a deletion put back', '0123', [[edit(1, 3, '')], [edit(1, 1, '12')]], []],
    ['a replacement taken back', '0123', [[edit(1, 2, 'x')], [edit(1, 2, '1')]], []],
    [
      'one change cancelled, one not',
      '012345',
      [[edit(1, 2, 'xx'), edit(4, 5, 'y')], [edit(1, 3, '1')]],
      [[4, 5, '4', 'y', 'a']],
    ],
    ['a partly cancelled change', '01234', [[edit(1, 3, 'xy')], [edit(1, 2, '1')]], [[1, 3, '12', '1y', 'ab']]],
  ])('%s', (_, text, steps, expected) => {
    expect(rows(text, ...steps)).toEqual(expected)
  })

  it('tells all: sorted, disjoint, enough to rebuild the text, each edit in one place and in the order of the steps', () => {
    const holds = fc.property(plainText, recipes, (text, all) => {
      const { steps, texts } = stepsOf(text, all)
      const cleaned = texts.at(-1)!
      const changes = changesOf(text, cleaned, steps)
      const spans = changes.map(({ original, after }) => ({ ...original, text: after }))
      expect(applyEdits(text, spans)).toBe(cleaned)
      spans.forEach((span, i) => {
        expect(span.start).toBeLessThanOrEqual(span.end)
        if (i > 0) expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]!.end)
      })
      const edits = new Map(steps.flatMap((step) => step.edits.map((e) => [e.reason, { ...e, rule: step.rule }])))
      const seen = changes.flatMap(({ by }) => by.map(({ reason }) => reason))
      expect(new Set(seen).size).toBe(seen.length)
      for (const { original, cleaned: place, before, after, by } of changes) {
        expect(before).not.toBe(after)
        expect(before).toBe(text.slice(original.start, original.end))
        expect(after).toBe(cleaned.slice(place.start, place.end))
        const order = by.map(({ reason }) => Number(reason.split('.')[0]))
        expect(order).toEqual([...order].sort((a, b) => a - b))
        for (const { rule, reason } of by) expect(edits.get(reason)!.rule).toBe(rule)
        // What one edit alone did is told exactly; nothing is drawn into it.
        if (by.length === 1) expect({ text: after, removed: before }).toEqual(pickEdit(edits.get(by[0]!.reason)!))
      }
    })
    fc.assert(holds, RUNS)
  })

  const pickEdit = ({ text, removed }: AppliedEdit): Pick<AppliedEdit, 'text' | 'removed'> => ({ text, removed })
})

describe('lines', () => {
  const linesOf = (text: string): string[] => {
    const { count, starts, ends } = lines(new Document(text))
    expect([starts.length, ends.length]).toEqual([count, count])
    return Array.from({ length: count }, (_, i) => text.slice(starts[i], ends[i]))
  }

  it.each<[what: string, text: string, expected: string[]]>([
    ['an empty text', '', ['']],
    ['no break', '山水', ['山水']],
    ['LF', '山\n水', ['山', '水']],
    ['VT', '山\v水', ['山', '水']],
    ['FF', '山\f水', ['山', '水']],
    ['CR', '山\r水', ['山', '水']],
    ['NEL', '山\u0085水', ['山', '水']],
    ['LINE SEPARATOR', '山\u2028水', ['山', '水']],
    ['PARAGRAPH SEPARATOR', '山\u2029水', ['山', '水']],
    ['CR LF is one break', '山\r\n水', ['山', '水']],
    ['LF CR are two', '山\n\r水', ['山', '', '水']],
    ['CR CR LF are two', '山\r\r\n水', ['山', '', '水']],
    ['CR LF, CR LF', '山\r\n\r\n水', ['山', '', '水']],
    ['a break at the end', '山\n', ['山', '']],
    ['CR at the end', '山\r', ['山', '']],
    ['a break at the start', '\n山', ['', '山']],
    ['nothing but breaks', '\n\r\n\u2028', ['', '', '', '']],
    ['no break: tab, unit separators, zero-width space', '\t\u001c\u001f\u200b', ['\t\u001c\u001f\u200b']],
  ])('%s', (_, text, expected) => {
    expect(linesOf(text)).toEqual(expected)
  })

  it('gives the breaks as what is between the lines', () => {
    const { starts, ends } = lines(new Document('山\r\n水\u2028\n'))
    expect([...starts]).toEqual([0, 3, 5, 6])
    expect([...ends]).toEqual([1, 4, 5, 6])
  })

  it.each([63, 64, 65, 1000])('has room for %d lines', (count) => {
    const all = Array.from({ length: count }, (_, i) => String(i))
    expect(linesOf(all.join('\n'))).toEqual(all)
  })

  it('is what splitting at the breaks gives', () => {
    const holds = fc.property(anyText(), (text) => {
      expect(linesOf(text)).toEqual(text.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/u))
    })
    fc.assert(holds, RUNS)
  })

  it('and isLineBreak agree', () => {
    for (let unit = 0; unit < 0x10000; unit++) {
      expect(isLineBreak(unit), unit.toString(16)).toBe(linesOf(String.fromCharCode(unit)).length === 2)
    }
  })

  it('are read once for a document', () => {
    const document = new Document('山\n水')
    expect(document.fact(lines)).toBe(document.fact(lines))
    expect(document.fact(lines)).toEqual(lines(new Document('山\n水')))
  })
})

describe('cutsCluster', () => {
  const CLUSTERS: readonly (readonly [what: string, cluster: string])[] = [
    ['a surrogate pair', '\u{20000}'],
    ['a base with a combining mark', 'e\u0301'],
    ['a base with many', `a${'\u0301'.repeat(9)}`],
    ['more combining marks than any letter has', `a${'\u0323'.repeat(200)}`],
    ['a kana with its voicing', '\u304b\u3099'],
    ['a half-width kana with its voicing', '\uff76\uff9e'],
    ['an ideograph with a variation selector', '葛\ufe00'],
    ['an ideograph with a supplementary variation selector', '葛\u{e0100}'],
    ['a supplementary ideograph with a variation selector', '\u{20122}\u{e0101}'],
    ['an ideograph in an enclosing circle', '秘\u20dd'],
    ['a keycap', '1\ufe0f\u20e3'],
    ['a sign in emoji style', '☀\ufe0f'],
    ['a family', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}'],
    ['a doctor with a skin colour', '\u{1f469}\u{1f3fd}\u200d⚕\ufe0f'],
    ['a kiss', '\u{1f469}\u{1f3fd}\u200d❤\ufe0f\u200d\u{1f48b}\u200d\u{1f468}\u{1f3ff}'],
    ['a flag', '\u{1f1e8}\u{1f1f3}'],
    ['a rainbow flag', '\u{1f3f3}\ufe0f\u200d\u{1f308}'],
    ['a flag of a region', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['a conjoining syllable of Hangul', '\u1112\u1161\u11ab'],
  ]

  it.each(CLUSTERS)('%s is cut anywhere inside, and nowhere else', (_, cluster) => {
    for (const [before, after] of [
      ['', ''],
      ['山', '水'],
      ['ab ', '\ncd'],
      ['，'.repeat(50), '。'.repeat(50)],
      [cluster, cluster],
      [cluster.repeat(30), cluster.repeat(3)],
    ] as const) {
      const text = before + cluster + after
      const cuts = Array.from({ length: cluster.length + 1 }, (_, i) => cutsCluster(text, before.length + i))
      expect(cuts).toEqual(cuts.map((_, i) => i > 0 && i < cluster.length))
    }
  })

  it.each([
    ['ideographs and marks', '山，水。“远”——近'],
    ['Western text', 'ab, 12'],
    ['white space', '山 \n\t水'],
    ['one kind of pair after the other', '\u{20000}\u{1f600}\u{20001}'],
  ])('%s: between characters nothing is cut', (_, text) => {
    let position = 0
    for (const character of text) {
      expect(cutsCluster(text, position)).toBe(false)
      position += character.length
    }
  })

  it('nothing is cut at the ends, or outside', () => {
    for (const position of [-1, 0, 2, 3]) expect(cutsCluster('\u{20000}', position)).toBe(false)
  })

  it('lone surrogates are no pair', () => {
    for (const text of ['\udc00\ud840', '\ud840\ud840', '\udc00\udc00', 'a\ud840', '\udc00a']) {
      expect(cutsCluster(text, 1)).toBe(false)
    }
  })

  it('joiners that join nothing may be cut off, one by one', () => {
    for (const text of ['山\u200d水', '山\u200d\u200d', '\u{1f468}\u200d水', '\u{1f468}\u200d', '山\u200c水']) {
      const joiner = text.search(/[\u200c\u200d]/u)
      for (let i = joiner; i < text.length; i++) expect(cutsCluster(text, i)).toBe(false)
    }
  })

  it('flags pair off from the head of their row', () => {
    const letters = '\u{1f1e8}'.repeat(61)
    for (let i = 1; i < 61; i++) expect(cutsCluster(letters, 2 * i), String(i)).toBe(i % 2 === 1)
    expect(cutsCluster(`山${letters}`, 1 + 2 * 60)).toBe(false)
    expect(cutsCluster(`山${letters}`, 1 + 2 * 59)).toBe(true)
  })

  it('in a row of flags beyond all reason, rather too much counts as cut', () => {
    expect(cutsCluster('\u{1f1e8}'.repeat(5000), 5001)).toBe(true)
    for (let i = 4990; i < 5000; i++) expect(cutsCluster('\u{1f1e8}'.repeat(5000), 2 * i)).toBe(true)
  })

  it('is what segmenting the whole text gives', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(...CLUSTERS.map(([, cluster]) => cluster)),
        fc.constantFrom(
          '山',
          '水',
          '，',
          'a',
          ' ',
          '\n',
          '\ud840',
          '\udc00',
          '\u0301',
          '\ufe0f',
          '\u{1f1e8}',
          '\u{1f468}',
        ),
      ),
      { maxLength: 30 },
    )
    const holds = fc.property(pieces, (parts) => {
      const text = parts.join('')
      const boundaries = new Set([...graphemeSegments(text)].map(({ index }) => index))
      for (let p = 1; p < text.length; p++) expect(cutsCluster(text, p), String(p)).toBe(!boundaries.has(p))
    })
    fc.assert(holds, RUNS)
  })
})

describe('the fold, with rules made up for it', () => {
  let explain: typeof Clean.explain
  let cleanText: typeof Clean.cleanText
  let found: (text: string) => Finding[]

  const rule = (id: string, safety: Safety, find: Rule['find']): Rule => ({
    id,
    title: id,
    why: id,
    safety,
    defaults: {},
    examples: [{ damaged: 'a', repaired: 'b' }, { untouched: 'c' }],
    find,
  })
  /** A finding for every `from` in the text. */
  const each = (document: Document, from: string, to: string, safety?: Safety): Finding[] =>
    Array.from(document.text.matchAll(new RegExp(from, 'gu')), ({ index }) => ({
      edits: [edit(index, index + from.length, to)],
      reason: `${from} is ${to}`,
      ...(safety && { safety }),
    }))

  beforeAll(async () => {
    vi.resetModules()
    vi.doMock('../src/rules/index.ts', () => ({
      rules: [
        rule('first', 'safe', (document) => [...each(document, 'a', 'bb'), ...each(document, 'x', 'y', 'risky')]),
        rule('second', 'safe', (document) => each(document, 'b', 'c')),
        rule('likely', 'risky', (document) => [...each(document, 'm', 'n'), ...each(document, 'o', 'p', 'safe')]),
        rule('perhaps', 'suggest', (document) => each(document, 'q', 'r')),
        rule('given', 'safe', (document) => found(document.text)),
      ],
    }))
    ;({ explain, cleanText } = await import('../src/clean.ts'))
  })
  afterAll(() => {
    vi.doUnmock('../src/rules/index.ts')
    vi.resetModules()
  })

  const clean = (text: string, options?: CleanOptions, given: Finding[] = []) => {
    // Findings are for the text as it was given; on its own output a rule has nothing to do.
    found = (now) => (now === text ? given : [])
    const explanation = explain(text, options)
    expect(cleanText(text, options)).toBe(explanation.text)
    return explanation
  }
  const skips = ({ skipped }: ReturnType<typeof clean>): unknown[] =>
    skipped.map((s) => [s.rule, s.because, s.safety, s.original.start, s.original.end, s.before, s.after])

  it('begins anew while a pass changed something, and stops for good when it never rests', () => {
    let calls = 0
    found = (now) => {
      calls++
      return now.length > 3 ? [{ edits: [edit(0, 1, '')], reason: 'one less' }] : []
    }
    expect(cleanText('987654')).toBe('654')
    expect(calls).toBe(4)
    calls = 0
    found = (now) => {
      calls++
      return [{ edits: [edit(0, 1, now.startsWith('1') ? '2' : '1')], reason: 'to and fro' }]
    }
    expect(cleanText('1')).toBe('1')
    expect(calls).toBe(8)
  })

  it('gives each rule the text that the ones before it left', () => {
    const { text, steps, changes } = clean('0a0b')
    expect(text).toBe('0cc0c')
    expect(steps.map((step) => [step.rule, step.edits.map((e) => [e.start, e.end, e.removed, e.text])])).toEqual([
      ['first', [[1, 2, 'a', 'bb']]],
      [
        'second',
        [
          [1, 2, 'b', 'c'],
          [2, 3, 'b', 'c'],
          [4, 5, 'b', 'c'],
        ],
      ],
    ])
    expect(changes.map((c) => [c.before, c.after, c.by.map(({ rule }) => rule)])).toEqual([
      ['a', 'cc', ['first', 'second', 'second']],
      ['b', 'c', ['second']],
    ])
  })

  it('applies what the level allows: the finding’s safety before the rule’s', () => {
    expect(clean('axmoq').text).toBe('ccxmpq')
    expect(clean('axmoq', { level: 'risky' }).text).toBe('ccynpq')
  })

  it('says what it did not apply, in positions of the original', () => {
    expect(skips(clean('axmoq'))).toEqual([
      ['first', 'level', 'risky', 1, 2, 'x', 'y'],
      ['likely', 'level', 'risky', 2, 3, 'm', 'n'],
      ['perhaps', 'level', 'suggest', 4, 5, 'q', 'r'],
    ])
    expect(skips(clean('axmoq', { level: 'risky', keep: ['x', 'b'] }))).toEqual([
      ['first', 'keep', 'risky', 1, 2, 'x', 'y'],
      ['perhaps', 'level', 'suggest', 4, 5, 'q', 'r'],
    ])
  })

  it('keeps spans through the steps before', () => {
    const kept = clean('aabba', { keep: [{ start: 2, end: 3 }] })
    expect(kept.text).toBe('ccccbccc')
    expect(skips(kept)).toEqual([['second', 'keep', 'safe', 2, 3, 'b', 'c']])
  })

  it('keeps nothing more: an edit may touch the kept span on either side, but not reach in', () => {
    const keep = [{ start: 2, end: 4 }]
    const at = (start: number, end: number, text: string): string =>
      clean('012345', { keep }, [{ edits: [edit(start, end, text)], reason: 'given' }]).text
    expect(at(1, 2, '-')).toBe('0-2345')
    expect(at(4, 5, '-')).toBe('0123-5')
    expect(at(2, 2, '-')).toBe('01-2345')
    expect(at(4, 4, '-')).toBe('0123-45')
    for (const [start, end] of [
      [1, 3],
      [3, 5],
      [2, 4],
      [3, 3],
      [3, 4],
      [0, 6],
    ] as const) {
      expect(at(start, end, '-')).toBe('012345')
    }
  })

  it('keeps each of many spans', () => {
    const keep = [0, 2, 4, 6, 8].map((start) => ({ start, end: start + 1 }))
    for (let start = 0; start < 10; start++) {
      const text = clean('0123456789', { keep }, [{ edits: [edit(start, start + 1, '-')], reason: 'given' }]).text
      expect(text.indexOf('-')).toBe(start % 2 === 0 ? -1 : start)
    }
  })

  it('applies the edits of a finding together or not at all', () => {
    const pair: Finding = { edits: [edit(0, 1, '“'), edit(5, 6, '”')], reason: 'a pair' }
    expect(clean('"1234"', {}, [pair]).text).toBe('“1234”')
    const kept = clean('"1234"', { keep: [{ start: 5, end: 6 }] }, [pair])
    expect(kept.text).toBe('"1234"')
    expect(skips(kept)).toEqual([['given', 'keep', 'safe', 0, 6, '"1234"', '“1234”']])
  })

  it('drops a finding that would cut a character', () => {
    const cut: Finding = { edits: [edit(0, 1, ''), edit(2, 3, '')], reason: 'half a character' }
    expect(clean('0\u{20000}12', {}, [cut]).text).toBe('0\u{20000}12')
    expect(clean('0e\u030112', {}, [{ edits: [edit(1, 2, 'é')], reason: 'a base' }]).text).toBe('0e\u030112')
    expect(clean('0e\u030112', {}, [{ edits: [edit(1, 3, 'é')], reason: 'both' }]).text).toBe('0é12')
  })

  it('sorts the edits of findings that interleave', () => {
    const findings = [
      { edits: [edit(0, 1, '('), edit(5, 6, ')')], reason: 'outer' },
      { edits: [edit(2, 3, '['), edit(3, 4, ']')], reason: 'inner' },
    ]
    expect(clean('"1""4"', {}, findings).text).toBe('(1[]4)')
  })

  it('stops at a rule that breaks its promise, and names it', () => {
    const overlapping = [edit(0, 2, '-'), edit(1, 3, '-')].map((e) => ({ edits: [e], reason: 'given' }))
    expect(() => clean('0123', {}, overlapping)).toThrow(
      /^overlaps the one before: edit 1–3 in a text of 4, rule given$/u,
    )
  })
})
