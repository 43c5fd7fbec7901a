import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import { bigrams } from '../text/bigrams.ts'
import { BLANK, CJK, classAt, HAN, LETTER, MARK, WESTERN } from '../text/classes.ts'
import { isReduplicated } from '../text/doubling.ts'
import { lineShapes } from '../text/line-shape.ts'
import { copyBelow } from '../text/overprint-lines.ts'
import { glyphStretches, type GlyphStretch } from '../text/overprint-glyphs.ts'
import {
  beginnings,
  keptBy,
  LONGEST_RUN,
  products,
  runsOf,
  WORD_RE,
  type Product,
  type Runs,
} from '../text/overprint-runs.ts'
import { verbatim } from '../text/verbatim.ts'

/** Headlines are no longer than this. */
const LONGEST_LINE = 600
/** So long a phrase is not said twice in one breath. */
const LONG_PHRASE = 12

export const overprint = defineRule({
  id: 'overprint',
  title: 'Headlines doubled by overprinting',
  why:
    'Typesetting makes bold or shadowed type by printing a text run two or more times, a hair apart; extraction reads every print. What ' +
    'was set bold is then a product of repeated runs, X₁X₁X₂X₂…, where a run is a glyph, some words or the whole line; or the line comes ' +
    'again below, cut in two. A doubled mark (`：：`) is near proof. Glyph by glyph, the proof is in characters that Chinese does not ' +
    'double: greetings (平平安安健健康康) and verse (寻寻觅觅冷冷清清) have none. Run by run, it is in many runs of different lengths: ' +
    'chants (加油加油) and refrains are short, regular, or end with a mark. Wrong where a long phrase is set twice on purpose without ' +
    'any mark between, and on a copybook that has each new character twice.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged: '江城江城：：环湖步道今环湖步道今天全线开放天全线开放',
      repaired: '江城：环湖步道今天全线开放',
    },
    { damaged: '副刊 SupplementSupplement', repaired: '副刊 Supplement' },
    { damaged: '云云上上图图书书馆馆，，今今日日开开馆馆', repaired: '云上图书馆，今日开馆' },
    { untouched: '高高兴兴上班去' },
    { untouched: '平平安安健健康康' },
    { untouched: '寻寻觅觅冷冷清清凄凄惨惨戚戚' },
    { untouched: '加油加油' },
    { untouched: '2222年8888号……——' },
  ],
  *find(document) {
    const shapes = document.fact(lineShapes)
    for (let i = 0; i < shapes.count; i++) {
      const copy = copyBelow(document, i)
      if (copy !== undefined) {
        yield copy
        // The last line of the copy is gone, or goes on after it.
        while (i + 1 < shapes.count && shapes.start[i + 1]! < copy.edits[0]!.end) i++
        continue
      }
      for (const finding of inLine(document, shapes.start[i]!, shapes.end[i]!, shapes.classes[i]!)) {
        if (!document.fact(verbatim).has(finding.edits[0]!.start)) yield finding
      }
    }
  },
})

function* inLine(document: Document, start: number, end: number, classes: number): Iterable<Finding> {
  const { text } = document
  const known: Known = (first, second) => document.fact(bigrams).times(first, second)
  const spaced = (classes & BLANK) !== 0
  const runs = ofRuns(known, text, start, end) ?? (spaced ? ofWords(known, text, start, end) : undefined)
  if (runs?.safety === 'safe') return yield runs
  const glyphs = glyphStretches(text, start, end).flatMap((stretch) => ofGlyphs(known, stretch) ?? [])
  if (glyphs.length > 0) return yield* glyphs
  const parts = [...ofParts(known, text, start, end, spaced)]
  const whole = runs ?? ofEnds(text, start, end)
  if (whole === undefined || parts.some(({ safety }) => safety === 'safe')) yield* parts
  else yield whole
}

/** The words of a line, and where a word is no product, its bold beginnings. */
function* ofParts(known: Known, text: string, start: number, end: number, spaced: boolean): Iterable<Finding> {
  if (!spaced) return yield* ofBoldParts(text, start, end)
  for (let from = start, to = start; from < end; from = to + 1) {
    for (to = from; to < end && !isBlank(text, to); to++);
    const word = ofRuns(known, text, from, to)
    if (word !== undefined) yield word
    else yield* ofBoldParts(text, from, to)
  }
}

const isBlank = (text: string, at: number): boolean => (classAt(text, at) & BLANK) !== 0

const timesOver = (times: number): string => (times === 2 ? 'twice' : `${times} times`)

/** How often the two characters stand side by side in the document. */
type Known = (first: number, second: number) => number

const VOWEL_RE = /[aeiou]/iu
/** 22002244年年: no good text doubles a date. */
const YEAR_RE = /(?:19|20)\d\d年/u

/** Is the stretch evidence enough? */
function ofGlyphs(known: Known, stretch: GlyphStretch): Finding | undefined {
  const { times, glyphs, strange, letters, marks, bounded, edits } = stretch
  const said = `every glyph stands there ${timesOver(times)}`
  const finding = (safety: Safety, reason = said): Finding => ({ edits, reason, safety })
  // 哈哈哈哈, 胜胜负负, 6666: sounds, scores and codes are of a few characters.
  if (!WORD_RE.test(glyphs.join('')) || new Set(glyphs).size + marks < 4) return undefined
  if (marks > 0 && (strange > 0 || glyphs.length >= 5)) return finding('safe', `${said}, and its marks too`)
  if (YEAR_RE.test(glyphs.join(''))) return finding('safe', `${said}, those of the date too`)
  if (letters >= 5 && letters * 2 > glyphs.length) return isWesternWord(glyphs) ? finding('safe') : undefined
  if (glyphs.length < 4) return bounded && strange >= 2 ? finding(times > 2 ? 'safe' : 'risky') : undefined
  const proven = strange >= (bounded ? 2 : 3) && strange * 4 >= glyphs.length
  if (proven || (strange > 0 && bounded && crossesWords(known, glyphs))) return finding('safe')
  return strange > 0 && bounded ? finding('risky') : undefined
}

/** Letters of a word, not of a code: yyyymmdd, aabbccdd. */
function isWesternWord(glyphs: readonly string[]): boolean {
  const vowels = glyphs.filter((glyph) => VOWEL_RE.test(glyph)).length
  const series = glyphs.every(
    (glyph, i) => i === 0 || Math.abs(glyph.charCodeAt(0) - glyphs[i - 1]!.charCodeAt(0)) === 1,
  )
  return vowels >= 2 && vowels < glyphs.length - 1 && !series
}

/**
 * In AABBCC the pair AB stands once in the line itself. Strung-together words such as 平平安安健健康康 never make a pair of the second
 * and third character elsewhere; the characters of a headline do, wherever a word begins on an even place.
 */
function crossesWords(known: Known, glyphs: readonly string[]): boolean {
  return glyphs.some(
    (glyph, i) => i % 2 === 1 && i + 1 < glyphs.length && known(glyph.charCodeAt(0), glyphs[i + 1]!.charCodeAt(0)) > 1,
  )
}

/** A line or a word that is a product of runs, or would be if a blank stood behind it: 甲乙 甲乙 丙丁 丙丁. */
function ofRuns(known: Known, text: string, start: number, end: number): Finding | undefined {
  if (end - start < 6 || end - start > LONGEST_LINE) return undefined
  const line = text.slice(start, end)
  const first = readingOf(known, line) ?? spacedReading(line)
  if (first === undefined) return undefined
  let kept = keptBy(first, line.length)
  for (;;) {
    const now = kept.map((i) => line[i]!).join('')
    const more = readingOf(known, now)
    if (more?.safety !== 'safe') break
    const before = kept
    kept = keptBy(more, now.length).map((i) => before[i]!)
  }
  if (isBlank(line, kept.at(-1)!)) kept.pop()
  const reason = `every part of the line stands there ${timesOver(first.times)}`
  return { edits: removals(start, end, kept), reason, safety: first.safety }
}

/** A line of words that are each a product of runs, with the blanks between them printed once. */
function ofWords(known: Known, text: string, start: number, end: number): Finding | undefined {
  if (end - start > LONGEST_LINE) return undefined
  const blanks: number[] = []
  const others: number[] = []
  for (let i = start; i < end; i++) (isBlank(text, i) ? blanks : others).push(i - start)
  const reading = readingOf(known, others.map((offset) => text[start + offset]!).join(''))
  if (reading === undefined) return undefined
  const ends = new Set<number>()
  let at = 0
  for (const run of reading.runs) ends.add(others[(at += run * reading.times) - 1]! + 1)
  if (blanks.some((blank) => !ends.has(blank) && !isBlank(text, start + blank - 1))) return undefined
  const kept = [...keptBy(reading, others.length).map((i) => others[i]!), ...blanks].sort((a, b) => a - b)
  const reason = `every part of the line stands there ${timesOver(reading.times)}`
  // Songs are written like this too, phrase by phrase.
  return { edits: removals(start, end, kept), reason, safety: reading.runs.length < 4 ? 'risky' : reading.safety }
}

/** Beginnings of a line, a word or a clause in it that were set bold, with what follows them printed once. */
function* ofBoldParts(text: string, start: number, end: number): Iterable<Finding> {
  let done = start
  for (const from of beginnings(text, start, end)) {
    if (from < done) continue
    const line = text.slice(from, Math.min(end, from + LONGEST_LINE))
    for (const product of products(line)) {
      done = Math.max(done, from + product.end)
      const isClause = product.end === line.length || (classAt(line, product.end) & MARK) !== 0
      const safety = judgePart(runsOf(line, product), isClause)
      if (safety === undefined) continue
      const edits = removals(from, from + product.end, keptBy(product, product.end))
      yield { edits, reason: `every run of this stands there ${timesOver(product.times)}`, safety }
      break
    }
  }
}

/** A line without marks whose first and last glyph stand there twice, where text runs overlap; neither is one that Chinese doubles. */
function ofEnds(text: string, start: number, end: number): Finding | undefined {
  if (end - start < 8 || end - start > LONGEST_RUN) return undefined
  for (const at of [start, end - 2]) {
    if (text[at] !== text[at + 1] || (classAt(text, at) & HAN) === 0 || isReduplicated(text[at]!)) return undefined
  }
  for (let i = start; i < end; i++) if ((classAt(text, i) & (CJK | WESTERN)) === 0) return undefined
  const edits = [start, end - 2].map((at) => ({ start: at, end: at + 1, text: '' }))
  return { edits, reason: 'the first and the last glyph of the line stand there twice', safety: 'risky' }
}

interface Reading extends Product {
  readonly safety: Safety
}

function readingOf(known: Known, line: string): Reading | undefined {
  for (const product of products(line)) {
    const safety = product.end === line.length ? judge(known, line, product) : undefined
    if (safety !== undefined) return { ...product, safety }
  }
  return undefined
}

function spacedReading(line: string): Reading | undefined {
  if (!/\s/u.test(line)) return undefined
  for (const product of products(`${line} `)) {
    const { count, longest, characters } = runsOf(line, product)
    // Drills and refrains are spaced like this too, so it is never beyond doubt.
    const likely = count === 1 ? characters >= LONG_PHRASE : count >= 4 && longest >= 5
    if (product.end > line.length && likely) return { ...product, safety: 'risky' }
  }
  return undefined
}

/** Deletions of everything in `[start, end)` but the kept offsets. */
function removals(start: number, end: number, kept: readonly number[]): Edit[] {
  const edits: Edit[] = []
  let next = start
  for (const offset of [...kept, end - start]) {
    if (start + offset > next) edits.push({ start: next, end: start + offset, text: '' })
    next = start + offset + 1
  }
  return edits
}

/** Is the reading of a whole line or word evidence enough? */
function judge(known: Known, line: string, product: Product): Safety | undefined {
  const { count, longest, uniform, characters, telling, marks, empty } = runsOf(line, product)
  if (empty) return undefined
  if (marks > 0 && count >= 3 && characters >= 3) return 'safe'
  // Glyph by glyph, grammar or a code (yyyymmdd) may be the cause: see `ofGlyphs`.
  if (uniform) return undefined
  if (count === 1) {
    if ((classAt(line, longest - 1) & MARK) !== 0) return characters >= LONG_PHRASE ? 'risky' : undefined
    if ((classAt(line, 0) & LETTER) !== 0 && characters === longest && characters >= 6) return 'safe'
    if (characters < 5) return undefined
    // Said twice for effect or printed twice? The document tells, by the phrase standing there once.
    const long = characters >= LONG_PHRASE || (characters >= 8 && isKnownElsewhere(known, line, product.times))
    return long ? 'safe' : 'risky'
  }
  if (telling < characters / 2) return undefined
  if (product.times > 2 && longest >= 3 && characters >= 8) return 'safe'
  // Verbs are doubled two characters at a time (研究研究讨论讨论), and cheers are as short.
  if (count >= 4 && characters >= 7 && (longest >= 3 || count >= 6)) return 'safe'
  if ((count >= 3 && longest >= 3 && characters >= 8) || (longest >= 5 && characters >= 9)) return 'safe'
  return count >= 3 || characters >= 6 ? 'risky' : undefined
}

/** Is a beginning that is a product evidence enough, with other text behind it? A rhyme may begin so (丢手绢丢手绢). */
function judgePart(
  { count, regular, longest, telling, tellingCount, marks, empty }: Runs,
  isClause: boolean,
): Safety | undefined {
  if (empty) return undefined
  if (marks > 0 && longest > 1 && telling >= 2) return count >= 3 && telling >= 3 ? 'safe' : 'risky'
  if (isClause && count === 2 && longest >= 5 && telling >= 9) return 'risky'
  if (regular || tellingCount < 3 || longest < 3 || telling < 8) return undefined
  return longest >= 4 && telling >= 10 ? 'safe' : 'risky'
}

/** Does the document have the phrase once more than the line has it, by its pairs? */
function isKnownElsewhere(known: Known, line: string, times: number): boolean {
  let pairs = 0
  let elsewhere = 0
  for (let i = 0; i + 1 < line.length / times; i++) {
    if ((classAt(line, i) & classAt(line, i + 1) & CJK) === 0) continue
    pairs++
    if (known(line.charCodeAt(i), line.charCodeAt(i + 1)) > times) elsewhere++
  }
  return elsewhere >= 2 && elsewhere >= pairs * 0.6
}
