import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Document } from '../src/core/document.ts'
import { COMMON_WORDS } from '../src/data/common-words.ts'
import * as bigramsOf from '../src/text/bigrams.ts'
import * as cheapest from '../src/text/cheapest-measures.ts'
import { isCommonWord } from '../src/text/common-words.ts'
import * as edges from '../src/text/line-edges.ts'
import * as evidence from '../src/text/line-evidence.ts'
import * as lineForms from '../src/text/line-forms.ts'
import * as openers from '../src/text/openers.ts'
import { Openings } from '../src/text/name-lines.ts'
import { OpenMarks } from '../src/text/pairs.ts'
import { rows } from '../src/text/rows.ts'
import { setOff, spacing, type Places } from '../src/text/spacing.ts'
import { eachInline, INLINE_RE, INLINE_SIGN_RE } from '../src/text/verbatim.ts'
import { lineShapes, type LineShapes } from '../src/text/line-shape.ts'

/** Short looks that spare long ones, each against what it stands for. */
const few = (signs: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(signs)), { maxLength: 40 }).map((all) => all.join(''))

/** One of each after the other, a row of ideographs behind the first. */
const made = (first: string, ...parts: string[][]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...NAMES), ...parts.map((part) => fc.constantFrom(...part)))
    .map((all) => first + all.join(''))
const NAMES = Array.from({ length: 12 }, (_, length) => '丁'.repeat(length))

describe('columns and the shapes of lines', () => {
  it('the measures that are carried together or not at all lead to the same columns', () => {
    // Lines of a few widths, some with marks or Western letters, some too wide or too narrow for a column.
    const line = fc
      .tuple(fc.integer({ min: 1, max: 110 }), fc.constantFrom('', '。', '，甲，', 'a1', 'AbCdEfGhIjKl', '：', '》'))
      .map(([length, end]) => '字'.repeat(length) + end)
    const column = fc
      .tuple(fc.integer({ min: 6, max: 24 }), fc.array(fc.integer({ min: -3, max: 1 }), { maxLength: 12 }))
      .map(([width, lines]) => lines.map((lack) => '字'.repeat(width + lack) + (lack < -1 ? '。' : '')))
    const text = fc.array(fc.oneof(column, fc.array(line, { maxLength: 3 })), { maxLength: 10 })
    fc.assert(
      fc.property(text, fc.constantFrom(1.2, 1.4), (blocks, unwrapped) => {
        const document = new Document(blocks.flat().join('\n'))
        const shapes = document.fact(lineShapes)
        const measures = cheapest.measuresOf(shapes)
        if (measures.length === 0) return
        const ends = document.fact(edges.lineEnds)
        const found = new Int32Array(shapes.count)
        cheapest.followCheapest(shapes, ends, measures, unwrapped, found)
        expect([...found]).toEqual(cheapestOf(shapes, ends, measures, unwrapped))
      }),
      { numRuns: 1000 },
    )
  })

  it('what begins a block, and who speaks, is told by the patterns', () => {
    const begin = fc.oneof(
      few('第一三章、.（1）a) ·□※-*#>| 【［[综合】本报讯电月日记者发文/：—'),
      few('新华社中新张三12月日电（讯：《书》“问答说甲乙'),
      fc.string({ unit: 'binary', maxLength: 40 }),
      made('', ['1月', '12月', ''], ['3日', '13日', ''], ['讯', '電'], [' ', '（', '甲', '']),
      made('甲乙，', ['图', '来源', '甲'], ['：', '/'], [' ', ''], NAMES),
    )
    const { LIST_ITEM_RE, DATELINE_RE, BYLINE_RE, SUBTITLE_RE, SPEAKER_RE } = openers
    fc.assert(
      fc.property(begin, (line) => {
        const looked = line.slice(0, 40)
        const forms = [LIST_ITEM_RE, DATELINE_RE, BYLINE_RE, SUBTITLE_RE]
        expect(openers.beginsBlock(line, 0, line.length)).toBe(forms.some((form) => form.test(looked)))
        expect(openers.isByline(line, 0, line.length)).toBe(BYLINE_RE.test(looked))
        expect(openers.isSpeaker(line, 0, line.length)).toBe(SPEAKER_RE.test(looked))
        if (lineForms.CREDIT_RE.test(line.slice(-24))) expect(lineForms.mayNameAuthor(line, 0, line.length)).toBe(true)
      }),
      { numRuns: 20_000 },
    )
    for (let unit = 0; unit < 0x10000; unit++) {
      const line = `${String.fromCharCode(unit)}、 `
      if (openers.beginsBlock(line, 0, 3) !== (LIST_ITEM_RE.test(line) || SUBTITLE_RE.test(line))) expect.fail(line)
    }
  })

  it('what plainly goes on is joined by the evidence, what plainly ends is not, and a word never speaks against it', () => {
    const words = [
      '渔港的清晨',
      '汽笛声里',
      '的',
      '王老师',
      '一是',
      '二是',
      '本报记者',
      '12月3日',
      'API ',
      '1.2',
      ' ',
      '  ',
      '-',
      '12',
    ]
    const marks = ['，', '，', '。', '：', '、', '“', '”', '（', '）', '摄影：', '……']
    const piece = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, fc.constantFrom(...marks))
    const line = fc.tuple(
      fc.array(piece, { minLength: 1, maxLength: 9 }),
      fc.constantFrom('', '', '', '\n', '\u3000\u3000'),
    )
    const region = fc.record({
      measure: fc.integer({ min: 16, max: 30 }),
      firstLine: fc.constantFrom('indented', 'deficit', 'flush'),
      blanks: fc.constantFrom('everywhere', 'edges', 'paragraphs', 'some'),
      squeezed: fc.boolean(),
    })
    let plain = 0
    let ended = 0
    fc.assert(
      fc.property(fc.array(line, { minLength: 3, maxLength: 6 }), region, fc.boolean(), (all, found, indents) => {
        const document = new Document(all.map(([pieces, before]) => before + pieces.join('')).join('\n'))
        const shapes = document.fact(lineShapes)
        const own = { ...found, from: 0, to: shapes.count }
        for (let a = 0; a + 1 < shapes.count; a++) {
          const open = new OpenMarks()
          open.read(document.text, 0, shapes.end[a]!)
          for (const head of [0, a]) {
            const sumIf = (known?: boolean): number =>
              evidence
                .evidenceOf(document, own, head, a, open, known)
                .filter((row) => indents || (row !== 'indented' && row !== 'notIndented'))
                .reduce((sum, row) => sum + evidence.EVIDENCE[row][0], 0)
            expect(sumIf()).toBeGreaterThanOrEqual(sumIf(false))
            expect(sumIf()).toBeLessThanOrEqual(sumIf(true))
            if (evidence.plainlyEnds(document, shapes, own, a)) {
              ended++
              expect(sumIf(true)).toBeLessThan(evidence.JOIN)
            }
            if (!evidence.plainlyGoesOn(document, shapes, own, head, a)) continue
            plain++
            expect(sumIf(false)).toBeGreaterThanOrEqual(evidence.JOIN)
          }
        }
      }),
      { numRuns: 8000 },
    )
    expect(plain).toBeGreaterThan(1000)
    expect(ended).toBeGreaterThan(300)
  })

  it('pairs are counted alike in all slots and in those that hold anything, and marked where they are counted', () => {
    const text = fc.array(fc.constantFrom(...Array.from('甲乙丙丁戊己庚辛壬癸12，\n a')), { maxLength: 400 })
    fc.assert(
      fc.property(text, fc.integer({ min: 6, max: 20 }), (all, bits) => {
        const [mask, joined] = [(1 << bits) - 1, all.join('')]
        const [whole, few] = [bigramsOf.slotsOf(joined, mask), bigramsOf.fewSlotsOf(joined, mask)]
        const used = bigramsOf.usedSlotsOf(joined, mask)
        for (let slot = 0; slot <= Math.min(mask, 1 << 12); slot++)
          expect([few(slot), used(slot)]).toEqual([whole(slot), whole(slot) > 0])
      }),
      { numRuns: 100 },
    )
    const { times } = new Document('春天，春天。春天1号2号').fact(bigramsOf.bigrams)
    const unit = (sign: string): number => sign.charCodeAt(0)
    expect([times(unit('春'), unit('天')), times(unit('9'), unit('号')), times(unit('天'), unit('春'))]).toEqual([
      3, 2, 0,
    ])
    const often = new Document('春天'.repeat(20)).fact(bigramsOf.bigrams)
    expect(often.times(unit('春'), unit('天'))).toBe(15)
  })

  it('whether Western words are set off is what the habit of spacing says', () => {
    const text = fc.array(fc.constantFrom(...Array.from('甲乙丙아12aB，。 \u00a0\u3000\n\r'), '  ', '1 甲', 'a 甲'), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(text, (all) => {
        const document = new Document(all.join(''))
        const { digits, letters } = spacing(document)
        const isSetOff = ({ tight, spaced }: Places): boolean => spaced > tight
        expect(setOff(document)).toEqual({ digits: isSetOff(digits), letters: isSetOff(letters) })
      }),
      { numRuns: 5000 },
    )
  })

  it('names set wide before the words of others are those that all names of the text show', () => {
    const name = fc.constantFrom(
      '王 涛',
      '李 勇',
      '张 明',
      '王小涛',
      '李大勇',
      '欧阳明',
      '王 你',
      '的河湖',
      '王\u3000涛',
    )
    const words = fc.constantFrom('为主任，', '为局长；', '任主任。', '到会场了', '到会讲话', '是主任，', 'a为主任', '')
    const line = fc.tuple(name, words, fc.constantFrom('', '在座的人')).map((all) => all.join(''))
    let found = 0
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const openings = new Openings()
        const all = lines.map((line) => ({ line, start: 0 }))
        const text = lines.join('\n')
        for (let i = 1; i < all.length; i++) all[i]!.start = all[i - 1]!.start + all[i - 1]!.line.length + 1
        for (const { line, start } of all) openings.readWide(text, start, start + line.length)
        for (const { line, start } of all) openings.read(text, start, start + line.length)
        const gaps = [...openings.gaps()].map(({ start }) => start).sort((a, b) => a - b)
        found += gaps.length
        expect(gaps).toEqual(wideOf(all))
      }),
      { numRuns: 3000 },
    )
    expect(found).toBeGreaterThan(100)
  })

  it('every common word is one, and nothing else', () => {
    const words = new Set(
      COMMON_WORDS.trim()
        .split(/\s+/u)
        .flatMap((group) => Array.from(group.slice(1), (second) => group[0]! + second)),
    )
    for (const word of words) {
      expect(isCommonWord(word.charCodeAt(0), word.charCodeAt(1))).toBe(true)
      expect(isCommonWord(word.charCodeAt(1), word.charCodeAt(0))).toBe(words.has(word[1]! + word[0]!))
    }
  })

  it('what is verbatim is what the pattern matches', () => {
    const pieces = [
      'http',
      '://',
      'www.',
      'a@b.c',
      '@',
      '`',
      '<b>',
      '<',
      '>',
      '$',
      '\\',
      '{',
      '}',
      '[',
      '](',
      ')',
      '"',
      "'",
      'key',
      ':',
    ]
    const piece = fc.constantFrom(
      ...pieces,
      '=',
      ' ',
      '\n',
      '\r',
      '甲',
      '，',
      'C:\\dir',
      '.txt',
      '/',
      '-',
      'x'.repeat(70),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (all) => {
        const text = all.join('')
        const found: [number, number][] = []
        eachInline(new Document(text), (start, end) => found.push([start, end]))
        const matches = INLINE_SIGN_RE.test(text) ? [...text.matchAll(new RegExp(INLINE_RE.source, 'gu'))] : []
        expect(found).toEqual(matches.map(({ 0: match, index }) => [index, index + match.length]))
      }),
      { numRuns: 10_000 },
    )
  })

  it('rows of a table have as many separators outside quotes as the line beside them', () => {
    const cells = fc.array(fc.constantFrom('甲', '12', ',', '\t', '"', '，', '; ', ' 乙', '名称很长的一个单元格子'), {
      maxLength: 9,
    })
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 6 }), (lines) => {
        const document = new Document(lines.map((line) => line.join('')).join('\n'))
        const { values } = rows(document)
        const shapes = document.fact(lineShapes)
        const parts = (line: number, separator: string): number =>
          document.text
            .slice(shapes.start[line], shapes.end[line])
            .replace(/"[^"]*(?:"|$)/gu, '')
            .split(separator).length
        for (let line = 0; line < shapes.count; line++) {
          const isLike = (near: number): boolean => {
            if (near < 0 || near >= shapes.count || Math.abs(shapes.number[near]! - shapes.number[line]!) > 1)
              return false
            return [',', '\t'].some((sign) => parts(line, sign) > 1 && parts(line, sign) === parts(near, sign))
          }
          if (values[line] === 1) expect(isLike(line - 1) || isLike(line + 1)).toBe(true)
          const tabs = (near: number): boolean =>
            isLike(near) && parts(line, '\t') > 1 && parts(line, '\t') === parts(near, '\t')
          if (tabs(line - 1) || tabs(line + 1)) expect(values[line]).toBe(1)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

/** The gaps of names set wide: those before the words of two different names, or, for a word of one character, of three that go on alike. */
function wideOf(lines: readonly { line: string; start: number }[]): number[] {
  const all = lines.flatMap(({ line, start }) => {
    const [, name, key, next] =
      /^(\p{sc=Han}[\p{sc=Han} ]\p{sc=Han})(?=\p{sc=Han})([为任]|..)(.{0,2})/u.exec(line) ?? []
    const wide = name?.[1] === ' '
    if (name === undefined || line.length < 6 || name.startsWith('的') || (wide && name[2] === '你')) return []
    return key!.includes('是') ? [] : [{ name, key: key!, next: next!, wide, at: start + 1 }]
  })
  return all.flatMap(({ key, wide, at }) => {
    const same = all.filter((other) => other.key === key)
    const differ = (i: number): boolean => new Set(same.map(({ name }) => name[i])).size > 1
    const alike = same.some((other) => !other.wide) || new Set(same.map(({ next }) => next)).size < same.length
    const enough = key.length > 1 ? same.length >= 2 : same.length >= 3 && alike
    return wide && differ(0) && differ(2) && enough ? [at] : []
  })
}

/** The same by every measure at every line. */
function cheapestOf(shapes: LineShapes, ends: Uint8Array, measures: readonly number[], unwrapped: number): number[] {
  let costs = [0, ...measures.map(() => Infinity)]
  const best: number[] = []
  const changes: boolean[][] = []
  for (let i = 0; i < shapes.count; i++) {
    const lowest = Math.min(...costs)
    const lack = (ends[i]! & edges.MAY_END_SHORT) === 0 ? cheapest.COST_OF_SHORT : cheapest.COST_OF_SHORT_END
    const change = costs.map((_, s) => lowest + (s === 0 ? cheapest.COST_OF_UNWRAPPING : cheapest.COST_OF_WRAPPING))
    best.push(costs.indexOf(lowest))
    changes.push(costs.map((cost, s) => cost > change[s]!))
    costs = costs.map((cost, s) => {
      const deficit = measures[s - 1]! - edges.edgeOf(shapes, i)
      const own = s === 0 ? unwrapped : cheapest.costIn(deficit, shapes.elastic[i]!, shapes.doubt[i]!, lack)
      return Math.min(cost, change[s]!) + own
    })
  }
  const out: number[] = []
  let state = costs.indexOf(Math.min(...costs))
  for (let i = shapes.count - 1; i >= 0; i--) {
    out[i] = state === 0 ? 0 : measures[state - 1]!
    if (changes[i]![state]!) state = best[i]!
  }
  return out
}
