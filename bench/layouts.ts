/**
 * How well pages are restored that were typeset from known articles and read by simulated engines:
 *
 *   npm run bench:layouts [-- --seed N] [--pages N] [--engine E] [--genre G] [--residue N]
 *
 * For every engine, N pages of every article of `test-fixtures/articles`, each set in another way, and N of generated prose. A cell
 * is the share of the errors that was taken away, harm counted against it; the classes are those of `score.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { cleanText } from '../src/index.ts'
import { article } from '../src/testing/texts.ts'
import { ENGINES } from '../src/testing/typeset-engines.ts'
import {
  extract,
  randomOf,
  readArticle,
  styleOf,
  typeset,
  type Article,
  type Engine,
  type LayoutName,
} from '../src/testing/typeset.ts'
import { CLASSES, NOTHING, reduction, score, sum, type Residue, type Score, type Tally } from './score.ts'

interface Page {
  readonly engine: string
  readonly genre: string
  readonly name: string
  readonly score: Score
}

const ARTICLES = new URL('../test-fixtures/articles/', import.meta.url)

const written: Article[] = readdirSync(ARTICLES)
  .sort()
  .map((file) => readArticle(readFileSync(new URL(file, ARTICLES), 'utf8')))

const OF_PROSE: readonly LayoutName[] = ['newspaper', 'broad', 'book', 'report', 'magazine', 'paper']

/** Two articles of the phrase bank: words say nothing here, widths and marks everything. */
function generated(seed: number): Article {
  const texts = fc.sample(article('\n'), { seed, numRuns: 2 })
  const blocks = texts.flatMap((text) =>
    text.split('\n').map((line, i) => ({ kind: i === 0 ? ('headline' as const) : ('text' as const), text: line })),
  )
  return { genre: 'generated', layout: OF_PROSE[seed % OF_PROSE.length]!, blocks }
}

function pageOf(engine: Engine, { genre, layout, blocks }: Article, seed: string): Page {
  const random = randomOf(seed)
  const style = { ...styleOf(layout, random), ...engine.style }
  const { raw, gold } = extract(typeset(blocks, style, random), engine, style, random)
  return { engine: engine.name, genre, name: seed, score: score(raw, gold, cleanText(raw)) }
}

// ------------------------------------------------------------------------------------------------------------------- print

const percent = ({ errors, missed, harmed }: Tally): string => {
  if (errors + harmed === 0) return '·'
  const share = reduction({ errors, fixed: 0, missed, harmed })
  return share === -Infinity ? `-${harmed}` : `${(100 * share).toFixed(1)}`
}

function printTable(title: string, pages: readonly Page[], groupOf: (page: Page) => string): void {
  const groups = [...new Set(pages.map(groupOf))]
  const rows = [...groups, 'all'].map((group) => {
    const within = pages.filter((page) => group === 'all' || groupOf(page) === group)
    const tally = (of: (score: Score) => Tally): Tally => within.map((page) => of(page.score)).reduce(sum, NOTHING)
    const total = tally((score) => score.total)
    const classes = CLASSES.map((name) => percent(tally((score) => score.classes[name])))
    return [group, within.length, total.errors, total.missed, total.harmed, percent(total), ...classes].map(String)
  })
  const table = [[title, 'pages', 'errors', 'missed', 'harmed', 'total %', ...CLASSES], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  for (const row of table) {
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
  }
  console.log()
}

const visible = (text: string): string => text.replaceAll('\n', '⏎').replaceAll(' ', '␠')

const residueLine = ({ class: name, outcome, before, got, wanted, after, count }: Residue): string =>
  `  ${outcome} ${name.padEnd(5)} ${before}[${visible(got)} → ${visible(wanted)}]${after}${count > 1 ? ` ×${count}` : ''}`

function printResidue(pages: readonly Page[], most: number): void {
  for (const { name, score } of pages) {
    if (score.residue.length === 0) continue
    console.log(`${name}: ${score.total.missed} missed, ${score.total.harmed} harmed of ${score.characters} characters`)
    for (const residue of score.residue.slice(0, most)) console.log(residueLine(residue))
  }
}

// -------------------------------------------------------------------------------------------------------------------- main

function optionsOf(words: readonly string[]): Readonly<Record<string, string>> {
  const options: Record<string, string> = { seed: '1', pages: '2', engine: '', genre: '', residue: '0' }
  for (let i = 0; i < words.length; i += 2) {
    const name = words[i]!.replace(/^--/u, '')
    if (!(name in options) || words[i + 1] === undefined) {
      throw new Error(
        `${words[i]}: accepted are ${Object.keys(options)
          .map((known) => `--${known} VALUE`)
          .join(', ')}`,
      )
    }
    options[name] = words[i + 1]!
  }
  return options
}

const options = optionsOf(process.argv.slice(2))
const articlesFor = (seed: number): Article[] =>
  [...written, generated(seed)].filter(({ genre }) => options['genre'] === '' || genre === options['genre'])
const chosen = ENGINES.filter(({ name }) => options['engine'] === '' || name === options['engine'])
const pages = chosen.flatMap((engine) =>
  Array.from({ length: Number(options['pages']) }, (_, i) => Number(options['seed']) * 1000 + i).flatMap((seed) =>
    articlesFor(seed).map((one) => pageOf(engine, one, `${engine.name}/${one.genre}/${seed}`)),
  ),
)
if (pages.length === 0) throw new Error('no such engine or genre')
if (options['residue'] !== '0') printResidue(pages, Number(options['residue']))
printTable('engine', pages, ({ engine }) => engine)
printTable('genre', pages, ({ genre }) => genre)
