import { FOOTER_CHARACTERS } from '../data/site-furniture.ts'

/**
 * Pairs of neighbours that a line is asked for before dear patterns are. Of each first character, the bits tell which second ones may
 * follow, by the last five bits of their code units: two loads and a shift for each character of a line, where a pattern of so many
 * alternatives takes ten times as long.
 */
export interface PairSigns {
  readonly seconds: Int32Array
  readonly pairs: ReadonlySet<number>
}

/** Of a sign that says so alone. */
export const ANY_SECOND = -1

/** Groups of a character and those that may follow it; signs that say so alone; in simplified characters, small letters and plain marks. */
export function pairSigns(groups: string, signs = ''): PairSigns {
  const forms = formsOf()
  const seconds = new Int32Array(0x10000)
  const pairs = new Set<number>()
  for (const group of groups.split(' ')) {
    const [first, ...others] = group
    for (const other of others) {
      for (const a of forms(first!)) {
        for (const b of forms(other)) {
          seconds[a]! |= 1 << b
          pairs.add((a << 16) | b)
        }
      }
    }
  }
  for (const sign of signs) for (const unit of forms(sign)) seconds[unit] = ANY_SECOND
  return { seconds, pairs }
}

/** Does one of the pairs stand in `[start, end)`? Signs are not asked for. */
export function hasPair({ seconds, pairs }: PairSigns, text: string, start: number, end: number): boolean {
  let before = 0
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    if (((seconds[before]! >>> unit) & 1) !== 0 && pairs.has((before << 16) | unit)) return true
    before = unit
  }
  return false
}

/** What stands for the character in a text: traditional ones, letters of either case, a full-width colon, any blank. */
function formsOf(): (character: string) => readonly number[] {
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
