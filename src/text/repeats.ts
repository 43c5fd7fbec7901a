import type { Document } from '../core/document.ts'
import { BLANK, BREAK, classTable } from './classes.ts'
import { lineShapes } from './line-shape.ts'

/**
 * A part of the text. Its ends count content: the code units that are no white space, so that copies which are spaced or wrapped in
 * another way are the same.
 */
export interface Passage {
  readonly from: number
  readonly to: number
}

/** A passage that has stood in the text before. */
export interface Repeat extends Passage {
  /** The same stands so much before. A passage longer than this adjoins its own copy. */
  readonly back: number
}

export interface Repeats {
  /** Those that are long or adjoin their copies, sorted by `from`. */
  readonly list: readonly Repeat[]
  /** Where in the text each code unit of the content stands, of the lines that the list and what is copied there touch. */
  readonly at: Int32Array
  /** Where in the content each line that is not blank begins, and at the end how long the content is; nothing where the list is empty. */
  readonly first: Int32Array
  /** In how many long repeats each code unit of the content takes part, on either side; empty if there are none. */
  readonly uses: Uint8Array
}

/** By so many code units a repeat is looked up: fewer make set phrases, and looking up each of those leads nowhere. */
const ANCHOR = 8
const SHORTEST = 10
/** Shorter ones are phrases, and tell nothing about how often a passage comes. */
const LONG = 25
/** By chance the next character or two may be the same too. */
const CHANCE = 2
/** How far back a repeat may begin before the place where it was recognised: a set phrase at its head may stand nearer by. */
const REACH = 256

const MULTIPLIER = 0x01000193
/** The multiplier to the power of `ANCHOR`. */
const WEIGHT = Array.from({ length: ANCHOR }).reduce<number>((weight) => Math.imul(weight, MULTIPLIER), 1)

/**
 * The passages that come a second time, each with the nearest place before where it was found. One pass with a rolling hash over the
 * last `ANCHOR` code units: while a repeat goes on nothing is looked up, so a text of one repeated line costs no more than any other.
 */
export function repeats(document: Document): Repeats {
  const { units, n } = contentOf(document.text)
  // What comes again is as long, and adjoins its copy or more.
  if (n < 2 * SHORTEST) return NONE
  const list: Repeat[] = []
  const bits = Math.max(8, 32 - Math.clz32(n))
  // Of each slot the last place, counted from one so that nothing need be filled in. A place leaves as many bits free as the slot took
  // of the hash: there stand the others, so that one look tells whether the anchors are the same.
  const lastSeen = bits <= SCRATCH_BITS ? scratch(bits).lastSeen.fill(0, 0, 1 << bits) : new Int32Array(2 ** bits)
  const unused = 32 - bits
  let hash = 0
  let k = 0
  for (; k < ANCHOR; k++) hash = (Math.imul(hash, MULTIPLIER) + units[k]!) | 0
  lastSeen[Math.imul(hash, SPREAD) >>> unused] = (Math.imul(hash, SPREAD) << bits) | k
  while (k < n) {
    let seen = 0
    for (; k < n; k++) {
      hash = (Math.imul(hash, MULTIPLIER) + (units[k]! - Math.imul(WEIGHT, units[k - ANCHOR]!))) | 0
      const spread = Math.imul(hash, SPREAD)
      const slot = spread >>> unused
      const others = spread << bits
      seen = lastSeen[slot]! ^ others
      lastSeen[slot] = others | (k + 1)
      if (seen >>> bits === 0 && seen !== 0) break
    }
    if (k === n) break
    const back = ++k - seen
    const from = startOfMatch(units, k - 1, back)
    if (k - from < ANCHOR) continue
    for (; k < n && units[k] === units[k - back]; k++) {
      hash = (Math.imul(hash, MULTIPLIER) + (units[k]! - Math.imul(WEIGHT, units[k - ANCHOR]!))) | 0
      const spread = Math.imul(hash, SPREAD)
      lastSeen[spread >>> unused] = (spread << bits) | (k + 1)
    }
    if (k - from >= SHORTEST) note(list, { from, to: k, back })
  }
  if (list.length === 0) return NONE
  const starts = lineStarts(document, n)
  // A large table has done its work, and is as long at least: another one would be twice the text.
  const into = bits > SCRATCH_BITS ? lastSeen.subarray(0, n) : new Int32Array(n)
  return {
    list,
    first: starts,
    at: placesOf(document, list, starts, into),
    uses: list.some(isLong) ? usesOf(list, n) : NO_USES,
  }
}

function note(list: Repeat[], repeat: Repeat): void {
  const { from, to, back } = repeat
  while (list.length > 0 && list.at(-1)!.from >= from) list.pop()
  // Nothing is made of shorter ones but where they adjoin their copy, and a long text has tens of thousands.
  if (to - from >= LONG || to - from >= back) list.push(repeat)
}

const SPREAD = 0x9e3779b1
const NO_USES = new Uint8Array(0)
const NONE: Repeats = { list: [], at: new Int32Array(0), first: new Int32Array(1), uses: NO_USES }

/** Those for texts of fewer code units are kept: made anew, they took longer than all that is done with them. */
const SCRATCH_BITS = 16
const LEAST_BITS = 10

let kept: { units: Uint16Array; lastSeen: Int32Array } | undefined

/** Of `2 ** bits` entries or more. */
function scratch(bits: number): NonNullable<typeof kept> {
  const length = 1 << Math.max(LEAST_BITS, bits)
  if (kept === undefined || kept.units.length < length)
    kept = { units: new Uint16Array(length), lastSeen: new Int32Array(length) }
  return kept
}

/** The text without white space, marks and Western characters of either width taken for the same. */
function contentOf(text: string): { units: Uint16Array; n: number } {
  const bits = 32 - Math.clz32(text.length)
  const units = bits <= SCRATCH_BITS ? scratch(bits).units : new Uint16Array(text.length)
  const kinds = (content ??= contentTable())
  let n = 0
  for (let i = 0; i < text.length; i++) {
    const unit = kinds[text.charCodeAt(i)]!
    units[n] = unit
    // One more unless it is none, without a branch.
    n += -unit >>> 31
  }
  return { units, n }
}

let content: Uint16Array | undefined

/** What each code unit counts as; 0 for white space, which is no content. */
function contentTable(): Uint16Array {
  const table = classTable()
  const units = new Uint16Array(0x10000)
  for (let unit = 1; unit < units.length; unit++) if ((table[unit]! & (BLANK | BREAK)) === 0) units[unit] = unit
  // Half-width forms for full-width ones, and for the marks that have none of their own block.
  for (let unit = 0xff01; unit <= 0xff5e; unit++) units[unit] = unit - 0xfee0
  units[0x3002] = 0x2e
  units[0x201c] = units[0x201d] = 0x22
  units[0x2018] = units[0x2019] = 0x27
  // A line feed is no content, so that nothing else is like this one.
  units[0] = 0x0a
  return units
}

/** Where in the content each line that is not blank begins. */
function lineStarts(document: Document, n: number): Int32Array {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const table = classTable()
  const first = new Int32Array(shapes.count + 1)
  let k = 0
  for (let line = 0; line < shapes.count; line++) {
    first[line] = k
    const [start, end] = [shapes.start[line]!, shapes.end[line]!]
    k += end - start
    if ((shapes.classes[line]! & BLANK) === 0) continue
    for (let i = start; i < end; i++) if ((table[text.charCodeAt(i)]! & BLANK) !== 0) k--
  }
  first[shapes.count] = n
  return first
}

/** Where in the text the code units stand of the repeats and of what they copy, and one on either side; no other is asked for. */
function placesOf(document: Document, list: readonly Repeat[], first: Int32Array, at: Int32Array): Int32Array {
  const { text } = document
  const { count, classes, start, end } = document.fact(lineShapes)
  const table = classTable()
  const done = new Uint8Array(count)
  const fill = (from: number, to: number): void => {
    for (let line = Math.max(0, lineOf(first, from)); line < count && first[line]! <= to; line++) {
      if ((classes[line]! & BLANK) === 0) {
        const shift = start[line]! - first[line]!
        const last = Math.min(to + 1, first[line + 1]!)
        for (let k = Math.max(from, first[line]!); k < last; k++) at[k] = k + shift
      } else if (done[line] === 0) {
        done[line] = 1
        let k = first[line]!
        for (let i = start[line]!; i < end[line]!; i++) if ((table[text.charCodeAt(i)]! & BLANK) === 0) at[k++] = i
      }
    }
  }
  for (const { from, to, back } of list) {
    fill(from - 1, to)
    fill(from - back - 1, to - back)
  }
  return at
}

/** Where what ends at `last` begins to be the same as what stands `back` before. */
function startOfMatch(units: Uint16Array, last: number, back: number): number {
  const floor = Math.max(back, last - REACH)
  let start = last + 1
  while (start > floor && units[start - 1] === units[start - 1 - back]) start--
  return start
}

const isLong = ({ from, to }: Passage): boolean => to - from >= LONG

function usesOf(list: readonly Repeat[], n: number): Uint8Array {
  const uses = new Uint8Array(n)
  const use = (from: number, to: number): void => {
    for (let k = from; k < to; k++) if (uses[k]! < 255) uses[k]!++
  }
  for (const { from, to, back } of list) {
    if (!isLong({ from, to })) continue
    use(from, to)
    use(from - back, to - back)
  }
  return uses
}

/** Does the passage, or what stands `back` before it, take part in other repeats, so that it comes more than twice? */
export function comesOften({ uses }: Repeats, { from, to }: Passage, back: number): boolean {
  const middle = (from + to) >> 1
  return uses.length > 0 && (uses[middle]! > 1 || uses[middle - back]! > 1)
}

/** The first line that begins at `place` of the content or behind it; the number of lines where none does. */
export const lineFrom = ({ first }: Repeats, place: number): number => firstFrom(first, place)

/** The line in which `place` of the content stands; -1 before the first. */
const lineOf = (first: Int32Array, place: number): number => firstFrom(first, place + 1) - 1

function firstFrom(first: Int32Array, place: number): number {
  let low = 0
  let high = first.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (first[middle]! < place) low = middle + 1
    else high = middle
  }
  return low
}

/** The line in which `place` of the content stands. */
export const lineAt = ({ first }: Repeats, place: number): number => lineOf(first, place)

/** The first and the last line of a passage that begins and ends with lines. */
export const linesOf = (repeats: Repeats, { from, to }: Passage): [number, number] => [
  lineFrom(repeats, from),
  lineFrom(repeats, to) - 1,
]

/** The last place up to `place` of the content where a line begins, or the content ends. */
export function boundaryBefore(repeats: Repeats, place: number): number {
  const line = lineFrom(repeats, place)
  return repeats.first[line] === place ? place : repeats.first[line - 1]!
}

/** Does a line begin at `place` of the content, or the content end? */
export const isBoundary = (repeats: Repeats, place: number): boolean =>
  repeats.first[lineFrom(repeats, place)] === place

/** The first and the last place of the repeat where a line begins or ends in both copies; undefined if there is none. */
export function sharedBoundaries(repeats: Repeats, { from, to, back }: Repeat): [number, number] | undefined {
  const { first } = repeats
  let low = lineFrom(repeats, from)
  while (low < first.length && first[low]! <= to && !isBoundary(repeats, first[low]! - back)) low++
  if (low === first.length || first[low]! > to) return undefined
  let high = lineFrom(repeats, boundaryBefore(repeats, to))
  while (high > low && !isBoundary(repeats, first[high]! - back)) high--
  return [first[low]!, first[high]!]
}

/** Lines that are the same as the beginning of other lines, which go on at `rest`. */
export interface Fragment {
  readonly cut: Passage
  readonly whole: number
  readonly rest: number
}

/** Which copy of what both begin at `start` ends where the repeat does, if one does; the other one goes on. */
export function fragmentOf(repeats: Repeats, { to, back }: Repeat, start: number): Fragment | undefined {
  const reaches = (end: number): boolean => end > start && to - end <= CHANCE
  const later = boundaryBefore(repeats, to)
  const earlier = boundaryBefore(repeats, to - back) + back
  if (reaches(later)) return { cut: { from: start, to: later }, whole: start - back, rest: later - back }
  if (!reaches(earlier)) return undefined
  return { cut: { from: start - back, to: earlier - back }, whole: start, rest: earlier }
}

/** The lines up to `end` that are the same as the end of earlier lines, which begin before. */
export function tailOf(repeats: Repeats, { from, back }: Repeat, end: number): Passage | undefined {
  const start = repeats.first[lineFrom(repeats, from)]!
  return start < end && start - from <= CHANCE && !isBoundary(repeats, start - back)
    ? { from: start, to: end }
    : undefined
}
