/**
 * Does cleaning take time and memory in proportion to the text?
 *
 *   npm run bench:scaling [-- FILE] [--quick | --full] [--heap MB] [--record]
 *
 * Generated texts (or as much as there is of FILE) from 1 KB to 1 MB (`--quick`), 16 MB or 256 MB (`--full`), and hostile ones of up
 * to 64 MB (`--full`); each beside its own first quarter. Each text is cleaned in a process of its own, so that what another one left
 * behind counts for nothing. `--heap` gives these processes more than the runtime's own limit.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HOSTILE } from '../src/testing/contract.ts'
import {
  built,
  figure,
  goalsTable,
  interleaved,
  median,
  optionsOf,
  print,
  progress,
  ratioOf,
  refuse,
  table,
  writeRecord,
  type Goal,
  type Task,
  type Timing,
} from './measure.ts'
import { damagedText, goodText } from './texts.ts'

const USAGE = 'usage: npm run bench:scaling [-- FILE] [--quick | --full] [--heap MB] [--record]'
const KB = 1024
const MB = 1024 * KB
/** Bytes that a code unit takes in UTF-8, in Chinese. */
const BYTES = 3
/** With shorter texts, most of the memory is the runtime's room for new objects, which is the same for all. */
const HEAVY = 16 * MB
/** Milliseconds in which the code was warm for most of the time. */
const LONG = 20_000
/** How far a figure may rise above the smallest one and still count as flat. */
const FLAT = 1.25

// -------------------------------------------------------------------------------------------------------- in its own process

/** What one text took. */
interface Sample {
  /** Nanoseconds a code unit. */
  readonly time: number
  /** The same as a multiple of what the first quarter of the text took. */
  readonly rise: number
  /** Megabytes that were in use at most, beyond the text and what became of it. */
  readonly memory: number
}

/**
 * Cleans the text of the file (UTF-16) once for its memory; then for its time, in turn with its first quarter, for `seconds` once it is
 * warm. Where the first time was long, it stands for the others.
 */
async function sample(file: string, seconds: number): Promise<Sample> {
  const { cleanText } = await built()
  const text = readFileSync(file, 'utf16le')
  globalThis.gc!()
  const before = process.memoryUsage.rss()
  const first = performance.now()
  const cleaned = cleanText(text)
  const took = performance.now() - first
  const peak = 1024 * process.resourceUsage().maxRSS
  // A text that stays as it is stands in memory only once.
  const memory = (peak - before - (cleaned === text ? 0 : 2 * cleaned.length)) / MB
  // A copy: a slice would only point into the whole text.
  const quarter = Buffer.from(text.slice(0, text.length / 4), 'utf16le').toString('utf16le')
  const clean = (name: string, text: string): Task => ({ name, units: text.length, run: () => cleanText(text) })
  const tasks = [clean('whole', text), clean('quarter', quarter)]
  const budget = 1000 * seconds
  if (took > LONG) {
    const start = performance.now()
    cleanText(quarter)
    return { time: (1e6 * took) / text.length, rise: took / 4 / (performance.now() - start), memory }
  }
  const [whole, part] = interleaved(tasks, { rounds: 99, budget, warm: budget }) as [Timing, Timing]
  return { time: median(whole.cost), rise: ratioOf(whole, part).median, memory }
}

// ----------------------------------------------------------------------------------------------------------------- the texts

const SCRIPT = fileURLToPath(import.meta.url)

/** A sample in a process of its own; undefined if that ran out of memory. */
function sampled(folder: string, text: string, { seconds, heap }: Plan): Sample | undefined {
  const file = join(folder, 'text')
  writeFileSync(file, text, 'utf16le')
  const limit = heap === undefined ? [] : [`--max-old-space-size=${heap}`]
  try {
    const words = [...limit, '--expose-gc', '--import', 'tsx', SCRIPT, '--sample', file, '--seconds', String(seconds)]
    return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return undefined
  }
}

/** The inputs of the promise "linear time, on hostile input too"; each is made as long as asked for. */
const HOSTILE_TEXTS: Readonly<Record<string, (length: number) => string>> = {
  'one line of prose': (length) => goodText(length, 'line').replaceAll('\n', '').slice(0, length),
  'lines of one character': HOSTILE['lines of one ideograph, each its own']!,
  'one line repeated': HOSTILE['one line repeated']!,
  'one line of commas': HOSTILE['one line of commas']!,
  'one line of combining marks': HOSTILE['one line of combining marks']!,
  'one line of spaces': HOSTILE['one line of spaces']!,
  'one line of opening quotes': HOSTILE['one line of opening quotes']!,
  'one line of digits': HOSTILE['one line of digits']!,
  'numbered pages of wrapped lines': HOSTILE['numbered pages of wrapped lines']!,
  'one doubled headline': HOSTILE['one doubled headline in one line']!,
}

interface Plan {
  readonly largest: number
  readonly hostile: number
  /** How long a process warms up, and how long it goes on timing beyond three runs. */
  readonly seconds: number
  readonly heap: number | undefined
}

/** From 1 KB to the largest, four times as much each time. */
const sizesTo = (largest: number): number[] =>
  Array.from({ length: 1 + Math.log(largest / KB) / Math.log(4) }, (_, i) => KB * 4 ** i)

const sizeName = (bytes: number): string => (bytes < MB ? `${bytes / KB} KB` : `${bytes / MB} MB`)

export interface ScalingRecord {
  readonly texts: readonly { name: string; sizes: readonly { bytes: number; sample?: Sample }[] }[]
  readonly hostile: readonly { name: string; bytes: number; sample?: Sample }[]
  readonly goals: readonly Goal[]
}

function scaling(plan: Plan, file: string | undefined): Omit<ScalingRecord, 'goals'> {
  const folder = mkdtempSync(join(tmpdir(), 'kanwu-bench-'))
  const sampleOf = (name: string, text: string): Sample | undefined => {
    progress(name)
    const result = sampled(folder, text, plan)
    progress('')
    return result
  }
  try {
    const texts = [...textsOf(plan.largest, file)].map(([name, text]) => {
      print(`${name}\n`)
      const sizes = sizesTo(Math.min(plan.largest, BYTES * text.length)).map((bytes) => {
        const sample = sampleOf(`${name}, ${sizeName(bytes)}`, text.slice(0, bytes / BYTES))
        return { bytes, ...(sample && { sample }) }
      })
      print(table(SIZE_HEADS, sizes.map(sizeRow)))
      print()
      return { name, sizes }
    })
    const hostile = Object.entries(HOSTILE_TEXTS).map(([name, text]) => {
      const bytes = plan.hostile
      const sample = sampleOf(name, text(Math.floor(bytes / BYTES)))
      return { name, bytes, ...(sample && { sample }) }
    })
    print(table(HOSTILE_HEADS, hostile.map(hostileRow)))
    print()
    return { texts, hostile }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function* textsOf(largest: number, file: string | undefined): Generator<[string, string]> {
  const length = Math.ceil(largest / BYTES)
  if (file !== undefined) yield [file, readFileSync(file, 'utf8')]
  else {
    yield ['good: prose', goodText(length)]
    yield ['damaged: newspaper, PDF', damagedText('newspaper, PDF', length).raw]
  }
}

// --------------------------------------------------------------------------------------------------------------------- tables

type SizeEntry = ScalingRecord['texts'][number]['sizes'][number]
type HostileEntry = ScalingRecord['hostile'][number]

const MEMORY_HEADS = ['memory beyond the texts, MB', 'text = 1']
export const SIZE_HEADS = ['size', 'ns a unit', 'first quarter = 1', ...MEMORY_HEADS]
export const HOSTILE_HEADS = ['hostile text', ...SIZE_HEADS]

/** The memory as a multiple of the text, which has two bytes a unit. */
const multiple = (bytes: number, sample: Sample | undefined): number =>
  sample === undefined ? Infinity : (sample.memory * MB) / ((2 * bytes) / BYTES)

export const sizeRow = ({ bytes, sample }: SizeEntry): string[] =>
  sample === undefined
    ? [sizeName(bytes), 'out of memory', '–', '–', '–']
    : [
        sizeName(bytes),
        figure(sample.time),
        figure(sample.rise),
        figure(sample.memory),
        bytes < HEAVY ? '–' : figure(multiple(bytes, sample)),
      ]

export const hostileRow = (entry: HostileEntry): string[] => [entry.name, ...sizeRow(entry)]

/** The largest figure as a multiple of the smallest; NaN for none, infinite where a text was too much. */
const rise = (figures: readonly (number | undefined)[]): number =>
  Math.max(...figures.map((one) => one ?? Infinity)) / Math.min(...figures.map((one) => one ?? Infinity))

function goalsOf({ texts, hostile }: Omit<ScalingRecord, 'goals'>): Goal[] {
  const bounded = (goal: string, value: number, most: number): Goal => ({
    goal,
    figure: value,
    shown: figure(value),
    most,
  })
  return [
    ...texts.flatMap(({ name, sizes }) => {
      // A text of a few lines gives the rules less to think about.
      const times = sizes.filter(({ bytes }) => bytes >= 64 * KB).map(({ sample }) => sample?.time)
      const heavy = sizes.filter(({ bytes }) => bytes >= HEAVY).map(({ bytes, sample }) => multiple(bytes, sample))
      return [
        bounded(`${name}: time a unit, largest of smallest from 64 KB, at most ${FLAT}`, rise(times), FLAT),
        ...(heavy.length > 1
          ? [bounded(`${name}: memory a unit, largest of smallest from 16 MB, at most ${FLAT}`, rise(heavy), FLAT)]
          : []),
        ...(heavy.length > 0
          ? [bounded(`${name}: memory beyond the texts, longest text = 1, at most 3`, heavy.at(-1)!, 3)]
          : []),
      ]
    }),
    ...hostile.map(({ name, sample }) =>
      bounded(`${name}: time a unit, first quarter = 1, at most ${FLAT}`, sample?.rise ?? Infinity, FLAT),
    ),
  ]
}

// ----------------------------------------------------------------------------------------------------------------------- main

async function main(): Promise<void> {
  const { values, positionals } = optionsOf(
    USAGE,
    {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      heap: { type: 'string' },
      record: { type: 'boolean', default: false },
      sample: { type: 'string' },
      seconds: { type: 'string' },
    },
    true,
  )
  if (values.sample !== undefined) {
    process.stdout.write(JSON.stringify(await sample(values.sample, Number(values.seconds))))
    return
  }
  const [file] = positionals
  if (values.record && file !== undefined)
    refuse('a record is of texts that everybody has: --record takes no FILE', USAGE)
  if (file !== undefined && !existsSync(file)) refuse(`there is no ${file}`, USAGE)
  const heap = values.heap === undefined ? undefined : Number(values.heap)
  const sizes = values.quick ? [MB, MB] : values.full ? [256 * MB, 64 * MB] : [16 * MB, 4 * MB]
  const plan: Plan = { largest: sizes[0]!, hostile: sizes[1]!, seconds: values.quick ? 1 : 3, heap }
  const results = scaling(plan, file)
  const goals = goalsOf(results)
  print(goalsTable(goals))
  if (!values.record) return
  const options = `up to ${sizeName(plan.largest)}, hostile texts ${sizeName(plan.hostile)}`
  writeRecord('scaling', options, { ...results, goals } satisfies ScalingRecord)
}

if (process.argv[1] === SCRIPT) await main()
