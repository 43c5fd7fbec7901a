import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import { SURNAMES } from '../data/surnames.ts'
import { bigrams } from '../text/bigrams.ts'
import { BLANK, cellsOf, classAt, classOf, CLOSE, END, HAN, LETTER, PAUSE, WESTERN } from '../text/classes.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'

/** Fewer spaced characters than this may be anything. */
const FEWEST = 4
/** A spaced sentence has this many single characters or more. */
const SENTENCE = 6
/** Of the pieces with Chinese in them so many are single characters; a corpus that was segmented into words has half. */
const SINGLES = 0.65
/** So many of a document's lines are spaced sentences where the engine that read it spaces everything. */
const SPACED_DOCUMENT = 0.5
/** Characters that hold sentences together and are in no list, table or set of labels. */
const FUNCTION_WORDS = '的了是在和不有我这他们就也都而与及对为将被把从到以於這個為與說说'

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
      const found = [...spacedRuns(document, shapes, i, tokens), ...names(document.text, tokens, start, end)]
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

/** What stands between white space: one ideograph or a few, marks, a Western word or number; `other` is what no engine spaces so. */
type Kind = 'single' | 'several' | 'marks' | 'western' | 'other'

function kindOf(text: string, { start, end }: Token): Kind {
  if (end - start > 20) return 'other'
  let han = 0
  let western = 0
  let marks = 0
  for (let i = start; i < end; i++) {
    const bits = classAt(text, i)
    if ((bits & HAN) !== 0) han++
    else if ((bits & WESTERN) !== 0) western++
    else if (bits !== 0 || i === start) marks++
  }
  if (han > 0) return western > 0 || han > 4 ? 'other' : han === 1 ? 'single' : 'several'
  return western > 0 ? 'western' : marks > 0 ? 'marks' : 'other'
}

/** `单》第二版`: the run ends inside the token, behind the first character. */
const closesRun = (text: string, { start, end }: Token): boolean =>
  end - start > 2 && (classAt(text, start) & HAN) !== 0 && (classAt(text, start + 1) & (CLOSE | PAUSE | END)) !== 0

/** A stretch of a line with even gaps. */
interface Run {
  readonly tokens: readonly Token[]
  readonly singles: number
  readonly marks: number
  readonly functionWords: number
  /** The white space between two of them, in cells. */
  readonly gap: number
}

function* runsOf(text: string, tokens: readonly Token[]): Iterable<Run> {
  for (let from = 0; from < tokens.length;) {
    const gap = gapWidth(text, tokens[from]!)
    let to = from
    let chinese = 0
    let singles = 0
    let marks = 0
    let functionWords = 0
    while (to < tokens.length) {
      const token = tokens[to]!
      const last = closesRun(text, token)
      const kind = last ? 'single' : kindOf(text, token)
      if (kind === 'other') break
      if (kind === 'single') {
        singles++
        for (let i = token.start; i < token.end; i++) if (FUNCTION_WORDS.includes(text[i]!)) functionWords++
      }
      if (kind === 'single' || kind === 'several') chinese++
      if ((classAt(text, token.end - 1) & (PAUSE | END)) !== 0) marks++
      to++
      if (last || gapWidth(text, token) !== gap) break
    }
    const run = tokens.slice(from, Math.max(to, from + 1))
    if (run.length > 1 && singles >= chinese * SINGLES) yield { tokens: run, singles, marks, functionWords, gap }
    from += run.length
  }
}

/** Function words, and marks or length: no list, table or set of labels has both. */
const isSentence = ({ singles, marks, functionWords }: Run): boolean =>
  singles >= SENTENCE && functionWords >= 1 && (marks >= 1 || (singles >= SENTENCE * 2 && functionWords >= 2))

/** Does the engine that read the document space everything? Then headings and labels are spaced as its sentences are. */
function spacesEverything(document: Document): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  let lines = 0
  let spaced = 0
  for (let i = 0; i < shapes.count; i++) {
    if (shapes.han[i]! < SENTENCE) continue
    lines++
    if ((shapes.classes[i]! & BLANK) === 0) continue
    for (const run of runsOf(text, tokensOf(text, shapes.start[i]!, shapes.end[i]!))) {
      if (!isSentence(run) || run.marks === 0) continue
      spaced++
      break
    }
  }
  return spaced >= 3 && spaced >= lines * SPACED_DOCUMENT
}

function* spacedRuns(
  document: Document,
  shapes: LineShapes,
  line: number,
  tokens: readonly Token[],
): Iterable<Finding> {
  const { text } = document
  for (const run of runsOf(text, tokens)) {
    const proof = proofOf(document, shapes, line, run)
    if (proof === undefined) continue
    const edits: Edit[] = []
    run.tokens.slice(0, -1).forEach((token, k) => {
      const next = run.tokens[k + 1]!
      // Between two Western words the space is the language's own.
      const western = classAt(text, token.end - 1) & classAt(text, next.start) & LETTER
      const glue = western !== 0 ? ' ' : ''
      if (text.slice(token.end, next.start) !== glue) edits.push({ start: token.end, end: next.start, text: glue })
    })
    if (edits.length > 0) yield { edits, ...proof }
  }
}

/** Is the line above or below one of pinyin, a syllable for each character? */
function hasRuby({ text }: Document, shapes: LineShapes, line: number, run: Run): boolean {
  for (const near of [line - 1, line + 1]) {
    if (near < 0 || near >= shapes.count || shapes.han[near]! > 0) continue
    const syllables = tokensOf(text, shapes.start[near]!, shapes.end[near]!).length
    if (syllables >= run.singles * 0.8 && (shapes.classes[near]! & LETTER) !== 0) return true
  }
  return false
}

/** Does a label lead the run in: `我会写：我 们 的 船`? */
const isLabelled = (text: string, run: Run): boolean => {
  const { start, end } = run.tokens[0]!
  // As far back as a label reaches, on the same line or the one above.
  for (let i = end - 2; i >= start - 12 && i >= 0; i--) if ('：:'.includes(text[i]!)) return true
  return false
}

/**
 * In a justified column a line with few words is spread: closed up, it is as wide as the lines around it that were not spread.
 */
function fitsColumn({ text }: Document, shapes: LineShapes, line: number): boolean {
  let closed = shapes.width[line]!
  for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) {
    if ((classAt(text, i) & BLANK) !== 0) closed -= cellsOf(text.charCodeAt(i))
  }
  for (let near = line - 3; near <= line + 3; near++) {
    if (near < 0 || near >= shapes.count || near === line || shapes.han[near]! < SENTENCE) continue
    if (tokensOf(text, shapes.start[near]!, shapes.end[near]!).length > shapes.han[near]! * 0.3) continue
    if (Math.abs(shapes.width[near]! - closed) <= 4 && shapes.innerMarks[near]! > 0) return true
  }
  return false
}

function proofOf(
  document: Document,
  shapes: LineShapes,
  line: number,
  run: Run,
): { reason: string; safety?: Safety } | undefined {
  const { text } = document
  if (hasRuby(document, shapes, line, run)) return undefined
  if (run.singles >= 2 && document.fact(spacesEverything)) return { reason: 'a text in which everything is spaced' }
  const prose = run.marks > 0 || run.functionWords > 0
  if (run.singles >= FEWEST && prose && run.gap === 1 && fitsColumn(document, shapes, line)) {
    return { reason: 'closed up, the line is as wide as its column' }
  }
  if (run.singles < FEWEST) return undefined
  const known = document.fact(bigrams)
  let pairs = 0
  let words = 0
  for (let k = 0; k + 1 < run.tokens.length; k++) {
    const first = text.charCodeAt(run.tokens[k]!.end - 1)
    const second = text.charCodeAt(run.tokens[k + 1]!.start)
    if ((classOf(first) & classOf(second) & HAN) === 0) continue
    pairs++
    if (known.times(first, second) > 0) words++
  }
  // A list of characters to learn comes from the text beside it, and makes words of it by chance; a headline hardly ever does not.
  if (words >= 3 && words >= pairs * 0.5 && !isLabelled(text, run)) {
    return { reason: 'evenly spaced characters whose pairs are words elsewhere in the text' }
  }
  // Primers and segmented corpora are spaced like this on purpose.
  return isSentence(run) ? { reason: 'a sentence with a space after every character', safety: 'risky' } : undefined
}

/** A signature in brackets is no longer than this. */
const LONGEST_SIGNATURE = 40

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
    if (familyAt === undefined || gapWidth(text, family) > 2) continue
    // Roles and names in columns are a table, and its gaps are meant.
    if (bracket === undefined && (gapWidth(text, family) > 1 || (i > 0 && gapWidth(text, tokens[i - 1]!) > 2))) continue
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
  let open = family.end - 1
  const floor = Math.max(lineStart, family.end - LONGEST_SIGNATURE)
  while (open >= floor && text[open] !== '（' && text[open] !== '(') open--
  if (open < floor) return undefined
  const closing = text[open] === '（' ? '）' : ')'
  let close = given.end - 1
  while (close < open + LONGEST_SIGNATURE && text[close] !== closing) close++
  if (text[close] !== closing) return undefined
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
