import { describe, expect, it } from 'vitest'
import {
  cleanText,
  createCleaner,
  explain,
  rules,
  type CleanOptions,
  type Rule,
  type RuleId,
  type RuleSettings,
} from '../src/index.ts'
import { keptSpans, nearestOf, planOf } from '../src/options.ts'

const KNOWN = rules.map(({ id }) => id)
const RULES_OFF = Object.fromEntries(KNOWN.map((id) => [id, false]))
/** Only the rule that takes out runs of blank lines, so that what the others learn to do changes nothing here. */
const ONLY = { ...RULES_OFF, 'blank-line': true }

const DAMAGED = '甲。\n\n\n\n\n乙。'
const CLEAN = '甲。\n\n乙。'

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze)
    Object.freeze(value)
  }
  return value
}

describe('misuse', () => {
  type Misuse = [given: string, options: unknown, kind: typeof TypeError | typeof RangeError, message: string]
  const misuses: Misuse[] = [
    ['null', null, TypeError, 'options must be an object, not null'],
    ['a string', 'safe', TypeError, 'options must be an object, not string'],
    ['a list', [], TypeError, 'options must be an object, not array'],
    ['a function', () => ({}), TypeError, 'options must be an object, not function'],
    [
      'an option with a slip',
      { levl: 'safe' },
      RangeError,
      `unknown option 'levl'; did you mean 'level'? (known: level, rules, keep, extra)`,
    ],
    [
      'an option like no other',
      { verbosity: 1 },
      RangeError,
      `unknown option 'verbosity' (known: level, rules, keep, extra)`,
    ],
    [
      'an unknown option with a value of undefined',
      { rule: undefined },
      RangeError,
      `unknown option 'rule'; did you mean 'rules'? (known: level, rules, keep, extra)`,
    ],
    [
      'a level with a slip',
      { level: 'riskey' },
      RangeError,
      `level must be 'safe' or 'risky', not 'riskey'; did you mean 'risky'?`,
    ],
    ['a level like no other', { level: 'suggest' }, RangeError, `level must be 'safe' or 'risky', not 'suggest'`],
    ['an empty level', { level: '' }, RangeError, `level must be 'safe' or 'risky', not ''`],
    ['a level of null', { level: null }, TypeError, `level must be 'safe' or 'risky', not null`],
    ['a number as level', { level: 2 }, TypeError, `level must be 'safe' or 'risky', not number`],
    ['a big integer as level', { level: 2n }, TypeError, `level must be 'safe' or 'risky', not bigint`],
    ['rules: null', { rules: null }, TypeError, 'rules must be an object of rule ids, not null'],
    ['rules: a list', { rules: ['overprint'] }, TypeError, 'rules must be an object of rule ids, not array'],
    ['rules: a string', { rules: 'overprint' }, TypeError, 'rules must be an object of rule ids, not string'],
    [
      'a rule with a slip',
      { rules: { overprnt: false } },
      RangeError,
      `unknown rule 'overprnt'; did you mean 'overprint'? (known: ${KNOWN.join(', ')})`,
    ],
    ['a rule like no other', { rules: { q: true } }, RangeError, `unknown rule 'q' (known: ${KNOWN.join(', ')})`],
    [
      'what every object has',
      { rules: { toString: true } },
      RangeError,
      `unknown rule 'toString' (known: ${KNOWN.join(', ')})`,
    ],
    [
      'a setting of null',
      { rules: { overprint: null } },
      TypeError,
      `rules['overprint'] must be true, false or an object of its options, not null`,
    ],
    [
      'a setting of a number',
      { rules: { overprint: 1 } },
      TypeError,
      `rules['overprint'] must be true, false or an object of its options, not number`,
    ],
    [
      'a setting of a string',
      { rules: { overprint: 'off' } },
      TypeError,
      `rules['overprint'] must be true, false or an object of its options, not string`,
    ],
    [
      'a setting of a list',
      { rules: { overprint: [] } },
      TypeError,
      `rules['overprint'] must be true, false or an object of its options, not array`,
    ],
    [
      'an option of a rule with a slip',
      { rules: { 'broken-line': { jon: 'always' } } },
      RangeError,
      `unknown option of broken-line 'jon'; did you mean 'join'? (known: join, indents)`,
    ],
    [
      'an option of a rule that has none',
      { rules: { overprint: { always: true } } },
      RangeError,
      `unknown option of overprint 'always' (it has none)`,
    ],
    [
      'an option of a rule of the wrong type',
      { rules: { 'broken-line': { indents: 'yes' } } },
      TypeError,
      `rules['broken-line'].indents must be a boolean, not string`,
    ],
    [
      'an option of a rule with a choice that it does not have',
      { rules: { 'broken-line': { join: 'alway' } } },
      RangeError,
      `unknown join of broken-line 'alway'; did you mean 'always'? (known: decide, always, never, verse)`,
    ],
    [
      'an option of a rule of null',
      { rules: { 'broken-line': { indents: null } } },
      TypeError,
      `rules['broken-line'].indents must be a boolean, not null`,
    ],
    ['keep: no list', { keep: '山' }, TypeError, 'keep must be a list of spans, strings or patterns, not string'],
    [
      'keep: a span alone',
      { keep: { start: 0, end: 1 } },
      TypeError,
      'keep must be a list of spans, strings or patterns, not object',
    ],
    ['keep: null', { keep: null }, TypeError, 'keep must be a list of spans, strings or patterns, not null'],
    [
      'keep: a number in it',
      { keep: ['山', 7] },
      TypeError,
      'keep[1] must be a span { start, end }, a string or a pattern, not number',
    ],
    [
      'keep: null in it',
      { keep: [null] },
      TypeError,
      'keep[0] must be a span { start, end }, a string or a pattern, not null',
    ],
    [
      'keep: a pair of numbers',
      { keep: [[0, 1]] },
      TypeError,
      'keep[0] must be a span { start, end }, a string or a pattern, not array',
    ],
    [
      'keep: half a span',
      { keep: [{ start: 0 }] },
      TypeError,
      'keep[0] must be a span { start, end }, a string or a pattern, not object',
    ],
    [
      'keep: a span of strings',
      { keep: [{ start: '0', end: '1' }] },
      TypeError,
      'keep[0] must be a span { start, end }, a string or a pattern, not object',
    ],
    ['keep: an empty string', { keep: [''] }, RangeError, 'keep[0]: an empty string is nowhere and everywhere'],
    [
      'keep: a span that ends before it starts',
      { keep: [{ start: 3, end: 2 }] },
      RangeError,
      'keep[0]: 3–2 is no span: two whole numbers, the second not below the first',
    ],
    [
      'keep: a span that starts below zero',
      { keep: [{ start: -1, end: 2 }] },
      RangeError,
      'keep[0]: -1–2 is no span: two whole numbers, the second not below the first',
    ],
    [
      'keep: a span between the characters',
      { keep: ['山', { start: 0.5, end: 2 }] },
      RangeError,
      'keep[1]: 0.5–2 is no span: two whole numbers, the second not below the first',
    ],
    [
      'keep: a span of no numbers',
      { keep: [{ start: NaN, end: Infinity }] },
      RangeError,
      'keep[0]: NaN–Infinity is no span: two whole numbers, the second not below the first',
    ],
  ]

  it.each(misuses)('%s', (_, given, kind, message) => {
    const options = given as CleanOptions
    for (const use of [() => cleanText('甲', options), () => explain('甲', options), () => createCleaner(options)]) {
      expect(use).toThrow(kind)
      expect(use).toThrow(new RegExp(`^${message.replace(/[[\](){}.?*+^$|\\]/gu, '\\$&')}$`, 'u'))
    }
  })

  it('a span beyond the text is found out with the text', () => {
    const { cleanText: clean } = createCleaner({ keep: [{ start: 3, end: 9 }] })
    expect(() => clean('01234567')).toThrow(RangeError)
    expect(() => clean('01234567')).toThrow('keep: span 3–9 is not inside a text of 8 code units')
    expect(clean('012345678')).toBe('012345678')
  })
})

describe('nearestOf', () => {
  it.each<[name: string, known: string[], nearest: string | undefined]>([
    ['overprnt', KNOWN, 'overprint'],
    ['over-print', KNOWN, 'overprint'],
    ['blankline', KNOWN, 'blank-line'],
    ['spaces', ['stray-space', 'space'], 'space'],
    ['colum-seams', KNOWN, 'column-seam'],
    ['a', ['b', 'a'], 'a'],
    ['mojibake', ['overprint', 'blank-line'], undefined],
    ['anything', [], undefined],
  ])('of %s', (name, known, nearest) => {
    expect(nearestOf(name, known)).toBe(nearest)
  })
})

describe('what is not given has its default', () => {
  it.each<[what: string, options: CleanOptions | undefined]>([
    ['nothing', undefined],
    ['an empty object', {}],
    ['undefined', { level: undefined, rules: undefined, keep: undefined }],
    ['every rule left on', { rules: Object.fromEntries(KNOWN.map((id) => [id, true])) }],
    ['rules that are not given', { rules: Object.fromEntries(KNOWN.map((id) => [id, undefined])) }],
    ['options that are not given', { rules: { 'broken-line': {}, overprint: {} } }],
    ['an option that is not given', { rules: { 'broken-line': { join: undefined } } }],
  ])('%s', (_, options) => {
    const plan = planOf(options)
    expect(plan).toEqual({ level: 'safe', keep: [], rules: rules.map((rule) => ({ rule, options: rule.defaults })) })
  })
})

describe('extra', () => {
  const shout: Rule = {
    id: 'shout',
    title: 'Full stops where nobody shouts',
    why: 'made up',
    safety: 'safe',
    defaults: { mark: '！' },
    examples: [{ damaged: '甲。', repaired: '甲！' }, { untouched: '甲' }],
    find: ({ text }, options) => {
      const { mark } = options as { mark: string }
      return [...text.matchAll(/。/gu)].map(({ index }) => ({
        edits: [{ start: index, end: index + 1, text: mark }],
        reason: 'made up',
        confidence: 0.5,
      }))
    },
  }

  it('acts after the own rules, with its defaults', () => {
    const { text, steps } = explain('甲。\n\n\n\n乙。', { extra: [shout] })
    expect(text).toBe('甲！\n\n乙！')
    expect(steps.map(({ rule }) => rule)).toEqual(['blank-line', 'shout'])
  })

  it('obeys keep, and says how sure it is of what was left', () => {
    const { text, skipped } = explain('甲。', { extra: [{ ...shout, safety: 'suggest' }] })
    expect(text).toBe('甲。')
    expect(skipped).toEqual([
      {
        rule: 'shout',
        reason: 'made up',
        safety: 'suggest',
        because: 'level',
        original: { start: 1, end: 2 },
        before: '。',
        after: '！',
        confidence: 0.5,
      },
    ])
    expect(cleanText('甲。', { extra: [shout], keep: ['。'] })).toBe('甲。')
  })

  it.each<[what: string, extra: unknown, kind: typeof TypeError | typeof RangeError, message: string]>([
    ['no list', shout, TypeError, 'extra must be a list of rules, not object'],
    ['no rule', [{ id: 'x' }], TypeError, 'extra[0] must be a rule, with its id and find, not object'],
    ['an own id', [{ ...shout, id: 'overprint' }], RangeError, `extra[0]: there is a rule 'overprint' already`],
    ['one rule twice', [shout, shout], RangeError, `extra[1]: there is a rule 'shout' already`],
  ])('refuses %s', (_, extra, kind, message) => {
    const clean = (): string => cleanText('', { extra } as CleanOptions)
    expect(clean).toThrow(kind)
    expect(clean).toThrow(message)
  })
})

describe('level', () => {
  it('is what the plan says', () => {
    expect(planOf({ level: 'risky' }).level).toBe('risky')
    expect(planOf({ level: 'safe' }).level).toBe('safe')
  })
})

describe('rules', () => {
  it('switched off do nothing, one by one', () => {
    expect(cleanText(DAMAGED, { rules: ONLY })).toBe(CLEAN)
    expect(cleanText(DAMAGED, { rules: RULES_OFF })).toBe(DAMAGED)
    expect(cleanText(DAMAGED, { rules: { ...ONLY, 'blank-line': false } })).toBe(DAMAGED)
  })

  it.each(KNOWN)('%s: its repaired example needs it', (id) => {
    const rule = rules.find((one) => one.id === id)!
    const example = rule.examples!.find((one) => 'damaged' in one)!
    const without = planOf({ rules: { [id]: false } }).rules.map((one) => one.rule.id)
    expect(without).toEqual(KNOWN.filter((one) => one !== id))
    expect(cleanText(example.damaged, { rules: RULES_OFF })).toBe(example.damaged)
  })

  it('keep their order, however they are given', () => {
    const given = Object.fromEntries([...KNOWN].reverse().map((id) => [id, true]))
    expect(planOf({ rules: given }).rules.map((one) => one.rule.id)).toEqual(KNOWN)
  })

  it('take options of their own', () => {
    const wrapped = '山\n路\n弯'
    const with_ = (setting: NonNullable<CleanOptions['rules']>['broken-line']): string =>
      cleanText(wrapped, { rules: { ...RULES_OFF, 'broken-line': setting } })
    expect(with_({ join: 'always' })).toBe('山路弯')
    expect(with_({ join: 'decide' })).toBe(wrapped)
    expect(with_({})).toBe(wrapped)
    expect(with_(true)).toBe(wrapped)
  })

  it('let the user say what lines are', () => {
    const join = (text: string, setting: NonNullable<CleanOptions['rules']>['broken-line']): string =>
      cleanText(text, { rules: { ...RULES_OFF, 'broken-line': setting } })
    const wrapped =
      '渔港的清晨总是从汽笛声里开始，一\n艘艘渔船披着薄雾靠岸，码头上的秤\n杆起起落落。老人们说，这样热闹的\n景象许多年没有见过。\n' +
      '\u3000\u3000今年港里添了冷库，鱼不用赶\n着卖，渔民也能睡个整觉。'
    expect(join(wrapped, { join: 'decide' }).split('\n').length).toBe(2)
    expect(join(wrapped, { join: 'never' })).toBe(wrapped)
    expect(join(wrapped, { join: 'always' }).split('\n').length).toBe(2)
    expect(join(wrapped, { join: 'always', indents: false })).not.toContain('\n')
    const verse = '灯下的人影\n，一寸一寸地短了，\n你说：“\n夜还长。”'
    expect(join(verse, { join: 'verse' })).toBe('灯下的人影，一寸一寸地短了，\n你说：“夜还长。”')
    expect(join(verse, { join: 'always' })).not.toContain('\n')
  })

  it('hand the rule its options beside its defaults', () => {
    const { rules: chosen } = planOf({ rules: { 'broken-line': { join: 'always' } } })
    const given = chosen.find((one) => one.rule.id === 'broken-line')!.options
    expect(given).toEqual({ join: 'always', indents: true })
    expect(rules.find((one) => one.id === 'broken-line')!.defaults).toEqual({ join: 'decide', indents: true })
  })
})

describe('keep', () => {
  type Kept = [what: string, text: string, keep: NonNullable<CleanOptions['keep']>, spans: [number, number][]]
  it.each<Kept>([
    ['nothing', '0123', [], []],
    ['a span', '0123', [{ start: 1, end: 2 }], [[1, 2]]],
    ['the whole text', '0123', [{ start: 0, end: 4 }], [[0, 4]]],
    ['a span of nothing', '0123', [{ start: 2, end: 2 }], []],
    ['a span of nothing at the very end', '0123', [{ start: 4, end: 4 }], []],
    ['an empty text', '', [{ start: 0, end: 0 }, 'a', /b/u], []],
    [
      'spans out of order',
      '012345',
      [
        { start: 4, end: 5 },
        { start: 0, end: 1 },
      ],
      [
        [0, 1],
        [4, 5],
      ],
    ],
    [
      'spans that overlap',
      '012345',
      [
        { start: 2, end: 5 },
        { start: 1, end: 3 },
      ],
      [[1, 5]],
    ],
    [
      'spans that touch',
      '012345',
      [
        { start: 1, end: 2 },
        { start: 2, end: 3 },
      ],
      [[1, 3]],
    ],
    [
      'a span inside another',
      '012345',
      [
        { start: 1, end: 5 },
        { start: 2, end: 3 },
      ],
      [[1, 5]],
    ],
    [
      'the same span twice',
      '0123',
      [
        { start: 1, end: 2 },
        { start: 1, end: 2 },
      ],
      [[1, 2]],
    ],
    [
      'a string, everywhere',
      '山水山',
      ['山'],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ['a string that is not there', '山水', ['石'], []],
    ['a string that overlaps itself, from left to right', '哈哈哈', ['哈哈'], [[0, 2]]],
    ['a string is no pattern', 'a.c abc', ['a.c'], [[0, 3]]],
    ['a string beyond the BMP', '一\u{20000}二', ['\u{20000}'], [[1, 3]]],
    [
      'a pattern, everywhere',
      '第1、2条',
      [/\d/u],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'a global pattern',
      '第1、2条',
      [/\d/gu],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'a sticky pattern is not held to the start',
      '第1、2条',
      [/\d/uy],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'a pattern with other flags',
      'aBc\nb',
      [/^b|C$/imu],
      [
        [2, 3],
        [4, 5],
      ],
    ],
    [
      'a pattern at both ends',
      'abca',
      [/a/u],
      [
        [0, 1],
        [3, 4],
      ],
    ],
    ['a pattern that may match nothing', 'baab', [/a?/u], [[1, 3]]],
    ['a pattern that only matches nothing', '0123', [/^|$|(?=2)/u], []],
    ['a pattern with look-behind', '￥5，5', [/(?<=￥)5/u], [[1, 2]]],
    [
      'all kinds together',
      '0123456789',
      ['45', { start: 8, end: 9 }, /[56]/u],
      [
        [4, 7],
        [8, 9],
      ],
    ],
  ])('%s', (_, text, keep, spans) => {
    expect(keptSpans(text, planOf({ keep }).keep)).toEqual(spans.map(([start, end]) => ({ start, end })))
  })

  it('leaves what it names as it is, and only that', () => {
    const text = `${DAMAGED}\n\n\n\n\n丙。`
    const clean = (keep: CleanOptions['keep']): string => cleanText(text, { rules: ONLY, keep })
    expect(clean([])).toBe(`${CLEAN}\n\n丙。`)
    expect(clean([{ start: 2, end: 7 }])).toBe(`${DAMAGED}\n\n丙。`)
    expect(clean(['\n\n\n\n\n乙'])).toBe(`${DAMAGED}\n\n丙。`)
    expect(clean([/\n{1,9}丙/u])).toBe(`${CLEAN}\n\n\n\n\n丙。`)
    expect(clean([{ start: 0, end: text.length }])).toBe(text)
    expect(clean(['\n'])).toBe(text)
    expect(clean(['甲', '乙', '丙'])).toBe(`${CLEAN}\n\n丙。`)
  })

  it('reports what it kept', () => {
    const { skipped } = explain(DAMAGED, { rules: ONLY, keep: ['\n'] })
    expect(skipped.map(({ rule, because, before, after }) => ({ rule, because, before, after }))).toEqual([
      {
        rule: 'blank-line',
        because: 'keep',
        before: expect.stringMatching(/^\n{1,9}$/u),
        after: expect.stringMatching(/^\n{0,9}$/u),
      },
    ])
  })

  it('a pattern that was used before is read from its start, and left where it was', () => {
    const pattern = /\n/gu
    pattern.lastIndex = 5
    expect(cleanText(DAMAGED, { rules: ONLY, keep: [pattern] })).toBe(DAMAGED)
    expect(pattern.lastIndex).toBe(5)
  })
})

describe('createCleaner', () => {
  it('does what cleanText and explain do with the same options, text after text', () => {
    const options: CleanOptions = { level: 'risky', rules: ONLY, keep: [/丙\n{1,9}/gu] }
    const cleaner = createCleaner(options)
    for (const text of [DAMAGED, '丙\n\n\n\n\n丁', DAMAGED, '', '丙\n\n\n\n\n丁']) {
      expect(cleaner.cleanText(text)).toBe(cleanText(text, options))
      expect(cleaner.explain(text).text).toBe(cleanText(text, options))
    }
    expect(cleaner.cleanText(DAMAGED)).toBe(CLEAN)
  })

  it('has methods that stand alone', () => {
    const { cleanText: clean, explain: tell } = createCleaner()
    expect([clean(''), tell('').text]).toEqual(['', ''])
  })

  it('does not hear of what becomes of the options', () => {
    const span = { start: 0, end: DAMAGED.length }
    const keep = [span]
    const ofBrokenLine: { join: 'never' | 'always' } = { join: 'never' }
    const settings: Partial<Record<RuleId, boolean>> = { ...ONLY }
    const kept = createCleaner({ rules: { ...settings, 'broken-line': ofBrokenLine }, keep })
    const rules = Object.assign(settings, { 'broken-line': ofBrokenLine }) as RuleSettings
    const cleaned = createCleaner({ rules })
    span.end = 0
    keep.length = 0
    settings['blank-line'] = false
    ofBrokenLine.join = 'always'
    expect(kept.cleanText(DAMAGED)).toBe(DAMAGED)
    expect(cleaned.cleanText(DAMAGED)).toBe(CLEAN)
  })
})

describe('the options', () => {
  it('are never altered: a frozen object works, and stays what it was', () => {
    const make = (): CleanOptions => ({
      level: 'risky',
      rules: { ...ONLY, 'broken-line': { join: 'never' } },
      keep: [{ start: 9, end: 10 }, { start: 0, end: 1 }, '丁', /戊/gu],
    })
    const options = deepFreeze(make())
    const text = `${DAMAGED}丁戊`
    expect(cleanText(text, options)).toBe(`${CLEAN}丁戊`)
    expect(explain(text, options).text).toBe(`${CLEAN}丁戊`)
    expect(createCleaner(options).cleanText(text)).toBe(`${CLEAN}丁戊`)
    expect(options).toEqual(make())
  })

  it('may have no prototype', () => {
    const bare = Object.assign(Object.create(null) as object, { rules: Object.assign(Object.create(null), ONLY) })
    expect(cleanText(DAMAGED, bare)).toBe(CLEAN)
  })
})
