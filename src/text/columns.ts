import type { Document } from '../core/document.ts'
import {
  ASCII_MARK,
  BLANK,
  cellsOf,
  classAt,
  classOf,
  classTable,
  CLOSE,
  DIGIT,
  END,
  HAN,
  LETTER,
  MARK,
  OPEN,
  PAUSE,
  WESTERN,
  WIDE,
} from './classes.ts'
import { cutBetween, cutByForm, type Cut } from './cuts.ts'
import { isSmall } from './hyphen.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { beginsBlock } from './openers.ts'

/** The columns that the lines which are not blank were set in. Where one region ends and the next begins is found, not assumed. */
export interface Columns {
  /** Number of the region that the line belongs to; a region is a run of lines with the same measure. */
  readonly region: Int32Array
  readonly regions: readonly Region[]
}

export interface Region {
  /** The lines `[from, to)`, as indices into the shapes. */
  readonly from: number
  readonly to: number
  /** The width in cells of the column that the lines were set in, 0 where they are not wrapped. */
  readonly measure: number
  /** How a paragraph's first line is marked: by its indent, by the room that a lost indent left, or not at all. */
  readonly firstLine: 'indented' | 'deficit' | 'flush'
  /**
   * What blank lines mean: nothing, where every line has one; where the left edge of the print moves, so behind a first line as well as
   * before it; before nearly every paragraph; or something now and then.
   */
  readonly blanks: 'everywhere' | 'edges' | 'paragraphs' | 'some'
  /** Is every wide mark of a line possibly a cell narrower than it looks? */
  readonly squeezed: boolean
}

/** Narrower than eight characters no column is set; wider than this no line is meant to be read. */
const NARROWEST = 16
const WIDEST = 200
/** How many measures are tried at most: a page has a handful, an archive of years some dozens. */
const MOST_MEASURES = 40

/**
 * What one line costs if it stands in a column that is `deficit` cells wider than the line (negative: narrower). Justification squeezes
 * marks, so a line may be too wide by a cell for each of its `elastic` marks; it lacks a cell or two where the next character did not
 * fit, four where an indent was lost; more than that costs `lack`.
 */
export function costIn(deficit: number, elastic: number, doubt: number, lack: number): number {
  if (deficit < 0) deficit = Math.min(0, deficit + doubt)
  else deficit = Math.max(0, deficit - doubt)
  if (deficit < 0) return -deficit <= elastic ? 0.2 : -deficit <= elastic + 2 ? 0.6 : 5
  // An odd cell is left over where a digit stands in the line; otherwise the tighter measure is the true one.
  if (deficit <= 1) return deficit * 0.05
  if (deficit <= 3) return 0.3
  if (deficit <= 6) return 0.7
  return lack
}
/** What a line that is much too short costs: where it may be a paragraph's last, and anywhere else. */
export const COST_OF_SHORT_END = 0.9
export const COST_OF_SHORT = 1.5
const COST_UNWRAPPED = 1.2
/** Where columns are proven, what stands between them is more likely another column than not. */
const COST_UNWRAPPED_AMONG_WRAPPED = 1.4
export const COST_OF_WRAPPING = 1.8
export const COST_OF_UNWRAPPING = 0.9

/**
 * Finds the regions by the cheapest explanation of all line widths: a line that fills the measure costs nothing, a short one a
 * little, one that is too wide much; a change of measure has its price. A dynamic program over lines × measures, linear in lines.
 */
export function columns(document: Document): Columns {
  const shapes = document.fact(lineShapes)
  const measures = measuresOf(shapes)
  const measure = new Int32Array(shapes.count)
  const ends = measures.length > 0 ? endsOf(document.text, shapes) : new Uint8Array(0)
  if (measures.length > 0) {
    const judge = judgeOf(document, shapes, ends)
    const explain = (unwrapped: number, known: boolean): number => {
      followCheapest(shapes, ends, measures, unwrapped, measure)
      widen(document.text, shapes, measure)
      keepParagraphs(document.text, shapes, ends, measure)
      return settle(
        shapes,
        ends,
        measure,
        (own, from, to) => judge(own, from, to)[known ? 'wrappedIfKnown' : 'wrapped'],
      )
    }
    const proven = explain(COST_UNWRAPPED, false)
    if (proven >= Math.max(PROVEN_LINES, shapes.count * PROVEN_SHARE)) explain(COST_UNWRAPPED_AMONG_WRAPPED, true)
  }
  return withRegions(document.text, shapes, ends, measure)
}

/** The right edge of a line in cells, its indent included. */
export const edgeOf = (shapes: LineShapes, i: number): number => shapes.indent[i]! + shapes.width[i]!

/** The widths that at least three lines can have been set to, the most frequent first, cut to `MOST_MEASURES`. */
export function measuresOf(shapes: LineShapes): number[] {
  const lines = new Int32Array(WIDEST + 2)
  for (let i = 0; i < shapes.count; i++) {
    const edge = edgeOf(shapes, i)
    const least = Math.max(NARROWEST, edge - shapes.elastic[i]!)
    for (let m = Math.min(WIDEST, edge); m >= least; m--) lines[m]!++
  }
  const found: { measure: number; count: number }[] = []
  for (let m = NARROWEST; m <= WIDEST; m++) {
    const count = lines[m]! + lines[m - 1]!
    if (count >= 3) found.push({ measure: m, count })
  }
  found.sort((a, b) => b.count - a.count)
  return found.slice(0, MOST_MEASURES).map((f) => f.measure)
}

/**
 * The cheapest way through the lines, as the measure of each. Of all measures, a line tells few apart: it is as short for each of the wide
 * ones, and for what is too narrow it costs more than to leave that measure and come back. So the wide ones that have come to cost the same
 * are carried as one, and the narrow ones not at all.
 */
export function followCheapest(
  shapes: LineShapes,
  ends: Uint8Array,
  measures: readonly number[],
  unwrapped: number,
  out: Int32Array,
): void {
  const n = shapes.count
  const states = measures.length
  const widths = Int32Array.from(measures).sort()
  // Among ways that cost the same, the one through the more frequent measure is taken, and before all the unwrapped one.
  const rank = widths.map((width) => measures.indexOf(width))
  const none = states
  // Of the measures from each one on, the most frequent.
  const foremost = new Uint8Array(states + 1)
  for (let s = states - 1; s >= 0; s--)
    foremost[s] = s + 1 < states && rank[foremost[s + 1]!]! < rank[s]! ? foremost[s + 1]! : s
  const firstFrom = new Uint8Array(WIDEST + 2)
  for (let w = 1, s = 0; w < firstFrom.length; w++) {
    while (s < states && widths[s]! < w) s++
    firstFrom[w] = s
  }
  // One bit per line and measure: is the cheapest way into it to stay? One byte per line: where the wide ones begin that are carried as
  // one, and whether to stay is cheapest for these, and for the unwrapped state.
  const row = (states + 7) >> 3
  const stays = new Uint8Array(n * row)
  const wideStays = new Uint8Array(n)
  const cheapest = new Uint8Array(n)
  // A text begins unwrapped: the first column has its price like any other.
  const costs = new Float64Array(states).fill(Infinity)
  let open = 0
  let wide = Infinity
  let narrow = states
  let wideFrom = states
  let best = none
  let lowest = 0
  for (let i = 0; i < n; i++) {
    const edge = edgeOf(shapes, i)
    const elastic = shapes.elastic[i]!
    const doubt = shapes.doubt[i]!
    const lack = (ends[i]! & MAY_END_SHORT) !== 0 ? COST_OF_SHORT_END : COST_OF_SHORT
    const whole = Math.floor(doubt)
    const from = firstFrom[Math.max(0, Math.min(WIDEST + 1, edge - elastic - 2 - whole))]!
    const near = firstFrom[Math.max(0, Math.min(WIDEST + 1, edge + 7 + whole))]!
    cheapest[i] = best
    const wrapping = lowest + COST_OF_WRAPPING
    const unwrapping = lowest + COST_OF_UNWRAPPING
    for (; wideFrom < near; wideFrom++) costs[wideFrom] = wide
    for (let s = narrow; s < from; s++) costs[s] = Infinity
    narrow = from
    let flags = wideFrom
    if (open > unwrapping) open = unwrapping
    else flags |= OPEN_STAYS
    open += unwrapped
    best = none
    lowest = open
    for (let s = from; s < wideFrom; s++) {
      let cost = costs[s]!
      if (cost > wrapping) cost = wrapping
      else stays[i * row + (s >> 3)]! |= 1 << (s & 7)
      cost += s < near ? costIn(widths[s]! - edge, elastic, doubt, lack) : lack
      costs[s] = cost
      if (cost < lowest || (cost === lowest && best !== none && rank[s]! < rank[best]!)) {
        lowest = cost
        best = s
      }
    }
    if (wideFrom < states) {
      if (wide > wrapping) wide = wrapping
      else flags |= WIDE_STAY
      wide += lack
      const first = foremost[wideFrom]!
      if (wide < lowest || (wide === lowest && best !== none && rank[first]! < rank[best]!)) {
        lowest = wide
        best = first
      }
    } else if (near < states) wide = costs[states - 1]!
    while (wideFrom > near && costs[wideFrom - 1] === wide) wideFrom--
    wideStays[i] = flags
  }
  for (let i = n - 1; i >= 0; i--) {
    out[i] = best === none ? 0 : widths[best]!
    const flags = wideStays[i]!
    const stay =
      best === none
        ? flags & OPEN_STAYS
        : best >= (flags & WIDE_FROM)
          ? flags & WIDE_STAY
          : stays[i * row + (best >> 3)]! & (1 << (best & 7))
    if (stay === 0) best = cheapest[i]!
  }
}

/** Where in the byte of a line stands what: there are at most `MOST_MEASURES`. */
const WIDE_FROM = 63
const WIDE_STAY = 64
const OPEN_STAYS = 128

/** Does the line end a sentence? May it be short without a paragraph's end: for that, or an item or an announcement, or a block behind it? */
const ENDS_SENTENCE = 1
export const MAY_END_SHORT = 2

/** Both answers for each line, as bits. */
export function endsOf(text: string, shapes: LineShapes): Uint8Array {
  const ends = new Uint8Array(shapes.count)
  for (let i = 0; i < shapes.count; i++) {
    if (endsSentence(text, shapes.end[i]!)) ends[i] = ENDS_SENTENCE | MAY_END_SHORT
    else if ('；;：:'.includes(text[shapes.end[i]! - 1]!) || isBeforeBlock(text, shapes, i)) ends[i] = MAY_END_SHORT
  }
  return ends
}

/** A signature in brackets, `（本报记者 某某）`, is no longer than this. */
const LONGEST_SIGNATURE = 40

/** Does a sentence end right before `end`: closing quotes and brackets aside, and a signature in brackets after it aside? */
export function endsSentence(text: string, end: number): boolean {
  let i = end - 1
  while (i > 0 && (classAt(text, i) & CLOSE) !== 0) i--
  if ((classAt(text, i) & END) !== 0) return true
  if (text[i] === '.' && (classAt(text, i - 1) & LETTER) !== 0) return true
  if (text[end - 1] !== '）' && text[end - 1] !== ')') return false
  const floor = Math.max(0, end - LONGEST_SIGNATURE)
  while (i >= floor && text[i] !== '（' && text[i] !== '(') i--
  if (i < floor) return false
  i--
  while (i > 0 && (classAt(text, i) & (CLOSE | BLANK)) !== 0) i--
  return (classAt(text, i) & END) !== 0
}

/** An ideograph that has no other class. */
const PLAIN_HAN = HAN | WIDE

/** What no line is broken after or before: Western words, numbers, addresses, signs. Their hyphens and slashes are left out of account. */
const SOLID = WESTERN | ASCII_MARK

const isSolid = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return (
    (classOf(unit) & SOLID) !== 0 ||
    (unit > 0xa0 && unit < 0x300) ||
    (unit >= 0x2070 && unit < 0x20a0) ||
    unit === 0x2010
  )
}

/**
 * The cells that the first piece of a line takes which cannot be broken: a word, a number, a character, and the marks before and after it.
 * Between two curly quotes (`”“`) browsers do not break either.
 */
export function tokenWidth(text: string, start: number, end: number): number {
  const table = classTable()
  // Most lines begin with two ideographs.
  if (start + 1 < end && table[text.charCodeAt(start)] === PLAIN_HAN && table[text.charCodeAt(start + 1)] === PLAIN_HAN)
    return 2
  const most = Math.min(end, start + WIDEST)
  let i = start
  let cells = 0
  const take = (): void => void (cells += cellsOf(text.charCodeAt(i++)))
  do {
    while (i < most && (classAt(text, i) & OPEN) !== 0) take()
    if (i < most && isSolid(text, i)) while (i < most && isSolid(text, i)) take()
    else if (i < most) take()
    while (i < most && (classAt(text, i) & (CLOSE | PAUSE | END)) !== 0 && (classAt(text, i) & OPEN) === 0) take()
  } while (i < most && (text[i] === '“' || text[i] === '‘') && (text[i - 1] === '”' || text[i - 1] === '’'))
  return cells
}

/** Of the full lines so many are too wide for their measure, and so many of those by the same, give or take a cell. */
const OVERFULL = 0.25
const ALIKE = 0.6

/**
 * Squeezing makes lines too wide by more or less, each by its marks, and the fewer the wider. Where most lines are too wide by the same,
 * they are the ones that fill the column, and the lines that were taken for full lack a character.
 */
function widen(text: string, shapes: LineShapes, measure: Int32Array): void {
  eachRun(measure, shapes.count, (from, to) => {
    if (measure[from]! > 0) measure.fill(measure[from]! + excessOf(text, shapes, measure[from]!, from, to), from, to)
  })
}

/** By how many cells most of the lines are wider than their measure; 0 where it is right. */
function excessOf(text: string, shapes: LineShapes, measure: number, from: number, to: number): number {
  const lines = new Int32Array(8)
  let full = 0
  let overfull = 0
  for (let i = from; i < to; i++) {
    const excess = edgeOf(shapes, i) - measure
    if (excess < -playOf(measure)) continue
    full++
    const hangs = excess === 2 && (classAt(text, shapes.end[i]! - 1) & MARK) !== 0
    if (hangs) continue
    if (excess > 0) overfull++
    if (excess >= 0 && excess < lines.length) lines[excess]!++
  }
  if (overfull < 3 || overfull < full * OVERFULL) return 0
  let most = 1
  for (let k = 2; k < lines.length; k++) if (lines[k]! >= lines[most]! * 0.8) most = k
  return lines[most]! >= lines[0]! && lines[most]! + lines[most - 1]! >= overfull * ALIKE ? most : 0
}

/** In a text with so many wrapped lines, and such a share of them, every other column is wrapped as well. */
const PROVEN_LINES = 12
const PROVEN_SHARE = 0.3

/**
 * Takes the measure from runs of lines that are even for another reason than wrapping, and gives such a line to the column beside it
 * where it stands well: two equal lines at the head of a column may have been cheaper to explain as a column of their own. Returns how
 * many lines are in columns that look wrapped.
 */
function settle(
  shapes: LineShapes,
  ends: Uint8Array,
  measure: Int32Array,
  looksWrapped: (measure: number, from: number, to: number) => boolean,
): number {
  const rejected = new Uint8Array(shapes.count)
  let proven = 0
  eachRun(measure, shapes.count, (from, to) => {
    if (measure[from] === 0) return
    if (looksWrapped(measure[from]!, from, to)) proven += to - from
    else rejected.fill(1, from, to)
  })
  for (let i = 0; i < shapes.count; i++) if (rejected[i] === 1) measure[i] = 0
  const adopt = (i: number, neighbour: number): void => {
    if (rejected[i] === 0 || measure[i]! > 0 || !(measure[neighbour]! > 0)) return
    const deficit = measure[neighbour]! - edgeOf(shapes, i)
    const lack = (ends[i]! & ENDS_SENTENCE) !== 0 ? COST_OF_SHORT_END : COST_OF_SHORT
    const cost = costIn(deficit, shapes.elastic[i]!, shapes.doubt[i]!, lack)
    if (cost < COST_UNWRAPPED) measure[i] = measure[neighbour]!
  }
  for (let i = 1; i < shapes.count; i++) adopt(i, i - 1)
  for (let i = shapes.count - 2; i >= 0; i--) adopt(i, i + 1)
  return proven
}

/** A paragraph does not change its measure: what goes on with the sentence of a column before it belongs to that column, if it fits. */
function keepParagraphs(text: string, shapes: LineShapes, ends: Uint8Array, measure: Int32Array): void {
  for (let i = 1; i < shapes.count; i++) {
    const before = measure[i - 1]!
    if (before === 0 || measure[i] === before || edgeOf(shapes, i) > before || isBlankAfter(shapes, i - 1)) continue
    if ((ends[i]! & ENDS_SENTENCE) === 0 || (ends[i - 1]! & ENDS_SENTENCE) !== 0) continue
    if (!isUnmarked(text, shapes, i - 1)) measure[i] = before
  }
}

/** Calls `visit` for each run `[from, to)` of lines with the same measure. */
function eachRun(measure: Int32Array, count: number, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < count;) {
    let to = from + 1
    while (to < count && measure[to] === measure[from]) to++
    visit(from, to)
    from = to
  }
}

function withRegions(text: string, shapes: LineShapes, ends: Uint8Array, measure: Int32Array): Columns {
  const region = new Int32Array(shapes.count)
  const regions: Region[] = []
  const all = noBlanks()
  const counted: BlankCounts[] = []
  eachRun(measure, shapes.count, (from, to) => {
    if (measure[from] === 0) return
    const counts = countBlanks(shapes, ends, measure[from]!, from, to)
    counted.push(counts)
    for (const key of Object.keys(all) as (keyof BlankCounts)[]) all[key] += counts[key]
  })
  const atEdges = standAtEdges(all)
  let wrapped = 0
  eachRun(measure, shapes.count, (from, to) => {
    const own = measure[from]!
    region.fill(regions.length, from, to)
    if (own === 0) {
      regions.push({ from, to, measure: 0, firstLine: 'flush', blanks: 'some', squeezed: false })
      return
    }
    const firstLine = firstLineOf(text, shapes, ends, own, from, to)
    const blanks = blanksOf(counted[wrapped++]!, atEdges, firstLine)
    regions.push({ from, to, measure: own, firstLine, blanks, squeezed: isSqueezed(text, shapes, own, from, to) })
  })
  return { region, regions }
}

/** By how many cells a full line may fall short: a character that did not fit, and in wide columns what justification spreads. */
export const playOf = (measure: number): number => Math.max(2, Math.floor(measure / 20))

/** Is the line as wide as its column, give or take the play? */
const isFull = (shapes: LineShapes, measure: number, i: number): boolean => {
  const deficit = measure - edgeOf(shapes, i)
  return deficit <= playOf(measure) + shapes.doubt[i]! && -deficit <= shapes.elastic[i]! + 2
}

/** Does the next line begin a block of its own, whatever this one looks like? */
const isBeforeBlock = (text: string, shapes: LineShapes, i: number): boolean =>
  i + 1 < shapes.count && isBlock(text, shapes, i + 1)

/** Does a block of its own begin with the line? */
export function isBlock(text: string, { start, end, blocks }: LineShapes, i: number): boolean {
  if (blocks[i] === 0) blocks[i] = beginsBlock(text, start[i]!, end[i]!) ? 2 : 1
  return blocks[i] === 2
}

/** Has the line no mark that ends a sentence or pauses in it, inside or at its end? */
export const isUnmarked = (text: string, shapes: LineShapes, i: number): boolean =>
  shapes.innerMarks[i] === 0 && (classAt(text, shapes.end[i]! - 1) & (END | PAUSE)) === 0

/** Is the line before this one short and ends a sentence, or is it parted from this one by blank lines? */
const startsParagraph = (shapes: LineShapes, ends: Uint8Array, measure: number, i: number): boolean =>
  isBlankBefore(shapes, i) || (measure - edgeOf(shapes, i - 1) > 6 && (ends[i - 1]! & ENDS_SENTENCE) !== 0)

/** Does the break behind line `i` show by itself that it is one: in Chinese by its characters, in Western text by a small letter after it? */
function cutAfter(text: string, shapes: LineShapes, i: number): Cut | 'smallLetter' | undefined {
  const [last, next] = [shapes.end[i]! - 1, shapes.start[i + 1]!]
  const western = shapes.han[i] === 0 && (classAt(text, last) & (LETTER | PAUSE)) !== 0
  return western && isSmall(text, next) ? 'smallLetter' : cutByForm(text, last, next)
}

/** Of the lines inside paragraphs so many may leave room for what follows, where few breaks show by themselves. */
const RAGGED = 0.25

/** Is the line in mid-sentence, and not the first of its paragraph, so that nothing but the edge of the column can end it? */
function isInside(shapes: LineShapes, ends: Uint8Array, measure: number, from: number, i: number): boolean {
  if (i === from || isBlankAfter(shapes, i) || isBlankAfter(shapes, i - 1)) return false
  if ((ends[i]! & MAY_END_SHORT) !== 0 || (ends[i - 1]! & ENDS_SENTENCE) !== 0) return false
  return isFull(shapes, measure, i - 1)
}

/**
 * How many line breaks must show by themselves that they are one. By chance one in fifty does; in wrapped prose one in five. Records and
 * slogans of even length end short nowhere, or have no mark at any line end, where prose has one in eight: they need more.
 */
function cutsNeeded(full: number, shortEnds: number, stopped: number): number {
  if (stopped === 0 && full >= 8) return full * 0.2
  return shortEnds === 0 ? Math.max(2, full * 0.12) : Math.max(1, full * 0.06)
}

const NUMBER_RE = /^\d{1,4}(?=\D)/u

/** Does the line begin with a number, and the next one with the number after it? */
function countsOn(text: string, shapes: LineShapes, i: number): boolean {
  if (!isDigitAt(text, shapes.start[i]!) || !isDigitAt(text, shapes.start[i + 1]!)) return false
  const numberOf = (line: number): number =>
    Number(NUMBER_RE.exec(text.slice(shapes.start[line], shapes.start[line]! + 5))?.[0] ?? NaN)
  return numberOf(i + 1) === numberOf(i) + 1
}

const isDigitAt = (text: string, at: number): boolean => (classAt(text, at) & DIGIT) !== 0

/** Does white space stand behind every second ideograph or more, as in a text that was cut into words? */
function isSpaced(text: string, shapes: LineShapes, i: number): boolean {
  if ((shapes.classes[i]! & BLANK) === 0) return false
  let blanks = 0
  for (let at = shapes.start[i]!; at < shapes.end[i]!; at++) if ((classAt(text, at) & BLANK) !== 0) blanks++
  return blanks * 2 >= shapes.han[i]! && shapes.han[i]! > 0
}

/** Do lines look as if they had been wrapped: by themselves, and in a text that is known to be wrapped elsewhere? */
interface Verdict {
  readonly wrapped: boolean
  readonly wrappedIfKnown: boolean
}

/** The verdict on lines that were set to a measure. The second explanation of a text has most of its runs from the first. */
function judgeOf(
  document: Document,
  shapes: LineShapes,
  ends: Uint8Array,
): (measure: number, from: number, to: number) => Verdict {
  const seen = new Map<number, { measure: number; to: number; verdict: Verdict }>()
  return (measure, from, to) => {
    const known = seen.get(from)
    if (known?.measure === measure && known.to === to) return known.verdict
    const verdict = judged(document, shapes, ends, measure, from, to)
    seen.set(from, { measure, to, verdict })
    return verdict
  }
}

/**
 * Verse, lists, tables, records and posts have lines of even width too. In wrapped prose a break falls anywhere in the sentence: most
 * full lines end without a mark, many have marks inside, sentences end inside lines, and a paragraph's last line is as short as it
 * happens to be. Even lines that were written so end full, stanza after stanza, or hold no sentence end; and none of them is cut in the
 * middle of a word, while in wrapped prose one break in ten or more shows by itself that it is one. Where the text is known to be
 * wrapped elsewhere, one such break is enough.
 */
function judged(
  document: Document,
  shapes: LineShapes,
  ends: Uint8Array,
  measure: number,
  from: number,
  to: number,
): Verdict {
  const { text } = document
  let full = 0
  let firsts = 0
  let worded = 0
  let stopped = 0
  let marked = 0
  let gapped = 0
  let shortEnds = 0
  let innerEnds = 0
  let cuts = 0
  const asked: number[] = []
  let alike = 0
  let inside = 0
  let ragged = 0
  let counted = 0
  let starts = 0
  let indented = 0
  let blocks = 0
  let fullBlocks = 0
  let lines = 0
  const textbook = textbookOf(text, shapes, ends, measure, from, to)
  for (let i = from; i < to; i++) {
    innerEnds += shapes.innerEnds[i]!
    const afterEnd = i > from && (ends[i - 1]! & ENDS_SENTENCE) !== 0
    if (afterEnd && shapes.indent[i]! >= 2 && shapes.indent[i - 1] === 0) indented++
    const filled = isFull(shapes, measure, i)
    const room = measure - edgeOf(shapes, i)
    if (isBlankAfter(shapes, i)) {
      blocks++
      if (filled) fullBlocks++
    }
    if (i + 1 < to && isInside(shapes, ends, measure, from, i)) {
      inside++
      if (room - shapes.doubt[i]! >= tokenWidth(text, shapes.start[i + 1]!, shapes.end[i + 1]!)) ragged++
    }
    if (room <= 6 && i + 1 < to) {
      const cut = cutAfter(text, shapes, i)
      if (cut === 'knownWord') asked.push(i)
      else if (cut !== undefined) cuts++
    }
    if (filled) {
      full++
      if (shapes.han[i]! >= 4 || (shapes.classes[i]! & LETTER) !== 0) worded++
      if ((classAt(text, shapes.end[i]! - 1) & MARK) !== 0 || isBeforeBlock(text, shapes, i)) stopped++
      if (shapes.innerMarks[i]! > 0) marked++
      if (shapes.gaps[i]! > 0 || isSpaced(text, shapes, i)) gapped++
      if (i + 1 < to && countsOn(text, shapes, i)) counted++
      if (i + 1 < to && beginAlike(text, shapes.start[i]!, shapes.start[i + 1]!)) alike++
    } else if (room <= 6) {
      firsts++
      if (startsParagraph(shapes, ends, measure, i)) starts++
    } else if ((ends[i]! & ENDS_SENTENCE) !== 0) shortEnds++
    else if ((ends[i]! & MAY_END_SHORT) !== 0) continue
    // What is narrow and has no marks is a heading, a label or the noise of a scan, and says nothing about the lines around it.
    else if (isUnmarked(text, shapes, i) && edgeOf(shapes, i) < measure / 2) continue
    lines++
  }
  // Lines that lack two characters stand where paragraphs begin, and hardly anywhere else.
  const lostIndents = starts >= 3 && firsts <= starts * 1.5
  const perBlock = (to - from) / blocks
  const stanzas = shortEnds === 0 && blocks >= 3 && perBlock > 2 && perBlock < 8 && fullBlocks >= blocks * 0.6
  const even =
    stanzas ||
    counted > full * 0.5 ||
    worded < full * 0.6 ||
    stopped > full * 0.65 ||
    gapped > full * 0.3 ||
    alike > full * 0.1
  const verdictIf = (cuts: number): Verdict => {
    const shown =
      textbook.lines >= 3 && (cuts >= textbook.lines * 0.15 || (textbook.paragraphs >= 2 && textbook.lines >= 5))
    const sentences =
      shown ||
      innerEnds >= 3 ||
      (innerEnds >= 1 && (shortEnds >= 1 || cuts >= 2)) ||
      (shortEnds >= 3 && full >= shortEnds)
    const set = even || (ragged > inside * RAGGED && cuts < full * 0.2)
    const wrapped =
      full + firsts >= 3 &&
      full >= (shortEnds > 0 || cuts >= 2 ? 2 : 4) &&
      (cuts >= cutsNeeded(full, shortEnds, stopped) || indented >= 2 || lostIndents || shown) &&
      sentences &&
      !set &&
      marked >= full * 0.4 &&
      full + firsts + shortEnds >= lines * 0.75
    return {
      wrapped,
      wrappedIfKnown: wrapped || (!set && cuts >= 1 && innerEnds + shortEnds >= 1 && full + firsts >= 2),
    }
  }
  // More cuts never speak against wrapping: where all that there may be change nothing, the words of the text need not be counted.
  const verdict = verdictIf(cuts)
  const most = verdictIf(cuts + asked.length)
  if (verdict.wrapped === most.wrapped && verdict.wrappedIfKnown === most.wrappedIfKnown) return verdict
  const isCut = (i: number): boolean => cutBetween(document, shapes.end[i]! - 1, shapes.start[i + 1]!) !== undefined
  return verdictIf(cuts + asked.filter(isCut).length)
}

const beginAlike = (text: string, a: number, b: number): boolean =>
  text.charCodeAt(a) === text.charCodeAt(b) && text.startsWith(text.slice(a, a + 3), b)

/** Paragraphs that look as in a textbook, and the full lines in them. */
interface Textbook {
  paragraphs: number
  lines: number
}

/**
 * Counts paragraphs that look as in a textbook, for a text too short to show cuts by its words: lines filled to the last cell, most of them
 * without a mark at the end, with marks inside, and a last line that ends a sentence.
 */
function textbookOf(
  text: string,
  shapes: LineShapes,
  ends: Uint8Array,
  measure: number,
  from: number,
  to: number,
): Textbook {
  const found = { paragraphs: 0, lines: 0 }
  let full = 0
  let unmarked = 0
  let marks = 0
  for (let i = from; i < to; i++) {
    const room = measure - edgeOf(shapes, i)
    const most = full === 0 ? 4 : 0
    const next = i + 1 < to ? tokenWidth(text, shapes.start[i + 1]!, shapes.end[i + 1]!) : 0
    const filled = room >= 0 && (room <= 1 + most || room - most < next)
    if (filled && next > 0 && !isBlankAfter(shapes, i)) {
      full++
      marks += shapes.innerMarks[i]!
      if ((classAt(text, shapes.end[i]! - 1) & (MARK | BLANK)) === 0) unmarked++
      continue
    }
    if ((ends[i]! & ENDS_SENTENCE) !== 0 && full >= 2 && unmarked >= 1 && unmarked >= full * 0.5 && marks >= 2) {
      found.paragraphs++
      found.lines += full
    }
    full = unmarked = marks = 0
  }
  return found
}

/**
 * How paragraphs begin in the region. A line in mid-sentence that leaves room in which the next word would have fitted is a first line
 * that has lost its indent: nothing else stops a line short. Flush paragraphs show after lines that are short and end a sentence.
 */
function firstLineOf(
  text: string,
  shapes: LineShapes,
  ends: Uint8Array,
  measure: number,
  from: number,
  to: number,
): Region['firstLine'] {
  let indented = 0
  let deficit = 0
  let flush = 0
  for (let i = from; i < to; i++) {
    const room = measure - edgeOf(shapes, i)
    if (shapes.indent[i]! >= 2) indented++
    else if (i > from && measure - edgeOf(shapes, i - 1) > 6 && (ends[i - 1]! & ENDS_SENTENCE) !== 0) {
      // A line with marks may be a first line whose marks were not squeezed: only one that no squeezing makes a first line is flush.
      if (room + shapes.elastic[i]! < 3) flush++
    }
    if (room < 3 || room > 6 || i + 1 >= to || shapes.indent[i]! >= 2) continue
    const goesOn = (classAt(text, shapes.end[i]! - 1) & (MARK | BLANK)) === 0 && isFull(shapes, measure, i + 1)
    if (goesOn && tokenWidth(text, shapes.start[i + 1]!, shapes.end[i + 1]!) <= room) deficit++
  }
  const lines = to - from
  if (indented >= 1 && indented <= lines * 0.6 && indented > flush) return 'indented'
  if (deficit >= 1 && deficit > flush * 2) return 'deficit'
  return 'flush'
}

/** Does a blank line, or more than one, follow the line? */
export const isBlankAfter = (shapes: LineShapes, i: number): boolean =>
  i + 1 < shapes.count && shapes.number[i + 1]! - shapes.number[i]! > 1

/** Does a blank line stand before the line, or the start of the text? */
export const isBlankBefore = (shapes: LineShapes, i: number): boolean => i === 0 || isBlankAfter(shapes, i - 1)

/** Where blank lines stand behind lines of which it is certain whether the paragraph ends with them. */
interface BlankCounts {
  /** Lines in mid-sentence that a blank line sets off from the one before, and those of them that another sets off from the one after. */
  heads: number
  headsParted: number
  /** Full lines in mid-sentence within a block, and at its end. */
  inner: number
  innerParted: number
  /** Lines that end a sentence, short or before a blank line. */
  ends: number
  endsParted: number
}

const noBlanks = (): BlankCounts => ({ heads: 0, headsParted: 0, inner: 0, innerParted: 0, ends: 0, endsParted: 0 })

function countBlanks(shapes: LineShapes, ends: Uint8Array, measure: number, from: number, to: number): BlankCounts {
  const counts = noBlanks()
  for (let i = from; i < to && i + 1 < shapes.count; i++) {
    const parted = isBlankAfter(shapes, i)
    const room = measure - edgeOf(shapes, i)
    if ((ends[i]! & ENDS_SENTENCE) !== 0) {
      if (parted) counts.endsParted++
      if (parted || room > 6) counts.ends++
    } else if (room <= 6 + shapes.doubt[i]! && i + 1 < to) {
      if (isBlankBefore(shapes, i) && room >= 3) {
        counts.heads++
        if (parted) counts.headsParted++
      } else if (isFull(shapes, measure, i)) {
        counts.inner++
        if (parted) counts.innerParted++
      }
    }
  }
  return counts
}

/** Do blank lines stand where the left edge moves? The same tool wrote the whole text, so this is asked of all columns together. */
const standAtEdges = ({ heads, headsParted, inner, innerParted }: BlankCounts): boolean =>
  headsParted >= 2 && headsParted >= heads * 0.5 && inner >= 2 && innerParted <= inner * 0.25

function blanksOf(
  { heads, headsParted, inner, innerParted, ends, endsParted }: BlankCounts,
  atEdges: boolean,
  firstLine: Region['firstLine'],
): Region['blanks'] {
  const full = inner + heads
  if (full >= 2 && innerParted >= inner * 0.6 && innerParted + headsParted >= full * 0.6) return 'everywhere'
  if (atEdges && headsParted >= heads * 0.5) return 'edges'
  if (firstLine === 'indented') return 'some'
  return endsParted >= 2 && endsParted >= ends * 0.8 ? 'paragraphs' : 'some'
}

/** Are lines set wider than their measure by squeezing marks, rather than by hanging the last one out of the column? */
function isSqueezed(text: string, shapes: LineShapes, measure: number, from: number, to: number): boolean {
  let full = 0
  let squeezed = 0
  for (let i = from; i < to; i++) {
    if (!isFull(shapes, measure, i)) continue
    full++
    const over = edgeOf(shapes, i) - measure
    const hangs = over === 2 && (classAt(text, shapes.end[i]! - 1) & MARK) !== 0
    if (over >= 2 && !hangs) squeezed++
  }
  return squeezed > full * 0.08
}
