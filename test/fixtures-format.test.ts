import { describe, expect, it } from 'vitest'
import { rules } from '../src/rules/index.ts'
import { loadRuleFixtures } from '../src/testing/fixtures.ts'

const FILE = 'test-fixtures/rules/overprint.json'
const good = { name: 'headline, glyph by glyph', damaged: '春春耕耕开开始始', repaired: '春耕开始' }
const kept = { name: 'adverb', untouched: '高高兴兴' }

const load = (content: unknown, file = FILE) => loadRuleFixtures([{ file, text: JSON.stringify(content) }])
const loadCases = (...cases: unknown[]) => load({ rule: 'overprint', cases })[0]!.cases

describe('a well-formed file', () => {
  it('gives its cases with lines joined and what is not given filled in', () => {
    const cases = loadCases(
      { ...good, damaged: ['春春耕耕', '', '开开始始'], level: 'risky', why: 'a headline' },
      { ...kept, knownFailure: 'not yet told apart' },
    )
    expect(cases).toEqual([
      { ...good, damaged: '春春耕耕\n\n开开始始', level: 'risky', options: {}, why: 'a headline' },
      { ...kept, level: 'safe', options: {}, knownFailure: 'not yet told apart' },
    ])
  })

  it('may repair a text to nothing', () => {
    expect(loadCases({ ...good, repaired: '' })).toMatchObject([{ repaired: '' }])
  })

  it('may give options of the rule', () => {
    const cases = [{ name: 'all lines', damaged: '山\n路', repaired: '山路', options: { join: 'always' } }]
    const [loaded] = load({ rule: 'broken-line', cases }, 'test-fixtures/rules/broken-line.json')
    expect(loaded!.cases).toMatchObject([{ options: { join: 'always' } }])
  })
})

describe('a malformed case says file, case, what is wrong and what is accepted', () => {
  const malformed: [what: string, given: unknown, message: string][] = [
    [
      'unknown key',
      { name: 'headline', damagd: '春春耕耕', repaired: '春耕' },
      `case 1 'headline': unknown key 'damagd'; did you mean 'damaged'? (accepted: name, damaged, repaired, untouched, level, options, knownFailure, why)`,
    ],
    [
      'damaged equal to repaired',
      { ...good, repaired: good.damaged },
      `case 1 'headline, glyph by glyph': 'damaged' and 'repaired' are the same text; one that stays as it is goes in 'untouched'`,
    ],
    [
      'damaged equal to repaired once the lines are joined',
      { ...good, damaged: ['春', '耕'], repaired: '春\n耕' },
      `case 1 'headline, glyph by glyph': 'damaged' and 'repaired' are the same text; one that stays as it is goes in 'untouched'`,
    ],
    [
      'both damaged and untouched',
      { ...good, untouched: '春耕' },
      `case 1 'headline, glyph by glyph': has both 'untouched' and a repair: take 'untouched', or 'damaged' and 'repaired'`,
    ],
    [
      'both repaired and untouched',
      { ...kept, repaired: '春耕' },
      `case 1 'adverb': has both 'untouched' and a repair: take 'untouched', or 'damaged' and 'repaired'`,
    ],
    ['no text', { name: 'adverb' }, `case 1 'adverb': has no text: give 'untouched', or 'damaged' and 'repaired'`],
    [
      'damaged without repaired',
      { name: 'headline', damaged: '春春耕耕' },
      `case 1 'headline': 'repaired' is missing; it must be a string or a list of lines`,
    ],
    [
      'repaired without damaged',
      { name: 'headline', repaired: '春耕' },
      `case 1 'headline': 'damaged' is missing; it must be a string or a list of lines`,
    ],
    [
      'missing name',
      { untouched: '高高兴兴' },
      `case 1: 'name' is missing; it must be a few words on what the case shows`,
    ],
    ['blank name', { ...kept, name: ' ' }, `case 1: 'name' must be a few words on what the case shows, not blank`],
    ['no object', '高高兴兴', `case 1: the case must be an object, not a string`],
    ['null', null, `case 1: the case must be an object, not null`],
    [
      'empty text',
      { ...kept, untouched: '' },
      `case 1 'adverb': 'untouched' must be a string or a list of lines, not blank`,
    ],
    [
      'no lines',
      { ...good, damaged: [] },
      `case 1 'headline, glyph by glyph': 'damaged' must be a string or a list of lines, not blank`,
    ],
    [
      'a line that is no string',
      { ...kept, untouched: ['高高兴兴', 7] },
      `case 1 'adverb': 'untouched' must be a string or a list of lines, not a list of other things`,
    ],
    [
      'unknown level',
      { ...kept, level: 'riskey' },
      `case 1 'adverb': unknown level 'riskey'; did you mean 'risky'? (accepted: safe, risky)`,
    ],
    [
      'a level that no cleaning has',
      { ...kept, level: 'suggest' },
      `case 1 'adverb': unknown level 'suggest' (accepted: safe, risky)`,
    ],
    [
      'level of the wrong type',
      { ...kept, level: 2 },
      `case 1 'adverb': 'level' must be 'safe' or 'risky', not a number`,
    ],
    ['options of the wrong type', { ...kept, options: [] }, `case 1 'adverb': 'options' must be an object, not a list`],
    ['unknown option', { ...kept, options: { always: true } }, `case 1 'adverb': unknown option of overprint 'always'`],
    [
      'known failure without a reason',
      { ...good, knownFailure: true },
      `case 1 'headline, glyph by glyph': 'knownFailure' must be a few words, not a boolean`,
    ],
    ['blank why', { ...kept, why: '' }, `case 1 'adverb': 'why' must be a few words, not blank`],
  ]
  it.each(malformed)('%s', (_, given, message) => {
    expect(() => loadCases(given)).toThrow(`${FILE}, ${message}`)
  })

  it('duplicate name', () => {
    expect(() => loadCases(kept, good, { ...good, name: 'adverb' })).toThrow(
      `${FILE}, case 3: has the name of case 1, 'adverb': each needs its own`,
    )
  })

  it('one bad case among good ones', () => {
    expect(() => loadCases(good, kept, { name: 'third' })).toThrow(`${FILE}, case 3 'third': has no text`)
  })
})

describe('a malformed file says so', () => {
  const malformed: [what: string, given: unknown, message: string][] = [
    [
      'unknown rule',
      { rule: 'overprnt', cases: [] },
      `${FILE}: unknown rule 'overprnt'; did you mean 'overprint'? (accepted: `,
    ],
    ['missing rule', { cases: [] }, `${FILE}: 'rule' is missing; it must be the id of a rule`],
    [
      'rule of another file',
      { rule: 'blank-line', cases: [] },
      `${FILE}: holds cases of 'blank-line', which belong in blank-line.json`,
    ],
    [
      'unknown key',
      { rule: 'overprint', case: [] },
      `${FILE}: unknown key 'case'; did you mean 'cases'? (accepted: rule, cases)`,
    ],
    [
      'cases that are no list',
      { rule: 'overprint', cases: {} },
      `${FILE}: 'cases' must be a list of cases, not an object`,
    ],
    ['a list alone', [kept], `${FILE}: the file must be an object of 'rule' and 'cases', not a list`],
  ]
  it.each(malformed)('%s', (_, given, message) => {
    expect(() => load(given)).toThrow(message)
  })

  it('broken JSON, with the line', () => {
    const text = '{\n  "rule": "overprint",\n  "cases": [\n    { "name": "a" "untouched": "b" }\n  ]\n}'
    expect(() => loadRuleFixtures([{ file: FILE, text }])).toThrow(`${FILE}, line 4: is no JSON: `)
  })
})

describe('the fixtures of the project', () => {
  const fixtures = loadRuleFixtures()

  it('has a file for every rule', () => {
    expect(fixtures.map(({ rule }) => rule).sort()).toEqual(rules.map(({ id }) => id).sort())
  })

  it.each(fixtures.map(({ file, cases }) => [file, cases] as const))('%s has cases of both kinds', (_, cases) => {
    const untouched = cases.filter((one) => 'untouched' in one).length
    expect(cases.length - untouched, 'repaired').toBeGreaterThanOrEqual(8)
    expect(untouched, 'untouched').toBeGreaterThanOrEqual(8)
  })
})
