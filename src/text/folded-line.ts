import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import {
  ASCII_MARK,
  BLANK,
  BREAK,
  classAt,
  classOf,
  classTable,
  CLOSE,
  DIGIT,
  HAN,
  LETTER,
  OPEN,
  PAUSE,
  WESTERN,
  WIDE,
} from './classes.ts'
import { partsName } from './foreign-names.ts'
import { lineShapes } from './line-shape.ts'
import { FULL_MARKS, isChinese, isWordEnd, markHabits } from './mark-habits.ts'
import { rows } from './rows.ts'
import { isSpace } from './spacing.ts'
import { verbatim } from './verbatim.ts'

const FULL_BRACKETS: Readonly<Record<string, string>> = { '(': '（', ')': '）', '〈': '（' }

/** The number of an item, in ideographs: `十二. 附则`. */
const LONGEST_ITEM = 3

/** As far as a bracket looks for its partner. */
const LONGEST_BRACKET = 400

/** What follows a comma in a list of options or of operators: `-s 列表, --sections 列表`. */
const OPTION_SIGNS = '-/|=+\\,;'

/** `用,分隔`: the sentence is about the mark. */
const NAMES_MARK_RE = /^[用以由按].(?:分隔|隔开|分开|连接|結尾|结尾|开头|區分|区分|表示|分割|間隔|间隔|代替)/u

const LONGEST_CITATION = 60
/** A list of numbers in square brackets, up to one of its separators: `[1,2`. */
const CITED_RE = /\[[\d,;– -]{1,20}$/u

/** `(?:甲|乙)` */
const GROUP_RE = /^\?[:=!<]/u
/** `报告(终稿)v2.docx` */
const FILE_RE = /^[\w-]{0,12}\.[A-Za-z]\w{1,4}(?![\w.])/u
/** `//@小满:`, as posts are passed on. */
const MENTION_RE = /@[^\s@:：，。]{1,24}$/u
const LONGEST_MENTION = 26

/** Faces drawn with type, and marks that are shown as such: signs alone, or an underline or circumflex among them. */
const FACE_RE = /^(?:[,;:.?!，；：。？！]|[^\p{L}\p{N}\s]{3,}|.{0,4}[\^_].{0,4})$/u
const LONGEST_FACE = 12

/** A question needs no other proof than its particle. */
const QUESTION_PARTICLES = '吗嗎呢么麼吧'

/** Why a mark should be full-width. */
export type Why = 'between' | 'after' | 'habit' | 'doubtful' | 'inChinese' | 'mixed' | 'foldedBrackets' | 'misread'

/** A mark, or a pair of brackets, in full width. */
export interface Widened {
  readonly edits: readonly Edit[]
  readonly why: Why
}

/** Marks that stay are 0, the others their place in this list and one more. */
const WHYS: readonly Why[] = [
  'between',
  'after',
  'habit',
  'doubtful',
  'inChinese',
  'mixed',
  'foldedBrackets',
  'misread',
]

/** The marks of one line: first the brackets, then the others from left to right, each seeing what became of those before it. */
export class FoldedLine {
  readonly #document: Document
  readonly #text: string
  readonly #number: number
  readonly #start: number
  readonly #end: number
  /** For each place of the line, why its mark is widened. Most lines need neither table. */
  #widened: Uint8Array | undefined
  /** For each bracket of the line, how far its partner stands from it, whatever becomes of them; 0 where it has none. */
  #partners: Int32Array | undefined

  /** The line by its number among those that are not blank. */
  constructor(document: Document, number: number) {
    const shapes = document.fact(lineShapes)
    this.#document = document
    this.#text = document.text
    this.#number = number
    this.#start = shapes.start[number]!
    this.#end = shapes.end[number]!
  }

  /** Was nothing found to widen so far? */
  get isGood(): boolean {
    return this.#widened === undefined
  }

  readBrackets(): void {
    const text = this.#text
    const open: number[] = []
    let chinese = -1
    let angle = -1
    const table = classTable()
    for (let i = this.#start; i < this.#end; i++) {
      if (isInner(table[text.charCodeAt(i)]!)) {
        chinese = i
        continue
      }
      const mark = text[i]!
      if (mark === '(' || mark === '（') open.push(i)
      else if (mark === '〈') angle = i
      else if (mark === ')' || mark === '）') {
        const from = open.pop()
        if (from !== undefined) {
          const near = i - from <= LONGEST_BRACKET
          this.#pair(from, i, near ? this.#judgeBrackets(from, i, chinese > from) : undefined)
        } else if (angle >= 0 && i - angle <= LONGEST_BRACKET && !this.#document.fact(hasAngles)) {
          this.#pair(angle, i, 'misread')
          angle = -1
        }
      }
    }
  }

  readMarks(): void {
    const table = classTable()
    let met = false
    for (let i = this.#start; i < this.#end; i++) {
      if ((table[this.#text.charCodeAt(i)]! & ASCII_MARK) === 0) continue
      if (FULL_MARKS[this.#text[i]!] === undefined) continue
      const why = this.#judge(i)
      if (why === undefined || this.#document.fact(verbatim).has(i)) continue
      // The marks of a table part its values.
      if (!met && this.#document.fact(rows).values[this.#number] === 1) return
      met = true
      this.#widen(i, why)
    }
  }

  /** What was found, in order, each edit with the lone space that belongs to the width of its mark. */
  *widened(): Iterable<Widened> {
    if (this.#widened === undefined) return
    let found: Widened[] = []
    // Up to here brackets reach that were opened before; then what was found is complete.
    let reach = this.#start
    // Of an opening bracket that is widened, one more than its place among them.
    const places = this.#partners && new Int32Array(this.#end - this.#start)
    let free = this.#start
    for (let at = this.#start; at < this.#end; at++) {
      const place = this.#widened[at - this.#start]!
      if (place === 0) continue
      const why = WHYS[place - 1]!
      // What is left empty to be filled in keeps its space.
      const partner = this.#partnerOf(at)
      const before = partner !== -2 && at - 1 >= free && this.#isGap(at - 1) && isWritten(this.#bits(at - 2))
      const behind = partner !== 2 && this.#isGap(at + 1) && isWritten(this.#bits(at + 2))
      const start = before ? at - 1 : at
      const end = behind ? at + 2 : at + 1
      const edit = { start, end, text: fullForm(this.#text[at]!) }
      free = end
      if (places === undefined) {
        yield { edits: [edit], why }
        continue
      }
      const to = at - this.#start + partner
      const opened = found[places[to]! - 1]
      if (opened !== undefined) found[places[to]! - 1] = { edits: [opened.edits[0]!, edit], why: opened.why }
      else places[at - this.#start] = found.push({ edits: [edit], why })
      reach = Math.max(reach, to + this.#start)
      if (at < reach) continue
      yield* found
      found = []
    }
    yield* found
  }

  /** How far the partner of the bracket at `at` stands from it; 0 where it has none. */
  #partnerOf(at: number): number {
    return this.#partners?.[at - this.#start] ?? 0
  }

  #widen(at: number, why: Why): void {
    this.#widened ??= new Uint8Array(this.#end - this.#start)
    this.#widened[at - this.#start] = WHYS.indexOf(why) + 1
  }

  #pair(open: number, close: number, why: Why | undefined): void {
    this.#partners ??= new Int32Array(this.#end - this.#start)
    this.#partners[open - this.#start] = close - open
    this.#partners[close - this.#start] = open - close
    if (why === undefined) return
    const kept = this.#document.fact(verbatim)
    if (kept.has(open) || kept.has(close)) return
    for (const at of [open, close]) if (fullForm(this.#text[at]!) !== this.#text[at]) this.#widen(at, why)
  }

  /** The class of what stands at `at` now; the end of the line is a break. */
  #bits(at: number): number {
    if (at < this.#start || at >= this.#end) return BREAK
    const widened = this.#widened !== undefined && this.#widened[at - this.#start] !== 0
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

  #judge(at: number): Why | undefined {
    const why = this.#judgeMark(at)
    // `“!”`: a mark in quotes is what the sentence is about.
    if (why === undefined || (this.#bits(at - 1) & OPEN) !== 0 || this.#isFace(at)) return undefined
    return NAMES_MARK_RE.test(this.#text.slice(at - 1, at + 3)) ? undefined : why
  }

  #judgeMark(at: number): Why | undefined {
    const text = this.#text
    const mark = text[at]!
    const folds = (): boolean => this.#document.fact(markHabits).folds(mark)
    const left = this.#bits(at - 1)
    const right = this.#bits(at + 1)
    const beyond = this.#beyond(at, 1)
    const closed = (right & (BREAK | BLANK | CLOSE)) !== 0
    const last = at + 1 === this.#end
    if (this.#isGap(at - 1)) {
      const setOff =
        isChinese(this.#bits(at - 2)) &&
        (closed || isChinese(right) || (',;'.includes(mark) && (right & WESTERN) !== 0))
      return setOff && mark !== '.' && folds() ? 'habit' : undefined
    }
    switch (mark) {
      case ',':
      case ';':
        if (isChinese(left)) {
          if (isChinese(beyond)) return 'between'
          if (OPTION_SIGNS.includes(text[this.#isGap(at + 1) ? at + 2 : at + 1] ?? ' ')) return undefined
          // A half-width semicolon at the end of a line is how code ends one.
          return mark === ',' || !last || folds() ? 'after' : undefined
        }
        return isWordEnd(text, at - 1) && (isChinese(beyond) || this.#partsClauses(at, beyond)) && folds()
          ? 'habit'
          : undefined
      case '?':
        if (!isChinese(left)) return undefined
        if (closed || text[at + 1] === '!' || text[at + 1] === '?') return 'after'
        if (!isChinese(right) || partsName(text, at)) return undefined
        if (QUESTION_PARTICLES.includes(text[at - 1]!)) return 'after'
        return folds() ? 'habit' : 'doubtful'
      case '!':
        if (!isChinese(left)) return undefined
        return isChinese(right) || closed || text[at + 1] === '!' || text[at + 1] === '?' ? 'after' : undefined
      case ':':
        if (!isChinese(left) || MENTION_RE.test(text.slice(Math.max(this.#start, at - LONGEST_MENTION), at)))
          return undefined
        if (isChinese(right) || last) return 'between'
        if ((right & WESTERN) === 0 && !(this.#isGap(at + 1) && isWritten(beyond))) return undefined
        return folds() && !this.#isLabelled() ? 'habit' : undefined
      default:
        // A full stop is the rarest of them to be folded; a dot after an ideograph may be a list number's, a name's or an ellipsis's.
        if ((left & HAN) === 0 || at - this.#start <= LONGEST_ITEM) return undefined
        if (last || ((right & CLOSE) !== 0 && (right & WIDE) !== 0)) return folds() ? 'habit' : undefined
        return this.#isGap(at + 1) && isChinese(beyond) && this.#document.fact(markHabits).foldsStops
          ? 'habit'
          : undefined
    }
  }

  /** Is the line one of several that give a label and a value, or a speaker and a turn? */
  #isLabelled(): boolean {
    return this.#document.fact(rows).labels[this.#number] === 1 && !this.#document.fact(markHabits).foldsSemicolons
  }

  /** `;)` `,-)` `:D` `;w;` and the like; a bracket with a partner is no mouth. */
  #isFace(at: number): boolean {
    const next = this.#text[at + 1] ?? ' '
    if (this.#text[at] === ';' && /^;[\w.];/u.test(this.#text.slice(at, at + 3))) return true
    if (next === '(' || next === ')') return this.#partnerOf(at + 1) === 0
    if ('-_'.includes(next)) return ')(DPp'.includes(this.#text[at + 2] ?? ' ')
    return 'DPp'.includes(next) && (this.#bits(at + 2) & WESTERN) === 0
  }

  /**
   * A semicolon with Western words on both sides that no Western writer would set so: `60%;AI`, but not `one; two` or `&lt;b`; nor in a
   * citation, `[1;2]` or `(Smith, 2019; Jones)`.
   */
  #partsClauses(at: number, beyond: number): boolean {
    const text = this.#text
    if (text[at] !== ';' || (beyond & WESTERN) === 0) return false
    const before = text.slice(Math.max(this.#start, at - LONGEST_CITATION), at)
    if (CITED_RE.test(before) || /\([^()\u3400-\u9fff]*$/u.test(before)) return false
    if (this.#isGap(at + 1)) return (this.#bits(at - 1) & LETTER) === 0
    return !/&#?\w{1,10}$/u.test(before)
  }

  #judgeBrackets(open: number, close: number, holdsChinese: boolean): Why | undefined {
    const text = this.#text
    if (close - open <= LONGEST_FACE && FACE_RE.test(text.slice(open + 1, close))) return undefined
    if (text[open] !== '(' || text[close] !== ')') return 'mixed'
    // The target of a link, a string that is handed to what is called, a group of a pattern, the name of a file.
    if (text[open - 1] === ']' || `"'`.includes(text[open + 1]!) || GROUP_RE.test(text.slice(open + 1, open + 3)))
      return undefined
    if (FILE_RE.test(text.slice(close + 1, close + 24))) return undefined
    const left = this.#beyond(open, -1)
    if ((left & OPEN) !== 0 && (this.#bits(open + 1) & CLOSE) !== 0) return undefined
    const right = this.#beyond(close, 1)
    const closed = (right & BREAK) !== 0 || FULL_MARKS[text[close + 1] ?? ' '] !== undefined
    const folds = (): boolean => this.#document.fact(markHabits).foldsBrackets
    const tight = this.#bits(open - 1)
    if (holdsChinese) {
      // What is called `f` takes its argument in brackets: `f(甲)的值`.
      if ((tight & LETTER) !== 0) return isChinese(right) && folds() ? 'foldedBrackets' : undefined
      const outside = isOutside(tight) && (closed || isOutside(this.#bits(close + 1)))
      return isChinese(left) || isChinese(right) || outside ? 'inChinese' : undefined
    }
    const chinese =
      isChinese(left) && (isChinese(right) || closed || text[close + 1] === '(' || (right & WESTERN) !== 0)
    const afterNumber = (tight & DIGIT) !== 0 && isChinese(right) && (right & HAN) === 0
    return (chinese || afterNumber) && folds() ? 'foldedBrackets' : undefined
  }
}

const hasAngles = ({ text }: Document): boolean => text.includes('〉')

const fullForm = (mark: string): string => FULL_MARKS[mark] ?? FULL_BRACKETS[mark] ?? mark

/** Inside brackets, Chinese is an ideograph or a comma that only Chinese has. */
const isInner = (bits: number): boolean => (bits & HAN) !== 0 || ((bits & PAUSE) !== 0 && (bits & WIDE) !== 0)

const isOutside = (bits: number): boolean => (bits & (BREAK | BLANK)) !== 0

/** What a sentence is written with: a word, a number, or a mark that takes no space. */
const isWritten = (bits: number): boolean => (bits & (WESTERN | HAN)) !== 0 || isChinese(bits)
