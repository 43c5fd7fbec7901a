import { BLANK, CJK, classAt, classTable, END, HAN, isBlank, MARK, PAUSE, WESTERN } from './classes.ts'
import type { LineShapes } from './line-shape.ts'
import { isNeverDoubled, isReduplicated } from './doubling.ts'

/** An ideograph or a small letter: codes and answers (AABBCC, 12341234) have none, headlines do. */
export const WORD_RE = /[a-z\u3400-\u9fff]/u
/** Headlines are no longer than this. */
export const LONGEST = 600
/** Headlines are set in runs no longer than this. */
export const LONGEST_RUN = 40
/** A shadow is drawn by a handful of prints. */
const MOST_TIMES = 9

/** A reading of a text's beginning as runs that each stand there `times` times in a row. */
export interface Product {
  readonly times: number
  /** The lengths of the runs. */
  readonly runs: readonly number[]
  readonly end: number
}

/** The readings of `line`, with most copies first, each as far as it goes; of the ways to go there the one with the fewest runs. */
export function* products(line: string): Iterable<Product> {
  for (let times = mostTimes(line); times > 1; times--) {
    const product = wholeOf(line, times) ?? productOf(line, times)
    if (product !== undefined) yield product
  }
}

/**
 * How often the run with which the line begins may stand there; 1 for most lines, after a glance at their first character, and for
 * patterns that go on and on (哈哈哈哈哈哈, ＋－＋－＋－).
 */
function mostTimes(line: string): number {
  let most = 1
  for (let length = 1; length <= LONGEST_RUN && length * 2 <= line.length; length++) {
    const same = sameUntil(line, 0, length, length * MOST_TIMES)
    if (same < length || isLowSurrogate(line.charCodeAt(length))) continue
    most = Math.max(most, Math.floor(same / length) + 1)
    if (most > MOST_TIMES) return 1
  }
  for (let times = MOST_TIMES; times > most; times--) if (wholeOf(line, times) !== undefined) return times
  return most
}

/** Where the line stops being the same as itself `length` further on, seen from `at`. */
function sameUntil(line: string, at: number, length: number, limit = line.length): number {
  while (at < limit && at + length < line.length && line.charCodeAt(at) === line.charCodeAt(at + length)) at++
  return at
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** The whole line as one run, of any length. */
function wholeOf(line: string, times: number): Product | undefined {
  const length = line.length / times
  if (!Number.isInteger(length) || line.charCodeAt(0) !== line.charCodeAt(length)) return undefined
  if (isLowSurrogate(line.charCodeAt(length)) || sameUntil(line, 0, length) < length * (times - 1)) return undefined
  return { times, runs: [length], end: line.length }
}

/** By dynamic programming over the places that a product can reach. */
function productOf(line: string, times: number): Product | undefined {
  const fewest: (number | undefined)[] = [0]
  const lastRun: number[] = [0]
  // One pointer a length, which only moves on: so a line of one character costs no more than its length.
  const same = new Array<number>(LONGEST_RUN + 1).fill(0)
  let end = 0
  for (let at = 0; at <= end && at < line.length; at++) {
    const count = fewest[at]
    if (count === undefined) continue
    for (let length = 1; length <= LONGEST_RUN && at + length * times <= line.length; length++) {
      if (same[length]! <= at) same[length] = sameUntil(line, at, length)
      const to = at + length * times
      if (same[length]! < to - length || isLowSurrogate(line.charCodeAt(at + length))) continue
      if (count + 1 < (fewest[to] ?? Infinity)) {
        fewest[to] = count + 1
        lastRun[to] = length
      }
      end = Math.max(end, to)
    }
  }
  if (end === 0) return undefined
  const runs: number[] = []
  for (let at = end; at > 0; at -= lastRun[at]! * times) runs.unshift(lastRun[at]!)
  return { times, runs, end }
}

/** Is the stretch a product whole, or does a run stand at its beginning twice in a row? Where neither is so, `products` finds nothing. */
export function beginsProduct(text: string, start: number, end: number, shortest = 1): boolean {
  const size = end - start
  const first = text.charCodeAt(start)
  for (let length = shortest; length <= LONGEST_RUN && length * 2 <= size; length++)
    if (text.charCodeAt(start + length) === first && isSame(text, start, length, length)) return true
  for (let times = 2; times <= MOST_TIMES; times++)
    if (size % times === 0 && isSame(text, start, size / times, size - size / times)) return true
  return false
}

/** Is the stretch from `start` on the same as itself `length` further on, for `most` code units? */
function isSame(text: string, start: number, length: number, most: number): boolean {
  let same = 0
  while (same < most && text.charCodeAt(start + same) === text.charCodeAt(start + same + length)) same++
  return same === most
}

/** What `looksDoubled` tells of a line: it may hold doubled runs, doubled glyphs. */
export const RUNS = 1
export const GLYPHS = 2

const SLOTS = 1 << 12

/** The places of the line where a run may begin, by the two code units that stand there; `clock` is where the line itself begins. */
const begun = new Int32Array(SLOTS)
let clock = 1

/**
 * One look at a line before all others, which one line in twenty holds out. Doubled runs begin with the line, with a word or behind a
 * mark, and there their first two characters come again, as `comesAgain` has it, and go on alike. Of doubled glyphs there are three,
 * twice at once or with a blank between.
 */
export function looksDoubled(text: string, start: number, end: number): number {
  const table = classTable()
  const base = clock - start
  clock = base + end
  if (clock > 0x3fffffff) {
    begun.fill(0)
    clock = 1
    return RUNS | GLYPHS
  }
  let doubles = 0
  let before = BLANK
  let unit = text.charCodeAt(start)
  let next = text.charCodeAt(start + 1)
  // A look past the end of the text, one only, makes the engine give its quick way of reading up.
  const last = text.length - 2
  for (let i = start; i < end; i++) {
    const after = i < last ? text.charCodeAt(i + 2) : 0
    const slot = (Math.imul(unit, 37) + next) & (SLOTS - 1)
    const from = begun[slot]! - base
    const known = from >= start && i - from <= LONGEST / 2 + 1
    // All but the last is compared: that may be the blank which a line would have behind it.
    if (known && isSame(text, from, i - from, i - from - 1) && mayTell(text, from, start, end)) return RUNS | GLYPHS
    if (unit === next || (unit === after && ((table[next]! & BLANK) !== 0 || isHigh(unit))))
      if ((table[unit]! & (CJK | WESTERN)) !== 0 || isHigh(unit)) doubles++
    // No ideograph of the basic block is a mark or a blank.
    const parts = unit >= 0x4e00 && unit <= 0x9fff ? 0 : table[unit]! & (MARK | BLANK)
    if (before !== 0 && (parts === 0 || ((before & BLANK) !== 0 && (parts & BLANK) === 0))) {
      if (unit === next && mayTell(text, i, start, end)) return RUNS | GLYPHS
      // What begins as something before it keeps no place of its own, and is looked at at once.
      if (!known) begun[slot] = base + i
      else if (mayTell(text, i, start, end)) return RUNS | GLYPHS
    }
    before = parts
    unit = next
    next = after
  }
  return doubles < 3 ? 0 : GLYPHS
}

/** Somebody has looked. */
const LOOKED = 4

/** What `looksDoubled` tells of line `i`, asked once. */
export const doubledIn = (text: string, { start, end, doubled }: LineShapes, i: number): number =>
  (doubled[i]! ||= LOOKED | looksDoubled(text, start[i]!, end[i]!)) & ~LOOKED

/** A beginning with fewer code units in all its runs tells nothing, unless a mark among them is doubled. */
const SHORTEST_PART = 16

/**
 * Runs that stand at `at` twice or more tell something only if they go on to the end of the word or the line, are as long as a part of
 * a headline, or double a mark. Nearly all that good text says twice (`数着数着又数乱了`) is followed by something else.
 */
function mayTell(text: string, at: number, start: number, end: number): boolean {
  // The first and the last glyph of the line may be all that is doubled.
  if (at === start && text.charCodeAt(at) === text.charCodeAt(at + 1)) {
    if (text.charCodeAt(end - 1) === text.charCodeAt(end - 2)) return true
  }
  const isHead = at === start || isBlank(text, at - 1)
  const reach = Math.min(end, at + (isHead ? LONGEST + 1 : SHORTEST_PART))
  let word = at
  while (word < reach && !isBlank(text, word)) word++
  if (isHead && (isWhole(text, at, word) || isWhole(text, at, end))) return true
  const goal = Math.min(at + SHORTEST_PART, end)
  // One bit for each place that runs lead to.
  let reached = 1
  let furthest = at
  for (let from = at; from <= furthest; from++) {
    if (((reached >>> (from - at)) & 1) === 0) continue
    const first = text.charCodeAt(from)
    for (let length = 1; length <= LONGEST_RUN && from + 2 * length <= end + 1; length++) {
      if (text.charCodeAt(from + length) !== first) continue
      if (!isSame(text, from, length, Math.min(length, end - from - length))) continue
      for (let to = from + 2 * length; ; to += length) {
        if (to === word || to >= goal) return true
        reached |= 1 << (to - at)
        furthest = Math.max(furthest, to)
        if (to + length > end || !isSame(text, to - length, length, length)) break
      }
    }
  }
  for (let i = at; i + 1 < furthest; i++)
    if (text.charCodeAt(i) === text.charCodeAt(i + 1) && isNeverDoubled(text.charAt(i))) return true
  return false
}

/** Is it one run again and again, the blank that a line would have behind it included or not? */
function isWhole(text: string, start: number, end: number): boolean {
  const size = end - start
  if (size > LONGEST) return false
  for (let times = 2; times <= MOST_TIMES; times++) {
    const length = Math.ceil(size / times)
    if (length * times - size <= 1 && length < size && isSame(text, start, length, size - length)) return true
  }
  return false
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00

/** Where a doubled run may begin: behind a mark, if the same character comes again and goes on in the same way. */
export function beginnings(text: string, start: number, end: number): number[] {
  const table = classTable()
  const found: number[] = []
  let fresh = true
  for (let i = start; i < end; i++) {
    const parts = (table[text.charCodeAt(i)]! & (MARK | BLANK)) !== 0
    if (fresh && !parts && comesAgain(text, i, end) && beginsProduct(text, i, Math.min(end, i + LONGEST))) found.push(i)
    fresh = parts
  }
  return found
}

/**
 * Do the first two characters come again within `reach`, or the first at once? Every product begins so, whatever the length of its runs;
 * asking this first spares most lines the slice and the forty comparisons of `products`.
 */
export function comesAgain(text: string, at: number, end: number, reach = LONGEST_RUN): boolean {
  const first = text.charCodeAt(at)
  const second = text.charCodeAt(at + 1)
  const last = Math.min(end, at + reach + 1)
  for (let i = at + 1; i < last; i++) {
    if (text.charCodeAt(i) === first && (i === at + 1 || text.charCodeAt(i + 1) === second)) return true
  }
  return false
}

/** The offsets of the first copies, and of what follows them. */
export function keptBy({ runs, times, end }: Product, length: number): number[] {
  const kept: number[] = []
  let at = 0
  for (const run of runs) {
    for (let k = 0; k < run; k++) kept.push(at + k)
    at += run * times
  }
  for (at = end; at < length; at++) kept.push(at)
  return kept
}

/** What can be seen of the runs of a product. */
export interface Runs {
  readonly count: number
  readonly longest: number
  readonly regular: boolean
  /** Each run is one character, or the same one again and again. */
  readonly uniform: boolean
  /** Letters, digits and ideographs. */
  readonly characters: number
  /** The same without the runs that end with a pause: refrains sing each of their lines twice. */
  readonly telling: number
  /** How many runs those are, single characters that Chinese doubles left out. */
  readonly tellingCount: number
  /** Doubled marks that good text never doubles. */
  readonly marks: number
  /** Is the line cut into runs where no phrase ends? What is said twice on purpose is a phrase. */
  readonly torn: boolean
  /** Few characters, few words, or nothing but signs: rules (====), codes and laughter are products of anything. */
  readonly empty: boolean
}

/** Words that hang on what stands before them. */
const NEVER_FIRST_RE = /^[的们們]/u

/** Is the run no phrase: one that hangs on what stands before it, or pauses in its middle and goes straight on at its end? */
const isTorn = (run: string): boolean => NEVER_FIRST_RE.test(run) || /[，、；：。][^，、；：。！？]+$/u.test(run)

export function runsOf(line: string, { runs, times, end }: Product): Runs {
  let [at, characters, telling, tellingCount, marks] = [0, 0, 0, 0, 0]
  let uniform = true
  let torn = false
  let strange = 0
  for (const [i, length] of runs.entries()) {
    if (new Set(line.slice(at, at + length)).size > 1) uniform = false
    let words = 0
    for (let i = at; i < at + length; i++) if ((classAt(line, i) & (CJK | WESTERN)) !== 0) words++
    characters += words
    const last = line[at + length - 1] ?? ' '
    if (length === 1 && isNeverDoubled(last)) marks++
    else if ((classAt(last, 0) & (END | PAUSE | BLANK)) === 0 || last === '：') {
      telling += words
      if (length > 1 || !isReduplicated(last)) tellingCount++
    }
    if (isTorn(line.slice(at, at + length))) torn = true
    else if (length === 1 && (classAt(last, 0) & HAN) !== 0 && !isReduplicated(last)) {
      strange++
      // Beside another single one it may be a word of two (沟沟岔岔), and at the beginning a sound.
      if (i > 0 && runs[i - 1] !== 1 && runs[i + 1] !== 1) torn = true
    }
    at += length * times
  }
  const few = characters < (marks > 0 ? 2 : 3) || characters < (end / times) * 0.5
  const distinct = new Set(line.slice(0, end)).size
  return {
    count: runs.length,
    longest: Math.max(...runs),
    regular: new Set(runs).size === 1,
    uniform,
    characters,
    telling,
    tellingCount,
    marks,
    torn: torn || strange > 1,
    empty: few || (distinct < 4 && marks === 0) || !WORD_RE.test(line.slice(0, end)),
  }
}
