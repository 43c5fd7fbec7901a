import type { Document } from '../core/document.ts'
import { ASCII_MARK, BREAK, CJK, classAt, CLOSE, END, JOIN, LETTER, OPEN, PAUSE, WIDE } from './classes.ts'
import { lineShapes } from './line-shape.ts'
import { rows } from './rows.ts'
import { script } from './script.ts'
import { ABOUT_MARKS, MARKDOWN, signs, TECHNICAL } from './signs.ts'
import { hasSentenceMark } from './spacing.ts'
import { isStructured } from './structured.ts'
import { isCodeLine, verbatim } from './verbatim.ts'

/** A line that is not blank, without the white space at its ends. */
export interface ProseLine {
  /** Among the lines that are not blank. */
  readonly number: number
  readonly start: number
  readonly end: number
  /** Does it hold a mark of a Chinese sentence, as headings, cells and labels do not? */
  readonly prose: boolean
}

/** What speaks of marks shows them as examples. */
const ABOUT_MARKS_RE = /标点|標點|[引逗顿句冒分][号號]|破折[号號]|省略[号號]|[全半][角形](?!度)|\bU\+[\dA-F]{4}/iu
const EXAMPLES = 24

/** Is the line, by its number among those that are not blank, code? With more ideographs than all else only the way it begins tells. */
export function isCode(document: Document, line: number): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const [start, end] = [shapes.start[line]!, shapes.end[line]!]
  if (shapes.han[line]! * 2 > end - start && (classAt(text, start) & (LETTER | ASCII_MARK)) === 0) return false
  return isCodeLine(text, start, end)
}

/** A message of a program, with its time or its grade. */
const LOG_RE = /^\[?(?:\d{4}[-/]\d\d[-/]\d\d[ T])?\d\d:\d\d:\d\d|^\[?(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b/u
const LONGEST_STAMP = 24

/**
 * The lines of a Chinese text that hold what `mark` matches, which is nowhere without `sign`, and are neither code, nor messages of a
 * log, nor rows of a table. None of a program, or of a text that speaks of marks and holds no more of these than examples would be.
 */
export function* proseLines(document: Document, sign: number, mark: RegExp): Iterable<ProseLine> {
  const { text } = document
  const { all, lines } = document.fact(signs)
  if ((all & sign) === 0 || document.fact(script).language !== 'chinese') return
  const shapes = document.fact(lineShapes)
  let met = false
  for (let number = 0; number < shapes.count; number++) {
    if ((lines[number]! & sign) === 0 || shapes.han[number] === 0) continue
    const start = shapes.start[number]!
    const end = shapes.end[number]!
    if (!mark.test(text.slice(start, end)) || isCode(document, number)) continue
    if (!met && (document.fact(isStructured) || (document.fact(speaksOfMarks) && isRare(text, mark)))) return
    met = true
    if (document.fact(rows).values[number] === 1 || LOG_RE.test(text.slice(start, start + LONGEST_STAMP))) continue
    yield { number, start, end, prose: hasSentenceMark(text, start) }
  }
}

function speaksOfMarks(document: Document): boolean {
  const { start, end } = document.fact(lineShapes)
  const { lines } = document.fact(signs)
  return lines.some(
    (sign, line) => (sign & ABOUT_MARKS) !== 0 && ABOUT_MARKS_RE.test(document.text.slice(start[line], end[line])),
  )
}

function isRare(text: string, mark: RegExp): boolean {
  const each = text.matchAll(new RegExp(mark, 'gu'))
  for (let count = 0; count < EXAMPLES; count++) if (each.next().done === true) return true
  return false
}

/** Marks that were typed where code is written: formulas, tags, code within lines or in blocks of its own. */
const TECHNICAL_RE = /^ {0,3}(?:```|~~~)|`[^`\n]{1,80}`|\$[^$\n]{0,200}\\[a-zA-Z]|\\[a-zA-Z]{2,20}[{[]|<\/[a-zA-Z]/mu

/** Does the text hold code, formulas or markup? Whoever types these types the marks of a keyboard beside them and means them. */
export const isTechnical = (document: Document): boolean =>
  (document.fact(signs).all & TECHNICAL) !== 0 && TECHNICAL_RE.test(document.text)

/** Headings, links and stress of Markdown. */
const MARKDOWN_RE = /^#{1,6} |\]\([^()\s]{1,300}\)|\*\*[^*\n]{1,80}\*\*/mu

/** Was the text written for a program that sets it? */
export const isMarkdown = (document: Document): boolean =>
  (document.fact(signs).all & MARKDOWN) !== 0 && MARKDOWN_RE.test(document.text)

/** Is the code unit at `at` code, part of an address or the like? */
export const isVerbatim = (document: Document, at: number): boolean => document.fact(verbatim).has(at)

/** What stands directly beside a mark, at the end of a line nothing. */
export const isEdge = (text: string, at: number): boolean =>
  at < 0 || at >= text.length || (classAt(text, at) & BREAK) !== 0

/** An ideograph, or a mark as wide as one that is no dash, dot or tilde. */
export function isChineseAt(text: string, at: number): boolean {
  const bits = classAt(text, at)
  return (
    (bits & CJK) !== 0 || ((bits & WIDE) !== 0 && (bits & (OPEN | CLOSE | PAUSE | END)) !== 0 && (bits & JOIN) === 0)
  )
}
