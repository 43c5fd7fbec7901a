import type { Document } from '../core/document.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import { ASCII_MARK, HAN, HANGUL, KANA, LETTER } from '../text/classes.ts'
import { FoldedLine, type Why } from '../text/folded-line.ts'
import { lineShapes } from '../text/line-shape.ts'
import { narrowedMarks } from '../text/narrowed-line.ts'
import { rows } from '../text/rows.ts'
import { isForeignAt, script } from '../text/script.ts'
import { isStructured } from '../text/structured.ts'
import { isCodeLine } from '../text/verbatim.ts'

const HALF_WIDTH_RE = /[,;?!:.()]/u
const FULL_WIDTH_RE = /[，；？！：。（）]/u
const HALF_WIDTH = new Set(Array.from(',;?!:.()', (mark) => mark.charCodeAt(0)))

const ABOUT_WIDTHS_RE = /[全半]角(?!度)/u
/** A text that comes back to widths gives examples of them in other lines too. */
const isAboutWidths = ({ text }: Document): boolean => text.split(ABOUT_WIDTHS_RE, 4).length > 3

/** Lines whose half-width marks are meant. */
const KEPT_LINE_RES = [
  ABOUT_WIDTHS_RE,
  // References as the national standard has them: `[2] 作者. 书名[M]. 地点: 出版社, 2019: 12-15.`
  /\[(?:[MJDCNSPRZGA]|EB|DB|CP)(?:\/[A-Z]{2})?\]/u,
  /^\[\d{1,3}\] ?[^，。；]{2,60}\. /u,
  // The same by author and year: `林悦. (2019). 书名. 星桥: 出版社.`
  /[.,] ?\(\d{4}[a-z]?\)[.,] /u,
  // Books and articles as other styles have them: `书名. 地点: 出版社, 2019.`, `刊名 4 (2012): 33-41.`
  /[.》”] ?[^，。,:]{2,12}: [^，。,:]{2,24}, (?:19|20)\d{2}\b|\((?:19|20)\d{2}\): ?\d{1,4}[-–]\d/u,
  // Places that a program fills in: `共%d条,第{1}页`.
  /%(?:\d\$)?[ds](?![a-zA-Z])|\{\d?\}/u,
  // The subject of a change, as tools that write histories want it: `fix(登录): 补测试,改文案`.
  /^(?:[-*] )?(?:feat|fix|docs|style|refactor|perf|test|chore|ci|build|revert)(?:\([^()]{1,30}\))?!?: /u,
  // Entries of a bilingual dictionary, with their word class.
  /^[A-Za-z][A-Za-z' -]{0,40}(?:[[/][^\]/]{1,40}[\]/] ?)?(?:n|v|vi|vt|adj?|adv?|prep|conj|pron|num|int|abbr)\./u,
]

/** A comment on the line of code below it: `# 注意,这里会溢出`. */
function isComment(document: Document, line: number): boolean {
  const { text } = document
  const { start, end, number, classes } = document.fact(lineShapes)
  if (!COMMENT_RE.test(text.slice(start[line], start[line]! + 8)) || number[line + 1] !== number[line]! + 1)
    return false
  const [from, to] = [start[line + 1]!, end[line + 1]!]
  if (isCodeLine(text, from, to)) return true
  return (classes[line + 1]! & (HAN | LETTER)) === LETTER && /[()=[\]{}<>:$]/u.test(text.slice(from, to))
}

const COMMENT_RE = /^(?:#{1,4}|;{1,4}|--|%{1,3}) /u

/** `编号,品名,规格,单价`: four cells or more of a word each, without a space. */
const isCells = (line: string): boolean => {
  if (line.length > 60) return false
  const cells = line.split(/[,;]/u)
  return (
    cells.length >= 4 && cells.every((cell) => cell.length >= 1 && cell.length <= 4 && !/[\s。！？：:]/u.test(cell))
  )
}

export interface PunctuationWidthOptions {
  /**
   * `'full'` widens half-width marks of Chinese sentences. `'half'` does the reverse, one character for one and with no space added, for
   * texts that are to be processed rather than read; `、` and quotes have no half-width form. To leave marks as they are, switch the
   * rule off.
   */
  readonly width: 'full' | 'half'
}

export const punctuationWidth = defineRule<'punctuation-width', PunctuationWidthOptions>({
  id: 'punctuation-width',
  title: 'Half-width marks in Chinese sentences',
  why:
    'Scanners, crawlers and input methods fold `，` to `,`. Comma, semicolon and question mark belong to the text on their left; colon, ' +
    'exclamation mark and full stop need Chinese on both sides or the end of the line. Where a neighbour is a number, a Western word or a ' +
    'space, the document decides: only a text that folds this mark elsewhere has it changed. The space beside a half-width mark is part ' +
    'of its width and goes with it. Brackets are decided as a pair. Numbers, times, ratios, addresses, code, tables of values, entries of ' +
    'a dictionary, references and faces drawn with type stay. A `?` between two Chinese words may also stand for a lost character, so it ' +
    'needs a particle before it or a document that folds its marks. Wrong where a text writes half-width marks as its house style.',
  safety: 'safe',
  defaults: { width: 'full' },
  choices: { width: ['full', 'half'] },
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
  *find(document, { width }) {
    if (width === 'half') return yield* narrowed(document)
    const { text } = document
    if (!HALF_WIDTH_RE.test(text) || document.fact(script).language !== 'chinese') return
    if (document.fact(isStructured) || document.fact(isAboutWidths)) return
    const shapes = document.fact(lineShapes)
    for (let i = 0; i < shapes.count; i++) {
      const start = shapes.start[i]!
      const end = shapes.end[i]!
      if (
        shapes.han[i] === 0 ||
        (shapes.classes[i]! & ASCII_MARK) === 0 ||
        !hasHalfWidth(text, start, end) ||
        isCodeLine(text, start, end) ||
        isComment(document, i)
      )
        continue
      const content = text.slice(start, end)
      if (KEPT_LINE_RES.some((form) => form.test(content)) || isCells(content)) continue
      const line = new FoldedLine(document, i)
      line.readBrackets()
      if (document.fact(rows).values[i] === 0) line.readMarks()
      const quotes = (shapes.classes[i]! & (KANA | HANGUL)) !== 0
      for (const { edits, why } of line.widened()) {
        if (!quotes || !isForeignAt(text, edits[0]!.start)) yield { edits, ...REASONS[why] }
      }
    }
  },
})

/** Full-width marks in half width. Japanese in the text, and what talks about widths, stays. */
function* narrowed(document: Document): Iterable<Finding> {
  const { text } = document
  if (!FULL_WIDTH_RE.test(text) || document.fact(script).language !== 'chinese') return
  const shapes = document.fact(lineShapes)
  for (let i = 0; i < shapes.count; i++) {
    const start = shapes.start[i]!
    const end = shapes.end[i]!
    if (isCodeLine(text, start, end) || ABOUT_WIDTHS_RE.test(text.slice(start, end))) continue
    const quotes = (shapes.classes[i]! & (KANA | HANGUL)) !== 0
    for (const edits of narrowedMarks(document, start, end)) {
      if (!quotes || !isForeignAt(text, edits[0]!.start)) yield { edits, reason: 'a full-width mark' }
    }
  }
}

const REASONS: Readonly<Record<Why, { readonly reason: string; readonly safety?: Safety }>> = {
  between: { reason: 'a half-width mark between Chinese' },
  after: { reason: 'a half-width mark after Chinese' },
  habit: { reason: 'a half-width mark in a text that folds it' },
  doubtful: { reason: 'a half-width question mark between Chinese, or a lost character', safety: 'risky' },
  inChinese: { reason: 'half-width brackets in Chinese' },
  mixed: { reason: 'a pair of brackets of different width' },
  foldedBrackets: { reason: 'half-width brackets in a text that folds its brackets' },
  misread: { reason: 'a bracket misread as 〈, in a text that has no 〉' },
}

function hasHalfWidth(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) < 0x40 && HALF_WIDTH.has(text.charCodeAt(i))) return true
  return false
}
