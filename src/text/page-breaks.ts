import type { Document } from '../core/document.ts'
import { classAt, CLOSE, HAN, OPEN, PAUSE, WESTERN } from './classes.ts'
import { columns, edgeOf, endsSentence } from './columns.ts'
import { cutBetween } from './cuts.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { beginsBlock, isSpeaker } from './openers.ts'
import { isPrintedRow, rows } from './rows.ts'
import { verbatim } from './verbatim.ts'

/**
 * Does the text run on from one line to another across what stands between them: provably (`cut`), by a pair of characters that the
 * text has elsewhere (`known`), by all appearance (`open`), or not at all?
 */
export type Run = 'cut' | 'known' | 'open' | 'closed'

/** Shorter lines are headings, names, cells. */
const NARROWEST = 16
/** A line of prose in a text that has one paragraph a line. */
const PARAGRAPH = 40

/** `before` and `after` are indices into the shapes. */
export function runBetween(document: Document, before: number, after: number): Run {
  const { text } = document
  const shapes = document.fact(lineShapes)
  if (before < 0 || after >= shapes.count) return 'closed'
  const last = shapes.end[before]! - 1
  const next = shapes.start[after]!
  if (shapes.width[before]! < NARROWEST || shapes.indent[after]! >= shapes.indent[before]! + 2) return 'closed'
  if (endsSentence(text, last + 1) || beginsBlock(text, next, shapes.end[after]!)) return 'closed'
  if (!isProse(document, shapes, before) || isPrintedRow(text, next, shapes.end[after]!)) return 'closed'
  const cut = cutBetween(document, last, next)
  if (cut === 'knownWord') return 'known'
  if (cut !== undefined || isFullBeforeUnindented(document, shapes, before, after)) return 'cut'
  return seemsOpen(document, shapes, before, after) ? 'open' : 'closed'
}

/** In a column whose paragraphs are indented: does a full line in mid-sentence stand before one without an indent? */
function isFullBeforeUnindented(document: Document, shapes: LineShapes, before: number, after: number): boolean {
  const { region, regions } = document.fact(columns)
  const { measure, firstLine } = regions[region[before]!]!
  if (measure === 0 || firstLine !== 'indented' || regions[region[after]!]!.measure !== measure) return false
  return measure - edgeOf(shapes, before) <= 2 && shapes.indent[after] === 0 && shapes.han[after]! > 0
}

/** Is the line mostly Chinese, and neither code nor a row of a table? */
const isProse = (document: Document, shapes: LineShapes, line: number): boolean =>
  shapes.han[line]! * 4 >= shapes.width[line]! &&
  document.fact(rows).values[line] === 0 &&
  !isPrintedRow(document.text, shapes.start[line]!, shapes.end[line]!) &&
  !document.fact(verbatim).has(shapes.start[line]!)

function seemsOpen(document: Document, shapes: LineShapes, before: number, after: number): boolean {
  const { text } = document
  const last = shapes.end[before]! - 1
  if (shapes.han[before]! < 8 || shapes.han[after] === 0) return false
  if ('：:；;'.includes(text[last]!) || (classAt(text, last) & (HAN | WESTERN | PAUSE | OPEN | CLOSE)) === 0)
    return false
  if (isSpeaker(text, shapes.start[after]!, shapes.end[after]!)) return false
  const { region, regions } = document.fact(columns)
  const { measure } = regions[region[before]!]!
  if (measure > 0) return measure - edgeOf(shapes, before) <= 6
  return isParagraph(text, shapes, before) && document.fact(endsItsParagraphs)
}

/** Does a paragraph of the document, as a rule, end with the mark that ends a sentence? */
function endsItsParagraphs(document: Document): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  let paragraphs = 0
  let ended = 0
  for (let i = 0; i < shapes.count; i++) {
    if (!isParagraph(text, shapes, i) || isPrintedRow(text, shapes.start[i]!, shapes.end[i]!)) continue
    paragraphs++
    if (endsSentence(text, shapes.end[i]!)) ended++
  }
  return paragraphs >= 3 && ended * 2 >= paragraphs
}

/** A line of prose in a text that has one paragraph a line. */
function isParagraph(text: string, shapes: LineShapes, line: number): boolean {
  // The first mark of a numbered heading is that of its number.
  const numbered = beginsBlock(text, shapes.start[line]!, shapes.end[line]!)
  const marks = shapes.innerMarks[line]! - (numbered ? 1 : 0)
  return marks >= 2 || (marks === 1 && shapes.width[line]! >= PARAGRAPH)
}

/**
 * Is one paragraph cut in two, in a text that has a paragraph a line, and does nothing but the page break show it, so that no later rule
 * would know? What shows by itself, and what is in mid-sentence in wrapped lines, is left to the rules for it.
 */
export function isCutParagraph(document: Document, before: number, after: number): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  if (runBetween(document, before, after) !== 'open') return false
  const { region, regions } = document.fact(columns)
  if (regions[region[before]!]!.measure > 0 || regions[region[after]!]!.measure > 0) return false
  if (!document.fact(endsItsParagraphs) || !isParagraph(text, shapes, before)) return false
  return shapes.innerMarks[after]! > 0 && endsSentence(text, shapes.end[after]!)
}

/** Is there a form feed in the white space before the line, or behind it? */
export function isAtFeed({ text }: Document, shapes: LineShapes, line: number, side: 'before' | 'after'): boolean {
  const from = side === 'after' ? shapes.end[line]! : line === 0 ? 0 : shapes.end[line - 1]!
  const to = side === 'before' ? shapes.start[line]! : line + 1 < shapes.count ? shapes.start[line + 1]! : text.length
  return text.slice(from, to).includes('\f')
}
