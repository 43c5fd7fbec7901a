import type { Document } from '../core/document.ts'
import { defineRule, type Finding } from '../core/rule.ts'
import { bigrams } from '../text/bigrams.ts'
import { ASCII_MARK, CJK, classAt, CLOSE, DIGIT, END, LETTER, MARK, OPEN, PAUSE, WESTERN } from '../text/classes.ts'
import {
  columns,
  edgeOf,
  endsSentence,
  isBlankAfter,
  isBlankBefore,
  playOf,
  tokenWidth,
  type Region,
} from '../text/columns.ts'
import { cutBetween } from '../text/cuts.ts'
import { glueBetween } from '../text/glue.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'
import { beginsBlock, isSpeaker } from '../text/openers.ts'
import { OpenMarks } from '../text/pairs.ts'
import { verbatim } from '../text/verbatim.ts'

/**
 * The evidence on which two lines of a wrapped region are joined or kept apart. Weights add up; a sum of `JOIN` or more joins.
 * They are set by hand so that no single row decides alone, except those that typesetting never breaks.
 */
const EVIDENCE = {
  // Fill: the column's right edge is where the wrap happens.
  full: [3, 'the line fills its column'],
  firstFull: [2.5, 'the line fills its column, less a lost indent'],
  firstNear: [1, 'the line nearly fills its column, less a lost indent'],
  slack: [1.5, 'the line nearly fills its column'],
  tooFullForFirst: [-2, 'it stands alone and leaves no room for an indent, like a heading'],
  short: [-4.5, 'the line ends short of its column'],
  // The end of the line. A sentence that ends at the right edge is as likely to end the paragraph as not, hence more than `full`.
  sentenceEnds: [-3.5, 'a sentence ends there'],
  trailsOff: [-2, 'an ellipsis ends it'],
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
  openEnd: [-2, 'the next line is the last of its column and ends no sentence'],
  headingNext: [-3, 'the next line is short and has no marks, like a heading'],
  captionNext: [-4, 'the block that follows ends short in no sentence, like a caption'],
  restOfHeading: [6, 'the next line is a character or two that end a word'],
  // Between them.
  blankLine: [-3, 'a blank line parts them'],
  blankInSentence: [-1.5, 'a blank line parts them in mid-sentence'],
  blankLines: [-5, 'several blank lines part them'],
  blanksInSentence: [-2.5, 'several blank lines part them in mid-sentence'],
  paragraphBlank: [-5, 'a blank line parts them, as it parts paragraphs'],
  pairClosed: [3, 'a quote or bracket opened before is closed in the next line'],
  cutNumber: [1.5, 'a number or word is cut in two'],
  hyphen: [5, 'a word is divided by a hyphen'],
  smallLetter: [4, 'an English sentence goes on with a small letter'],
  knownWord: [1.5, 'the join makes a word that the text uses elsewhere'],
  afterFirst: [4, 'a blank line follows each first line'],
  noBlankWhereParted: [4, 'paragraphs are parted by blank lines, and here is none'],
} as const satisfies Record<string, readonly [weight: number, because: string]>

type Row = keyof typeof EVIDENCE

const JOIN = 2

export interface BrokenLineOptions {
  /**
   * `'decide'` weighs the evidence. `'always'` joins every line to the next within a block that blank lines set off: for texts known to be
   * wrapped. `'never'` keeps every line. `'verse'` keeps lines too, but for those that no poet broke: before a mark that cannot begin a
   * line, behind one that cannot end it, and in a word divided by a hyphen.
   */
  readonly join: 'decide' | 'always' | 'never' | 'verse'
  /** An indented line begins a paragraph, also where every line is joined. Off for texts whose indents mean nothing. */
  readonly indents: boolean
}

export const brokenLine = defineRule<'broken-line', BrokenLineOptions>({
  id: 'broken-line',
  title: 'Sentences cut where a printed line ended',
  why:
    'PDF text layers, OCR and e-book dumps keep the line breaks of the page. The rule finds the measure of each column in display ' +
    'cells and weighs, at each line end, how full the line is, how it ends, how the next one begins, open quotes and blank lines. ' +
    'Headings, lists, verse and tables do not fill a measure with running sentences and stay. Wrong where a paragraph ends exactly at ' +
    'the right edge and the next has neither indent nor blank line; such places are left.',
  safety: 'safe',
  defaults: { join: 'decide', indents: true },
  choices: { join: ['decide', 'always', 'never', 'verse'] },
  examples: [
    {
      damaged:
        '渔港的清晨总是从汽笛声里开始，一\n艘艘渔船披着薄雾靠岸，码头上的秤\n杆起起落落。老人们说，这样热闹的\n景象许多年没有见过。\n' +
        '今年港里添了冷库，鱼不用连夜运走\n，渔民也能睡个整觉。',
      repaired:
        '渔港的清晨总是从汽笛声里开始，一艘艘渔船披着薄雾靠岸，码头上的秤杆起起落落。老人们说，这样热闹的景象许多年没有见过。\n' +
        '今年港里添了冷库，鱼不用连夜运走，渔民也能睡个整觉。',
    },
    {
      untouched: '山头一片云，\n山脚一条河，\n河边两三家，\n门前晒新禾。',
      note: 'lines of verse are as even as wrapped ones, but each ends with a mark',
    },
    {
      untouched: '一、工作目标\n二、主要任务\n三、时间安排\n四、保障措施',
    },
  ],
  find(document, options) {
    if (options.join === 'never') return []
    if (options.join === 'verse') return joinVerse(document)
    return options.join === 'always' ? joinBlocks(document, options.indents) : joinWrapped(document, options.indents)
  },
  *kept(document, options) {
    if (options.join !== 'decide') return
    const shapes = document.fact(lineShapes)
    for (const { line, rows, joins } of decisions(document, options.indents)) {
      if (!joins) yield { start: shapes.end[line]!, end: shapes.start[line + 1]!, reason: reasonOf(rows, -1) }
    }
  },
})

/** The break behind line `line` of the shapes, and what was found to speak for and against joining it to the next. */
interface Decision {
  readonly line: number
  readonly rows: readonly Row[]
  readonly joins: boolean
}

/** Weighs every break behind a line of a wrapped column, in order. */
export function* decisions(document: Document, indents = true): Iterable<Decision> {
  const shapes = document.fact(lineShapes)
  const { region, regions } = document.fact(columns)
  if (regions.every((r) => r.measure === 0)) return
  const { text } = document
  const open = new OpenMarks()
  const code = document.fact(verbatim)
  let first = true
  let head = 0
  for (let line = 0; line + 1 < shapes.count; line++) {
    if (first) head = line
    // A first line may be too short for its column to claim it; then the column begins with the next one.
    const own = regions[region[line]!]!
    const next = regions[region[line + 1]!]!
    const area = own.measure === 0 && edgeOf(shapes, line) <= next.measure ? next : own
    if (first) open.clear()
    open.read(text, shapes.start[line]!, shapes.end[line]!)
    if (area.measure === 0 || code.has(shapes.end[line]!)) {
      first = true
      continue
    }
    const found = evidenceOf(document, shapes, area, head, line, open)
    const rows = indents ? found : found.filter((row) => row !== 'indented' && row !== 'notIndented')
    first = rows.reduce((sum, row) => sum + EVIDENCE[row][0], 0) < JOIN
    yield { line, rows, joins: !first }
  }
}

function* joinWrapped(document: Document, indents: boolean): Iterable<Finding> {
  const shapes = document.fact(lineShapes)
  for (const { line, rows, joins } of decisions(document, indents)) {
    if (joins) yield joined(document, shapes, line, line + 1, reasonOf(rows, 1))
  }
}

/** What speaks for and against joining line `a` of the region, in the paragraph that begins with line `head`, to the one after it. */
function evidenceOf(
  document: Document,
  shapes: LineShapes,
  region: Region,
  head: number,
  a: number,
  open: OpenMarks,
): Row[] {
  const { text } = document
  const first = a === head
  const b = a + 1
  const lastAt = shapes.end[a]! - 1
  const last = classAt(text, lastAt)
  const nextAt = shapes.start[b]!
  const next = classAt(text, nextAt)
  const nextEnd = shapes.end[b]!
  const sameRegion = b < region.to
  const rows: Row[] = []

  const blanks = shapes.number[b]! - shapes.number[a]! - 1
  const parted = region.blanks === 'paragraphs'
  const atEdges = region.blanks === 'edges'

  const room = region.measure - edgeOf(shapes, a)
  const needed = tokenWidth(text, nextAt, nextEnd)
  const mayHaveIndent = first && region.firstLine !== 'indented'
  const doubt = shapes.doubt[a]!
  if (room <= playOf(region.measure) + doubt || room < needed + doubt) rows.push('full')
  else if (mayHaveIndent && (room <= 5 + doubt || room - 4 < needed + doubt)) rows.push('firstFull')
  else if (mayHaveIndent && room <= 6) rows.push('firstNear')
  else rows.push(room <= 3 ? 'slack' : 'short')

  const ends = endsSentence(text, shapes.end[a]!)
  if ((last & OPEN) !== 0) rows.push('openMark')
  else if (ends) rows.push(text[lastAt] === '…' ? 'trailsOff' : 'sentenceEnds')
  else if ('：:'.includes(text[lastAt]!) && (next & OPEN) === 0) rows.push('colon')
  else if ('；;'.includes(text[lastAt]!)) rows.push('semicolon')
  else if ((last & PAUSE) !== 0) rows.push('pause')
  else {
    rows.push('midSentence')
    if (first && shapes.innerMarks[a] === 0) rows.push('bare')
    if (first && region.firstLine === 'deficit' && room + slackOf(region, shapes, a, text) < 3)
      rows.push('tooFullForFirst')
  }

  if (((next & (CLOSE | PAUSE)) !== 0 && (next & OPEN) === 0) || ((next & END) !== 0 && text[nextAt] !== '…')) {
    rows.push('closingMark')
  }
  if (beginsBlock(text, nextAt, nextEnd) || countsOn(text, shapes, head, b)) rows.push('newBlock')
  else if (isSpeaker(text, nextAt, nextEnd)) {
    if (isSpeaker(text, shapes.start[a]!, shapes.end[a]!) || (ends && speaksAgain(document, shapes, b)))
      rows.push('newBlock')
    else if (ends && !(parted && blanks === 0)) rows.push('speaker')
  }
  if (sameRegion && !parted) {
    // Squeezed marks may hide that a line is a first line, or make one look like it: between the two widths nothing is known.
    const roomOfNext = region.measure - edgeOf(shapes, b)
    if (shapes.indent[b]! >= 2 && shapes.indent[b]! !== shapes.indent[a]!) rows.push('indented')
    else if (region.firstLine === 'indented') rows.push('notIndented')
    else if (region.firstLine === 'deficit') {
      const firstByWidth = roomOfNext - shapes.doubt[b]! >= 3 && roomOfNext <= 6 + tokenAfter(text, shapes, b)
      if (firstByWidth && roomOfNext >= tokenAfter(text, shapes, b)) rows.push('firstByWidth')
      else if (roomOfNext + slackOf(region, shapes, b, text) < 3) rows.push('tooWideForFirst')
    }
  } else if (shapes.indent[b]! >= 2 && shapes.indent[b]! !== shapes.indent[a]!) rows.push('indented')
  else if (sameRegion) {
    if (blanks === 0) rows.push('noBlankWhereParted')
  } else rows.push(edgeOf(shapes, b) - shapes.elastic[b]! > region.measure + 2 ? 'tooWideForColumn' : 'outOfColumn')

  const known =
    (last & next & CJK) !== 0 && document.fact(bigrams).times(text.charCodeAt(lastAt), text.charCodeAt(nextAt)) > 0
  const unmarked = shapes.innerMarks[b] === 0 && (classAt(text, nextEnd - 1) & MARK) === 0
  if (known && unmarked && shapes.innerMarks[a] === 0 && shapes.han[b]! <= 2 && shapes.width[b]! <= 4)
    rows.push('restOfHeading')
  else if (unmarked && region.measure - edgeOf(shapes, b) > Math.max(6, tokenAfter(text, shapes, b)))
    rows.push('headingNext')
  else if (b + 1 === region.to && !endsSentence(text, nextEnd)) rows.push('openEnd')
  if (ends && isAttribution(text, lastAt, nextAt, nextEnd)) rows.push('attribution')

  const everywhere = region.blanks === 'everywhere'
  const inSentence = !ends && shapes.innerMarks[a]! > 0
  if (blanks > 0 && !everywhere && isCaption(text, shapes, region, b)) rows.push('captionNext')
  if (blanks > (everywhere ? 2 : 1)) rows.push(inSentence ? 'blanksInSentence' : 'blankLines')
  else if (atEdges && sameRegion && blanks === 0) rows.push('noBlankWhereParted')
  else if (atEdges && sameRegion && isBlankBefore(shapes, a) && !isBlankBefore(shapes, b + 1)) rows.push('afterFirst')
  else if (blanks > 0 && !everywhere) {
    rows.push(inSentence ? 'blankInSentence' : parted && sameRegion ? 'paragraphBlank' : 'blankLine')
  }

  if (isParallel(text, shapes, a, b)) rows.push('parallel')
  if (open.isClosedIn(text, nextAt, nextEnd)) rows.push('pairClosed')
  if (isHyphenated(text, shapes.end[a]!, nextAt)) rows.push('hyphen')
  else if (
    isWestern(shapes, a) &&
    isSmall(text, nextAt) &&
    (last & (LETTER | DIGIT | PAUSE | ASCII_MARK)) !== 0 &&
    !ends
  )
    rows.push('smallLetter')
  else if ((last & WESTERN) !== 0 && (last & next & (DIGIT | LETTER)) !== 0) rows.push('cutNumber')
  else if (known) rows.push('knownWord')
  return rows
}

/** Does the label at the start of the line begin other lines too, as the names of speakers do? */
function speaksAgain(document: Document, shapes: LineShapes, line: number): boolean {
  const { text } = document
  const label = /^[^：:]*/u.exec(
    text.slice(shapes.start[line], Math.min(shapes.end[line]!, shapes.start[line]! + 16)),
  )![0]
  return (document.fact(labels).get(label) ?? 0) > 1
}

/** How often each label (`王老师：`) begins a line. */
function labels(document: Document): ReadonlyMap<string, number> {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const counts = new Map<string, number>()
  for (let i = 0; i < shapes.count; i++) {
    const label = LABEL_RE.exec(text.slice(shapes.start[i], Math.min(shapes.end[i]!, shapes.start[i]! + 16)))?.[1]
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return counts
}

const LABEL_RE = /^([^\s，。、；！？：:“”（）]{1,12})[：:]/u

/** A caption has no more lines than this. */
const LONGEST_CAPTION = 4

/** Does the block of lines that begins with `b` end with a short line that ends no sentence? What is left of a paragraph ends one. */
function isCaption(text: string, shapes: LineShapes, region: Region, b: number): boolean {
  let last = b
  while (last < shapes.count && last - b < LONGEST_CAPTION && !isBlankAfter(shapes, last)) last++
  if (!isBlankAfter(shapes, last) || last === b) return false
  const room = region.measure - edgeOf(shapes, last)
  return (
    room > 6 && (classAt(text, shapes.end[last]! - 1) & (END | PAUSE)) === 0 && !endsSentence(text, shapes.end[last]!)
  )
}

const COUNT_RE = /^[其第]?([一二三四五六七八九十])[是要则則，、,]/u
const COUNTS = '一二三四五六七八九十'

/** Does the paragraph begin with `一是` and the line with `二是`, and so on? Counted off in running text they stand anywhere. */
function countsOn(text: string, shapes: LineShapes, head: number, b: number): boolean {
  const countOf = (line: number): number => {
    const match = COUNT_RE.exec(text.slice(shapes.start[line], Math.min(shapes.start[line]! + 3, shapes.end[line]!)))
    return match === null ? -1 : COUNTS.indexOf(match[1]!)
  }
  const next = countOf(b)
  return next > 0 && countOf(head) === next - 1
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

/** The room that the first word of the line after `i` would have needed at the end of line `i`. */
const tokenAfter = (text: string, shapes: LineShapes, i: number): number =>
  i + 1 < shapes.count ? tokenWidth(text, shapes.start[i + 1]!, shapes.end[i + 1]!) : 0

/** By how many cells a line may look wider than it was set: squeezed marks, or one that hangs out of the column. */
function slackOf(region: Region, shapes: LineShapes, i: number, text: string): number {
  if (region.squeezed) return shapes.elastic[i]!
  return (classAt(text, shapes.end[i]! - 1) & (CLOSE | PAUSE | END)) !== 0 ? 1 : 0
}

const ATTRIBUTION_RE =
  /^[\u3400-\u9fff·]{1,16}(?:[说說道称稱]|表示|介绍|介紹|告诉|告訴|回忆|回憶|感慨|坦言)[\u3400-\u9fff]{0,4}[。，：]/u

/** `……。”` at the end of the line, `某某说。` at the start of the next: no paragraph begins with whose speech it was. */
const isAttribution = (text: string, lastAt: number, nextAt: number, nextEnd: number): boolean =>
  (text[lastAt] === '”' || text[lastAt] === '」') &&
  ATTRIBUTION_RE.test(text.slice(nextAt, Math.min(nextEnd, nextAt + 24)))

/** The two weightiest of the rows that speak for a join (`sign` 1) or against it (-1). */
function reasonOf(rows: readonly Row[], sign: 1 | -1): string {
  const speaking = rows.filter((row) => EVIDENCE[row][0] * sign > 0)
  if (speaking.length === 0) return 'nothing shows that the lines belong together'
  return speaking
    .sort((p, q) => (EVIDENCE[q][0] - EVIDENCE[p][0]) * sign)
    .slice(0, 2)
    .map((row) => EVIDENCE[row][1])
    .join('; ')
}

function joined(document: Document, shapes: LineShapes, a: number, b: number, reason: string): Finding {
  const start = shapes.end[a]!
  const end = shapes.start[b]!
  const hyphen = hyphenAt(document.text, start, end)
  if (hyphen !== undefined) return { edits: [{ start: hyphen, end, text: '' }], reason }
  return { edits: [{ start, end, text: glueBetween(document, start, end) }], reason }
}

/** Is the line one of a Western language, and long enough for a sentence? */
const isWestern = (shapes: LineShapes, i: number): boolean => shapes.han[i] === 0 && shapes.width[i]! >= 24

const HYPHENS = '-\u2010\u00ad'

/**
 * Where the hyphen begins that divides a word of small letters at the end of the line, the space before it included: `develop-` and
 * `ment`. Undefined where there is none; `state-of-the-` keeps its last hyphen.
 */
function hyphenAt(text: string, start: number, end: number): number | undefined {
  let at = start
  while (at > 0 && HYPHENS.includes(text[at - 1]!)) at--
  if (at === start || start - at > 2 || !isSmall(text, end) || !isSmall(text, end + 1)) return undefined
  if (text[at - 1] === ' ' && text[at] !== '-') at--
  let i = at - 1
  while (isSmall(text, i)) i--
  return at - 1 - i >= 2 && !HYPHENS.includes(text[i] ?? ' ') ? at : undefined
}

const isHyphenated = (text: string, start: number, end: number): boolean => hyphenAt(text, start, end) !== undefined

const isSmall = (text: string, at: number): boolean => text[at] !== undefined && text[at]! >= 'a' && text[at]! <= 'z'

function* joinBlocks(document: Document, indents: boolean): Iterable<Finding> {
  const shapes = document.fact(lineShapes)
  for (let a = 0; a + 1 < shapes.count; a++) {
    if (isBlankAfter(shapes, a) || (indents && shapes.indent[a + 1]! >= 2)) continue
    yield joined(document, shapes, a, a + 1, 'joining every line of a block was asked for')
  }
}

function* joinVerse(document: Document): Iterable<Finding> {
  const { text } = document
  const shapes = document.fact(lineShapes)
  for (let a = 0; a + 1 < shapes.count; a++) {
    const [start, end] = [shapes.end[a]!, shapes.start[a + 1]!]
    if (isBlankAfter(shapes, a)) continue
    const cut = cutBetween(document, start - 1, end)
    if (cut === 'openMark' || cut === 'closingMark' || isHyphenated(text, start, end)) {
      yield joined(document, shapes, a, a + 1, 'no line of verse is broken there')
    }
  }
}
