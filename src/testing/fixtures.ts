/** The cases of `test-fixtures/rules`: hand-written texts that judge a rule. A malformed case is an error, never a case left out. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Level } from '../core/rule.ts'
import { nearestOf, planOf } from '../options.ts'
import { rules, type RuleId } from '../rules/index.ts'

interface CaseBase {
  /** Unique within its file. */
  readonly name: string
  readonly level: Level
  /** Options of the rule; what is not given has the rule's default. */
  readonly options: object
  /** Why the case fails today. It is expected to fail, and passing is an error: the field is to be taken out. */
  readonly knownFailure?: string
  readonly why?: string
}

/** The rule alone turns `damaged` into exactly `repaired`. */
export interface RepairedCase extends CaseBase {
  readonly damaged: string
  readonly repaired: string
}

/** Neither the rule alone nor all rules together change `untouched`. */
export interface UntouchedCase extends CaseBase {
  readonly untouched: string
}

export type FixtureCase = RepairedCase | UntouchedCase

export interface RuleFixtures {
  readonly rule: RuleId
  /** The path from the project's root, as the errors give it. */
  readonly file: string
  readonly cases: FixtureCase[]
}

/** A fixture file as it was read. */
export interface FixtureFile {
  readonly file: string
  readonly text: string
}

const FOLDER = 'test-fixtures/rules'

const FILE_KEYS = ['rule', 'cases']
const CASE_KEYS = ['name', 'damaged', 'repaired', 'untouched', 'level', 'options', 'knownFailure', 'why']
const LEVELS: readonly Level[] = ['safe', 'risky']
const TEXT = 'a string or a list of lines'

/**
 * The cases of the given files, by default of all files of `test-fixtures/rules`, with their lists of lines joined.
 *
 * @throws Error that says file, case, what is wrong and what is accepted
 */
export const loadRuleFixtures = (files: readonly FixtureFile[] = ruleFixtureFiles()): RuleFixtures[] =>
  files.map(parseRuleFixtures)

function ruleFixtureFiles(): FixtureFile[] {
  const folder = new URL(`../../${FOLDER}/`, import.meta.url)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ file: `${FOLDER}/${name}`, text: readFileSync(new URL(name, folder), 'utf8') }))
}

function parseRuleFixtures({ file, text }: FixtureFile): RuleFixtures {
  const content = parseJson(file, text)
  if (!isObject(content)) throw mustBe(file, 'the file', `an object of 'rule' and 'cases'`, content)
  for (const key of Object.keys(content)) mustBeAmong(file, 'key', key, FILE_KEYS)
  const { rule, cases } = content
  const ids = rules.map(({ id }) => id)
  if (typeof rule !== 'string') throw mustBe(file, `'rule'`, 'the id of a rule', rule)
  mustBeAmong(file, 'rule', rule, ids)
  if (!file.endsWith(`/${rule}.json`)) throw malformed(file, `holds cases of '${rule}', which belong in ${rule}.json`)
  if (!Array.isArray(cases)) throw mustBe(file, `'cases'`, 'a list of cases', cases)
  const numbers = new Map<string, number>()
  const parsed = cases.map((given: unknown, i) => {
    const result = parseCase(file, rule as RuleId, given, i + 1)
    const earlier = numbers.get(result.name)
    if (earlier !== undefined) {
      throw malformed(`${file}, case ${i + 1}`, `has the name of case ${earlier}, '${result.name}': each needs its own`)
    }
    numbers.set(result.name, i + 1)
    return result
  })
  return { rule: rule as RuleId, file, cases: parsed }
}

function parseCase(file: string, rule: RuleId, given: unknown, number: number): FixtureCase {
  let where = `${file}, case ${number}`
  if (!isObject(given)) throw mustBe(where, 'the case', 'an object', given)
  const { name, level = 'safe', options = {}, knownFailure, why } = given
  if (!isFilled(name)) throw mustBe(where, `'name'`, 'a few words on what the case shows', name)
  where += ` '${name}'`
  for (const key of Object.keys(given)) mustBeAmong(where, 'key', key, CASE_KEYS)
  if (typeof level !== 'string') throw mustBe(where, `'level'`, `'safe' or 'risky'`, level)
  mustBeAmong(where, 'level', level, LEVELS)
  if (!isObject(options)) throw mustBe(where, `'options'`, 'an object', options)
  try {
    planOf({ rules: { [rule]: options } })
  } catch (error) {
    throw malformed(where, (error as Error).message)
  }
  for (const [key, note] of Object.entries({ knownFailure, why })) {
    if (note !== undefined && !isFilled(note)) throw mustBe(where, `'${key}'`, 'a few words', note)
  }
  const base: CaseBase = {
    name,
    level: level as Level,
    options,
    ...(isFilled(knownFailure) && { knownFailure }),
    ...(isFilled(why) && { why }),
  }
  return { ...base, ...parseTexts(where, given) }
}

function parseTexts(
  where: string,
  given: Record<string, unknown>,
): { damaged: string; repaired: string } | { untouched: string } {
  const damages = 'damaged' in given || 'repaired' in given
  if (damages && 'untouched' in given) {
    throw malformed(where, `has both 'untouched' and a repair: take 'untouched', or 'damaged' and 'repaired'`)
  }
  if (!damages) {
    if (!('untouched' in given)) throw malformed(where, `has no text: give 'untouched', or 'damaged' and 'repaired'`)
    return { untouched: textOf(where, given, 'untouched') }
  }
  const damaged = textOf(where, given, 'damaged')
  const repaired = textOf(where, given, 'repaired')
  if (damaged === repaired) {
    throw malformed(where, `'damaged' and 'repaired' are the same text; one that stays as it is goes in 'untouched'`)
  }
  return { damaged, repaired }
}

function textOf(where: string, given: Record<string, unknown>, key: string): string {
  const value = given[key]
  const text = Array.isArray(value) && value.every((line) => typeof line === 'string') ? value.join('\n') : value
  if (typeof text !== 'string') throw mustBe(where, `'${key}'`, TEXT, value)
  // An empty `repaired` is a text that was nothing but damage.
  if (text === '' && key !== 'repaired') throw mustBe(where, `'${key}'`, TEXT, '')
  return text
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const { message } = error as Error
    const position = /position (\d+)/u.exec(message)?.[1]
    // Some messages quote the text instead of giving a position: then it ended too early, or the token is in the quotation.
    const line = position === undefined ? '' : `, line ${text.slice(0, Number(position)).split('\n').length}`
    throw malformed(file + line, `is no JSON: ${message}`)
  }
}

function mustBeAmong(where: string, what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return
  const nearest = nearestOf(name, known)
  const hint = nearest === undefined ? '' : `; did you mean '${nearest}'?`
  throw malformed(where, `unknown ${what} '${name}'${hint} (accepted: ${known.join(', ')})`)
}

const malformed = (where: string, problem: string): Error => new Error(`${where}: ${problem}`)

const mustBe = (where: string, what: string, accepted: string, given: unknown): Error =>
  malformed(
    where,
    given === undefined
      ? `${what} is missing; it must be ${accepted}`
      : `${what} must be ${accepted}, not ${kindOf(given)}`,
  )

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isFilled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return value.trim() === '' ? 'blank' : 'a string'
  if (!Array.isArray(value)) return typeof value === 'object' ? 'an object' : `a ${typeof value}`
  return value.every((item) => typeof item === 'string') ? 'a list' : 'a list of other things'
}
