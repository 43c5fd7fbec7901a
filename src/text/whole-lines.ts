import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import { lines } from '../core/lines.ts'
import { lineShapes } from './line-shape.ts'

/**
 * Takes out the lines from `first` to `last`, as `lineShapes` numbers them: with the break before them, or, where nothing is left above
 * (`atTop`), with the break behind.
 */
export function withoutLines(document: Document, first: number, last: number, atTop: boolean): Edit {
  const shapes = document.fact(lineShapes)
  if (!atTop) return { start: shapes.end[first - 1]!, end: shapes.end[last]!, text: '' }
  const all = document.fact(lines)
  const startOf = (line: number): number =>
    line < shapes.count ? all.starts[shapes.number[line]!]! : document.text.length
  return { start: first === 0 ? 0 : startOf(first), end: startOf(last + 1), text: '' }
}
