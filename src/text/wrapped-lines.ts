import type { Document } from '../core/document.ts'
import { BLANK, classAt, DIGIT, LETTER, MARK, PAUSE } from './classes.ts'
import { cutBetween, cutByForm, type Cut } from './cuts.ts'
import { isSmall } from './hyphen.ts'
import {
  edgeOf,
  ENDS_SENTENCE,
  isBeforeBlock,
  isBlankAfter,
  isBlankBefore,
  isFull,
  isUnmarked,
  MAY_END_SHORT,
  tokenWidth,
} from './line-edges.ts'
import type { LineShapes } from './line-shape.ts'

/** Were even lines wrapped by a printer, or written so by their author? */

/** Do lines look as if they had been wrapped: by themselves, and in a text that is known to be wrapped elsewhere? */
interface Verdict {
  readonly wrapped: boolean
  readonly wrappedIfKnown: boolean
}

/** The verdict on lines that were set to a measure. The second explanation of a text has most of its runs from the first. */
export function judgeOf(
  document: Document,
  shapes: LineShapes,
  ends: Uint8Array,
): (measure: number, from: number, to: number) => Verdict {
  const seen = new Map<number, { measure: number; to: number; verdict: Verdict }>()
  return (measure, from, to) => {
    const known = seen.get(from)
    if (known?.measure === measure && known.to === to) return known.verdict
    const verdict = judged(document, shapes, ends, measure, from, to)
    seen.set(from, { measure, to, verdict })
    return verdict
  }
}

/**
 * Verse, lists, tables, records and posts have lines of even width too. In wrapped prose a break falls anywhere in the sentence: most
 * full lines end without a mark, many have marks inside, sentences end inside lines, and a paragraph's last line is as short as it
 * happens to be. Even lines that were written so end full, stanza after stanza, or hold no sentence end; and none of them is cut in the
 * middle of a word, while in wrapped prose one break in ten or more shows by itself that it is one. Where the text is known to be
 * wrapped elsewhere, one such break is enough.
 */
function judged(
  document: Document,
  shapes: LineShapes,
  ends: Uint8Array,
  measure: number,
  from: number,
  to: number,
): Verdict {
  const { text } = document
  const { innerEnds: endsIn, innerMarks, indent, doubt, classes, gaps, han } = shapes
  let full = 0
  let firsts = 0
  let worded = 0
  let stopped = 0
  let marked = 0
  let gapped = 0
  let shortEnds = 0
  let innerEnds = 0
  let cuts = 0
  let asked = 0
  let alike = 0
  let inside = 0
  let ragged = 0
  let counted = 0
  let starts = 0
  let indented = 0
  let blocks = 0
  let fullBlocks = 0
  let lines = 0
  let filledBefore = false
  let blankBefore = true
  for (let i = from; i < to; i++) {
    innerEnds += endsIn[i]!
    const endsBefore = i > from && (ends[i - 1]! & ENDS_SENTENCE) !== 0
    if (endsBefore && indent[i]! >= 2 && indent[i - 1] === 0) indented++
    const room = measure - edgeOf(shapes, i)
    const filled = isFull(shapes, measure, i)
    const blankAfter = isBlankAfter(shapes, i)
    if (blankAfter) {
      blocks++
      if (filled) fullBlocks++
    }
    if (i + 1 < to) {
      // In mid-sentence, and not the first of its paragraph, so that nothing but the edge of the column can end it.
      if (filledBefore && !blankBefore && !blankAfter && !endsBefore && (ends[i]! & MAY_END_SHORT) === 0) {
        inside++
        if (room >= doubt[i]! && room - doubt[i]! >= tokenWidth(text, shapes.start[i + 1]!, shapes.end[i + 1]!))
          ragged++
      }
      if (room <= 6) {
        const cut = cutAfter(text, shapes, i)
        if (cut === 'knownWord') asked++
        else if (cut !== undefined) cuts++
      }
    }
    filledBefore = filled
    blankBefore = blankAfter
    if (filled) {
      full++
      if (han[i]! >= 4 || (classes[i]! & LETTER) !== 0) worded++
      if ((classAt(text, shapes.end[i]! - 1) & MARK) !== 0 || isBeforeBlock(text, shapes, i)) stopped++
      if (innerMarks[i]! > 0) marked++
      if (gaps[i]! > 0 || isSpaced(text, shapes, i)) gapped++
      if (i + 1 < to && countsOn(text, shapes, i)) counted++
      if (i + 1 < to && beginAlike(text, shapes.start[i]!, shapes.start[i + 1]!)) alike++
    } else if (room <= 6) {
      firsts++
      if (startsParagraph(shapes, ends, measure, i)) starts++
    } else if ((ends[i]! & ENDS_SENTENCE) !== 0) shortEnds++
    else if ((ends[i]! & MAY_END_SHORT) !== 0) continue
    // What is narrow and has no marks is a heading, a label or the noise of a scan, and says nothing about the lines around it.
    else if (isUnmarked(text, shapes, i) && edgeOf(shapes, i) < measure / 2) continue
    lines++
  }
  // Lines that lack two characters stand where paragraphs begin, and hardly anywhere else.
  const lostIndents = starts >= 3 && firsts <= starts * 1.5
  const perBlock = (to - from) / blocks
  const stanzas = shortEnds === 0 && blocks >= 3 && perBlock > 2 && perBlock < 8 && fullBlocks >= blocks * 0.6
  const even =
    stanzas ||
    counted > full * 0.5 ||
    worded < full * 0.6 ||
    stopped > full * 0.65 ||
    gapped > full * 0.3 ||
    alike > full * 0.1
  let textbook: Textbook | undefined
  const isShown = (cuts: number): boolean => {
    textbook ??= textbookOf(text, shapes, ends, measure, from, to)
    const { lines, paragraphs } = textbook
    return lines >= 3 && (cuts >= lines * 0.15 || (paragraphs >= 2 && lines >= 5))
  }
  const verdictIf = (cuts: number): Verdict => {
    const sentences =
      innerEnds >= 3 || (innerEnds >= 1 && (shortEnds >= 1 || cuts >= 2)) || (shortEnds >= 3 && full >= shortEnds)
    const set = even || (ragged > inside * RAGGED && cuts < full * 0.2)
    const wrapped =
      full + firsts >= 3 &&
      full >= (shortEnds > 0 || cuts >= 2 ? 2 : 4) &&
      !set &&
      marked >= full * 0.4 &&
      full + firsts + shortEnds >= lines * 0.75 &&
      ((sentences && (cuts >= cutsNeeded(full, shortEnds, stopped) || indented >= 2 || lostIndents)) || isShown(cuts))
    return {
      wrapped,
      wrappedIfKnown: wrapped || (!set && cuts >= 1 && innerEnds + shortEnds >= 1 && full + firsts >= 2),
    }
  }
  // More cuts never speak against wrapping: where all that there may be change nothing, the words of the text need not be counted.
  const verdict = verdictIf(cuts)
  if (asked === 0) return verdict
  const most = verdictIf(cuts + asked)
  if (verdict.wrapped === most.wrapped && verdict.wrappedIfKnown === most.wrappedIfKnown) return verdict
  for (let i = from; i + 1 < to; i++) {
    if (measure - edgeOf(shapes, i) > 6 || cutAfter(text, shapes, i) !== 'knownWord') continue
    if (cutBetween(document, shapes.end[i]! - 1, shapes.start[i + 1]!) !== undefined) cuts++
  }
  return verdictIf(cuts)
}

const beginAlike = (text: string, a: number, b: number): boolean =>
  text.charCodeAt(a) === text.charCodeAt(b) && text.startsWith(text.slice(a, a + 3), b)

/** Is the line before this one short and ends a sentence, or is it parted from this one by blank lines? */
const startsParagraph = (shapes: LineShapes, ends: Uint8Array, measure: number, i: number): boolean =>
  isBlankBefore(shapes, i) || (measure - edgeOf(shapes, i - 1) > 6 && (ends[i - 1]! & ENDS_SENTENCE) !== 0)

/** Does the break behind line `i` show by itself that it is one: in Chinese by its characters, in Western text by a small letter after it? */
function cutAfter(text: string, shapes: LineShapes, i: number): Cut | 'smallLetter' | undefined {
  const [last, next] = [shapes.end[i]! - 1, shapes.start[i + 1]!]
  const western = shapes.han[i] === 0 && (classAt(text, last) & (LETTER | PAUSE)) !== 0
  return western && isSmall(text, next) ? 'smallLetter' : cutByForm(text, last, next)
}

/** Of the lines inside paragraphs so many may leave room for what follows, where few breaks show by themselves. */
const RAGGED = 0.25

/**
 * How many line breaks must show by themselves that they are one. By chance one in fifty does; in wrapped prose one in five. Records and
 * slogans of even length end short nowhere, or have no mark at any line end, where prose has one in eight: they need more.
 */
function cutsNeeded(full: number, shortEnds: number, stopped: number): number {
  if (stopped === 0 && full >= 8) return full * 0.2
  return shortEnds === 0 ? Math.max(2, full * 0.12) : Math.max(1, full * 0.06)
}

const NUMBER_RE = /^\d{1,4}(?=\D)/u

/** Does the line begin with a number, and the next one with the number after it? */
function countsOn(text: string, shapes: LineShapes, i: number): boolean {
  if (!isDigitAt(text, shapes.start[i]!) || !isDigitAt(text, shapes.start[i + 1]!)) return false
  const numberOf = (line: number): number =>
    Number(NUMBER_RE.exec(text.slice(shapes.start[line], shapes.start[line]! + 5))?.[0] ?? NaN)
  return numberOf(i + 1) === numberOf(i) + 1
}

const isDigitAt = (text: string, at: number): boolean => (classAt(text, at) & DIGIT) !== 0

/** Does white space stand behind every second ideograph or more, as in a text that was cut into words? */
function isSpaced(text: string, shapes: LineShapes, i: number): boolean {
  if ((shapes.classes[i]! & BLANK) === 0) return false
  let blanks = 0
  for (let at = shapes.start[i]!; at < shapes.end[i]!; at++) if ((classAt(text, at) & BLANK) !== 0) blanks++
  return blanks * 2 >= shapes.han[i]! && shapes.han[i]! > 0
}

/** Paragraphs that look as in a textbook, and the full lines in them. */
interface Textbook {
  paragraphs: number
  lines: number
}

/**
 * Counts paragraphs that look as in a textbook, for a text too short to show cuts by its words: lines filled to the last cell, most of them
 * without a mark at the end, with marks inside, and a last line that ends a sentence.
 */
function textbookOf(
  text: string,
  shapes: LineShapes,
  ends: Uint8Array,
  measure: number,
  from: number,
  to: number,
): Textbook {
  const found = { paragraphs: 0, lines: 0 }
  let full = 0
  let unmarked = 0
  let marks = 0
  for (let i = from; i < to; i++) {
    const room = measure - edgeOf(shapes, i)
    const most = full === 0 ? 4 : 0
    const next = i + 1 < to ? tokenWidth(text, shapes.start[i + 1]!, shapes.end[i + 1]!) : 0
    const filled = room >= 0 && (room <= 1 + most || room - most < next)
    if (filled && next > 0 && !isBlankAfter(shapes, i)) {
      full++
      marks += shapes.innerMarks[i]!
      if ((classAt(text, shapes.end[i]! - 1) & (MARK | BLANK)) === 0) unmarked++
      continue
    }
    if ((ends[i]! & ENDS_SENTENCE) !== 0 && full >= 2 && unmarked >= 1 && unmarked >= full * 0.5 && marks >= 2) {
      found.paragraphs++
      found.lines += full
    }
    full = unmarked = marks = 0
  }
  return found
}
