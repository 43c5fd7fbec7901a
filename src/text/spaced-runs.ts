import type { Document } from '../core/document.ts'
import { bigrams } from './bigrams.ts'
import { BLANK, cellsOf, classAt, classOf, CLOSE, END, HAN, LETTER, PAUSE, WESTERN } from './classes.ts'
import { lineShapes } from './line-shape.ts'

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

/** A piece of a line between white space; `gap` is the white space after it, in code units. */
export interface Token {
  readonly start: number
  readonly end: number
  readonly gap: number
}

export function tokensOf(text: string, start: number, end: number): Token[] {
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
export function gapWidth(text: string, { end, gap }: Token): number {
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

/** A stretch of a line with even gaps, mostly single characters. */
export interface Run {
  readonly tokens: readonly Token[]
  readonly singles: number
  readonly marks: number
  readonly functionWords: number
}

export function* runsOf(text: string, tokens: readonly Token[]): Iterable<Run> {
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
    if (run.length > 1 && singles >= chinese * SINGLES) yield { tokens: run, singles, marks, functionWords }
    from += run.length
  }
}

/** Function words, and marks or length: no list, table or set of labels has both. */
export const isSentence = ({ singles, marks, functionWords }: Run): boolean =>
  singles >= SENTENCE && functionWords >= 1 && (marks >= 1 || (singles >= SENTENCE * 2 && functionWords >= 2))

/** Does the engine that read the document space everything? Then headings and labels are spaced as its sentences are. */
export function spacesEverything(document: Document): boolean {
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

/** Do the characters that a run spreads make words that the document uses elsewhere? */
export function makesWords(document: Document, run: Run): boolean {
  const { text } = document
  if (run.singles < FEWEST || isLabelled(text, run)) return false
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
  return words >= 3 && words >= pairs * 0.5
}

/** Does a label lead the run in: `我会写：我 们 的 船`? */
function isLabelled(text: string, run: Run): boolean {
  const { start, end } = run.tokens[0]!
  // As far back as a label reaches, on the same line or the one above.
  for (let i = end - 2; i >= start - 12 && i >= 0; i--) if ('：:'.includes(text[i]!)) return true
  return false
}

/** Is the line `near` one of pinyin, a syllable for each of the characters beside it? */
export function isRuby(document: Document, near: number, characters: number): boolean {
  const shapes = document.fact(lineShapes)
  if (near < 0 || near >= shapes.count || shapes.han[near]! > 0 || (shapes.classes[near]! & LETTER) === 0) return false
  return tokensOf(document.text, shapes.start[near]!, shapes.end[near]!).length >= characters * 0.8
}
