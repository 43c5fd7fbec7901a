import { LOOKALIKES } from '../data/lookalikes.ts'
import type { Script } from './script.ts'

type Characters = Script['characters']

let has: Uint8Array | undefined
const tables = new Map<Characters, ReadonlyMap<number, string>>()

/** The sets that are mixed up in a text of the script: in one that cannot be told, those of both. */
const setsFor = (characters: Characters): string[] =>
  [
    LOOKALIKES.both,
    characters === 'traditional' ? '' : LOOKALIKES.simplified,
    characters === 'simplified' ? '' : LOOKALIKES.traditional,
  ].flatMap((sets) => sets.split(/\s+/u))

function tableFor(characters: Characters): ReadonlyMap<number, string> {
  const known = tables.get(characters)
  if (known !== undefined) return known
  const others = new Map<number, string>()
  for (const set of setsFor(characters)) {
    for (const one of set) {
      const sofar = others.get(one.charCodeAt(0)) ?? ''
      const more = Array.from(set).filter((other) => other !== one && !sofar.includes(other))
      others.set(one.charCodeAt(0), sofar + more.join(''))
    }
  }
  tables.set(characters, others)
  return others
}

/** Is there a character that looks like this one, by its code unit? A byte for each, as it is asked of every character. */
export function isLookalike(unit: number): boolean {
  if (has === undefined) {
    has = new Uint8Array(0x10000)
    for (const one of tableFor('unknown').keys()) has[one] = 1
  }
  return has[unit] === 1
}

/** The characters that look like this one, by its code unit, in a text of the script; none for most. */
export const lookalikesOf = (unit: number, characters: Characters = 'unknown'): string =>
  isLookalike(unit) ? (tableFor(characters).get(unit) ?? '') : ''
