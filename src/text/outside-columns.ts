import type { Document } from '../core/document.ts'
import { classAt, PAUSE } from './classes.ts'
import { cutBetween } from './cuts.ts'
import { isSmall } from './hyphen.ts'
import { edgeOf, endsSentence, isBlankAfter, isBlock } from './line-edges.ts'
import type { Row } from './line-evidence.ts'
import { isBracketed, LATIN_SENTENCE } from './line-forms.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { wrappedRosters } from './rosters.ts'

/** Lines that were wrapped though they stand in no column. */

/** Lines in brackets together are no more than this. */
const LONGEST_BRACKET = 4

/** Is the break behind line `a` inside a bracket that fills a few lines to their ends? */
function isInBracket(text: string, shapes: LineShapes, a: number): boolean {
  let open = a
  while (open > a - LONGEST_BRACKET + 1 && open > 0 && !'（('.includes(text[shapes.start[open]!]!)) open--
  for (let close = a + 1; close < Math.min(shapes.count, open + LONGEST_BRACKET); close++) {
    if (isBlankAfter(shapes, close - 1)) return false
    if (isBracketed(text, shapes, open, close)) return true
  }
  return false
}

/** Bullets, and as many items as show how wide a list was set. */
const BULLET_RE = /^[●○■□◆◇▲△▶►•·※★☆-]\s?\S/u
const FEWEST_ITEMS = 3
/** Items are not justified: one that goes on may be short of the widest by a word. */
const RAGGED = 8

/** How wide the items of the document's bulleted lists are at most, in cells; 0 if there are too few. */
function bulletWidth(document: Document): number {
  const { text } = document
  const shapes = document.fact(lineShapes)
  let items = 0
  let widest = 0
  for (let i = 0; i < shapes.count; i++) {
    if (!isBullet(text, shapes, i)) continue
    items++
    widest = Math.max(widest, edgeOf(shapes, i))
  }
  return items >= FEWEST_ITEMS ? widest : 0
}

const isBullet = (text: string, shapes: LineShapes, i: number): boolean =>
  BULLET_RE.test(text.slice(shapes.start[i], shapes.start[i]! + 3))

/** Does a bulleted item that is as wide as any break off, and the next line, which is none, go on with it? */
function itemGoesOn(document: Document, shapes: LineShapes, a: number): boolean {
  const { text } = document
  if (isBlankAfter(shapes, a) || !isBullet(text, shapes, a)) return false
  if (edgeOf(shapes, a) < Math.max(LATIN_SENTENCE, document.fact(bulletWidth) - RAGGED)) return false
  const [last, next] = [shapes.end[a]! - 1, shapes.start[a + 1]!]
  if (isBlock(text, shapes, a + 1)) return false
  return (classAt(text, last) & PAUSE) !== 0 || cutBetween(document, last, next) !== undefined
}

/** What speaks for joining line `a` to the next outside of columns: what was wrapped there as well, and shows it. */
export function evidenceOutside(document: Document, a: number, amongColumns: boolean): Row[] {
  const { text } = document
  const shapes = document.fact(lineShapes)
  if (itemGoesOn(document, shapes, a)) return ['itemGoesOn']
  if (!amongColumns) return []
  const roster = document.fact(wrappedRosters)[a]!
  if (roster > 0) return [roster === 1 ? 'splitName' : 'roster']
  if (shapes.innerEnds[a] === 0 && isInBracket(text, shapes, a)) return ['bracketed']
  const western = shapes.han[a] === 0 && shapes.width[a]! >= 16 && !endsSentence(text, shapes.end[a]!)
  const goesOn = western && !isBlankAfter(shapes, a) && isSmall(text, shapes.start[a + 1]!)
  return goesOn && text.slice(shapes.start[a], shapes.end[a]).includes(' ') ? ['smallLetter'] : []
}
