import { WINDOWS_1252 } from '../data/windows-1252.ts'
import { doubleByte } from './double-byte.ts'
import { plausibility, STANDARD, wordBits } from './plausibility.ts'
import type { Reading } from './reading.ts'
import { codePointOf, sequenceAt } from './utf8.ts'

/**
 * Text in which each character stands for one byte of Chinese: UTF-8, GBK or Big5 that was read as Latin-1 or as Windows-1252, once or
 * twice. Bits are those of `plausibility.ts`.
 */

const WINDOWS_BYTES = new Map(Array.from(WINDOWS_1252, (sign, i) => [sign.charCodeAt(0), 0x80 + i] as const))
WINDOWS_BYTES.delete(0x20)

/** The highest of them, below all ideographs. */
const TRADE_MARK = 0x2122

/** The byte that the character stands for; -1 if for none. */
const byteOf = (unit: number): number =>
  unit < 0x100 ? unit : unit > TRADE_MARK ? -1 : (WINDOWS_BYTES.get(unit) ?? -1)

/** Two neighbours that both stand for bytes above 7F, one of them no mark that Chinese text uses too. */
const PAIR_RE =
  /[\u00a1-\u00ff][\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|[\u0080-\u009f\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122][\u00a1-\u00ff]/u

const PAIRS_RE = new RegExp(PAIR_RE.source, 'gu')

/** Marks that may well stand behind an accented letter: of `é»…` no proof is made. */
const NATURAL_MARKS = new Uint8Array(0x100)
for (const mark of '\u00a0«»‘’“”‚„…–—·°®©™') NATURAL_MARKS[byteOf(mark.charCodeAt(0))] = 1

/** From where on a run is believed on its own, and all runs together so much that short ones are believed too. */
const CONVINCING = 24
const PROVEN = 60

/** A part of a run that reads as something else, with positions in the run. */
interface Piece {
  readonly start: number
  readonly end: number
  readonly text: string
  /** So that those of all pieces add up, only the first of a stretch that was read as one has any. */
  readonly bits: number
  /** Bits of the stretch. */
  readonly stretch: number
  /** A byte was missing and has been assumed. */
  readonly guessed?: boolean
}

/** What a run says in one encoding. */
interface Version {
  readonly kind: 'UTF-8' | 'GBK' | 'Big5'
  readonly twice: boolean
  readonly pieces: readonly Piece[]
  readonly bits: number
}

type Bytes = Int16Array

/** What can be read in the text, in order, each piece on its own. */
export function latinReadings(text: string): Reading[] {
  const runs = runsOf(text)
  if (runs.length === 0) return []
  const versions = runs.map(({ bytes }) => bestVersion(bytes, ENTER, 0))
  const house = houseOf(
    versions,
    runs.map(({ bytes }) => highBytes(bytes)),
  )
  return runs.flatMap(({ start, bytes }, i) => {
    const first = versions[i]!
    const again =
      house !== undefined && !house.twice && !first.twice && first.kind !== 'UTF-8' && house.kind !== 'UTF-8'
    const version = again ? pairsVersion(bytes, house.kind, ENTER_PROVEN) : first
    const proven = house !== undefined && nameOf(version) === nameOf(house)
    if (version.kind !== 'UTF-8') {
      const believed = version.pieces.filter(({ stretch }) => stretch >= (proven ? 1 : CONVINCING))
      return believed.map((one) => readingOf(one, start, version))
    }
    const least = proven || provenBits(version) >= CONVINCING ? 0 : SINGLE
    const believed = version.pieces.filter(({ bits }) => bits >= least)
    return believed.map((one) => readingOf(one, start, version, proven || one.bits >= CERTAIN))
  })
}

/** How much of a text must be proven before its short runs are believed too. */
const SHARE = 0.8

/** The way in which the text was misread, if most of its runs prove one. */
function houseOf(versions: readonly Version[], sizes: readonly number[]): Version | undefined {
  const sums = new Map<string, { version: Version; bits: number; size: number }>()
  let all = 0
  for (const [i, version] of versions.entries()) {
    all += sizes[i]!
    const said = provenBits(version)
    if (said < CONVINCING) continue
    const before = sums.get(nameOf(version)) ?? { bits: 0, size: 0 }
    sums.set(nameOf(version), { version, bits: before.bits + said, size: before.size + sizes[i]! })
  }
  return [...sums.values()].find(({ bits, size }) => bits >= PROVEN && size >= all * SHARE)?.version
}

/** The bits of the stretches that are believed without company. */
const provenBits = ({ kind, pieces }: Version): number =>
  sum(pieces.filter(({ stretch }) => stretch >= (kind === 'UTF-8' ? SINGLE : CONVINCING)))

const highBytes = (bytes: Bytes): number => bytes.reduce((count, byte) => (byte < 0x80 ? count : count + 1), 0)

const nameOf = ({ kind, twice }: Version): string =>
  twice ? `${kind} read as Latin-1, twice` : `${kind} read as Latin-1`

function readingOf({ start, end, text, guessed }: Piece, offset: number, version: Version, sure = true): Reading {
  const reason = nameOf(version) + (guessed === true ? ', and a byte is missing' : '')
  return { start: offset + start, end: offset + end, text, sure: sure && guessed !== true, reason }
}

/** The characters that stand for bytes, line by line and stretch by stretch, where there is a pair of them. */
function runsOf(text: string): { start: number; bytes: Bytes }[] {
  const runs: { start: number; bytes: Bytes }[] = []
  PAIRS_RE.lastIndex = 0
  for (let match = PAIRS_RE.exec(text); match !== null; match = PAIRS_RE.exec(text)) {
    const newline = text.indexOf('\n', match.index)
    const to = newline < 0 ? text.length : newline
    for (let start = text.lastIndexOf('\n', match.index) + 1; start < to;) {
      let end = start
      while (end < to && byteOf(text.charCodeAt(end)) >= 0) end++
      if (end > start + 1 && PAIR_RE.test(text.slice(start, end)))
        runs.push({ start, bytes: bytesOf(text, start, end) })
      start = end + 1
    }
    PAIRS_RE.lastIndex = to
  }
  return runs
}

function bytesOf(text: string, start: number, end: number): Bytes {
  const bytes = new Int16Array(end - start)
  for (let i = start; i < end; i++) bytes[i - start] = byteOf(text.charCodeAt(i))
  return bytes
}

const sum = (pieces: readonly Piece[]): number => pieces.reduce((all, { bits }) => all + bits, 0)

/** How often text is read wrongly on top of being read wrongly. */
const DEEPEST = 2

/** The run in the encoding in which it says most. */
function bestVersion(bytes: Bytes, enter: number, depth: number): Version {
  const utf8 = asUtf8(bytes)
  let best: Version = { kind: 'UTF-8', twice: depth > 0, pieces: utf8, bits: sum(utf8) }
  // Sequences of three bytes throughout say at least so much for each byte; nothing else does.
  if (best.bits > 0 && best.bits >= highBytes(bytes) * 2) return best
  const outer = depth < DEEPEST ? decodedOnce(bytes) : undefined
  for (const kind of ['GBK', 'Big5'] as const) {
    if (outer?.whole === true) break
    const version = pairsVersion(bytes, kind, enter)
    if (version.bits > best.bits) best = { ...version, twice: depth > 0 }
  }
  if (outer === undefined) return best
  const inner = bestVersion(bytesOf(outer.text, 0, outer.text.length), enter, depth + 1)
  if (inner.bits <= best.bits) return best
  const { origins } = outer
  return {
    ...inner,
    pieces: inner.pieces.map((one) => ({ ...one, start: origins[one.start]!, end: origins[one.end]! })),
  }
}

function pairsVersion(bytes: Bytes, kind: 'GBK' | 'Big5', enter: number): Version {
  const pieces = asPairs(bytes, kind, enter)
  return { kind, twice: false, pieces, bits: sum(pieces) }
}

interface Decoded {
  readonly text: string
  /** Where in the run each character came from. */
  readonly origins: Int32Array
  /** Nothing above 7F was left over, and all that came out stands for bytes. */
  readonly whole: boolean
}

/** All well-formed sequences decoded, whatever comes out, if that are bytes again. */
function decodedOnce(bytes: Bytes): Decoded | undefined {
  const origins = new Int32Array(bytes.length + 1)
  const units = new Uint16Array(bytes.length)
  let n = 0
  let decoded = false
  let whole = true
  for (let i = 0; i < bytes.length;) {
    const length = sequenceAt(bytes, i) || 1
    const code = length === 1 ? bytes[i]! : codePointOf(bytes, i, length)
    if (length > 1) decoded ||= code < 0x100
    if (length > 1 ? byteOf(code) < 0 : code >= 0x80) whole = false
    origins[n] = i
    // What is no byte stays none; the code points above U+FFFF are none either.
    units[n++] = code < 0 || code > 0xffff ? 0xffff : code
    i += length
  }
  origins[n] = bytes.length
  if (!decoded) return undefined
  let text = ''
  for (let i = 0; i < n; i += 4096) text += String.fromCharCode(...units.subarray(i, Math.min(n, i + 4096)))
  return PAIR_RE.test(text) ? { text, origins, whole } : undefined
}

/** What a well-formed sequence of three bytes says for itself, whatever it decodes to. */
const SEQUENCE = 8
/** What one sequence alone must say. */
const SINGLE = 7
/** From where on a stretch is beyond doubt. */
const CERTAIN = 12

/** The stretches of well-formed sequences, decoded. */
function asUtf8(bytes: Bytes): Piece[] {
  const weights = plausibility()
  const pieces: Piece[] = []
  for (let i = 0; i < bytes.length;) {
    const start = i
    let text = ''
    let bits = 0
    for (; i < bytes.length;) {
      const length = sequenceAt(bytes, i)
      if (length === 0) {
        const code = spacedCode(bytes, i)
        if (code === 0 || weights[code]! <= 0 || (bits === 0 && sequenceAt(bytes, i + 3) !== 3)) break
        text += String.fromCharCode(code)
        bits += SEQUENCE
        i += 3
        continue
      }
      const code = codePointOf(bytes, i, length)
      if (code < 0xa0 || code === 0xfffd) break
      const natural = NATURAL_MARKS[bytes[i + 1]!] === 1 && (length === 2 || NATURAL_MARKS[bytes[i + 2]!] === 1)
      if (!natural) bits += length === 2 ? 2 : length === 4 || code === 0xfeff ? SINGLE : SEQUENCE + weights[code]!
      text += String.fromCodePoint(code)
      i += length
    }
    if (i === start) i++
    else pieces.push({ start, end: i, text, bits, stretch: bits })
  }
  return pieces
}

/** A space may stand for the no-break space A0 in a sequence of three bytes; 0 if it does not here. French has `é »` alone. */
function spacedCode(bytes: Bytes, i: number): number {
  if (bytes[i + 1] !== 0x20 && bytes[i + 2] !== 0x20) return 0
  const sequence = [bytes[i]!, bytes[i + 1]!, bytes[i + 2] ?? -1].map((byte) => (byte === 0x20 ? 0xa0 : byte))
  return sequenceAt(sequence, 0) === 3 ? codePointOf(sequence, 0, 3) : 0
}

/** The price of beginning to decode, in a text of which other runs are proven, and in the midst of bytes. */
const ENTER = 8
const ENTER_PROVEN = 2
const ENTER_AMIDST = 12
/** A byte without its other half. */
const ORPHAN = 16
/** A mark as the first half of the first character. */
const QUOTE = 4
/** A soft hyphen that was dropped: the second byte of 经 and 原. */
const SOFT_HYPHEN = 0xad
const ASSUMED = 12
/** `‘’“”–—…`, which Chinese text uses beside a run. */
const isMark = (byte: number): boolean => (byte >= 0x91 && byte <= 0x97 && byte !== 0x95) || byte === 0x85

/** What a byte above 7F costs where it stands for a letter of its own, alone or beside another. */
const LETTER = 1
const LETTERS = 3

/** The steps of the way. */
const PLAIN = 0
const BEGIN = 1
const PAIR = 2
const ASSUME = 3
const LEAVE_OUT = 4

/**
 * Where the bytes read as pairs and where they do not: the cheapest way through the run, by dynamic programming over its bytes with two
 * states. A way may leave a byte out, as a lost one leaves its other half behind.
 */
function asPairs(bytes: Bytes, kind: 'GBK' | 'Big5', enter: number): Piece[] {
  const table = doubleByte(kind === 'GBK' ? 'gbk' : 'big5')
  if (table === undefined) return []
  const { decoded } = table
  const weights = plausibility()
  const n = bytes.length
  // The best sums at each byte in the two states, with the step that led there and the character that it made.
  const plain = new Int32Array(n + 1).fill(NEVER)
  const way: Way = {
    inside: new Int32Array(n + 3).fill(NEVER),
    left: new Uint8Array(n + 1),
    step: new Uint8Array(n + 3),
    last: new Uint16Array(n + 3),
  }
  const { inside, left, step, last } = way
  plain[0] = 0
  for (let k = 0; k <= n; k++) {
    if (inside[k]! > plain[k]!) {
      plain[k] = inside[k]!
      left[k] = 1
    }
    const price = k === 0 || bytes[k - 1]! < 0x80 || isMark(bytes[k - 1]!) ? enter : ENTER_AMIDST
    if (plain[k]! - price > inside[k]!) {
      inside[k] = plain[k]! - price
      step[k] = BEGIN
      last[k] = 0
    }
    if (k === n) break
    const byte = bytes[k]!
    const here = inside[k]!
    plain[k + 1] = Math.max(plain[k + 1]!, plain[k]! - costAt(bytes, k))
    if (byte < 0x80) {
      if (here > inside[k + 1]!) reach(way, k + 1, here, PLAIN, 0)
      continue
    }
    const next = k + 1 < n ? bytes[k + 1]! : 0
    const unit = next > 0 ? decoded(byte, next) : 0
    if (unit > 0) {
      // A quote in front of a run is likelier a quote than half a character.
      const doubt = last[k] === 0 && isMark(byte) ? QUOTE : 0
      reach(way, k + 2, here + weights[unit]! + wordBits(last[k]!, unit) - doubt, PAIR, unit)
    }
    const assumed = next === SOFT_HYPHEN ? 0 : decoded(byte, SOFT_HYPHEN)
    if (assumed > 0) {
      reach(way, k + 1, here + weights[assumed]! + wordBits(last[k]!, assumed) - ASSUMED, ASSUME, assumed)
    }
    reach(way, k + 1, here - ORPHAN, LEAVE_OUT, 0)
  }
  return piecesOf(bytes, way)
}

const NEVER = -1e9

interface Way {
  readonly inside: Int32Array
  readonly left: Uint8Array
  readonly step: Uint8Array
  readonly last: Uint16Array
}

function reach({ inside, step, last }: Way, to: number, sum: number, by: number, unit: number): void {
  if (sum <= inside[to]!) return
  inside[to] = sum
  step[to] = by
  last[to] = unit
}

/** What the byte at `k` costs as a letter of its own. */
function costAt(bytes: Bytes, k: number): number {
  const byte = bytes[k]!
  if (byte < 0x80 || isMark(byte)) return 0
  return (k > 0 && bytes[k - 1]! >= 0x80) || (k + 1 < bytes.length && bytes[k + 1]! >= 0x80) ? LETTERS : LETTER
}

/** What the characters of a stretch must say on average, so that it is more than the best of many bad readings. */
const AVERAGE = 1

/** The way walked back, as pieces of neighbouring pairs; a stretch that does not read like prose is left out. */
function piecesOf(bytes: Bytes, way: Way): Piece[] {
  const weights = plausibility()
  const pieces: Piece[] = []
  for (let k = bytes.length; k > 0;) {
    if (way.left[k] === 0) {
      k--
      continue
    }
    // A stretch from where decoding began to here, behind to front.
    const characters: Piece[] = []
    const end = way.inside[k]!
    let common = 0
    let rare = 0
    let saved = 0
    for (; way.step[k] !== BEGIN;) {
      const by = way.step[k]!
      const start = k - (by === PAIR ? 2 : 1)
      if (by === PAIR || by === ASSUME) {
        const unit = way.last[k]!
        if (weights[unit]! > 0) common++
        else if (weights[unit]! < STANDARD) rare++
        characters.push({ start, end: k, text: String.fromCharCode(unit), bits: 0, stretch: 0, guessed: by === ASSUME })
        for (let i = start; i < k; i++) saved += costAt(bytes, i)
      }
      k = start
    }
    const said = end - way.inside[k]!
    if (common > rare * 2 && said >= characters.length * AVERAGE) {
      pieces.push(...joined(characters.reverse(), said + saved).reverse())
    }
  }
  return pieces.reverse()
}

/** Neighbouring characters as one piece; the first of them bears the bits of the whole stretch. */
function joined(characters: readonly Piece[], bits: number): Piece[] {
  const pieces: Piece[] = []
  for (const one of characters) {
    const before = pieces.at(-1)
    if (before !== undefined && before.end === one.start && before.guessed === one.guessed) {
      pieces[pieces.length - 1] = { ...before, end: one.end, text: before.text + one.text }
    } else pieces.push({ ...one, bits: pieces.length === 0 ? bits : 0, stretch: bits })
  }
  return pieces
}
