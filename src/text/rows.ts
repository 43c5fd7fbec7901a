import type { Document } from '../core/document.ts'
import { classOf, JOIN, MARK, WIDE } from './classes.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'

/** `姓名: 张三`, `09:12 小满: 到了`: a label or a speaker, a half-width colon and a space, as in YAML and in logs of talk. */
const LABELLED_RE = /^(?:[-*+•] |\d{1,3}[.、)] ?|\[?\d[\d:./ -]{2,20}\]? )?[^\s:：，。、；;,]{1,20}: \S/u
const LONGEST_LABEL = 48

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
  const eachTable = (separator: string, table: (records: Records, from: number, to: number) => void): void => {
    if (!text.includes(separator)) return
    const records = recordsOf(text, shapes, separator)
    const { parts } = records
    eachRun(
      1,
      (line, first) => parts[line]! > 0 && parts[line] === parts[first],
      (from, to) => table(records, from, to),
    )
  }
  eachTable('\t', (_, from, to) => values.fill(1, from, to))
  eachTable(',', (records, from, to) => {
    const [plain, keyed] = [records.plain.subarray(from, to), records.keyed.subarray(from, to)]
    if (to - from >= SURE && !keyed.includes(0)) return void values.fill(1, from, to)
    // Below a header a record may hold a sentence of its own; where one comma is all there is, so may a verse.
    const header = plain.indexOf(1)
    const isTable = header >= 0 && (records.parts[from]! > 1 || !plain.includes(0, header))
    if (isTable && from + header + 1 < to) values.fill(1, from + header, to)
  })
  if (text.includes(': ')) {
    const isLabelled = new Uint8Array(shapes.count)
    for (let line = 0; line < shapes.count; line++) {
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

/** What can be seen of each line as a record. */
interface Records {
  /** How often the separator stands outside double quotes. */
  readonly parts: Int32Array
  /** 1 where every cell is short, and there is no mark of a sentence, and no bracket or quote of Chinese. */
  readonly plain: Uint8Array
  /** 1 where the first cell is short and plain. */
  readonly keyed: Uint8Array
}

function recordsOf(text: string, shapes: LineShapes, separator: string): Records {
  const parts = new Int32Array(shapes.count)
  const plain = new Uint8Array(shapes.count)
  const keyed = new Uint8Array(shapes.count)
  for (let line = 0; line < shapes.count; line++) {
    const record = recordOf(text, shapes, line, separator)
    parts[line] = record.parts
    plain[line] = Number(record.plain)
    keyed[line] = Number(record.keyed)
  }
  return { parts, plain, keyed }
}

function recordOf(
  text: string,
  shapes: LineShapes,
  line: number,
  separator: string,
): { parts: number; plain: boolean; keyed: boolean } {
  const end = shapes.end[line]!
  let parts = 0
  let plain = true
  let keyed = true
  let quoted = false
  let cell = shapes.start[line]!
  for (let i = cell; i <= end; i++) {
    if (i === end || (text[i] === separator && !quoted)) {
      if (i - cell > SHORT_CELL) plain = false
      if (parts === 0) keyed = plain && i - cell <= SHORT_KEY
      if (i < end) parts++
      cell = i + 1
    } else if (text[i] === '"') quoted = !quoted
    else {
      const bits = classOf(text.charCodeAt(i))
      if ((bits & MARK & ~JOIN) !== 0 && ((bits & WIDE) !== 0 || ';?!'.includes(text[i]!))) plain = false
    }
  }
  // A single comma that goes on to a clause after a space.
  const clause = parts === 1 && / [\u4e00-\u9fff]/u.test(text.slice(cell, cell + 2))
  return { parts, plain: plain && !clause, keyed: keyed && !clause }
}

/** A row of a table as programs print it, between brackets or bars: ['甲', '乙'], | 甲 | 乙 |. */
export const isPrintedRow = (text: string, start: number, end: number): boolean =>
  ('[{'.includes(text[start]!) && ']}'.includes(text[end - 1]!)) || (text[start] === '|' && text[end - 1] === '|')
