import type { Document } from '../core/document.ts'
import { bigrams } from './bigrams.ts'
import { BLANK, cellsOf, classAt, classOf, classTable, CLOSE, END, HAN, LETTER, PAUSE, WESTERN } from './classes.ts'
import { measures } from './columns.ts'
import { isCommonWord } from './common-words.ts'
import { lineShapes } from './line-shape.ts'

/** Fewer spaced characters than this may be anything. */
const FEWEST = 4
/** A spaced sentence has this many single characters or more. */
const SENTENCE = 6
/** Two sentences of a primer have fewer. */
const PARAGRAPH = 24
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

/** A longer line is none of print, and its pieces would take many times the memory of the text. */
export const LONGEST_LINE = 1 << 20

/** The pieces of a line; none of a line that is too long to be one of print. */
export function tokensOf(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = []
  if (end - start > LONGEST_LINE) return tokens
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

/** How many pieces of the line may be single characters, which a run is made of: asked before it is cut into pieces. */
export function singlePieces(text: string, start: number, end: number): number {
  const table = classTable()
  let singles = 0
  let han = 0
  let western = 0
  let from = start
  for (let i = start; i <= end; i++) {
    const unit = i < end ? text.charCodeAt(i) : 0x20
    if (unit >= 0x4e00 && unit <= 0x9fff) han++
    else {
      const bits = table[unit]!
      if ((bits & BLANK) !== 0) {
        if ((han === 1 && western === 0) || (han > 0 && closesRun(text, { start: from, end: i, gap: 0 }))) singles++
        han = 0
        western = 0
        from = i + 1
      } else if ((bits & HAN) !== 0) han++
      else if ((bits & WESTERN) !== 0) western++
    }
  }
  return singles
}

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

/**
 * Does the engine that read the document space everything? Then headings and labels are spaced as its sentences are. Primers and corpora
 * give each sentence a line; an engine reads paragraphs.
 */
export function spacesEverything(document: Document): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  let lines = 0
  let spaced = 0
  let paragraphs = 0
  for (let i = 0; i < shapes.count; i++) {
    if (shapes.han[i]! < SENTENCE) continue
    lines++
    if ((shapes.classes[i]! & BLANK) === 0) continue
    if (singlePieces(text, shapes.start[i]!, shapes.end[i]!) < SENTENCE) continue
    for (const run of runsOf(text, tokensOf(text, shapes.start[i]!, shapes.end[i]!))) {
      if (!isSentence(run) || run.marks === 0) continue
      spaced++
      if (shapes.innerEnds[i]! > 0 && shapes.han[i]! >= PARAGRAPH) paragraphs++
      break
    }
  }
  return spaced >= 3 && spaced >= lines * SPACED_DOCUMENT && paragraphs >= 2 && paragraphs >= spaced * SPACED_DOCUMENT
}

/** How the characters that a run spreads stand elsewhere in the document: as words of it, side by side at least, or neither. */
export type Origin = 'words' | 'quoted' | undefined

/**
 * Where the characters of each run of a line come from. A headline is made of words that the document uses in several places; what it
 * uses as one whole may be a set as well, `春 夏 秋 冬`, or a verse to copy. Sets and verse that are quoted by halves show in pieces of
 * even length.
 */
export function originsOf(document: Document, line: number, runs: readonly Run[]): readonly Origin[] {
  const { text } = document
  if (!runs.some(({ singles }) => singles >= FEWEST) || isRow(document, line)) return []
  const pieces = runs.map((run) => piecesOf(document, run))
  // The parts of a headline are judged as one.
  const uneven = new Set(pieces.flatMap(({ lengths }) => lengths)).size > 1 || pieces.some(({ figure }) => figure)
  return runs.map((run, i) => {
    const { pairs, words, common } = pieces[i]!
    // A list of characters to learn comes from the text beside it, and makes words of it by chance; a headline hardly ever does not.
    if (run.singles < FEWEST || words < 3 || words < pairs * 0.5 || isLabelled(text, run)) return undefined
    if (uneven || text[run.tokens[0]!.start] === '《') return 'words'
    return run.functionWords > 0 || common ? 'quoted' : undefined
  })
}

interface Pieces {
  /** Pairs of neighbouring ideographs, and those that are neighbours elsewhere too. */
  pairs: number
  words: number
  /** The lengths of the pieces that such pairs make up. */
  readonly lengths: number[]
  /** Is there a number or a Western word between ideographs? */
  figure: boolean
  common: boolean
}

function piecesOf(document: Document, { tokens }: Run): Pieces {
  const { text } = document
  const known = document.fact(bigrams)
  const pieces: Pieces = { pairs: 0, words: 0, lengths: [], figure: false, common: false }
  let length = 0
  tokens.forEach(({ start, end }, k) => {
    for (let i = start; i < end; i++) if ((classAt(text, i) & HAN) !== 0) length++
    const next = tokens[k + 1]
    const first = text.charCodeAt(end - 1)
    const second = next === undefined ? NaN : text.charCodeAt(next.start)
    if ((classOf(first) & HAN) !== 0 && (classOf(second) & WESTERN) !== 0 && k + 2 < tokens.length) pieces.figure = true
    const pair = (classOf(first) & classOf(second) & HAN) !== 0
    const word = pair && known.has(first, second)
    if (pair) pieces.pairs++
    if (pair && isCommonWord(first, second)) pieces.common = true
    if (word) pieces.words++
    else {
      if (length > 1) pieces.lengths.push(length)
      length = 0
    }
  })
  return pieces
}

/** Does most of the text stand in columns? What is set wide there is the printer's, and seldom an exercise. */
export function isSetInColumns(document: Document): boolean {
  const measure = document.fact(measures)
  let inside = 0
  for (const own of measure) if (own > 0) inside++
  return inside > measure.length / 2
}

/** Rows of single characters one below the other: verse, a table, a sheet to copy. A headline is alone or in two uneven lines. */
function isRow(document: Document, line: number): boolean {
  const own = singlesIn(document, line)
  if (own === 0) return false
  const above = singlesIn(document, line - 1)
  const below = singlesIn(document, line + 1)
  if (above > 0 && below > 0) return true
  return above + below === own || singlesIn(document, above > 0 ? line - 2 : below > 0 ? line + 2 : -1) > 0
}

/** How many characters the line has if it is nothing but single ones, in one sentence at most; else none. */
function singlesIn(document: Document, line: number): number {
  const { text } = document
  const { count, start, end, han, classes, innerEnds } = document.fact(lineShapes)
  if (line < 0 || line >= count || innerEnds[line]! > 0 || (classes[line]! & (BLANK | WESTERN)) !== BLANK) return 0
  const last = end[line]!
  for (let i = start[line]! + 1; i < last; i++) if ((classAt(text, i - 1) & classAt(text, i) & HAN) !== 0) return 0
  return han[line]!
}

/** Does a label lead the run in: `我会写：我 们 的 船`? */
function isLabelled(text: string, run: Run): boolean {
  const { start, end } = run.tokens[0]!
  // As far back as a label reaches, on the same line or the one above.
  for (let i = end - 2; i >= start - 12 && i >= 0; i--) if ('：:'.includes(text[i]!)) return true
  return false
}

/** Is the line `near` one of pinyin, a syllable for each of the characters beside it? */
export const isRuby = (document: Document, near: number, characters: number): boolean =>
  isRubyFor(characters, syllablesIn(document, near))

export const isRubyFor = (characters: number, syllables: number): boolean =>
  syllables > 0 && syllables >= characters * 0.8

/** The words of a line without Chinese. */
export function syllablesIn(document: Document, line: number): number {
  const shapes = document.fact(lineShapes)
  if (line < 0 || line >= shapes.count || shapes.han[line]! > 0 || (shapes.classes[line]! & LETTER) === 0) return 0
  return tokensOf(document.text, shapes.start[line]!, shapes.end[line]!).length
}
