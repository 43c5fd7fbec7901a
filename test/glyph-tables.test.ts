import { describe, expect, it } from 'vitest'
import { HALF_WIDTH_FORMS, SMALL_FORMS, VERTICAL_FORMS } from '../src/data/mark-forms.ts'
import { BULLETS, COMMON_BULLETS, GBK_BLANK, GBK_NOW } from '../src/data/private-use.ts'
import { RADICALS } from '../src/data/radicals.ts'
import { cleanText } from '../src/index.ts'
import { ideographOf } from '../src/text/radicals.ts'
import { classAt, CLOSE, HAN, OPEN, RADICAL } from '../src/text/classes.ts'
import { alone } from '../src/testing/contract.ts'

/** A table's entries: each key with its character. */
function pairs(table: string): [key: string, character: string][] {
  const characters = Array.from(table)
  return characters.flatMap((key, i) => (i % 2 === 0 ? [[key, characters[i + 1] ?? '']] : []))
}

const hex = (character: string): string => character.codePointAt(0)!.toString(16)
const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))
const keysOf = (table: string): string[] => pairs(table).map(([key]) => key)

/** An ASCII mark in its full-width form, anything else as it is. */
const widened = (text: string): string =>
  text.replace(/[!-~]/gu, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))

const ALL = [RADICALS, VERTICAL_FORMS, SMALL_FORMS, HALF_WIDTH_FORMS, BULLETS]

describe.each(ALL.map((table) => [hex(table), table]))('the table that begins with U+%s', (_, table) => {
  it('has each key once, in order, and no key for a value', () => {
    const keys = keysOf(table)
    expect(keys).toEqual([...new Set(keys)].sort())
    for (const [key, character] of pairs(table)) {
      expect([...character].length, hex(key)).toBe(1)
      expect(
        ALL.some((other) => keysOf(other).includes(character)),
        hex(key),
      ).toBe(false)
    }
  })
})

describe('the table of radicals', () => {
  it('has all that are assigned, but the one that repeats', () => {
    const assigned = [...range(0x2e81, 0x2ef3), ...range(0x2f00, 0x2fd5)].filter((radical) => radical !== '\u2e9a')
    expect(keysOf(RADICALS)).toEqual(assigned)
  })

  it('folds as NFKC does where that folds', () => {
    const folded = pairs(RADICALS).filter(([radical]) => radical.normalize('NFKC') !== radical)
    // All of Kangxi, and of the Supplement the two that are variants of a whole ideograph.
    expect(folded.length).toBe(214 + 2)
    for (const [radical, ideograph] of folded) expect(ideograph, hex(radical)).toBe(radical.normalize('NFKC'))
  })

  it('gives unified ideographs, which stay as they are', () => {
    for (const [radical, ideograph] of pairs(RADICALS)) {
      expect(ideograph, hex(radical)).toMatch(/^\p{Unified_Ideograph}$/u)
      expect(ideograph.normalize('NFKC'), hex(radical)).toBe(ideograph)
    }
  })

  it.each([
    ['simplified', '我们说这里的'],
    ['traditional', '我們說這裡的'],
  ] as const)('acts on every one in a %s text, and once', (script, words) => {
    const text = (character: string): string => `${words}${character}${words}`
    for (const [radical] of pairs(RADICALS)) {
      const ideograph = ideographOf(radical, script)!
      const cleaned = cleanText(text(radical), alone('glyph-form'))
      expect(cleaned, hex(radical)).toBe(text(ideograph))
      expect(cleanText(cleaned, alone('glyph-form'))).toBe(cleaned)
      expect(classAt(radical, 0) & (HAN | RADICAL), hex(radical)).toBe(HAN | RADICAL)
      expect(classAt(ideograph, 0) & (HAN | RADICAL), hex(radical)).toBe(HAN)
      // The exceptions: what mainland fonts draw for three of them.
      const own = new Map(pairs(RADICALS)).get(radical)
      const mainland = script === 'simplified' ? { '\u2f3e': '户', '\u2fad': '青', '\u2fc8': '黄' }[radical] : undefined
      expect(ideograph, hex(radical)).toBe(mainland ?? own)
    }
  })
})

describe('compatibility ideographs', () => {
  const UNIFIED = '\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29'
  const assigned = [...range(0xf900, 0xfa6d), ...range(0xfa70, 0xfad9), ...range(0x2f800, 0x2fa1d)]

  it('become what Unicode says, all but the twelve that are unified', () => {
    expect(assigned.length).toBe(366 + 106 + 542)
    for (const form of assigned) {
      const cleaned = cleanText(`庙里的${form}字匾`, alone('glyph-form'))
      expect(cleaned === `庙里的${form}字匾`, hex(form)).toBe(UNIFIED.includes(form))
      expect(cleaned, hex(form)).toBe(`庙里的${form.normalize('NFKC')}字匾`)
      expect(cleaned.normalize('NFKC'), hex(form)).toBe(cleaned)
    }
  })

  it('are whole: both blocks hold nothing else', () => {
    const others = [...range(0xfa6e, 0xfa6f), ...range(0xfada, 0xfaff), ...range(0x2fa1e, 0x2fa1f)]
    for (const other of others) expect(other).toMatch(/^\p{Cn}$/u)
    for (const form of assigned) expect(form).toMatch(/^\p{Script=Han}$/u)
  })
})

describe('the tables of marks', () => {
  const marks = [VERTICAL_FORMS, SMALL_FORMS, HALF_WIDTH_FORMS].flatMap(pairs)

  it('fold as NFKC does, with ASCII marks widened', () => {
    for (const [form, mark] of marks) {
      // NFKC takes the ellipsis apart as well.
      expect(mark.normalize('NFKC'), hex(form)).toBe(form.normalize('NFKC'))
      expect(mark, hex(form)).toBe(form === '\ufe19' ? '…' : widened(form.normalize('NFKC')))
    }
  })

  it('have all forms but those that people type', () => {
    const typed = [...range(0xfe30, 0xfe34), ...range(0xfe45, 0xfe46), ...range(0xfe49, 0xfe4f)]
      .filter((form) => form !== '\ufe31')
      .concat('\ufe52', '\ufe58', range(0xfe5f, 0xfe6b))
    const blocks = [range(0xfe10, 0xfe19), range(0xfe30, 0xfe4f), range(0xfe50, 0xfe6b), range(0xff61, 0xff65)].flat()
    const left = blocks.filter((form) => /\P{Cn}/u.test(form) && !marks.some(([key]) => key === form))
    expect(left.sort()).toEqual(typed.filter((form) => /\P{Cn}/u.test(form)).sort())
  })

  it('keep the kind: brackets open and close in pairs, and nothing else does', () => {
    for (const [i, [form, mark]] of marks.entries()) {
      const kind = classAt(mark, 0) & (OPEN | CLOSE)
      expect(/\p{Ps}/u.test(form), hex(form)).toBe(kind === OPEN)
      expect(/\p{Pe}/u.test(form), hex(form)).toBe(kind === CLOSE)
      if (kind === OPEN) expect(hex(marks[i + 1]![0])).toBe((form.charCodeAt(0) + 1).toString(16))
    }
  })

  it('act on every mark in a sentence, and once', () => {
    for (const [i, [form, mark]] of marks.entries()) {
      // Braces and tortoise-shell brackets people type small: the text's own habit decides.
      const own = /[\ufe5b-\ufe5e]/u.test(form) ? '，又见（〔一〕〔二〕〔三〕｛一｝｛二｝）' : ''
      const sentence = (a: string, b = ''): string => `我们说这里${a}山水${b}很好${own}`
      const [damaged, repaired] =
        (classAt(mark, 0) & OPEN) !== 0
          ? [sentence(form, marks[i + 1]![0]), sentence(mark, marks[i + 1]![1])]
          : (classAt(mark, 0) & CLOSE) !== 0
            ? [sentence(marks[i - 1]![0], form), sentence(marks[i - 1]![1], mark)]
            : '—…'.includes(mark)
              ? [sentence(form + form), sentence(mark + mark)]
              : [sentence(form), sentence(mark)]
      expect(cleanText(damaged, alone('glyph-form')), hex(form)).toBe(repaired)
      expect(cleanText(repaired, alone('glyph-form'))).toBe(repaired)
    }
  })
})

describe('letters', () => {
  it('take ligatures and squared letters apart as NFKC does', () => {
    for (const form of [...range(0xfb00, 0xfb06), ...range(0x3371, 0x33df)]) {
      const letters = form === '\ufb05' ? '\u017ft' : form.normalize('NFKC')
      const text = (inner: string): string => `这个词是ab${inner}cd吗`
      const expected = /^[A-Za-z\u017f]+$/u.test(letters) ? text(letters) : text(form)
      expect(cleanText(text(form), alone('glyph-form')), hex(form)).toBe(expected)
      expect(cleanText(expected, alone('glyph-form'))).toBe(expected)
      // A unit behind a number is a unit.
      if (form < '\ufb00') expect(cleanText(`长5${form}。`, alone('glyph-form'))).toBe(`长5${form}。`)
    }
  })

  it('compose every letter of Latin, Greek, Cyrillic, kana and Hangul that NFC composes', () => {
    const blocks = [range(0xc0, 0x24f), range(0x370, 0x4ff), range(0x1e00, 0x1fff), range(0x304b, 0x30fe)].flat()
    const letters = [...blocks, ...range(0xac00, 0xd7a3).filter((_, i) => i % 97 === 0)]
    let composed = 0
    for (const letter of letters) {
      const apart = letter.normalize('NFD')
      const text = (inner: string): string => `这个字母${inner}在中文里很少见`
      const canonical = apart.normalize('NFC').length === 1 ? apart.normalize('NFC') : apart
      // A sign with a mark (U+0385) is no letter.
      if (apart.length === 1 || !/\p{L}/u.test(letter)) continue
      const cleaned = cleanText(text(apart), alone('glyph-form'))
      expect(cleaned, hex(letter)).toBe(text(canonical))
      composed++
      expect(cleanText(text(letter), alone('glyph-form')), hex(letter)).toBe(text(letter))
    }
    expect(composed).toBeGreaterThan(700)
  })
})

describe('private use', () => {
  const all = GBK_NOW.flatMap(([first, now]) => Array.from(now, (character, i) => [first + i, character] as const))

  it('has the characters that GBK had before Unicode', () => {
    expect(all.length).toBe(10 + 2 + 13 + 80)
    for (const [code, character] of all) {
      expect(String.fromCodePoint(code)).toMatch(/^\p{Co}$/u)
      expect(character, code.toString(16)).not.toMatch(/\p{Co}|\p{Cn}/u)
    }
  })

  it('says what the decoder of GB 18030 says, as far as its edition goes', () => {
    const decoder = new TextDecoder('gb18030')
    const cells: [code: number, first: number, second: number][] = [
      ...Array.from({ length: 7 }, (_, i) => [0xe78d + i, 0xa6, 0xd9 + i] as [number, number, number]),
      [0xe794, 0xa6, 0xec],
      [0xe795, 0xa6, 0xed],
      [0xe796, 0xa6, 0xf3],
      [0xe7c7, 0xa8, 0xbc],
      [0xe7c8, 0xa8, 0xbf],
      ...Array.from({ length: 13 }, (_, i) => [0xe7e7 + i, 0xa9, 0x89 + i] as [number, number, number]),
      // The row has a hole at 0x7F.
      ...Array.from(
        { length: 80 },
        (_, i) => [0xe815 + i, 0xfe, 0x50 + i + (i < 47 ? 0 : 1)] as [number, number, number],
      ),
    ]
    const now = new Map(all)
    expect(cells.map(([code]) => code)).toEqual(all.map(([code]) => code))
    let known = 0
    for (const [code, first, second] of cells) {
      const decoded = decoder.decode(new Uint8Array([first, second]))
      // Editions before 2022 leave up to 24 of them in private use; the six beyond U+FFFF decode so by every table.
      if (/\p{Co}/u.test(decoded)) continue
      known++
      expect(decoded, code.toString(16)).toBe(now.get(code))
    }
    expect(known).toBeGreaterThanOrEqual(80)
    expect(decoder.decode(new Uint8Array([0xa3, 0xa0]))).toMatch(/[\u3000\ue5e5]/u)
    expect(GBK_BLANK).toBe(0xe5e5)
  })

  it('has a sign for every bullet, and among them those that need no second', () => {
    for (const [bullet, sign] of pairs(BULLETS)) {
      expect(bullet.charCodeAt(0) & 0xff00, hex(bullet)).toBe(0xf000)
      expect(sign, hex(sign)).toMatch(/^[\p{So}\p{Sm}\p{Po}]$/u)
      expect(sign.normalize('NFKC')).toBe(sign)
    }
    for (const bullet of COMMON_BULLETS) expect(keysOf(BULLETS)).toContain(bullet)
  })

  it('acts on every bullet and every character, and once', () => {
    const rule = alone('private-use')
    for (const [bullet, sign] of pairs(BULLETS)) {
      const list = (mark: string): string => `${mark} 山水很好\n${mark} 田园也好`
      expect(cleanText(list(bullet), rule), hex(bullet)).toBe(list(sign))
      expect(cleanText(list(sign), rule)).toBe(list(sign))
    }
    for (const [code, character] of all) {
      const [old, now] = [`他家a${String.fromCodePoint(code)}在`, `他家a${character}在`].map((text) =>
        'ḿǹ'.includes(character) ? text : text.replace('a', ''),
      )
      expect(cleanText(old!, alone('private-use', 'risky')), code.toString(16)).toBe(now)
      expect(cleanText(now!, alone('private-use', 'risky'))).toBe(now)
    }
  })
})
