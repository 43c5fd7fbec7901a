import { BLANK, classAt, MARK } from './classes.ts'
import { edgeOf, ENDS_SENTENCE, isBlankAfter, isBlankBefore, isFull, tokenWidth } from './line-edges.ts'
import type { LineShapes } from './line-shape.ts'

/** What is usual in a column: how its paragraphs begin, what blank lines mean in it, whether marks were squeezed to make lines fit. */

/** A run of lines with the same measure. */
export interface Region {
  /** The lines `[from, to)`, as indices into the shapes. */
  readonly from: number
  readonly to: number
  /** The width in cells of the column that the lines were set in, 0 where they are not wrapped. */
  readonly measure: number
  /** How a paragraph's first line is marked: by its indent, by the room that a lost indent left, or not at all. */
  readonly firstLine: 'indented' | 'deficit' | 'flush'
  /**
   * What blank lines mean: nothing, where every line has one; where the left edge of the print moves, so behind a first line as well as
   * before it; before nearly every paragraph; or something now and then.
   */
  readonly blanks: 'everywhere' | 'edges' | 'paragraphs' | 'some'
  /** Is every wide mark of a line possibly a cell narrower than it looks? */
  readonly squeezed: boolean
}

/**
 * How paragraphs begin in the region. A line in mid-sentence that leaves room in which the next word would have fitted is a first line
 * that has lost its indent: nothing else stops a line short. Flush paragraphs show after lines that are short and end a sentence.
 */
export function firstLineOf(
  text: string,
  shapes: LineShapes,
  ends: Uint8Array,
  measure: number,
  from: number,
  to: number,
): Region['firstLine'] {
  let indented = 0
  let deficit = 0
  let flush = 0
  for (let i = from; i < to; i++) {
    const room = measure - edgeOf(shapes, i)
    if (shapes.indent[i]! >= 2) indented++
    else if (i > from && measure - edgeOf(shapes, i - 1) > 6 && (ends[i - 1]! & ENDS_SENTENCE) !== 0) {
      // A line with marks may be a first line whose marks were not squeezed: only one that no squeezing makes a first line is flush.
      if (room + shapes.elastic[i]! < 3) flush++
    }
    if (room < 3 || room > 6 || i + 1 >= to || shapes.indent[i]! >= 2) continue
    const goesOn = (classAt(text, shapes.end[i]! - 1) & (MARK | BLANK)) === 0 && isFull(shapes, measure, i + 1)
    if (goesOn && tokenWidth(text, shapes.start[i + 1]!, shapes.end[i + 1]!) <= room) deficit++
  }
  const lines = to - from
  if (indented >= 1 && indented <= lines * 0.6 && indented > flush) return 'indented'
  if (deficit >= 1 && deficit > flush * 2) return 'deficit'
  return 'flush'
}

/** Where blank lines stand behind lines of which it is certain whether the paragraph ends with them. */
export interface BlankCounts {
  /** Lines in mid-sentence that a blank line sets off from the one before, and those of them that another sets off from the one after. */
  heads: number
  headsParted: number
  /** Full lines in mid-sentence within a block, and at its end. */
  inner: number
  innerParted: number
  /** Lines that end a sentence, short or before a blank line. */
  ends: number
  endsParted: number
}

export const noBlanks = (): BlankCounts => ({
  heads: 0,
  headsParted: 0,
  inner: 0,
  innerParted: 0,
  ends: 0,
  endsParted: 0,
})

export function countBlanks(
  shapes: LineShapes,
  ends: Uint8Array,
  measure: number,
  from: number,
  to: number,
): BlankCounts {
  const counts = noBlanks()
  for (let i = from; i < to && i + 1 < shapes.count; i++) {
    const parted = isBlankAfter(shapes, i)
    const room = measure - edgeOf(shapes, i)
    if ((ends[i]! & ENDS_SENTENCE) !== 0) {
      if (parted) counts.endsParted++
      if (parted || room > 6) counts.ends++
    } else if (room <= 6 + shapes.doubt[i]! && i + 1 < to) {
      if (isBlankBefore(shapes, i) && room >= 3) {
        counts.heads++
        if (parted) counts.headsParted++
      } else if (isFull(shapes, measure, i)) {
        counts.inner++
        if (parted) counts.innerParted++
      }
    }
  }
  return counts
}

/** Do blank lines stand where the left edge moves? The same tool wrote the whole text, so this is asked of all columns together. */
export const standAtEdges = ({ heads, headsParted, inner, innerParted }: BlankCounts): boolean =>
  headsParted >= 2 && headsParted >= heads * 0.5 && inner >= 2 && innerParted <= inner * 0.25

export function blanksOf(
  { heads, headsParted, inner, innerParted, ends, endsParted }: BlankCounts,
  atEdges: boolean,
  firstLine: Region['firstLine'],
): Region['blanks'] {
  const full = inner + heads
  if (full >= 2 && innerParted >= inner * 0.6 && innerParted + headsParted >= full * 0.6) return 'everywhere'
  if (atEdges && headsParted >= heads * 0.5) return 'edges'
  if (firstLine === 'indented') return 'some'
  return endsParted >= 2 && endsParted >= ends * 0.8 ? 'paragraphs' : 'some'
}

/** Are lines set wider than their measure by squeezing marks, rather than by hanging the last one out of the column? */
export function isSqueezed(text: string, shapes: LineShapes, measure: number, from: number, to: number): boolean {
  let full = 0
  let squeezed = 0
  for (let i = from; i < to; i++) {
    if (!isFull(shapes, measure, i)) continue
    full++
    const over = edgeOf(shapes, i) - measure
    const hangs = over === 2 && (classAt(text, shapes.end[i]! - 1) & MARK) !== 0
    if (over >= 2 && !hangs) squeezed++
  }
  return squeezed > full * 0.08
}
