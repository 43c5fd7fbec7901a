import { isBlank, isHan } from './classes.ts'
import type { Span } from '../core/edit.ts'
import { allHan, beginsName, isGap, isSurname, isWholeName } from './names.ts'
import { tokensOf } from './spaced-runs.ts'

/** The gap inside of a name that is set wide. */
export interface WideName extends Span {
  readonly reason: string
}

/** In a roster, names of other peoples included. */
const LONGEST_NAME = 5

/**
 * Lines of nothing but names, all with single spaces between them. Where the gaps differ, they are columns and show where names end.
 * Lists of words to learn have rows of two or three, `江 河 百川归海`.
 */
export class Rosters {
  readonly #gaps: WideName[] = []
  #long = 0
  #others = 0
  #most = 0

  read(text: string, start: number, end: number): void {
    let first = start
    while (isHan(text, first) && first - start <= LONGEST_NAME) first++
    if (first === start || !isBlank(text, first)) return
    const gaps: WideName[] = []
    let long = 0
    let others = 0
    const tokens = tokensOf(text, start, end)
    for (let i = 0; i < tokens.length; i++) {
      const { start: at, end: to, gap } = tokens[i]!
      if (gap > 1 || (gap === 1 && !isGap(text, to))) return
      if (isWholeName(text, at, to)) long++
      // Names of other peoples, and words.
      else if ((to - at === 4 || to - at === LONGEST_NAME) && allHan(text, at, to)) others++
      else if (to - at !== 1 || !isHan(text, at)) return
      else if (i + 1 === tokens.length) {
        // The rest of the name stands on the next line.
        if (!isSurname(text, at)) return
      } else {
        const given = tokens[i + 1]!
        const pair = given.end - given.start === 1 && isHan(text, given.start) && isSurname(text, at)
        if (pair) gaps.push({ start: to, end: given.start, reason: 'a name set wide in a roster' })
        if (pair) i++
        // The rest of a name that began on the line before.
        else if (i > 0) return
      }
    }
    if (long + others === 0 || gaps.length === 0) return
    for (const gap of gaps) this.#gaps.push(gap)
    this.#long += long
    this.#others += others
    this.#most = Math.max(this.#most, gaps.length + long + others)
  }

  gaps(): readonly WideName[] {
    const names = this.#gaps.length >= 2 && this.#long + this.#others >= 2 && this.#long >= this.#others
    return names && this.#most >= 3 ? this.#gaps : []
  }
}

/**
 * What a drama says behind a speaker who is set apart, `周 你怎么来了？`, and a word list before what a character means: `方 本为两船`.
 */
const NO_GIVEN_NAMES =
  '我你您他她它咱俺这那這不没沒什怎哪谁誰的了是在有就也都还還又来來去快别別真要会會能可说說好对對第' +
  '本原古初旧舊今昔先后後曾皆均各亦即乃则則应應当當须須只仅僅已常多或实實既尚'
const DEFINES_RE = /[是指称稱作曰谓謂]/u

/** Words that follow a name in appointments and notices, one character each. */
const AFTER_NAME = '为為任兼同'

interface Opening {
  readonly name: string
  readonly wide: boolean
  /** What follows the words, for these may follow by chance. */
  readonly next: string
}

/** Sentences that begin with a name and go on alike: `孙 涛为…主任；`, `郭 勇为…局长；`. */
export class Openings {
  readonly #wide = new Map<string, WideName[]>()
  /** All names before these words, wide or not. */
  readonly #all = new Map<string, Opening[]>()
  /** What the words begin with. */
  readonly #firsts = new Set<number>()

  /** Reads the beginning of a line for a name that is set wide. */
  readWide(text: string, start: number, end: number): void {
    if (!isWide(text, start, end)) return
    const key = wordsAt(text, start + 3)
    if (key === undefined) return
    this.#firsts.add(key.charCodeAt(0))
    push(this.#wide, key, {
      start: start + 1,
      end: start + 2,
      reason: 'a name set wide before words that follow others too',
    })
  }

  /** Does any line begin with one? */
  get any(): boolean {
    return this.#firsts.size > 0
  }

  /** Reads it, when those of all lines are known that are set wide, for any name before the same words. */
  read(text: string, start: number, end: number): void {
    const at = start + 3
    if (start + 6 > end || !this.#firsts.has(text.charCodeAt(at))) return
    const wide = isWide(text, start, end)
    if (!wide && !beginsName(text, start)) return
    const key = wordsAt(text, at)
    if (key === undefined || !this.#wide.has(key)) return
    push(this.#all, key, { name: text.slice(start, start + 3), wide, next: text.slice(at + 1, at + 3) })
  }

  *gaps(): Iterable<WideName> {
    for (const [key, gaps] of this.#wide) {
      const all = this.#all.get(key)!
      const differ = (at: number): boolean => new Set(all.map(({ name }) => name[at])).size > 1
      if (!differ(0) || !differ(2)) continue
      // One character may follow by chance.
      const alike = all.some(({ wide }) => !wide) || new Set(all.map(({ next }) => next)).size < all.length
      if (key.length > 1 ? all.length >= 2 : all.length >= 3 && alike) yield* gaps
    }
  }
}

/** Does a sentence begin at `start` with a surname and a given name, and a space between them? */
const isWide = (text: string, start: number, end: number): boolean =>
  start + 6 <= end &&
  isGap(text, start + 1) &&
  isHan(text, start + 2) &&
  isSurname(text, start) &&
  !NO_GIVEN_NAMES.includes(text[start + 2]!)

/** The words behind a name. */
function wordsAt(text: string, at: number): string | undefined {
  if (!isHan(text, at)) return undefined
  const key = AFTER_NAME.includes(text[at]!) ? text[at]! : text.slice(at, at + 2)
  return DEFINES_RE.test(key) ? undefined : key
}

const push = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
