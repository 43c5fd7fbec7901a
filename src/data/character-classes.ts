/**
 * Which code points belong to which class of character, as inclusive ranges.
 *
 * By hand, after the block and script tables of Unicode 15.0 and the rules for line starts and line ends that Chinese typesetting
 * keeps (GB/T 15834 for the marks). Ranges above U+FFFF are listed by their high surrogates.
 */

type Ranges = readonly (readonly [number, number])[]

/** Ideographs, with the iteration mark and the ideographic zero; extensions in planes 2 and 3 by high surrogate. */
export const HAN_RANGES: Ranges = [
  [0x2e80, 0x2e99],
  [0x2e9b, 0x2ef3],
  [0x2f00, 0x2fd5],
  [0x3005, 0x3007],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0xd840, 0xd888],
]

/** Radicals that PDF fonts put in the place of the ideographs they look like. */
export const RADICAL_RANGES: Ranges = [
  [0x2e80, 0x2e99],
  [0x2e9b, 0x2ef3],
  [0x2f00, 0x2fd5],
]

export const KANA_RANGES: Ranges = [
  [0x3041, 0x3096],
  [0x309d, 0x309f],
  [0x30a1, 0x30fa],
  [0x30fc, 0x30ff],
  [0x31f0, 0x31ff],
  [0xff66, 0xff9d],
]

export const HANGUL_RANGES: Ranges = [
  [0x1100, 0x11ff],
  [0x3131, 0x318e],
  [0xac00, 0xd7a3],
]

/** Letters of alphabets that leave a space between words. */
export const LETTER_RANGES: Ranges = [
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0xaa, 0xaa],
  [0xb5, 0xb5],
  [0xba, 0xba],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2af],
  [0x370, 0x3ff],
  [0x400, 0x52f],
  [0x1e00, 0x1fff],
]

/** Letters, digits and signs of the full-width form block. */
export const FULLWIDTH_RANGES: Ranges = [
  [0xff03, 0xff07],
  [0xff0a, 0xff0b],
  [0xff0d, 0xff19],
  [0xff1c, 0xff1e],
  [0xff20, 0xff3a],
  [0xff3c, 0xff3c],
  [0xff3e, 0xff5a],
  [0xff5c, 0xff5c],
]

/** Horizontal white space; U+3000 is the ideographic space. */
export const BLANK_RANGES: Ranges = [
  [0x09, 0x09],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
]

/** Two display cells in a Chinese typeface: East Asian Wide and Full-width, and the Ambiguous marks that Chinese shares with the West. */
export const WIDE_RANGES: Ranges = [
  [0x1100, 0x115f],
  [0x2014, 0x2015],
  [0x2018, 0x2019],
  [0x201c, 0x201d],
  [0x2026, 0x2026],
  [0x2030, 0x2030],
  [0x203b, 0x203b],
  [0x2103, 0x2103],
  [0x2160, 0x216b],
  [0x2190, 0x2193],
  [0x22ef, 0x22ef],
  [0x2460, 0x24ff],
  [0x2500, 0x254b],
  [0x25a0, 0x25ff],
  [0x2605, 0x2606],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xd83c, 0xd83e],
  [0xd840, 0xd888],
  [0xe000, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
]

/** No display cell of their own: trailing surrogates, combining diacritics, variation selectors. */
export const WIDTHLESS_RANGES: Ranges = [
  [0x300, 0x36f],
  [0xdc00, 0xdfff],
  [0xfe00, 0xfe0f],
]

/** Marks that cannot end a line. */
export const OPENING_MARKS = '“‘「『（〔［｛《〈【〖〝﹁﹃([{'

/** Their counterparts, in the same order: marks that cannot begin a line. */
export const CLOSING_MARKS = '”’」』）〕］｝》〉】〗〞﹂﹄)]}'

/** Marks that end a sentence. */
export const SENTENCE_END_MARKS = '。｡！？!?…⋯'

/** Marks inside a sentence. */
export const PAUSE_MARKS = '，、；：､﹐﹑,;:'

/** Marks that join or lead on: dashes, tildes, the middle dot. */
export const JOINING_MARKS = '—―–－~～·・‧•'
