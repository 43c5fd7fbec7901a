import type { Document } from '../core/document.ts'
import { classOf, HAN } from './classes.ts'
import { isCommonWord } from './common-words.ts'
import { isLookalike, lookalikesOf } from './lookalikes.ts'

/** A character that stands once where the document has a look-alike in the same place of the same words again and again. */
export interface Settled {
  readonly at: number
  readonly text: string
  /** How often the document writes the three characters with the look-alike. */
  readonly times: number
}

/** A word is known by three characters in a row. */
const WINDOW = 3
/** As often as this the document must write the other. */
export const LEAST_TIMES = 4

/** Documents are looked at piece by piece, so that the counts stay small; in one piece a word shows often enough. */
const PIECE = 1 << 20
const MOST_SLOTS = 1 << 23

/**
 * The characters that the document itself shows to be misread, in order. What is counted by hash only rules out, so that the exact
 * counting has little to do.
 */
export function settled({ text }: Document): Settled[] {
  const found: Settled[] = []
  for (let from = 0; from < text.length; from += PIECE) {
    for (const one of settledIn(text, from, Math.min(text.length, from + PIECE))) found.push(one)
  }
  return found
}

interface Candidate {
  readonly at: number
  readonly other: string
  /** The three characters that the document should write often, with the other in its place. */
  readonly words: string
}

function settledIn(text: string, from: number, to: number): Settled[] {
  const slots = Math.min(MOST_SLOTS, 1 << Math.ceil(Math.log2((to - from) * 4 + 256)))
  const counts = new Uint8Array(slots)
  const slotOf = (a: number, b: number, c: number): number =>
    ((Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)) >>> 7) & (slots - 1)
  forEachWindow(text, from, to, (_, a, b, c) => {
    const slot = slotOf(a, b, c)
    if (counts[slot]! < 255) counts[slot]!++
  })
  const candidates: Candidate[] = []
  forEachWindow(text, from, to, (start, a, b, c) => {
    if (counts[slotOf(a, b, c)] !== 1) return
    for (let at = start; at < start + WINDOW; at++) {
      for (const other of lookalikesOf(text.charCodeAt(at))) {
        const unit = other.charCodeAt(0)
        const slot = at === start ? slotOf(unit, b, c) : at === start + 1 ? slotOf(a, unit, c) : slotOf(a, b, unit)
        if (counts[slot]! < LEAST_TIMES) continue
        candidates.push({ at, other, words: text.slice(start, at) + other + text.slice(at + 1, start + WINDOW) })
      }
    }
  })
  return candidates.length === 0 ? [] : confirmed(text, from, to, candidates)
}

/** The candidates whose counts hold, one for each place: the words of the document decide, and the written form is none of them. */
function confirmed(text: string, from: number, to: number, candidates: readonly Candidate[]): Settled[] {
  const times = new Map<string, number>()
  const count = (any: string): unknown => times.has(any) && times.set(any, times.get(any)! + 1)
  for (const { at, words } of candidates) {
    for (const any of [words, text.slice(Math.max(0, at - 1), at + 1), text.slice(at, at + 2)]) times.set(any, 0)
  }
  forEachWindow(text, from, to, (start) => count(text.slice(start, start + WINDOW)))
  for (let at = from; at + 1 < to; at++) {
    if (isLookalike(text.charCodeAt(at)) || isLookalike(text.charCodeAt(at + 1))) count(text.slice(at, at + 2))
  }
  const best = new Map<number, Settled>()
  for (const { at, other, words } of candidates) {
    const most = times.get(words)!
    if (most < LEAST_TIMES || (best.get(at)?.times ?? 0) >= most) continue
    if (isOwnPair(text, at - 1, times) || isOwnPair(text, at, times)) continue
    best.set(at, { at, text: other, times: most })
  }
  return [...best.values()].sort((a, b) => a.at - b.at)
}

/** Are the two characters from `at` on a pair that the document, or everybody, writes elsewhere too? */
function isOwnPair(text: string, at: number, times: ReadonlyMap<string, number>): boolean {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)]
  if ((classOf(first) & classOf(second) & HAN) === 0) return false
  return (times.get(text.slice(at, at + 2)) ?? 0) > 1 || isCommonWord(first, second)
}

/** Calls for each three ideographs in a row that have a look-alike among them. */
function forEachWindow(
  text: string,
  from: number,
  to: number,
  call: (start: number, a: number, b: number, c: number) => void,
): void {
  let run = 0
  let last = -WINDOW
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i)
    run = (classOf(unit) & HAN) === 0 ? 0 : run + 1
    if (isLookalike(unit)) last = i
    if (run >= WINDOW && i - last < WINDOW) call(i - 2, text.charCodeAt(i - 2), text.charCodeAt(i - 1), unit)
  }
}
