import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import { defineRule, type Finding } from '../core/rule.ts'
import { SURNAMES } from '../data/surnames.ts'
import { bigrams } from '../text/bigrams.ts'
import { BLANK, cellsOf, classAt, CLOSE, END, HAN, OPEN, PAUSE, WESTERN } from '../text/classes.ts'
import { glueBetween } from '../text/glue.ts'
import { lineShapes } from '../text/line-shape.ts'

/** Fewer spaced characters than this may be anything. */
const FEWEST = 4
/** A spaced sentence of this many characters needs no words of the document as proof, if it has function words. */
const SENTENCE = 12
/** Characters that hold sentences together and are in no list, table or set of labels. */
const FUNCTION_WORDS = '的了是在和不有我这他们就也都而与及对为将被把从到以於這個'

export const letterSpacing = defineRule({
  id: 'letter-spacing',
  title: 'Letter-spaced headlines and names',
  why:
    'Headlines are set wide, names of two characters are set as wide as names of three, and OCR puts a space after every character it ' +
    'frames. A run of single characters with even spaces is closed up where its pairs are words of the document, or where it is a ' +
    'sentence. A wider gap is a real one. Lists of single characters (surnames, 甲 乙 丙, answers) have no such proof and stay, and ' +
    '`记者张三 李四` keeps its space: only where both sides are single characters, and the first is a surname, are they one name.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged: '东 湖 12 个 灯 会 展 区 开 放\n东湖的灯会展区今晚开放，展区分三处。',
      repaired: '东湖12个灯会展区开放\n东湖的灯会展区今晚开放，展区分三处。',
    },
    { damaged: '展览将持续到月底。（陈 娟 田孔社）', repaired: '展览将持续到月底。（陈娟 田孔社）' },
    { damaged: '本报记者 方 喆 摄', repaired: '本报记者 方喆 摄' },
    { untouched: '赵 钱 孙 李 周 吴 郑 王', note: 'a list of single characters' },
    { untouched: '本报记者张三 李四' },
  ],
  *find(document) {
    const shapes = document.fact(lineShapes)
    for (let i = 0; i < shapes.count; i++) {
      if ((shapes.classes[i]! & BLANK) === 0 || shapes.han[i]! < 2) continue
      const start = shapes.start[i]!
      const end = shapes.end[i]!
      const tokens = tokensOf(document.text, start, end)
      const found = [...spacedRuns(document, tokens), ...names(document.text, tokens, start, end)]
      found.sort((a, b) => a.edits[0]!.start - b.edits[0]!.start)
      let last = -1
      for (const finding of found) {
        if (finding.edits[0]!.start < last) continue
        last = finding.edits.at(-1)!.end
        yield finding
      }
    }
  },
})

/** A piece of a line between white space; `gap` is the white space after it, in code units. */
interface Token {
  readonly start: number
  readonly end: number
  readonly gap: number
}

function tokensOf(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = []
  for (let from = start; from < end;) {
    let to = from
    while (to < end && (classAt(text, to) & BLANK) === 0) to++
    let next = to
    while (next < end && (classAt(text, next) & BLANK) !== 0) next++
    tokens.push({ start: from, end: to, gap: next - to })
    from = next
  }
  return tokens
}

/** The white space behind a token in cells; the last token of a line has none. */
function gapWidth(text: string, { end, gap }: Token): number {
  let cells = 0
  for (let i = end; i < end + gap; i++) cells += cellsOf(text.charCodeAt(i))
  return cells
}

/** One ideograph; at the ends of a run it may have marks or other text on its outer side: `《山 居 食 单》第二版`. */
function isSingle(text: string, { start, end }: Token): boolean {
  const length = end - start
  const pair = text.charCodeAt(start) >= 0xd800 && text.charCodeAt(start) <= 0xdbff
  if ((classAt(text, start) & HAN) !== 0 && (length === 1 || (length === 2 && pair))) return true
  return length > 1 && (opensWithSingle(text, start, end) || closesSingle(text, start, end))
}

const opensWithSingle = (text: string, start: number, end: number): boolean =>
  end - start >= 2 && (classAt(text, end - 1) & HAN) !== 0 && (classAt(text, end - 2) & OPEN) !== 0

const closesSingle = (text: string, start: number, end: number): boolean =>
  end - start >= 2 && (classAt(text, start) & HAN) !== 0 && (classAt(text, start + 1) & (CLOSE | PAUSE | END)) !== 0

function* spacedRuns(document: Document, tokens: readonly Token[]): Iterable<Finding> {
  const { text } = document
  for (let from = 0; from < tokens.length;) {
    let to = from
    let singles = 0
    const gap = gapWidth(text, tokens[from]!)
    while (to < tokens.length && mayStandInRun(text, tokens[to]!, to === from)) {
      if (isSingle(text, tokens[to]!)) singles++
      const { start, end } = tokens[to]!
      if (gapWidth(text, tokens[to++]!) !== gap || closesSingle(text, start, end)) break
    }
    const run = tokens.slice(from, Math.max(to, from + 1))
    from += run.length
    if (singles < FEWEST || singles < run.length * 0.6) continue
    const reason = proofOf(document, run)
    if (reason === undefined) continue
    const edits: Edit[] = []
    for (const token of run.slice(0, -1)) {
      const gapEnd = token.end + token.gap
      const glue = glueBetween(document, token.end, gapEnd)
      if (text.slice(token.end, gapEnd) !== glue) edits.push({ start: token.end, end: gapEnd, text: glue })
    }
    if (edits.length > 0) yield { edits, reason }
  }
}

/** A single ideograph, a mark, or a number or word that the headline has between them. */
function mayStandInRun(text: string, token: Token, first: boolean): boolean {
  const { start, end } = token
  if (end - start === 1) return true
  if (isSingle(text, token)) return first || !opensWithSingle(text, start, end)
  for (let i = start; i < end; i++) if ((classAt(text, i) & WESTERN) === 0 && !'.%,-'.includes(text[i]!)) return false
  return end - start <= 12
}

function proofOf(document: Document, run: readonly Token[]): string | undefined {
  const { text } = document
  const known = document.fact(bigrams)
  let pairs = 0
  let words = 0
  let singles = 0
  let functionWords = 0
  run.forEach((token, k) => {
    if (!isSingle(text, token)) return
    singles++
    if (FUNCTION_WORDS.includes(text[token.start]!)) functionWords++
    // What follows a closing mark in the same token is no part of the run.
    if (closesSingle(text, token.start, token.end)) return
    const next = run[k + 1]
    if (next === undefined || !isSingle(text, next)) return
    pairs++
    if (known.times(text.charCodeAt(token.end - 1), text.charCodeAt(next.start)) > 0) words++
  })
  if (words >= 3 && words >= pairs * 0.5) return 'evenly spaced characters whose pairs are words elsewhere in the text'
  if (singles >= SENTENCE && functionWords >= 2 && functionWords >= singles * 0.04)
    return 'a sentence with a space after every character'
  return undefined
}

const ROLES = [
  '记者',
  '通讯员',
  '摄影',
  '作者',
  '撰文',
  '编辑',
  '責任編輯',
  '责编',
  '記者',
  '通訊員',
  '攝影',
  '美编',
  '校对',
]
const ROLES_AFTER = ['摄', '文', '图', '报道', '攝', '圖', '報道', '报', '绘', '发自', '摄影', '整理']

/** Names of two characters that were set wide: in a signature between brackets, or behind a role. */
function* names(text: string, tokens: readonly Token[], start: number, end: number): Iterable<Finding> {
  for (let i = 0; i + 1 < tokens.length; i++) {
    const [given, family] = [tokens[i + 1]!, tokens[i]!]
    const bracket = bracketAround(text, family, given, start)
    const familyAt = bracket === undefined ? roleEnd(text, family) : bracket.start
    if (familyAt === undefined || family.gap > 3) continue
    const givenEnd = bracket?.end ?? given.end
    if (family.end - familyAt !== 1 || !SURNAMES.includes(text[familyAt]!)) continue
    if (givenEnd - given.start !== 1 || (classAt(text, given.start) & HAN) === 0) continue
    if (bracket === undefined && !endsNames(text, tokens, i, end)) continue
    yield {
      edits: [{ start: family.end, end: given.start, text: '' }],
      reason: bracket === undefined ? 'a name set wide behind a role' : 'a name set wide in a signature',
    }
    i++
  }
}

/**
 * If the two tokens stand in brackets that hold nothing but names and that sign a paragraph: where the first one begins without the
 * bracket, and where the second one ends without it.
 */
function bracketAround(
  text: string,
  family: Token,
  given: Token,
  lineStart: number,
): { start: number; end: number } | undefined {
  const reach = 40
  const open = Math.max(text.lastIndexOf('（', family.end - 1), text.lastIndexOf('(', family.end - 1))
  if (open < lineStart || family.end - open > reach) return undefined
  const closing = text[open] === '（' ? '）' : ')'
  const close = text.indexOf(closing, open)
  if (close < 0 || close - open > reach || close < given.end - 1) return undefined
  for (let i = open + 1; i < close; i++) if ((classAt(text, i) & (HAN | BLANK)) === 0) return undefined
  let before = open - 1
  while (before >= lineStart && (classAt(text, before) & BLANK) !== 0) before--
  if (before >= lineStart && (classAt(text, before) & END) === 0 && !'”’」』'.includes(text[before]!)) return undefined
  return {
    start: family.start <= open ? open + 1 : family.start,
    end: Math.min(given.end, close),
  }
}

/** Where the name begins that stands behind a role: in the same token (`记者陈 娟`) or in one of its own (`记者 陈 娟`). */
function roleEnd(text: string, family: Token): number | undefined {
  const before = text.slice(Math.max(0, family.start - 6), family.start).trimEnd()
  if (family.end - family.start === 1 && ROLES.some((role) => before.endsWith(role))) return family.start
  const own = text.slice(family.start, family.end - 1)
  return ROLES.some((role) => own.endsWith(role)) ? family.end - 1 : undefined
}

/** Behind the name the credit goes on with what was done, with another name, or ends. */
function endsNames(text: string, tokens: readonly Token[], i: number, end: number): boolean {
  const after = tokens[i + 2]
  if (after === undefined || tokens[i + 1]!.end === end) return true
  const word = text.slice(after.start, after.end)
  return (
    ROLES_AFTER.some((role) => word.startsWith(role)) || (after.end - after.start >= 2 && after.end - after.start <= 4)
  )
}
