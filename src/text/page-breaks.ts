import type { Document } from '../core/document.ts'
import { classAt, CLOSE, HAN, OPEN, PAUSE, WESTERN } from './classes.ts'
import { columns, measures } from './columns.ts'
import { edgeOf, endsSentence } from './line-edges.ts'
import { cutBetween } from './cuts.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { beginsBlock, isSpeaker } from './openers.ts'
import { isPrintedRow, rows } from './rows.ts'
import { endsItsSentences, isParagraph } from './seams.ts'
import { verbatim } from './verbatim.ts'

/**
 * Does the text run on from one line to another across what stands between them: provably (`cut`), by a pair of characters that the
 * text has elsewhere (`known`), by all appearance (`open`), or not at all?
 */
export type Run = 'cut' | 'known' | 'open' | 'closed'

/** Shorter lines are headings, names, cells. */
const NARROWEST = 16
/** A full line of a column lacks no more cells: those of an indent that was lost, and one where the next character did not fit. */
const SLACK = 6

/**
 * `before` and `after` are indices into the shapes; `endsElsewhere` says whether the lines that no break follows end their sentences: in
 * verse, lists, headlines and notes none does, and a missing end means nothing. Nor does it in a line that may be a heading: it must fill
 * its column, or be a paragraph.
 */
export function runBetween(document: Document, before: number, after: number, endsElsewhere: () => boolean): Run {
  const { text } = document
  const shapes = document.fact(lineShapes)
  if (runAtMost(document, before, after) === 'closed') return 'closed'
  const cut = cutBetween(document, shapes.end[before]! - 1, shapes.start[after]!)
  if (cut === 'openMark' || cut === 'closingMark') return 'cut'
  const measure = measureOf(document, before)
  const isFull = measure > 0 && measure - edgeOf(shapes, before) <= SLACK
  if (!isFull && (measure > 0 || !isParagraph(text, shapes, before))) return 'closed'
  if (cut !== undefined) return !isFull && !endsElsewhere() ? 'closed' : cut === 'knownWord' ? 'known' : 'cut'
  if (isFullBeforeUnindented(document, shapes, before, after)) return 'cut'
  return (isFull || document.fact(endsItsSentences)) && seemsOpen(text, shapes, before, after) ? 'open' : 'closed'
}

/** How far the text runs on at the most, by all that can be told without its columns, which are dear. */
export function runAtMost(document: Document, before: number, after: number): Run {
  const { text } = document
  const shapes = document.fact(lineShapes)
  if (before < 0 || after >= shapes.count) return 'closed'
  const last = shapes.end[before]! - 1
  const next = shapes.start[after]!
  if (shapes.width[before]! < NARROWEST || shapes.indent[after]! >= shapes.indent[before]! + 2) return 'closed'
  if (endsSentence(text, last + 1) || beginsBlock(text, next, shapes.end[after]!)) return 'closed'
  if (!isProse(document, shapes, before) || isPrintedRow(text, next, shapes.end[after]!)) return 'closed'
  const cut = cutBetween(document, last, next)
  if (cut !== undefined) return cut === 'knownWord' ? 'known' : 'cut'
  if (shapes.indent[after] === 0 && shapes.han[after]! > 0 && document.fact(hasIndents)) return 'cut'
  return seemsOpen(text, shapes, before, after) ? 'open' : 'closed'
}

/** Is any line indented, as first lines of paragraphs are? */
const hasIndents = (document: Document): boolean => document.fact(lineShapes).indent.some((cells) => cells >= 2)

/** Do the lines of prose that no break follows, as a rule, end with the mark that ends a sentence? */
export function endsSentencesElsewhere(document: Document, isBreak: Uint8Array): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  let ended = 0
  let unended = 0
  for (let line = 0; line < shapes.count; line++) {
    if (isBreak[line] === 1 || isBreak[line + 1] === 1) continue
    if (endsSentence(text, shapes.end[line]!)) ended++
    else if (shapes.innerMarks[line]! > 0 && isProse(document, shapes, line)) {
      if (!beginsBlock(text, shapes.start[line]!, shapes.end[line]!)) unended++
    }
  }
  return ended > 0 && ended >= unended
}

/** The width of the column that the line was set in, 0 where it is not wrapped. */
export const measureOf = (document: Document, line: number): number => document.fact(measures)[line]!

/** In a column whose paragraphs are indented: does a full line in mid-sentence stand before one without an indent? */
function isFullBeforeUnindented(document: Document, shapes: LineShapes, before: number, after: number): boolean {
  const measure = measureOf(document, before)
  if (measure === 0 || measureOf(document, after) !== measure) return false
  if (measure - edgeOf(shapes, before) > 2 || shapes.indent[after] !== 0 || shapes.han[after] === 0) return false
  const { region, regions } = document.fact(columns)
  return regions[region[before]!]!.firstLine === 'indented'
}

/** Is the line mostly Chinese, and neither code nor a row of a table? */
const isProse = (document: Document, shapes: LineShapes, line: number): boolean =>
  shapes.han[line]! * 4 >= shapes.width[line]! &&
  document.fact(rows).values[line] === 0 &&
  !isPrintedRow(document.text, shapes.start[line]!, shapes.end[line]!) &&
  !document.fact(verbatim).has(shapes.start[line]!)

function seemsOpen(text: string, shapes: LineShapes, before: number, after: number): boolean {
  const last = shapes.end[before]! - 1
  if (shapes.han[before]! < 8 || shapes.han[after] === 0 || '：:；;'.includes(text[last]!)) return false
  if ((classAt(text, last) & (HAN | WESTERN | PAUSE | OPEN | CLOSE)) === 0) return false
  return !isSpeaker(text, shapes.start[after]!, shapes.end[after]!)
}

/**
 * Is one paragraph cut in two, in a text that has a paragraph a line, and does nothing but the page break show it, so that no later rule
 * would know? What shows by itself, and what is in mid-sentence in wrapped lines, is left to the rules for it.
 */
export function isCutParagraph(document: Document, before: number, after: number): boolean {
  const shapes = document.fact(lineShapes)
  if (measureOf(document, before) > 0 || measureOf(document, after) > 0) return false
  if (shapes.innerMarks[after] === 0 || !endsSentence(document.text, shapes.end[after]!)) return false
  return runBetween(document, before, after, () => true) === 'open'
}

/** Is there a form feed in the white space before the line, or behind it? */
export function isAtFeed({ text }: Document, shapes: LineShapes, line: number, side: 'before' | 'after'): boolean {
  const from = side === 'after' ? shapes.end[line]! : line === 0 ? 0 : shapes.end[line - 1]!
  const to = side === 'before' ? shapes.start[line]! : line + 1 < shapes.count ? shapes.start[line + 1]! : text.length
  return text.slice(from, to).includes('\f')
}
