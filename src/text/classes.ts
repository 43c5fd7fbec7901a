import {
  BLANK_RANGES,
  CLOSING_MARKS,
  FULLWIDTH_RANGES,
  HANGUL_RANGES,
  HAN_RANGES,
  JOINING_MARKS,
  KANA_RANGES,
  LETTER_RANGES,
  OPENING_MARKS,
  PAUSE_MARKS,
  RADICAL_RANGES,
  SENTENCE_END_MARKS,
  WIDE_RANGES,
  WIDTHLESS_RANGES,
} from '../data/character-classes.ts'
import { isLineBreak } from '../core/lines.ts'

/**
 * Classes of a UTF-16 code unit, one bit each. A trailing surrogate has none but that of its width: its high surrogate speaks for the pair.
 */
export const HAN = 1
export const KANA = 1 << 1
export const HANGUL = 1 << 2
export const LETTER = 1 << 3
export const DIGIT = 1 << 4
export const BLANK = 1 << 5
export const BREAK = 1 << 6
export const OPEN = 1 << 7
export const CLOSE = 1 << 8
export const END = 1 << 9
export const PAUSE = 1 << 10
export const JOIN = 1 << 11
export const FULLWIDTH = 1 << 12
export const RADICAL = 1 << 13
export const WIDE = 1 << 14
/** Printable ASCII that is neither letter, digit nor blank. */
export const ASCII_MARK = 1 << 15
/** Takes no room: trailing surrogates, combining marks. */
const WIDTHLESS = 1 << 16

/** Scripts written without spaces between words. */
export const CJK = HAN | KANA | HANGUL
/** An ideograph that has no other class. */
export const PLAIN_HAN = HAN | WIDE
/** What makes up Western words and numbers. */
export const WESTERN = LETTER | DIGIT
/** Marks of any of the kinds above. */
export const MARK = OPEN | CLOSE | END | PAUSE | JOIN

/** Sets the bit for each of the code units in a table that has an entry for every code unit. */
export function setBit(table: Uint8Array | Int32Array, bit: number, units: string): void {
  for (let i = 0; i < units.length; i++) table[units.charCodeAt(i)]! |= bit
}

/** No line break lies above U+2029, PARAGRAPH SEPARATOR. */
const LAST_BREAK = 0x2029

let table: Int32Array | undefined

/** The class bits of all 65,536 code units: 256 KB, built on first need. Loops over a whole text take it out before them. */
export function classTable(): Int32Array {
  if (table !== undefined) return table
  const bits = new Int32Array(0x10000)
  // A bit turns where one of its ranges begins and behind its end: one run through the table does for all ranges, in a millisecond when
  // nothing is compiled yet, where filling each took six.
  const add = (bit: number, ranges: readonly (readonly [number, number])[]): void => {
    for (const [from, to] of ranges) {
      bits[from]! ^= bit
      bits[to + 1]! ^= bit
    }
  }
  add(HAN, HAN_RANGES)
  add(RADICAL, RADICAL_RANGES)
  add(KANA, KANA_RANGES)
  add(HANGUL, HANGUL_RANGES)
  add(LETTER, LETTER_RANGES)
  add(DIGIT, [[0x30, 0x39]])
  add(BLANK, BLANK_RANGES)
  add(FULLWIDTH, FULLWIDTH_RANGES)
  add(WIDE, WIDE_RANGES)
  add(WIDTHLESS, WIDTHLESS_RANGES)
  for (let unit = 1; unit < bits.length; unit++) bits[unit]! ^= bits[unit - 1]!
  setBit(bits, OPEN, OPENING_MARKS)
  setBit(bits, CLOSE, CLOSING_MARKS)
  setBit(bits, END, SENTENCE_END_MARKS)
  setBit(bits, PAUSE, PAUSE_MARKS)
  setBit(bits, JOIN, JOINING_MARKS)
  for (let unit = 0x21; unit < 0x7f; unit++) if ((bits[unit]! & WESTERN) === 0) bits[unit]! |= ASCII_MARK
  for (let unit = 0; unit <= LAST_BREAK; unit++) if (isLineBreak(unit)) bits[unit]! |= BREAK
  return (table = bits)
}

/**
 * The class bits of one code unit; 0 for NaN, so that a `charCodeAt` past either end has no class. Comparing first keeps NaN, which
 * is no index, out of the table.
 */
export const classOf = (unit: number): number => (unit >= 0 ? classTable()[unit]! : 0)

/** The class bits of the code unit at `position`; 0 outside the text. */
export const classAt = (text: string, position: number): number =>
  position >= 0 && position < text.length ? classTable()[text.charCodeAt(position)]! : 0

/** The class bits of the character that ends at `position`, which may be a pair of surrogates. */
export function classBefore(text: string, position: number): number {
  const unit = text.charCodeAt(position - 1)
  return classAt(text, position - (unit >= 0xdc00 && unit <= 0xdfff ? 2 : 1))
}

/** Is there an ideograph at `position`? */
export const isHan = (text: string, position: number): boolean => (classAt(text, position) & HAN) !== 0

/** Is there white space at `position`, other than a line break? */
export const isBlank = (text: string, position: number): boolean => (classAt(text, position) & BLANK) !== 0

/** The display width, in cells, of a code unit of these classes: 2, 1, or 0 for trailing surrogates and combining marks. */
export const cellsIn = (bits: number): number => ((bits & WIDE) !== 0 ? 2 : (bits & WIDTHLESS) !== 0 ? 0 : 1)

/** The display width of one code unit in cells. */
export const cellsOf = (unit: number): number => cellsIn(classOf(unit))
