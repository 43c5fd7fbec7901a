import { doubleByte, type DoubleByte } from './double-byte.ts'
import { plausibility, wordBits } from './plausibility.ts'
import type { Reading } from './reading.ts'

/**
 * GBK text that lost or gained one byte: from there on each character is made of the second half of one and the first half of the next,
 * until something brings the pairs back into step. Bits are those of `plausibility.ts`.
 */

/** The shortest stretch, and how much of it must be what prose is made of. */
const SHORTEST = 3
const COMMON_SHARE = 0.6

/** Prices of falling out of step: with nothing to show for it, behind a sign of a lost byte, behind the known form `?！`, at a half that was widened. */
const SLIP = 22
const SLIP_AT_LOSS = 12
const SLIP_AT_KNOWN = 4
const SLIP_AT_LETTER = 12
/** Prices of coming back: with half a character left over, before a sign of loss, by a letter that was half of a pair or a line's end. */
const RETURN = 14
const RETURN_AT_LOSS = 6
const RETURN_BY_LETTER = 3
const RETURN_AT_END = 3
/** A pair that means nothing. */
const NO_CHARACTER = -12
const NEVER = -1e9

/** What stands for half a character that is lost. */
const LOST = '\ufffd'

const isLoss = (unit: number): boolean => unit === 0x3f || unit === 0xfffd

/** The lead byte of full-width letters: a tool that widens letters widens those too that are the second half of a pair. */
const FULLWIDTH = 0xa3

/** The least that a stretch must say to pay for its ends. */
const CHEAPEST = SLIP_AT_KNOWN + RETURN_BY_LETTER

/** Is there a stretch of which the halves of neighbours say so much? Most lines have none, and need no table of their own. */
function maySlip(text: string, start: number, end: number, { encoded, decoded }: DoubleByte): boolean {
  const weights = plausibility()
  let before = 0
  let last = 0
  let sum = 0
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    const pair = unit >= 0x80 ? encoded[unit]! : 0
    const across = before === 0 ? 0 : decoded(before, pair === 0 ? unit & 0x7f : pair >> 8)
    before = pair & 0xff
    sum += across === 0 ? 0 : weights[across]! + wordBits(last, across) - Math.max(0, weights[unit]!)
    last = across
    if (sum < 0) sum = 0
    else if (sum >= CHEAPEST) return true
  }
  return false
}

/** A line as pairs of bytes, with what the halves of neighbours make; units, pairs and bits are parallel. */
interface Line {
  readonly length: number
  readonly units: Uint16Array
  /** The bytes of each character, lead first; 0 for what is no pair. */
  readonly pairs: Uint16Array
  /** The character made of the second half of the one before and the first half of this one, or of this letter; 0 if none. */
  readonly across: Uint16Array
  readonly table: DoubleByte
  readonly weights: Int8Array
}

function lineOf(text: string, start: number, end: number, table: DoubleByte): Line {
  const length = end - start
  // One more at either end, so that neighbours may be asked for.
  const units = new Uint16Array(length + 2)
  const pairs = new Uint16Array(length + 2)
  const across = new Uint16Array(length + 2)
  let before = 0
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(start + i)
    units[i] = unit
    let pair = unit < 0x80 ? 0 : table.encoded[unit]!
    // `?!` is `?！` with its mark folded.
    if (unit === 0x21 && i > 0 && isLoss(units[i - 1]!)) pair = table.encoded[0xff01]!
    const first = pair !== 0 ? pair >> 8 : unit >= 0x40 && unit < 0x7f ? unit : 0
    across[i] = before === 0 || first === 0 ? 0 : table.decoded(before, first)
    pairs[i] = pair
    before = pair & 0xff
  }
  return { length, units, pairs, across, table, weights: plausibility() }
}

/** What the character across `i - 1` and `i` says. */
function bitsAt({ across, weights }: Line, i: number): number {
  const unit = across[i]!
  return unit === 0 ? NO_CHARACTER : weights[unit]! + wordBits(across[i - 1]!, unit)
}

/** What falling out of step at `i` costs. */
function slipAt(line: Line, i: number): number {
  const { units, pairs } = line
  if ((pairs[i]! & 0xff) === FULLWIDTH && narrowedAt(line, i) !== '') return SLIP_AT_LETTER
  if (i === 0 || !isLoss(units[i - 1]!)) return SLIP
  const known = pairs[i]! >> 8 === FULLWIDTH && i > 1 && units[i - 2]! >= 0x80 && units[i + 1]! >= 0x3400
  return known ? SLIP_AT_KNOWN : SLIP_AT_LOSS
}

/** The character that `lead` makes with the letter that was widened to the pair `wide`; empty if there is none. */
function narrowed({ table }: Line, lead: number, wide: number): string {
  const trail = (wide & 0xff) - 0x80
  if (wide >> 8 !== FULLWIDTH || trail < 0x40) return ''
  const unit = table.decoded(lead, trail)
  return unit === 0 ? '' : String.fromCharCode(unit)
}

/** The same, where the character at `i` begins with that lead and the letter reaches into the next. */
const narrowedAt = (line: Line, i: number): string =>
  narrowed(line, line.pairs[i]! >> 8, ((line.pairs[i]! & 0xff) << 8) | (line.pairs[i + 1]! >> 8))

/**
 * What can be read in `[start, end)`, a line of the text: the way in and out of step that says most, by dynamic programming over two
 * states.
 */
export function slippedReadings(text: string, start: number, end: number): Reading[] {
  const table = doubleByte('gbk')
  if (table === undefined || !maySlip(text, start, end, table)) return []
  const line = lineOf(text, start, end, table)
  const { length, units, pairs, across, weights } = line
  // At each place and in each state, whether the best way came there from the other state; 2 if by a letter.
  const entered = new Uint8Array(length + 1)
  const returned = new Uint8Array(length + 1)
  let inStep = 0
  let out = NEVER
  for (let i = 0; i < length; i++) {
    const unit = units[i]!
    // What is left over may be a letter, whole again.
    const letter = i > 0 && (pairs[i - 1]! & 0xff) < 0x80
    const ahead = out - (letter ? RETURN_BY_LETTER : isLoss(unit) ? RETURN_AT_LOSS : RETURN)
    if (ahead > inStep) {
      inStep = ahead
      returned[i] = 1
    }
    if (pairs[i] === 0) {
      const byLetter = across[i] === 0 ? NEVER : out + bitsAt(line, i) - RETURN_BY_LETTER
      if (byLetter > inStep) {
        inStep = byLetter
        returned[i + 1] = 2
      }
      out = NEVER
    } else {
      const credit = Math.max(0, weights[unit]!)
      const further = out + bitsAt(line, i) - credit
      const slip = slipAt(line, i)
      const fresh = inStep - slip - (slip === SLIP_AT_KNOWN ? 0 : credit)
      if (fresh > further) entered[i + 1] = 1
      out = Math.max(fresh, further)
    }
  }
  if (out - RETURN_AT_END > inStep) returned[length] = 1
  const readings: Reading[] = []
  for (let i = length; i > 0;) {
    if (returned[i] === 0) {
      i--
      continue
    }
    const to = i
    const byLetter = returned[i] === 2
    if (byLetter) i--
    while (entered[i] === 0) i--
    i--
    const reading = readingOf(line, i, to, byLetter)
    if (reading === undefined) continue
    const free = (readings.at(-1)?.start ?? end) - start
    // A sign of loss between two stretches stands for one loss: it is the later one's. Where more than that is both's, only that is read.
    if (reading.end > free + 1 || (reading.end > free && !isLoss(units[free]!))) continue
    readings.push({ ...reading, start: start + reading.start, end: start + Math.min(reading.end, free) })
  }
  return readings.reverse()
}

/** The stretch from the character `from`, whose first half is left over, to before `to`; positions are the line's. */
function readingOf(line: Line, from: number, to: number, byLetter: boolean): Reading | undefined {
  const { length, units, pairs, across, weights } = line
  let text = ''
  let common = 0
  let ideographs = 0
  for (let i = from + 1; i < to; i++) {
    const unit = across[i]!
    if (unit === 0) return undefined
    if (weights[unit]! > 0) {
      common++
      if (unit >= 0x4e00) ideographs++
    }
    text += String.fromCharCode(unit)
  }
  if (text.length < SHORTEST || ideographs < 2 || common < text.length * COMMON_SHARE) return undefined
  let start = from
  const whole = narrowedAt(line, from)
  if (whole !== '') text = whole + text.slice(1)
  else {
    const lost = from > 0 && isLoss(units[from - 1]!)
    if (lost) start--
    text = ((lost && MARKS_BY_TRAIL[pairs[from]! >> 8]) || LOST) + text
  }
  let end = to
  if (!byLetter) {
    const left = pairs[to - 1]! & 0xff
    const wide = narrowed(line, left, pairs[to]!)
    const lost = left >= 0x80 && to < length && isLoss(units[to]!)
    if (left < 0x80) text += String.fromCharCode(left)
    else text += wide || (left === 0xa1 && to + Number(lost) === length ? '。' : LOST)
    if (wide !== '' || lost) end++
  }
  const reason = 'GBK that lost or gained a byte, so that its pairs slipped'
  return { start, end, text, sure: false, reason }
}

/** A mark by its second half alone: no other character with it is nearly as frequent. */
const MARKS_BY_TRAIL: Readonly<Record<number, string>> = { 0xa3: '。', 0xac: '，' }
