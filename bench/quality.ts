/**
 * How well a text is cleaned, as numbers: `npm run quality [-- DIR] [--residue [N]] [--only CLEANER] [--set SET]`.
 *
 * DIR may hold any of these sets:
 *
 *   corpus     DIR/corpus/NAME.txt with DIR/gold/NAME.gold.txt; scored as `score.ts` says
 *   pages      DIR/pages/index.json, a list of { name, raw, gold, engine, ocr }, or folders NAME/raw.txt with NAME/clean.txt,
 *              in DIR/pages or in DIR itself; scored likewise
 *   wild       DIR/wild/checks/NAME.json: statements about a document of DIR/wild that every careful editor would sign
 *   untouched  DIR/untouched/strict: good texts that must come out byte-identical; DIR/untouched/loose: good texts where only
 *              the width of marks may change. Texts in DIR/untouched itself are strict
 *
 * The set `confusions` needs no folder of its own: it says how far the confidence of suggested characters can be trusted, on the
 * project's articles and on whatever of the sets above holds good texts or gold.
 *
 * It is a measurement, so a poor result is no failure: the exit status is 0 unless the arguments or the sets are wrong.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diffArrays } from 'diff'
import { calibrationOnGood, calibrationOnPairs, type Calibration } from './confusions.ts'
import { cleaners as allCleaners, type Cleaner } from './peers.ts'
import { CLASSES, folded, NOTHING, reduction, score, sum, type Residue, type Score, type Tally } from './score.ts'

// --------------------------------------------------------------------------------------------------------------- arguments

class UsageError extends Error {}

const SET_NAMES = ['corpus', 'pages', 'wild', 'untouched', 'confusions'] as const
const USAGE = `usage: npm run quality [-- DIR] [--residue [N]] [--only CLEANER] [--set SET]
  --residue [N]   list what is left, at most N places a document
  --only CLEANER  ${allCleaners.map((cleaner) => cleaner.name).join(', ')}
  --set SET       ${SET_NAMES.join(', ')}`

interface Arguments {
  readonly dir: string
  /** Places to list for each document; 0 for none. */
  readonly residue: number
  readonly only: string | undefined
  readonly set: string | undefined
}

function argumentsOf(words: readonly string[]): Arguments {
  const rest = words.flatMap((word) => (word.startsWith('--') && word.includes('=') ? splitOnce(word, '=') : [word]))
  let dir: string | undefined
  let residue = 0
  let only: string | undefined
  let set: string | undefined
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--residue') residue = /^\d+$/u.test(rest[0] ?? '') ? atLeastOne(word, rest.shift()!) : Infinity
    else if (word === '--only') only = oneOf(word, rest.shift(), [...allCleaners.map((cleaner) => cleaner.name)])
    else if (word === '--set') set = oneOf(word, rest.shift(), SET_NAMES)
    else if (word.startsWith('-')) throw new UsageError(`unknown option ${word}; known: --residue, --only, --set`)
    else if (dir !== undefined) throw new UsageError(`one folder is accepted, not two: ${dir} and ${word}`)
    else dir = word
  }
  return { dir: folder(dir ?? defaultFolder()), residue, only, set }
}

const splitOnce = (word: string, at: string): string[] => [
  word.slice(0, word.indexOf(at)),
  word.slice(word.indexOf(at) + 1),
]

function oneOf(option: string, given: string | undefined, accepted: readonly string[]): string {
  if (given !== undefined && accepted.includes(given)) return given
  throw new UsageError(`${option} takes one of ${accepted.join(', ')}, not ${given ?? 'nothing'}`)
}

function atLeastOne(option: string, given: string): number {
  if (Number(given) >= 1) return Number(given)
  throw new UsageError(`${option} takes a number of places from 1 on, not ${given}`)
}

function folder(path: string): string {
  if (existsSync(path) && statSync(path).isDirectory()) return path
  throw new UsageError(`${path} is no folder`)
}

/** Real documents beside the project where there are any: most are under copyright and cannot be part of it. */
function defaultFolder(): string {
  const project = fileURLToPath(new URL('..', import.meta.url))
  const beside = join(project, '../shared/quality')
  return existsSync(beside) ? beside : join(project, 'test-fixtures/pages')
}

// --------------------------------------------------------------------------------------------------------------- load sets

interface Pair {
  readonly name: string
  readonly raw: string
  readonly gold: string
  /** What the text is counted with in the table of groups: its engine, or itself. */
  readonly group: string
  /** Where a set falls into parts that should not be added up, the part. */
  readonly part: string
}

interface Check {
  readonly kind: 'join' | 'reads' | 'absent' | 'break' | 'keeps' | 'present'
  readonly class: string
  readonly level?: 'safe' | 'risky'
  readonly left?: string
  readonly right?: string
  readonly text?: string
}

interface Checked {
  readonly name: string
  readonly raw: string
  readonly checks: readonly Check[]
}

interface Good {
  readonly name: string
  readonly text: string
  readonly strict: boolean
}

type Loaded =
  | { readonly kind: 'pairs'; readonly name: string; readonly texts: readonly Pair[] }
  | { readonly kind: 'checks'; readonly name: string; readonly texts: readonly Checked[] }
  | { readonly kind: 'good'; readonly name: string; readonly texts: readonly Good[] }

function loadSets({ dir, set }: Arguments): Loaded[] {
  const found: Loaded[] = [
    { kind: 'pairs', name: 'corpus', texts: corpusIn(dir) },
    { kind: 'pairs', name: 'pages', texts: pagesIn(dir) },
    { kind: 'checks', name: 'wild', texts: checkedIn(dir) },
    { kind: 'good', name: 'untouched', texts: goodIn(dir) },
  ]
  const isChosen = (name: string): boolean => set === undefined || set === name || set === 'confusions'
  const chosen = found.filter(({ name, texts }) => texts.length > 0 && isChosen(name))
  if (chosen.length > 0) return chosen
  throw new UsageError(
    `${dir} holds no ${set ?? 'set'}; looked for corpus/ with gold/, pages/index.json, NAME/raw.txt with NAME/clean.txt, ` +
      'wild/checks/*.json and untouched/',
  )
}

const textAt = (...path: string[]): string => readFileSync(join(...path), 'utf8')

function jsonAt<T>(...path: string[]): T {
  try {
    return JSON.parse(textAt(...path)) as T
  } catch (error) {
    throw new UsageError(`${join(...path)}: ${(error as Error).message}`)
  }
}

/** Names in a folder that end in `extension`, sorted by code unit; none if there is no such folder. */
function filesIn(dir: string, extension: string): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter((name) => name.endsWith(extension))
    .sort()
}

function corpusIn(dir: string): Pair[] {
  if (!existsSync(join(dir, 'gold'))) return []
  return filesIn(join(dir, 'corpus'), '.txt').map((file) => {
    const name = basename(file, '.txt')
    return {
      name,
      raw: textAt(dir, 'corpus', file),
      gold: textAt(dir, 'gold', `${name}.gold.txt`),
      group: name,
      part: '',
    }
  })
}

interface PageEntry {
  readonly name: string
  readonly raw: string
  readonly gold: string
  readonly engine: string
  readonly ocr?: boolean
}

function pagesIn(dir: string): Pair[] {
  const root = existsSync(join(dir, 'pages')) ? join(dir, 'pages') : dir
  if (!existsSync(join(root, 'index.json'))) return pageFoldersIn(root)
  return jsonAt<PageEntry[]>(root, 'index.json').map(({ name, raw, gold, engine, ocr }) => ({
    name,
    raw: textAt(root, raw),
    gold: textAt(root, gold),
    group: engine,
    part: ocr === true ? 'OCR' : 'text layer',
  }))
}

function pageFoldersIn(root: string): Pair[] {
  return readdirSync(root)
    .filter((name) => ['raw.txt', 'clean.txt'].every((file) => existsSync(join(root, name, file))))
    .sort()
    .map((name) => ({
      name,
      raw: textAt(root, name, 'raw.txt'),
      gold: textAt(root, name, 'clean.txt'),
      group: name,
      part: '',
    }))
}

interface ChecksFile {
  readonly file: string
  /** First and last line of the file to take, from 1. */
  readonly lines?: readonly [number, number]
  readonly checks: readonly Check[]
}

function checkedIn(dir: string): Checked[] {
  const root = existsSync(join(dir, 'wild')) ? join(dir, 'wild') : dir
  return filesIn(join(root, 'checks'), '.json').map((name) => {
    const { file, lines, checks } = jsonAt<ChecksFile>(root, 'checks', name)
    const all = textAt(root, file)
    const raw =
      lines === undefined
        ? all
        : all
            .split('\n')
            .slice(lines[0] - 1, lines[1])
            .join('\n')
    return { name: basename(name, '.json'), raw, checks }
  })
}

function goodIn(dir: string): Good[] {
  const root = join(dir, 'untouched')
  return ['', 'strict', 'loose'].flatMap((part) =>
    filesIn(join(root, part), '.txt').map((file) => ({
      name: join(part, basename(file, '.txt')),
      text: textAt(root, part, file),
      strict: part !== 'loose',
    })),
  )
}

// ------------------------------------------------------------------------------------------------- score a cleaner on a set

const REPAIRS: readonly Check['kind'][] = ['join', 'reads', 'absent']

interface CheckResult {
  readonly check: Check
  readonly holds: boolean
}

/** What must be the same in a good text, and is. */
interface Kept {
  readonly identical: boolean
  /** Units that differ, as `score.ts` counts them. */
  readonly harm: number
  readonly ideographs: boolean
  readonly lines: boolean
  /** Everything but the width of marks. */
  readonly rest: boolean
}

/** What one cleaner made of one text of a set. */
interface Result<Text, Outcome> {
  readonly text: Text
  readonly cleaned: string
  readonly outcome: Outcome
}

/** The results of each cleaner on each text: one row a cleaner, in the order of the cleaners. */
type Results<Text, Outcome> = readonly (readonly Result<Text, Outcome>[])[]

function measure<Text extends { readonly name: string }, Outcome>(
  set: { readonly name: string; readonly texts: readonly Text[] },
  cleaners: readonly Cleaner[],
  judge: (text: Text, cleaner: Cleaner) => Omit<Result<Text, Outcome>, 'text'>,
): Results<Text, Outcome> {
  const results = cleaners.map((cleaner) =>
    set.texts.map((text) => {
      progress(`${cleaner.name}: ${set.name}/${text.name}`)
      return { text, ...judge(text, cleaner) }
    }),
  )
  progress('')
  return results
}

function judgePair({ raw, gold }: Pair, cleaner: Cleaner): Omit<Result<Pair, Score>, 'text'> {
  const cleaned = cleaner.clean(raw)
  return { cleaned, outcome: score(raw, gold, cleaned) }
}

function judgeChecks({ raw, checks }: Checked, cleaner: Cleaner): Omit<Result<Checked, CheckResult[]>, 'text'> {
  const cleaned = cleaner.clean(raw)
  const bold = checks.some((check) => check.level === 'risky') ? (cleaner.cleanBoldly?.(raw) ?? cleaned) : cleaned
  const forms = { safe: { text: cleaned, bare: bare(cleaned) }, risky: { text: bold, bare: bare(bold) } }
  const outcome = checks.map((check) => ({ check, holds: holds(check, forms[check.level ?? 'safe']) }))
  return { cleaned, outcome }
}

const bare = (text: string): string => text.replace(/\s+/gu, '')

function holds({ kind, left = '', right = '', text = '' }: Check, output: { text: string; bare: string }): boolean {
  switch (kind) {
    case 'join':
      return output.text.includes(left + right) || output.text.includes(`${left} ${right}`)
    case 'reads':
    case 'keeps':
      return output.text.includes(text)
    case 'present':
      return output.bare.includes(bare(text))
    case 'absent':
      return !output.bare.includes(bare(text))
    case 'break':
      return breaksBetween(output.text, left, right)
  }
}

/** Do `left` and `right` stand somewhere with nothing but white space between them, a line break in it? */
function breaksBetween(text: string, left: string, right: string): boolean {
  for (let at = text.indexOf(left); at >= 0; at = text.indexOf(left, at + 1)) {
    const start = at + left.length
    let end = start
    while (end < text.length && text[end]!.trim() === '') end++
    if (text.slice(start, end).includes('\n') && text.startsWith(right, end)) return true
  }
  return false
}

function judgeGood({ text }: Good, cleaner: Cleaner): Omit<Result<Good, Kept>, 'text'> {
  const cleaned = cleaner.clean(text)
  const before = text.split('\n')
  const after = cleaned.split('\n')
  const outcome = {
    identical: cleaned === text,
    harm: score(text, text, cleaned).total.harmed,
    ideographs: ideographsOf(text) === ideographsOf(cleaned),
    lines: before.length === after.length,
    rest: before.length === after.length && before.every((line, i) => widthless(line) === widthless(after[i]!)),
  }
  return { cleaned, outcome }
}

const ideographsOf = (text: string): string => text.replace(/\P{Script=Han}+/gu, '')

/**
 * The line with every mark in its plainest form. The blank after a half-width mark is part of its width, and so is how many dots
 * an ellipsis has and how many strokes a dash.
 */
const widthless = (line: string): string =>
  Array.from(line, (char) => (/[\p{P}\p{S}]/u.test(char) && !/\p{Script=Han}/u.test(char) ? folded(char) : char))
    .join('')
    .replace(/(?<=[\p{P}\p{S}])[ \u3000]+(?=\S)/gu, '')
    .replace(/(?<=\S)[ \u3000]+(?=[\p{P}\p{S}])/gu, '')
    .replace(/\.{2,}/gu, '..')
    .replace(/-{2,}/gu, '--')

// ------------------------------------------------------------------------------------------------------------------- print

const print = (line = ''): boolean => process.stdout.write(`${line}\n`)

/** Shows what is being worked on, on a terminal only; an empty text wipes it. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001B[K`)
}

const number = (value: number): string => value.toLocaleString('en-US')
const percent = (part: number): string =>
  Number.isFinite(part) ? `${(100 * part).toFixed(1)}%` : part > 0 ? '∞' : '-∞'

/** Rows of cells, the first column to the left and the others to the right; an empty row makes a rule. */
function printTable(rows: readonly (readonly string[])[]): void {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)))
  const total = widths.reduce((sum, width) => sum + width + 2, -2)
  for (const row of rows) {
    if (row.length === 0) print('─'.repeat(total))
    else
      print(
        row
          .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
          .join('  ')
          .trimEnd(),
      )
  }
  print()
}

const TALLY_HEADS = ['errors', 'fixed', 'missed', 'harmed', 'reduction']

const tallyCells = (tally: Tally): string[] => [
  ...[tally.errors, tally.fixed, tally.missed, tally.harmed].map(number),
  tally.errors + tally.harmed === 0 ? '–' : percent(reduction(tally)),
]

const totalOf = (results: readonly Result<Pair, Score>[]): Tally =>
  results.map(({ outcome }) => outcome.total).reduce(sum, NOTHING)

function printPairs(name: string, cleaners: readonly Cleaner[], results: Results<Pair, Score>): void {
  const parts = [...new Set(results[0]!.map(({ text }) => text.part))]
  for (const part of parts) {
    const within = results.map((row) => row.filter(({ text }) => text.part === part))
    const characters = within[0]!.reduce((sum, { outcome }) => sum + outcome.characters, 0)
    const title = part === '' ? name : `${name}, ${part}`
    print(`${title}: ${number(within[0]!.length)} texts, ${number(characters)} characters`)
    printClasses(cleaners, within)
  }
  if (new Set(results[0]!.map(({ text }) => text.group)).size > 1) printGroups(name, cleaners, results)
}

function printClasses([first, ...others]: readonly Cleaner[], [ours, ...theirs]: Results<Pair, Score>): void {
  const ofClass = (name: (typeof CLASSES)[number]): Tally =>
    ours!.map(({ outcome }) => outcome.classes[name]).reduce(sum, NOTHING)
  printTable([
    [first!.name, ...TALLY_HEADS],
    [],
    ...CLASSES.map((name) => [name, ...tallyCells(ofClass(name))]),
    [],
    ['total', ...tallyCells(totalOf(ours!))],
    ...others.map(({ name }, i) => [`  ${name}`, ...tallyCells(totalOf(theirs[i]!))]),
  ])
}

/** A row a group, and the reduction by each of the other cleaners beside it. */
function printGroups(name: string, [first, ...others]: readonly Cleaner[], results: Results<Pair, Score>): void {
  const row = (label: string, isIn: (pair: Pair) => boolean): string[] => {
    const [ours, ...theirs] = results.map((row) => row.filter(({ text }) => isIn(text)))
    const reductions = theirs.map((row) => percent(reduction(totalOf(row))))
    return [label, number(ours!.length), ...tallyCells(totalOf(ours!)), ...reductions]
  }
  const groups = [...new Set(results[0]!.map(({ text }) => text.group))].sort()
  printTable([
    [`${name}: ${first!.name}`, 'texts', ...TALLY_HEADS, ...others.map((cleaner) => cleaner.name)],
    [],
    ...groups.map((group) => row(group, (pair) => pair.group === group)),
    [],
    row('total', () => true),
  ])
}

const sideOf = ({ kind }: Check): string => (REPAIRS.includes(kind) ? 'repair' : 'keep')
const levelOf = ({ level }: Check): string => (level === 'risky' ? ' (risky)' : '')

function printChecks(name: string, cleaners: readonly Cleaner[], results: Results<Checked, CheckResult[]>): void {
  const outcomes = results.map((row) => row.flatMap(({ outcome }) => outcome))
  const all = outcomes[0]!.map(({ check }) => check)
  const cells = (
    label: (check: Check) => string,
    wanted: string,
    show: (passed: number, of: number) => string,
  ): string[] =>
    outcomes.map((row) => {
      const concerned = row.filter(({ check }) => label(check) === wanted)
      return show(concerned.filter((result) => result.holds).length, concerned.length)
    })
  const rowOf = (check: Check): string => `${sideOf(check)} ${check.class}${levelOf(check)}`
  const rowNames = [...new Set(all.map(rowOf))].sort()
  const sides = ['repair', 'keep'].filter((side) => all.some((check) => sideOf(check) === side))
  const share = (passed: number, of: number): string => `${number(passed)}/${number(of)}`
  const rate = (passed: number, of: number): string => percent(passed / of)
  print(`${name}: ${number(results[0]!.length)} texts, ${number(all.length)} checks; how many hold`)
  printTable([
    ['', ...cleaners.map((cleaner) => cleaner.name)],
    [],
    ...sides
      .flatMap((side) => rowNames.filter((row) => row.startsWith(side)))
      .map((row) => [row, ...cells(rowOf, row, share)]),
    [],
    ...sides.flatMap((side) => [
      [`${side}, all`, ...cells(sideOf, side, share)],
      ['', ...cells(sideOf, side, rate)],
    ]),
  ])
}

function printGood(name: string, cleaners: readonly Cleaner[], results: Results<Good, Kept>): void {
  const cells = (strict: boolean, show: (kept: readonly Kept[]) => string): string[] =>
    results.map((row) => show(row.filter(({ text }) => text.strict === strict).map(({ outcome }) => outcome)))
  const share = (isKept: (kept: Kept) => boolean) => (kept: readonly Kept[]) =>
    `${number(kept.filter(isKept).length)}/${number(kept.length)}`
  const strict = [
    [
      'strict: texts identical',
      ...cells(
        true,
        share((kept) => kept.identical),
      ),
    ],
    ['strict: units harmed', ...cells(true, (kept) => number(kept.reduce((sum, { harm }) => sum + harm, 0)))],
  ]
  const loose = [
    [
      'loose: ideographs kept',
      ...cells(
        false,
        share((kept) => kept.ideographs),
      ),
    ],
    [
      'loose: lines kept',
      ...cells(
        false,
        share((kept) => kept.lines),
      ),
    ],
    [
      'loose: all but mark widths kept',
      ...cells(
        false,
        share((kept) => kept.rest && kept.ideographs),
      ),
    ],
  ]
  const has = (strict: boolean): boolean => results[0]!.some(({ text }) => text.strict === strict)
  print(`${name}: ${number(results[0]!.length)} texts`)
  printTable([
    ['', ...cleaners.map((cleaner) => cleaner.name)],
    [],
    ...(has(true) ? strict : []),
    ...(has(false) ? loose : []),
  ])
}

/** The articles that the steps of confidence were set on, and texts that they were not. */
function printConfusions(sets: readonly Loaded[], residue: number): void {
  const articles = fileURLToPath(new URL('../test-fixtures/articles', import.meta.url))
  const good = sets.flatMap((set) => (set.kind === 'good' ? set.texts.map(({ text }) => text) : []))
  const pairs = sets.flatMap((set) => (set.kind === 'pairs' ? set.texts : []))
  progress('confusions')
  const parts: [name: string, Calibration][] = [
    ['articles', calibrationOnGood(filesIn(articles, '.txt').map((file) => textAt(articles, file)))],
    ['good texts', calibrationOnGood(good)],
    ['golds', calibrationOnGood([...new Set(pairs.map(({ gold }) => plain(gold)))])],
    ['no list', calibrationOnGood([good.join('\n'), pairs.map(({ gold }) => plain(gold)).join('\n')], false)],
    ['readings', calibrationOnPairs(pairs.map(({ raw, gold }) => ({ raw, gold: plain(gold) })))],
  ]
  progress('')
  print('confusions: characters suggested, and how many of them are right, by how sure the suggestion says it is')
  const ranges = parts[0]![1].bins.map(({ from }) => from)
  const cell = (bins: Calibration['bins']): string => {
    const right = bins.reduce((sum, bin) => sum + bin.right, 0)
    const all = right + bins.reduce((sum, bin) => sum + bin.wrong, 0)
    return all === 0 ? '–' : `${number(right)}/${number(all)} ${percent(right / all)}`
  }
  const row = (label: string, isIn: (from: number) => boolean): string[] => {
    const cells = parts.map(([, { bins }]) => bins.filter(({ from }) => isIn(from)))
    return [label, ...cells.map(cell), cell(cells.flat())]
  }
  printTable([
    ['', ...parts.map(([name]) => name), 'all'],
    [],
    ...ranges.map((range, i) =>
      row(`${range.toFixed(2)} to ${(ranges[i + 1] ?? 1).toFixed(2)}`, (from) => from === range),
    ),
    [],
    row('0.90 and more', (from) => from >= 0.9),
    ['misread characters', ...parts.map(([, { misread }]) => (misread === 0 ? '–' : number(misread))), ''],
  ])
  if (residue > 0) for (const [name, { wrong }] of parts) printList(`confusions/${name}`, wrong, residue)
}

/** Gold without its choices: the first of each, and no break that may be none. */
const plain = (gold: string): string => gold.replace(/⏎\?\n?/gu, '').replace(/⟦([^|⟦⟧]*)(?:\|[^⟦⟧]*)?⟧/gu, '$1')

function printCrashes(cleaners: readonly Cleaner[]): void {
  const guarded = cleaners.filter((cleaner) => cleaner.crashes !== undefined)
  for (const { name, crashes } of guarded) {
    if (crashes!.texts === 0) continue
    print(
      `${name} threw at ${number(crashes!.texts)} texts; of their lines, ${number(crashes!.lines)} were left as they are`,
    )
  }
  if (guarded.length > 0 && guarded.every(({ crashes }) => crashes!.texts === 0)) print('no cleaner threw')
}

// ----------------------------------------------------------------------------------------------------------- print residue

const VISIBLE: Readonly<Record<string, string>> = { '\n': '⏎', '\r': '␍', ' ': '␠', '\t': '⇥', '\u3000': '␣' }

const visible = (text: string): string => text.replace(/\s/gu, (char) => VISIBLE[char] ?? char)

function cut(text: string, length: number): string {
  const chars = [...text]
  return chars.length <= length ? text : `${chars.slice(0, length - 1).join('')}…`
}

function printList(title: string, lines: readonly string[], most: number): void {
  if (lines.length === 0) return
  print(title)
  for (const line of lines.slice(0, most)) print(`  ${line}`)
  if (lines.length > most) print(`  … and ${number(lines.length - most)} more`)
  print()
}

function printPairResidue(name: string, results: readonly Result<Pair, Score>[], most: number): void {
  for (const { text, outcome } of results) {
    const { missed, harmed } = outcome.total
    const title = `${name}/${text.name}: ${number(missed)} missed, ${number(harmed)} harmed`
    printList(title, runsOf(outcome.residue).map(residueLine), most)
  }
}

interface Run {
  readonly first: Residue
  readonly last: Residue
  readonly got: string
  readonly wanted: string
  /** Places, each after the other with one gold character between. */
  readonly places: number
}

/** Neighbouring places with the same thing wrong, as one. */
function runsOf(residue: readonly Residue[]): Run[] {
  const runs: Run[] = []
  for (const place of residue) {
    const run = runs.at(-1)
    const { got, wanted } = place
    if (run === undefined || !continues(run, place)) {
      runs.push({ first: place, last: place, got, wanted, places: 1 })
    } else if (isCharacter(place)) {
      runs[runs.length - 1] = {
        ...run,
        last: place,
        got: run.got + got,
        wanted: run.wanted + wanted,
        places: run.places + 1,
      }
    } else runs[runs.length - 1] = { ...run, last: place, places: run.places + 1 }
  }
  return runs
}

const isCharacter = (place: Residue): boolean => place.class === 'lost' || place.class === 'width'

function continues({ last, got, wanted }: Run, next: Residue): boolean {
  if (next.class !== last.class || next.outcome !== last.outcome || next.at !== last.at + 1) return false
  return isCharacter(next) || (next.class !== 'extra' && next.got === got && next.wanted === wanted)
}

/** `missed wrap   …before[what stands there → what should]after…` */
function residueLine({ first, last, got, wanted, places }: Run): string {
  const after = isCharacter(first) ? [...last.after].slice(1).join('') : first.after
  const times = places > 1 && !isCharacter(first) ? ` ×${places}` : ''
  const wrong = `[${cut(visible(got), 40)} → ${cut(visible(wanted), 40)}]`
  return `${first.outcome} ${first.class.padEnd(5)}  ${first.before}${wrong}${after}${times}`
}

function printCheckResidue(name: string, results: readonly Result<Checked, CheckResult[]>[], most: number): void {
  for (const { text, outcome } of results) {
    const failed = outcome.filter((result) => !result.holds).map(({ check }) => check)
    printList(`${name}/${text.name}: ${failed.length} of ${outcome.length} fail`, failed.map(checkLine), most)
  }
}

function checkLine(check: Check): string {
  const { kind, left, right, text = `${left} | ${right}` } = check
  return `${sideOf(check)} ${check.class}${levelOf(check)}: ${kind} ${cut(visible(text), 80)}`
}

function printGoodResidue(name: string, results: readonly Result<Good, Kept>[], most: number): void {
  for (const { text, cleaned, outcome } of results) {
    if (outcome.identical) continue
    const flaws = text.strict
      ? [`${number(outcome.harm)} units harmed`]
      : [
          ...(outcome.ideographs ? [] : ['ideographs changed']),
          ...(outcome.lines ? [] : ['number of lines changed']),
          ...(outcome.rest ? [] : ['more than widths of marks changed']),
        ]
    if (flaws.length > 0) printList(`${name}/${text.name}: ${flaws.join(', ')}`, differences(text, cleaned), most)
  }
}

/** Each stretch of lines that is not the same, at its first difference; numbered by the lines of the good text. */
function differences({ text, strict }: Good, cleaned: string): string[] {
  const comparator = (a: string, b: string): boolean => (strict ? a === b : widthless(a) === widthless(b))
  const stretches = diffArrays(text.split('\n'), cleaned.split('\n'), { comparator })
  const out: string[] = []
  let line = 1
  stretches.forEach(({ value, added, removed }, i) => {
    const next = stretches[i + 1]
    if (removed) out.push(differenceLine(line, value.join('\n'), next?.added ? next.value.join('\n') : ''))
    else if (added && !stretches[i - 1]?.removed) out.push(differenceLine(line, '', value.join('\n')))
    if (!added) line += value.length
  })
  return out
}

function differenceLine(line: number, before: string, after: string): string {
  let same = 0
  while (same < before.length && same < after.length && before[same] === after[same]) same++
  const from = Math.max(0, same - 12)
  const excerpt = (text: string): string => `${from > 0 ? '…' : ''}${cut(visible(text.slice(from)), 40)}`
  return `line ${line}: ${excerpt(before)}  →  ${excerpt(after)}`
}

// -------------------------------------------------------------------------------------------------------------------- main

function report(set: Loaded, cleaners: readonly Cleaner[], residue: number): void {
  if (set.kind === 'pairs') {
    const results = measure(set, cleaners, judgePair)
    printPairs(set.name, cleaners, results)
    if (residue > 0) printPairResidue(set.name, results[0]!, residue)
  } else if (set.kind === 'checks') {
    const results = measure(set, cleaners, judgeChecks)
    printChecks(set.name, cleaners, results)
    if (residue > 0) printCheckResidue(set.name, results[0]!, residue)
  } else {
    const results = measure(set, cleaners, judgeGood)
    printGood(set.name, cleaners, results)
    if (residue > 0) printGoodResidue(set.name, results[0]!, residue)
  }
}

function main(words: readonly string[]): void {
  const args = argumentsOf(words)
  const sets = loadSets(args)
  const cleaners = allCleaners.filter(({ name }) => (args.only ?? name) === name)
  print(`measured on ${relative(process.cwd(), args.dir) || '.'}\n`)
  for (const set of args.set === 'confusions' ? [] : sets) report(set, cleaners, args.residue)
  if (args.set === undefined || args.set === 'confusions') printConfusions(sets, args.residue)
  printCrashes(cleaners)
}

try {
  main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`quality: ${error.message}\n${USAGE}\n`)
  process.exitCode = 2
}
