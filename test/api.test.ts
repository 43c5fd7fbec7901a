import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import * as history from '../src/core/history.ts'
import * as api from '../src/index.ts'
import {
  cleanText,
  createCleaner,
  explain,
  rules,
  type CleanOptions,
  type Cleaner,
  type Explanation,
  type Rule,
  type RuleId,
  type RuleSettings,
  type Skipped,
} from '../src/index.ts'
import { loadRuleFixtures } from '../src/testing/fixtures.ts'

vi.mock('../src/core/history.ts', { spy: true })
afterEach(() => vi.clearAllMocks())

const FIXTURES = loadRuleFixtures().flatMap(({ cases }) =>
  cases.map((one) => ('untouched' in one ? one.untouched : one.damaged)),
)
const DAMAGED = '\ufeff甲。\n\n\n\n\n乙。'

describe('the public names', () => {
  it('are these', () => {
    expect(Object.keys(api).sort()).toEqual([
      'applyEdits',
      'cleanText',
      'createCleaner',
      'explain',
      'invertEdits',
      'rules',
    ])
  })
})

describe('rules', () => {
  it('is a list that cannot be altered', () => {
    expect(Object.isFrozen(rules)).toBe(true)
    const list = rules as Rule<RuleId>[]
    const first = rules[0]!
    expect(() => list.push(first)).toThrow(TypeError)
    expect(() => list.reverse()).toThrow(TypeError)
    expect(() => (list[0] = list[1]!)).toThrow(TypeError)
    expect(rules[0]).toBe(first)
  })
})

describe('what is no string', () => {
  it.each<[given: string, text: unknown, kind: string]>([
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a number', 12, 'number'],
    ['a boolean', true, 'boolean'],
    ['a big integer', 12n, 'bigint'],
    ['a symbol', Symbol('text'), 'symbol'],
    ['an object', {}, 'object'],
    ['a string in an object', Object('山'), 'object'],
    ['bytes', new TextEncoder().encode('山'), 'object'],
    ['a list of lines', ['山', '水'], 'array'],
    ['a function', () => '山', 'function'],
  ])('%s is refused by name', (_, given, kind) => {
    const text = given as string
    const cleaner = createCleaner()
    for (const use of [cleanText, explain, cleaner.cleanText, cleaner.explain]) {
      expect(() => use(text)).toThrow(TypeError)
      expect(() => use(text)).toThrow(new RegExp(`^text must be a string, not ${kind}$`, 'u'))
    }
  })
})

describe('an empty text', () => {
  it('is clean', () => {
    expect(cleanText('')).toBe('')
    const { text, steps, changes, skipped, kept, toCleaned, toOriginal } = explain('')
    expect({ text, steps, changes, skipped, kept }).toEqual({ text: '', steps: [], changes: [], skipped: [], kept: [] })
    expect([toCleaned(0), toCleaned(0, 'after'), toOriginal(0), toOriginal(0, 'after')]).toEqual([0, 0, 0, 0])
  })
})

describe('an explanation', () => {
  it('computes its changes when they are first read, and once', () => {
    const explanation = explain(DAMAGED)
    expect(explanation.text).toBe('甲。\n\n乙。')
    expect(history.changesOf).not.toHaveBeenCalled()
    const { changes } = explanation
    expect(changes.length).toBe(2)
    expect(explanation.changes).toBe(changes)
    expect(history.changesOf).toHaveBeenCalledTimes(1)
  })

  it('maps positions when first asked, on one chain', () => {
    const explanation = explain(DAMAGED)
    expect(history.PositionChain).not.toHaveBeenCalled()
    const { toCleaned, toOriginal } = explanation
    expect([toCleaned(1), toCleaned(8), toOriginal(4, 'after'), toOriginal(6)]).toEqual([0, 4, 8, 10])
    expect(history.PositionChain).toHaveBeenCalledTimes(1)
  })

  it('gives what it skipped once too', () => {
    const explanation = explain(DAMAGED, { keep: ['\n'] })
    expect(explanation.skipped.length).toBe(1)
    expect(explanation.skipped).toBe(explanation.skipped)
  })

  it('says why line breaks were kept, in places of the original', () => {
    const column =
      '渔港的清晨总是从汽笛声里开始，一\n艘艘渔船披着薄雾靠岸，码头上的秤\n杆起起落落。老人们说，这样热闹的\n景象许多年没有见过。\n' +
      '今年港里添了冷库，鱼不用连夜运走\n，渔民也能睡个整觉。'
    const text = `\u200b${column}`
    const { text: cleaned, kept } = explain(text)
    expect(cleaned.split('\n').length).toBe(2)
    const end = text.indexOf('\n今年')
    const reason = 'the line ends far short of its column; a sentence ends there'
    expect(kept).toEqual([{ rule: 'broken-line', reason, original: { start: end, end: end + 1 } }])
    expect(explain(text, { rules: { 'broken-line': false } }).kept).toEqual([])
  })

  it('gives the place of what it skipped in the original, whatever was taken out before it', () => {
    const text = '\ufeff\ufeff甲。\n\n\n\n\n乙\u200b。\n\n\n\n\n丙。'
    const { text: cleaned, steps, skipped } = explain(text, { keep: [{ start: 6, end: 7 }] })
    expect(cleaned).toBe('甲。\n\n\n\n\n乙。\n\n丙。')
    expect(steps.map(({ rule }) => rule)).toEqual(['invisible', 'blank-line'])
    expect(skipped.map(({ rule, because }) => [rule, because])).toEqual([['blank-line', 'keep']])
    const [{ original, before, after }] = skipped as [Explanation['skipped'][number]]
    expect(original.start).toBeGreaterThanOrEqual(4)
    expect(original.end).toBeLessThanOrEqual(9)
    expect(text.slice(original.start, original.end)).toBe(before)
    expect(after.length).toBe(before.length - 3)
  })

  it('names spans that lie in the original, whatever was skipped', () => {
    let seen = 0
    for (const text of FIXTURES) {
      const { steps, skipped } = explain(text, { keep: [/[^\p{L}\p{N}]/u] })
      for (const { original, before, after } of skipped) {
        seen++
        expect(original.start).toBeGreaterThanOrEqual(0)
        expect(original.end).toBeGreaterThanOrEqual(original.start)
        expect(original.end).toBeLessThanOrEqual(text.length)
        expect(after).not.toBe(before)
        if (steps.length === 0) expect(text.slice(original.start, original.end)).toBe(before)
      }
    }
    expect(seen).toBeGreaterThan(50)
  })
})

// Checked by the compiler; what these functions return says only that they ran.
describe('types', () => {
  it('RuleId holds the ids and nothing else', () => {
    expectTypeOf<'overprint'>().toExtend<RuleId>()
    expectTypeOf<'broken-line'>().toExtend<RuleId>()
    expectTypeOf<string>().not.toExtend<RuleId>()
    expectTypeOf<'overprnt'>().not.toExtend<RuleId>()
    expectTypeOf(rules).toEqualTypeOf<readonly Rule<RuleId>[]>()
    const ids: readonly RuleId[] = rules.map(({ id }) => id)
    expect(ids).toContain('overprint')
  })

  it('RuleSettings takes every rule, on, off or with its options', () => {
    const settings: RuleSettings = { overprint: false, 'blank-line': true, 'broken-line': { join: 'always' } }
    expect(() => createCleaner({ rules: settings })).not.toThrow()
    expectTypeOf<keyof RuleSettings>().toEqualTypeOf<RuleId>()
    expectTypeOf<RuleSettings['broken-line']>().toEqualTypeOf<
      boolean | { readonly join?: 'decide' | 'always' | 'never' | 'verse'; readonly indents?: boolean } | undefined
    >()
  })

  it('RuleSettings refuses what planning would refuse', () => {
    // @ts-expect-error no rule has this id
    const unknownRule: RuleSettings = { overprnt: false }
    // @ts-expect-error the rule has no such option
    const unknownOption: RuleSettings = { 'broken-line': { jon: 'always' } }
    // @ts-expect-error the option is a boolean
    const wrongType: RuleSettings = { 'broken-line': { indents: 'yes' } }
    // @ts-expect-error the option has no such choice
    const wrongChoice: RuleSettings = { 'broken-line': { join: 'maybe' } }
    // @ts-expect-error a rule is on or off
    const wrongSetting: RuleSettings = { 'broken-line': 'off' }
    // @ts-expect-error the rule has no options
    const optionOfNone: RuleSettings = { overprint: { always: true } }
    // @ts-expect-error a rule is on or off, also where it has no options
    const wrongSettingOfNone: RuleSettings = { overprint: 'off' }
    const all = [unknownRule, unknownOption, wrongType, wrongChoice, wrongSetting, optionOfNone, wrongSettingOfNone]
    for (const settings of all) expect(() => createCleaner({ rules: settings })).toThrow()
  })

  it('CleanOptions takes frozen and literal objects, and refuses the rest', () => {
    const literal = { level: 'risky', keep: ['山', /水/u, { start: 0, end: 1 }], rules: { overprint: false } } as const
    expectTypeOf(literal).toExtend<CleanOptions>()
    expectTypeOf(Object.freeze({ level: 'safe' as const })).toExtend<CleanOptions>()
    expect(() => createCleaner(literal)).not.toThrow()
    // @ts-expect-error findings of this kind are never applied
    expect(() => cleanText('山', { level: 'suggest' })).toThrow(RangeError)
    // @ts-expect-error no such option
    expect(() => cleanText('山', { levels: 'safe' })).toThrow(RangeError)
    // @ts-expect-error a list is wanted
    expect(() => cleanText('山', { keep: '山' })).toThrow(TypeError)
    // @ts-expect-error a text is a string
    expect(() => cleanText(12)).toThrow(TypeError)
  })

  it('what comes back is read-only', () => {
    const explanation = explain('山')
    const altering = (): void => {
      // @ts-expect-error read-only
      explanation.text = ''
      // @ts-expect-error read-only
      explanation.changes.push()
      // @ts-expect-error read-only
      rules.push()
      // @ts-expect-error read-only
      rules[0]!.safety = 'risky'
    }
    expect(altering).toBeTypeOf('function')
    expectTypeOf(explain).toEqualTypeOf<(text: string, options?: CleanOptions) => Explanation>()
    expectTypeOf(cleanText).toEqualTypeOf<(text: string, options?: CleanOptions) => string>()
    expectTypeOf(createCleaner).returns.toEqualTypeOf<Cleaner>()
    expectTypeOf<Skipped['because']>().toEqualTypeOf<'level' | 'keep'>()
  })
})
