import type { Edit } from './edit.ts'

/**
 * Which way a position leans where text was inserted, removed or replaced:
 * `'before'` gives the leftmost place it can stand for, `'after'` the rightmost.
 */
export type Side = 'before' | 'after'

/** The bounds of every edit on one side of a step: `starts[i]` and `ends[i]` in that side's positions. */
interface Bounds {
  readonly starts: Float64Array
  readonly ends: Float64Array
}

/**
 * Maps positions across one list of sorted, disjoint edits, both ways, in logarithmic time.
 *
 * Both directions are monotone for a fixed side: `p <= q` implies `map(p) <= map(q)`. A position inside a replaced span has no exact
 * counterpart; it goes to the near or far end of the replacement, by `side`.
 */
export class PositionMap {
  readonly #old: Bounds
  readonly #new: Bounds

  constructor(edits: readonly Edit[]) {
    const n = edits.length
    this.#old = { starts: new Float64Array(n), ends: new Float64Array(n) }
    this.#new = { starts: new Float64Array(n), ends: new Float64Array(n) }
    let shift = 0
    edits.forEach(({ start, end, text }, i) => {
      this.#old.starts[i] = start
      this.#old.ends[i] = end
      this.#new.starts[i] = start + shift
      this.#new.ends[i] = start + shift + text.length
      shift += text.length - (end - start)
    })
  }

  /** The position after the edits that `position` before them became. */
  forward(position: number, side: Side = 'before'): number {
    return mapped(position, side, this.#old, this.#new)
  }

  /** The position before the edits that `position` after them came from. */
  backward(position: number, side: Side = 'before'): number {
    return mapped(position, side, this.#new, this.#old)
  }
}

function mapped(position: number, side: Side, from: Bounds, to: Bounds): number {
  // Neighbouring edits may share a bound ([3,4) and [4,5)): leaning left, the first edit that touches the position decides, else the last.
  const i = side === 'before' ? countBelow(from.ends, position, false) : countBelow(from.starts, position, true) - 1
  const start = from.starts[i]
  if (side === 'before') {
    if (start === undefined || position < start) return position + shiftAfter(i - 1, from, to)
    if (position === from.ends[i]! && position > start) return to.ends[i]!
    return to.starts[i]!
  }
  if (start === undefined || position > from.ends[i]!) return position + shiftAfter(i, from, to)
  if (position === start && position < from.ends[i]!) return to.starts[i]!
  return to.ends[i]!
}

const shiftAfter = (i: number, from: Bounds, to: Bounds): number => (i < 0 ? 0 : to.ends[i]! - from.ends[i]!)

/** How many of the sorted `values` are below `limit` (or equal to it, where `inclusive`). */
function countBelow(values: Float64Array, limit: number, inclusive: boolean): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    const value = values[middle]!
    if (value < limit || (inclusive && value === limit)) low = middle + 1
    else high = middle
  }
  return low
}
