import { Locale as ToTraditional, Trie } from 'opencc-js/cn2t'
import { Locale as ToSimplified } from 'opencc-js/t2cn'

/** What a text can become. `traditional` is OpenCC's own standard, which no region writes exactly. */
export const TARGETS = ['simplified', 'traditional', 'taiwan', 'hongkong'] as const
export type Target = (typeof TARGETS)[number]

/** The two scripts, one bit each, of a character that the other one never writes. */
export const SIMPLIFIED = 1
export const TRADITIONAL = 2

/** A way to convert: tries that a word goes through one after the other, taking the longest entry each time. */
export interface Conversion {
  /** Its longest entries are the words; what lies between two of them is one as well. */
  readonly words: Trie
  readonly stages: readonly Trie[]
}

/** Dictionaries that are asked together, the first before the others: entries `from to`, parted by `|`. */
type Dictionaries = readonly string[]

const dictionariesOf = (locale: typeof ToSimplified, name: string): readonly Dictionaries[] =>
  locale.configs[name]!.conversionChain as readonly Dictionaries[]

const [FROM_SIMPLIFIED, TAIWAN_FORMS] = dictionariesOf(ToTraditional, 's2tw') as [Dictionaries, Dictionaries]
const [, TAIWAN_WORDS] = dictionariesOf(ToTraditional, 's2twp') as [Dictionaries, Dictionaries]
const [, HONG_KONG_FORMS] = dictionariesOf(ToTraditional, 's2hk') as [Dictionaries, Dictionaries]
const [FROM_TAIWAN, TRADITIONAL_ENTRIES] = dictionariesOf(ToSimplified, 'tw2s') as [Dictionaries, Dictionaries]
const [FROM_TAIWAN_WORDS] = dictionariesOf(ToSimplified, 'tw2sp') as [Dictionaries]
const [FROM_HONG_KONG] = dictionariesOf(ToSimplified, 'hk2s') as [Dictionaries]

/** Forms of Hong Kong that OpenCC knows only from texts that are said to be from there. */
const TO_SIMPLIFIED: Dictionaries = [...TRADITIONAL_ENTRIES, '衞 卫|敍 叙|枱 台|粧 妆|糭 粽']

export type Region = Exclude<Target, 'simplified' | 'traditional'>

/** The forms that a region writes, by the standard's, and the standard's by those of the other region. */
const FORMS: Readonly<Record<Region, { own: Dictionaries; others: Dictionaries }>> = {
  taiwan: { own: TAIWAN_FORMS, others: FROM_HONG_KONG },
  hongkong: { own: HONG_KONG_FORMS, others: FROM_TAIWAN },
}

/** Forms of one region that people in the other write as well, whatever the standard. */
const SHARED_FORMS = '啟嫻敍洩濕粧簷衹韁'

/** Traditional characters that entries for simplified phrases hold by a slip: `廢墟里`. */
const SLIPS = '廢麼'

/** OpenCC's Taiwan writes 么 for 幺; where scripts are mixed it is the simplified 麼. */
const MIXED_ENTRY_RE = /(?:^|\|)么 幺(?=\|)/u

/** Each is made when first asked for: the trie of all phrases takes a quarter of a second and 80 MB. */
function lazy<Key, T>(make: (key: Key) => T): (key: Key) => T {
  const made = new Map<Key, T>()
  return (key) => {
    if (!made.has(key)) made.set(key, make(key))
    return made.get(key)!
  }
}

const trieOf = lazy((dictionaries: Dictionaries) => {
  const trie = new Trie()
  trie.loadDictGroup(dictionaries)
  return trie
})

const fromTaiwan = lazy((dictionaries: Dictionaries) =>
  trieOf(dictionaries.map((one) => one.replace(MIXED_ENTRY_RE, '').replace(/^\|/u, ''))),
)

const simplifiedWords = lazy(() => trieOf(TO_SIMPLIFIED.slice(0, 1)))

/** From the other script to that of the target. `taiwan` says that the text, or what becomes of it, is in Taiwan's words or forms. */
export function crossing(to: Target, from: 'standard' | 'taiwan', phrases: boolean): Conversion {
  if (to === 'simplified') {
    const first = phrases ? [fromTaiwan(FROM_TAIWAN_WORDS)] : from === 'taiwan' ? [fromTaiwan(FROM_TAIWAN)] : []
    return { words: simplifiedWords(undefined), stages: [...first, trieOf(TO_SIMPLIFIED)] }
  }
  const words = trieOf(FROM_SIMPLIFIED)
  if (to === 'traditional') return { words, stages: [words] }
  return { words, stages: [words, trieOf(phrases ? TAIWAN_WORDS : FORMS[to].own)] }
}

/**
 * From the forms that the other region or the standard writes to the region's own: `裏` to Taiwan's `裡`. A form that the region
 * writes too, if only in some words, stays, as nothing tells which of them it is.
 */
export const regional = lazy((to: Region): Conversion => {
  const { own, others } = FORMS[to]
  const forms = new Map(own.flatMap(entriesOf).filter(([from]) => isSingle(from)))
  const written = charactersOf(own, 'to')
  for (const form of SHARED_FORMS) written.add(form)
  for (const character of charactersOf(FROM_SIMPLIFIED, 'to')) written.add(forms.get(character) ?? character)
  const foreign = others
    .flatMap(entriesOf)
    .filter(([from]) => isSingle(from) && !written.has(from))
    .map(([from, standard]) => `${from} ${forms.get(standard) ?? standard}`)
  const words = trieOf([...own, foreign.join('|')])
  return { words, stages: [words] }
})

let scripts: Uint8Array | undefined

/** Which script the character belongs to alone: `SIMPLIFIED`, `TRADITIONAL`, or 0 for what both of them write. */
export const scriptOf = (codePoint: number): number => (scripts ??= scriptTable())[codePoint] ?? 0

/** By code point, up to the last plane of ideographs: 208 KB. */
function scriptTable(): Uint8Array {
  const bits = new Uint8Array(0x33000)
  const add = (bit: number, [from, to]: readonly [string, string], elsewhere: readonly Set<string>[]): void => {
    if (from !== to && !elsewhere.some((others) => others.has(from))) bits[from.codePointAt(0)!] = bit
  }
  const phrases = FROM_SIMPLIFIED.slice(0, -1)
  const inTraditional = charactersOf([...FROM_SIMPLIFIED, ...TAIWAN_WORDS, ...HONG_KONG_FORMS], 'to')
  const inSimplified = charactersOf(TO_SIMPLIFIED, 'to')
  const inPhrases = charactersOf(phrases, 'from')
  for (const slip of SLIPS) inPhrases.delete(slip)
  for (const entry of entriesOf(FROM_SIMPLIFIED.at(-1)!)) add(SIMPLIFIED, entry, [inTraditional])
  for (const entry of TO_SIMPLIFIED.slice(1).flatMap(entriesOf)) add(TRADITIONAL, entry, [inSimplified, inPhrases])
  return bits
}

const entriesOf = (dictionary: string): [from: string, to: string][] =>
  dictionary.split('|').map((entry) => entry.split(' ') as [string, string])

const isSingle = (word: string): boolean => word.length === (word.codePointAt(0)! > 0xffff ? 2 : 1)

/** The characters of one side of all entries. */
function charactersOf(dictionaries: Dictionaries, side: 'from' | 'to'): Set<string> {
  const all = new Set<string>()
  for (const dictionary of dictionaries) {
    let at = 'from'
    for (const character of dictionary) {
      if (character === ' ') at = 'to'
      else if (character === '|') at = 'from'
      else if (at === side) all.add(character)
    }
  }
  return all
}
