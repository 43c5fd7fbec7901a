import { doubleByte, type DoubleByte, type Encoding } from './double-byte.ts'
import { plausibility, wordBits } from './plausibility.ts'
import type { Reading } from './reading.ts'
import { codePointOf, sequenceAt } from './utf8.ts'

/**
 * Text of UTF-8 whose bytes were read two by two as GBK or Big5. Written back to those bytes, it is well-formed UTF-8 for a stretch,
 * which other text is hardly ever: a sequence of three bytes is one in a hundred and fifty by chance.
 */

/** What a well-formed sequence says for itself, by its length in bytes. */
const SEQUENCE_BITS = [0, 0, 1, 7, 7]
/** From where on a stretch is believed on its own; if it is at least this long it is beyond doubt. */
const CONVINCING = 18
const CERTAIN = 26
/** From where on, all stretches together, short ones are believed too. */
const PROVEN = 60
const IN_PROVEN = 8

interface Stretch {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly bits: number
}

/** What can be read in the given spans of the text, in order. */
export function pairReadings(text: string, spans: readonly { start: number; end: number }[]): Reading[] {
  for (const [kind, encoding] of [
    ['GBK', 'gbk'],
    ['Big5', 'big5'],
  ] as const) {
    const stretches = spans.flatMap(({ start, end }) => stretchesOf(text, start, end, encoding))
    const proven = stretches.reduce((sum, { bits }) => (bits >= CONVINCING ? sum + bits : sum), 0) >= PROVEN
    const believed = stretches.filter(({ bits }) => bits >= (proven ? IN_PROVEN : CONVINCING))
    if (believed.length === 0) continue
    const reason = `UTF-8 read as ${kind}`
    return believed.map(({ bits, ...rest }) => ({ ...rest, sure: proven || bits >= CERTAIN, reason }))
  }
  return []
}

/** Windows and browsers read the byte 80 as a euro sign. */
const EURO = 0x20ac

/** The stretches of well-formed UTF-8 in the bytes of `[start, end)`, each from a character of the text to the end of another. */
function stretchesOf(text: string, start: number, end: number, encoding: Encoding): Stretch[] {
  const table = doubleByte(encoding)
  if (table === undefined) return []
  const found: Stretch[] = []
  for (let i = start; i < end;) {
    const stretch = mayBegin(text, i, table) ? stretchAt(text, i, end, table) : undefined
    if (stretch !== undefined) found.push(stretch)
    i = stretch?.end ?? i + 1
  }
  return found
}

/** Do the bytes at `i` begin with those of an ideograph, a wide mark, or a sign like `“`? */
function mayBegin(text: string, i: number, { encoded }: DoubleByte): boolean {
  const pair = encoded[text.charCodeAt(i)]!
  if (pair < 0xe280 || (pair & 0xc0) !== 0x80) return false
  const next = text.charCodeAt(i + 1)
  return next === EURO || (encoded[next]! & 0xc000) === 0x8000
}

/** The longest stretch from `start` that ends with a whole sequence and a whole character of the text; none if it says nothing. */
function stretchAt(text: string, start: number, end: number, { encoded }: DoubleByte): Stretch | undefined {
  const weights = plausibility()
  const bytes: number[] = []
  let k = 0
  let read = ''
  let bits = 0
  let before = 0
  let whole: Stretch | undefined
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at)
    const pair = encoded[unit]!
    if (unit === EURO) bytes.push(0x80)
    else if (unit >= 0x80 && pair !== 0) bytes.push(pair >> 8, pair & 0xff)
    else break
    bits -= Math.max(0, weights[unit]!)
    while (k < bytes.length) {
      const byte = bytes[k]!
      // A letter behind an odd number of bytes was taken for the second half of a pair.
      const isLetter = byte >= 0x40 && byte < 0x7f
      const length = isLetter ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      if (k + length > bytes.length) break
      if (!isLetter && sequenceAt(bytes, k) !== length) return whole
      const code = length === 1 ? byte : codePointOf(bytes, k, length)
      if (code === 0xfffd || (code > 0x7f && code < 0xa0)) return whole
      // Of the planes above, text uses ideographs and pictures; most of their room is empty.
      if (code > 0xffff && !(code >= 0x1f000 && code < 0x1fb00) && !(code >= 0x20000 && code < 0x32400)) return whole
      read += String.fromCodePoint(code)
      bits += SEQUENCE_BITS[length]! + (code > 0xffff ? 0 : weights[code]! + wordBits(before, code))
      before = code
      k += length
    }
    if (k === bytes.length) whole = { start, end: at + 1, text: read, bits }
  }
  return whole
}
