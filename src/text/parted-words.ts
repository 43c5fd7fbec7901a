import type { Document } from '../core/document.ts'
import type { Safety } from '../core/rule.ts'
import { bigrams } from './bigrams.ts'
import { BLANK, classAt, classTable, END, HAN, isBlank, isHan, MARK, OPEN, PAUSE } from './classes.ts'
import { isCommonWord } from './common-words.ts'
import { cutBetween } from './cuts.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { hasSentenceMark, isSpace } from './spacing.ts'

/** In prose, so many pairs of ideographs stand together for each that a space parts; who sets phrases off by hand has more. */
const RARE = 30
/** A text that sets off phrases here and there parts a word by chance once in fifty places. */
const CHANCE = 0.5
const PROVEN = 2
const PROVEN_SHARE = 0.2
/** So many show that its spaces are the ends of lines, wherever they fall. */
const WRAPPED = 3
/** What stands between marks, on both sides of a space that nothing else shows to be stray. */
const LONG_SIDE = 4
/** How far a clause is looked at. */
const LONGEST_CLAUSE = 80
/** A pair that the text writes so often elsewhere is a word of it. */
const OFTEN = 2

/** `所` and what is done: 所引, 所讲的; not 所谓, 所有, which begin clauses. */
const RELATIVE_RE = /^所[^谓謂有以在属屬长長得需]/u

/** A space between two ideographs. */
export interface PartedWord {
  readonly at: number
  readonly safety: Safety
  readonly reason: string
}

/**
 * Single spaces inside of words, in sentences of a text that has next to none between ideographs: what is left of a line's end, or of a
 * gap that was a little wide. Both halves must make a word, and neither half one with what stands on its other side.
 */
export function partedWords(document: Document): readonly PartedWord[] {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const found: { at: number; start: number; end: number }[] = []
  let spaced = 0
  for (let line = 0; line < shapes.count; line++) {
    if (!isSentence(shapes, line) || (shapes.classes[line]! & BLANK) === 0) continue
    const [start, end] = [shapes.start[line]!, shapes.end[line]!]
    if (!hasSentenceMark(text, start)) continue
    for (let i = start + 2; i < end; i++) {
      if (!isBlank(text, i - 1) || !isHan(text, i) || !isHan(text, i - 2)) continue
      spaced++
      if (isSpace(text.charCodeAt(i - 1))) found.push({ at: i - 1, start, end })
    }
    if (spaced * RARE > text.length) return []
  }
  if (spaced === 0 || !isRare(text, shapes, spaced)) return []
  const alone = found.flatMap(({ at, start, end }) => {
    const sides = sidesOf(text, at, start, end)
    return sides === undefined ? [] : [{ at, sides, proven: isInside(document, at) }]
  })
  const proven = alone.filter((space) => space.proven).length
  const certain = proven >= spaced * CHANCE
  const usual = proven >= PROVEN && proven >= spaced * PROVEN_SHARE
  if (!certain && !usual) return []
  const words: PartedWord[] = []
  for (const space of alone) {
    if (space.proven) words.push({ at: space.at, safety: 'safe', reason: 'the space parts a word of a sentence' })
    else if (usual && proven >= WRAPPED && Math.min(...space.sides) >= LONG_SIDE)
      words.push({ at: space.at, safety: 'risky', reason: 'a space in a sentence of a text where spaces part words' })
  }
  return words
}

const isSentence = ({ classes, han }: LineShapes, line: number): boolean =>
  han[line]! > 1 && (classes[line]! & (PAUSE | END)) !== 0

/** Do enough pairs of ideographs stand together in the sentences of the text? */
function isRare(text: string, shapes: LineShapes, spaced: number): boolean {
  const table = classTable()
  let tight = 0
  for (let line = 0; line < shapes.count && tight < spaced * RARE; line++) {
    if (!isSentence(shapes, line) || !hasSentenceMark(text, shapes.start[line]!)) continue
    let before = 0
    for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) {
      const bits = table[text.charCodeAt(i)]!
      if ((bits & before & HAN) !== 0) tight++
      before = bits
    }
  }
  return tight >= spaced * RARE
}

/**
 * How much of its clause stands on each side of the space, from mark to mark; undefined if the clause holds another space, or is two
 * halves of one length, as verse is.
 */
function sidesOf(text: string, at: number, start: number, end: number): readonly [number, number] | undefined {
  let left = at - 1
  while (left >= start && at - left < LONGEST_CLAUSE && (classAt(text, left) & (MARK | BLANK)) === 0) left--
  let right = at + 1
  while (right < end && right - at < LONGEST_CLAUSE && (classAt(text, right) & (MARK | BLANK)) === 0) right++
  if ((left >= start && isBlank(text, left)) || (right < end && isBlank(text, right))) return undefined
  const sides = [at - 1 - left, right - at - 1] as const
  // `好 人称好的，读上声`: a headword, a speaker.
  if (sides[0] === 1 && (classAt(text, left) & OPEN) === 0) return undefined
  return sides[0] === sides[1] && sides[0] >= LONG_SIDE ? undefined : sides
}

/** Does the space stand inside of a word, or beside a character that nothing begins or ends with? */
function isInside(document: Document, at: number): boolean {
  const { text } = document
  const cut = cutBetween(document, at - 1, at + 1)
  if (cut === 'neverFirst' || cut === 'neverLast') return true
  if (RELATIVE_RE.test(text.slice(at + 1, at + 3)) && (classAt(text, at + 2) & HAN) !== 0) return true
  if (cut === undefined) return false
  const pair = (i: number, k: number): [number, number] => [text.charCodeAt(i), text.charCodeAt(k)]
  const [word, before, behind] = [pair(at - 1, at + 1), pair(at - 2, at - 1), pair(at + 1, at + 2)]
  if (isCommonWord(...before) || isCommonWord(...behind)) return false
  if (cut === 'commonWord') return true
  const { times } = document.fact(bigrams)
  return times(...word) >= OFTEN && times(...before) <= times(...word) && times(...behind) <= times(...word)
}
