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

/** The lines in which the pattern, which must be global, matches, in order. */
export function linesWith(document: Document, pattern: RegExp): number[] {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const found: number[] = []
  let line = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    while (line < shapes.count && shapes.end[line]! <= match.index) line++
    if (line === shapes.count) break
    found.push(line)
    pattern.lastIndex = shapes.end[line]!
  }
  pattern.lastIndex = 0
  return found
}
