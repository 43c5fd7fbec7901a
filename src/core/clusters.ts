import { graphemeSegments } from 'unicode-segmenter/grapheme'

/** Far enough to hold any cluster that is no attack: a family emoji has 11 code units, a flag of a region 14. */
const WINDOW = 32

const JOINER = 0x200d

/** Flags pair off from the head of their row; in one longer than this, no place counts as a boundary. */
const MOST_FLAG_LETTERS = 256

/** Combining marks, and those that are letters by name: the later parts of a Hangul syllable, the voicing of half-width kana. */
const COMBINING_RE = /^[\p{M}\u1160-\u11ff\ud7b0-\ud7fb\uff9e\uff9f]$/u

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** Does a regional indicator, one of the two letters of a flag, begin there? */
function isFlagLetter(text: string, position: number): boolean {
  const low = text.charCodeAt(position + 1)
  return text.charCodeAt(position) === 0xd83c && low >= 0xdde6 && low <= 0xddff
}

/**
 * Would cutting the text at `position` part a surrogate pair, a base from its combining marks, or an emoji from its joiners? A joiner
 * that joins nothing may be cut off. Only places where it can be are looked at closely; anywhere else the answer costs two comparisons.
 */
export function cutsCluster(text: string, position: number): boolean {
  if (position <= 0 || position >= text.length) return false
  const unit = text.charCodeAt(position)
  if (unit < 0x300) return false
  const before = text.charCodeAt(position - 1)
  if (isLow(unit)) return isHigh(before)
  if (isFlagLetter(text, position)) {
    let letters = 0
    while (letters < MOST_FLAG_LETTERS && isFlagLetter(text, position - 2 * (letters + 1))) letters++
    if (letters > 0) return letters % 2 === 1 || letters === MOST_FLAG_LETTERS
  }
  if (unit === JOINER) return text.charCodeAt(position + 1) !== JOINER && isInside(text, position + 1)
  return (before === JOINER || isHigh(unit) || COMBINING_RE.test(String.fromCharCode(unit))) && isInside(text, position)
}

/** Is the position inside a cluster, as far as a window round it shows? */
function isInside(text: string, position: number): boolean {
  const from = Math.max(0, position - WINDOW)
  for (const { index, segment } of graphemeSegments(text.slice(from, position + WINDOW))) {
    if (from + index >= position) return false
    if (from + index + segment.length > position) return true
  }
  return false
}
