import type { Document } from '../core/document.ts'
import { CJK, classAt, LETTER, WESTERN } from './classes.ts'
import { setOff } from './spacing.ts'

/**
 * What to put where the break `[start, end)` between two pieces of a sentence was: nothing between Chinese, a space between Western
 * words, and between the two whatever the document does elsewhere.
 */
export function glueBetween(document: Document, start: number, end: number): '' | ' ' {
  const { text } = document
  const left = classAt(text, start - 1)
  const right = classAt(text, end)
  const leftWestern = (left & WESTERN) !== 0
  const rightWestern = (right & WESTERN) !== 0
  if (leftWestern && rightWestern) return (left & right & LETTER) !== 0 && !cutsAddress(text, start, end) ? ' ' : ''
  const western = leftWestern ? left : rightWestern ? right : 0
  if (western === 0) return isWesternMark(text, start - 1) && isWesternMark(text, end) ? ' ' : ''
  if (((leftWestern ? right : left) & CJK) !== 0)
    return document.fact(setOff)[(western & LETTER) !== 0 ? 'letters' : 'digits'] ? ' ' : ''
  // A Western mark is followed by a space ("end. Next"), a Chinese one is not.
  return rightWestern && isWesternMark(text, start - 1) && '.,;:!?'.includes(text[start - 1]!) ? ' ' : ''
}

const ADDRESS_RE = /(?:[a-z]:\/\/|\bwww\.|[\w-]@)[\x21-\x7e]*$/u
const REST_RE = /^[\w-]*[./?=&#_]|^[\w-]+[\u3000-\uffef]/u
const LONGEST_ADDRESS = 100

/** Does an address of the net or of mail run over the break? What follows must look like the rest of one, not like the next word. */
const cutsAddress = (text: string, start: number, end: number): boolean =>
  ADDRESS_RE.test(text.slice(Math.max(0, start - LONGEST_ADDRESS), start)) &&
  REST_RE.test(text.slice(end, end + LONGEST_ADDRESS))

const isWesternMark = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return unit > 0x20 && unit < 0x7f
}
