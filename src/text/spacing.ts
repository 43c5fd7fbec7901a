import type { Document } from '../core/document.ts'
import { BLANK, CJK, classOf, DIGIT, LETTER } from './classes.ts'

/** How often ideographs stand directly beside digits or letters, and how often with one space between. */
export interface Spacing {
  readonly digits: { readonly tight: number; readonly spaced: number }
  readonly letters: { readonly tight: number; readonly spaced: number }
}

/** The document's habit of spacing between Chinese and Western. */
export function spacing(document: Document): Spacing {
  const { text } = document
  const digits = { tight: 0, spaced: 0 }
  const letters = { tight: 0, spaced: 0 }
  const count = (a: number, b: number, how: 'tight' | 'spaced'): void => {
    if ((a & CJK) !== 0 ? (b & DIGIT) !== 0 : (b & CJK) !== 0 && (a & DIGIT) !== 0) digits[how]++
    else if ((a & CJK) !== 0 ? (b & LETTER) !== 0 : (b & CJK) !== 0 && (a & LETTER) !== 0) letters[how]++
  }
  let before = 0
  let last = 0
  for (let i = 0; i < text.length; i++) {
    const bits = classOf(text.charCodeAt(i))
    if ((bits & BLANK) === 0) {
      if ((last & BLANK) === 0) count(last, bits, 'tight')
      else count(before, bits, 'spaced')
    }
    before = last
    last = bits
  }
  return { digits, letters }
}
