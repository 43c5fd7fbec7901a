/** What would move the cursor, reorder the line, start a terminal command or be unwritable in UTF-8. */
const UNSAFE_RE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu
/** The same and everything else that leaves no ink, or ink that depends on the font. */
const UNSEEN_RE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}]/gu

/** A space is no `·`, because that mark stands in Chinese names; the box for U+3000 is what Japanese editors show. */
const SIGNS = new Map([
  ['\n', '⏎'],
  ['\t', '⇥'],
  [' ', '␣'],
  ['\u3000', '□'],
  ['\u007f', '␡'],
])

/** Text as surroundings: spaces stay, and what a terminal would act on is shown by a sign. */
export const visible = (text: string): string => text.replace(UNSAFE_RE, sign)

/** Text that was removed or added: every character of it can be seen. */
export const allVisible = (text: string): string => text.replace(UNSEEN_RE, sign)

function sign(character: string): string {
  const code = character.codePointAt(0)!
  if (SIGNS.has(character)) return SIGNS.get(character)!
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`
}
