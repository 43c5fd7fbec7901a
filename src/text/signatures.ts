import type { Document } from '../core/document.ts'
import type { Span } from '../core/edit.ts'
import { classAt, CLOSE, END, isBlank, isHan } from './classes.ts'
import { lineShapes } from './line-shape.ts'
import type { WideName } from './name-lines.ts'
import { beginsName, gapCells, isSurname, ROLE_RE } from './names.ts'

/** A signature in brackets is no longer than this. */
const LONGEST_SIGNATURE = 40
/** What a signature stands behind when it leads a paragraph in. */
const DATELINE_RE = /[讯电訊電]\s?$/u
const ITEM_RE = /^[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、．.）)]/u
/** A paragraph that is signed has some marks, wherever its lines break. */
const PARAGRAPH_MARKS = 4
const PARAGRAPH_LINES = 6

interface Bracket {
  readonly gaps: readonly Span[]
  /** With a role, or a name of three characters or more. */
  readonly sure: boolean
}

/** What `(open, close)` holds if it is nothing but names and roles; undefined if it is something else that is spaced. */
function namesIn(text: string, open: number, close: number): Bracket | undefined {
  const pieces: Span[] = []
  for (let i = open + 1; i < close; i++) {
    if (!isHan(text, i)) continue
    const start = i
    while (isHan(text, i)) i++
    pieces.push({ start, end: i })
  }
  const gaps: Span[] = []
  let sure = false
  for (let i = 0; i < pieces.length; i++) {
    const { start, end } = pieces[i]!
    if (ROLE_RE.test(text.slice(start, end)) || (end - start > 2 && ROLE_RE.test(text.slice(start, end - 1))))
      sure = true
    else if (end - start > 1) {
      if (end - start <= 4 && beginsName(text, start)) sure = true
      continue
    }
    const given = pieces[i + 1]
    const single = given !== undefined && given.end - given.start === 1
    if (!isSurname(text, end - 1) || !single) {
      if (end - start === 1) return undefined
      continue
    }
    const gap = { start: end, end: given.start }
    if (text.slice(gap.start, gap.end).includes('、') || gapCells(text, gap) > 2) return undefined
    gaps.push(gap)
    i++
  }
  return { gaps, sure }
}

/**
 * Brackets that hold nothing but names and roles and stand behind a sentence, on a line of their own, or behind a dateline. Exercises and
 * order forms put choices there, `（黄 白）`, so names of two characters alone must sign a paragraph, in a text without such choices.
 */
export class Signatures {
  readonly #sure: Span[] = []
  readonly #likely: { readonly line: number; readonly gaps: readonly Span[] }[] = []
  #choices = false

  read(document: Document, line: number): void {
    const { text } = document
    const { start: starts, end: ends } = document.fact(lineShapes)
    const [start, end] = [starts[line]!, ends[line]!]
    for (let open = start; open < end; open++) {
      const unit = text.charCodeAt(open)
      if (unit !== 0xff08 && unit !== 0x28) continue
      let close = open + 1
      const ceiling = Math.min(end, open + LONGEST_SIGNATURE)
      while (close < ceiling && (isHan(text, close) || isBlank(text, close) || text[close] === '、')) close++
      if (close === ceiling || (text[close] !== '）' && text[close] !== ')')) continue
      let before = open
      while (before > start && isBlank(text, before - 1)) before--
      const dateline = DATELINE_RE.test(text.slice(Math.max(start, before - 2), before))
      const names = namesIn(text, open, close)
      if (names === undefined) this.#choices = true
      else if (names.gaps.length === 0) continue
      else if (dateline) this.#sure.push(...names.gaps)
      else if (before !== start && (classAt(text, before - 1) & (END | CLOSE)) === 0) continue
      else if (names.sure) this.#sure.push(...names.gaps)
      else if (close + 1 === end && signsParagraph(document, line, before))
        this.#likely.push({ line, gaps: names.gaps })
      open = close
    }
  }

  *gaps(): Iterable<WideName> {
    const reason = 'a name set wide in a signature'
    for (const gap of this.#sure) yield { ...gap, reason }
    if (this.#choices) return
    for (const [i, { line, gaps }] of this.#likely.entries()) {
      if (this.#likely[i - 1]?.line === line - 1 || this.#likely[i + 1]?.line === line + 1) continue
      for (const gap of gaps) yield { ...gap, reason }
    }
  }
}

/** Does a paragraph of several clauses end before the bracket that ends `line`? */
function signsParagraph(document: Document, line: number, before: number): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const own = before === shapes.start[line]
  let last = own ? line - 1 : line
  if (last < 0) return false
  const mark = own ? shapes.end[last]! - 1 : before - 1
  if (text[mark] === '？' || text[mark] === '?' || (classAt(text, mark) & (END | CLOSE)) === 0) return false
  let marks = own ? 1 : 0
  for (const first = last; last >= 0 && first - last < PARAGRAPH_LINES; last--) {
    if (last < first && (classAt(text, shapes.end[last]! - 1) & (END | CLOSE)) !== 0) break
    if (ITEM_RE.test(text.slice(shapes.start[last]!, shapes.start[last]! + 6))) return false
    marks += shapes.innerMarks[last]!
  }
  return marks >= PARAGRAPH_MARKS
}
