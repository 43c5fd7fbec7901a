/** Every entry of the tables that map one character to another, against a source that is not the project's own. */
import { characterEntities } from 'character-entities'
import { Locale as ToTraditional } from 'opencc-js/cn2t'
import { Locale as ToSimplified } from 'opencc-js/t2cn'
import { describe, expect, it } from 'vitest'
import * as ranges from '../src/data/character-classes.ts'
import { NAMED_ENTITIES } from '../src/data/entities.ts'
import { FOOTER_CHARACTERS } from '../src/data/site-furniture.ts'
import { TRADITIONAL } from '../src/data/transliteration.ts'
import { WINDOWS_1252 } from '../src/data/windows-1252.ts'
import { cleanText } from '../src/index.ts'
import * as classes from '../src/text/classes.ts'
import { FULL_MARKS } from '../src/text/mark-habits.ts'

/** The single characters of a dictionary, each with all that it may become. */
function singles(locale: typeof ToSimplified, config: string, stage: number): Map<string, Set<string>> {
  const map = new Map<string, Set<string>>()
  const dictionaries = locale.configs[config]!.conversionChain[stage] as readonly string[]
  for (const entry of dictionaries.flatMap((one) => one.split('|'))) {
    const [from, to] = entry.split(' ') as [string, string]
    const [a, b] = [Array.from(from), Array.from(to)]
    if (a.length === b.length)
      a.forEach((character, i) => map.set(character, (map.get(character) ?? new Set()).add(b[i]!)))
  }
  return map
}

const toSimplified = singles(ToSimplified, 'tw2s', 1)
const toTraditional = singles(ToTraditional, 's2t', 0)

const pairsOf = (table: string): [string, string][] => {
  const characters = Array.from(table)
  return characters.flatMap((first, i) => (i % 2 === 0 ? [[first, characters[i + 1]!] as [string, string]] : []))
}

describe('pairs of Simplified and Traditional characters', () => {
  it.each([
    ['footers, Traditional first', pairsOf(FOOTER_CHARACTERS)],
    [
      'names, Simplified first',
      pairsOf(TRADITIONAL).map(([simplified, other]) => [other, simplified] as [string, string]),
    ],
  ])('%s: as OpenCC has them, each way, and never further', (_, pairs) => {
    expect(pairs.length).toBeGreaterThan(20)
    for (const [traditional, simplified] of pairs) {
      const known = toSimplified.get(traditional)?.has(simplified) ?? toTraditional.get(simplified)?.has(traditional)
      expect(known, `${traditional} ${simplified}`).toBe(true)
      expect(
        pairs.some(([other]) => other === simplified),
        `${simplified} goes further`,
      ).toBe(false)
    }
    const traditional = pairs.map(([one]) => one)
    expect(new Set(traditional).size).toBe(traditional.length)
  })
})

describe('entities', () => {
  const entries = NAMED_ENTITIES.flatMap(([first, names]) =>
    names.split(' ').flatMap((name, i) => (name === '-' ? [] : [[name, String.fromCodePoint(first + i)] as const])),
  )

  it('have the names that HTML gives them', () => {
    expect(entries.length).toBeGreaterThan(200)
    // The table writes the apostrophe behind the ampersand, where it is.
    for (const [name, character] of entries) expect(characterEntities[name], name).toBe(character)
  })

  it('come out as that character between Chinese, and stay so', () => {
    for (const [name, character] of entries) {
      const once = cleanText(`渔港开捕，&${name};船队当晚出海。`)
      expect(once, name).not.toContain(`&${name};`)
      if (/\p{L}|\p{N}/u.test(character)) expect(once, name).toContain(character)
      expect(cleanText(once), name).toBe(once)
    }
  })

  it('of the range that Windows fills are those that HTML reads there', () => {
    const names =
      'euro - sbquo fnof bdquo hellip dagger Dagger circ permil Scaron lsaquo OElig - Zcaron - ' +
      '- lsquo rsquo ldquo rdquo bull ndash mdash tilde trade scaron rsaquo oelig - zcaron Yuml'
    const characters = names.split(' ').map((name) => characterEntities[name] ?? ' ')
    expect(Array.from(WINDOWS_1252)).toEqual(characters)
  })
})

describe('widths of marks', () => {
  it('fold back by compatibility, but for the full stop', () => {
    for (const [half, full] of Object.entries(FULL_MARKS)) {
      if (half === '.') expect(full).toBe('。')
      else expect(full.normalize('NFKC')).toBe(half)
    }
  })

  it('letters and digits of full width become what Unicode says, and nothing more', () => {
    for (let code = 0xff10; code <= 0xff5a; code++) {
      const wide = String.fromCharCode(code)
      if (!/[\p{L}\p{N}]/u.test(wide)) continue
      const text = `编号为${wide}${wide}的箱子已经送到。`
      const narrow = wide.normalize('NFKC')
      expect(cleanText(text)).toBe(text.replaceAll(wide, narrow))
      expect(cleanText(cleanText(text))).toBe(cleanText(text))
    }
  })
})

describe('classes of characters', () => {
  const UNITS = Array.from({ length: 0x10000 }, (_, unit) => unit)
  const isIn = (unit: number, listed: typeof ranges.WIDE_RANGES): boolean =>
    listed.some(([from, to]) => unit >= from && unit <= to)

  it.each([
    ['HAN', classes.HAN, ranges.HAN_RANGES],
    ['KANA', classes.KANA, ranges.KANA_RANGES],
    ['HANGUL', classes.HANGUL, ranges.HANGUL_RANGES],
    ['LETTER', classes.LETTER, ranges.LETTER_RANGES],
    ['BLANK', classes.BLANK, ranges.BLANK_RANGES],
    ['FULLWIDTH', classes.FULLWIDTH, ranges.FULLWIDTH_RANGES],
    ['RADICAL', classes.RADICAL, ranges.RADICAL_RANGES],
    ['WIDE', classes.WIDE, ranges.WIDE_RANGES],
  ])('%s are those of its ranges', (_, bit, listed) => {
    expect(UNITS.filter((unit) => ((classes.classOf(unit) & bit) !== 0) !== isIn(unit, listed))).toEqual([])
  })

  it('a wide one takes two cells, one without width none, any other one', () => {
    const cells = (unit: number): number =>
      isIn(unit, ranges.WIDE_RANGES) ? 2 : isIn(unit, ranges.WIDTHLESS_RANGES) ? 0 : 1
    expect(UNITS.filter((unit) => classes.cellsOf(unit) !== cells(unit))).toEqual([])
  })
})
