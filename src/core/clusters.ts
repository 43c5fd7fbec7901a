import { graphemeSegments } from 'unicode-segmenter/grapheme'

/** Far enough to hold any cluster that is no attack: a family emoji has 11 code units, a flag of a region 14. */
const WINDOW = 32

/** Units that may continue a cluster: combining marks, variation selectors, what follows a joiner, surrogates. */
const mayContinue = (before: number, unit: number): boolean =>
  unit >= 0x300 &&
  (before === 0x200d || (unit >= 0xd800 && unit <= 0xdfff) || COMBINING_RE.test(String.fromCharCode(unit)))

const COMBINING_RE = /^[\p{M}\uff9e\uff9f]$/u

/**
 * Would cutting the text at `position` part a surrogate pair, a base from its combining marks, or an emoji from its joiners? Only places
 * where that can be are looked at closely; anywhere else the answer costs two comparisons.
 */
export function cutsCluster(text: string, position: number): boolean {
  if (position <= 0 || position >= text.length) return false
  const unit = text.charCodeAt(position)
  if (unit < 0x300 || !mayContinue(text.charCodeAt(position - 1), unit)) return false
  let from = Math.max(0, position - WINDOW)
  if (from > 0 && unit >= 0xdc00 && unit <= 0xdfff && position - from === 1) from--
  for (const { index, segment } of graphemeSegments(text.slice(from, position + WINDOW))) {
    if (from + index >= position) return false
    if (from + index + segment.length > position) return true
  }
  return false
}
