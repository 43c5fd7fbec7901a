import type { Document } from '../core/document.ts'
import { CJK, classOf, classTable, DIGIT } from './classes.ts'

/** Which pairs of neighbouring ideographs occur in a text, and how often. */
export interface Bigrams {
  /**
   * Do the two code units stand side by side in the text, in this order? By hash: a pair that does not occur may seem to, in about one
   * case of a hundred, so one pair alone is weak evidence.
   */
  has(first: number, second: number): boolean
  /** How often they do, up to 15. Counting takes twice as long as marking what occurs, so ask for it only where it matters. */
  times(first: number, second: number): number
}

/**
 * What a code unit of these classes counts as: itself if it is CJK, any digit as the same digit, all else as nothing. Reckoned, as every
 * tenth character of prose is a mark, and a wrong guess of the processor takes longer than all else that is done for one.
 */
const signOf = (unit: number, bits: number): number => (unit & (-(bits & CJK) >> 31)) | (0x30 & (-(bits & DIGIT) >> 31))

const MOST = 15

/** Each pair has two slots, and counts as often as the one that fewer pairs share. */
const one = (first: number, second: number): number => Math.imul((first << 16) | second, 0x9e3779b1) >>> 5
const two = (first: number, second: number): number => Math.imul((second << 16) | first, 0x85ebca6b) >>> 5

/**
 * The pairs of CJK characters that stand side by side in the text: words of the document itself, and the units behind its numbers. A pair across a line break or a
 * space is not counted, so it can be asked whether joining two lines makes a word that is used elsewhere.
 */
export function bigrams({ text }: Document): Bigrams {
  // Sixteen slots for each character, so that a long document does not fill the table and answer yes to everything.
  const mask = (1 << Math.min(27, Math.max(16, Math.ceil(Math.log2(text.length + 1)) + 4))) - 1
  const isLong = text.length >= LONG
  let occurs: ((slot: number) => boolean) | undefined
  let counts: ((slot: number) => number) | undefined
  const times = (first: number, second: number): number => {
    const [a, b] = [signOf(first, classOf(first)), signOf(second, classOf(second))]
    if (a === 0 || b === 0) return 0
    counts ??= isLong ? fewSlotsOf(text, mask) : slotsOf(text, mask)
    return Math.min(counts(one(a, b) & mask), counts(two(a, b) & mask))
  }
  return {
    times,
    has(first, second) {
      if (isLong || counts !== undefined) return times(first, second) > 0
      const [a, b] = [signOf(first, classOf(first)), signOf(second, classOf(second))]
      if (a === 0 || b === 0) return false
      occurs ??= usedSlotsOf(text, mask)
      return occurs(one(a, b) & mask) && occurs(two(a, b) & mask)
    },
  }
}

/** Which of the slots are used, a bit each. */
export function usedSlotsOf(text: string, mask: number): (slot: number) => boolean {
  const used = new Int32Array((mask >> 5) + 1)
  const table = classTable()
  let last = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const sign = signOf(unit, table[unit]!)
    const p = one(last, sign) & mask
    const q = two(last, sign) & mask
    const pair = (-last & -sign) >>> 31
    last = sign
    used[p >> 5]! |= pair << p
    used[q >> 5]! |= pair << q
  }
  return (slot) => ((used[slot >> 5]! >> slot) & 1) !== 0
}

/** Counts in all slots, four bits each. */
export function slotsOf(text: string, mask: number): (slot: number) => number {
  const counts = new Uint8Array((mask + 1) >> 1)
  const table = classTable()
  let last = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const sign = signOf(unit, table[unit]!)
    const p = one(last, sign) & mask
    const q = two(last, sign) & mask
    const pair = (-last & -sign) >>> 31
    last = sign
    const pShift = (p & 1) << 2
    const qShift = (q & 1) << 2
    const atP = counts[p >> 1]!
    counts[p >> 1] = atP + ((pair & ((((atP >> pShift) & MOST) - MOST) >>> 31)) << pShift)
    const atQ = counts[q >> 1]!
    counts[q >> 1] = atQ + ((pair & ((((atQ >> qShift) & MOST) - MOST) >>> 31)) << qShift)
  }
  return (slot) => (counts[slot >> 1]! >> ((slot & 1) << 2)) & MOST
}

/** From so many code units on, a table of all slots is larger than what a processor keeps at hand, and takes three times as long. */
const LONG = 1 << 19

/** The same for a long text: of its pairs, nearly all have occurred before, so few slots hold anything. */
export function fewSlotsOf(text: string, mask: number): (slot: number) => number {
  const pairs = new Counts(16)
  const table = classTable()
  let last = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const sign = signOf(unit, table[unit]!)
    if (last !== 0 && sign !== 0) pairs.add((last << 16) | sign, 1)
    last = sign
  }
  const slots = new Counts(bitsFor(2 * pairs.size))
  for (let place = 0; place < pairs.keys.length; place++) {
    const times = pairs.counts[place]!
    if (times === 0) continue
    const [first, second] = [pairs.keys[place]! >>> 16, pairs.keys[place]! & 0xffff]
    // No key is 0.
    slots.add((one(first, second) & mask) + 1, times)
    slots.add((two(first, second) & mask) + 1, times)
  }
  return (slot) => slots.of(slot + 1)
}

/** Of the places in a table, so many may be taken. */
const FULL = 0.75

/** As a power of two: places enough for so many numbers. */
const bitsFor = (size: number): number => Math.ceil(Math.log2(size / FULL + 2))

/** Counts up to `MOST` by a number other than 0, in open addressing. */
class Counts {
  bits: number
  keys: Int32Array
  counts: Uint8Array
  size = 0

  constructor(bits: number) {
    this.bits = bits
    this.keys = new Int32Array(1 << bits)
    this.counts = new Uint8Array(1 << bits)
  }

  placeOf(key: number): number {
    const { keys } = this
    const last = keys.length - 1
    let place = Math.imul(key, 0x9e3779b1) >>> (32 - this.bits)
    while (keys[place] !== key && keys[place] !== 0) place = (place + 1) & last
    return place
  }

  add(key: number, times: number): void {
    const place = this.placeOf(key)
    const count = this.counts[place]!
    this.counts[place] = Math.min(MOST, count + times)
    if (count > 0) return
    this.keys[place] = key
    if (++this.size > this.keys.length * FULL) this.grow()
  }

  of(key: number): number {
    return this.counts[this.placeOf(key)]!
  }

  grow(): void {
    const { keys, counts } = this
    this.bits++
    this.keys = new Int32Array(2 * keys.length)
    this.counts = new Uint8Array(2 * keys.length)
    for (let place = 0; place < keys.length; place++) {
      if (keys[place] === 0) continue
      const to = this.placeOf(keys[place]!)
      this.keys[to] = keys[place]!
      this.counts[to] = counts[place]!
    }
  }
}
