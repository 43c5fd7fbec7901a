import type { Document } from '../core/document.ts'
import type { Span } from '../core/edit.ts'
import { SURNAMES } from '../data/surnames.ts'
import { BLANK, classAt, CLOSE, END, HAN, MARK, PAUSE } from './classes.ts'
import { lineShapes } from './line-shape.ts'
import { script } from './script.ts'
import { gapWidth, tokensOf } from './spaced-runs.ts'

/**
 * A name of two characters is set as wide as the names of three beside it: `丁 一`. Surnames are everyday words too, so each kind of
 * evidence asks for a place where nothing but a name can stand: a signature, a credit, a list or a roster of names, or sentences that
 * all begin with one.
 */
export interface WideName extends Span {
  readonly reason: string
}

/** The gaps inside of names, in the order of the text. */
export function wideNames(document: Document): readonly WideName[] {
  const { text } = document
  const shapes = document.fact(lineShapes)
  if (document.fact(script).language !== 'chinese') return []
  const found = new Map<number, WideName>()
  const rosters = new Rosters()
  const openings = new Openings()
  for (let line = 0; line < shapes.count; line++) {
    if (shapes.han[line]! < 2) continue
    const [start, end] = [shapes.start[line]!, shapes.end[line]!]
    if ((shapes.classes[line]! & BLANK) !== 0) {
      for (const gap of gapsOf(text, start, end)) {
        const reason = placeOf(text, gap, start, end)
        if (reason !== undefined) found.set(gap.start, { ...gap, reason })
      }
      rosters.read(text, start, end)
    }
    openings.read(text, start, end)
  }
  for (const gap of [...rosters.gaps(), ...openings.gaps()]) if (!found.has(gap.start)) found.set(gap.start, gap)
  return [...found.values()].sort((a, b) => a.start - b.start)
}

const isHan = (text: string, at: number): boolean => (classAt(text, at) & HAN) !== 0
const isSurname = (text: string, at: number): boolean => isHan(text, at) && SURNAMES.includes(text[at]!)
const isBlank = (text: string, at: number): boolean => (classAt(text, at) & BLANK) !== 0

/** The ideographic space and the tab are typed to align names; other spaces are what an engine makes of a gap. */
const isGap = (text: string, at: number): boolean => isBlank(text, at) && text[at] !== '\u3000' && text[at] !== '\t'

/** Gaps of up to two cells between a surname and another ideograph. */
function* gapsOf(text: string, start: number, end: number): Iterable<Span> {
  for (let i = start + 1; i < end; i++) {
    if (!isBlank(text, i) || isBlank(text, i - 1)) continue
    let to = i + 1
    while (isBlank(text, to)) to++
    if (isHan(text, to) && isSurname(text, i - 1) && gapWidth(text, { start: i, end: i, gap: to - i }) <= 2)
      yield { start: i, end: to }
  }
}

function placeOf(text: string, gap: Span, start: number, end: number): string | undefined {
  const single = gap.end - gap.start === 1 && isGap(text, gap.start)
  if (isSigned(text, gap, start, end)) return 'a name set wide in a signature'
  if (single && isCredited(text, gap, start, end)) return 'a name set wide behind a role'
  if (single && isListed(text, gap, start, end)) return 'a name set wide in a list of names'
  return undefined
}

/** A signature in brackets is no longer than this. */
const LONGEST_SIGNATURE = 40

const ROLE_RE = /(?:记者|通讯员|摄影|作者|撰文|编辑|责编|美编|校对|記者|通訊員|攝影|責任編輯)$/u
const ROLE_AFTER_RE = /^(?:[摄攝文图圖报報绘]|发自|整理)/u
/** What a signature stands behind when it leads a paragraph in. */
const DATELINE_RE = /[讯电訊電]\s?$/u

/** In brackets that hold nothing but names and roles and stand behind a sentence, on a line of their own, or behind a dateline. */
function isSigned(text: string, gap: Span, start: number, end: number): boolean {
  let open = gap.start - 1
  const floor = Math.max(start, open - LONGEST_SIGNATURE)
  while (open >= floor && text[open] !== '（' && text[open] !== '(') open--
  if (open < floor) return false
  let close = gap.end
  const ceiling = Math.min(end, open + LONGEST_SIGNATURE)
  while (close < ceiling && text[close] !== (text[open] === '（' ? '）' : ')')) close++
  if (close === ceiling) return false
  for (let i = open + 1; i < close; i++) if (!isHan(text, i) && !isBlank(text, i) && text[i] !== '、') return false
  const family = gap.start - 1
  const led = family - 1 === open || '、'.includes(text[family - 1]!) || isBlank(text, family - 1)
  if (!led && !ROLE_RE.test(text.slice(open + 1, family))) return false
  const after = gap.end + 1
  if (after !== close && text[after] !== '、' && !isBlank(text, after)) return false
  let before = open
  while (before > start && isBlank(text, before - 1)) before--
  if (before === start || (classAt(text, before - 1) & END) !== 0 || '”’」』'.includes(text[before - 1]!)) return true
  return DATELINE_RE.test(text.slice(Math.max(start, before - 2), before))
}

/** Behind a role, and before what was done, before another name, or at the end: `记者 方 喆 摄`. */
function isCredited(text: string, gap: Span, start: number, end: number): boolean {
  const family = gap.start - 1
  let before = family
  while (before > start && isBlank(text, before - 1)) before--
  // Roles and names in columns are a table, and its gaps are meant.
  if (family - before > 2 || !ROLE_RE.test(text.slice(Math.max(start, before - 4), before))) return false
  const after = gap.end + 1
  if (after >= end || ROLE_AFTER_RE.test(text.slice(after, after + 2))) return true
  if (!isBlank(text, after)) return false
  let to = after + 1
  while (isBlank(text, to)) to++
  const next = to
  while (to < end && !isBlank(text, to)) to++
  return (to - next >= 2 && to - next <= 4) || ROLE_AFTER_RE.test(text.slice(next, next + 2))
}

/** Surnames of two characters. */
const COMPOUND_RE =
  /^(?:欧阳|歐陽|司徒|司马|司馬|上官|诸葛|諸葛|东方|東方|皇甫|尉迟|尉遲|慕容|令狐|端木|公孙|公孫|夏侯|宇文|长孙|長孫)/u

/** Does a name of three characters begin at `at`? */
const beginsName = (text: string, at: number): boolean =>
  isHan(text, at) &&
  isHan(text, at + 1) &&
  isHan(text, at + 2) &&
  (isSurname(text, at) || COMPOUND_RE.test(text.slice(at, at + 2)))

/** Between names parted by `、`, of which the one beside it has three characters or is set wide too. */
function isListed(text: string, gap: Span, start: number, end: number): boolean {
  const after = gap.end + 1
  if (after < end && (classAt(text, after) & (PAUSE | END | CLOSE)) === 0) return false
  if (text[after] === '：' || text[after] === ':') return false
  return (
    (text[after] === '、' && isName(text, after + 1, end)) ||
    (text[gap.start - 2] === '、' && endsName(text, gap.start - 2, start))
  )
}

/** Is what begins at `at` a name of three characters, or one of two set wide? */
function isName(text: string, at: number, end: number): boolean {
  const wide = isSurname(text, at) && isGap(text, at + 1) && isHan(text, at + 2)
  const length = wide || beginsName(text, at) ? 3 : 0
  return length > 0 && at + length <= end
}

/** Is what ends before `mark` such a name? */
function endsName(text: string, mark: number, start: number): boolean {
  const wide = isSurname(text, mark - 3) && isGap(text, mark - 2) && isHan(text, mark - 1)
  if (wide) return mark - 3 >= start
  return [mark - 3, mark - 4].some((at) => {
    if (at < start || (at > start && (classAt(text, at - 1) & (MARK | BLANK)) === 0)) return false
    return at === mark - 3 ? beginsName(text, at) : COMPOUND_RE.test(text.slice(at, at + 2)) && beginsName(text, at)
  })
}

/** Lines of nothing but names, all with single spaces between them. Where the gaps differ, they are columns and show where names end. */
class Rosters {
  readonly #gaps: WideName[] = []
  #long = 0

  read(text: string, start: number, end: number): void {
    const gaps: WideName[] = []
    let long = 0
    const tokens = tokensOf(text, start, end)
    for (let i = 0; i < tokens.length; i++) {
      const { start: at, end: to, gap } = tokens[i]!
      if (gap > 1 || (gap === 1 && !isGap(text, to))) return
      if (to - at >= 3 && to - at <= 5 && (beginsName(text, at) || (to - at > 3 && allHan(text, at, to)))) long++
      else if (to - at !== 1 || !isHan(text, at)) return
      else if (i + 1 === tokens.length) {
        // The rest of the name stands on the next line.
        if (!isSurname(text, at)) return
      } else {
        const given = tokens[i + 1]!
        const pair = given.end - given.start === 1 && isHan(text, given.start) && isSurname(text, at)
        if (pair) gaps.push({ start: to, end: given.start, reason: 'a name set wide in a roster' })
        if (pair) i++
        // The rest of a name that began on the line before.
        else if (i > 0) return
      }
    }
    if (long === 0 || gaps.length === 0) return
    for (const gap of gaps) this.#gaps.push(gap)
    this.#long += long
  }

  gaps(): readonly WideName[] {
    return this.#gaps.length >= 2 && this.#long >= 2 ? this.#gaps : []
  }
}

function allHan(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isHan(text, i)) return false
  return true
}

/** Who speaks, asks or is spoken of; a drama sets its speakers apart by a space: `周 你怎么来了？`. */
const NO_GIVEN_NAMES =
  '我你您他她它咱俺这那這不没沒什怎哪谁誰的了是在有就也都还還又来來去快别別真要会會能可说說好对對第'

/** Words that follow a name in appointments and notices, one character each. */
const AFTER_NAME = '为為任兼同'

/** Sentences that begin with a name and go on alike: `孙 涛为…主任；`, `郭 勇为…局长；`. */
class Openings {
  readonly #wide = new Map<string, WideName[]>()
  /** The characters of all names before the words, wide or not. */
  readonly #names = new Map<string, string[]>()

  read(text: string, start: number, end: number): void {
    const wide = isSurname(text, start) && isGap(text, start + 1) && isHan(text, start + 2)
    if (start + 6 > end || (!wide && !beginsName(text, start))) return
    const at = start + 3
    if (!isHan(text, at) || (wide && NO_GIVEN_NAMES.includes(text[start + 2]!))) return
    const key = AFTER_NAME.includes(text[at]!) ? text[at]! : text.slice(at, at + 2)
    if (wide)
      push(this.#wide, key, {
        start: start + 1,
        end: start + 2,
        reason: 'a name set wide before words that follow others too',
      })
    push(this.#names, key, text.slice(start, start + 3))
  }

  *gaps(): Iterable<WideName> {
    for (const [key, gaps] of this.#wide) {
      const names = this.#names.get(key)!
      const several = new Set(names.map((name) => name[0])).size > 1 && new Set(names.map((name) => name[2])).size > 1
      // One character may follow by chance.
      if (several && names.length >= (key.length > 1 ? 2 : 3)) yield* gaps
    }
  }
}

const push = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
