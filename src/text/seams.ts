import type { Document } from '../core/document.ts'
import { BLANK, CJK, classAt, CLOSE, DIGIT, END, HAN, OPEN, PAUSE, WESTERN, WIDE } from './classes.ts'
import { endsSentence } from './line-edges.ts'
import { cutBetween } from './cuts.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { beginsBlock, isSpeaker } from './openers.ts'
import { OpenMarks } from './pairs.ts'
import { isPrintedRow } from './rows.ts'
import { verbatim } from './verbatim.ts'

/** A place where a paragraph was cut: it goes on in the line after `line` (an index into the shapes). */
export interface Seam {
  readonly line: number
  /** What shows that the two belong together; undefined where only the missing sentence end does. */
  readonly proof: string | undefined
  /** Is the block in which the line stands so long, with marks inside, that it can be nothing but a paragraph? */
  readonly long: boolean
}

export interface Seams {
  readonly list: readonly Seam[]
  /** How many of them have a proof. */
  readonly proven: number
  /** Lines at which a paragraph breaks off. */
  readonly torn: readonly number[]
}

/** A line this wide with a mark inside is a piece of a paragraph, not a heading. */
const PARAGRAPH_WIDTH = 40

/** In cells: what is that long and has marks inside is no deck, slogan, salutation or line of verse. */
const LONG_BLOCK = 80
const LONG_PIECE = 64

/** In what share of its paragraphs must a text end the last sentence, for a missing end to mean anything? */
const ENDS_SENTENCES = 0.5
const FEWEST_PARAGRAPHS = 3

/**
 * Cuts in a text that has one paragraph a line: a paragraph ends in mid-sentence, and the next line goes on as one. Found only where
 * the document's paragraphs end with sentence marks as a rule, so that one which does not stands out.
 */
export function seams(document: Document): Seams {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const found: { line: number; proof: Proof | undefined; long: boolean; sure: boolean }[] = []
  const torn: number[] = []
  if (!document.fact(endsItsSentences)) return { list: [], proven: 0, torn }
  const code = document.fact(verbatim)
  let proven = 0
  // A piece in the middle of a paragraph is judged with the pieces before it.
  let joined = -1
  let ends = 0
  let marks = 0
  let width = 0
  for (let a = 0; a + 1 < shapes.count; a++) {
    if (!isOpenEnded(text, shapes, a)) continue
    if (!goesOn(text, shapes, a + 1)) {
      if (isTorn(text, shapes, a)) torn.push(a)
      continue
    }
    if (code.has(shapes.start[a]!) || code.has(shapes.start[a + 1]!)) continue
    if (joined !== a) ends = marks = width = 0
    ends += shapes.innerEnds[a]!
    marks += shapes.innerMarks[a]!
    width += shapes.width[a]!
    const paragraph = (ends >= 1 && marks >= 2) || (marks >= 2 && width >= LONG_BLOCK)
    const long = marks >= 2 && (width >= LONG_BLOCK || (ends >= 1 && marks >= 3 && width >= LONG_PIECE))
    const proof = proofOf(document, shapes, a)
    const has = { nothing: true, paragraph, long, another: false }
    const sure = proof !== undefined && has[PROOFS[proof].needs]
    if (!sure && proof !== 'rest' && !isParagraph(text, shapes, a)) continue
    if (sure) proven++
    if (proof !== undefined || paragraph) joined = a + 1
    found.push({ line: a, proof, long, sure })
  }
  const list = found.map(({ line, proof, long, sure }) => ({
    line,
    // One cut that is sure shows that the page was cut: then the same proof will do behind less of a paragraph.
    proof: proof !== undefined && (sure || proven > 0) ? PROOFS[proof].reason : undefined,
    long,
  }))
  return { list, proven: list.filter(({ proof }) => proof !== undefined).length, torn }
}

/** The number of an item may have a mark behind it: `12、`. */
const LONGEST_NUMBER = 4

/**
 * Is the line a paragraph or a piece of one? Headings and captions have no marks inside, or few and are short; rows of values have none
 * that Chinese sentences have.
 */
export function isParagraph(text: string, shapes: LineShapes, i: number): boolean {
  const marks = shapes.innerMarks[i]!
  if (marks === 0 || (marks === 1 && shapes.width[i]! < PARAGRAPH_WIDTH)) return false
  for (let at = shapes.start[i]! + LONGEST_NUMBER; at < shapes.end[i]!; at++) {
    const bits = classAt(text, at)
    if ((bits & (PAUSE | END)) === 0) continue
    if ((bits & WIDE) !== 0 || (classAt(text, at - 1) & classAt(text, at + 1) & HAN) !== 0) return true
  }
  return shapes.han[i] === 0
}

/** Does a paragraph of the document, as a rule, end with the mark that ends a sentence? */
export function endsItsSentences(document: Document): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  if (shapes.count < FEWEST_PARAGRAPHS) return false
  let paragraphs = 0
  let ended = 0
  for (let i = 0; i < shapes.count; i++) {
    if (!isParagraph(text, shapes, i) || isPrintedRow(text, shapes.start[i]!, shapes.end[i]!)) continue
    paragraphs++
    if (endsSentence(text, shapes.end[i]!)) ended++
  }
  return paragraphs >= FEWEST_PARAGRAPHS && ended >= paragraphs * ENDS_SENTENCES
}

function isOpenEnded(text: string, shapes: LineShapes, a: number): boolean {
  if (shapes.innerMarks[a] === 0 || shapes.han[a]! < 8 || endsSentence(text, shapes.end[a]!)) return false
  if (endsInCredit(text, shapes, a)) return false
  const at = shapes.end[a]! - 1
  const last = classAt(text, at)
  // A colon announces what follows; a semicolon ends an item of a list, which statutes set line by line.
  if ('：:；;'.includes(text[at]!)) return false
  return (last & (CJK | WESTERN | PAUSE | OPEN)) !== 0
}

/** Is the last thing on the line a few words set off by a space behind a sentence: a credit, a caption, a signature? */
function endsInCredit(text: string, shapes: LineShapes, a: number): boolean {
  let i = shapes.end[a]! - 1
  const floor = Math.max(shapes.start[a]!, i - 24)
  while (i > floor && (classAt(text, i) & (END | PAUSE)) === 0) i--
  while ((classAt(text, i + 1) & CLOSE) !== 0) i++
  return (classAt(text, i) & (END | CLOSE)) !== 0 && (classAt(text, i + 1) & BLANK) !== 0
}

function goesOn(text: string, shapes: LineShapes, b: number): boolean {
  const start = shapes.start[b]!
  const end = shapes.end[b]!
  if (shapes.indent[b]! >= 2 || shapes.han[b] === 0) return false
  if (beginsBlock(text, start, end) || isSpeaker(text, start, end)) return false
  return shapes.innerMarks[b]! > 0 || endsSentence(text, end)
}

/** A block of this many sentence ends is no deck or caption, and does not break off by intention. */
const isTorn = (text: string, shapes: LineShapes, a: number): boolean =>
  shapes.innerEnds[a]! > 0 && isParagraph(text, shapes, a) && (classAt(text, shapes.end[a]! - 1) & PAUSE) === 0

/** How many captions, headings and the like may stand between the two halves of a sentence. */
const MOST_BETWEEN = 3

/** The line behind a few short ones at which the sentence that breaks off with line `a` goes on, if something proves it. */
export function restBehind(document: Document, a: number): number | undefined {
  const { text } = document
  const shapes = document.fact(lineShapes)
  for (let c = a + 2; c <= Math.min(a + 1 + MOST_BETWEEN, shapes.count - 1); c++) {
    if (isParagraph(text, shapes, c - 1)) return undefined
    if (!goesOn(text, shapes, c)) continue
    const cut = cutBetween(document, shapes.end[a]! - 1, shapes.start[c]!)
    if (cut !== undefined) return c
  }
  return undefined
}

/** Words of one character that may stand alone before a comma. */
const INTERJECTIONS = '是对好嗯唉哦喂啊不哎咦嘿行对來来看听聽'

/** Up to three characters and a full stop, or one and a comma: `年。他的日子…`, `里，而是…`. No paragraph begins so. */
function beginsWithRest(text: string, start: number, end: number): boolean {
  let i = start
  while (i < end && i - start <= 3 && (classAt(text, i) & (CJK | DIGIT)) !== 0) i++
  const length = i - start
  if (length === 0 || length > 3 || i + 1 >= end) return false
  if (text[i] === '.' && (classAt(text, i + 1) & DIGIT) !== 0) return false
  if ('。.'.includes(text[i]!)) return !INTERJECTIONS.includes(text[start]!)
  return length === 1 && '，,'.includes(text[i]!) && !INTERJECTIONS.includes(text[start]!)
}

type Proof = keyof typeof PROOFS

/**
 * What proves a cut, and what it needs before it. What typesetting never does needs nothing; behind a line with a single mark, which may be
 * a deck, a salutation or a line of verse, everything else may be chance, and a pause or a number is so behind anything that is not long.
 * What a single character says, which words end and begin with as well (植被, 了结), counts only on a page with another cut that is sure.
 */
const PROOFS = {
  openMark: { needs: 'nothing', reason: 'an opening mark cannot end a line' },
  closingMark: { needs: 'nothing', reason: 'the next block begins with a mark that cannot begin one' },
  pairInside: { needs: 'nothing', reason: 'a quote or bracket opened before is closed inside the next block' },
  pairClosed: { needs: 'paragraph', reason: 'a quote or bracket opened before is closed in the next block' },
  rest: { needs: 'paragraph', reason: 'the next block begins with the rest of a sentence' },
  commonWord: { needs: 'paragraph', reason: 'the join makes a common word' },
  knownWord: { needs: 'paragraph', reason: 'the join makes a word that the text uses elsewhere' },
  pause: { needs: 'long', reason: 'the sentence pauses at the end of the block' },
  cutNumber: { needs: 'long', reason: 'a number is cut in two' },
  neverFirst: { needs: 'another', reason: 'the next block begins with a word that begins no sentence' },
  neverLast: { needs: 'another', reason: 'the last word leads on' },
} as const

function proofOf(document: Document, shapes: LineShapes, a: number): Proof | undefined {
  const { text } = document
  const lastAt = shapes.end[a]! - 1
  const nextAt = shapes.start[a + 1]!
  const nextEnd = shapes.end[a + 1]!
  const cut = cutBetween(document, lastAt, nextAt)
  if (cut === 'openMark' || cut === 'closingMark') return cut
  const open = new OpenMarks()
  open.read(text, shapes.start[a]!, shapes.end[a]!)
  // What is quoted on lines of its own, a song or a notice, is closed at the end of a line.
  if (open.isClosedIn(text, nextAt, nextEnd))
    return open.isClosedIn(text, nextAt, nextEnd - 2) ? 'pairInside' : 'pairClosed'
  if (beginsWithRest(text, nextAt, nextEnd)) return 'rest'
  if (cut !== undefined) return cut
  // Clauses line by line (鉴于…， 考虑到…，) and verse pause at the end of every line.
  const pauses = (line: number): boolean =>
    line >= 0 && line < shapes.count && (classAt(text, shapes.end[line]! - 1) & PAUSE) !== 0
  const alike = text.startsWith(text.slice(shapes.start[a], shapes.start[a]! + 2), nextAt)
  const even = shapes.width[a] === shapes.width[a + 1]
  return pauses(a) && !alike && !even && !(pauses(a - 1) && pauses(a + 1)) ? 'pause' : undefined
}
