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
  /** Where in the text each code unit of the content stands; empty where the list is. */
  readonly at: Int32Array
  /** Where in the content each line that is not blank begins, and at the end how long the content is. */
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
  const { units, n, first } = contentOf(document)
  const list: Repeat[] = []
  const bits = Math.max(8, Math.ceil(Math.log2(n + 1)))
  // One more than the place, so that nothing need be filled in.
  const lastSeen = 2 ** bits <= SMALL ? scratch().lastSeen.fill(0, 0, 2 ** bits) : new Int32Array(2 ** bits)
  let hash = 0
  let from = 0
  let back = 0
  // Until the anchor is full, nothing is looked up.
  let k = 0
  for (; k < Math.min(n, ANCHOR - 1); k++) hash = (Math.imul(hash, MULTIPLIER) + units[k]!) | 0
  for (; k <= n; k++) {
    if (back > 0 && (k === n || units[k] !== units[k - back])) {
      if (k - from >= SHORTEST) {
        while (list.length > 0 && list.at(-1)!.from >= from) list.pop()
        // Nothing is made of shorter ones but where they adjoin their copy, and a long text has tens of thousands.
        if (k - from >= LONG || k - from >= back) list.push({ from, to: k, back })
      }
      back = 0
    }
    if (k === n) break
    hash = (Math.imul(hash, MULTIPLIER) + units[k]!) | 0
    if (k >= ANCHOR) hash = (hash - Math.imul(WEIGHT, units[k - ANCHOR]!)) | 0
    const slot = Math.imul(hash, 0x9e3779b1) >>> (32 - bits)
    const seen = lastSeen[slot]! - 1
    lastSeen[slot] = k + 1
    if (back > 0 || seen < 0) continue
    const start = startOfMatch(units, k, k - seen)
    if (k - start + 1 < ANCHOR) continue
    from = start
    back = k - seen
  }
  // The table has done its work, and is as long at least: another one would be twice the text.
  const into = (): Int32Array => (lastSeen.length > SMALL ? lastSeen.subarray(0, n) : new Int32Array(n))
  const at = list.length > 0 ? placesOf(document, into()) : new Int32Array(0)
  return { list, at, first, uses: list.some(isLong) ? usesOf(list, n) : new Uint8Array(0) }
}

/** Those for texts of up to so many code units are kept: made anew, they were a third of the rule’s price for 100 characters. */
const SMALL = 1 << 10

let kept: { readonly units: Uint16Array; readonly lastSeen: Int32Array } | undefined

const scratch = (): NonNullable<typeof kept> =>
  (kept ??= { units: new Uint16Array(SMALL), lastSeen: new Int32Array(SMALL) })

/** The text without white space, marks and Western characters of either width taken for the same. */
function contentOf(document: Document): { units: Uint16Array; n: number; first: Int32Array } {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const units = text.length <= SMALL ? scratch().units : new Uint16Array(text.length)
  const table = classTable()
  const first = new Int32Array(shapes.count + 1)
  let n = 0
  for (let line = 0; line < shapes.count; line++) {
    first[line] = n
    for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) {
      const unit = text.charCodeAt(i)
      if (unit >= 0x4e00 && unit <= 0x9fff) units[n++] = unit
      else if ((table[unit]! & (BLANK | BREAK)) === 0) units[n++] = folded(unit)
    }
  }
  first[shapes.count] = n
  return { units, n, first }
}

/** Where in the text each code unit of the content stands. */
function placesOf(document: Document, at: Int32Array): Int32Array {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const table = classTable()
  let k = 0
  for (let line = 0; line < shapes.count; line++)
    for (let i = shapes.start[line]!; i < shapes.end[line]!; i++)
      if ((table[text.charCodeAt(i)]! & (BLANK | BREAK)) === 0) at[k++] = i
  return at
}

/** Half-width forms for full-width ones, and for the marks that have none of their own block. */
function folded(unit: number): number {
  if (unit >= 0xff01 && unit <= 0xff5e) return unit - 0xfee0
  if (unit === 0x3002) return 0x2e
  if (unit === 0x201c || unit === 0x201d) return 0x22
  return unit === 0x2018 || unit === 0x2019 ? 0x27 : unit
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
export function lineFrom({ first }: Repeats, place: number): number {
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
export const lineAt = (repeats: Repeats, place: number): number => lineFrom(repeats, place + 1) - 1

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
