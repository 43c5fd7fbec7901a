import type { Edit } from './edit.ts'

/**
 * The lines of a text, as parallel arrays of UTF-16 positions; a text without line breaks has one line.
 * `[starts[i], ends[i])` is the line without its break, and `[ends[i], starts[i + 1])` the break.
 */
export interface Lines {
  readonly count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
}

const LF = 0x0a
const CR = 0x0d

/** Is it one of the code units that end a line: LF, VT, FF, CR, NEL, U+2028, U+2029? */
export const isLineBreak = (unit: number): boolean =>
  (unit >= LF && unit <= CR) || unit === 0x85 || unit === 0x2028 || unit === 0x2029

/** The line breaks besides LF. */
const OTHER_BREAK_RE = /[\v\f\r\x85\u2028\u2029]/u

/** The lines of the document. CR LF is one break. */
export function lines({ text }: { readonly text: string }): Lines {
  const all = new LineList(SMALL)
  let start = 0
  if (OTHER_BREAK_RE.test(text)) start = all.read(text, 0, text.length)
  else {
    // Looking for one character takes the engine a tenth of the time that comparing each takes us.
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', start)) {
      all.add(start, i)
      start = i + 1
    }
  }
  all.add(start, text.length)
  return all.lines()
}

/** Lines that an edited text has kept: so many from the number `before`, which is now `now`, all moved by `shift` code units. */
export interface KeptLines {
  readonly before: number
  readonly now: number
  readonly count: number
  readonly shift: number
}

/** The lines of the `edited` text, and which of those before the sorted, disjoint `edits` it has kept. */
export function editedLines(
  edited: string,
  { count, starts, ends }: Lines,
  edits: readonly Edit[],
): { lines: Lines; kept: KeptLines[] } {
  const all = new LineList(Math.max(count, SMALL))
  const kept: KeptLines[] = []
  let shift = 0
  let line = 0
  const keep = (until: number): void => {
    if (line < until) kept.push({ before: line, now: all.count, count: until - line, shift })
    for (; line < until; line++) all.add(starts[line]! + shift, ends[line]! + shift)
  }
  let next = 0
  for (let k = 0; k < edits.length;) {
    // An edit touches the lines of the code units on both of its sides: a line feed behind a carriage return makes one break of them.
    while (next < count && starts[next]! < edits[k]!.start) next++
    keep(next - 1)
    const start = starts[line]! + shift
    do {
      const edit = edits[k++]!
      shift += edit.text.length - (edit.end - edit.start)
      while (next < count && starts[next]! <= edit.end) next++
    } while (k < edits.length && (next === count || edits[k]!.start <= starts[next]!))
    line = next
    const rest = all.read(edited, start, line < count ? starts[line]! + shift : edited.length)
    if (line === count) all.add(rest, edited.length)
  }
  keep(count)
  return { lines: all.lines(), kept }
}

class LineList {
  count = 0
  #starts: Int32Array<ArrayBuffer>
  #ends: Int32Array<ArrayBuffer>

  constructor(room: number) {
    this.#starts = new Int32Array(room)
    this.#ends = new Int32Array(room)
  }

  add(start: number, end: number): void {
    if (this.count === this.#starts.length) {
      this.#starts = grown(this.#starts)
      this.#ends = grown(this.#ends)
    }
    this.#starts[this.count] = start
    this.#ends[this.count++] = end
  }

  /** Adds the lines that end between `start` and `end`; returns where the next one begins. */
  read(text: string, start: number, end: number): number {
    let from = start
    for (let i = start; i < end; i++) {
      const unit = text.charCodeAt(i)
      if (!isLineBreak(unit)) continue
      this.add(from, i)
      if (unit === CR && i + 1 < end && text.charCodeAt(i + 1) === LF) i++
      from = i + 1
    }
    return from
  }

  lines(): Lines {
    return { count: this.count, starts: first(this.#starts, this.count), ends: first(this.#ends, this.count) }
  }
}

/** The engine keeps arrays of up to 64 bytes on its heap, as long as nobody takes a view of them; short texts need no longer ones. */
const SMALL = 16

const first = (array: Int32Array, count: number): Int32Array =>
  array.length === SMALL ? array.slice(0, count) : array.subarray(0, count)

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(array.length * 2)
  next.set(array)
  return next
}
