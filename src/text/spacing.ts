import type { Document } from '../core/document.ts'
import {
  BREAK,
  CJK,
  classAt,
  classOf,
  classTable,
  CLOSE,
  DIGIT,
  END,
  HAN,
  LETTER,
  OPEN,
  PAUSE,
  WESTERN,
  WIDE,
} from './classes.ts'
import { lineShapes } from './line-shape.ts'

/** How often two kinds of characters stand directly beside each other, and how often with one space between. */
export interface Places {
  readonly tight: number
  readonly spaced: number
  /** How many stretches the spaced places make up, with no tight place within. */
  readonly stretches: number
  /** Of the spaced places, those on short lines without a mark of a sentence: headings, page heads, cells. */
  readonly elsewhere: number
}

/** The document's habit of spacing between Chinese and Western, after the marks that part clauses, and before marks. */
export interface Spacing {
  readonly digits: Places
  readonly letters: Places
  readonly pauses: Places
  readonly marks: Places
  /** Before colons: behind labels, some put a space before them by hand. */
  readonly colons: Places
  /** Between an ideograph and the outside of a quote, or of another bracket. */
  readonly quotes: Places
  readonly brackets: Places
  /** Behind brackets that open, and behind quotes and the marks of titles, which nobody pads for an answer. */
  readonly insides: Places
  readonly quoteInsides: Places
  /** Between a clause's mark and a Western word or number. */
  readonly lists: Places
  /** Between a number and its percent sign, and behind a colon between two numbers. */
  readonly percents: Places
  readonly times: Places
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

/** Headings and page heads have fewer ideographs than lines of paragraphs. */
const LONG_LINE = 16

const COLON = 0xff1a

class Counter implements Places {
  tight = 0
  spaced = 0
  stretches = 0
  elsewhere = 0
  #last = false

  add(spaced: boolean, prose: boolean): void {
    if (!spaced) this.tight++
    else {
      this.spaced++
      if (!prose) this.elsewhere++
      if (!this.#last) this.stretches++
    }
    this.#last = spaced
  }

  addTight(): void {
    this.tight++
    this.#last = false
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
  const quotes = new Counter()
  const brackets = new Counter()
  const insides = new Counter()
  const quoteInsides = new Counter()
  const lists = new Counter()
  const percents = new Counter()
  const times = new Counter()
  const words: Words = { tight: 0, before: 0, after: 0, both: 0 }
  const table = classTable()
  let start = 0
  let asked = -1
  let sentence = false
  // Asked for spaced places alone.
  const isProse = (): boolean => {
    if (asked !== start) sentence = isSentence(text, start)
    asked = start
    return sentence
  }
  const count = (at: number, right: number, spaced: boolean): void => {
    const left = text.charCodeAt(at)
    const a = table[left]!
    const b = table[right]!
    const prose = !spaced || isProse()
    if ((a & CJK) !== 0 ? (b & DIGIT) !== 0 : (b & CJK) !== 0 && (a & DIGIT) !== 0) digits.add(spaced, prose)
    else if ((a & CJK) !== 0 ? (b & LETTER) !== 0 : (b & CJK) !== 0 && (a & LETTER) !== 0) letters.add(spaced, prose)
    else if (endsClause(a, right)) (right === COLON ? colons : marks).add(spaced, prose)
    else if (isClauseMark(left)) {
      if (isClause(b)) pauses.add(spaced, prose)
      else if ((b & WESTERN) !== 0) lists.add(spaced, prose)
    } else if (isWideOpen(a)) (isQuoting(left) ? quoteInsides : insides).add(spaced, prose)
    else if ((a & HAN) !== 0 && isWideOpen(b)) (isQuote(right) ? quotes : brackets).add(spaced, prose)
    else if ((b & HAN) !== 0 && isWideClose(a)) (isQuote(left) ? quotes : brackets).add(spaced, prose)
    else if ((a & DIGIT) !== 0 && isPercent(right)) percents.add(spaced, prose)
    else if (left === 0x3a && (b & DIGIT) !== 0 && (classAt(text, at - 1) & DIGIT) !== 0) times.add(spaced, prose)
  }
  let last = text.length > 0 ? text.charCodeAt(0) : 0
  let wordEnd = 0
  for (let i = 1; i < text.length; i++) {
    const before = last
    const unit = text.charCodeAt(i)
    last = unit
    // Nothing is counted between two ideographs, which most pairs are. Of the others, nearly all are an ideograph and a mark.
    if (unit >= 0x4e00 && unit <= 0x9fff) {
      if ((before >= 0x4e00 && before <= 0x9fff) || before === 0x3002) continue
      if (before === 0xff0c || before === 0x3001) {
        pauses.addTight()
        continue
      }
    } else if (before >= 0x4e00 && before <= 0x9fff && (unit === 0xff0c || unit === 0x3002 || unit === 0x3001)) {
      marks.addTight()
      continue
    }
    const bits = table[unit]!
    if ((bits & WESTERN) !== 0 && (table[before]! & WESTERN) === 0 && i >= wordEnd) wordEnd = countWord(text, i, words)
    if (!isSpace(before)) count(i - 1, unit, false)
    else if (i > 1) count(i - 2, unit, true)
    if ((bits & BREAK) !== 0) start = i + 1
  }
  return {
    digits,
    letters,
    pauses,
    marks,
    colons,
    quotes,
    brackets,
    insides,
    quoteInsides,
    lists,
    percents,
    times,
    words,
  }
}

/** Does a space stand between Chinese and Western more often than none? */
export interface SetOff {
  readonly digits: boolean
  readonly letters: boolean
}

/** The part of the habit that joining asks for, by the few lines that have both beside each other. */
export function setOff(document: Document): SetOff {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const table = classTable()
  // Spaced places less tight ones.
  let digits = 0
  let letters = 0
  for (let line = 0; line < shapes.count; line++) {
    if ((shapes.classes[line]! & CJK) === 0 || (shapes.classes[line]! & WESTERN) === 0) continue
    let left = 0
    let before = 0
    let spaced = false
    for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) {
      const unit = text.charCodeAt(i)
      const right = table[unit]!
      const western = (left & CJK) !== 0 ? right : (right & CJK) !== 0 ? left : 0
      if ((western & DIGIT) !== 0) digits += spaced ? 1 : -1
      else if ((western & LETTER) !== 0) letters += spaced ? 1 : -1
      spaced = isSpace(unit)
      left = spaced ? before : right
      before = right
    }
  }
  return { digits: digits > 0, letters: letters > 0 }
}

/** Counts the word that begins at `start`, and tells where it ends. */
function countWord(text: string, start: number, words: Words): number {
  const isWord = (i: number): boolean => (classAt(text, i) & WESTERN) !== 0
  const isHan = (i: number): boolean => (classAt(text, i) & HAN) !== 0
  const before = isSpace(text.charCodeAt(start - 1))
  const ideograph = isHan(before ? start - 2 : start - 1)
  let end = start
  while (isWord(end) || (isJoint(text, end) && isWord(end - 1))) end++
  const after = end < text.length && isSpace(text.charCodeAt(end))
  if (ideograph && isHan(after ? end + 1 : end) && (classAt(text, end - 1) & LETTER) !== 0)
    words[before ? (after ? 'both' : 'before') : after ? 'after' : 'tight']++
  return end
}

const isJoint = (text: string, at: number): boolean => at < text.length && '.-+%'.includes(text.charAt(at))

/** What a clause begins with: an ideograph, or an opening mark as wide as one. */
export const isClause = (bits: number): boolean =>
  (bits & HAN) !== 0 || ((bits & OPEN) !== 0 && (bits & WIDE) !== 0 && (bits & PAUSE) === 0)

/** Is there a mark of a Chinese sentence from `start` to the end of the line? A colon belongs to labels too. */
export function hasSentenceMark(text: string, start: number): boolean {
  const table = classTable()
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const bits = table[unit]!
    if ((bits & BREAK) !== 0) return false
    if ((bits & WIDE) !== 0 && (bits & (PAUSE | END)) !== 0 && unit !== COLON) return true
  }
  return false
}

/** Has the line that begins at `start` a mark of a sentence, or as many ideographs as a line of one? */
function isSentence(text: string, start: number): boolean {
  let han = 0
  for (let i = start; han < LONG_LINE && i < text.length && (classAt(text, i) & BREAK) === 0; i++)
    if ((classAt(text, i) & HAN) !== 0) han++
  return han >= LONG_LINE || hasSentenceMark(text, start)
}

/** “ ” ‘ ’ 「 」 『 』 */
export const isQuote = (unit: number): boolean =>
  (unit >= 0x300c && unit <= 0x300f) || unit === 0x201c || unit === 0x201d || unit === 0x2018 || unit === 0x2019

/** Quotes, and the marks of titles. */
export const isQuoting = (unit: number): boolean => isQuote(unit) || (unit >= 0x3008 && unit <= 0x300b)

/** Quotes and brackets as wide as an ideograph. */
export const isWideOpen = (bits: number): boolean => (bits & OPEN) !== 0 && (bits & WIDE) !== 0
export const isWideClose = (bits: number): boolean => (bits & CLOSE) !== 0 && (bits & WIDE) !== 0

export const isPercent = (unit: number): boolean => unit === 0x25 || unit === 0xff05 || unit === 0x2030

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
