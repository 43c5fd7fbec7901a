import type { Document } from '../core/document.ts'
import { classOf, JOIN, MARK, WIDE } from './classes.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { linesWith, TYPED } from './signs.ts'

/** `姓名: 张三`, `09:12 小满: 到了`: a label or a speaker, a half-width colon and a space, as in YAML and in logs of talk. */
const LABELLED_RE = /^(?:[-*+•] |\d{1,3}[.、)] ?|\[?\d[\d:./ -]{2,20}\]? )?[^\s:：，。、；;,]{1,20}: \S/u
const LONGEST_LABEL = 48
const COLON_RE = /: /u

/** A heading, a name, a number: a cell as tables have them, in code units; and the key with which a record begins. */
const SHORT_CELL = 12
const SHORT_KEY = 8
/** Lines that look alike by chance are two, hardly ever four. */
const SURE = 4

/** Which of the lines that are not blank are records rather than sentences. */
export interface Rows {
  /** A row of a table: as many commas or tabs, outside quotes, as the lines around it. */
  readonly values: Uint8Array
  /** A label with its value, beside another such line, or with a blank line between. */
  readonly labels: Uint8Array
}

/** Tables of values and lists of labelled values, by what neighbouring lines have in common. */
export function rows(document: Document): Rows {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const values = new Uint8Array(shapes.count)
  const labels = new Uint8Array(shapes.count)
  const eachRun = (
    apart: number,
    same: (line: number, first: number) => boolean,
    run: (from: number, to: number) => void,
  ): void => {
    for (let line = 0; line < shapes.count;) {
      let next = line + 1
      while (next < shapes.count && shapes.number[next]! <= shapes.number[next - 1]! + apart && same(next, line)) next++
      if (next > line + 1) run(line, next)
      line = next
    }
  }
  const eachTable = (separator: string, table: (parts: Int32Array, from: number, to: number) => void): void => {
    if (!text.includes(separator)) return
    const parts = partsOf(text, shapes, separator)
    eachRun(
      1,
      (line, first) => parts[line]! > 0 && parts[line] === parts[first],
      (from, to) => table(parts, from, to),
    )
  }
  eachTable('\t', (_, from, to) => values.fill(1, from, to))
  eachTable(',', (parts, from, to) => {
    const looks = new Uint8Array(to - from)
    for (let line = from; line < to; line++) looks[line - from] = looksOf(text, shapes, line)
    if (to - from >= SURE && looks.every((look) => (look & KEYED) !== 0)) return void values.fill(1, from, to)
    // Below a header a record may hold a sentence of its own; where one comma is all there is, so may a verse.
    const header = looks.findIndex((look) => (look & PLAIN) !== 0)
    const isTable = header >= 0 && (parts[from]! > 1 || looks.subarray(header).every((look) => (look & PLAIN) !== 0))
    if (isTable && from + header + 1 < to) values.fill(1, from + header, to)
  })
  if (text.includes(': ')) {
    const isLabelled = new Uint8Array(shapes.count)
    for (const line of linesWith(document, TYPED, COLON_RE)) {
      const end = Math.min(shapes.end[line]!, shapes.start[line]! + LONGEST_LABEL)
      if (LABELLED_RE.test(text.slice(shapes.start[line], end))) isLabelled[line] = 1
    }
    eachRun(
      2,
      (line, first) => (isLabelled[line]! & isLabelled[first]!) === 1,
      (from, to) => labels.fill(1, from, to),
    )
  }
  return { values, labels }
}

/** How often the separator stands outside double quotes in each line. */
function partsOf(text: string, { count, start, end }: LineShapes, separator: string): Int32Array {
  const parts = new Int32Array(count)
  const unit = separator.charCodeAt(0)
  let line = 0
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at)) {
    while (line < count && end[line]! <= at) line++
    if (line === count) break
    let quoted = false
    for (let i = start[line]!; i < end[line]!; i++) {
      const next = text.charCodeAt(i)
      if (next === QUOTE) quoted = !quoted
      else if (next === unit && !quoted) parts[line]!++
    }
    at = end[line]!
  }
  return parts
}

const QUOTE = 0x22

/** Every cell of the record is short, and there is no mark of a sentence, and no bracket or quote of Chinese. */
const PLAIN = 1
/** The first cell is short and plain. */
const KEYED = 2

/** What can be seen of a line that is a record with commas. */
function looksOf(text: string, shapes: LineShapes, line: number): number {
  const end = shapes.end[line]!
  let parts = 0
  let plain = true
  let keyed = true
  let quoted = false
  let cell = shapes.start[line]!
  for (let i = cell; i <= end; i++) {
    if (i === end || (text[i] === ',' && !quoted)) {
      if (i - cell > SHORT_CELL) plain = false
      if (parts === 0) keyed = plain && i - cell <= SHORT_KEY
      if (!plain && !keyed) return 0
      if (i < end) parts++
      cell = i + 1
    } else if (text[i] === '"') quoted = !quoted
    else {
      const bits = classOf(text.charCodeAt(i))
      if ((bits & MARK & ~JOIN) !== 0 && ((bits & WIDE) !== 0 || ';?!'.includes(text[i]!))) plain = false
    }
  }
  // A single comma that goes on to a clause after a space.
  if (parts === 1 && / [\u4e00-\u9fff]/u.test(text.slice(cell, cell + 2))) return 0
  return (plain ? PLAIN : 0) | (keyed ? KEYED : 0)
}

/** A row of a table as programs print it, between brackets or bars: ['甲', '乙'], | 甲 | 乙 |. */
export const isPrintedRow = (text: string, start: number, end: number): boolean =>
  ('[{'.includes(text[start]!) && ']}'.includes(text[end - 1]!)) || (text[start] === '|' && text[end - 1] === '|')
