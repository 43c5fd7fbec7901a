/**
 * Fills the figures of the README, between its marks `quality`, from the project's own pages and good texts: `npm run docs`. A test
 * fails while they are not what this would write. `npm run quality` shows them in full.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cleaners, type Cleaner } from '../bench/peers.ts'
import { NOTHING, score, sum } from '../bench/score.ts'

const README = new URL('../README.md', import.meta.url)
const FIXTURES = new URL('../test-fixtures/', import.meta.url)
const BEGIN = '<!-- quality -->'
const END = '<!-- /quality -->'

/**
 * The README with its figures measured anew.
 *
 * @throws Error if the marks are missing
 */
export function withQuality(readme: string): string {
  const begin = readme.indexOf(BEGIN)
  const end = readme.indexOf(END)
  if (begin < 0 || end < begin) throw new Error(`README.md: ${BEGIN} and ${END} must stand there, in this order`)
  return `${readme.slice(0, begin + BEGIN.length)}\n${figures()}\n${readme.slice(end)}`
}

const read = (path: string): string => readFileSync(new URL(path, FIXTURES), 'utf8')
const number = (value: number): string => value.toLocaleString('en-US')

function figures(): string {
  const pages = readdirSync(new URL('pages/', FIXTURES)).map((name) => ({
    raw: read(`pages/${name}/raw.txt`),
    clean: read(`pages/${name}/clean.txt`),
  }))
  const good = readdirSync(new URL('untouched/', FIXTURES)).map((name) => read(`untouched/${name}`))
  let errors = 0
  let characters = 0
  const row = ({ name, clean }: Cleaner): string => {
    const scores = pages.map((page) => score(page.raw, page.clean, clean(page.raw)))
    const total = scores.map((s) => s.total).reduce(sum, NOTHING)
    errors = total.errors
    characters = scores.reduce((all, s) => all + s.characters, 0)
    const kept = good.filter((text) => clean(text) === text).length
    return `| ${name} | ${number(total.fixed)} | ${number(total.harmed)} | ${kept} |`
  }
  const rows = cleaners.map(row)
  return [
    '',
    `| | repaired, of ${number(errors)} errors on ${pages.length} pages | damaged, of ${number(characters)} characters | unchanged, of ${good.length} good texts |`,
    '| --- | ---: | ---: | ---: |',
    ...rows,
    '',
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(README, withQuality(readFileSync(README, 'utf8')))
}
