import { edgeOf, MAY_END_SHORT, WIDEST } from './line-edges.ts'
import type { LineShapes } from './line-shape.ts'

/** The cheapest explanation of the widths of all lines: what a line costs in a column, which columns there may be, and the way through them. */

/** Narrower than eight characters no column is set. */
const NARROWEST = 16
/** How many measures are tried at most: a page has a handful, an archive of years some dozens. */
const MOST_MEASURES = 40

/**
 * What one line costs if it stands in a column that is `deficit` cells wider than the line (negative: narrower). Justification squeezes
 * marks, so a line may be too wide by a cell for each of its `elastic` marks; it lacks a cell or two where the next character did not
 * fit, four where an indent was lost; more than that costs `lack`.
 */
export function costIn(deficit: number, elastic: number, doubt: number, lack: number): number {
  if (deficit < 0) deficit = Math.min(0, deficit + doubt)
  else deficit = Math.max(0, deficit - doubt)
  if (deficit < 0) return -deficit <= elastic ? 0.2 : -deficit <= elastic + 2 ? 0.6 : 5
  // An odd cell is left over where a digit stands in the line; otherwise the tighter measure is the true one.
  if (deficit <= 1) return deficit * 0.05
  if (deficit <= 3) return 0.3
  if (deficit <= 6) return 0.7
  return lack
}
/** What a line that is much too short costs: where it may be a paragraph's last, and anywhere else. */
export const COST_OF_SHORT_END = 0.9
export const COST_OF_SHORT = 1.5
export const COST_OF_WRAPPING = 1.8
export const COST_OF_UNWRAPPING = 0.9

/** The widths that at least three lines can have been set to, the most frequent first, cut to `MOST_MEASURES`. */
export function measuresOf(shapes: LineShapes): number[] {
  // How many lines more may have been set to a width than to the one before it.
  const more = new Int32Array(WIDEST + 2)
  for (let i = 0; i < shapes.count; i++) {
    const edge = edgeOf(shapes, i)
    const least = Math.max(NARROWEST, edge - shapes.elastic[i]!)
    const most = Math.min(WIDEST, edge)
    if (least > most) continue
    more[least]!++
    more[most + 1]!--
  }
  const found: { measure: number; count: number }[] = []
  let narrower = 0
  for (let m = NARROWEST; m <= WIDEST; m++) {
    const lines = narrower + more[m]!
    if (lines + narrower >= 3) found.push({ measure: m, count: lines + narrower })
    narrower = lines
  }
  found.sort((a, b) => b.count - a.count)
  return found.slice(0, MOST_MEASURES).map((f) => f.measure)
}

/**
 * The cheapest way through the lines, as the measure of each. Of all measures, a line tells few apart: it is as short for each of the wide
 * ones, and for what is too narrow it costs more than to leave that measure and come back. So the wide ones that have come to cost the same
 * are carried as one, and the narrow ones not at all.
 */
export function followCheapest(
  shapes: LineShapes,
  ends: Uint8Array,
  measures: readonly number[],
  unwrapped: number,
  out: Int32Array,
): void {
  const { count: n, indent, width, elastic, doubt } = shapes
  const states = measures.length
  const widths = Int32Array.from(measures).sort()
  // Among ways that cost the same, the one through the more frequent measure is taken, and before all the unwrapped one.
  const rank = widths.map((width) => measures.indexOf(width))
  const none = states
  // Of the measures from each one on, the most frequent.
  const foremost = new Uint8Array(states + 1)
  for (let s = states - 1; s >= 0; s--)
    foremost[s] = s + 1 < states && rank[foremost[s + 1]!]! < rank[s]! ? foremost[s + 1]! : s
  const firstFrom = new Uint8Array(WIDEST + 2)
  for (let w = 1, s = 0; w < firstFrom.length; w++) {
    while (s < states && widths[s]! < w) s++
    firstFrom[w] = s
  }
  // What each way costs, and the line since which it has stayed in its measure. For those that are carried as one, the line at which they
  // were entered together, and of each the one at which it joined them, which may be later.
  const costs = new Float64Array(states).fill(Infinity)
  const since = new Int32Array(states)
  const joined = new Int32Array(states)
  let wide = Infinity
  let wideSince = 0
  // A text begins unwrapped: the first column has its price like any other.
  let open = 0
  let openSince = 0
  let narrow = states
  let wideFrom = states
  // Of the lines before each one, and of all: which way through them is the cheapest, and since when it has stayed.
  const cheapest = new Uint8Array(n + 1)
  const cheapestSince = new Int32Array(n + 1)
  let best = none
  let lowest = 0
  for (let i = 0; i < n; i++) {
    const edge = indent[i]! + width[i]!
    const squeezable = elastic[i]!
    const doubtful = doubt[i]!
    const lack = (ends[i]! & MAY_END_SHORT) !== 0 ? COST_OF_SHORT_END : COST_OF_SHORT
    const whole = Math.floor(doubtful)
    const from = firstFrom[Math.max(0, Math.min(WIDEST + 1, edge - squeezable - 2 - whole))]!
    const near = firstFrom[Math.max(0, Math.min(WIDEST + 1, edge + 7 + whole))]!
    const wrapping = lowest + COST_OF_WRAPPING
    const unwrapping = lowest + COST_OF_UNWRAPPING
    for (; wideFrom < near; wideFrom++) {
      costs[wideFrom] = wide
      if (wideSince > joined[wideFrom]!) since[wideFrom] = wideSince
    }
    for (let s = narrow; s < from; s++) costs[s] = Infinity
    narrow = from
    if (open > unwrapping) {
      open = unwrapping
      openSince = i
    }
    open += unwrapped
    best = none
    lowest = open
    for (let s = from; s < near; s++) {
      let cost = costs[s]!
      if (cost > wrapping) {
        cost = wrapping
        since[s] = i
      }
      cost += costIn(widths[s]! - edge, squeezable, doubtful, lack)
      costs[s] = cost
      if (cost < lowest || (cost === lowest && best !== none && rank[s]! < rank[best]!)) {
        lowest = cost
        best = s
      }
    }
    for (let s = near; s < wideFrom; s++) {
      let cost = costs[s]!
      if (cost > wrapping) {
        cost = wrapping
        since[s] = i
      }
      cost += lack
      costs[s] = cost
      if (cost < lowest || (cost === lowest && best !== none && rank[s]! < rank[best]!)) {
        lowest = cost
        best = s
      }
    }
    if (wideFrom < states) {
      if (wide > wrapping) {
        wide = wrapping
        wideSince = i
      }
      wide += lack
      const first = foremost[wideFrom]!
      if (wide < lowest || (wide === lowest && best !== none && rank[first]! < rank[best]!)) {
        lowest = wide
        best = first
      }
    } else if (near < states) {
      wide = costs[states - 1]!
      wideSince = 0
    }
    while (wideFrom > near && costs[wideFrom - 1] === wide) joined[--wideFrom] = i
    cheapest[i + 1] = best
    cheapestSince[i + 1] =
      best === none ? openSince : best >= wideFrom && wideSince > joined[best]! ? wideSince : since[best]!
  }
  for (let end = n; end > 0;) {
    const start = cheapestSince[end]!
    out.fill(cheapest[end] === none ? 0 : widths[cheapest[end]!]!, start, end)
    end = start
  }
}
