import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import { BLANK, cellsOf, classAt, CLOSE, END, OPEN, PAUSE, WESTERN, WIDE } from './classes.ts'
import type { Region } from './column-habits.ts'
import { columns, measures } from './columns.ts'
import { edgeOf, endsSentence, playOf } from './line-edges.ts'
import { closings, placesOf, tightPlaces, type Places, type Spaced } from './gaps.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { script } from './script.ts'
import { isRuby } from './spaced-runs.ts'
import { verbatim } from './verbatim.ts'

/** Fewer gaps than this may be anything. */
const FEWEST = 4
/** In a stretched line nearly every place is spaced. */
const STRETCHED = 0.8
/** OCR leaves words of two characters and more closed. */
const IN_WORDS = 0.4
/** A line of a few words has some of its spaces. */
const IN_SHORT = 0.25
/** So many of a document's lines are spaced where its engine spaces everything. */
const THROUGHOUT = 0.8
/** So many of its lines leave room for another word if it is not the spaces that filled them. */
const ROOMY = 0.2
/** So many lines that fill their column show that the engine writes gaps down. */
const PROVEN = 2
/** A headline that is set wide has this many characters; shorter ones (`目 录`, `通 知`) are written so. */
const HEADLINE = 6
/** The lines that must agree before the spaces beside Western words are laid to justification, and how many may disagree. */
const LOOSE_LINES = 4
const DISSENT = 0.05
/** Of two lines that follow each other, so many differ where the gaps come by the line. */
const CHANGES = 0.25

export interface SpacedLines {
  /** Which lines the engine has spaced, and how that is known; by index into the shapes. */
  readonly lines: readonly (Spaced | undefined)[]
  /** Do the lines that are not stretched set Western words off, so that the others do as well? */
  readonly setsOff: boolean
}

/** The lines whose gaps the engine wrote down as spaces. Nothing is said of lines that may have been typed so. */
export function spacedLines(document: Document): SpacedLines {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const found = new Array<Spaced | undefined>(shapes.count)
  const places = (i: number): Places => placesOf(text, shapes.start[i]!, shapes.end[i]!)
  const mixed = new MixedLines(shapes.count)
  const spaced: number[] = []
  let stretched: number[] = []
  let lines = 0
  let loose = 0
  let open = 0
  for (let i = 0; i < shapes.count; i++) {
    if (shapes.han[i]! >= FEWEST) lines++
    if (shapes.han[i]! < 2 || (shapes.classes[i]! & BLANK) === 0) continue
    const line = places(i)
    mixed.add(i, line)
    const all = line.spaced + line.tight + line.wide
    if (line.letters.spaced + line.digits.spaced > 0) loose++
    if (shapes.han[i]! >= FEWEST && line.han.spaced > 0 && line.han.spaced >= line.han.tight * IN_SHORT) open++
    if (line.spaced < FEWEST || line.spaced < all * IN_WORDS) continue
    if (isRuby(document, i - 1, shapes.han[i]!) || isRuby(document, i + 1, shapes.han[i]!)) continue
    spaced.push(i)
    mixed.add(i, line, -1)
    if (line.wide <= 1 && line.spaced >= all * STRETCHED) stretched.push(i)
  }
  if ((spaced.length === 0 && loose < LOOSE_LINES) || document.fact(script).language !== 'chinese')
    return { lines: found, setsOff: false }

  // Lines without white space are read for what they may still show: that words are not set off, or that spaces come by the line.
  const mayComeByLines = mixed.spacedLines >= LOOSE_LINES
  for (let i = 0; i < shapes.count && (mayComeByLines || mixed.setsOff); i++)
    if (isMixed(shapes, i) && (shapes.classes[i]! & BLANK) === 0)
      mixed.add(i, tightPlaces(text, shapes.start[i]!, shapes.end[i]!))
  const setsOff = mixed.setsOff && !gapsAreWider(places, stretched)
  const column = closedColumns(document, shapes, spaced, setsOff)
  if (open >= lines * THROUGHOUT) {
    const wrapped = spaced.filter((i) => column.measureOf(i) > 0)
    const fills = wrapped.length >= spaced.length / 2 && spaced.filter(column.isFull).length >= FEWEST
    if (fills && !isTyped(text, shapes, wrapped, column)) found.fill('throughout')
    return { lines: found, setsOff: false }
  }
  const proven = stretched.filter(column.isFull)
  for (const i of proven) found[i] = 'stretched'
  if (proven.length >= PROVEN) {
    stretched = stretched.filter((i) => column.measureOf(i) > 0 || isHeadline(shapes, places, i))
    for (const i of stretched) found[i] ??= 'alike'
  }
  const loosened = gapsAreWider(places, proven) || gapsComeByLines(mixed, column)
  if (loosened) {
    const code = document.fact(verbatim)
    for (let i = 0; i < shapes.count; i++) {
      // A label in two languages keeps its space.
      const prose = column.isFull(i) || (column.measureOf(i) > 0 && (shapes.classes[i]! & (PAUSE | END)) !== 0)
      if (prose && !code.has(shapes.start[i]!)) found[i] ??= 'loose'
    }
  }
  return { lines: found, setsOff: setsOff && !loosened }
}

/** The places of a line: read anew whenever they are asked for, as those of all lines would take more memory than the text. */
type PlacesAt = (line: number) => Places

/** Can the line have places beside Western words? */
const isMixed = ({ han, classes }: LineShapes, i: number): boolean => han[i]! >= 2 && (classes[i]! & WESTERN) !== 0

/** What a line has beside its Western words and numbers: places with no space, places with one, and more than one place. */
const LETTERS_TIGHT = 1
const LETTERS_SPACED = 2
const DIGITS_TIGHT = 4
const DIGITS_SPACED = 8
const SEVERAL = 16

class MixedLines {
  /** Of each line what is said above. */
  readonly kinds: Uint8Array
  #tight = 0
  #spaced = 0

  constructor(count: number) {
    this.kinds = new Uint8Array(count)
  }

  /** Adds a line, or takes it back out of what `setsOff` tells. */
  add(i: number, { letters, digits }: Pick<Places, 'letters' | 'digits'>, times: 1 | -1 = 1): void {
    const tight = letters.tight + digits.tight
    const spaced = letters.spaced + digits.spaced
    this.#tight += tight * times
    this.#spaced += spaced * times
    this.kinds[i] =
      (letters.tight > 0 ? LETTERS_TIGHT : 0) |
      (letters.spaced > 0 ? LETTERS_SPACED : 0) |
      (digits.tight > 0 ? DIGITS_TIGHT : 0) |
      (digits.spaced > 0 ? DIGITS_SPACED : 0) |
      (tight + spaced > 1 ? SEVERAL : 0)
  }

  /** How many lines have a space at all of these places. */
  get spacedLines(): number {
    let lines = 0
    for (let i = 0; i < this.kinds.length; i++) if (isPure(this.kinds[i]!) && (this.kinds[i]! & SPACED) !== 0) lines++
    return lines
  }

  /** Do the lines that are not stretched have a space at nearly all places beside Western words and numbers? */
  get setsOff(): boolean {
    return this.#spaced > this.#tight * 4
  }
}

/**
 * Was the text wrapped with its spaces in it, as a corpus of words is? Then no line leaves room for the first word of the next, up to
 * the widest of the lines; where the engine has put the spaces in, it is chance which line is wide.
 */
function isTyped(text: string, shapes: LineShapes, wrapped: readonly number[], column: ClosedColumns): boolean {
  const widest = new Map<Region, number>()
  for (const i of wrapped) {
    const region = column.regionOf(i)
    widest.set(region, Math.max(widest.get(region) ?? 0, edgeOf(shapes, i)))
  }
  let lines = 0
  let roomy = 0
  for (const i of wrapped) {
    if (column.measureOf(i) !== column.measureOf(i + 1) || endsSentence(text, shapes.end[i]!)) continue
    let word = 0
    for (let k = shapes.start[i + 1]!; k < shapes.end[i + 1]! && (classAt(text, k) & BLANK) === 0; k++)
      word += cellsOf(text.charCodeAt(k))
    lines++
    if (edgeOf(shapes, i) + 1 + word <= widest.get(column.regionOf(i))!) roomy++
  }
  return roomy < lines * ROOMY
}

/** A headline that is spaced alone among lines that are not; lists of characters come by the line. */
function isHeadline(shapes: LineShapes, places: PlacesAt, line: number): boolean {
  if (shapes.han[line]! < HEADLINE) return false
  return [line - 1, line + 1].every(
    (near) => !(shapes.han[near]! >= 2) || shapes.innerMarks[near]! > 0 || places(near).spaced < FEWEST,
  )
}

/** The columns as they are when all spaced lines are closed up. */
interface ClosedColumns {
  /** The width of the column that the line was set in, 0 if it was in none. */
  measureOf(line: number): number
  regionOf(line: number): Region
  /** Does it fill its column, so that not even the next piece of the text would have fitted in? */
  isFull(line: number): boolean
}

function closedColumns(
  document: Document,
  shapes: LineShapes,
  spaced: readonly number[],
  setsOff: boolean,
): ClosedColumns {
  let known: Document | undefined
  const closedUp = (): Document => {
    const { text } = document
    const edits: Edit[] = []
    for (const i of spaced)
      for (const edit of closings(text, shapes.start[i]!, shapes.end[i]!, 'stretched', setsOff)) edits.push(edit)
    return edits.length === 0 ? document : document.edited(edits)
  }
  // Closing up leaves every line where it was.
  const measureOf = (line: number): number => (known ??= closedUp()).fact(measures)[line] ?? 0
  return {
    measureOf,
    regionOf(line) {
      const { region, regions } = (known ??= closedUp()).fact(columns)
      return regions[region[line]!]!
    },
    isFull(line) {
      const closed = (known ??= closedUp())
      const lines = closed.fact(lineShapes)
      const measure = measureOf(line)
      const room = measure - edgeOf(lines, line)
      if (measure === 0 || -room > lines.elastic[line]! + 2) return false
      if (room <= playOf(measure)) return true
      if (room > measure / 2) return false
      return line + 1 < lines.count && room < pieceWidth(closed.text, lines.start[line + 1]!, lines.end[line + 1]!)
    },
  }
}

/** The cells of a line's first piece that cannot be broken. Few engines break a Western one elsewhere than at white space. */
function pieceWidth(text: string, start: number, end: number): number {
  let cells = 0
  let i = start
  while (i < end && (classAt(text, i) & OPEN) !== 0) cells += cellsOf(text.charCodeAt(i++))
  if ((classAt(text, i) & WIDE) !== 0) cells += cellsOf(text.charCodeAt(i++))
  else while (i < end && (classAt(text, i) & (WIDE | BLANK)) === 0) cells += cellsOf(text.charCodeAt(i++))
  while (i < end && (classAt(text, i) & (CLOSE | PAUSE | END)) !== 0) cells += cellsOf(text.charCodeAt(i++))
  return cells
}

/**
 * In the stretched lines there are two spaces between Western words, the one of the language and the one for the gap, and a single one
 * beside Chinese: there, nobody typed any.
 */
function gapsAreWider(places: PlacesAt, proven: readonly number[]): boolean {
  let words = 0
  let wideWords = 0
  let western = 0
  for (const i of proven) {
    const line = places(i)
    words += line.words
    wideWords += line.wideWords
    western += line.letters.spaced + line.digits.spaced
  }
  return proven.length >= PROVEN && western >= LOOSE_LINES && wideWords >= PROVEN && wideWords > words * 2
}

/** How many lines have these places tight, and how many spaced, of those that have places of one kind alone. */
class Lines {
  tight = 0
  spaced = 0
  readonly #any: number

  constructor(any: number) {
    this.#any = any
  }

  add(kind: number): void {
    if ((kind & this.#any) === 0) return
    if ((kind & SPACED) !== 0) this.spaced++
    else this.tight++
  }

  get change(): boolean {
    return Math.min(this.tight, this.spaced) >= LOOSE_LINES
  }
}
const SPACED = LETTERS_SPACED | DIGITS_SPACED
const TIGHT = LETTERS_TIGHT | DIGITS_TIGHT

const isPure = (kind: number): boolean => ((kind & SPACED) !== 0) !== ((kind & TIGHT) !== 0)

/** Are there enough lines of both kinds, in columns or not? Most texts have one habit, and need not be asked for their columns. */
function haveBothKinds(kinds: Uint8Array): boolean {
  const letters = new Lines(LETTERS_TIGHT | LETTERS_SPACED)
  const digits = new Lines(DIGITS_TIGHT | DIGITS_SPACED)
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i]!
    if (!isPure(kind)) continue
    letters.add(kind)
    digits.add(kind)
  }
  return letters.change || digits.change
}

/**
 * Spaces beside Western words come by the line: a line has them at all its places or at none, and lines of both kinds follow each other
 * within the paragraphs. An author's habit, or two authors' habits, would not change with the printer's line; and who sets off words
 * but no numbers has none of either that changes.
 */
function gapsComeByLines({ kinds }: MixedLines, column: ClosedColumns): boolean {
  if (!haveBothKinds(kinds)) return false
  const letters = new Lines(LETTERS_TIGHT | LETTERS_SPACED)
  const digits = new Lines(DIGITS_TIGHT | DIGITS_SPACED)
  let pure = 0
  let mixed = 0
  let several = 0
  let changes = 0
  let last: boolean | undefined
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i]!
    if (kind === 0 || column.measureOf(i) === 0) continue
    if ((kind & SEVERAL) !== 0) several++
    if (!isPure(kind)) {
      mixed++
      continue
    }
    const spaced = (kind & SPACED) !== 0
    pure++
    letters.add(kind)
    digits.add(kind)
    if (last !== undefined && spaced !== last) changes++
    last = spaced
  }
  const changing = letters.change || digits.change
  return changing && several >= LOOSE_LINES && mixed <= several * DISSENT && changes >= pure * CHANGES
}
