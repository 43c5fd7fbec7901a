import type { Document } from '../core/document.ts'
import {
  ASCII_MARK,
  BLANK,
  BREAK,
  classAt,
  CLOSE,
  END,
  FULLWIDTH,
  HAN,
  JOIN,
  OPEN,
  PAUSE,
  WESTERN,
  WIDE,
} from './classes.ts'
import { lineShapes } from './line-shape.ts'
import { isCode } from './prose-lines.ts'
import { rows } from './rows.ts'
import { BEFORE_CHINESE, BRACKET, signs } from './signs.ts'

/** The full-width form of each mark that is folded to half width. */
export const FULL_MARKS: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  '?': '？',
  '!': '！',
  ':': '：',
  '.': '。',
}

/** An ideograph, or a mark that only Chinese has. */
export const isChinese = (bits: number): boolean =>
  (bits & HAN) !== 0 || ((bits & WIDE) !== 0 && (bits & (OPEN | CLOSE | PAUSE | END | JOIN | FULLWIDTH)) !== 0)

/** The end of a number or a word: a letter, a digit, a unit or a closing mark. */
export const isWordEnd = (text: string, at: number): boolean =>
  (classAt(text, at) & WESTERN) !== 0 || '%‰°℃²³)"'.includes(text[at] ?? ' ')

/** A word or a number, in code units. */
const LONGEST_WORD = 20

/** Which marks the text folds to half width. */
export interface MarkHabits {
  /** Does the text write this mark in half width beside Chinese, and in full width never, or hardly ever? */
  folds(mark: string): boolean
  /** Are its brackets around Chinese half-width, or has it none of them and folds other marks? */
  readonly foldsBrackets: boolean
  /** Is it the text of a scan, to judge by semicolons? Nobody who lists labelled values writes those in half width. */
  readonly foldsSemicolons: boolean
  /** Does it end its sentences with a half-width full stop, and never with the other? */
  readonly foldsStops: boolean
}

/** Counted outside tables and code, where commas part values. */
export function markHabits(document: Document): MarkHabits {
  const folded = foldedMarks(document)
  const half = (mark: string): number => folded[mark.charCodeAt(0)]!
  const comma = half(',')
  // What is hardly ever full-width is soon found to be so, or not to be.
  const isRare = (mark: string, most: number): boolean => isFullAtMost(document, mark, Math.floor(most))
  const foldsCommas = comma >= 2 && isRare('，', comma >= 3 ? comma - 1 : 0)
  const foldsOwn = (mark: string, least: number): boolean =>
    half(mark) >= least && isRare(FULL_MARKS[mark]!, half(mark) / 10)
  // A `?` may stand for a lost character, and a dot for much else: they prove nothing by themselves.
  const foldsStops = half('.') >= 3 && isRare('。', 0)
  const proof: Record<string, boolean> = { ';': foldsOwn(';', 2), ':': foldsOwn(':', 3), '!': foldsOwn('!', 2) }
  proof['?'] = proof[';']! || proof[':']!
  proof['.'] = foldsStops
  const brackets = half('(')
  return {
    folds: (mark) => foldsCommas || proof[mark] === true,
    foldsBrackets: (brackets >= 2 || foldsCommas || proof['?']) && isRare('（', brackets / 5),
    foldsSemicolons: proof[';']!,
    foldsStops,
  }
}

/** Is the line a row of a table, or code? */
const isLeftOut = (document: Document, line: number): boolean =>
  document.fact(rows).values[line] === 1 || isCode(document, line)

/** How often each mark is folded to half width, by its code unit. */
function foldedMarks(document: Document): Int32Array {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const { lines } = document.fact(signs)
  const half = new Int32Array(0x40)
  for (let line = 0; line < shapes.count; line++) {
    if ((lines[line]! & (BEFORE_CHINESE | BRACKET)) === 0) continue
    const end = shapes.end[line]!
    let met = false
    for (let i = shapes.start[line]!; i < end; i++) {
      const unit = text.charCodeAt(i)
      if (unit > 0x3f || !',;?!:.('.includes(text[i]!) || !isFolded(text, i, end)) continue
      if (!met && isLeftOut(document, line)) break
      met = true
      half[unit]!++
    }
  }
  return half
}

/** Does the full-width mark occur no more often than this? */
function isFullAtMost(document: Document, mark: string, most: number): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  let count = 0
  let line = 0
  let leftOut: boolean | undefined
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    while (shapes.end[line]! <= at) {
      line++
      leftOut = undefined
    }
    if ((leftOut ??= isLeftOut(document, line))) at = shapes.end[line]! - 1
    else if (++count > most) return false
  }
  return true
}

/** A half-width mark where Chinese has a full-width one: between Chinese, or between a word and Chinese. */
function isFolded(text: string, at: number, end: number): boolean {
  if (text[at] === '(') return hasHan(text, at + 1)
  let before = (classAt(text, at - 1) & BLANK) !== 0 ? at - 2 : at - 1
  // Marks in a row belong together: the first is widened for its neighbour, the next for the first.
  for (let i = 0; i < 4 && FULL_MARKS[text[before] ?? ' '] !== undefined; i++) before--
  const after = (classAt(text, at + 1) & BLANK) !== 0 ? at + 2 : at + 1
  const chinese = isChinese(classAt(text, before))
  if (text[at] === '.' && after === at + 1 && at + 1 < end) return false
  if (at + 1 === end) return chinese && ';.'.includes(text[at]!)
  if (!isChinese(classAt(text, after))) return false
  // Western writing has a space behind these two; without one they part values, or the clauses of a Chinese sentence.
  const tight = ',;'.includes(text[at]!) && followsHan(text, before)
  return chinese || (isWordEnd(text, before) && (after === at + 2 || tight))
}

/** Does the number or the word that ends at `at` stand behind an ideograph? */
function followsHan(text: string, at: number): boolean {
  let i = at
  while (i > at - LONGEST_WORD && (classAt(text, i) & (WESTERN | ASCII_MARK)) !== 0 && !',;&'.includes(text[i]!)) i--
  return i < at && (classAt(text, i) & HAN) !== 0
}

/** Does the bracket that is opened before `from` hold an ideograph near its beginning? */
function hasHan(text: string, from: number): boolean {
  for (let i = from; i < from + 8; i++) {
    if ((classAt(text, i) & (HAN | BREAK)) !== 0) return (classAt(text, i) & HAN) !== 0
    if (text[i] === ')') return false
  }
  return false
}
