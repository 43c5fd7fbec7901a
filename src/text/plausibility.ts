import { COMMON_WORDS } from '../data/common-words.ts'
import { FREQUENT_CHARACTERS } from '../data/frequent-characters.ts'
import { isCommonWord } from './common-words.ts'
import { doubleByte } from './double-byte.ts'

/**
 * How much likelier a character is in prose than among characters drawn at random, in bits. Whatever the true alphabet of a text, what a
 * wrong reading makes of it is nearly random, so a stretch whose bits add up to thirty is a matter of chance once in a thousand million.
 */
const FREQUENT = 4
const USED = 2
export const STANDARD = -1
const RARE = -5
const ALIEN = -8

const PROSE_MARKS = '，。、；：？！“”‘’（）《》「」『』【】—…·〈〉\u3000'

/** What modern prose is made of, white space between. Needs no encoding. */
export const FAMILIAR_CHARACTERS = COMMON_WORDS + FREQUENT_CHARACTERS

/** Numbers, forms and frames are in no prose by the dozen, and in many a text one by one. */
const RANGES: readonly (readonly [from: number, to: number, bits: number])[] = [
  [0x0000, 0x007f, 0],
  [0x00a0, 0x00ff, -3],
  [0x2010, 0x27bf, -3],
  [0x3000, 0x30ff, -4],
  [0x3200, 0x33ff, -3],
  [0x3400, 0x9fff, RARE],
  [0xd800, 0xdfff, RARE],
  [0xf900, 0xfaff, RARE],
  [0xff01, 0xff5e, -1],
]

let weights: Int8Array | undefined

/**
 * The bits of each code unit. The first planes of the two encodings hold what their makers found common: they stand for the two thirds of
 * everyday characters that the tables here do not list.
 */
export function plausibility(): Int8Array {
  if (weights !== undefined) return weights
  weights = new Int8Array(0x10000).fill(ALIEN)
  for (const [from, to, bits] of RANGES) weights.fill(bits, from, to + 1)
  const standard = (encoding: 'gbk' | 'big5', from: number, to: number): void => {
    const table = doubleByte(encoding)
    if (table === undefined) return
    for (let pair = from; pair <= to; pair++) {
      if (encoding === 'gbk' && (pair & 0xff) < 0xa1) continue
      const unit = table.decoded(pair >> 8, pair & 0xff)
      if (unit >= 0x4e00 && unit < 0xa000) weights![unit] = STANDARD
    }
  }
  standard('gbk', 0xb0a1, 0xd7f9)
  standard('big5', 0xa440, 0xc67e)
  for (let i = 0; i < COMMON_WORDS.length; i++) raise(COMMON_WORDS.charCodeAt(i), USED)
  for (let i = 0; i < FREQUENT_CHARACTERS.length; i++) raise(FREQUENT_CHARACTERS.charCodeAt(i), FREQUENT)
  for (let i = 0; i < PROSE_MARKS.length; i++) raise(PROSE_MARKS.charCodeAt(i), FREQUENT)
  return weights
}

const raise = (unit: number, bits: number): void => {
  if (unit >= 0x80) weights![unit] = bits
}

/** What two neighbours that make a common word add. */
const WORD = 5

/** Of two code units, the first may be 0 for none. */
export const wordBits = (first: number, second: number): number =>
  weights![first]! > 0 && weights![second]! > 0 && isCommonWord(first, second) ? WORD : 0
