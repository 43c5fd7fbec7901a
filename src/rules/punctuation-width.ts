import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import {
  BLANK,
  BREAK,
  classAt,
  classOf,
  CLOSE,
  END,
  FULLWIDTH,
  HAN,
  JOIN,
  LETTER,
  OPEN,
  PAUSE,
  WESTERN,
  WIDE,
} from '../text/classes.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'
import { script } from '../text/script.ts'
import { verbatim } from '../text/verbatim.ts'

const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', '?': '？', '!': '！', ':': '：', '.': '。' }

/** As far as a bracket looks for its partner. */
const LONGEST_BRACKET = 400

export const punctuationWidth = defineRule({
  id: 'punctuation-width',
  title: 'Half-width marks in Chinese sentences',
  why:
    'Scanners, crawlers and input methods fold `，` to `,`. Comma, semicolon and question mark belong to the text on their left; colon, ' +
    'exclamation mark and full stop need Chinese on both sides or the end of the line. Where the neighbour is a number or a Western word, the ' +
    'document decides: only a text whose commas between Chinese are half-width too has them changed. Brackets are decided as a pair. ' +
    'Numbers, times, ratios, addresses, code, tables of values and faces drawn with type stay. A `?` between two Chinese words may also ' +
    'stand for a lost character, so it needs a document that folds its marks. Wrong where a text writes half-width marks as its house style.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged: '今年以来,全市新建书屋(含流动点)42个,读者达到3万人。',
      repaired: '今年以来，全市新建书屋（含流动点）42个，读者达到3万人。',
    },
    { damaged: '海城:渔港开捕', repaired: '海城：渔港开捕' },
    { untouched: '比分3:2，时间12:30，共1,234.5元，见 a.b@c.com 和 v1.2.3' },
    { untouched: '北京,上海,广州\n天津,重庆,成都', note: 'rows of a table' },
    { untouched: '调用 f(x, y) 即可' },
  ],
  *find(document) {
    if (!/[,;?!:.()]/u.test(document.text)) return
    if (document.fact(script).language !== 'chinese') return
    const shapes = document.fact(lineShapes)
    for (let line = 0; line < shapes.count; line++) {
      if (shapes.han[line] === 0 || !hasHalfWidth(document.text, shapes, line)) continue
      if (isCode(document.text, shapes, line)) continue
      const table = isTableRow(document.text, shapes, line)
      const found = [...brackets(document, shapes, line)]
      if (!table) found.push(...marks(document, shapes, line))
      found.sort((a, b) => a.edits[0]!.start - b.edits[0]!.start)
      yield* found
    }
  },
})

const HALF_WIDTH = new Set(Array.from(',;?!:.()', (mark) => mark.charCodeAt(0)))

function hasHalfWidth(text: string, shapes: LineShapes, line: number): boolean {
  for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) if (HALF_WIDTH.has(text.charCodeAt(i))) return true
  return false
}

/** An ideograph, or a mark that only Chinese has. */
const isChinese = (bits: number): boolean =>
  (bits & HAN) !== 0 || ((bits & WIDE) !== 0 && (bits & (OPEN | CLOSE | PAUSE | END | JOIN | FULLWIDTH)) !== 0)

/** Does the text fold its marks: half-width commas between Chinese, and more of them than full-width ones? */
function folds({ text }: Document): boolean {
  let half = 0
  let full = 0
  for (let i = text.indexOf(','); i >= 0; i = text.indexOf(',', i + 1)) {
    if (isChinese(classAt(text, i - 1)) && isChinese(classAt(text, i + 1))) half++
  }
  if (half < 3) return false
  for (let i = text.indexOf('，'); i >= 0 && full < half; i = text.indexOf('，', i + 1)) full++
  return full < half
}

function* marks(document: Document, shapes: LineShapes, line: number): Iterable<Finding> {
  const { text } = document
  const end = shapes.end[line]!
  for (let i = shapes.start[line]!; i < end; i++) {
    const full = FULL[text[i]!]
    if (full === undefined) continue
    const judged = judge(document, i, i + 1 === end)
    if (judged === undefined || document.fact(verbatim).has(i)) continue
    yield { edits: [{ start: i, end: i + 1, text: full }], ...judged }
  }
}

function judge(document: Document, at: number, last: boolean): { reason: string; safety?: Safety } | undefined {
  const { text } = document
  const mark = text[at]!
  const left = classAt(text, at - 1)
  const right = last ? BREAK : classAt(text, at + 1)
  const chineseLeft = isChinese(left)
  const chineseRight = isChinese(right)
  const closed = (right & (BREAK | BLANK)) !== 0 || (right & CLOSE) !== 0
  const habit = { reason: 'a half-width mark in a text that folds its marks' }
  const between = { reason: 'a half-width mark between Chinese' }
  const after = { reason: 'a half-width mark after Chinese' }
  switch (mark) {
    case ',':
    case ';':
      if (chineseLeft) {
        if (isFace(text, at)) return undefined
        if (chineseRight) return between
        // A half-width semicolon at the end of a line is how code ends one.
        return mark === ',' || !last || document.fact(folds) ? after : undefined
      }
      return chineseRight && isWord(text, at - 1) && document.fact(folds) ? habit : undefined
    case '?':
      if (chineseLeft && (closed || text[at + 1] === '!' || text[at + 1] === '?'))
        return isFace(text, at) ? undefined : after
      if (chineseLeft && chineseRight) return document.fact(folds) ? habit : { ...between, safety: 'risky' }
      return undefined
    case '!':
      if (!chineseLeft && text[at - 1] !== '!' && text[at - 1] !== '?') return undefined
      if (!isChinese(firstBefore(text, at, '!?'))) return undefined
      return chineseRight || closed || '!?'.includes(text[at + 1] ?? ' ') ? after : undefined
    case ':':
      if (chineseLeft && (chineseRight || last)) return between
      return chineseLeft && (right & WESTERN) !== 0 && (left & HAN) !== 0 && document.fact(folds) ? habit : undefined
    default:
      // A full stop is the rarest of them to be folded; a dot after an ideograph may be a list number's, a name's or an ellipsis's.
      return (left & HAN) !== 0 && (last || ((right & CLOSE) !== 0 && (right & WIDE) !== 0)) && document.fact(folds)
        ? habit
        : undefined
  }
}

/** The class of the first code unit to the left of `at` that is none of `marks`. */
function firstBefore(text: string, at: number, skipped: string): number {
  let i = at - 1
  while (i >= 0 && skipped.includes(text[i]!)) i--
  return classAt(text, i)
}

/** `;)` `,-)` and the like. */
const isFace = (text: string, at: number): boolean => ')(DPp-_'.includes(text[at + 1] ?? ' ')

/** A number, word, percent sign or closing bracket. */
const isWord = (text: string, at: number): boolean =>
  (classAt(text, at) & WESTERN) !== 0 || '%)"'.includes(text[at] ?? ' ')

function* brackets(document: Document, shapes: LineShapes, line: number): Iterable<Finding> {
  const { text } = document
  const end = shapes.end[line]!
  const open: number[] = []
  for (let i = shapes.start[line]!; i < end; i++) {
    const mark = text[i]!
    if (mark === '(' || mark === '（') open.push(i)
    else if (mark === ')' || mark === '）') {
      const from = open.pop()
      if (from === undefined || (text[from] === '（' && mark === '）') || i - from > LONGEST_BRACKET) continue
      const reason = bracketReason(document, from, i, i + 1 === end)
      if (reason === undefined || document.fact(verbatim).has(from) || document.fact(verbatim).has(i)) continue
      const edits: Edit[] = []
      if (text[from] === '(') edits.push({ start: from, end: from + 1, text: '（' })
      if (mark === ')') edits.push({ start: i, end: i + 1, text: '）' })
      yield { edits, reason }
    }
  }
}

function bracketReason(document: Document, open: number, close: number, last: boolean): string | undefined {
  const { text } = document
  if (text[open] !== '(' || text[close] !== ')') return 'a pair of brackets of different width'
  const left = classAt(text, open - 1)
  const right = last ? BREAK : classAt(text, close + 1)
  const outside = (bits: number): boolean => isChinese(bits) || bits === 0 || (bits & (BREAK | BLANK)) !== 0
  let han = 0
  for (let i = open + 1; i < close; i++) if ((classAt(text, i) & HAN) !== 0) han++
  if (
    han > 0 &&
    ((outside(left) && (outside(right) || isFoldedMark(text, close + 1))) || isChinese(left) || isChinese(right))
  ) {
    return 'half-width brackets in Chinese'
  }
  const chinese =
    isChinese(left) &&
    (isChinese(right) || (right & (BREAK | BLANK)) !== 0 || isFoldedMark(text, close + 1) || text[close + 1] === '(')
  return chinese && document.fact(foldsBrackets) ? 'half-width brackets in a text that folds its brackets' : undefined
}

const isFoldedMark = (text: string, at: number): boolean => ',;:?!.'.includes(text[at] ?? ' ')

/** Are the text's brackets around Chinese half-width, and none full-width? */
function foldsBrackets({ text }: Document): boolean {
  if (text.includes('（')) return false
  let half = 0
  for (let i = text.indexOf('('); i >= 0; i = text.indexOf('(', i + 1)) if ((classAt(text, i + 1) & HAN) !== 0) half++
  return half >= 2
}

/** More Western letters than ideographs, and signs that code is full of. */
function isCode(text: string, shapes: LineShapes, line: number): boolean {
  let letters = 0
  let signs = 0
  for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) {
    if ((classOf(text.charCodeAt(i)) & LETTER) !== 0) letters++
    else if ('={}[]<>$\\;"\''.includes(text[i]!)) signs++
  }
  return letters > shapes.han[line]! && signs >= 2
}

/** Values with commas between and no sentence, on this line and on one beside it with as many commas. */
function isTableRow(text: string, shapes: LineShapes, line: number): boolean {
  const own = valuesIn(text, shapes, line)
  if (own < 1) return false
  const above = line > 0 ? valuesIn(text, shapes, line - 1) : -1
  const below = line + 1 < shapes.count ? valuesIn(text, shapes, line + 1) : -1
  return own === above || own === below
}

/** How many half-width commas part the line's values; -1 if it has a sentence in it. */
function valuesIn(text: string, shapes: LineShapes, line: number): number {
  let commas = 0
  for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) {
    const bits = classAt(text, i)
    if (text[i] === ',') {
      commas++
      if (text[i + 1] === ' ' && (classAt(text, i + 2) & HAN) !== 0) return -1
    } else if ((bits & WIDE) !== 0 && (bits & (END | PAUSE)) !== 0) return -1
  }
  return commas
}
