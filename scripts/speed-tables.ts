/**
 * Fills the tables of speed, length and size in the README and `docs/performance.md`, between marks such as `<!-- speed -->`, from the
 * newest records in `bench/records`: part of `npm run docs`. Nothing is measured here; `npm run bench:record` does that.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  figure,
  goalsTable,
  newestRecord,
  shown,
  speedOf,
  table,
  type Circumstances,
  type Spread,
} from '../bench/measure.ts'
import { HOSTILE_HEADS, hostileRow, SIZE_HEADS as LENGTH_HEADS, sizeRow, type ScalingRecord } from '../bench/scaling.ts'
import { SIZE_HEADS, sizeRow as entryRow, type SizeRecord } from '../bench/size.ts'
import type { RulesRecord, SpeedRecord, SpeedRow } from '../bench/speed.ts'

export const DOCUMENTS = ['README.md', 'docs/performance.md'] as const

/**
 * The document with every table that it has marks for written anew.
 *
 * @throws Error if a mark is not closed, or names no table
 */
export const withSpeed = (document: string): string =>
  document.replace(/<!-- (speed[\w-]*) -->\n.*?(?:<!-- (\/?[\w-]+) -->|$)/gsu, (_, name: string, end?: string) => {
    const write = TABLES[name]
    if (write === undefined)
      throw new Error(`<!-- ${name} -->: no such table; there are ${Object.keys(TABLES).join(', ')}`)
    if (end !== `/${name}`) throw new Error(`<!-- ${name} --> is not closed`)
    return `<!-- ${name} -->\n\n${write()}\n\n<!-- ${end} -->`
  })

const TABLES: Readonly<Record<string, () => string>> = {
  speed: bySet,
  'speed-size': bySize,
  'speed-floor': () => bySetAgainst(FLOOR, 'byDecode', 'decode'),
  'speed-peers': () => bySetAgainst(PEERS, 'byOwn', 'cleanText'),
  'speed-goals': goals,
  'speed-rules': byRule,
  'speed-length': byLength,
  'speed-hostile': byHostile,
}

const FLOOR = ['cleanText', 'explain', 'explain, changes read', 'decode', 'scan', 'NFC', 'split, join']
const PEERS = ['cleanText', 'autocorrect', 'pangu', 'zhlint', 'opencc-js', 'ftfy-js', 'naive']

const measuredOn = ({ date, processor, runtime, options }: Circumstances): string =>
  `${date}, ${processor}, ${runtime}: ${options}.`

const rowOf = (rows: readonly SpeedRow[], name: string): SpeedRow => rows.find((row) => row.name === name)!

/** For the README: who does how much in a second. */
function bySet(): string {
  const record = newestRecord<SpeedRecord>('speed')
  const rows = PEERS.map((name) => [
    name === 'cleanText' ? 'kanwu' : name,
    ...record.sets.map(({ rows }) => figure(rowOf(rows, name).speed)),
  ])
  const heads = ['million characters a second', ...record.sets.map(({ set }) => `${set} text`)]
  return `${table(heads, rows)}\n\n${measuredOn(record)}`
}

function bySetAgainst(names: readonly string[], ratio: 'byDecode' | 'byOwn', one: string): string {
  const record = newestRecord<SpeedRecord>('speed')
  const groups = [
    ...record.documents.map(({ name, set, rows }) => ({ name: `${set}: ${name}`, rows })),
    ...record.sets.map(({ set, rows }) => ({ name: `all ${set}`, rows })),
  ]
  const rows = groups.map(({ name, rows }) => [
    name,
    ...names.filter((task) => task !== one).map((task) => shown(rowOf(rows, task)[ratio])),
  ])
  return `${table([`time, ${one} = 1`, ...names.filter((task) => task !== one)], rows)}\n\n${measuredOn(record)}`
}

function bySize(): string {
  const record = newestRecord<SizeRecord>('size')
  return table(SIZE_HEADS, record.entries.map(entryRow))
}

function goals(): string {
  const speed = newestRecord<SpeedRecord>('speed')
  const scaling = newestRecord<ScalingRecord>('scaling')
  return goalsTable([...speed.goals, ...scaling.goals])
}

/** The costliest rules; the others are a line together. */
function byRule(): string {
  const record = newestRecord<RulesRecord>('rules')
  const cost = ({ median }: Spread): string => `${figure(median)} ns`
  const tables = record.documents.map(({ name, units, total, rules }) => {
    const share = (time: number): string => `${((100 * time) / total.median).toFixed(1)}%`
    const rest = total.median - rules.reduce((sum, { own }) => sum + own.median, 0)
    const rows = [
      ...rules.map(({ rule, own, alone }) => [rule, cost(own), share(own.median), cost(alone)]),
      ['edits and the rest', `${figure(rest)} ns`, share(rest), ''],
      ['all', cost(total), '', ''],
    ]
    const speed = `${figure(speedOf(total.median))} million a second`
    const head = `${name}, ${units.toLocaleString('en-US')} characters, ${speed}`
    return `${head}:\n\n${table(['rule', 'time a character', 'of all', 'with this rule alone'], rows)}`
  })
  return `${tables.join('\n\n')}\n\n${measuredOn(record)}`
}

function byLength(): string {
  const record = newestRecord<ScalingRecord>('scaling')
  const tables = record.texts.map(({ name, sizes }) => `${name}:\n\n${table(LENGTH_HEADS, sizes.map(sizeRow))}`)
  return `${tables.join('\n\n')}\n\n${measuredOn(record)}`
}

function byHostile(): string {
  const record = newestRecord<ScalingRecord>('scaling')
  return table(HOSTILE_HEADS, record.hostile.map(hostileRow))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const path of DOCUMENTS) {
    const file = new URL(`../${path}`, import.meta.url)
    writeFileSync(file, withSpeed(readFileSync(file, 'utf8')))
  }
}
