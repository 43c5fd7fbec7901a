import type { Document } from '../core/document.ts'
import { COST_OF_SHORT, COST_OF_SHORT_END, costIn, followCheapest, measuresOf } from './cheapest-measures.ts'
import { classAt, MARK } from './classes.ts'
import {
  blanksOf,
  countBlanks,
  firstLineOf,
  isSqueezed,
  noBlanks,
  standAtEdges,
  type BlankCounts,
  type Region,
} from './column-habits.ts'
import { edgeOf, ENDS_SENTENCE, isBlankAfter, isUnmarked, lineEnds, playOf } from './line-edges.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { judgeOf } from './wrapped-lines.ts'

/** The columns that the lines which are not blank were set in. Where one region ends and the next begins is found, not assumed. */
export interface Columns {
  /** Number of the region that the line belongs to; a region is a run of lines with the same measure. */
  readonly region: Int32Array
  readonly regions: readonly Region[]
}

/** What a line costs that stands in no column. */
const COST_UNWRAPPED = 1.2
/** Where columns are proven, what stands between them is more likely another column than not. */
const COST_UNWRAPPED_AMONG_WRAPPED = 1.4

/**
 * The width in cells of the column that each line was set in, 0 where it is not wrapped. Found by the cheapest explanation of all line
 * widths: a line that fills the measure costs nothing, a short one a little, one that is too wide much; a change of measure has its price.
 * A dynamic program over lines × measures, linear in lines.
 */
export function measures(document: Document): Int32Array {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const measure = new Int32Array(shapes.count)
  const tried = measuresOf(shapes)
  if (tried.length === 0) return measure
  const ends = document.fact(lineEnds)
  const judge = judgeOf(document, shapes, ends)
  const explain = (unwrapped: number, known: boolean): number => {
    followCheapest(shapes, ends, tried, unwrapped, measure)
    widen(text, shapes, measure)
    keepParagraphs(text, shapes, ends, measure)
    return settle(shapes, ends, measure, (own, from, to) => judge(own, from, to)[known ? 'wrappedIfKnown' : 'wrapped'])
  }
  const proven = explain(COST_UNWRAPPED, false)
  if (proven >= Math.max(PROVEN_LINES, shapes.count * PROVEN_SHARE)) explain(COST_UNWRAPPED_AMONG_WRAPPED, true)
  return measure
}

/** The regions: runs of lines with the same measure, and what is usual in each. */
export function columns(document: Document): Columns {
  return withRegions(document, document.fact(lineShapes), document.fact(measures))
}

/** Of the full lines so many are too wide for their measure, and so many of those by the same, give or take a cell. */
const OVERFULL = 0.25
const ALIKE = 0.6

/**
 * Squeezing makes lines too wide by more or less, each by its marks, and the fewer the wider. Where most lines are too wide by the same,
 * they are the ones that fill the column, and the lines that were taken for full lack a character.
 */
function widen(text: string, shapes: LineShapes, measure: Int32Array): void {
  eachRun(measure, shapes.count, (from, to) => {
    if (measure[from]! > 0) measure.fill(measure[from]! + excessOf(text, shapes, measure[from]!, from, to), from, to)
  })
}

/** By how many cells most of the lines are wider than their measure; 0 where it is right. */
function excessOf(text: string, shapes: LineShapes, measure: number, from: number, to: number): number {
  const lines = new Int32Array(8)
  let full = 0
  let overfull = 0
  for (let i = from; i < to; i++) {
    const excess = edgeOf(shapes, i) - measure
    if (excess < -playOf(measure)) continue
    full++
    const hangs = excess === 2 && (classAt(text, shapes.end[i]! - 1) & MARK) !== 0
    if (hangs) continue
    if (excess > 0) overfull++
    if (excess >= 0 && excess < lines.length) lines[excess]!++
  }
  if (overfull < 3 || overfull < full * OVERFULL) return 0
  let most = 1
  for (let k = 2; k < lines.length; k++) if (lines[k]! >= lines[most]! * 0.8) most = k
  return lines[most]! >= lines[0]! && lines[most]! + lines[most - 1]! >= overfull * ALIKE ? most : 0
}

/** In a text with so many wrapped lines, and such a share of them, every other column is wrapped as well. */
const PROVEN_LINES = 12
const PROVEN_SHARE = 0.3

/**
 * Takes the measure from runs of lines that are even for another reason than wrapping, and gives such a line to the column beside it
 * where it stands well: two equal lines at the head of a column may have been cheaper to explain as a column of their own. Returns how
 * many lines are in columns that look wrapped.
 */
function settle(
  shapes: LineShapes,
  ends: Uint8Array,
  measure: Int32Array,
  looksWrapped: (measure: number, from: number, to: number) => boolean,
): number {
  const rejected = new Uint8Array(shapes.count)
  let proven = 0
  eachRun(measure, shapes.count, (from, to) => {
    if (measure[from] === 0) return
    if (looksWrapped(measure[from]!, from, to)) proven += to - from
    else rejected.fill(1, from, to)
  })
  for (let i = 0; i < shapes.count; i++) if (rejected[i] === 1) measure[i] = 0
  const adopt = (i: number, neighbour: number): void => {
    if (rejected[i] === 0 || measure[i]! > 0 || !(measure[neighbour]! > 0)) return
    const deficit = measure[neighbour]! - edgeOf(shapes, i)
    const lack = (ends[i]! & ENDS_SENTENCE) !== 0 ? COST_OF_SHORT_END : COST_OF_SHORT
    const cost = costIn(deficit, shapes.elastic[i]!, shapes.doubt[i]!, lack)
    if (cost < COST_UNWRAPPED) measure[i] = measure[neighbour]!
  }
  for (let i = 1; i < shapes.count; i++) adopt(i, i - 1)
  for (let i = shapes.count - 2; i >= 0; i--) adopt(i, i + 1)
  return proven
}

/** A paragraph does not change its measure: what goes on with the sentence of a column before it belongs to that column, if it fits. */
function keepParagraphs(text: string, shapes: LineShapes, ends: Uint8Array, measure: Int32Array): void {
  for (let i = 1; i < shapes.count; i++) {
    const before = measure[i - 1]!
    if (before === 0 || measure[i] === before || edgeOf(shapes, i) > before || isBlankAfter(shapes, i - 1)) continue
    if ((ends[i]! & ENDS_SENTENCE) === 0 || (ends[i - 1]! & ENDS_SENTENCE) !== 0) continue
    if (!isUnmarked(text, shapes, i - 1)) measure[i] = before
  }
}

/** Calls `visit` for each run `[from, to)` of lines with the same measure. */
function eachRun(measure: Int32Array, count: number, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < count;) {
    let to = from + 1
    while (to < count && measure[to] === measure[from]) to++
    visit(from, to)
    from = to
  }
}

function withRegions(document: Document, shapes: LineShapes, measure: Int32Array): Columns {
  const { text } = document
  const region = new Int32Array(shapes.count)
  const regions: Region[] = []
  const all = noBlanks()
  const counted: BlankCounts[] = []
  eachRun(measure, shapes.count, (from, to) => {
    if (measure[from] === 0) return
    const counts = countBlanks(shapes, document.fact(lineEnds), measure[from]!, from, to)
    counted.push(counts)
    for (const key of Object.keys(all) as (keyof BlankCounts)[]) all[key] += counts[key]
  })
  const atEdges = standAtEdges(all)
  let wrapped = 0
  eachRun(measure, shapes.count, (from, to) => {
    const own = measure[from]!
    region.fill(regions.length, from, to)
    if (own === 0) {
      regions.push({ from, to, measure: 0, firstLine: 'flush', blanks: 'some', squeezed: false })
      return
    }
    const firstLine = firstLineOf(text, shapes, document.fact(lineEnds), own, from, to)
    const blanks = blanksOf(counted[wrapped++]!, atEdges, firstLine)
    regions.push({ from, to, measure: own, firstLine, blanks, squeezed: isSqueezed(text, shapes, own, from, to) })
  })
  return { region, regions }
}
