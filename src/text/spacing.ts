import type { Document } from '../core/document.ts'
import { CJK, classOf, DIGIT, HAN, LETTER, OPEN, PAUSE, WIDE } from './classes.ts'

/** How often two kinds of characters stand directly beside each other, and how often with one space between. */
export interface Places {
  readonly tight: number
  readonly spaced: number
}

/** The document's habit of spacing between Chinese and Western, and after the marks that part clauses. */
export interface Spacing {
  readonly digits: Places
  readonly letters: Places
  readonly pauses: Places
}

/** A space, and the no-break space that browsers and word processors put in its place. Wider ones are layout. */
export const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0xa0

/** A comma, semicolon or enumeration comma as wide as an ideograph; a colon may be followed by a value. */
export const isClauseMark = (unit: number): boolean => unit === 0xff0c || unit === 0x3001 || unit === 0xff1b

/** The document's habit of spacing. */
export function spacing(document: Document): Spacing {
  const { text } = document
  const digits = { tight: 0, spaced: 0 }
  const letters = { tight: 0, spaced: 0 }
  const pauses = { tight: 0, spaced: 0 }
  const count = (left: number, right: number, how: 'tight' | 'spaced'): void => {
    const a = classOf(left)
    const b = classOf(right)
    if ((a & CJK) !== 0 ? (b & DIGIT) !== 0 : (b & CJK) !== 0 && (a & DIGIT) !== 0) digits[how]++
    else if ((a & CJK) !== 0 ? (b & LETTER) !== 0 : (b & CJK) !== 0 && (a & LETTER) !== 0) letters[how]++
    else if (isClauseMark(left) && isClause(b)) pauses[how]++
  }
  for (let i = 1; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const last = text.charCodeAt(i - 1)
    if (!isSpace(last)) count(last, unit, 'tight')
    else if (i > 1) count(text.charCodeAt(i - 2), unit, 'spaced')
  }
  return { digits, letters, pauses }
}

/** What a clause begins with: an ideograph, or an opening mark as wide as one. */
export const isClause = (bits: number): boolean =>
  (bits & HAN) !== 0 || ((bits & OPEN) !== 0 && (bits & WIDE) !== 0 && (bits & PAUSE) === 0)
