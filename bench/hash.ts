/**
 * What cleaning makes of every text in reach, as one number a set: what makes the code faster must leave them all as they are.
 *
 *   npm run bench:hash [-- DIR]
 *
 * The texts are those of the fixtures, generated ones, and the .txt and .md files in DIR, whose folders are sets. Each is cleaned at
 * both levels; the first number is of the cleaned texts alone, the second of everything that `explain` says as well. `cleanText` and
 * `explain` must agree, else the exit status is 1.
 */
import { createHash, type Hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanText, explain } from '../src/index.ts'
import { loadRuleFixtures } from '../src/testing/fixtures.ts'
import { optionsOf, print, progress, refuse, table } from './measure.ts'
import { damagedText, goodText, SOURCES, type Source } from './texts.ts'

const USAGE = 'usage: npm run bench:hash [-- DIR]'
/** Code units of a generated text. */
const LENGTH = 50_000

const FIXTURES = new URL('../test-fixtures/', import.meta.url)

/** Texts by the name of their set. */
type Sets = Map<string, string[]>

function setsOf(dir: string | undefined): Sets {
  const sets: Sets = new Map()
  const cases = loadRuleFixtures().flatMap((file) => file.cases)
  sets.set(
    'fixtures/rules',
    cases.flatMap((one) => ('untouched' in one ? [one.untouched] : [one.damaged, one.repaired])),
  )
  addFiles(sets, fileURLToPath(FIXTURES), 'fixtures')
  const damaged = (Object.keys(SOURCES) as Source[]).map((source) => damagedText(source, LENGTH).raw)
  sets.set('generated', [goodText(LENGTH), ...damaged])
  if (dir !== undefined) addFiles(sets, dir, basename(dir))
  return sets
}

function addFiles(sets: Sets, dir: string, name: string): void {
  if (!existsSync(dir)) refuse(`there is no ${dir}`, USAGE)
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:txt|md)$/u.test(name))
  for (const file of files.sort()) {
    const set = join(name, dirname(file).split(sep, 1)[0]!)
    sets.set(set, [...(sets.get(set) ?? []), readFileSync(join(dir, file), 'utf8')])
  }
}

const hash = (): Hash => createHash('sha256')
const shown = (sum: Hash): string => sum.digest('hex').slice(0, 16)

const { positionals } = optionsOf(USAGE, {}, true)
const rows: string[][] = []
const all = [hash(), hash()] as const
for (const [set, texts] of setsOf(positionals[0])) {
  progress(set)
  const [cleaned, told] = [hash(), hash()]
  for (const text of texts) {
    for (const level of ['safe', 'risky'] as const) {
      const result = cleanText(text, { level })
      const { text: same, steps, changes, skipped, kept, blocks, furniture } = explain(text, { level })
      if (same !== result) throw new Error(`${set}: explain gives another text than cleanText of ${text.slice(0, 40)}…`)
      // In UTF-16: a lone surrogate has no UTF-8.
      cleaned.update(result, 'utf16le')
      told.update(JSON.stringify([result, steps, changes, skipped, kept, blocks, furniture]))
    }
  }
  const sums = [shown(cleaned), shown(told)] as const
  sums.forEach((sum, i) => all[i]!.update(sum))
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  rows.push([set, texts.length.toLocaleString('en-US'), length.toLocaleString('en-US'), ...sums])
}
progress('')
print(table(['set', 'texts', 'code units', 'cleaned', 'explained'], [...rows, ['all', '', '', ...all.map(shown)]]))
