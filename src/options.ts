import { byPosition, type Span } from './core/edit.ts'
import type { Level, Rule } from './core/rule.ts'
import { rules, type RuleId, type RuleSettings } from './rules/index.ts'

/** How to clean. Everything is optional; the defaults apply every rule's safe findings. */
export interface CleanOptions {
  /** `'safe'` (default) applies what is beyond doubt, `'risky'` also what is likely. */
  readonly level?: Level
  /** Rule by rule: `false` switches it off, `true` leaves it on, an object sets its own options. */
  readonly rules?: RuleSettings
  /**
   * What is never touched: spans of the original in UTF-16 code units, strings, or patterns (every match is kept).
   * A pattern must not be slower than linear, or cleaning will be.
   */
  readonly keep?: readonly (Span | string | RegExp)[]
  /** Rules beyond the own ones, such as `kanwu/opencc` makes. They act after the others, in this order. */
  readonly extra?: readonly Rule[]
}

/** Options resolved once: which rules run, in order, with which options. It holds nothing that the caller could still alter. */
export interface Plan {
  readonly level: Level
  readonly keep: readonly (Span | string | RegExp)[]
  readonly rules: readonly { readonly rule: Rule; readonly options: object }[]
}

const LEVELS: readonly Level[] = ['safe', 'risky']
const DEFAULT_PLAN: Plan = { level: 'safe', keep: [], rules: rules.map((rule) => ({ rule, options: rule.defaults })) }

/**
 * @throws TypeError for an option of the wrong type; RangeError for a name that nothing has, with the nearest right one
 */
export function planOf(options: CleanOptions | undefined): Plan {
  if (options === undefined) return DEFAULT_PLAN
  if (!isRecord(options)) throw wrongType('options', 'an object', options)
  mustBeAmong('option', Object.keys(options), ['level', 'rules', 'keep', 'extra'])
  const { level = 'safe', rules: settings = {}, keep = [], extra = [] }: CleanOptions = options
  if (typeof level !== 'string') throw wrongType('level', `'safe' or 'risky'`, level)
  if (!LEVELS.includes(level)) {
    throw new RangeError(`level must be 'safe' or 'risky', not '${level}'${hintOf(level, LEVELS)}`)
  }
  if (!Array.isArray(keep)) throw wrongType('keep', 'a list of spans, strings or patterns', keep)
  if (!isRecord(settings)) throw wrongType('rules', 'an object of rule ids', settings)
  mustBeAmong(
    'rule',
    Object.keys(settings),
    rules.map((rule) => rule.id),
  )
  const chosen = rules.flatMap((rule: Rule) => {
    const setting: unknown = settings[rule.id as RuleId]
    if (setting === false) return []
    if (setting === undefined || setting === true) return [{ rule, options: rule.defaults }]
    return [{ rule, options: withDefaults(rule, setting) }]
  })
  if (!Array.isArray(extra)) throw wrongType('extra', 'a list of rules', extra)
  extra.forEach(mustBeRule)
  return { level, keep: keep.map(kept), rules: [...chosen, ...extra.map((rule) => ({ rule, options: rule.defaults }))] }
}

function mustBeRule(given: unknown, i: number, all: readonly Rule[]): void {
  const { id, find } = isRecord(given) ? given : {}
  if (typeof id !== 'string' || typeof find !== 'function') {
    throw wrongType(`extra[${i}]`, 'a rule, with its id and find', given)
  }
  const taken = rules.some((rule) => rule.id === id) || all.findIndex((rule) => rule.id === id) < i
  if (taken) throw new RangeError(`extra[${i}]: there is a rule '${id}' already`)
}

function withDefaults(rule: Rule, setting: unknown): object {
  if (!isRecord(setting)) {
    throw wrongType(`rules['${rule.id}']`, 'true, false or an object of its options', setting)
  }
  const defaults = rule.defaults as Record<string, unknown>
  mustBeAmong(`option of ${rule.id}`, Object.keys(setting), Object.keys(defaults))
  const given = Object.entries(setting).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    if (typeof value !== typeof defaults[name]) {
      throw wrongType(`rules['${rule.id}'].${name}`, `a ${typeof defaults[name]}`, value)
    }
    const choices = (rule.choices as Record<string, readonly string[]> | undefined)?.[name]
    if (choices !== undefined) mustBeAmong(`${name} of ${rule.id}`, [value as string], choices)
  }
  return { ...defaults, ...Object.fromEntries(given) }
}

/** A copy of the item; patterns become global ones that match anywhere. */
function kept(item: unknown, i: number): Span | string | RegExp {
  if (item === '') throw new RangeError(`keep[${i}]: an empty string is nowhere and everywhere`)
  if (typeof item === 'string') return item
  if (item instanceof RegExp) return new RegExp(item.source, item.flags.replace('y', '').replace('g', '') + 'g')
  const { start, end } = isRecord(item) ? item : {}
  if (typeof start !== 'number' || typeof end !== 'number') {
    throw wrongType(`keep[${i}]`, 'a span { start, end }, a string or a pattern', item)
  }
  if (Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end) return { start, end }
  throw new RangeError(`keep[${i}]: ${start}–${end} is no span: two whole numbers, the second not below the first`)
}

/**
 * The spans of `text` that `keep` asks for, sorted, with those that touch merged.
 *
 * @throws RangeError for a span outside the text
 */
export function keptSpans(text: string, keep: Plan['keep']): Span[] {
  if (keep.length === 0) return []
  const spans: Span[] = []
  const add = (start: number, length: number): unknown => length > 0 && spans.push({ start, end: start + length })
  for (const item of keep) {
    if (typeof item === 'string') {
      for (let at = text.indexOf(item); at >= 0; at = text.indexOf(item, at + item.length)) add(at, item.length)
    } else if (item instanceof RegExp) {
      for (const match of text.matchAll(item)) add(match.index, match[0].length)
    } else if (item.end <= text.length) {
      add(item.start, item.end - item.start)
    } else {
      throw new RangeError(`keep: span ${item.start}–${item.end} is not inside a text of ${text.length} code units`)
    }
  }
  const merged: Span[] = []
  for (const span of spans.sort(byPosition)) {
    const last = merged.at(-1)
    if (last !== undefined && span.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) }
    } else merged.push(span)
  }
  return merged
}

/** @throws RangeError for a name that is not among the known ones, with the nearest of them */
export function mustBeAmong(what: string, names: readonly string[], known: readonly string[]): void {
  for (const name of names) {
    if (known.includes(name)) continue
    const accepted = known.length > 0 ? `known: ${known.join(', ')}` : 'it has none'
    throw new RangeError(`unknown ${what} '${name}'${hintOf(name, known)} (${accepted})`)
  }
}

function hintOf(name: string, known: readonly string[]): string {
  const nearest = nearestOf(name, known)
  return nearest === undefined ? '' : `; did you mean '${nearest}'?`
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The error for something of the wrong type: what it is, what is accepted, what was given. */
export function wrongType(what: string, accepted: string, given: unknown): TypeError {
  const kind = given === null ? 'null' : Array.isArray(given) ? 'array' : typeof given
  return new TypeError(`${what} must be ${accepted}, not ${kind}`)
}

/** The known name with the smallest edit distance, if it is near enough to be a slip. */
export function nearestOf(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    const distance = editDistance(name, candidate)
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length]!
}
