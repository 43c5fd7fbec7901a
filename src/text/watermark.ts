import type { Document } from '../core/document.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import type { Verdict } from './page-verdicts.ts'

/** A piece of a word that was set across the page: a letter or two. */
const PIECE_RE = /^[A-Za-z]{1,2}$/u
const ROMAN_RE = /^[ivxlc]+$/iu
/** So few are labels or interjections. */
const FEWEST = 4

/**
 * The letters of a mark that was printed across the page come out one or two at a time, between the paragraphs. Small ones among them
 * tell them from letters that name sections, and different ones from a speaker's; nobody writes a text with four such lines.
 */
export function watermarkLines(document: Document): [line: number, verdict: Verdict][] {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const pieces: number[] = []
  for (let line = 0; line < shapes.count; line++) {
    const start = shapes.start[line]!
    const end = shapes.end[line]!
    if (end - start > 2 || !PIECE_RE.test(text.slice(start, end))) continue
    const apart = (other: number): boolean => Math.abs(shapes.number[other]! - shapes.number[line]!) > 1
    if ((line > 0 && !apart(line - 1)) || (line + 1 < shapes.count && !apart(line + 1))) continue
    pieces.push(line)
  }
  if (pieces.length < FEWEST) return []
  const words = pieces.map((line) => text.slice(shapes.start[line], shapes.end[line]))
  const small = words.filter((word) => /[a-z]/u.test(word) && !ROMAN_RE.test(word)).length
  const pairs = words.filter((word) => word.length === 2).length
  if (small * 2 < words.length || pairs * 2 < words.length) return []
  if (new Set(words).size * 4 < words.length * 3 || words.every((word, i) => i === 0 || word > words[i - 1]!)) return []
  if (!isProse(shapes, pieces.length)) return []
  return pieces.map((line) => [line, { safety: 'risky', reason: 'letters of a mark printed across the page' }])
}

/** Do most of the lines that are no pieces hold Chinese sentences? */
function isProse(shapes: LineShapes, pieces: number): boolean {
  let sentences = 0
  for (let line = 0; line < shapes.count; line++)
    if (shapes.innerMarks[line]! > 0 && shapes.han[line]! >= 8) sentences++
  return sentences * 2 >= shapes.count - pieces
}
