import type { Document } from '../core/document.ts'
import {
  ASCII_MARK,
  BLANK,
  cellsOf,
  classAt,
  classOf,
  classTable,
  CLOSE,
  END,
  LETTER,
  OPEN,
  PAUSE,
  PLAIN_HAN,
  WESTERN,
} from './classes.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { beginsBlock } from './openers.ts'

/** What can be seen of a line at its edges: how wide it is, how it ends, and how much room the next one would have needed. */

/** Wider than this no line is meant to be read. */
export const WIDEST = 200

/** The right edge of a line in cells, its indent included. */
export const edgeOf = (shapes: LineShapes, i: number): number => shapes.indent[i]! + shapes.width[i]!

/** By how many cells a full line may fall short: a character that did not fit, and in wide columns what justification spreads. */
export const playOf = (measure: number): number => Math.max(2, Math.floor(measure / 20))

/** Is the line as wide as its column, give or take the play? */
export const isFull = (shapes: LineShapes, measure: number, i: number): boolean => {
  const deficit = measure - edgeOf(shapes, i)
  return deficit <= playOf(measure) + shapes.doubt[i]! && -deficit <= shapes.elastic[i]! + 2
}

/** Does a blank line, or more than one, follow the line? */
export const isBlankAfter = (shapes: LineShapes, i: number): boolean =>
  i + 1 < shapes.count && shapes.number[i + 1]! - shapes.number[i]! > 1

/** Does a blank line stand before the line, or the start of the text? */
export const isBlankBefore = (shapes: LineShapes, i: number): boolean => i === 0 || isBlankAfter(shapes, i - 1)

/** Does the line end a sentence? May it be short without a paragraph's end: for that, or an item or an announcement, or a block behind it? */
export const ENDS_SENTENCE = 1
export const MAY_END_SHORT = 2

/** Both answers for each line, as bits. */
export function lineEnds(document: Document): Uint8Array {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const ends = new Uint8Array(shapes.count)
  for (let i = 0; i < shapes.count; i++) {
    const end = shapes.end[i]!
    if (endsSentence(text, end)) ends[i] = ENDS_SENTENCE | MAY_END_SHORT
    else if (isColon(text.charCodeAt(end - 1)) || isBeforeBlock(text, shapes, i)) ends[i] = MAY_END_SHORT
  }
  return ends
}

/** A colon or a semicolon. */
const isColon = (unit: number): boolean => unit === 0x3a || unit === 0x3b || unit === 0xff1a || unit === 0xff1b

/** A signature in brackets, `（本报记者 某某）`, is no longer than this. */
const LONGEST_SIGNATURE = 40

/** Does a sentence end right before `end`: closing quotes and brackets aside, and a signature in brackets after it aside? */
export function endsSentence(text: string, end: number): boolean {
  let i = end - 1
  // Most lines end with an ideograph.
  if ((classAt(text, i) & (CLOSE | END)) === 0 && text[i] !== '.') return false
  while (i > 0 && (classAt(text, i) & CLOSE) !== 0) i--
  if ((classAt(text, i) & END) !== 0) return true
  if (text[i] === '.' && (classAt(text, i - 1) & LETTER) !== 0) return true
  if (text[end - 1] !== '）' && text[end - 1] !== ')') return false
  const floor = Math.max(0, end - LONGEST_SIGNATURE)
  while (i >= floor && text[i] !== '（' && text[i] !== '(') i--
  if (i < floor) return false
  i--
  while (i > 0 && (classAt(text, i) & (CLOSE | BLANK)) !== 0) i--
  return (classAt(text, i) & END) !== 0
}

/** Has the line no mark that ends a sentence or pauses in it, inside or at its end? */
export const isUnmarked = (text: string, shapes: LineShapes, i: number): boolean =>
  shapes.innerMarks[i] === 0 && (classAt(text, shapes.end[i]! - 1) & (END | PAUSE)) === 0

/** Does the next line begin a block of its own, whatever this one looks like? */
export const isBeforeBlock = (text: string, shapes: LineShapes, i: number): boolean =>
  i + 1 < shapes.count && isBlock(text, shapes, i + 1)

/** Does a block of its own begin with the line? */
export function isBlock(text: string, { start, end, blocks }: LineShapes, i: number): boolean {
  if (blocks[i] === 0) blocks[i] = beginsBlock(text, start[i]!, end[i]!) ? 2 : 1
  return blocks[i] === 2
}

/** What no line is broken after or before: Western words, numbers, addresses, signs. Their hyphens and slashes are left out of account. */
const SOLID = WESTERN | ASCII_MARK

const isSolid = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return (
    (classOf(unit) & SOLID) !== 0 ||
    (unit > 0xa0 && unit < 0x300) ||
    (unit >= 0x2070 && unit < 0x20a0) ||
    unit === 0x2010
  )
}

/**
 * The cells that the first piece of a line takes which cannot be broken: a word, a number, a character, and the marks before and after it.
 * Between two curly quotes (`”“`) browsers do not break either.
 */
export function tokenWidth(text: string, start: number, end: number): number {
  const table = classTable()
  // Most lines begin with two ideographs.
  if (start + 1 < end && table[text.charCodeAt(start)] === PLAIN_HAN && table[text.charCodeAt(start + 1)] === PLAIN_HAN)
    return 2
  const most = Math.min(end, start + WIDEST)
  let i = start
  let cells = 0
  const take = (): void => void (cells += cellsOf(text.charCodeAt(i++)))
  do {
    while (i < most && (classAt(text, i) & OPEN) !== 0) take()
    if (i < most && isSolid(text, i)) while (i < most && isSolid(text, i)) take()
    else if (i < most) take()
    while (i < most && (classAt(text, i) & (CLOSE | PAUSE | END)) !== 0 && (classAt(text, i) & OPEN) === 0) take()
  } while (i < most && (text[i] === '“' || text[i] === '‘') && (text[i - 1] === '”' || text[i - 1] === '’'))
  return cells
}
