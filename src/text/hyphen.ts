const HYPHENS = '-\u2010\u00ad'

/**
 * Where the hyphen begins that divides a word of small letters at the end of the line, the space before it included: `develop-` and
 * `ment`. Undefined where there is none; `state-of-the-` keeps its last hyphen.
 */
export function hyphenAt(text: string, start: number, end: number): number | undefined {
  let at = start
  while (at > 0 && HYPHENS.includes(text[at - 1]!)) at--
  if (at === start || start - at > 2 || !isSmall(text, end) || !isSmall(text, end + 1)) return undefined
  if (text[at - 1] === ' ' && text[at] !== '-') at--
  let i = at - 1
  while (isSmall(text, i)) i--
  // A hyphen of its own (U+2010, U+00AD) is the typesetter's: low-re\u2010⏎source.
  const typeset = text[start - 1] !== '-'
  return at - 1 - i >= 2 && (typeset || !HYPHENS.includes(text[i] ?? ' ')) ? at : undefined
}

export const isHyphenated = (text: string, start: number, end: number): boolean =>
  hyphenAt(text, start, end) !== undefined

/** Is the code unit at `at` a small letter of English? */
export const isSmall = (text: string, at: number): boolean =>
  text[at] !== undefined && text[at]! >= 'a' && text[at]! <= 'z'
