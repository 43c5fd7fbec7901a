import type { Document } from '../core/document.ts'
import type { Span } from '../core/edit.ts'
import { BREAK, classAt, END, HAN, KANA } from '../text/classes.ts'
import { isForeign } from '../text/script.ts'
import { verbatim } from '../text/verbatim.ts'
import { scriptOf, SIMPLIFIED, TRADITIONAL } from './dictionaries.ts'

/** A sentence, with what precedes it: how many of its characters only one of the scripts writes. */
export interface Piece extends Span {
  readonly simplified: number
  readonly traditional: number
}

/** A text without sentence marks is cut into pieces of so many code units. */
const LONGEST_PIECE = 2048

/** So many characters of its own script a sentence needs to be taken for another's than its document's. */
const DOCUMENTS_WEIGHT = 2

/** The sentences that hold ideographs, except Japanese ones, in order. What stands verbatim, such as code, does not count. */
export function* piecesOf(document: Document): Iterable<Piece> {
  const { text } = document
  const { has } = document.fact(verbatim)
  let start = 0
  let han = 0
  let kana = 0
  let simplified = 0
  let traditional = 0
  for (let i = 0; i < text.length; i++) {
    const bits = classAt(text, i)
    if ((bits & HAN) !== 0) {
      han++
      const codePoint = text.codePointAt(i)!
      const own = scriptOf(codePoint)
      if (own !== 0 && !has(i)) {
        if (own === SIMPLIFIED) simplified++
        else if (own === TRADITIONAL) traditional++
      }
      if (codePoint > 0xffff) i++
    } else if ((bits & KANA) !== 0) kana++
    if ((bits & (END | BREAK)) === 0 && i - start < LONGEST_PIECE && i < text.length - 1) continue
    if (han > 0 && !isForeign(han, kana)) yield { start, end: i + 1, simplified, traditional }
    if (han + kana > 0 || i - start >= LONGEST_PIECE) {
      start = i + 1
      han = kana = simplified = traditional = 0
    }
  }
}

/** The script that the document is mostly in: `SIMPLIFIED`, `TRADITIONAL`, or 0 if it is as much in the one as in the other. */
export function mainScript(document: Document): number {
  let lead = 0
  for (const { simplified, traditional } of piecesOf(document)) lead += simplified - traditional
  return lead > 0 ? SIMPLIFIED : lead < 0 ? TRADITIONAL : 0
}

/** The script of a piece, by its own characters and, where they are too few, by the document's. */
export function scriptOfPiece({ simplified, traditional }: Piece, main: number): number {
  const lead = simplified - traditional
  const weight = main === SIMPLIFIED ? DOCUMENTS_WEIGHT : main === TRADITIONAL ? -DOCUMENTS_WEIGHT : 0
  const sum = lead + weight
  return sum > 0 ? SIMPLIFIED : sum < 0 ? TRADITIONAL : main
}

/** Stretches of ideographs in the other script than `main`, each from the first to the last character that only that one writes. */
export function* strangers(document: Document, main: number): Iterable<Span> {
  const { text } = document
  const { has } = document.fact(verbatim)
  for (const piece of piecesOf(document)) {
    if ((main === SIMPLIFIED ? piece.traditional : piece.simplified) === 0) continue
    let start = -1
    let end = -1
    for (let i = piece.start; i < piece.end; i++) {
      const codePoint = text.codePointAt(i)!
      const length = codePoint > 0xffff ? 2 : 1
      const own = scriptOf(codePoint)
      if (own !== 0 && own !== main && !has(i)) {
        if (start < 0) start = i
        end = i + length
      } else if (start >= 0 && (own === main || (classAt(text, i) & HAN) === 0 || i - end >= LONGEST_GAP)) {
        yield { start, end }
        start = -1
      }
      i += length - 1
    }
    if (start >= 0) yield { start, end }
  }
}

/** So many characters that both scripts write may stand inside of one stretch: 國立臺灣大學. */
const LONGEST_GAP = 4
