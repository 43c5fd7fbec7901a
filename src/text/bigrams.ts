import type { Document } from '../core/document.ts'
import { CJK, classOf, classTable, DIGIT } from './classes.ts'

/** How often pairs of neighbouring ideographs occur in a text. */
export interface Bigrams {
  /**
   * How often the two code units stand side by side in the text, in this order, up to 15. By hash: a pair that does not
   * occur may seem to, in about one case of a hundred, so one pair alone is weak evidence.
   */
  times(first: number, second: number): number
}

/** What a code unit counts as: itself if it is CJK, any digit as the same digit, all else as nothing. */
function signOf(unit: number): number {
  const bits = classOf(unit)
  return (bits & CJK) !== 0 ? unit : (bits & DIGIT) !== 0 ? 0x30 : 0
}

/**
 * The pairs of CJK characters that stand side by side in the text: words of the document itself, and the units behind its numbers. A pair across a line break or a
 * space is not counted, so it can be asked whether joining two lines makes a word that is used elsewhere.
 */
export function bigrams({ text }: Document): Bigrams {
  // Sixteen slots for each character, so that a long document does not fill the table and answer yes to everything.
  const slots = 1 << Math.min(27, Math.max(16, Math.ceil(Math.log2(text.length + 1)) + 4))
  const mask = slots - 1
  // Four bits a slot, two slots a pair.
  const counts = new Uint8Array(slots >> 1)
  const one = (first: number, second: number): number => (Math.imul((first << 16) | second, 0x9e3779b1) >>> 5) & mask
  const two = (first: number, second: number): number => (Math.imul((second << 16) | first, 0x85ebca6b) >>> 5) & mask
  const table = classTable()
  let last = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const bits = table[unit]!
    const sign = (bits & CJK) !== 0 ? unit : (bits & DIGIT) !== 0 ? 0x30 : 0
    if (sign !== 0 && last !== 0) {
      const p = one(last, sign)
      const q = two(last, sign)
      const pShift = (p & 1) << 2
      const qShift = (q & 1) << 2
      const atP = counts[p >> 1]!
      if (((atP >> pShift) & 15) < 15) counts[p >> 1] = atP + (1 << pShift)
      const atQ = counts[q >> 1]!
      if (((atQ >> qShift) & 15) < 15) counts[q >> 1] = atQ + (1 << qShift)
    }
    last = sign
  }
  const at = (slot: number): number => (counts[slot >> 1]! >> ((slot & 1) << 2)) & 15
  return {
    times(first, second) {
      const [a, b] = [signOf(first), signOf(second)]
      return a === 0 || b === 0 ? 0 : Math.min(at(one(a, b)), at(two(a, b)))
    },
  }
}
