import type { Document } from '../core/document.ts'
import { bigrams } from './bigrams.ts'
import {
  ASCII_MARK,
  BLANK,
  CJK,
  classAt,
  CLOSE,
  DIGIT,
  END,
  HAN,
  isHan,
  JOIN as JOINING,
  LETTER,
  MARK,
  OPEN,
  PAUSE,
  WESTERN,
  WIDE,
} from './classes.ts'
import { isCommonWord } from './common-words.ts'
import {
  edgeOf,
  endsSentence,
  isBlankAfter,
  isBlankBefore,
  isBlock,
  isUnmarked,
  playOf,
  tokenWidth,
  type Region,
} from './columns.ts'
import { cutBetween } from './cuts.ts'
import { isHyphenated, isSmall } from './hyphen.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { isByline, isSpeaker } from './openers.ts'
import type { OpenMarks } from './pairs.ts'
import { wrappedRosters } from './rosters.ts'

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
 * and of the rows that speak against it none but `firstByWidth` or `bare` may stand beside them? Half of the lines of a column are.
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
  if (region.measure - edgeOf(shapes, a) > playOf(region.measure) + shapes.doubt[a]!) return false
  const [end, start] = [shapes.end[a]!, shapes.start[b]!]
  if (text[end - 1] === '，' ? isParallel(text, shapes, a, b) : classAt(text, end - 1) !== PLAIN_HAN) return false
  if (region.measure - edgeOf(shapes, b) > 6 && isUnmarked(text, shapes, b)) return false
  if (isBlock(text, shapes, b) || isSpeaker(text, start, shapes.end[b]!) || countsOn(text, shapes, head, b))
    return false
  if (isCredit(text, shapes, a) || isTableRow(text, shapes, a) || isTableRow(text, shapes, b)) return false
  return a !== head || (region.firstLine !== 'deficit' && !isContact(text, shapes, a))
}

/** An ideograph that has no other class. */
const PLAIN_HAN = HAN | WIDE

/** How full line `a` is. */
function fill({ text, shapes, region, head, a, b }: Break): Row {
  const room = region.measure - edgeOf(shapes, a)
  const needed = tokenWidth(text, shapes.start[b]!, shapes.end[b]!)
  const doubt = shapes.doubt[a]!
  if (room <= playOf(region.measure) + doubt || room < needed + doubt) return 'full'
  const mayHaveIndent = a === head && region.firstLine !== 'indented'
  if (mayHaveIndent && (room <= 5 + doubt || room - 4 < needed + doubt)) return 'firstFull'
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

/** A line of a Western language is no label or caption from this many cells on. */
const LATIN_SENTENCE = 24

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

const COUNT_RE = /^[其第]?([一二三四五六七八九十])[是要则則，、,]/u
const COUNTS = '一二三四五六七八九十'
const COUNT_SIGNS = `其第${COUNTS}`

/** `9月21日（周六）`: an entry of a programme. */
const ENTRY_RE = /^\d{1,2}月\d{1,2}日\s?[（(〈]/u

/** Does the paragraph begin with `一是` and the line with `二是`, and so on, or both with a date? In running text such words stand anywhere. */
function countsOn(text: string, shapes: LineShapes, head: number, b: number): boolean {
  const begin = shapes.start[b]!
  if ((classAt(text, begin) & DIGIT) === 0 && !COUNT_SIGNS.includes(text[begin]!)) return false
  const countOf = (line: number): number => {
    const match = COUNT_RE.exec(text.slice(shapes.start[line], Math.min(shapes.start[line]! + 3, shapes.end[line]!)))
    return match === null ? -1 : COUNTS.indexOf(match[1]!)
  }
  const isDated = (line: number): boolean =>
    ENTRY_RE.test(text.slice(shapes.start[line], Math.min(shapes.end[line]!, shapes.start[line]! + 10)))
  const next = countOf(b)
  return (next > 0 && countOf(head) === next - 1) || (isDated(head) && isDated(b))
}

/** Are both lines equally long, with marks inside and at the end in the same places? */
function isParallel(text: string, shapes: LineShapes, a: number, b: number): boolean {
  const length = shapes.end[a]! - shapes.start[a]!
  if (shapes.end[b]! - shapes.start[b]! !== length || shapes.innerMarks[a] === 0) return false
  if ((classAt(text, shapes.end[a]! - 1) & (END | PAUSE)) === 0) return false
  for (let i = 0; i < length; i++) {
    if (((classAt(text, shapes.start[a]! + i) ^ classAt(text, shapes.start[b]! + i)) & MARK) !== 0) return false
  }
  return true
}

/** A row has at least so many cells, and a cell at most so many code units. */
const FEWEST_CELLS = 3
const LONGEST_CELL = 12

/** Cells of words and numbers with white space between; a spaced line has single characters, a line of Western text has words alone. */
function isTableRow(text: string, shapes: LineShapes, i: number): boolean {
  if (i < 0 || i >= shapes.count) return false
  if ((shapes.classes[i]! & BLANK) === 0 || shapes.innerEnds[i]! > 0) return false
  let cells = 0
  let singles = 0
  let numbers = 0
  let words = 0
  for (let from = shapes.start[i]!; from < shapes.end[i]!;) {
    let to = from
    let seen = 0
    while (to < shapes.end[i]! && (classAt(text, to) & BLANK) === 0) seen |= classAt(text, to++)
    const sentence = (seen & (PAUSE | END)) !== 0 && ((seen & HAN) !== 0 || (seen & DIGIT) === 0)
    if (to - from > LONGEST_CELL || sentence) return false
    if (to > from) {
      cells++
      if ((seen & HAN) !== 0 && to - from === 1) singles++
      else if ((seen & HAN) !== 0) words++
      else if ((seen & DIGIT) !== 0) numbers++
    }
    from = to + 1
  }
  return cells >= FEWEST_CELLS && singles < cells * 0.5 && words >= 1 && numbers + words >= cells * 0.6
}

/** Does the label at the start of the line begin other lines too, as the names of speakers do? */
function speaksAgain(document: Document, shapes: LineShapes, line: number): boolean {
  const { text } = document
  const label = /^[^：:]*/u.exec(
    text.slice(shapes.start[line], Math.min(shapes.end[line]!, shapes.start[line]! + LONGEST_LABEL)),
  )![0]
  return (document.fact(labels).get(label) ?? 0) > 1
}

/** A talk has a handful of speakers; where every line has another label, those that come later are not counted. */
const MOST_LABELS = 1 << 16

/** How often each label (`王老师：`) begins a line. */
function labels(document: Document): ReadonlyMap<string, number> {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const counts = new Map<string, number>()
  for (let i = 0; i < shapes.count; i++) {
    if ((shapes.classes[i]! & PAUSE) === 0 || !hasColon(text, shapes.start[i]! + 1, shapes.start[i]! + LONGEST_LABEL))
      continue
    const label = LABEL_RE.exec(
      text.slice(shapes.start[i], Math.min(shapes.end[i]!, shapes.start[i]! + LONGEST_LABEL)),
    )?.[1]
    if (label === undefined) continue
    const times = counts.get(label) ?? 0
    if (times > 0 || counts.size < MOST_LABELS) counts.set(label, times + 1)
  }
  return counts
}

/** In code units, with its colon: twelve characters, a few of them pairs of surrogates. */
const LONGEST_LABEL = 16

/** Is there a colon in `[from, to)`? */
function hasColon(text: string, from: number, to: number): boolean {
  for (let at = from; at < Math.min(to, text.length); at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x3a || unit === 0xff1a) return true
  }
  return false
}

const LABEL_RE = /^([^\s，。、；！？：:“”（）]{1,12})[：:]/u

/** Do the code units at the two positions make a common word, or a pair that the text has at least so many times? */
function isWord(document: Document, lastAt: number, nextAt: number, times: number): boolean {
  const [first, second] = [document.text.charCodeAt(lastAt), document.text.charCodeAt(nextAt)]
  return isCommonWord(first, second) || document.fact(bigrams).times(first, second) >= times
}

const NUMERALS_RE = /^[一二三四五六七八九十上中下序终終完]$/u

/** Is the line one or two characters that a heading had no room for? A numeral is a heading itself, and an initial has its word beside it. */
function isRest({ text }: Document, shapes: LineShapes, b: number, isSure: () => boolean): boolean {
  const length = shapes.end[b]! - shapes.start[b]!
  if (length > 2 || shapes.han[b] !== length || NUMERALS_RE.test(text.slice(shapes.start[b], shapes.end[b])))
    return false
  if (isSure()) return true
  const ends = isBlankAfter(shapes, b) || (b + 1 < shapes.count && isBlock(text, shapes, b + 1))
  return length === 1 && ends && shapes.width[b - 1]! >= LATIN_SENTENCE
}

/** `…。摄影：某某`, `本报记者 某某 摄`: the name of who took, drew or wrote it, and nothing behind. */
export const CREDIT_RE =
  /(?:摄影|攝影|[摄攝图圖文]|供图|制图|绘图|来源|來源)[：:/／]\s?[\u3400-\u9fff·]{2,8}$|(?:记者|記者|通讯员|通訊員)\s?[\u3400-\u9fff·\s]{2,12}(?:摄|攝)$/u
const LONGEST_CREDIT = 24

function isCredit(text: string, shapes: LineShapes, a: number): boolean {
  const [start, end] = [shapes.start[a]!, shapes.end[a]!]
  if (shapes.innerMarks[a] === 0 && isByline(text, start, end)) return true
  if (!mayNameAuthor(text, start, end)) return false
  return CREDIT_RE.test(text.slice(Math.max(start, end - LONGEST_CREDIT), end))
}

/** Is there a colon or a slash before a name of up to eight characters at the end, or the word for who took the picture? */
export function mayNameAuthor(text: string, start: number, end: number): boolean {
  const last = text.charCodeAt(end - 1)
  if (last === 0x6444 || last === 0x651d) return true
  for (let at = end - 3; at >= start && at >= end - 10; at--) {
    const unit = text.charCodeAt(at)
    if (unit === 0x3a || unit === 0x2f || unit === 0xff1a || unit === 0xff0f) return true
  }
  return false
}

/** `第三章 …………… 59`: dots that lead to the number of a page. */
const LEADERS_RE = /[….·]{3}\s{0,3}[\d\-—–]{1,6}$/u

/** A telephone number or an address behind its label, and nothing else. */
const CONTACT_RE = /^[^，。；、]{1,10}[：:]\s?[\d\s()（）+\-—–/转轉]{5,40}$/u

function isContact(text: string, shapes: LineShapes, a: number): boolean {
  if (shapes.han[a] === 0 && shapes.width[a]! < LATIN_SENTENCE + 6) return true
  if ((shapes.classes[a]! & PAUSE) === 0) return false
  const to = Math.min(shapes.end[a]!, shapes.start[a]! + 60)
  if (isHan(text, to - 1) && !'转轉'.includes(text[to - 1]!)) return false
  return CONTACT_RE.test(text.slice(shapes.start[a], to))
}

/** Lines in brackets together are no more than this. */
const LONGEST_BRACKET = 4

/** Does line `a` begin with a bracket that the last character of line `b` closes, with no other between? */
function isBracketed(text: string, shapes: LineShapes, a: number, b: number): boolean {
  if (!'（('.includes(text[shapes.start[a]!]!) || !'）)'.includes(text[shapes.end[b]! - 1]!)) return false
  for (let i = shapes.start[a]! + 1; i < shapes.end[b]! - 1; i++) if ('（()）'.includes(text[i]!)) return false
  return true
}

/** Is the break behind line `a` inside a bracket that fills a few lines to their ends? */
function isInBracket(text: string, shapes: LineShapes, a: number): boolean {
  let open = a
  while (open > a - LONGEST_BRACKET + 1 && open > 0 && !'（('.includes(text[shapes.start[open]!]!)) open--
  for (let close = a + 1; close < Math.min(shapes.count, open + LONGEST_BRACKET); close++) {
    if (isBlankAfter(shapes, close - 1)) return false
    if (isBracketed(text, shapes, open, close)) return true
  }
  return false
}

/** Bullets, and as many items as show how wide a list was set. */
const BULLET_RE = /^[●○■□◆◇▲△▶►•·※★☆-]\s?\S/u
const FEWEST_ITEMS = 3
/** Items are not justified: one that goes on may be short of the widest by a word. */
const RAGGED = 8

/** How wide the items of the document's bulleted lists are at most, in cells; 0 if there are too few. */
function bulletWidth(document: Document): number {
  const { text } = document
  const shapes = document.fact(lineShapes)
  let items = 0
  let widest = 0
  for (let i = 0; i < shapes.count; i++) {
    if (!isBullet(text, shapes, i)) continue
    items++
    widest = Math.max(widest, edgeOf(shapes, i))
  }
  return items >= FEWEST_ITEMS ? widest : 0
}

const isBullet = (text: string, shapes: LineShapes, i: number): boolean =>
  BULLET_RE.test(text.slice(shapes.start[i], shapes.start[i]! + 3))

/** Does a bulleted item that is as wide as any break off, and the next line, which is none, go on with it? */
function itemGoesOn(document: Document, shapes: LineShapes, a: number): boolean {
  const { text } = document
  if (isBlankAfter(shapes, a) || !isBullet(text, shapes, a)) return false
  if (edgeOf(shapes, a) < Math.max(LATIN_SENTENCE, document.fact(bulletWidth) - RAGGED)) return false
  const [last, next] = [shapes.end[a]! - 1, shapes.start[a + 1]!]
  if (isBlock(text, shapes, a + 1)) return false
  return (classAt(text, last) & PAUSE) !== 0 || cutBetween(document, last, next) !== undefined
}

/** What speaks for joining line `a` to the next outside of columns: what was wrapped there as well, and shows it. */
export function evidenceOutside(document: Document, a: number, amongColumns: boolean): Row[] {
  const { text } = document
  const shapes = document.fact(lineShapes)
  if (itemGoesOn(document, shapes, a)) return ['itemGoesOn']
  if (!amongColumns) return []
  const roster = document.fact(wrappedRosters)[a]!
  if (roster > 0) return [roster === 1 ? 'splitName' : 'roster']
  if (shapes.innerEnds[a] === 0 && isInBracket(text, shapes, a)) return ['bracketed']
  const western = shapes.han[a] === 0 && shapes.width[a]! >= 16 && !endsSentence(text, shapes.end[a]!)
  const goesOn = western && !isBlankAfter(shapes, a) && isSmall(text, shapes.start[a + 1]!)
  return goesOn && text.slice(shapes.start[a], shapes.end[a]).includes(' ') ? ['smallLetter'] : []
}

/** A caption has no more lines than this. */
const LONGEST_CAPTION = 4

/** Does the block of lines that begins with `b` end with a short line that ends no sentence? What is left of a paragraph ends one. */
function isCaption(text: string, shapes: LineShapes, region: Region, b: number): boolean {
  let last = b
  while (last < shapes.count && last - b < LONGEST_CAPTION && !isBlankAfter(shapes, last)) last++
  if (!isBlankAfter(shapes, last)) return false
  const room = region.measure - edgeOf(shapes, last)
  return (
    room > 6 && (classAt(text, shapes.end[last]! - 1) & (END | PAUSE)) === 0 && !endsSentence(text, shapes.end[last]!)
  )
}

const ATTRIBUTION_RE =
  /^[\u3400-\u9fff·]{1,16}(?:[说說道称稱]|表示|介绍|介紹|告诉|告訴|回忆|回憶|感慨|坦言)[\u3400-\u9fff]{0,4}[。，：]/u

/** `……。”` at the end of the line, `某某说。` at the start of the next: no paragraph begins with whose speech it was. */
const isAttribution = (text: string, lastAt: number, nextAt: number, nextEnd: number): boolean =>
  (text[lastAt] === '”' || text[lastAt] === '」') &&
  ATTRIBUTION_RE.test(text.slice(nextAt, Math.min(nextEnd, nextAt + 24)))
