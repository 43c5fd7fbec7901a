import type { Document, Fact } from '../core/document.ts'
import { lines, type KeptLines } from '../core/lines.ts'
import {
  ASCII_MARK,
  BLANK,
  cellsIn,
  classTable,
  DIGIT,
  END,
  HAN,
  LETTER,
  MARK,
  PAUSE,
  PLAIN_HAN,
  WIDE,
} from './classes.ts'

/** The lines that are not blank, each with what can be seen of it, as parallel arrays. */
export interface LineShapes {
  /** How many lines are not blank. */
  readonly count: number
  /** Number of the line among all lines of the text, blank ones included. */
  readonly number: Int32Array
  /** Where the line's content begins and ends, white space at both ends left out. */
  readonly start: Int32Array
  readonly end: Int32Array
  /** White space before the content, in cells. */
  readonly indent: Int32Array
  /** The content, in cells. */
  readonly width: Int32Array
  /** The classes that occur in the content. */
  readonly classes: Int32Array
  /** Marks that end a sentence or pause in it, the last character of the line left out. */
  readonly innerMarks: Int32Array
  /** Of these, the ones that end a sentence for sure; an ellipsis may be a pause or a dot leader. */
  readonly innerEnds: Int32Array
  /** Gaps of two cells or more inside the content: between the cells of a table, the parts of a headline, the halves of a couplet. */
  readonly gaps: Int32Array
  /** Wide marks: typesetting may squeeze each of them by a cell to make the line fit. */
  readonly elastic: Int32Array
  /** Ideographs. */
  readonly han: Int32Array
  /**
   * By how many cells the line may have been wider in print: Western characters are not quite a cell wide, and a Western mark beside an
   * ideograph may stand for one of two cells.
   */
  readonly doubt: Float32Array
  /** Does a block begin with the line: 2 yes, 1 no, 0 if nobody has asked yet? Columns ask five times over. */
  readonly blocks: Uint8Array
  /** What the line by itself shows of a page of the web, as `web-lines.ts` tells; 0 if nobody has asked yet. */
  readonly web: Int32Array
  /** What the line shows of doubled print, as `overprint-runs.ts` tells; 0 if nobody has asked yet. */
  readonly doubled: Uint8Array
}

/** In code units, the gap behind it included. */
const LONGEST_NUMBER = 8

/** Fonts set small letters, digits and marks at about a cell, capitals at up to a cell and a half. */
const WESTERN_DOUBT = 0.15
const CAPITAL_DOUBT = 0.35

/** What one pass over the text's characters tells about its lines. */
export const lineShapes: Fact<LineShapes> = (document) => shapesOf(document, undefined, [])

lineShapes.carried = shapesOf

function shapesOf(document: Document, known: LineShapes | undefined, kept: readonly KeptLines[]): LineShapes {
  const { text } = document
  const all = document.fact(lines)
  const table = classTable()
  const n = all.count
  const number = new Int32Array(n)
  const start = new Int32Array(n)
  const end = new Int32Array(n)
  const indent = new Int32Array(n)
  const width = new Int32Array(n)
  const classes = new Int32Array(n)
  const innerMarks = new Int32Array(n)
  const innerEnds = new Int32Array(n)
  const elastic = new Int32Array(n)
  const gaps = new Int32Array(n)
  const han = new Int32Array(n)
  const doubt = new Float32Array(n)
  const blocks = new Uint8Array(n)
  const web = new Int32Array(n)
  const doubled = new Uint8Array(n)
  let run = 0
  let count = 0
  // prettier-ignore
  const shapes = {
    count, number, start, end, indent, width, classes, innerMarks, innerEnds, gaps, elastic, han, doubt, blocks, web,
    doubled,
  }
  for (let line = 0; line < n; line++) {
    if (run < kept.length && kept[run]!.now === line) {
      count = copyRows(known!, kept[run]!, shapes, count)
      line += kept[run++]!.count - 1
      continue
    }
    let from = all.starts[line]!
    let to = all.ends[line]!
    let margin = 0
    for (let bits = 0; from < to && ((bits = table[text.charCodeAt(from)]!) & BLANK) !== 0; from++)
      margin += cellsIn(bits)
    while (to > from && (table[text.charCodeAt(to - 1)]! & BLANK) !== 0) to--
    if (from === to) continue
    let cells = 0
    let seen = 0
    let marks = 0
    let ends = 0
    let squeezable = 0
    let wideGaps = 0
    let gap = 0
    let plain = 0
    let ideographs = 0
    let doubtful = 0
    let before = 0
    for (let i = from; i < to; i++) {
      // Most characters are plain ideographs in runs: a loop of their own takes a third of the time.
      const run = i
      while (i < to && table[text.charCodeAt(i)] === PLAIN_HAN) i++
      if (i > run) {
        if (gap >= 2 && run - from > LONGEST_NUMBER) wideGaps++
        gap = 0
        plain += i - run
        before = PLAIN_HAN
        if (i === to) break
      }
      const unit = text.charCodeAt(i)
      const bits = table[unit]!
      seen |= bits
      cells += cellsIn(bits)
      if ((bits & BLANK) !== 0) {
        gap += unit === 0x09 ? 2 : cellsIn(bits)
        before = bits
        continue
      }
      // The number of an item is set off as well: 第三条\u3000…
      if (gap >= 2 && i - from > LONGEST_NUMBER) wideGaps++
      gap = 0
      if ((bits & MARK) !== 0) {
        if ((bits & WIDE) !== 0) squeezable++
        if ((bits & (END | PAUSE)) !== 0 && i < to - 1) {
          marks++
          if ((bits & END) !== 0 && unit !== 0x2026 && unit !== 0x22ef) ends++
        }
      } else if ((bits & HAN) !== 0) ideographs++
      if ((bits & (LETTER | DIGIT)) !== 0) doubtful += unit >= 0x41 && unit <= 0x5a ? CAPITAL_DOUBT : WESTERN_DOUBT
      else if ((bits & ASCII_MARK) !== 0) doubtful += (before & HAN) !== 0 ? 1 : WESTERN_DOUBT
      before = bits
    }
    number[count] = line
    start[count] = from
    end[count] = to
    indent[count] = margin
    width[count] = cells + 2 * plain
    classes[count] = plain > 0 ? seen | PLAIN_HAN : seen
    innerMarks[count] = marks
    innerEnds[count] = ends
    elastic[count] = squeezable
    gaps[count] = wideGaps
    han[count] = ideographs + plain
    doubt[count] = doubtful
    count++
  }
  shapes.count = count
  return shapes
}

/** What is known of lines that have been kept, behind the `count` rows that there are; returns how many there are then. */
function copyRows(known: LineShapes, kept: KeptLines, rows: LineShapes, count: number): number {
  const from = rowOf(known, kept.before)
  const to = rowOf(known, kept.before + kept.count)
  for (let i = from, k = count; i < to; i++, k++) {
    rows.number[k] = known.number[i]! - kept.before + kept.now
    rows.start[k] = known.start[i]! + kept.shift
    rows.end[k] = known.end[i]! + kept.shift
    rows.indent[k] = known.indent[i]!
    rows.width[k] = known.width[i]!
    rows.classes[k] = known.classes[i]!
    rows.innerMarks[k] = known.innerMarks[i]!
    rows.innerEnds[k] = known.innerEnds[i]!
    rows.gaps[k] = known.gaps[i]!
    rows.elastic[k] = known.elastic[i]!
    rows.han[k] = known.han[i]!
    rows.doubt[k] = known.doubt[i]!
    rows.blocks[k] = known.blocks[i]!
    rows.web[k] = known.web[i]!
    rows.doubled[k] = known.doubled[i]!
  }
  return count + to - from
}

/** The first line that is not blank, from this number on. */
function rowOf({ count, number }: LineShapes, line: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (number[middle]! < line) low = middle + 1
    else high = middle
  }
  return low
}
