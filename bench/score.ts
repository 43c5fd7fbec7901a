/**
 * Scores a cleaned text against the text that a careful editor would have made (the gold) and the raw text both come from.
 *
 * A text is a sequence of units: its visible characters, and the gap before each of them (nothing, a space, a line break). Raw and
 * cleaned text are each laid against the gold; every gold unit then says what stood there before and what stands there now:
 *
 *   differs before, right now       fixed
 *   differs before, differs now     missed      fixed + missed = errors
 *   right before, differs now       harmed
 *
 * | class | the unit that differs                                                   |
 * | ----- | ----------------------------------------------------------------------- |
 * | wrap  | a line break where the gold has none                                    |
 * | break | no line break where the gold has one                                    |
 * | space | a space where the gold has none, or none where it has one               |
 * | width | another width or form of the same character: full, half, small, radical |
 * | extra | a character that the gold does not have                                 |
 * | lost  | a character of the gold that is missing                                 |
 *
 * The gold may leave a choice: `⏎?` a break here or none; `⟦a|b⟧` either wording; `⟦a⟧` with it or without. What kind of blank a
 * gap holds, and how many, does not count; a zero-width character is a blank. Wordings that differ in width alone are one wording:
 * the first.
 */

export const CLASSES = ['wrap', 'break', 'space', 'width', 'extra', 'lost'] as const

export type ErrorClass = (typeof CLASSES)[number]

/** Counts of units; `errors` is `fixed + missed`. */
export interface Tally {
  readonly errors: number
  readonly fixed: number
  readonly missed: number
  readonly harmed: number
}

/** A place where the cleaned text is not what the gold wants. */
export interface Residue {
  readonly class: ErrorClass
  readonly outcome: 'missed' | 'harmed'
  /** Units concerned. */
  readonly count: number
  /** The gold character that the place is at, or before; counted in code points without white space. */
  readonly at: number
  readonly wanted: string
  readonly got: string
  /** The gold on both sides of the place, white space left out. */
  readonly before: string
  readonly after: string
}

export interface Score {
  /** Visible characters of the gold. */
  readonly characters: number
  readonly classes: Readonly<Record<ErrorClass, Tally>>
  readonly total: Tally
  readonly residue: readonly Residue[]
}

export const NOTHING: Tally = { errors: 0, fixed: 0, missed: 0, harmed: 0 }

export const sum = (a: Tally, b: Tally): Tally => ({
  errors: a.errors + b.errors,
  fixed: a.fixed + b.fixed,
  missed: a.missed + b.missed,
  harmed: a.harmed + b.harmed,
})

/**
 * The share of the errors that the cleaning took away, harm counted against it. Below zero if it did more harm than good, minus
 * infinity if there was nothing to mend and it did harm; 1 if there was nothing to mend and it did none.
 */
export function reduction({ errors, missed, harmed }: Tally): number {
  const left = missed + harmed
  if (errors === 0) return left === 0 ? 1 : -Infinity
  return 1 - left / errors
}

/**
 * Time and memory grow with the texts, and with the square of the differences between two passages that all three have in common.
 * `errors` may differ by a few between two cleanings of one raw text: each is met with the choices of the gold that suit it, and a
 * gap or an extra beside a character that the cleaning lost cannot be judged.
 */
export function score(raw: string, gold: string, cleaned: string): Score {
  const target = read(settled(gold, cleaned))
  const pair = { target, was: placed(target, read(raw)), is: placed(target, read(cleaned)) }
  const classes = Object.fromEntries(CLASSES.map((name) => [name, NOTHING])) as Record<ErrorClass, Tally>
  const residue: Residue[] = []
  for (let at = 0; at <= target.chars.length; at++) {
    for (const { class: name, outcome, count, wanted, got } of verdicts(pair, at)) {
      if (count <= 0) continue
      classes[name] = sum(classes[name], tallyOf(outcome, count))
      if (outcome === 'fixed') continue
      const before = target.chars.slice(Math.max(0, at - 10), at).join('')
      const after = target.chars.slice(at, at + 10).join('')
      residue.push({ class: name, outcome, count, at, wanted: wanted ?? '', got: got ?? '', before, after })
    }
  }
  const total = CLASSES.map((name) => classes[name]).reduce(sum)
  return { characters: target.chars.length, classes, total, residue }
}

// ---------------------------------------------------------------------------------------------------------------- counting

type Outcome = 'fixed' | 'missed' | 'harmed'

/** What became of some units of one class; a count of zero or below says nothing. */
interface Verdict {
  readonly class: ErrorClass
  readonly outcome: Outcome
  readonly count: number
  readonly wanted?: string
  readonly got?: string
}

/** The gold, what the raw text had in its places, and what the cleaned text has there. */
interface Pair {
  readonly target: Reading
  readonly was: Placement
  readonly is: Placement
}

const tallyOf = (outcome: Outcome, count: number): Tally => ({
  ...NOTHING,
  errors: outcome === 'harmed' ? 0 : count,
  [outcome]: count,
})

function* verdicts(pair: Pair, at: number): Generator<Verdict> {
  yield* characterVerdicts(pair, at)
  yield* extraVerdicts(pair, at)
  yield* gapVerdicts(pair, at)
}

function* characterVerdicts({ target, was, is }: Pair, at: number): Generator<Verdict> {
  if (at === target.chars.length) return
  const [then, now] = [was.forms[at], is.forms[at]]
  const seen = { count: 1, wanted: target.chars[at]!, got: is.text.chars[is.matches[at]!] ?? '' }
  if (then === 'varied') yield { class: 'width', outcome: now === 'right' ? 'fixed' : 'missed', ...seen }
  else if (then === 'right' && now === 'varied') yield { class: 'width', outcome: 'harmed', ...seen }
  // A character in the wrong form that is then dropped counts as both: not mended, and lost besides.
  if (then === 'gone') yield { class: 'lost', outcome: now === 'gone' ? 'missed' : 'fixed', ...seen }
  else if (now === 'gone') yield { class: 'lost', outcome: 'harmed', ...seen }
}

function* extraVerdicts({ was, is }: Pair, at: number): Generator<Verdict> {
  const [then, now] = [was.extras[at]!, is.extras[at]!]
  const got = now > 0 ? is.text.chars.slice(is.matches[at]! - now, is.matches[at]).join('') : ''
  yield { class: 'extra', outcome: 'harmed', count: now - then, got }
  // Where the character after them is gone from either text, there is no telling whether these are the same extras.
  if (was.gaps[at] === undefined || is.gaps[at] === undefined) return
  yield { class: 'extra', outcome: 'fixed', count: then - now }
  yield { class: 'extra', outcome: 'missed', count: Math.min(then, now), got }
}

function* gapVerdicts({ target, was, is }: Pair, at: number): Generator<Verdict> {
  const wanted = target.gaps[at]
  const [then, now] = [was.gaps[at], is.gaps[at]]
  if (at === 0 || wanted === undefined || wanted === '?' || then === undefined || now === undefined) return
  if (then === wanted && now === wanted) return
  const name = wanted === '\n' ? 'break' : then === '\n' || now === '\n' ? 'wrap' : 'space'
  const outcome = now === wanted ? 'fixed' : then === wanted ? 'harmed' : 'missed'
  yield { class: name, outcome, count: 1, wanted, got: now }
}

// ----------------------------------------------------------------------------------------------------------------- reading

type Gap = '' | ' ' | '\n'

/** A text as units. `gaps[i]` stands before `chars[i]`; `'?'` allows a break or none. */
interface Reading {
  readonly chars: readonly string[]
  readonly folded: readonly string[]
  readonly gaps: readonly (Gap | '?')[]
}

// A blank beside a `⏎?` belongs to it, whichever of the two comes first.
const TOKEN_RE = /⏎\?[\s\u200B\u2060\u00AD]*|[\s\u200B\u2060\u00AD]+|./gsu
const BLANK_START_RE = /^[\s\u200B\u2060\u00AD]/u
const LINE_BREAK_RE = /[\n\v\f\r\u2028\u2029]/u

function read(text: string): Reading {
  const chars: string[] = []
  const gaps: Reading['gaps'][number][] = []
  let gap: Gap | '?' = ''
  for (const [token] of text.matchAll(TOKEN_RE)) {
    if (token.startsWith('⏎?')) gap = '?'
    else if (BLANK_START_RE.test(token)) gap = LINE_BREAK_RE.test(token) ? '\n' : ' '
    else {
      chars.push(token)
      gaps.push(gap)
      gap = ''
    }
  }
  return { chars, gaps, folded: chars.map(folded) }
}

/** Marks that stand for each other, after their plainest form. */
const MARK_FORMS = [',，', '.。…', '"“”„「」', "'‘’", '-—–―－﹣']

/** Radicals that stand for a whole character without being compatible with it by Unicode, and 戶; each before that character. */
const RADICAL_FORMS = [
  '\u2E9F母 \u2EA0民 \u2EC4西 \u2EC5见 \u2EC6角 \u2EC9贝 \u2ECB车 \u2ED3长 \u2ED4门 \u2ED8青 \u2ED9韦 \u2EDA页 \u2EDB风 \u2EDC飞',
  '\u2EDD食 \u2EE2马 \u2EE3骨 \u2EE4鬼 \u2EE5鱼 \u2EE6鸟 \u2EE7卤 \u2EE8麦 \u2EE9黄 \u2EEC齐 \u2EEE齿 \u2EF0龙 \u2EF3龟 \u2F3E户',
  '\u2FA7長 \u6236户 \u2E9D月 \u2EBC月 \u2ECC辶 \u2EAE竹 \u2E8C小 \u2EB6羊 \u2EB7羊 \u2EB8羊',
]

const PLAIN_FORMS: ReadonlyMap<string, string> = new Map([
  ...MARK_FORMS.flatMap(([plain, ...others]) => others.map((other) => [other, plain!] as const)),
  ...RADICAL_FORMS.flatMap((line) => line.split(' ')).map(([radical, whole]) => [radical!, whole!] as const),
])

/** The plainest form of a character: what all its widths and forms have in common. */
export function folded(char: string): string {
  const compatible = char.normalize('NFKC')
  const plain = PLAIN_FORMS.get(char) ?? PLAIN_FORMS.get(compatible)
  return (plain ?? (compatible.length === 1 ? compatible : char)).toLowerCase()
}

// ------------------------------------------------------------------------------------------------------- choices of the gold

const CHOICE_RE = /⟦([^⟦⟧]*)⟧/u

/** The gold with each choice decided for the wording that the cleaned text has in that place, or the first one given. */
function settled(gold: string, cleaned: string): string {
  const parts = gold.split(CHOICE_RE)
  if (parts.length === 1) return gold
  const haystack = bare(cleaned)
  const following = firstSixAfter(parts)
  let text = ''
  let preceding = ''
  parts.forEach((part, i) => {
    const wording = i % 2 === 0 ? part : chosen(part, preceding, following[i]!, haystack)
    text += wording
    preceding = (preceding + bare(wording)).slice(-6)
  })
  return text
}

function chosen(choice: string, preceding: string, following: string, haystack: string): string {
  const wordings = choice.includes('|') ? choice.split('|') : [choice, '']
  const inPlace = wordings.find((wording) => haystack.includes(preceding + bare(wording) + following))
  return inPlace ?? wordings.find((wording) => haystack.includes(bare(wording) + following)) ?? wordings[0]!
}

/** For each part the first characters of what is certain to follow it: the even parts, the odd ones being choices. */
function firstSixAfter(parts: readonly string[]): string[] {
  const after = new Array<string>(parts.length).fill('')
  for (let i = parts.length - 2; i >= 0; i--) {
    after[i] = (i % 2 === 0 ? after[i + 1]! : bare(parts[i + 1]!) + after[i + 1]!).slice(0, 6)
  }
  return after
}

const bare = (text: string): string => Array.from(text.replaceAll('⏎?', '').replace(/\s+/gu, ''), folded).join('')

// --------------------------------------------------------------------------------------------------------------- alignment

/** What a text has at each gold unit. */
interface Placement {
  readonly text: Reading
  /** The text's character that matches each gold character, -1 for none; its length for the gold's end. */
  readonly matches: Int32Array
  readonly forms: readonly ('right' | 'varied' | 'gone')[]
  /** The text's gap before each gold character and at the end; undefined where that character is gone. */
  readonly gaps: readonly (Gap | undefined)[]
  /** Characters of the text before each gold character, and at the end, that match none. */
  readonly extras: Int32Array
}

function placed(target: Reading, text: Reading): Placement {
  const size = target.chars.length
  const matches = new Int32Array(size + 1)
  matches.set(align(target.folded, text.folded))
  matches[size] = text.chars.length
  const forms: Placement['forms'][number][] = []
  const gaps: (Gap | undefined)[] = []
  const extras = new Int32Array(size + 1)
  let next = 0
  matches.forEach((match, i) => {
    if (i < size) forms.push(match < 0 ? 'gone' : text.chars[match] === target.chars[i] ? 'right' : 'varied')
    gaps.push(match < 0 ? undefined : widestGap(text.gaps, next, match))
    if (match < 0) return
    extras[i] = match - next
    next = match + 1
  })
  return { text, matches, forms, gaps, extras }
}

/** The gap that is left between two matches when the extra characters between them are taken out. */
function widestGap(gaps: Reading['gaps'], from: number, to: number): Gap {
  let widest: Gap = ''
  for (let i = from; i <= to && i < gaps.length; i++) {
    if (gaps[i] === '\n' || gaps[i] === '?') return '\n'
    if (gaps[i] === ' ') widest = ' '
  }
  return widest
}

type Sequence = readonly string[]

/**
 * For each character of `a` the index of the one in `b` that it matches, or -1. Passages that occur once in both anchor the match,
 * so that the time grows with the texts and not with their square; what lies between two anchors is compared closely.
 */
function align(a: Sequence, b: Sequence): Int32Array {
  const matches = new Int32Array(a.length).fill(-1)
  let fromA = 0
  let fromB = 0
  for (const [i, j] of [...anchors(a, b), [a.length, b.length] as const]) {
    compare(a, b, { fromA, toA: i, fromB, toB: j }, matches)
    if (i < a.length) matches[i] = j
    fromA = i + 1
    fromB = j + 1
  }
  return matches
}

/** Long enough that a passage of ten characters which is unique in both texts is hardly ever a chance match. */
const PASSAGE = 10

/** Starts of passages that occur once in `a` and once in `b`, as many as keep their order in both. */
function anchors(a: Sequence, b: Sequence): (readonly [number, number])[] {
  const inB = uniquePassages(b)
  const common: (readonly [number, number])[] = []
  for (const [passage, i] of uniquePassages(a)) {
    const j = inB.get(passage)
    if (i >= 0 && j !== undefined && j >= 0) common.push([i, j])
  }
  return longestRising(common)
}

/** Where each passage starts; -1 for one that occurs more than once. In the order of first occurrence. */
function uniquePassages(sequence: Sequence): Map<string, number> {
  const starts = new Map<string, number>()
  for (let i = 0; i + PASSAGE <= sequence.length; i++) {
    const passage = sequence.slice(i, i + PASSAGE).join('')
    starts.set(passage, starts.has(passage) ? -1 : i)
  }
  return starts
}

/** The longest subsequence whose second members rise, by patience sorting. */
function longestRising(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const piles: number[] = []
  const previous = pairs.map(([, j], at) => {
    let low = 0
    let high = piles.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[piles[middle]!]![1] < j) low = middle + 1
      else high = middle
    }
    piles[low] = at
    return low > 0 ? piles[low - 1]! : -1
  })
  const rising: (readonly [number, number])[] = []
  for (let at = piles.at(-1) ?? -1; at >= 0; at = previous[at]!) rising.push(pairs[at]!)
  return rising.reverse()
}

interface Window {
  readonly fromA: number
  readonly toA: number
  readonly fromB: number
  readonly toB: number
}

/** Matches the windows of `a` and `b` with the fewest insertions and deletions. */
function compare(a: Sequence, b: Sequence, window: Window, matches: Int32Array): void {
  let { fromA, toA, fromB, toB } = window
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) matches[fromA++] = fromB++
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) matches[--toA] = --toB
  if (fromA < toA && fromB < toB) trace(a, b, { fromA, toA, fromB, toB }, matches)
}

/** More differences than this between two anchors, and they are taken to have nothing in common: the memory is its square. */
const MOST_DIFFERENCES = 6000

/**
 * E. W. Myers, "An O(ND) difference algorithm and its variations" (1986): with each further difference, how far does each diagonal
 * reach? Of two ways that reach equally far, the one that inserts from `b` is taken.
 */
function trace(a: Sequence, b: Sequence, { fromA, toA, fromB, toB }: Window, matches: Int32Array): void {
  const sizeA = toA - fromA
  const sizeB = toB - fromB
  const most = Math.min(sizeA + sizeB, MOST_DIFFERENCES)
  const reaches: Reach[] = []
  let last = new Reach(0)
  for (let differences = 0; differences <= most; differences++) {
    const reach = new Reach(differences)
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const origin = originOf(last, diagonal, differences)
      let x = origin < diagonal ? last.get(origin) + 1 : last.get(origin)
      while (x < sizeA && x - diagonal < sizeB && a[fromA + x] === b[fromB + x - diagonal]) x++
      reach.set(diagonal, x)
      if (x < sizeA || x - diagonal < sizeB) continue
      walkBack(reaches, sizeA, sizeB, (i, j) => (matches[fromA + i] = fromB + j))
      return
    }
    reaches.push(reach)
    last = reach
  }
}

/** How far each diagonal (position in `a` minus position in `b`) reaches in `a` with a number of differences. */
class Reach {
  readonly #furthest: Int32Array
  readonly #centre: number

  constructor(differences: number) {
    this.#centre = differences + 1
    this.#furthest = new Int32Array(2 * differences + 3)
  }

  get(diagonal: number): number {
    return this.#furthest[this.#centre + diagonal]!
  }

  set(diagonal: number, x: number): void {
    this.#furthest[this.#centre + diagonal] = x
  }
}

/** The neighbouring diagonal from which one is reached with one difference more. */
function originOf(last: Reach, diagonal: number, differences: number): number {
  if (diagonal === -differences) return diagonal + 1
  if (diagonal === differences) return diagonal - 1
  return last.get(diagonal - 1) < last.get(diagonal + 1) ? diagonal + 1 : diagonal - 1
}

/** Calls `match` for every pair on the way that ends at (sizeA, sizeB). `reaches[d]` is for `d` differences. */
function walkBack(
  reaches: readonly Reach[],
  sizeA: number,
  sizeB: number,
  match: (i: number, j: number) => void,
): void {
  let x = sizeA
  let y = sizeB
  for (let differences = reaches.length; differences > 0; differences--) {
    const last = reaches[differences - 1]!
    const origin = originOf(last, x - y, differences)
    const originX = last.get(origin)
    const originY = originX - origin
    while (x > originX && y > originY) match(--x, --y)
    x = originX
    y = originY
  }
  while (x > 0 && y > 0) match(--x, --y)
}
