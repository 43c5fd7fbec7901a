/** How the benchmarks measure: interleaved runs, medians with their spread, records, tables. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, platform, release } from 'node:os'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import type * as library from '../src/index.ts'

// ---------------------------------------------------------------------------------------------------------------- figures

/** The middle value, or the mean of the middle two. NaN for none. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The value that a `share` of the others lies below, interpolated between neighbours. NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)] ?? NaN
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? NaN) - below)
}

/** A median with the quartiles around it. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
})

// ----------------------------------------------------------------------------------------------------------------- timing

export interface Task {
  readonly name: string
  /** Code units that a run goes through. */
  readonly units: number
  run(): unknown
}

/** What a task took, in nanoseconds a code unit: one figure a round, so that those of two tasks belong together by their index. */
export interface Timing {
  readonly name: string
  readonly units: number
  readonly cost: readonly number[]
}

export interface Rounds {
  readonly rounds: number
  /** Milliseconds after which no further round begins, once there were `least` of them. */
  readonly budget?: number
  readonly least?: number
  /** A task is repeated within its round until it took so many milliseconds, as the clock is too coarse for less. */
  readonly shortest?: number
  /** Milliseconds for which a task runs before it is timed, so that the code is compiled; once at least. */
  readonly warm?: number
  readonly now?: () => number
}

/**
 * Times the tasks in turn, A B C, A B C, so that what slows the machine down for a while slows all of them down. Garbage is not collected between the runs: V8 would throw compiled code away with it, and a short text would
 * seem to take three times as long.
 */
export function interleaved(tasks: readonly Task[], options: Rounds): Timing[] {
  const { rounds, budget = Infinity, least = 3, shortest = 5, warm = 0, now = () => performance.now() } = options
  const timed = tasks.map((task) => {
    const begin = now()
    do task.run()
    while (now() - begin < warm)
    return { task, repeats: repeatsOf(task, shortest, now), cost: [] as number[] }
  })
  const begin = now()
  for (let round = 0; round < rounds && (round < least || now() - begin < budget); round++) {
    for (const { task, repeats, cost } of timed) {
      const start = now()
      for (let i = 0; i < repeats; i++) task.run()
      cost.push((1e6 * (now() - start)) / repeats / task.units)
    }
  }
  return timed.map(({ task: { name, units }, cost }) => ({ name, units, cost }))
}

/** How often the task must run to take `shortest` milliseconds. */
function repeatsOf({ run }: Task, shortest: number, now: () => number): number {
  for (let repeats = 1; ; repeats *= 2) {
    const start = now()
    for (let i = 0; i < repeats; i++) run()
    const took = now() - start
    if (took > 0 && took >= shortest / 2) return Math.max(1, Math.ceil((repeats * shortest) / took))
  }
}

/** How many times as long `a` takes as `b` on as much text, round by round. */
export const ratioOf = (a: Timing, b: Timing): Spread =>
  spreadOf(a.cost.slice(0, b.cost.length).map((cost, round) => cost / b.cost[round]!))

/** What the same task took on several texts, as if they were one. Rounds that not all of them had are left out. */
export function summed(timings: readonly Timing[]): Timing {
  const units = timings.reduce((sum, timing) => sum + timing.units, 0)
  const rounds = Math.min(...timings.map(({ cost }) => cost.length))
  const cost = Array.from({ length: rounds }, (_, round) =>
    timings.reduce((sum, timing) => sum + (timing.cost[round]! * timing.units) / units, 0),
  )
  return { name: timings[0]!.name, units, cost }
}

// ---------------------------------------------------------------------------------------------------------------- showing

/** Three digits that say something: 0.0123, 1.23, 12.3, 1,234. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) >= 100 || value === 0) return Math.round(value).toLocaleString('en-US')
  return value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))))
}

export const shown = ({ median, low, high }: Spread): string => `${figure(median)} (${figure(low)}–${figure(high)})`

/** Million code units a second, for a cost in nanoseconds a unit. */
export const speedOf = (cost: number): number => 1000 / cost

/** A Markdown table, padded to be read as it is; the first column to the left, the others to the right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, i) => Math.max(3, head.length, ...rows.map((row) => (row[i] ?? '').length)))
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? '').padEnd(width) : (cells[i] ?? '').padStart(width))).join(' | ')} |`
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(heads), line(rule), ...rows.map(line)].join('\n')
}

export const print = (text = ''): boolean => process.stdout.write(`${text}\n`)

/** Shows what is being worked on, on a terminal only; an empty text wipes it. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001B[K`)
}

/** A goal, what was measured, and whether it is reached. `most` and `least` bound the figure. */
export interface Goal {
  readonly goal: string
  readonly figure: number
  readonly shown: string
  readonly most?: number
  readonly least?: number
}

export const isReached = ({ figure, most = Infinity, least = -Infinity }: Goal): boolean =>
  figure <= most && figure >= least

export const goalsTable = (goals: readonly Goal[]): string =>
  table(
    ['goal', 'measured', 'reached'],
    goals.map((goal) => [goal.goal, goal.shown, isReached(goal) ? 'yes' : 'no']),
  )

// ---------------------------------------------------------------------------------------------------------------- records

const RECORDS = new URL('records/', import.meta.url)

/** Where and when something was measured. */
export interface Circumstances {
  readonly date: string
  readonly processor: string
  readonly runtime: string
  readonly system: string
  readonly options: string
}

export type RecordName = 'speed' | 'rules' | 'scaling' | 'size'

/** Writes what was measured to `bench/records/NAME-DATE.json`, over an earlier one of the same day. */
export function writeRecord(name: RecordName, options: string, data: object): void {
  const circumstances: Circumstances = {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    runtime: `Node ${process.version}, V8 ${process.versions.v8}`,
    system: `${platform()} ${release()}`,
    options,
  }
  const file = new URL(`${name}-${circumstances.date}.json`, RECORDS)
  mkdirSync(RECORDS, { recursive: true })
  writeFileSync(file, `${JSON.stringify({ ...circumstances, ...data }, null, 2)}\n`)
}

/** The newest record of that name. @throws Error if there is none */
export function newestRecord<Data>(name: RecordName): Circumstances & Data {
  const file = readdirSync(RECORDS)
    .filter((file) => file.startsWith(`${name}-`))
    .sort()
    .at(-1)
  if (file === undefined) throw new Error(`bench/records has no ${name}: npm run bench:record`)
  return JSON.parse(readFileSync(new URL(file, RECORDS), 'utf8')) as Circumstances & Data
}

// -------------------------------------------------------------------------------------------------------------- arguments

/** Says what is wrong with the command, and ends the process with status 2. */
export function refuse(what: string, usage: string): never {
  process.stderr.write(`${what}\n${usage}\n`)
  process.exit(2)
}

/** The command's options; a wrong one is refused. */
export function optionsOf<const Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
  allowPositionals = false,
) {
  try {
    return parseArgs({ options, allowPositionals })
  } catch (error) {
    return refuse((error as Error).message, usage)
  }
}

/** The built library, which is what users run. */
export const built = async (): Promise<typeof library> =>
  (await import(new URL('../dist/index.js', import.meta.url).href)) as typeof library
