import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import {
  BLANK,
  BREAK,
  classAt,
  classOf,
  CLOSE,
  DIGIT,
  HAN,
  LETTER,
  OPEN,
  PAUSE,
  WESTERN,
  WIDE,
} from '../text/classes.ts'
import { lineShapes } from '../text/line-shape.ts'
import { FULL_MARKS, isChinese, isWordEnd, markHabits } from '../text/mark-habits.ts'
import { rows } from '../text/rows.ts'
import { script } from '../text/script.ts'
import { isSpace } from '../text/spacing.ts'
import { isCodeLine, verbatim } from '../text/verbatim.ts'

const HALF_WIDTH_RE = /[,;?!:.()]/u
const FULL_BRACKETS: Readonly<Record<string, string>> = { '(': '（', ')': '）', '〈': '（' }

/** The number of an item, in ideographs: `十二. 附则`. */
const LONGEST_ITEM = 3

/** As far as a bracket looks for its partner. */
const LONGEST_BRACKET = 400

/** Lines whose half-width marks are meant. */
const KEPT_LINE_RES = [
  // They talk about widths.
  /[全半]角(?!度)/u,
  // References as the national standard has them: `[2] 作者. 书名[M]. 地点: 出版社, 2019: 12-15.`
  /\[(?:[MJDCNSPRZGA]|EB|DB|CP)(?:\/[A-Z]{2})?\]/u,
  /^\[\d{1,3}\] ?[^，。；]{2,60}\. /u,
  // Entries of a bilingual dictionary, with their word class.
  /^[A-Za-z][A-Za-z' -]{0,40}(?:[[/][^\]/]{1,40}[\]/] ?)?(?:n|v|vi|vt|adj?|adv?|prep|conj|pron|num|int|abbr)\./u,
]

/** What follows a comma in a list of options or of operators: `-s 列表, --sections 列表`. */
const OPTION_SIGNS = '-/|=+\\,;'

/** A question needs no other proof than its particle. */
const QUESTION_PARTICLES = '吗嗎呢么麼吧'

export const punctuationWidth = defineRule({
  id: 'punctuation-width',
  title: 'Half-width marks in Chinese sentences',
  why:
    'Scanners, crawlers and input methods fold `，` to `,`. Comma, semicolon and question mark belong to the text on their left; colon, ' +
    'exclamation mark and full stop need Chinese on both sides or the end of the line. Where a neighbour is a number, a Western word or ' +
    'a space, the document decides: only a text that folds this mark elsewhere has it changed. The space beside a half-width mark is part of ' +
    'its width and goes with it. Brackets are decided as a pair. Numbers, times, ratios, addresses, code, tables of values, dictionary ' +
    'entries, references and faces drawn with type stay. A `?` between two Chinese words may also stand for a lost character, so it needs a particle ' +
    'before it or a document that folds its marks. Wrong where a text writes half-width marks as its house style.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged: '今年以来,全市新建书屋(含流动点)42个,读者达到3万人。',
      repaired: '今年以来，全市新建书屋（含流动点）42个，读者达到3万人。',
    },
    { damaged: '海城:渔港开捕', repaired: '海城：渔港开捕' },
    { damaged: '老街的尽头, 有一间铁铺', repaired: '老街的尽头，有一间铁铺' },
    { untouched: '比分3:2，时间12:30，共1,234.5元，见 a.b@c.com 和 v1.2.3' },
    { untouched: '北京,上海,广州\n天津,重庆,成都', note: 'rows of a table' },
    { untouched: '调用 f(x, y) 即可' },
  ],
  *find(document) {
    const { text } = document
    if (!HALF_WIDTH_RE.test(text) || document.fact(script).language !== 'chinese') return
    const shapes = document.fact(lineShapes)
    for (let i = 0; i < shapes.count; i++) {
      const start = shapes.start[i]!
      const end = shapes.end[i]!
      if (shapes.han[i] === 0 || !hasHalfWidth(text, start, end) || isCodeLine(text, start, end)) continue
      if (KEPT_LINE_RES.some((form) => form.test(text.slice(start, end)))) continue
      const line = new Line(document, i, start, end)
      line.readBrackets()
      if (document.fact(rows).values[i] === 0) line.readMarks()
      yield* line.findings()
    }
  },
})

const HALF_WIDTH = new Set(Array.from(',;?!:.()', (mark) => mark.charCodeAt(0)))

function hasHalfWidth(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (HALF_WIDTH.has(text.charCodeAt(i))) return true
  return false
}

const REASONS: readonly { readonly reason: string; readonly safety?: Safety }[] = [
  { reason: 'a half-width mark between Chinese' },
  { reason: 'a half-width mark after Chinese' },
  { reason: 'a half-width mark in a text that folds it' },
  { reason: 'a half-width question mark between Chinese, or a lost character', safety: 'risky' },
  { reason: 'half-width brackets in Chinese' },
  { reason: 'a pair of brackets of different width' },
  { reason: 'half-width brackets in a text that folds its brackets' },
  { reason: 'a bracket misread as 〈, in a text that has no 〉' },
]
/** A mark that stays, and for the others the reason that they do not: places in `REASONS`, counted from 1. */
const STAYS = 0
const BETWEEN = 1
const AFTER = 2
const HABIT = 3
const DOUBTFUL = 4
const IN_CHINESE = 5
const MIXED = 6
const FOLDED = 7
const MISREAD = 8

/** The marks of one line: first the brackets, then the others from left to right, each seeing what became of those before it. */
class Line {
  readonly #document: Document
  readonly #text: string
  readonly #number: number
  readonly #start: number
  readonly #end: number
  /** For each place of the line, why its mark is widened. */
  readonly #widened: Uint8Array
  /** Closing brackets by their opening ones, and the other way round, whatever becomes of them. */
  readonly #partners = new Map<number, number>()

  constructor(document: Document, number: number, start: number, end: number) {
    this.#document = document
    this.#text = document.text
    this.#number = number
    this.#start = start
    this.#end = end
    this.#widened = new Uint8Array(end - start)
  }

  readBrackets(): void {
    const text = this.#text
    const open: { at: number; han: number }[] = []
    let han = 0
    let angle = -1
    for (let i = this.#start; i < this.#end; i++) {
      const mark = text[i]!
      if (isInner(classOf(text.charCodeAt(i)))) han++
      else if (mark === '(' || mark === '（') open.push({ at: i, han })
      else if (mark === '〈') angle = i
      else if (mark === ')' || mark === '）') {
        const from = open.pop()
        if (from !== undefined) {
          this.#pair(
            from.at,
            i,
            i - from.at > LONGEST_BRACKET ? STAYS : this.#judgeBrackets(from.at, i, han - from.han),
          )
        } else if (angle >= 0 && i - angle <= LONGEST_BRACKET && !this.#document.fact(hasAngles)) {
          this.#pair(angle, i, MISREAD)
          angle = -1
        }
      }
    }
  }

  readMarks(): void {
    const kept = this.#document.fact(verbatim)
    for (let i = this.#start; i < this.#end; i++) {
      if (FULL_MARKS[this.#text[i]!] === undefined) continue
      const reason = this.#judge(i)
      if (reason !== STAYS && !kept.has(i)) this.#widened[i - this.#start] = reason
    }
  }

  /** The findings, each edit with the lone space that belongs to the width of its mark. */
  *findings(): Iterable<Finding> {
    const ofBracket = new Map<number, Edit[]>()
    const findings: Finding[] = []
    let free = this.#start
    for (let at = this.#start; at < this.#end; at++) {
      const reason = this.#widened[at - this.#start]!
      if (reason === STAYS) continue
      const start = at - 1 >= free && this.#isGap(at - 1) && isWritten(this.#bits(at - 2)) ? at - 1 : at
      const end = this.#isGap(at + 1) && isWritten(this.#bits(at + 2)) ? at + 2 : at + 1
      const edit = { start, end, text: fullForm(this.#text[at]!) }
      free = end
      const partner = this.#partners.get(at)
      const shared = partner === undefined ? undefined : ofBracket.get(partner)
      if (shared !== undefined) shared.push(edit)
      else {
        const edits = [edit]
        if (partner !== undefined) ofBracket.set(at, edits)
        findings.push({ edits, ...REASONS[reason - 1]! })
      }
    }
    yield* findings
  }

  #pair(open: number, close: number, reason: number): void {
    this.#partners.set(open, close).set(close, open)
    const kept = this.#document.fact(verbatim)
    if (reason === STAYS || kept.has(open) || kept.has(close)) return
    for (const at of [open, close]) {
      if (fullForm(this.#text[at]!) !== this.#text[at]) this.#widened[at - this.#start] = reason
    }
  }

  /** The class of what stands at `at` now; the end of the line is a break. */
  #bits(at: number): number {
    if (at < this.#start || at >= this.#end) return BREAK
    const widened = this.#widened[at - this.#start] !== STAYS
    return widened ? classOf(fullForm(this.#text[at]!).charCodeAt(0)) : classAt(this.#text, at)
  }

  /** A single blank within the line. */
  #isGap(at: number): boolean {
    if (at <= this.#start || at >= this.#end - 1 || !isSpace(this.#text.charCodeAt(at))) return false
    return ((this.#bits(at - 1) | this.#bits(at + 1)) & BLANK) === 0
  }

  #beyond(at: number, step: 1 | -1): number {
    return this.#bits(this.#isGap(at + step) ? at + 2 * step : at + step)
  }

  #judge(at: number): number {
    const text = this.#text
    const mark = text[at]!
    const folds = (): boolean => this.#document.fact(markHabits).folds(mark)
    const left = this.#bits(at - 1)
    const right = this.#bits(at + 1)
    const beyond = this.#beyond(at, 1)
    const closed = (right & (BREAK | BLANK | CLOSE)) !== 0
    const last = at + 1 === this.#end
    // `“!”`: a mark in quotes is what the sentence is about.
    if ((left & OPEN) !== 0 || this.#isFace(at)) return STAYS
    if (this.#isGap(at - 1)) {
      const setOff =
        isChinese(this.#bits(at - 2)) &&
        (closed || isChinese(right) || (',;'.includes(mark) && (right & WESTERN) !== 0))
      return setOff && mark !== '.' && folds() ? HABIT : STAYS
    }
    switch (mark) {
      case ',':
      case ';':
        if (isChinese(left)) {
          if (isChinese(beyond)) return BETWEEN
          if (OPTION_SIGNS.includes(text[this.#isGap(at + 1) ? at + 2 : at + 1] ?? ' ')) return STAYS
          // A half-width semicolon at the end of a line is how code ends one.
          return mark === ',' || !last || folds() ? AFTER : STAYS
        }
        return isWordEnd(text, at - 1) && (isChinese(beyond) || this.#partsClauses(at, beyond)) && folds()
          ? HABIT
          : STAYS
      case '?':
        if (!isChinese(left)) return STAYS
        if (closed || text[at + 1] === '!' || text[at + 1] === '?') return AFTER
        if (!isChinese(right)) return STAYS
        if (QUESTION_PARTICLES.includes(text[at - 1]!)) return AFTER
        return folds() ? HABIT : DOUBTFUL
      case '!':
        if (!isChinese(left)) return STAYS
        return isChinese(right) || closed || text[at + 1] === '!' || text[at + 1] === '?' ? AFTER : STAYS
      case ':':
        if (!isChinese(left)) return STAYS
        if (isChinese(right) || last) return BETWEEN
        if ((right & WESTERN) === 0 && !(this.#isGap(at + 1) && isWritten(beyond))) return STAYS
        return folds() && !this.#isLabelled() ? HABIT : STAYS
      default:
        // A full stop is the rarest of them to be folded; a dot after an ideograph may be a list number's, a name's or an ellipsis's.
        if ((left & HAN) === 0 || at - this.#start <= LONGEST_ITEM) return STAYS
        if (last || ((right & CLOSE) !== 0 && (right & WIDE) !== 0)) return folds() ? HABIT : STAYS
        return this.#isGap(at + 1) && isChinese(beyond) && this.#document.fact(markHabits).foldsStops ? HABIT : STAYS
    }
  }

  /** Is the line one of several that give a label and a value, or a speaker and a turn? */
  #isLabelled(): boolean {
    return this.#document.fact(rows).labels[this.#number] === 1 && !this.#document.fact(markHabits).foldsSemicolons
  }

  /** `;)` `,-)` `:D` and the like; a bracket with a partner is no mouth. */
  #isFace(at: number): boolean {
    const next = this.#text[at + 1] ?? ' '
    if (next === '(' || next === ')') return !this.#partners.has(at + 1)
    if ('-_'.includes(next)) return ')(DPp'.includes(this.#text[at + 2] ?? ' ')
    return 'DPp'.includes(next) && (this.#bits(at + 2) & WESTERN) === 0
  }

  /** A semicolon with Western words on both sides that no Western writer would set so: `60%;AI`, but not `one; two` or `&lt;b`. */
  #partsClauses(at: number, beyond: number): boolean {
    if (this.#text[at] !== ';' || (beyond & WESTERN) === 0) return false
    if (this.#isGap(at + 1)) return (this.#bits(at - 1) & LETTER) === 0
    return !/&#?\w{1,10}$/u.test(this.#text.slice(Math.max(this.#start, at - 12), at))
  }

  #judgeBrackets(open: number, close: number, han: number): number {
    const text = this.#text
    if (text[open] !== '(' || text[close] !== ')') return MIXED
    const left = this.#beyond(open, -1)
    if ((left & OPEN) !== 0 && (this.#bits(open + 1) & CLOSE) !== 0) return STAYS
    const right = this.#beyond(close, 1)
    const closed = (right & BREAK) !== 0 || FULL_MARKS[text[close + 1] ?? ' '] !== undefined
    const folds = (): boolean => this.#document.fact(markHabits).foldsBrackets
    const tight = this.#bits(open - 1)
    if (han > 0) {
      // What is called `f` takes its argument in brackets: `f(甲)的值`.
      if ((tight & LETTER) !== 0) return isChinese(right) && folds() ? FOLDED : STAYS
      const outside = isOutside(tight) && (closed || isOutside(this.#bits(close + 1)))
      return isChinese(left) || isChinese(right) || outside ? IN_CHINESE : STAYS
    }
    const chinese =
      isChinese(left) && (isChinese(right) || closed || text[close + 1] === '(' || (right & WESTERN) !== 0)
    const afterNumber = (tight & DIGIT) !== 0 && isChinese(right) && (right & HAN) === 0
    return (chinese || afterNumber) && folds() ? FOLDED : STAYS
  }
}

const hasAngles = ({ text }: Document): boolean => text.includes('〉')

const fullForm = (mark: string): string => FULL_MARKS[mark] ?? FULL_BRACKETS[mark] ?? mark

/** Inside brackets, Chinese is an ideograph or a comma that only Chinese has. */
const isInner = (bits: number): boolean => (bits & HAN) !== 0 || ((bits & PAUSE) !== 0 && (bits & WIDE) !== 0)

const isOutside = (bits: number): boolean => (bits & (BREAK | BLANK)) !== 0

/** What a sentence is written with: a word, a number, or a mark that takes no space. */
const isWritten = (bits: number): boolean => (bits & (WESTERN | HAN)) !== 0 || isChinese(bits)
