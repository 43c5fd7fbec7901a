/**
 * What a page has to load: each entry with all that it imports, minified and gzipped, in kilobytes of 1,024.
 *
 *   npm run bench:size [-- --record]
 *
 * The exit status is 1 if an entry is larger than its budget; `npm run check` stops there.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'tsup'
import { withoutProse } from '../scripts/without-prose.ts'
import { figure, optionsOf, print, table, writeRecord } from './measure.ts'

/** What the core should take: a page must be able to afford it. */
export const GOAL = 24

/**
 * The ceiling of each entry. These are no goals but what there is, so that none grows unnoticed: whoever makes one smaller lowers its
 * budget, and whoever raises one says why. The core is to come down to `GOAL`.
 */
const BUDGET: Readonly<Record<string, number>> = { index: 150, report: 4.5, opencc: 652, lexicon: 425 }

const ENTRIES: Readonly<Record<string, string>> = {
  index: 'src/index.ts',
  report: 'src/report/index.ts',
  opencc: 'src/opencc/index.ts',
  lexicon: 'src/lexicon.ts',
}
const SHOWN: Readonly<Record<string, string>> = {
  index: 'kanwu',
  report: 'kanwu/report',
  opencc: 'kanwu/opencc',
  lexicon: 'kanwu/lexicon',
}

export interface SizeRecord {
  readonly entries: readonly { name: string; minified: number; gzipped: number; budget: number }[]
}

const PROJECT = fileURLToPath(new URL('..', import.meta.url))

async function sizes(): Promise<SizeRecord['entries']> {
  const outDir = mkdtempSync(join(tmpdir(), 'kanwu-size-'))
  try {
    await build({
      config: false,
      silent: true,
      entry: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, join(PROJECT, path)])),
      outDir,
      format: ['esm'],
      target: 'es2022',
      platform: 'browser',
      minify: true,
      treeshake: true,
      splitting: false,
      noExternal: [/./u],
      esbuildPlugins: [withoutProse],
      esbuildOptions: (options) => void (options.charset = 'utf8'),
    })
    return Object.keys(ENTRIES).map((name) => {
      const file = readdirSync(outDir).find((file) => file.startsWith(`${name}.`))!
      const path = join(outDir, file)
      return {
        name: SHOWN[name]!,
        minified: statSync(path).size / 1024,
        gzipped: gzipSync(readFileSync(path), { level: 9 }).length / 1024,
        budget: BUDGET[name]!,
      }
    })
  } finally {
    rmSync(outDir, { recursive: true })
  }
}

export const SIZE_HEADS = ['entry', 'minified, KB', 'and gzipped, KB']
export const sizeRow = ({ name, minified, gzipped }: SizeRecord['entries'][number]): string[] => [
  name,
  figure(minified),
  figure(gzipped),
]

async function main(): Promise<void> {
  const { values } = optionsOf('usage: npm run bench:size [-- --record]', {
    record: { type: 'boolean', default: false },
  })
  const entries = await sizes()
  const rows = entries.map((entry) => [
    ...sizeRow(entry),
    String(entry.budget),
    entry.gzipped <= entry.budget ? 'under' : 'OVER',
  ])
  print(table([...SIZE_HEADS, 'budget, KB', ''], rows))
  const core = entries[0]!.gzipped
  print(`\nThe goal for the core is ${GOAL} KB: ${core <= GOAL ? 'reached' : `over by ${figure(core - GOAL)} KB`}.`)
  if (values.record) writeRecord('size', 'tsup', { entries } satisfies SizeRecord)
  if (entries.some(({ gzipped, budget }) => gzipped > budget)) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
