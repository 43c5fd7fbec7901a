import type { Document } from '../core/document.ts'
import { CJK, classAt, classOf, CLOSE, DIGIT, END, HAN, LETTER, OPEN, PAUSE, WESTERN, WIDE } from './classes.ts'

/** How often two kinds of characters stand directly beside each other, and how often with one space between. */
export interface Places {
  readonly tight: number
  readonly spaced: number
  /** How many stretches the spaced places make up, with no tight place within. */
  readonly stretches: number
}

/** The document's habit of spacing between Chinese and Western, after the marks that part clauses, and before marks. */
export interface Spacing {
  readonly digits: Places
  readonly letters: Places
  readonly pauses: Places
  readonly marks: Places
  /** Before colons: behind labels, some put a space before them by hand. */
  readonly colons: Places
  readonly words: Words
}

/** Words that end with a letter and stand between ideographs, by the sides on which a space stands. */
export interface Words {
  tight: number
  before: number
  after: number
  both: number
}

/** A space, and the no-break space that browsers and word processors put in its place. Wider ones are layout. */
export const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0xa0

/** A comma, semicolon or enumeration comma as wide as an ideograph; a colon may be followed by a value. */
export const isClauseMark = (unit: number): boolean => unit === 0xff0c || unit === 0x3001 || unit === 0xff1b

class Counter implements Places {
  tight = 0
  spaced = 0
  stretches = 0
  #last = false

  add(spaced: boolean): void {
    if (!spaced) this.tight++
    else {
      this.spaced++
      if (!this.#last) this.stretches++
    }
    this.#last = spaced
  }
}

/** The document's habit of spacing. */
export function spacing(document: Document): Spacing {
  const { text } = document
  const digits = new Counter()
  const letters = new Counter()
  const pauses = new Counter()
  const marks = new Counter()
  const colons = new Counter()
  const count = (left: number, right: number, spaced: boolean): void => {
    const a = classOf(left)
    const b = classOf(right)
    if ((a & CJK) !== 0 ? (b & DIGIT) !== 0 : (b & CJK) !== 0 && (a & DIGIT) !== 0) digits.add(spaced)
    else if ((a & CJK) !== 0 ? (b & LETTER) !== 0 : (b & CJK) !== 0 && (a & LETTER) !== 0) letters.add(spaced)
    else if (endsClause(a, right)) (right === COLON ? colons : marks).add(spaced)
    else if (isClauseMark(left) && isClause(b)) pauses.add(spaced)
  }
  for (let i = 1; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const last = text.charCodeAt(i - 1)
    if (!isSpace(last)) count(last, unit, false)
    else if (i > 1) count(text.charCodeAt(i - 2), unit, true)
  }
  return { digits, letters, pauses, marks, colons, words: wordsOf(text) }
}

function wordsOf(text: string): Words {
  const words = { tight: 0, before: 0, after: 0, both: 0 }
  const isWord = (i: number): boolean => (classAt(text, i) & WESTERN) !== 0
  const isHan = (i: number): boolean => (classAt(text, i) & HAN) !== 0
  const isLetter = (i: number): boolean => (classAt(text, i) & LETTER) !== 0
  for (let i = 1; i < text.length; i++) {
    if (!isWord(i) || isWord(i - 1)) continue
    const before = isSpace(text.charCodeAt(i - 1))
    const ideograph = isHan(before ? i - 2 : i - 1)
    while (isWord(i) || ('.-+%'.includes(text.charAt(i) || ' ') && isWord(i - 1))) i++
    const after = isSpace(text.charCodeAt(i))
    if (!ideograph || !isHan(after ? i + 1 : i) || !isLetter(i - 1)) continue
    words[before ? (after ? 'both' : 'before') : after ? 'after' : 'tight']++
  }
  return words
}

/** What a clause begins with: an ideograph, or an opening mark as wide as one. */
export const isClause = (bits: number): boolean =>
  (bits & HAN) !== 0 || ((bits & OPEN) !== 0 && (bits & WIDE) !== 0 && (bits & PAUSE) === 0)

const COLON = 0xff1a

/** A word, number or closing mark on the left, and on the right a mark that no line may begin with. An ellipsis may, and leads to a page. */
export const endsClause = (left: number, unit: number): boolean => {
  const right = classOf(unit)
  return (
    (right & WIDE) !== 0 &&
    (right & (PAUSE | END | CLOSE)) !== 0 &&
    unit !== 0x2026 &&
    unit !== 0x22ef &&
    ((left & (CJK | WESTERN)) !== 0 || ((left & (CLOSE | END)) !== 0 && (left & WIDE) !== 0))
  )
}
