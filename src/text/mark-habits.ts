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
  LETTER,
  OPEN,
  PAUSE,
  WESTERN,
  WIDE,
} from './classes.ts'
import { lineShapes } from './line-shape.ts'
import { rows } from './rows.ts'
import { isCodeLine } from './verbatim.ts'

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
  const { text } = document
  const shapes = document.fact(lineShapes)
  const { values } = document.fact(rows)
  const half: Record<string, number> = { ',': 0, ';': 0, '?': 0, '!': 0, ':': 0, '.': 0, '(': 0 }
  const full: Record<string, number> = { '，': 0, '；': 0, '？': 0, '！': 0, '：': 0, '。': 0, '（': 0 }
  for (let line = 0; line < shapes.count; line++) {
    if (values[line] === 1) continue
    const western = (shapes.classes[line]! & (LETTER | ASCII_MARK)) !== 0
    if (western && isCodeLine(text, shapes.start[line]!, shapes.end[line]!)) continue
    for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) {
      const unit = text.charCodeAt(i)
      if (unit > 0x3f && unit !== 0x3002 && (unit < 0xff01 || unit > 0xff1f)) continue
      const character = text[i]!
      if (character in full) full[character]!++
      else if (character in half && isFolded(text, i, shapes.end[line]!)) half[character]!++
    }
  }
  const comma = half[',']!
  const foldsCommas = (comma >= 2 && full['，'] === 0) || (comma >= 3 && full['，']! < comma)
  const foldsOwn = (mark: string, least: number): boolean =>
    half[mark]! >= least && full[FULL_MARKS[mark]!]! * 10 <= half[mark]!
  // A `?` may stand for a lost character, and a dot for much else: they prove nothing by themselves.
  const foldsStops = half['.']! >= 3 && full['。'] === 0
  const proof: Record<string, boolean> = { ';': foldsOwn(';', 2), ':': foldsOwn(':', 3), '!': foldsOwn('!', 2) }
  proof['?'] = proof[';']! || proof[':']!
  proof['.'] = foldsStops
  return {
    folds: (mark) => foldsCommas || proof[mark] === true,
    foldsBrackets: full['（']! * 5 <= half['(']! && (half['(']! >= 2 || foldsCommas || proof['?']),
    foldsSemicolons: proof[';']!,
    foldsStops,
  }
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
