import { FOOTER_CHARACTERS } from '../data/site-furniture.ts'
import { BLANK, BREAK, classTable } from './classes.ts'

/**
 * Pairs of neighbours that a line is asked for before dear patterns are. A code unit is of one kind as the first of a pair and of another
 * as the second, and a table says what the two kinds are together: two loads and no branch for each character of a line, where a pattern
 * of so many alternatives takes ten times as long.
 */
export interface PairSigns {
  /** Kind as the first in the upper bits, as the second in the lower ones; negative for blanks, which part no pair. */
  readonly kinds: Int32Array
  readonly signs: Uint8Array
}

/** A bit below `BLANKED`, or `COUNTED`; groups of a character and those that may follow it; characters that say so alone. */
type Group = readonly [sign: number, groups: string, alone?: string]

/** Of the pairs with this sign it tells how many there are. */
export const COUNTED = 1 << 7

/** Room for 512 kinds of seconds; there are some 350. */
const KIND_BITS = 9
const SECOND = (1 << KIND_BITS) - 1

/** The tables for groups in simplified characters, small letters and plain marks. */
export function pairSigns(groups: readonly Group[]): PairSigns {
  const formsOf = allForms()
  const pairs = groups.flatMap(([sign, list]) =>
    list.split(' ').flatMap(([first, ...others]) => others.map((other) => ({ sign, first: first!, other }))),
  )
  const alone = groups.flatMap(([sign, , characters = '']) => Array.from(characters, (other) => ({ sign, other })))
  const firsts = new Kinds(
    pairs.map(({ first }) => first),
    formsOf,
  )
  const seconds = new Kinds(
    [...pairs, ...alone].map(({ other }) => other),
    formsOf,
  )
  const kinds = new Int32Array(0x10000)
  for (const [unit, kind] of seconds.units()) kinds[unit] = kind
  for (const [unit, kind] of firsts.units()) kinds[unit]! |= kind << KIND_BITS
  const table = classTable()
  for (let unit = 0; unit <= 0x3000; unit++) if ((table[unit]! & (BLANK | BREAK)) !== 0) kinds[unit]! |= 1 << 31
  kinds[0xfeff]! |= 1 << 31
  const signs = new Uint8Array(firsts.count << KIND_BITS)
  for (const { sign, first, other } of pairs)
    for (const a of firsts.of(first)) for (const b of seconds.of(other)) signs[(a << KIND_BITS) | b]! |= sign
  for (const { sign, other } of alone)
    for (const b of seconds.of(other)) for (let a = 0; a < firsts.count; a++) signs[(a << KIND_BITS) | b]! |= sign
  return { kinds, signs }
}

/** Has the line a blank? */
export const BLANKED = 1 << 6

/** The signs of the pairs in `[start, end)`, blanks left out, whether there are any, and `COUNTED` as many times as it is there. */
export function signsIn({ kinds, signs }: PairSigns, text: string, start: number, end: number): number {
  let seen = 0
  let counted = 0
  let blank = 0
  let last = 0
  for (let i = start; i < end; i++) {
    const kind = kinds[text.charCodeAt(i)]!
    const sign = signs[(last & ~SECOND) | (kind & SECOND)]!
    seen |= sign
    counted += sign & COUNTED
    const isBlank = kind >> 31
    blank |= isBlank
    last = (last & isBlank) | (kind & ~isBlank)
  }
  return ((seen | (blank & BLANKED)) & (COUNTED - 1)) + counted
}

/** Code units that stand for the same characters are of one kind; all others are of kind 0. */
class Kinds {
  /** Of each code unit the characters that it stands for; nearly always one. */
  readonly #members = new Map<number, string>()
  readonly #kinds = new Map<string, number>([['', 0]])
  readonly #ofCharacter = new Map<string, number[]>()

  constructor(characters: Iterable<string>, formsOf: (character: string) => readonly number[]) {
    for (const character of new Set(characters)) {
      this.#ofCharacter.set(character, [])
      for (const unit of formsOf(character)) this.#members.set(unit, (this.#members.get(unit) ?? '') + character)
    }
    for (const members of this.#members.values()) {
      if (this.#kinds.has(members)) continue
      for (const character of members) this.#ofCharacter.get(character)!.push(this.#kinds.size)
      this.#kinds.set(members, this.#kinds.size)
    }
  }

  get count(): number {
    return this.#kinds.size
  }

  of(character: string): readonly number[] {
    return this.#ofCharacter.get(character)!
  }

  *units(): Iterable<[unit: number, kind: number]> {
    for (const [unit, members] of this.#members) yield [unit, this.#kinds.get(members)!]
  }
}

/** What stands for the character in a text: traditional ones, letters of either case, a full-width colon, any blank. */
function allForms(): (character: string) => readonly number[] {
  const others = new Map<string, string>([
    [':', '：'],
    // The folding of case by Unicode knows two letters beside the capitals.
    ['s', '\u017f'],
    ['k', '\u212a'],
    ['\u3000', '\t \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\ufeff'],
  ])
  for (const [from, to] of FOOTER_CHARACTERS.match(/../gu)!) others.set(to!, (others.get(to!) ?? '') + from!)
  return (character) =>
    Array.from(character + character.toUpperCase() + (others.get(character) ?? ''), (one) => one.charCodeAt(0))
}
