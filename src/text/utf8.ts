/**
 * The length of the well-formed UTF-8 sequence of two to four bytes that begins at `i`; 0 if none does. What is no byte is negative or
 * above 255 in `bytes`.
 */
export function sequenceAt(bytes: ArrayLike<number>, i: number): 0 | 2 | 3 | 4 {
  const lead = bytes[i] ?? -1
  if (lead < 0xc2 || lead > 0xf4) return 0
  const second = bytes[i + 1] ?? -1
  // Overlong forms, surrogates and what lies above U+10FFFF are told by the second byte.
  const from = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const to = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < from || second > to) return 0
  if (lead < 0xe0) return 2
  if (!isTail(bytes[i + 2])) return 0
  if (lead < 0xf0) return 3
  return isTail(bytes[i + 3]) ? 4 : 0
}

const isTail = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte <= 0xbf

/** The code point of the well-formed sequence of `length` bytes at `i`. */
export function codePointOf(bytes: ArrayLike<number>, i: number, length: 2 | 3 | 4): number {
  let code = bytes[i]! & (length === 2 ? 0x1f : length === 3 ? 0x0f : 0x07)
  for (let k = 1; k < length; k++) code = (code << 6) | (bytes[i + k]! & 0x3f)
  return code
}
