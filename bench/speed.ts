/**
 * How fast texts are cleaned, beside other cleaners and beside what no cleaner can do without:
 *
 *   npm run bench [-- DIR] [--quick] [--size KB] [--rounds N] [--seconds N] [--rules] [--record]
 *
 * Without DIR, the texts are those of the fixtures and generated ones (`texts.ts`); with it, all .txt files in DIR and the folders in
 * it, which are its sets. What comes out is checked before anything is timed. `--rules` shows instead what each rule costs on the
 * largest good and the largest damaged text. `--record` keeps the figures in `bench/records`.
 */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fix_text } from 'ftfy-js'
import { Converter } from 'opencc-js/t2cn'
import type { Document } from '../src/core/document.ts'
import type { Rule } from '../src/index.ts'
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
  shown,
  speedOf,
  spreadOf,
  summed,
  table,
  writeRecord,
  type Goal,
  type Rounds,
  type Spread,
  type Task,
  type Timing,
} from './measure.ts'
import { cleaners } from './peers.ts'
import { damagedText, goodText, SOURCES, type Source } from './texts.ts'

const USAGE = 'usage: npm run bench [-- DIR] [--quick] [--size KB] [--rounds N] [--seconds N] [--rules] [--record]'
const { values, positionals } = optionsOf(
  USAGE,
  {
    quick: { type: 'boolean', default: false },
    size: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    rules: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
  true,
)
const numberOf = (given: string | undefined, otherwise: number): number => {
  const value = Number(given ?? otherwise)
  if (value > 0) return value
  return refuse(`${given} is no number above 0`, USAGE)
}
/** Of UTF-8, in which an ideograph takes three bytes. */
const SIZE = numberOf(values.size, values.quick ? 128 : 1024)
const UNITS = Math.round((SIZE * 1024) / 3)
const ROUNDS: Rounds = {
  rounds: numberOf(values.rounds, values.quick ? 5 : 11),
  warm: values.quick ? 200 : 500,
  budget: 1000 * numberOf(values.seconds, values.quick ? 10 : 60),
}
const DIR = positionals[0]
if (values.record && DIR !== undefined) refuse('a record is of texts that everybody has: --record takes no DIR', USAGE)

const { cleanText, explain, applyEdits, rules } = await built()

// -------------------------------------------------------------------------------------------------------------- documents

/** Texts that are timed as one. */
interface Doc {
  readonly name: string
  readonly set: string
  readonly texts: readonly string[]
}

const FIXTURES = new URL('../test-fixtures/', import.meta.url)
/** As who reads a file gets it: what is put together from pieces is slower to read, whatever reads it. */
const decoded = (text: string): string => Buffer.from(text).toString()
const fixture = (path: string): string => readFileSync(new URL(path, FIXTURES), 'utf8')
const fixtures = (path: string): string[] => readdirSync(new URL(path, FIXTURES)).sort()

const generatedDocs = (): Doc[] => [
  { name: 'prose', set: 'good', texts: [decoded(goodText(UNITS))] },
  { name: 'short texts', set: 'good', texts: fixtures('untouched').map((name) => fixture(`untouched/${name}`)) },
  ...(Object.keys(SOURCES) as Source[]).map((name) => ({ name, set: 'damaged', texts: [checkedDamage(name)] })),
  { name: 'short pages', set: 'damaged', texts: fixtures('pages').map((name) => fixture(`pages/${name}/raw.txt`)) },
]

function docsIn(dir: string): Doc[] {
  if (!existsSync(dir)) refuse(`there is no ${dir}`, USAGE)
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'))
  if (files.length === 0) refuse(`${dir} holds no .txt file`, USAGE)
  return files.sort().map((name) => ({ name, set: dirname(name), texts: [readFileSync(join(dir, name), 'utf8')] }))
}

// ------------------------------------------------------------------------------------------------------------ correctness

/** A damaged text of which cleaning brings back paragraphs that were nowhere in one piece. */
function checkedDamage(source: Source): string {
  const { raw, paragraphs } = damagedText(source, UNITS)
  const wholeIn = (text: string): number => {
    const lines = new Set(text.split('\n').map((line) => line.trim()))
    return paragraphs.filter((paragraph) => lines.has(paragraph)).length / paragraphs.length
  }
  const [before, after] = [wholeIn(raw), wholeIn(cleanText(raw))]
  assert(before < 0.05 && after > 0.1, `${source}: of the paragraphs ${before} were whole and ${after} are`)
  return decoded(raw)
}

/** Good text stays, cleaning twice is cleaning once, and the account of the changes leads to the same text. */
function check({ name, set, texts }: Doc): void {
  for (const text of texts) {
    const cleaned = cleanText(text)
    if (DIR === undefined && set === 'good') assert(cleaned === text, `${name}: a good text was changed`)
    assert(cleanText(cleaned) === cleaned, `${name}: cleaning twice is not cleaning once`)
    const { text: explained, steps, changes } = explain(text)
    assert(explained === cleaned, `${name}: explain gives another text`)
    assert(
      steps.reduce((met, { edits }) => applyEdits(met, edits), text) === cleaned,
      `${name}: the steps lead elsewhere`,
    )
    assert(changes.length > 0 === (cleaned !== text), `${name}: changes are missing`)
  }
}

// ------------------------------------------------------------------------------------------------------------------ tasks

/** Those that repair or convert what the quality bench has no score for. */
const OTHERS: Readonly<Record<string, (text: string) => string>> = {
  'ftfy-js': (text) => fix_text(text),
  'opencc-js': Converter({ from: 't', to: 'cn' }),
}

/** What the others make of a text each is made for: one that did nothing would be fast. */
const PEERS = [
  { name: 'autocorrect', sample: '用Node跑', wanted: '用 Node 跑' },
  { name: 'zhlint', sample: '用Node跑', wanted: '用 Node 跑' },
  { name: 'pangu', sample: '用Node跑', wanted: '用 Node 跑' },
  { name: 'naive', sample: '今天,開會', wanted: '今天，開會' },
  { name: 'opencc-js', sample: '開會', wanted: '开会' },
  { name: 'ftfy-js', sample: 'ä¸\u00adå›½', wanted: '中国' },
].map((peer) => ({ ...peer, clean: cleaners.find(({ name }) => name === peer.name)?.clean ?? OTHERS[peer.name]! }))

/** zhlint goes through a thousandth of what the others do in the time: it is timed on the beginning of a text. */
const MOST: Readonly<Record<string, number>> = { zhlint: 4096 }

for (const { name, sample, wanted, clean } of PEERS) assert.equal(clean(sample), wanted, name)

function scan(text: string): number {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i)
  return sum
}

function tasksOf({ texts }: Doc): Task[] {
  const files = texts.map((text) => Buffer.from(text))
  const whole = texts.reduce((sum, text) => sum + text.length, 0)
  const task = (name: string, run: (text: string, i: number) => unknown): Task => {
    const some = MOST[name] === undefined ? texts : [texts[0]!.slice(0, MOST[name])]
    const units = some === texts ? whole : some[0]!.length
    return { name, units, run: () => some.forEach(run) }
  }
  files.forEach((file, i) => assert.equal(file.toString(), texts[i]))
  texts.forEach((text) => assert(text.split('\n').join('\n') === text && scan(text) > 0))
  return [
    task('cleanText', (text) => cleanText(text)),
    task('decode', (_, i) => files[i]!.toString()),
    task('scan', scan),
    task('NFC', (text) => text.normalize('NFC')),
    task('split, join', (text) => text.split('\n').join('\n')),
    task('explain', (text) => explain(text).text),
    task('explain, changes read', (text) => explain(text).changes),
    ...PEERS.map(({ name, clean }) => task(name, clean)),
  ]
}

// ------------------------------------------------------------------------------------------------------------------ speed

const named = (timings: readonly Timing[], name: string): Timing => timings.find((timing) => timing.name === name)!

/** How long cleaning and its peers take, each as a multiple of another: of decoding for the floor, of ours for the rest. */
function rowsOf(timings: readonly Timing[]) {
  const [own, decode] = [named(timings, 'cleanText'), named(timings, 'decode')]
  return timings.map((timing) => ({
    name: timing.name,
    /** Million code units a second. */
    speed: speedOf(median(timing.cost)),
    byDecode: ratioOf(timing, decode),
    byOwn: ratioOf(timing, own),
  }))
}

export type SpeedRow = ReturnType<typeof rowsOf>[number]

function printRows(title: string, rows: readonly SpeedRow[]): void {
  print(`${title}\n`)
  const heads = ['', 'million units/s', 'time, decode = 1', 'time, cleanText = 1']
  print(
    table(
      heads,
      rows.map(({ name, speed, byDecode, byOwn }) => [name, figure(speed), shown(byDecode), shown(byOwn)]),
    ),
  )
  print()
}

export interface SpeedRecord {
  readonly documents: readonly { name: string; set: string; units: number; rows: readonly SpeedRow[] }[]
  readonly sets: readonly { set: string; units: number; rows: readonly SpeedRow[] }[]
  /** Microseconds that one string of a hundred characters takes. */
  readonly hundred: Readonly<Record<string, Spread>>
  readonly goals: readonly Goal[]
}

function speed(): void {
  const docs = DIR === undefined ? generatedDocs() : docsIn(DIR)
  const measured = docs.map((doc) => {
    progress(`${doc.set}: ${doc.name}`)
    check(doc)
    const timings = interleaved(tasksOf(doc), ROUNDS)
    progress('')
    const [{ units }] = timings as [Timing]
    printRows(
      `${doc.set}: ${doc.name}, ${units.toLocaleString('en-US')} units, ${timings[0]!.cost.length} rounds`,
      rowsOf(timings),
    )
    return { ...doc, units, timings }
  })
  const sumOf = (some: typeof measured): Timing[] =>
    some[0]?.timings.map((_, i) => summed(some.map(({ timings }) => timings[i]!))) ?? []
  const sets = [...new Set(docs.map(({ set }) => set))].map((set) => {
    const timings = sumOf(measured.filter((doc) => doc.set === set))
    printRows(`set ${set}`, rowsOf(timings))
    return { set, units: timings[0]!.units, rows: rowsOf(timings) }
  })
  // In a folder of anybody's texts, good is what cleaning leaves as it is.
  const isGood = ({ texts, set }: Doc): boolean =>
    DIR === undefined ? set === 'good' : texts.every((text) => cleanText(text) === text)
  const hundred = hundredCharacters()
  const goals = goalsOf(sumOf(measured.filter(isGood)), sumOf(measured.filter((doc) => !isGood(doc))), hundred)
  print(goalsTable(goals))
  if (!values.record) return
  const documents = measured.map(({ name, set, units, timings }) => ({ name, set, units, rows: rowsOf(timings) }))
  writeRecord('speed', options, { documents, sets, hundred, goals } satisfies SpeedRecord)
}

/** Microseconds for one string of a hundred characters, warm. */
function hundredCharacters(): Record<string, Spread> {
  const texts = {
    good: decoded(goodText(1000).slice(50, 150)),
    damaged: decoded(damagedText('newspaper, PDF', 1000).raw.slice(0, 100)),
  }
  const tasks = Object.entries(texts).map(([name, text]) => ({ name, units: 1, run: () => cleanText(text) }))
  const timings = interleaved(tasks, { rounds: ROUNDS.rounds, shortest: 20, warm: 2000 })
  return Object.fromEntries(timings.map(({ name, cost }) => [name, spreadOf(cost.map((time) => time / 1000))]))
}

function goalsOf(
  good: readonly Timing[],
  damaged: readonly Timing[],
  hundred: Readonly<Record<string, Spread>>,
): Goal[] {
  const ratio = (goal: string, timings: readonly Timing[], a: string, b: string, bound: Partial<Goal>): Goal[] => {
    if (timings.length === 0) return []
    const spread = ratioOf(named(timings, a), named(timings, b))
    return [{ goal, figure: spread.median, shown: shown(spread), ...bound }]
  }
  const read = 'explain, changes read'
  return [
    ...ratio('good text: time of decoding its UTF-8, at most 0.5', good, 'cleanText', 'decode', { most: 0.5 }),
    ...ratio('damaged text: times as fast as pangu, at least 3', damaged, 'pangu', 'cleanText', { least: 3 }),
    ...ratio('damaged text: times as fast as autocorrect, at least 8', damaged, 'autocorrect', 'cleanText', {
      least: 8,
    }),
    ...ratio('damaged text: explain with changes read, of cleanText, at most 2.5', damaged, read, 'cleanText', {
      most: 2.5,
    }),
    ...Object.entries(hundred).map(([name, spread]) => ({
      goal: `a ${name} string of 100 characters: µs, at most 10`,
      figure: spread.median,
      shown: shown(spread),
      most: 10,
    })),
  ]
}

// ------------------------------------------------------------------------------------------------------------------ rules

export interface RulesRecord {
  readonly documents: readonly {
    readonly name: string
    readonly units: number
    /** All of `cleanText`, in nanoseconds a code unit. */
    readonly total: Spread
    /** A rule's own time among the others, and `cleanText`'s with this rule alone, likewise; the costliest first. */
    readonly rules: readonly { rule: string; own: Spread; alone: Spread }[]
  }[]
}

/**
 * The rules as extra ones that keep the time. What they share, such as the lines of the text, counts for the first that asks for it;
 * what a rule costs alone includes all that it asks for.
 */
function ruleCosts({ name, texts }: Doc): RulesRecord['documents'][number] {
  const text = texts[0]!
  const spent = new Map<string, number>()
  const timed = rules.map((rule: Rule): Rule => ({
    ...rule,
    id: `timed-${rule.id}`,
    find: (document: Document, options, least) => {
      const start = performance.now()
      const found = [...rule.find(document, options, least)]
      spent.set(rule.id, (spent.get(rule.id) ?? 0) + performance.now() - start)
      return found
    },
  }))
  const only = (id?: string) => Object.fromEntries(rules.map((rule) => [rule.id, rule.id === id]))
  const asTimed = { rules: only(), extra: timed }
  assert(cleanText(text, asTimed) === cleanText(text), `${name}: the timed rules clean otherwise`)
  const own = new Map<string, number[]>(rules.map(({ id }) => [id, []]))
  const tasks: Task[] = [
    { name: '', units: text.length, run: () => cleanText(text) },
    {
      name: 'timed',
      units: text.length,
      run: () => {
        spent.clear()
        cleanText(text, asTimed)
        for (const [id, times] of own) times.push((1e6 * (spent.get(id) ?? 0)) / text.length)
      },
    },
    ...rules.map(({ id }) => ({ name: id, units: text.length, run: () => cleanText(text, { rules: only(id) }) })),
  ]
  const timings = interleaved(tasks, { ...ROUNDS, shortest: 1 })
  const costs = rules.map(({ id }) => ({
    rule: id,
    // Those before the rounds were cold.
    own: spreadOf(own.get(id)!.slice(-timings[1]!.cost.length)),
    alone: spreadOf(named(timings, id).cost),
  }))
  return {
    name,
    units: text.length,
    total: spreadOf(timings[0]!.cost),
    rules: costs.sort((a, b) => b.own.median - a.own.median),
  }
}

function ruleTable(): void {
  const docs = DIR === undefined ? generatedDocs() : docsIn(DIR)
  const isGood = ({ texts }: Doc): boolean => texts.every((text) => cleanText(text) === text)
  const largest = (some: readonly Doc[]): Doc[] =>
    [...some]
      .sort((a, b) => Math.max(...b.texts.map((t) => t.length)) - Math.max(...a.texts.map((t) => t.length)))
      .slice(0, 1)
  const chosen = [...largest(docs.filter(isGood)), ...largest(docs.filter((doc) => !isGood(doc)))]
  const documents = chosen.map((doc) => {
    check(doc)
    const costs = ruleCosts(doc)
    print(`${doc.name}, ${costs.units.toLocaleString('en-US')} units: ${shown(costs.total)} ns a unit in all\n`)
    const rows = costs.rules.map(({ rule, own, alone }) => [
      rule,
      shown(own),
      `${((100 * own.median) / costs.total.median).toFixed(1)}%`,
      shown(alone),
    ])
    print(table(['rule', 'ns a unit', 'of all', 'alone'], rows))
    print()
    return costs
  })
  if (values.record) writeRecord('rules', options, { documents } satisfies RulesRecord)
}

// ------------------------------------------------------------------------------------------------------------------- main

const options = [`${SIZE} KB a text`, `${ROUNDS.rounds} rounds`].join(', ')
if (values.rules) ruleTable()
else speed()
