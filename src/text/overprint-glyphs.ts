import type { Edit } from '../core/edit.ts'
import { BLANK, classAt, classOf, classTable, CJK, HAN, LETTER, WESTERN } from './classes.ts'
import { isNeverDoubled, isReduplicated } from './doubling.ts'

/** A stretch of a line in which every letter, digit and ideograph stands `times` times; marks and blanks may stand there once. */
export interface GlyphStretch {
  readonly times: number
  /** What stands there, each once. */
  readonly glyphs: readonly string[]
  /** Ideographs among them that Chinese does not double. */
  readonly strange: number
  readonly letters: number
  /** Doubled marks that good text never doubles. */
  readonly marks: number
  /** The most glyphs with no mark or blank between them that was printed once. */
  readonly longest: number
  /** Is there a blank between the copies of each glyph, as between the glyphs: 通 通 知 知? */
  readonly spaced: boolean
  /** Does a mark, a blank or the line end on both sides? */
  readonly bounded: boolean
  readonly edits: readonly Edit[]
}

/** Longer than any headline in which each glyph stands twice. */
const LONGEST = 600

/** The same character several times in a row, or with a blank between. */
interface Entry {
  readonly character: string
  readonly count: number
  /** Where each copy begins, and where the last ends. */
  readonly at: readonly number[]
  readonly end: number
}

/** The stretches of `[start, end)` with three doubled characters or more. */
export function glyphStretches(text: string, start: number, end: number): GlyphStretch[] {
  if (!hasDoubles(text, start, end)) return []
  const stretches: GlyphStretch[] = []
  let run: Entry[] = []
  let times = 0
  let before = true
  const close = (after: boolean): void => {
    const stretch = times > 1 ? stretchOf(run, times, before && after) : undefined
    if (stretch !== undefined) stretches.push(stretch)
    run = []
    times = 0
  }
  for (const entry of entries(text, start, end)) {
    if (isWord(entry)) {
      const parted = run.length > 0 ? !isWord(run.at(-1)!) : entry.at[0] === start
      if (times === 0) before = parted
      let common = commonDivisor(times, entry.count)
      if (common < 2) {
        close(parted)
        before = parted
        common = entry.count
      }
      if (common < 2) continue
      times = common
    }
    run.push(entry)
    // What is too long already is not kept: it may be the whole text.
    if (entry.end - run[0]!.at[0]! > LONGEST) run = [run[0]!, entry]
  }
  close(true)
  return stretches
}

/**
 * Do three letters, digits or ideographs that stand there twice in a row follow each other, with none between that stands there once?
 * Most lines are done with this look.
 */
function hasDoubles(text: string, start: number, end: number): boolean {
  const table = classTable()
  let doubles = 0
  let [before, last] = [-1, -1]
  let unit = text.charCodeAt(start)
  let next = text.charCodeAt(start + 1)
  for (let i = start; i + 1 < end; i++) {
    const after = i + 2 < text.length ? text.charCodeAt(i + 2) : 0
    if ((table[unit]! & (CJK | WESTERN)) !== 0 || isHigh(unit)) {
      if (unit === next || (unit === after && (isHigh(unit) || (classOf(next) & BLANK) !== 0))) {
        if (++doubles === 3) return true
      } else if (unit !== last && unit !== before && !isHigh(unit)) doubles = 0
    }
    before = last
    last = unit
    unit = next
    next = after
  }
  return false
}

function* entries(text: string, start: number, end: number): Iterable<Entry> {
  for (let i = start; i < end;) {
    const character = characterAt(text, i)
    const at = [i]
    i += character.length
    const word = (classOf(text.charCodeAt(at[0]!)) & (CJK | WESTERN)) !== 0
    while (i < end) {
      const gap = word && (classAt(text, i) & BLANK) !== 0 && characterAt(text, i + 1) === character ? 1 : 0
      if (characterAt(text, i + gap) !== character || i + gap >= end) break
      at.push(i + gap)
      i += gap + character.length
    }
    yield { character, count: at.length, at, end: i }
  }
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00

const characterAt = (text: string, i: number): string => String.fromCodePoint(text.codePointAt(i) ?? 0)

const isWord = ({ character }: Entry): boolean => (classAt(character, 0) & (CJK | WESTERN)) !== 0

function commonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b]
  return a
}

function stretchOf(run: readonly Entry[], times: number, bounded: boolean): GlyphStretch | undefined {
  const words = run.filter(isWord)
  if (words.length < 3 || run.at(-1)!.end - run[0]!.at[0]! > LONGEST) return undefined
  const others = run.filter((entry) => !isWord(entry))
  const blanks = others.filter(({ character }) => (classAt(character, 0) & BLANK) !== 0)
  const marks = others.filter((entry) => !blanks.includes(entry))
  const shrunk = new Set<Entry>([
    ...words,
    ...(blanks.every((entry) => timesOf(entry) % times === 0) ? blanks : []),
    ...(marks.every((entry) => timesOf(entry) % times === 0) ? marks : marks.filter((m) => isPrinted(m, times))),
  ])
  const spaced = words.every(({ at, end, character }) => end - at[0]! > at.length * character.length)
  let [longest, unparted] = [0, 0]
  for (const entry of run) {
    if (isWord(entry)) longest = Math.max(longest, ++unparted)
    else if (!shrunk.has(entry) && !(spaced && blanks.includes(entry))) unparted = 0
  }
  return {
    times,
    glyphs: words.map(({ character }) => character),
    strange: new Set(words.map(({ character }) => character).filter(isStrange)).size,
    letters: words.filter(({ character }) => (classAt(character, 0) & LETTER) !== 0).length,
    marks: marks.filter((mark) => isPrinted(mark, times)).length,
    longest,
    spaced,
    bounded,
    edits: run.filter((entry) => shrunk.has(entry)).map((entry) => removal(entry, times)),
  }
}

/** Dashes and ellipses are two characters long where they stand once. */
const PAIRED = '—…─⋯'

const timesOf = ({ character, count }: Entry): number => (PAIRED.includes(character) ? count / 2 : count)

const isPrinted = (mark: Entry, times: number): boolean => isNeverDoubled(mark.character) && mark.count % times === 0

const isStrange = (character: string): boolean => (classAt(character, 0) & HAN) !== 0 && !isReduplicated(character)

/** Of `count` copies the first `count / times` stay. */
function removal({ at, character, count, end }: Entry, times: number): Edit {
  return { start: at[count / times - 1]! + character.length, end, text: '' }
}
