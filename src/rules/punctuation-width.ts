import type { Document } from '../core/document.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import { ASCII_MARK, classAt, HAN, HANGUL, KANA, LETTER } from '../text/classes.ts'
import { FoldedLine, type Why } from '../text/folded-line.ts'
import { lineShapes } from '../text/line-shape.ts'
import { narrowedMarks } from '../text/narrowed-line.ts'
import { isCode } from '../text/prose-lines.ts'
import { isForeignAt, script } from '../text/script.ts'
import { ABOUT_WIDTHS, ANGLE, BRACKET, FOLDED, HALF_MARK, signs, TYPED } from '../text/signs.ts'
import { isStructured } from '../text/structured.ts'
import { isCodeLine } from '../text/verbatim.ts'

const FULL_WIDTH_RE = /[，；？！：。（）]/u

const ABOUT_WIDTHS_RE = /[全半]角(?!度)/u
/** A text that comes back to widths gives examples of them in other lines too. */
const isAboutWidths = (document: Document): boolean =>
  (document.fact(signs).all & ABOUT_WIDTHS) !== 0 && document.text.split(ABOUT_WIDTHS_RE, 4).length > 3

/** Lines whose half-width marks are meant. All but the last, which begins with a letter, have what `TYPED` stands for. */
const KEPT_LINE_RES = [
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

function isKept(document: Document, line: number): boolean {
  const { text } = document
  const { start, end } = document.fact(lineShapes)
  const sign = document.fact(signs).lines[line]!
  const form = (sign & TYPED) !== 0 || (classAt(text, start[line]!) & LETTER) !== 0
  if ((sign & ABOUT_WIDTHS) === 0 && !form) return false
  const content = text.slice(start[line], end[line])
  return ABOUT_WIDTHS_RE.test(content) || (form && KEPT_LINE_RES.some((form) => form.test(content)))
}

/** A comment on the line of code below it: `# 注意,这里会溢出`. */
function isComment(document: Document, line: number): boolean {
  const { text } = document
  const { start, end, number, classes } = document.fact(lineShapes)
  if ((classAt(text, start[line]!) & ASCII_MARK) === 0) return false
  if (!COMMENT_RE.test(text.slice(start[line], start[line]! + 8)) || number[line + 1] !== number[line]! + 1)
    return false
  const [from, to] = [start[line + 1]!, end[line + 1]!]
  if (isCodeLine(text, from, to)) return true
  return (classes[line + 1]! & (HAN | LETTER)) === LETTER && /[()=[\]{}<>:$]/u.test(text.slice(from, to))
}

const COMMENT_RE = /^(?:#{1,4}|;{1,4}|--|%{1,3}) /u

/** `编号,品名,规格,单价`: four cells or more of a word each, without a space. */
function isCells(text: string, start: number, end: number): boolean {
  if (end - start > 60) return false
  let cells = 0
  for (let i = start, cell = start; i <= end; i++) {
    if (i < end && text[i] !== ',' && text[i] !== ';') {
      if (i - cell === 4) return false
    } else {
      if (i === cell || /[\s。！？：:]/u.test(text.slice(cell, i))) return false
      cells++
      cell = i + 1
    }
  }
  return cells >= 4
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
    const { all, lines } = document.fact(signs)
    if ((all & HALF_MARK) === 0 || document.fact(script).language !== 'chinese') return
    const shapes = document.fact(lineShapes)
    let met = false
    for (let i = 0; i < shapes.count; i++) {
      const sign = lines[i]!
      if ((sign & HALF_MARK) === 0 || (sign & (FOLDED | BRACKET | ANGLE)) === 0 || shapes.han[i] === 0) continue
      // What is meant is told from what is folded only where there is something to widen: in good text hardly anywhere.
      const line = new FoldedLine(document, i)
      if ((sign & (BRACKET | ANGLE)) !== 0) line.readBrackets()
      if ((sign & FOLDED) !== 0) line.readMarks()
      if (line.isGood) continue
      if (!met && (document.fact(isStructured) || document.fact(isAboutWidths))) return
      met = true
      const [start, end] = [shapes.start[i]!, shapes.end[i]!]
      if (isCode(document, i) || isComment(document, i) || isKept(document, i) || isCells(text, start, end)) continue
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
