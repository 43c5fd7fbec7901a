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
  mustBeAmong('option', Object.keys(options), ['level', 'rules', 'keep'])
  const { level = 'safe', rules: settings = {}, keep = [] } = options
  const levels = `level must be 'safe' or 'risky'`
  if (typeof level !== 'string') throw wrongType('level', `'safe' or 'risky'`, level)
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
  return { level, keep, rules: chosen }
}

function withDefaults(rule: Rule, setting: unknown): object {
  if (typeof setting !== 'object' || setting === null) {
    throw wrongType(`rules['${rule.id}']`, 'true, false or an object of its options', setting)
  }
  const defaults = rule.defaults as Record<string, unknown>
  mustBeAmong(`option of ${rule.id}`, Object.keys(setting), Object.keys(defaults))
  for (const [name, value] of Object.entries(setting)) {
    if (typeof value !== typeof defaults[name]) {
      throw wrongType(`rules['${rule.id}'].${name}`, `a ${typeof defaults[name]}`, value)
    }
  }
  return { ...defaults, ...setting }
}

/**
 * The spans of `text` that `keep` asks for, sorted, with those that touch merged.
 *
 * @throws RangeError for a span outside the text; TypeError for anything that is no span, string or pattern
 */
export function keptSpans(text: string, keep: Plan['keep']): Span[] {
  if (keep.length === 0) return []
  const spans: Span[] = []
  const add = (start: number, length: number): unknown => length > 0 && spans.push({ start, end: start + length })
  for (const item of keep) {
    if (typeof item === 'string') {
      if (item === '') throw new RangeError('keep: an empty string is nowhere and everywhere')
      for (let at = text.indexOf(item); at >= 0; at = text.indexOf(item, at + item.length)) add(at, item.length)
    } else if (item instanceof RegExp) {
      const pattern = new RegExp(item.source, item.flags.replace('y', '').replace('g', '') + 'g')
      for (const match of text.matchAll(pattern)) add(match.index, match[0].length)
    } else if (
      typeof item === 'object' &&
      item !== null &&
      Number.isInteger(item.start) &&
      Number.isInteger(item.end)
    ) {
      if (item.start < 0 || item.start > item.end || item.end > text.length) {
        throw new RangeError(`keep: span ${item.start}–${item.end} is not inside a text of ${text.length} code units`)
      }
      add(item.start, item.end - item.start)
    } else throw wrongType('keep', 'a list of spans { start, end }, strings or patterns', item)
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

function mustBeAmong(what: string, names: readonly string[], known: readonly string[]): void {
  for (const name of names) {
    if (known.includes(name)) continue
    const nearest = nearestOf(name, known)
    const hint = nearest === undefined ? '' : `; did you mean '${nearest}'?`
    const accepted = known.length > 0 ? `known: ${known.join(', ')}` : 'it has none'
    throw new RangeError(`unknown ${what} '${name}'${hint} (${accepted})`)
  }
}

const wrongType = (what: string, accepted: string, given: unknown): TypeError =>
  new TypeError(`${what} must be ${accepted}, not ${given === null ? 'null' : typeof given}`)

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
