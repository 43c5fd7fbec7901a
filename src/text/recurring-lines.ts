import { BLANK, BREAK, classTable } from './classes.ts'
import { endsSentence } from './line-edges.ts'
import type { LineShapes } from './line-shape.ts'
import { isRule, signUnits } from './page-number.ts'

/** Nothing longer runs over every page. */
export const LONGEST_HEAD = 60
/** White space included. */
const REACH = 160
/** So many equal lines show what the line is. */
export const ENOUGH = 3
/** Shorter lines that differ in a character say different things. */
export const SHORTEST_MISREAD = 6

/**
 * The lines that may recur, numbers aside, and those that may be such a line misread, which have a third of its characters: by hash, so a
 * few others are among them. The caller keeps all that it is given; all lines of a long text would not fit into memory.
 */
export function* recurringLines(text: string, shapes: LineShapes, taken: Uint8Array): Iterable<number> {
  if (shapes.count < 2) return
  const bits = Math.min(24, Math.max(8, Math.ceil(Math.log2(shapes.count + 1)) + 3))
  const times = new Uint8Array(2 ** bits)
  const thirds = new Uint8Array(2 ** bits)
  const units = new Uint16Array(REACH)
  const slotOf = (from: number, to: number, salt: number): number => {
    let hash = salt
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ units[i]!, 0x01000193)
    return Math.imul(hash, 0x9e3779b1) >>> (32 - bits)
  }
  const slotsOfThirds = (length: number): number[] => {
    if (length < SHORTEST_MISREAD) return []
    const size = Math.ceil(length / 3)
    return [0, 1, 2].map((i) => slotOf(i * size, Math.min(length, (i + 1) * size), length * 3 + i + 1))
  }
  /** May the line be a candidate, by its length and its end? */
  const isShort = (line: number): boolean => {
    const length = shapes.end[line]! - shapes.start[line]!
    return length >= 2 && length <= REACH && taken[line] === 0 && !endsSentence(text, shapes.end[line]!)
  }
  /** How many code units of the line are compared, 0 if it is no candidate; they are in `units` then. */
  const read = (line: number): number => {
    const length = readUnits(text, shapes.start[line]!, shapes.end[line]!, units)
    return length > LONGEST_HEAD ? 0 : length
  }
  // Equal lines have equal ends, so that most need not be read.
  const signs = signUnits()
  const short = new Uint8Array(shapes.count)
  const ends = new Int32Array(shapes.count)
  const endTimes = new Uint8Array(2 ** bits)
  for (let line = 0; line < shapes.count; line++) {
    if (!isShort(line)) continue
    short[line] = 1
    units[0] = endUnit(signs[text.charCodeAt(shapes.start[line]!)]!)
    units[1] = endUnit(signs[text.charCodeAt(shapes.end[line]! - 1)]!)
    const slot = slotOf(0, 2, 0)
    ends[line] = slot
    if (endTimes[slot]! < 2) endTimes[slot]!++
  }
  // Lines that meet in a slot count as one: a line that recurs is never missed for it, and one that does not may be read for nothing.
  const mayRecur = (line: number): boolean => short[line] === 1 && endTimes[ends[line]!] === 2
  let recurs = false
  /** How long the lines are that recur often. */
  const often = new Uint8Array(LONGEST_HEAD + 1)
  for (let line = 0; line < shapes.count; line++) {
    if (!mayRecur(line)) continue
    const length = read(line)
    const slot = slotOf(0, length, 0)
    if (length === 0 || times[slot] === ENOUGH) continue
    if (++times[slot]! > 1) recurs = true
    if (times[slot] !== ENOUGH) continue
    often[length] = 1
    for (const third of slotsOfThirds(length)) thirds[third] = 1
  }
  if (!recurs) return
  /** Is one of the lines that recur often as long as this one can be? Each ideograph counts. */
  const mayBeMisread = (line: number): boolean => {
    if (short[line] === 0) return false
    const longest = Math.min(LONGEST_HEAD, shapes.end[line]! - shapes.start[line]!)
    for (let length = shapes.han[line]!; length <= longest; length++) if (often[length] === 1) return true
    return false
  }
  for (let line = 0; line < shapes.count; line++) {
    const isMisread = mayBeMisread(line)
    if (!isMisread && !mayRecur(line)) continue
    const length = read(line)
    if (length === 0) continue
    if (times[slotOf(0, length, 0)]! > 1 || (isMisread && slotsOfThirds(length).some((slot) => thirds[slot] === 1)))
      yield line
  }
}

/** One unit for all digits. */
const endUnit = (sign: number): number => (sign >= 0x30 && sign <= 0x39 ? 0x23 : sign)

/** Writes the code units of the line as `squeezed` has them, a single one for each number, and returns how many they are. */
function readUnits(text: string, start: number, end: number, units: Uint16Array): number {
  const table = classTable()
  const signs = signUnits()
  let length = 0
  let last = 0
  for (let i = start; i < end; i++) {
    const own = text.charCodeAt(i)
    if ((table[own]! & (BLANK | BREAK)) !== 0) continue
    const unit = signs[own]!
    const isDigit = unit >= 0x30 && unit <= 0x39
    const goesOn = isDigit ? last >= 0x30 && last <= 0x39 : unit === last && isRule(unit)
    if (!goesOn) units[length++] = isDigit ? 0x23 : unit
    last = unit
  }
  return length
}
