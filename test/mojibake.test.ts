import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import * as OpenCC from 'opencc-js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Document } from '../src/core/document.ts'
import { cleanText, explain } from '../src/index.ts'
import { mojibake } from '../src/rules/mojibake.ts'
import { alone } from '../src/testing/contract.ts'
import { asLatin, bytesIn, utf8As, utf8Of, widenHalf, withGbkBytes } from '../src/testing/mojibake-damage.ts'
import { paragraph } from '../src/testing/texts.ts'

const RUNS = Number(process.env.KANWU_RUNS ?? 1000)
const SEED = Number(process.env.KANWU_SEED ?? 20_260_601)
const HAN_RE = /\p{Script=Han}/gu

const toTraditional = OpenCC.Converter({ from: 'cn', to: 'tw' })

/** Blocks of the articles with at least a dozen ideographs, without the signs of their format. */
const BLOCKS = readdirSync(new URL('../test-fixtures/articles/', import.meta.url)).flatMap((name) =>
  readFileSync(new URL(`../test-fixtures/articles/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.replace(/^[^\p{Script=Han}“「（]+/u, ''))
    .filter((line) => (line.match(HAN_RE) ?? []).length >= 12),
)

/** Good Chinese, Simplified and Traditional: paragraphs, and single sentences of them. */
const passage = (): fc.Arbitrary<string> =>
  fc
    .record({
      text: fc.oneof(paragraph(), paragraph().map(toTraditional), fc.constantFrom(...BLOCKS)),
      whole: fc.boolean(),
      at: fc.nat(5),
    })
    .map(({ text, whole, at }) => {
      const sentences = text.split(/(?<=[。！？])(?=[^”」])/u).filter((one) => (one.match(HAN_RE) ?? []).length >= 8)
      return whole || sentences.length === 0 ? text : sentences[at % sentences.length]!
    })

const latin1 = (bytes: Iterable<number>): string => asLatin(bytes, 'latin-1')
const windows = (bytes: Iterable<number>): string => asLatin(bytes, 'windows-1252')
const inTwoBytes =
  (encoding: 'gbk' | 'big5', read: (bytes: Iterable<number>) => string) =>
  (text: string): string | undefined => {
    const bytes = bytesIn(encoding, text)
    return bytes && read(bytes)
  }

/** Each way in which text is misread without losing a byte; `undefined` where this text would lose one. */
const WAYS: Readonly<Record<string, (text: string) => string | undefined>> = {
  'UTF-8 as Latin-1': (text) => latin1(utf8Of(text)),
  'UTF-8 as Windows-1252': (text) => windows(utf8Of(text)),
  'UTF-8 as Latin-1, twice': (text) => latin1(utf8Of(latin1(utf8Of(text)))),
  'UTF-8 as Windows-1252, twice': (text) => windows(utf8Of(windows(utf8Of(text)))),
  'GBK as Latin-1': inTwoBytes('gbk', latin1),
  'GBK as Windows-1252': inTwoBytes('gbk', windows),
  'GBK as Latin-1, and that as UTF-8 read so again': (text) => {
    const once = inTwoBytes('gbk', latin1)(text)
    return once && windows(utf8Of(once))
  },
  'Big5 as Latin-1': inTwoBytes('big5', latin1),
  'Big5 as Windows-1252': inTwoBytes('big5', windows),
  'UTF-8 as GBK': (text) => {
    // Without digits and with a letter at the end if need be, so that fewer texts lose a byte.
    const plain = text.replace(/[\d%.]/gu, '')
    return utf8As('gbk', plain) === undefined ? utf8As('gbk', `${plain}A`) : utf8As('gbk', plain)
  },
}

/** What the damage was done to: the text itself, but for the way that drops digits. */
const original = (way: string, text: string): string => {
  if (way !== 'UTF-8 as GBK') return text
  const plain = text.replace(/[\d%.]/gu, '')
  return utf8As('gbk', plain) === undefined ? `${plain}A` : plain
}

const cleaned = (text: string): string => cleanText(text, alone('mojibake'))

describe.each(Object.entries(WAYS))('%s', (way, damage) => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(passage(), (text) => {
        const damaged = damage(text)
        fc.pre(damaged !== undefined)
        expect(cleaned(damaged!)).toBe(original(way, text))
      }),
      { numRuns: RUNS, seed: SEED, maxSkipsPerRun: 30 },
    )
  })

  it('comes back as a line, a clause or a field of good text, which stays', () => {
    fc.assert(
      fc.property(passage(), passage(), fc.nat(2), (text, other, shape) => {
        const damaged = damage(text)
        fc.pre(damaged !== undefined)
        const within = (one: string): string =>
          [`${other}\n${one}\n${other}`, `${other}据说“${one}”，${other}`, `姓名：${other}\n备注：${one}\n`][shape]!
        expect(cleaned(within(damaged!))).toBe(within(original(way, text)))
      }),
      { numRuns: RUNS, seed: SEED, maxSkipsPerRun: 30 },
    )
  })
})

describe('GBK out of step', () => {
  const risky = (text: string): string => cleanText(text, alone('mojibake', 'risky'))
  /** Without letters, and without characters of which half is a letter: each of them brings the pairs back into step. */
  const steadyPassage = (): fc.Arbitrary<string> =>
    paragraph()
      .map((text) => text.replace(/[\0-\x7f]/gu, ''))
      .filter((text) => bytesIn('gbk', text)?.every((byte) => byte >= 0x80) === true)

  it('comes back where half a character was widened, at the risky level only', () => {
    fc.assert(
      fc.property(steadyPassage(), fc.constantFrom('卐', '镕', '卍', '巹', '兀', '丟', '昇'), (text, odd) => {
        const whole = `他写下${odd}字。${text}`
        const at = 7
        const bytes = bytesIn('gbk', whole)!
        fc.pre(bytes[at]! >= 0x40 && bytes[at]! < 0x7f)
        const damaged = withGbkBytes(whole, (all) => widenHalf(all, at))!
        // The end of the text falls in the midst of a pair.
        fc.pre(!damaged.slice(0, -1).includes('\ufffd'))
        expect(cleaned(damaged)).toBe(damaged)
        const repaired = risky(damaged)
        expect(repaired.slice(0, -1)).toBe(whole.slice(0, repaired.length - 1))
        expect(repaired.length).toBeGreaterThanOrEqual(whole.length - 1)
      }),
      { numRuns: RUNS / 10, seed: SEED, maxSkipsPerRun: 200 },
    )
  })

  it('comes back after a lost byte, but for a few characters at that place and the half at the end', () => {
    fc.assert(
      fc.property(steadyPassage(), fc.nat(10_000), (text, at) => {
        const lost = at % Math.max(1, 2 * text.length - 80)
        fc.pre(text.length > 60)
        const damaged = withGbkBytes(text, (bytes) => [...bytes.slice(0, lost), ...bytes.slice(lost + 1)])!
        fc.pre(!damaged.slice(0, -1).includes('\ufffd'))
        const index = lost >> 1
        const repaired = risky(damaged)
        expect(repaired.startsWith(text.slice(0, Math.max(0, index - 4)))).toBe(true)
        expect(repaired).toContain(text.slice(index + 6, -1))
      }),
      { numRuns: RUNS / 5, seed: SEED, maxSkipsPerRun: 200 },
    )
  })
})

describe('good text', () => {
  /** Characters as random as they come, the same at each call. */
  function random(seed: number): (below: number) => number {
    let state = seed
    return (below) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 0x1_0000_0000) * below)
    }
  }
  const range = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))
  const HAN = range(0x4e00, 0x9fff)
  const RARE = [...range(0x3400, 0x4dbf), ...range(0x20000, 0x2a6df)]
  const MARKS = [...'，。、；：？！“”（）《》']
  const KANA = [...range(0x3041, 0x3096), ...range(0x30a1, 0x30fa)]
  const DIALECT = [...'嘅咗哋喺嚟冇嘢唔啲佢瞓畀攞嗰睇邊覅侬伲呒啥勿弗倷拨搿', ...'我你食飯返學去街買野好多人一個都是']
  const CLASSICAL = [
    ...'夫惟盖粤若稽昔者圣王肇基绥猷黼黻彝伦璆琳琅玕昊穹祗肃雍熙爰暨曷厥矧毋罔俾黎庶懋攸攽之也矣焉哉乎',
  ]
  const SURNAMES = [...'赵钱孙李綦郄亓逄仉尉迟闾丘澹台郤翟晁厍']
  const WESTERN = [
    'Renée',
    'Müller',
    'Été',
    'français',
    '«Olé»',
    'São',
    'corações',
    'Größe',
    'Åsgård',
    'Người',
    'Việt',
    'ở',
    'được',
    'fāngyán',
    'nǚ’ér',
    'Ελληνικά',
    'Русский',
    '£12',
    '€9.99',
    '©2019',
    '±2°',
    '½',
    '“ça”',
    'déjà…',
    'naïf—',
    '∀x∈ℝ',
    '┌──┐',
    'Ã',
    'œuvre',
  ]
  const TEXTS: Readonly<Record<string, (pick: (from: readonly string[]) => string, n: number) => string>> = {
    'rare ideographs in random order': (pick, n) => pick(n % 9 === 0 ? RARE : HAN),
    'made-up sentences of rare ideographs': (pick, n) => (n % 11 === 10 ? pick(MARKS) : pick(n % 5 === 0 ? RARE : HAN)),
    'kana with ideographs': (pick, n) => (n % 17 === 16 ? pick(MARKS) : pick(n % 3 === 0 ? HAN : KANA)),
    'names with rare characters': (pick, n) => (n % 4 === 3 ? '、' : pick(n % 4 === 0 ? SURNAMES : HAN)),
    'dialect characters': (pick, n) => (n % 13 === 12 ? pick(MARKS) : pick(DIALECT)),
    'classical prose': (pick, n) => (n % 7 === 6 ? pick(MARKS) : pick(n % 5 === 0 ? HAN : CLASSICAL)),
    'Western words, signs and frames': (pick, n) => `${pick(WESTERN)}${n % 9 === 8 ? '。' : ' '}`,
    'Western words in Chinese': (pick, n) => (n % 5 === 4 ? pick(WESTERN) : pick(DIALECT)),
    'private characters': (pick, n) => pick(n % 3 === 0 ? range(0xe000, 0xe4c5) : HAN),
  }

  it.each(Object.entries(TEXTS))('%s, a megabyte of it, is never touched', (name, next) => {
    const below = random(name.length)
    const pick = (from: readonly string[]): string => from[below(from.length)]!
    const parts: string[] = []
    for (let n = 0, size = 0; size < 1_000_000; n++) {
      const part = below(70) === 0 ? '\n' : next(pick, n)
      parts.push(part)
      size += Buffer.byteLength(part)
    }
    expect([...mojibake.find(new Document(parts.join('')), {})]).toEqual([])
  })
})

describe('what cannot be recovered', () => {
  it('is reported and stays', () => {
    const text = '档案里写着锟斤拷锟斤拷，旁边是烫烫烫，还有\ufffd\ufffd。'
    const { kept, text: after } = explain(text, alone('mojibake', 'risky'))
    expect(after).toBe(text)
    expect(kept.map(({ original: { start, end } }) => text.slice(start, end))).toEqual([
      '锟斤拷锟斤拷',
      '烫烫烫',
      '\ufffd\ufffd',
    ])
  })

  it('is the character whose last byte is gone', () => {
    const damaged = new TextDecoder('gbk').decode(utf8Of('我们都在这里等你回来吗'))
    const { kept, text: after } = explain(damaged, alone('mojibake'))
    expect(after).toBe('我们都在这里等你回来鍚\ufffd')
    expect(kept.map(({ original: { start, end } }) => damaged.slice(start, end))).toEqual(['鍚\ufffd'])
  })
})

describe('a runtime without the encodings', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it.each([
    [
      'that throws',
      class {
        constructor() {
          throw new RangeError('The "gbk" encoding is not supported')
        }
      },
    ],
    ['that has no decoder at all', undefined],
  ])('%s: UTF-8 comes back, the rest stays', async (_, decoder) => {
    vi.resetModules()
    vi.stubGlobal('TextDecoder', decoder)
    const fresh = await import('../src/rules/mojibake.ts')
    const find = (text: string): unknown[] => [...fresh.mojibake.find(new Document(text), {})]
    expect(find(latin1(utf8Of('渡口的早班船六点开')))).toHaveLength(1)
    expect(find(latin1(bytesIn('gbk', '渡口的早班船六点开')!))).toEqual([])
    expect(find('鎴戜滑閮藉湪杩欓噷绛変綘')).toEqual([])
  })
})
