import type { Document } from '../core/document.ts'
import type { Finding } from '../core/rule.ts'
import { BLANK, BREAK, classAt, CLOSE, DIGIT, END, HAN, LETTER, WESTERN } from './classes.ts'
import { endsSentence } from './line-edges.ts'
import { glueBetween } from './glue.ts'
import { lineShapes } from './line-shape.ts'
import { beginsBlock } from './openers.ts'
import { chainsOf } from './page-number.ts'
import { pageVerdicts } from './page-verdicts.ts'
import { linesWith, PAGE_NUMBER } from './signs.ts'

/** Page numbers in a line of text: — 2 —, ·7·, 第2页 共84页, Page 2 of 84. The number is the first in it. */
const MARK_RE =
  /[-—–─]{1,2}[ \u3000]{0,2}([\d０-９]{1,4})[ \u3000]{0,2}[-—–─]{1,2}|[·•][ \u3000]{0,2}([\d０-９]{1,4})[ \u3000]{0,2}[·•]|第[ \u3000]?(\d{1,4})[ \u3000]?[页頁][,，/ \u3000]{0,2}共[ \u3000]?\d{1,4}[ \u3000]?[页頁]|[Pp]age (\d{1,4}) of \d{1,4}/u
const MARKS_RE = new RegExp(MARK_RE.source, 'gu')

/** Fewer code units are no page. */
const SHORTEST_PAGE = 300
/** Two numbers that follow each other may be chance. */
const ENOUGH = 3
/** The title that runs beside the number. */
const LONGEST_TITLE = 40
const SHORTEST_TITLE = 2

interface Mark {
  readonly start: number
  readonly end: number
  readonly page: number
  readonly style: string
}

/** Page numbers, with the title beside them, that were glued to the text. */
export function fusedMarks(document: Document): Finding[] {
  const { text } = document
  const found: Finding[] = []
  if (text.length < (ENOUGH - 1) * SHORTEST_PAGE) return found
  for (const chain of chainsOf(marksOf(document), (earlier, later) => later.start - earlier.end >= SHORTEST_PAGE)) {
    if (chain.length < ENOUGH) continue
    const spans = chain.map((_, i) => withTitle(text, chain, i))
    const open = spans.filter(({ start, end }) => runsOn(text, start, end)).length
    if (open * 2 < chain.length) continue
    for (const span of spans) {
      const atStart = (classAt(text, span.start - 1) & BREAK) !== 0 || span.start === 0
      const atEnd = (classAt(text, span.end) & BREAK) !== 0 || span.end === text.length
      // What fills its line is judged as a line.
      if (atStart && atEnd) continue
      const put = atStart || atEnd ? '' : glueBetween(document, span.start, span.end)
      found.push({ edits: [{ ...span, text: put }], reason: 'a page number that was glued to the text' })
    }
  }
  return found
}

function* marksOf(document: Document): Iterable<Mark> {
  const { text } = document
  const shapes = document.fact(lineShapes)
  for (const line of linesWith(document, PAGE_NUMBER, MARK_RE)) {
    for (const match of text.slice(shapes.start[line], shapes.end[line]).matchAll(MARKS_RE)) {
      const start = shapes.start[line]! + match.index
      const end = start + match[0].length
      const beside = classAt(text, start - 1) | classAt(text, end)
      if ((beside & WESTERN) !== 0 || isDash(text[start - 1]) || isDash(text[end])) continue
      const style = match.slice(1).findIndex((group) => group !== undefined)
      const page = Number(match[style + 1]!.normalize('NFKC'))
      yield { start, end, page, style: String(style) }
    }
  }
}

const isDash = (sign: string | undefined): boolean => sign !== undefined && '-—–─·•'.includes(sign)

/** The mark with the white space around it and with what stands beside it on at least two of the pages nearby, odd or even. */
function withTitle(text: string, chain: readonly Mark[], i: number): { start: number; end: number } {
  const nearby = [i - 4, i - 2, i - 1, i + 1, i + 2, i + 4].flatMap((k) => chain[k] ?? [])
  const shared = (length: (other: Mark) => number): number => nearby.map(length).sort((a, b) => b - a)[1] ?? 0
  const own = chain[i]!
  const left = shared((other) => alike(text, skip(text, own.start - 1, -1), skip(text, other.start - 1, -1), -1))
  const right = shared((other) => alike(text, skip(text, own.end, 1), skip(text, other.end, 1), 1))
  let { start, end } = own
  if (left >= SHORTEST_TITLE) start = skip(text, own.start - 1, -1) - left + 1
  if (right > SHORTEST_TITLE) end = skip(text, own.end, 1) + right
  return { start: skip(text, start - 1, -1) + 1, end: skip(text, end, 1) }
}

/** Shorter beginnings are shared by sentences too. */
const SHORTEST_HEAD = 6

/** The running head where it was glued to the text behind it: the lines after the page numbers begin alike, page for page. */
export function fusedHeads(document: Document): Finding[] {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const furniture = document.fact(pageVerdicts)
  if (furniture.size === 0) return []
  const starts: number[] = []
  for (const [line, { safety }] of furniture)
    if (safety === 'safe' && !furniture.has(line + 1) && line + 1 < shapes.count) starts.push(line + 1)
  starts.sort((a, b) => a - b)
  const lengths = starts.map((line, i) => {
    const others = [i - 4, i - 2, i - 1, i + 1, i + 2, i + 4].flatMap((k) => starts[k] ?? [])
    const shared = others
      .map((other) => alike(text, shapes.start[line]!, shapes.start[other]!, 1))
      .filter((length) => length >= SHORTEST_HEAD && !isLabel(text, shapes.start[line]! + length))
    return shared.length < 2 ? 0 : Math.min(...shared)
  })
  if (lengths.filter((length) => length > 0).length * 3 < starts.length * 2) return []
  return starts.flatMap((line, i) => {
    const [start, end] = [shapes.start[line]!, skip(text, shapes.start[line]! + lengths[i]!, 1)]
    if (lengths[i] === 0 || end >= shapes.end[line]!) return []
    return [{ edits: [{ start, end, text: '' }], reason: 'the running head of each page, glued to the text' }]
  })
}

/** Is what ends here followed by its value: `实验的目的：`? */
const isLabel = (text: string, end: number): boolean =>
  '：:'.includes(text[end - 1]!) || '：:'.includes(text[end] ?? ' ')

/** The next place that is not blank, in one direction. */
function skip(text: string, at: number, step: 1 | -1): number {
  let i = at
  while ((classAt(text, i) & BLANK) !== 0) i += step
  return i
}

/** How many characters are the same from two places on, in one direction, in the line. */
function alike(text: string, a: number, b: number, step: 1 | -1): number {
  let length = 0
  for (; length < LONGEST_TITLE; length++) {
    const [i, k] = [a + length * step, b + length * step]
    if (text[i] === undefined || text[i] !== text[k] || (classAt(text, i) & (BREAK | END)) !== 0) break
  }
  return length
}

/** Is the text before the span in mid-sentence, and does no block begin behind it? */
function runsOn(text: string, start: number, end: number): boolean {
  let last = start - 1
  while (last >= 0 && (classAt(text, last) & (BLANK | BREAK)) !== 0) last--
  let next = end
  while (next < text.length && (classAt(text, next) & (BLANK | BREAK)) !== 0) next++
  if (last < 0 || next >= text.length || (classAt(text, last) & (HAN | LETTER | DIGIT | CLOSE)) === 0) return false
  return !endsSentence(text, last + 1) && !beginsBlock(text, next, text.length)
}
