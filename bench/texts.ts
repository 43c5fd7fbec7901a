/**
 * The texts that speed is measured on, since a clone of the project has no corpus: as long as one likes, and the same for everybody.
 * Their sentences are those of `test-fixtures/articles` in ever new order, some of the words exchanged for others, so that no
 * paragraph comes twice and the vocabulary goes on growing.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { LEXICON } from '../src/data/lexicon.ts'
import { doubleHeadline, siteFooter } from '../src/testing/damage.ts'
import { ENGINES } from '../src/testing/typeset-engines.ts'
import {
  extract,
  randomOf,
  readArticle,
  styleOf,
  typeset,
  type Block,
  type Engine,
  type LayoutName,
  type Random,
} from '../src/testing/typeset.ts'

const ARTICLES = new URL('../test-fixtures/articles/', import.meta.url)

/** Between two sentences; not inside a quotation that goes on. */
const SENTENCE_END_RE = /(?<=[。！？])(?![”’」』）。！？])/u
const QUOTES = ['“”', '‘’', '「」', '『』', '（）', '《》'] as const

/** Common words of two ideographs (the letter is the logarithm of their count), no names. */
const WORDS = Array.from(LEXICON.split('|'), (row) =>
  Array.from(row.slice(1).matchAll(/(?<=[A-Z]|^)(\p{Script=Han})[H-Z]/gu), ([, second]) => row.charAt(0) + second!),
).flat()

interface Bank {
  readonly sentences: readonly Sentence[]
  readonly headlines: readonly string[]
}

interface Sentence {
  readonly text: string
  /** Where a word stands that may be exchanged. */
  readonly words: readonly number[]
}

let bank: Bank | undefined

function readBank(): Bank {
  const known = new Set(WORDS)
  const blocks = readdirSync(ARTICLES)
    .sort()
    // Sentences of Traditional characters have no place among the others.
    .filter((file) => !file.includes('hant'))
    .flatMap((file) => readArticle(readFileSync(new URL(file, ARTICLES), 'utf8')).blocks)
  const texts = blocks.filter(({ kind }) => kind === 'text').flatMap(({ text }) => text.split(SENTENCE_END_RE))
  const wordsOf = (text: string): number[] => {
    const places: number[] = []
    for (let i = 0; i + 1 < text.length; i++) if (known.has(text.slice(i, i + 2))) places.push(i++)
    return places
  }
  return {
    sentences: texts.filter(isWhole).map((text) => ({ text, words: wordsOf(text) })),
    headlines: blocks.filter(({ kind }) => kind === 'headline').map(({ text }) => text),
  }
}

const WHOLE_RE = /[。！？][”’」』）]*$/u
const ODD_RE = /["_|\\]|[上下][接转]第/u

/** With an end, and both halves of every pair; nothing that is a sign of the article file or refers to another page. */
const isWhole = (text: string): boolean =>
  WHOLE_RE.test(text) &&
  !ODD_RE.test(text) &&
  QUOTES.every(([open, close]) => text.split(open!).length === text.split(close!).length)

const pick = <T>(random: Random, choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!

function sentence(random: Random): string {
  const { text, words } = pick(random, (bank ??= readBank()).sentences)
  let out = ''
  let done = 0
  for (const at of words) {
    if (random() > 0.2) continue
    out += text.slice(done, at) + pick(random, WORDS)
    done = at + 2
  }
  return out + text.slice(done)
}

const paragraph = (random: Random): string =>
  Array.from({ length: 2 + Math.floor(random() * 5) }, () => sentence(random)).join('')

function headline(random: Random): string {
  const words = Array.from({ length: 3 + Math.floor(random() * 4) }, () => pick(random, WORDS))
  return words.join('')
}

/** A good text of at least `length` code units: headlines and paragraphs, a line each, that no cleaner has anything to do with. */
export function goodText(length: number, seed = 'good'): string {
  const random = randomOf(seed)
  const lines: string[] = []
  for (let left = length; left > 0;) {
    const block = [headline(random), ...Array.from({ length: 6 }, () => paragraph(random))]
    lines.push(...block)
    left -= block.reduce((sum, line) => sum + line.length + 1, 0)
  }
  return `${lines.join('\n')}\n`
}

export interface Damaged {
  readonly raw: string
  /** Paragraphs of the text before it was damaged. */
  readonly paragraphs: readonly string[]
}

/** How the damaged documents came about. */
export const SOURCES = {
  'newspaper, PDF': { engine: 'pdftotext', layout: 'newspaper' },
  'magazine, PDF': { engine: 'pdfminer-word', layout: 'magazine' },
  'report, scan': { engine: 'tess-page', layout: 'report' },
  'book, plain text': { engine: 'txt-book', layout: 'book' },
} as const satisfies Record<string, { engine: string; layout: LayoutName }>

export type Source = keyof typeof SOURCES

/**
 * A damaged text of at least `length` code units: pages of generated articles, set in columns and read by an engine, every other
 * headline painted twice, and now and then the foot of the site that had the page.
 */
export function damagedText(source: Source, length: number, seed = 'damaged'): Damaged {
  const { engine, layout } = SOURCES[source]
  const reader = ENGINES.find(({ name }) => name === engine)!
  const random = randomOf(`${seed}/${source}`)
  const pages: string[] = []
  const paragraphs: string[] = []
  for (let left = length, number = 1; left > 0; number++) {
    const blocks = articles(random)
    const raw = page(blocks, reader, layout, random)
    pages.push(number % 4 === 0 ? siteFooter(raw, { serial: number }) + '\n' : raw)
    for (const { kind, text } of blocks) if (kind === 'text') paragraphs.push(text)
    left -= raw.length
  }
  return { raw: pages.join(''), paragraphs }
}

const articles = (random: Random): Block[] =>
  Array.from({ length: 3 }, (): Block[] => [
    { kind: 'headline', text: headline(random) },
    ...Array.from({ length: 4 }, (): Block => ({ kind: 'text', text: paragraph(random) })),
  ]).flat()

function page(blocks: readonly Block[], engine: Engine, layout: LayoutName, random: Random): string {
  const style = { ...styleOf(layout, random), ...engine.style }
  const { raw } = extract(typeset(blocks, style, random), engine, style, random)
  const headlines = blocks.filter(({ kind }, i) => kind === 'headline' && i % 2 === 0).map(({ text }) => text)
  return headlines.reduce((text, line) => text.replace(line, doubleHeadline(line)), raw)
}
