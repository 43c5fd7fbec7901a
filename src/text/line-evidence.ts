import type { Document } from '../core/document.ts'
import {
  ASCII_MARK,
  CJK,
  classAt,
  CLOSE,
  DIGIT,
  END,
  JOIN as JOINING,
  LETTER,
  OPEN,
  PAUSE,
  PLAIN_HAN,
  WESTERN,
} from './classes.ts'
import type { Region } from './column-habits.ts'
import { isHyphenated, isSmall } from './hyphen.ts'
import {
  edgeOf,
  endsSentence,
  isBlankAfter,
  isBlankBefore,
  isBlock,
  isUnmarked,
  playOf,
  tokenWidth,
} from './line-edges.ts'
import {
  countsOn,
  isAttribution,
  isBracketed,
  isCaption,
  isContact,
  isCredit,
  isParallel,
  isRest,
  isTableRow,
  isWord,
  LATIN_SENTENCE,
  speaksAgain,
} from './line-forms.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { isSpeaker } from './openers.ts'
import type { OpenMarks } from './pairs.ts'

/**
 * The evidence on which two lines of a wrapped region are joined or kept apart. Weights add up; a sum of `JOIN` or more joins.
 * They are set by hand so that no single row decides alone, except those that typesetting never breaks.
 */
export const EVIDENCE = {
  // Fill: the column's right edge is where the wrap happens.
  full: [3, 'the line fills its column'],
  firstFull: [2.5, 'the line fills its column, less a lost indent'],
  firstNear: [1, 'the line nearly fills its column, less a lost indent'],
  slack: [1, 'the line nearly fills its column'],
  tooFullForFirst: [-1.6, 'it stands alone and leaves no room for an indent, like a heading'],
  short: [-4.5, 'the line ends short of its column'],
  farShort: [-7, 'the line ends far short of its column'],
  // The end of the line. A sentence that ends at the right edge is as likely to end the paragraph as not, hence more than `full`.
  sentenceEnds: [-3.5, 'a sentence ends there'],
  trailsOff: [-1, 'an ellipsis ends it'],
  colon: [-1, 'a colon ends it'],
  semicolon: [0, 'a semicolon ends it'],
  pause: [1.5, 'the sentence pauses and goes on'],
  openMark: [4, 'an opening mark cannot end a line'],
  midSentence: [1, 'no sentence ends there'],
  bare: [-0.5, 'it stands alone and has no marks, like a heading'],
  // The start of the next line.
  closingMark: [5, 'the next line begins with a mark that cannot begin one'],
  newBlock: [-6, 'the next line begins a block of its own'],
  outOfColumn: [-2, 'the next line stands outside the column'],
  tooWideForColumn: [-6, 'the next line is too wide for the column'],
  speaker: [-3, 'somebody speaks in the next line'],
  indented: [-6, 'the next line is indented'],
  notIndented: [3, 'the next line has no indent, where paragraphs have'],
  tooWideForFirst: [3, 'the next line is too wide to be a first line'],
  firstByWidth: [-1.5, 'the next line leaves the room of a lost indent'],
  attribution: [4, 'the speech ends and the next line says whose it was'],
  parallel: [-4, 'both lines have their marks in the same places, like verse'],
  tableRow: [-6, 'both lines are rows of a table'],
  openEnd: [-2, 'the next line is the last of its column and ends no sentence'],
  credit: [-5, 'a byline or credit ends it'],
  noSentence: [-3, 'it is an address, a number or a date'],
  leaders: [-6, 'it is a line of a table of contents'],
  tableEdge: [-5, 'one of the lines is a row of a table'],
  bracketLine: [-3, 'the next line is in brackets as a whole'],
  headingNext: [-3, 'the next line is short and has no marks, like a heading'],
  captionNext: [-4, 'the block that follows ends short in no sentence, like a caption'],
  restOfHeading: [8, 'the next line is a character or two that end a word'],
  // Between them.
  blankLine: [-3, 'a blank line parts them'],
  blankInSentence: [-1.5, 'a blank line parts them in mid-sentence'],
  blankLines: [-5, 'several blank lines part them'],
  blanksInSentence: [-2.5, 'several blank lines part them in mid-sentence'],
  paragraphBlank: [-5, 'a blank line parts them, as it parts paragraphs'],
  bracketed: [5, 'the lines are in brackets together'],
  splitName: [5, 'a name is cut in two'],
  itemGoesOn: [5, 'the item breaks off at the width of its list'],
  roster: [5, 'the list of names goes on, as where a name is cut'],
  pairClosed: [3, 'a quote or bracket opened before is closed in the next line'],
  cutNumber: [1.5, 'a number or word is cut in two'],
  hyphen: [5, 'a word is divided by a hyphen'],
  smallLetter: [4, 'an English sentence goes on with a small letter'],
  knownWord: [1.5, 'the join makes a common word, or one that the text uses elsewhere'],
  afterFirst: [4, 'a blank line follows each first line'],
  noBlankWhereParted: [4, 'paragraphs are parted by blank lines, and here is none'],
} as const satisfies Record<string, readonly [weight: number, because: string]>

export type Row = keyof typeof EVIDENCE

export const JOIN = 2

/** A line break in a wrapped column: between line `a`, in the paragraph that begins with line `head`, and line `b`. */
interface Break {
  readonly document: Document
  readonly text: string
  readonly shapes: LineShapes
  readonly region: Region
  readonly head: number
  readonly a: number
  readonly b: number
  /** The last code unit of `a`, the first of `b`, and their classes. */
  readonly lastAt: number
  readonly nextAt: number
  readonly last: number
  readonly next: number
  /** How many blank lines stand between them. */
  readonly blanks: number
  /** Does a sentence end with `a`? */
  readonly ends: boolean
  /** Do the characters at the break make a common word, or one that the text has elsewhere? */
  readonly known: boolean
  /** Is `a` the first line of its paragraph and without any mark, as headings are? */
  readonly bare: boolean
}

/**
 * What speaks for and against joining line `a` of the region, in the paragraph that begins with line `head`, to the one after it. Whether
 * the ideographs at the break make a word may be supposed; that they do never speaks against joining.
 */
export function evidenceOf(
  document: Document,
  region: Region,
  head: number,
  a: number,
  open: OpenMarks,
  known?: boolean,
): Row[] {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const b = a + 1
  const lastAt = shapes.end[a]! - 1
  const nextAt = shapes.start[b]!
  const last = classAt(text, lastAt)
  const next = classAt(text, nextAt)
  const at: Break = {
    document,
    text,
    shapes,
    region,
    head,
    a,
    b,
    lastAt,
    nextAt,
    last,
    next,
    blanks: shapes.number[b]! - shapes.number[a]! - 1,
    ends: endsSentence(text, shapes.end[a]!),
    known: (last & next & CJK) !== 0 && (known ?? isWord(document, lastAt, nextAt, 1)),
    bare: a === head && isUnmarked(text, shapes, a) && !isBlock(text, shapes, a),
  }
  const rows: Row[] = [fill(at)]
  end(at, rows)
  start(at, rows)
  place(at, rows)
  shapesOfBoth(at, rows)
  between(at, rows)
  if ((shapes.classes[b]! & CLOSE) !== 0 && open.isClosedIn(text, nextAt, shapes.end[b]!)) rows.push('pairClosed')
  return rows
}

/**
 * Is line `a` so plainly a full line in mid-sentence that `evidenceOf` would join it to the next: three for its fill and one for its end,
 * and of the rows that speak against it none but `firstByWidth` or `bare` may stand beside them? Half of the lines of a column are. Where
 * indents were lost, a first line may be `tooFullForFirst` besides; then the next line must be too wide for one.
 */
export function plainlyGoesOn(
  { text }: Document,
  shapes: LineShapes,
  region: Region,
  head: number,
  a: number,
): boolean {
  const b = a + 1
  if (b + 1 >= region.to || isBlankAfter(shapes, a) || shapes.indent[b]! >= 2) return false
  const isFirst = a === head && region.firstLine === 'deficit'
  if (isFirst && (isUnmarked(text, shapes, a) || !isTooWideForFirst(text, shapes, region, b))) return false
  const play = isFirst ? LOST_INDENT : playOf(region.measure)
  if (region.measure - edgeOf(shapes, a) > play + shapes.doubt[a]!) return false
  const [end, start] = [shapes.end[a]!, shapes.start[b]!]
  if (text[end - 1] === '，' ? isParallel(text, shapes, a, b) : classAt(text, end - 1) !== PLAIN_HAN) return false
  if (region.measure - edgeOf(shapes, b) > 6 && isUnmarked(text, shapes, b)) return false
  if (isBlock(text, shapes, b) || isSpeaker(text, start, shapes.end[b]!) || countsOn(text, shapes, head, b))
    return false
  if (isCredit(text, shapes, a) || isTableRow(text, shapes, a) || isTableRow(text, shapes, b)) return false
  return a !== head || !isContact(text, shapes, a)
}

/**
 * Does line `a` so plainly end a sentence, and short of its column, that nothing which may stand beside it would have `evidenceOf` join it
 * to the next? Eight speak against it, and seven at most for it where no mark and no bracket does, and no rest of a word follows.
 */
export function plainlyEnds({ text }: Document, shapes: LineShapes, region: Region, a: number): boolean {
  const b = a + 1
  const [start, end] = [shapes.start[b]!, shapes.end[b]!]
  if ((classAt(text, shapes.end[a]! - 1) & (END | CLOSE)) !== END || text[shapes.end[a]! - 1] === '…') return false
  const room = region.measure - edgeOf(shapes, a) - shapes.doubt[a]!
  if (room <= Math.max(6, playOf(region.measure)) || room - 4 < tokenWidth(text, start, end)) return false
  if ((shapes.classes[b]! & CLOSE) !== 0 || (classAt(text, start) & (PAUSE | END)) !== 0) return false
  return shapes.innerMarks[a]! > 0 || end - start > 2
}

/** In cells: two characters, and one where the next did not fit. */
const LOST_INDENT = 5

/** How full line `a` is. */
function fill({ text, shapes, region, head, a, b }: Break): Row {
  const room = region.measure - edgeOf(shapes, a)
  const needed = tokenWidth(text, shapes.start[b]!, shapes.end[b]!)
  const doubt = shapes.doubt[a]!
  if (room <= playOf(region.measure) + doubt || room < needed + doubt) return 'full'
  const mayHaveIndent = a === head && region.firstLine !== 'indented'
  if (mayHaveIndent && (room <= LOST_INDENT + doubt || room - 4 < needed + doubt)) return 'firstFull'
  if (mayHaveIndent && room <= 6) return 'firstNear'
  if (room <= 3) return 'slack'
  return room > needed + FAR + doubt ? 'farShort' : 'short'
}

/** So many cells are left behind a line that ends where its author ended it. */
const FAR = 8

/** How line `a` ends. */
function end({ text, shapes, region, head, a, lastAt, last, next, ends, bare }: Break, rows: Row[]): void {
  if ((last & OPEN) !== 0) rows.push('openMark')
  else if (ends) rows.push(text[lastAt] === '…' ? 'trailsOff' : 'sentenceEnds')
  else if ('：:'.includes(text[lastAt]!) && (next & OPEN) === 0) rows.push('colon')
  else if ('；;'.includes(text[lastAt]!)) rows.push('semicolon')
  else if ((last & PAUSE) !== 0) rows.push('pause')
  else {
    rows.push('midSentence')
    if (isCredit(text, shapes, a)) rows.push('credit')
    else if (
      (last & (DIGIT | JOINING | ASCII_MARK)) !== 0 &&
      LEADERS_RE.test(text.slice(Math.max(shapes.start[a]!, lastAt - 12), lastAt + 1))
    )
      rows.push('leaders')
    else if (a === head && isContact(text, shapes, a)) rows.push('noSentence')
    if (bare) rows.push('bare')
    const room = region.measure - edgeOf(shapes, a)
    if (a === head && region.firstLine === 'deficit' && room + slackOf(region, shapes, a, text) < 3) {
      rows.push('tooFullForFirst')
    }
  }
}

/** How line `b` begins. */
function start(
  { document, text, shapes, region, head, a, b, lastAt, nextAt, next, blanks, ends }: Break,
  rows: Row[],
): void {
  const nextEnd = shapes.end[b]!
  if (((next & (CLOSE | PAUSE)) !== 0 && (next & OPEN) === 0) || ((next & END) !== 0 && text[nextAt] !== '…')) {
    rows.push('closingMark')
  }
  if (isBlock(text, shapes, b) || countsOn(text, shapes, head, b)) rows.push('newBlock')
  else if (isSpeaker(text, nextAt, nextEnd)) {
    if (isSpeaker(text, shapes.start[a]!, shapes.end[a]!) || (ends && speaksAgain(document, shapes, b)))
      rows.push('newBlock')
    else if (ends && !(region.blanks === 'paragraphs' && blanks === 0) && !isTooWideForFirst(text, shapes, region, b)) {
      rows.push('speaker')
    }
  }
  if (ends && isAttribution(text, lastAt, nextAt, nextEnd)) rows.push('attribution')
}

/** Where line `b` stands in the column: indented, or by its width a first line or none. */
function place({ text, shapes, region, a, b, blanks, known, bare }: Break, rows: Row[]): void {
  const sameRegion = b < region.to
  if (shapes.indent[b]! >= 2 && shapes.indent[b]! !== shapes.indent[a]!) rows.push('indented')
  else if (!sameRegion) {
    rows.push(edgeOf(shapes, b) - shapes.elastic[b]! > region.measure + 2 ? 'tooWideForColumn' : 'outOfColumn')
  } else if (region.blanks === 'paragraphs') {
    // Between a headline and its deck there is often no blank line either.
    if (blanks === 0 && !(bare && !known)) rows.push('noBlankWhereParted')
  } else if (region.firstLine === 'indented') rows.push('notIndented')
  else if (region.firstLine === 'deficit') {
    // Squeezed marks may hide that a line is a first line, or make one look like it: between the two widths nothing is known.
    const room = region.measure - edgeOf(shapes, b)
    const needed = tokenAfter(text, shapes, b)
    const sure = room - shapes.doubt[b]!
    if (sure >= 3 && room <= 6 + needed && sure >= needed) rows.push('firstByWidth')
    else if (isTooWideForFirst(text, shapes, region, b) && !(bare && !known)) rows.push('tooWideForFirst')
  }
}

/** What both lines look like, and what line `b` looks like beside `a`. */
function shapesOfBoth({ document, text, shapes, region, a, b, lastAt, nextAt, blanks }: Break, rows: Row[]): void {
  const nextEnd = shapes.end[b]!
  const unmarked = isUnmarked(text, shapes, b)
  const room = region.measure - edgeOf(shapes, b)
  // A pair that the text has once more is chance too often.
  if (unmarked && shapes.innerMarks[a] === 0 && isRest(document, shapes, b, () => isWord(document, lastAt, nextAt, 2)))
    rows.push('restOfHeading')
  else if (isBracketed(text, shapes, a, b)) rows.push('bracketed')
  else if (blanks > 0 && isBracketed(text, shapes, b, b)) rows.push('bracketLine')
  else if (unmarked && room > Math.max(6, tokenAfter(text, shapes, b))) rows.push('headingNext')
  else if (b + 1 === region.to && !endsSentence(text, nextEnd)) rows.push('openEnd')
  if (blanks > 0 && region.blanks !== 'everywhere' && isCaption(text, shapes, region, b)) rows.push('captionNext')
  if (region.blanks !== 'paragraphs' && isParallel(text, shapes, a, b)) rows.push('parallel')
  const [rowBefore, rowAfter] = [isTableRow(text, shapes, a), isTableRow(text, shapes, b)]
  if (rowBefore && rowAfter) rows.push('tableRow')
  else if (rowBefore ? isTableRow(text, shapes, a - 1) : rowAfter && isTableRow(text, shapes, b + 1))
    rows.push('tableEdge')
}

/** What stands between them: blank lines, or a word or number cut in two. */
function between(
  { text, shapes, region, head, a, b, nextAt, last, next, blanks, ends, known, bare }: Break,
  rows: Row[],
): void {
  const sameRegion = b < region.to
  const everywhere = region.blanks === 'everywhere'
  const atEdges = region.blanks === 'edges' && sameRegion
  const inSentence = !ends && shapes.innerMarks[a]! > 0
  if (blanks > (everywhere ? 2 : 1)) rows.push(inSentence ? 'blanksInSentence' : 'blankLines')
  else if (atEdges && blanks === 0) {
    if (region.firstLine === 'deficit') rows.push('noBlankWhereParted')
  } else if (atEdges && a === head && (!ends || !isBlankBefore(shapes, b + 1))) {
    if (!bare || known) rows.push('afterFirst')
  } else if (blanks > 0 && !everywhere) {
    rows.push(
      inSentence ? 'blankInSentence' : region.blanks === 'paragraphs' && sameRegion ? 'paragraphBlank' : 'blankLine',
    )
  }
  const sentence = shapes.han[a] === 0 && shapes.width[a]! >= LATIN_SENTENCE && !ends
  if (isHyphenated(text, shapes.end[a]!, nextAt)) rows.push('hyphen')
  else if (sentence && isSmall(text, nextAt) && (last & (LETTER | DIGIT | PAUSE | ASCII_MARK)) !== 0)
    rows.push('smallLetter')
  else if ((last & WESTERN) !== 0 && (last & next & (DIGIT | LETTER)) !== 0) rows.push('cutNumber')
  else if (known) rows.push('knownWord')
}

/** The room that the first word of the line after `i` would have needed at the end of line `i`. */
const tokenAfter = (text: string, shapes: LineShapes, i: number): number =>
  i + 1 < shapes.count ? tokenWidth(text, shapes.start[i + 1]!, shapes.end[i + 1]!) : 0

/** Where paragraphs have lost their indents: does the line leave no room for one, so that no paragraph begins with it? */
const isTooWideForFirst = (text: string, shapes: LineShapes, region: Region, i: number): boolean =>
  region.firstLine === 'deficit' && region.measure - edgeOf(shapes, i) + slackOf(region, shapes, i, text) < 3

/** By how many cells a line may look wider than it was set: squeezed marks, or one that hangs out of the column. */
function slackOf(region: Region, shapes: LineShapes, i: number, text: string): number {
  if (region.squeezed) return shapes.elastic[i]!
  return (classAt(text, shapes.end[i]! - 1) & (CLOSE | PAUSE | END)) !== 0 ? 1 : 0
}

/** `第三章 …………… 59`: dots that lead to the number of a page. */
const LEADERS_RE = /[….·]{3}\s{0,3}[\d\-—–]{1,6}$/u
