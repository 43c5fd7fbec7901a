import type { Document } from './document.ts'

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
export function lines({ text }: Document): Lines {
  let starts = new Int32Array(SMALL)
  let ends = new Int32Array(SMALL)
  let count = 0
  let start = 0
  const push = (end: number): void => {
    if (count === starts.length) {
      starts = grown(starts)
      ends = grown(ends)
    }
    starts[count] = start
    ends[count++] = end
  }
  if (OTHER_BREAK_RE.test(text)) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (!isLineBreak(unit)) continue
      push(i)
      if (unit === CR && text.charCodeAt(i + 1) === LF) i++
      start = i + 1
    }
  } else {
    // Looking for one character takes the engine a tenth of the time that comparing each takes us.
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', start)) {
      push(i)
      start = i + 1
    }
  }
  push(text.length)
  return { count, starts: first(starts, count), ends: first(ends, count) }
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
