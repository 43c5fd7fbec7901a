/**
 * Text as it looks when its bytes were read in the wrong encoding: pure functions of a text. The readings are those of the runtime's own
 * decoders; the ways back to bytes are written here a second time, so that tests do not rest on the code they test.
 */

export type TwoByte = 'gbk' | 'big5'

const encoders = new Map<TwoByte, ReadonlyMap<string, readonly number[]>>()

function encoderOf(encoding: TwoByte): ReadonlyMap<string, readonly number[]> {
  const known = encoders.get(encoding)
  if (known !== undefined) return known
  const decoder = new TextDecoder(encoding, { fatal: true })
  const table = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      try {
        const character = decoder.decode(Uint8Array.of(lead, trail))
        if (character.length === 1 && !table.has(character)) table.set(character, [lead, trail])
      } catch {
        // Not every pair is a character.
      }
    }
  }
  encoders.set(encoding, table)
  return table
}

/** The bytes of the text; `undefined` if the encoding lacks one of its characters. */
export function bytesIn(encoding: TwoByte, text: string): number[] | undefined {
  const bytes: number[] = []
  for (const character of text) {
    const pair = character < '\u0080' ? [character.charCodeAt(0)] : encoderOf(encoding).get(character)
    if (pair === undefined) return undefined
    bytes.push(...pair)
  }
  return bytes
}

/** What Windows-1252 has from 80 to 9F; the spaces are the five bytes that it leaves out. */
const WINDOWS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

/** Each byte as a character: of Latin-1, or of Windows-1252, where bytes that have none stay control characters. */
export const asLatin = (bytes: Iterable<number>, reading: 'latin-1' | 'windows-1252'): string =>
  Array.from(bytes, (byte) => {
    const sign = reading === 'windows-1252' && byte >= 0x80 && byte < 0xa0 ? WINDOWS[byte - 0x80]! : ' '
    return sign === ' ' ? String.fromCharCode(byte) : sign
  }).join('')

export const utf8Of = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The text's UTF-8 read in another encoding; `undefined` where that loses bytes. */
export function utf8As(encoding: TwoByte, text: string): string | undefined {
  const read = new TextDecoder(encoding).decode(utf8Of(text))
  const back = bytesIn(encoding, read)
  return back !== undefined && Buffer.from(back).equals(utf8Of(text)) ? read : undefined
}

/** GBK with its bytes changed, read as GBK. */
export function withGbkBytes(text: string, change: (bytes: number[]) => readonly number[]): string | undefined {
  const bytes = bytesIn('gbk', text)
  return bytes && new TextDecoder('gbk').decode(Uint8Array.from(change(bytes)))
}

/** A letter that is the second half of a pair, made full-width as letters that stand for themselves are: the bytes behind slip by one. */
export const widenHalf = (bytes: readonly number[], at: number): number[] => [
  ...bytes.slice(0, at),
  0xa3,
  bytes[at]! + 0x80,
  ...bytes.slice(at + 1),
]
