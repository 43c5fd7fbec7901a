/**
 * The two-byte encodings of Chinese, both ways. Runtimes have a decoder and no encoder: decoding every pair once gives both.
 */
export interface DoubleByte {
  /** The code unit that the two bytes stand for; 0 if for none, or for more than one. */
  readonly decoded: (lead: number, trail: number) => number
  /** The two bytes of a code unit as one number, lead first; 0 if it has none, as ASCII has none. */
  readonly encoded: Uint16Array
}

export type Encoding = 'gbk' | 'big5'

const LEADS_FROM = 0x81
const LEADS_TO = 0xfe

const tables = new Map<Encoding, DoubleByte | undefined>()

/**
 * The table of an encoding, 180 KB and some milliseconds, made on first need; `undefined` where the runtime has no decoder for it, as some
 * are built with Unicode encodings only.
 */
export function doubleByte(encoding: Encoding): DoubleByte | undefined {
  if (!tables.has(encoding)) tables.set(encoding, tableOf(encoding))
  return tables.get(encoding)
}

function tableOf(encoding: Encoding): DoubleByte | undefined {
  const count = (LEADS_TO - LEADS_FROM + 1) << 8
  // A line break behind each pair brings the decoder back into step after a pair that means nothing.
  const bytes = new Uint8Array(count * 3).fill(0x0a)
  for (let i = 0; i < count; i++) {
    const trail = i & 0xff
    if (trail < 0x40 || trail === 0x7f || trail === 0xff) continue
    bytes[i * 3] = LEADS_FROM + (i >> 8)
    bytes[i * 3 + 1] = trail
  }
  const units = new Uint16Array(count)
  const encoded = new Uint16Array(0x10000)
  let text: string
  try {
    text = new TextDecoder(encoding).decode(bytes)
  } catch {
    return undefined
  }
  let i = 0
  for (let at = 0; i < count; i++) {
    const trail = i & 0xff
    if (trail < 0x40 || trail === 0x7f || trail === 0xff) {
      at += 3
      continue
    }
    const end = text.indexOf('\n', at)
    const unit = text.charCodeAt(at)
    if (end === at + 1 && unit !== 0xfffd) {
      units[i] = unit
      encoded[unit] ||= ((LEADS_FROM + (i >> 8)) << 8) | trail
    }
    at = end + 1
  }
  return {
    decoded: (lead, trail) => (lead < LEADS_FROM || lead > LEADS_TO ? 0 : units[((lead - LEADS_FROM) << 8) | trail]!),
    encoded,
  }
}
