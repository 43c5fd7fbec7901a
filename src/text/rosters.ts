import type { Document } from '../core/document.ts'
import { SURNAMES } from '../data/surnames.ts'
import { BLANK, classAt, HAN } from './classes.ts'
import { edgeOf, isBlankAfter } from './line-edges.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'

/** A name has no more ideographs; a line of a list of names has at least so many, and so many of them begin with a surname. */
const LONGEST_NAME = 4
const FEWEST_NAMES = 3
const SURNAMED = 0.6

/**
 * Line breaks inside lists of names that were wrapped: 1 where a name is cut (`刘⏎洋`), 2 where the line is as full as one of those and the
 * list goes on. Where no name is cut, each line is a row of its own, and nothing is found.
 */
export function wrappedRosters(document: Document): Uint8Array {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const found = new Uint8Array(shapes.count)
  let full = Infinity
  for (let a = 0; a + 1 < shapes.count; a++) {
    if (isBlankAfter(shapes, a) || !cutsName(text, shapes, a)) continue
    found[a] = 1
    full = Math.min(full, edgeOf(shapes, a))
  }
  if (full === Infinity) return found
  for (let a = 0; a + 1 < shapes.count; a++) {
    if (found[a] !== 0 || isBlankAfter(shapes, a) || edgeOf(shapes, a) < full - 2) continue
    if (namesOf(text, shapes, a) >= FEWEST_NAMES && namesOf(text, shapes, a + 1) > 0) found[a] = 2
  }
  return found
}

/** Does a list of names end with a surname alone, and the next line begin with a given name alone? */
function cutsName(text: string, shapes: LineShapes, a: number): boolean {
  const [end, start] = [shapes.end[a]!, shapes.start[a + 1]!]
  const alone =
    (classAt(text, end - 2) & BLANK) !== 0 &&
    ((classAt(text, start + 1) & BLANK) !== 0 || start + 1 === shapes.end[a + 1]) &&
    SURNAMES.includes(text[end - 1]!)
  return alone && namesOf(text, shapes, a) >= FEWEST_NAMES && namesOf(text, shapes, a + 1) > 0
}

/** How many names the line holds, if it holds nothing else; the rests of cut ones at its ends count too. */
function namesOf(text: string, shapes: LineShapes, line: number): number {
  let names = 0
  let surnamed = 0
  for (let from = shapes.start[line]!; from < shapes.end[line]!;) {
    let to = from
    while (to < shapes.end[line]! && (classAt(text, to) & HAN) !== 0 && to - from <= LONGEST_NAME) to++
    if (to === from || to - from > LONGEST_NAME) return 0
    if (to < shapes.end[line]! && (classAt(text, to) & BLANK) === 0) return 0
    names++
    if (SURNAMES.includes(text[from]!) || to - from === 1) surnamed++
    while (to < shapes.end[line]! && (classAt(text, to) & BLANK) !== 0) to++
    from = to
  }
  return surnamed >= names * SURNAMED ? names : 0
}
