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

/** By hash, so that a few others are among them. The caller keeps what it is given; all lines of a long text would not fit into memory. */
export interface Recurring {
  /** The lines that recur, numbers aside. */
  recurring(): Iterable<number>
  /** Those that may be such a line misread, which have a third of its characters. */
  misread(): Iterable<number>
}

/** Undefined where no line does. */
export function recurringLines(text: string, shapes: LineShapes, taken: Uint8Array): Recurring | undefined {
  if (shapes.count < 2) return undefined
  const bits = Math.min(24, Math.max(8, Math.ceil(Math.log2(shapes.count + 1)) + 3))
  // How often the ends of lines fall into a slot; then how often lines do, and a third of one that recurs often.
  const slots = new Uint8Array(2 ** bits)
  const units = new Uint16Array(REACH)
  const slotOf = (from: number, to: number, salt: number): number => {
    let hash = salt
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ units[i]!, 0x01000193)
    return Math.imul(hash, 0x9e3779b1) >>> (32 - bits)
  }
  const slotOfThird = (length: number, i: number): number => {
    const size = Math.ceil(length / 3)
    return slotOf(i * size, Math.min(length, (i + 1) * size), length * 3 + i + 1)
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
  const signs = signUnits()
  const slotOfEnds = (line: number): number => {
    units[0] = endUnit(signs[text.charCodeAt(shapes.start[line]!)]!)
    units[1] = endUnit(signs[text.charCodeAt(shapes.end[line]! - 1)]!)
    return slotOf(0, 2, 0)
  }
  // Equal lines have equal ends, so that most need not be read. Lines that meet in a slot count as one: a line that recurs is never
  // missed for it, and one that does not may be read for nothing.
  const state = new Uint8Array(shapes.count)
  for (let line = 0; line < shapes.count; line++) {
    if (!isShort(line)) continue
    state[line] = SHORT
    const slot = slotOfEnds(line)
    if (slots[slot]! < 2) slots[slot]!++
  }
  for (let line = 0; line < shapes.count; line++)
    if (state[line] === SHORT && slots[slotOfEnds(line)] === 2) state[line] = MAY_RECUR
  slots.fill(0)
  let recurs = false
  /** How long the lines are that recur often and can be misread. */
  const often = new Uint8Array(LONGEST_HEAD + 1)
  for (let line = 0; line < shapes.count; line++) {
    if (state[line] !== MAY_RECUR) continue
    const length = read(line)
    const slot = slotOf(0, length, 0)
    if (length === 0 || (slots[slot]! & TIMES) === ENOUGH) continue
    if ((++slots[slot]! & TIMES) > 1) recurs = true
    if ((slots[slot]! & TIMES) !== ENOUGH) continue
    if (length < SHORTEST_MISREAD) continue
    often[length] = 1
    for (let i = 0; i < 3; i++) slots[slotOfThird(length, i)]! |= THIRD
  }
  if (!recurs) return undefined
  const isRecurring = (line: number, length: number): boolean =>
    state[line] === MAY_RECUR && length > 0 && (slots[slotOf(0, length, 0)]! & TIMES) > 1
  /** Is one of the lines that recur often as long as this one can be? Each ideograph counts. */
  const mayBeMisread = (line: number): boolean => {
    if (state[line] === 0) return false
    const longest = Math.min(LONGEST_HEAD, shapes.end[line]! - shapes.start[line]!)
    for (let length = shapes.han[line]!; length <= longest; length++) if (often[length] === 1) return true
    return false
  }
  return {
    *recurring() {
      for (let line = 0; line < shapes.count; line++)
        if (state[line] === MAY_RECUR && isRecurring(line, read(line))) yield line
    },
    *misread() {
      for (let line = 0; line < shapes.count; line++) {
        if (!mayBeMisread(line)) continue
        const length = read(line)
        if (length < SHORTEST_MISREAD || isRecurring(line, length)) continue
        let seen = 0
        for (let i = 0; i < 3; i++) seen |= slots[slotOfThird(length, i)]!
        if ((seen & THIRD) !== 0) yield line
      }
    },
  }
}

/** What is known of a line: nothing, that it is short enough, that its ends recur. */
const SHORT = 1
const MAY_RECUR = 2
/** What a slot holds: how many lines, up to `ENOUGH`, and whether a third. */
const TIMES = 3
const THIRD = 4

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
