import { GIVEN_NAMES, TELLING, TRADITIONAL, USUAL } from '../data/transliteration.ts'

/** As long as a part of a foreign name gets, in code units. */
const LONGEST_PART = 7
const LONGEST_GIVEN = 6

interface Tables {
  /** By code unit: 2 for a character that tells of a foreign name, 1 for one that names share with ordinary words. */
  readonly weights: Uint8Array
  readonly simplified: ReadonlyMap<string, string>
  readonly given: ReadonlySet<string>
}

let tables: Tables | undefined

function build(): Tables {
  const simplified = new Map<string, string>()
  const weights = new Uint8Array(0x10000)
  const weigh = (characters: string, weight: number): void => {
    for (let i = 0; i < characters.length; i++) weights[characters.charCodeAt(i)] ||= weight
  }
  weigh(TELLING, 2)
  weigh(USUAL + GIVEN_NAMES.replaceAll(' ', ''), 1)
  for (let i = 0; i < TRADITIONAL.length; i += 2) {
    simplified.set(TRADITIONAL[i + 1]!, TRADITIONAL[i]!)
    weigh(TRADITIONAL[i + 1]!, weights[TRADITIONAL.charCodeAt(i)]!)
  }
  return { weights, simplified, given: new Set(GIVEN_NAMES.split(' ')) }
}

/** Are foreign names written with this character, by its code unit? */
export const isOfNames = (unit: number): boolean => ((tables ??= build()).weights[unit] ?? 0) > 0

/** What may be a part of a foreign name, beside the sign that parts it from the next. */
export interface NamePart {
  readonly start: number
  readonly end: number
  /** Is it a given name? On the left of the sign it is enough that it ends with one. */
  readonly given: boolean
  /** Two characters at least, of which one tells of a foreign name. */
  readonly telling: boolean
}

/**
 * The characters of transliteration that end before `at` (`step` -1) or begin behind it (`step` 1); undefined if there are none. What
 * stands before a name may be taken for its beginning.
 */
export function namePart(text: string, at: number, step: 1 | -1): NamePart | undefined {
  const { weights, simplified, given } = (tables ??= build())
  let telling = false
  let i = at + step
  for (let length = 0; length < LONGEST_PART; length++, i += step) {
    const weight = weights[text.charCodeAt(i)] ?? 0
    if (weight === 0) break
    if (weight === 2) telling = true
  }
  const [start, end] = step < 0 ? [i + 1, at] : [at + 1, i]
  if (start === end) return undefined
  let plain = ''
  for (let k = start; k < end; k++) plain += simplified.get(text[k]!) ?? text[k]!
  let isGiven = given.has(plain)
  for (let k = 2; step < 0 && k <= LONGEST_GIVEN && k < plain.length; k++)
    if (given.has(plain.slice(-k))) isGiven = true
  return { start, end, given: isGiven, telling: telling && end - start > 1 }
}

/** Does the sign at `at` stand between a given name and a family name? */
export const partsName = (text: string, at: number): boolean =>
  namePart(text, at, -1)?.given === true && namePart(text, at, 1)?.telling === true
