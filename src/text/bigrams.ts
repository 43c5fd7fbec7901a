import type { Document } from '../core/document.ts'
import { CJK, classOf } from './classes.ts'

/** A set of pairs of neighbouring ideographs (by hash; about one pair in 10,000 that is not there seems to be). */
export interface Bigrams {
  /** Do the two code units stand side by side somewhere in the text, in this order? */
  has(first: number, second: number): boolean
}

/**
 * The pairs of CJK characters that stand side by side in the text: words of the document itself. A pair across a line break or a
 * space is not counted, so it can be asked whether joining two lines makes a word that is used elsewhere.
 */
export function bigrams(document: Document): Bigrams {
  const { text } = document
  // Sized to the text, so that a long document does not fill the table and answer yes to everything.
  const bits = 1 << Math.min(26, Math.max(16, Math.ceil(Math.log2(text.length + 1)) + 3))
  const seen = new Uint8Array(bits >> 3)
  const slot = (first: number, second: number): number => (Math.imul(first * 0x10001 + second, 0x9e3779b1) >>> 0) % bits
  let last = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const is = (classOf(unit) & CJK) !== 0
    if (is && last !== 0) {
      const s = slot(last, unit)
      seen[s >> 3]! |= 1 << (s & 7)
    }
    last = is ? unit : 0
  }
  return {
    has(first, second) {
      const s = slot(first, second)
      return (seen[s >> 3]! & (1 << (s & 7))) !== 0
    },
  }
}
