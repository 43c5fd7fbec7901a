import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import { bigrams } from '../text/bigrams.ts'
import { BLANK, CJK, classAt, HAN, isBlank, LETTER, MARK, WESTERN } from '../text/classes.ts'
import { isReduplicated } from '../text/doubling.ts'
import { lineShapes } from '../text/line-shape.ts'
import { copyBelow, isConfirmed, WESTERN_NAME_RE } from '../text/overprint-lines.ts'
import { glyphStretches, type GlyphStretch } from '../text/overprint-glyphs.ts'
import {
  beginnings,
  comesAgain,
  doubledIn,
  keptBy,
  RUNS,
  LONGEST as LONGEST_LINE,
  LONGEST_RUN,
  products,
  runsOf,
  WORD_RE,
  type Product,
  type Runs,
} from '../text/overprint-runs.ts'
import { verbatim } from '../text/verbatim.ts'

/** A word of two characters and a mark, or three glyphs, twice. */
const SHORTEST_LINE = 6
/** So long a phrase is not said twice in one breath. */
const LONG_PHRASE = 12

export const overprint = defineRule({
  id: 'overprint',
  title: 'Headlines doubled by overprinting',
  why:
    'Typesetting makes bold or shadowed type by printing a text run two or more times, a hair apart; extraction reads every print. What ' +
    'was set bold is then a product of repeated runs, X₁X₁X₂X₂…, where a run is a glyph, some words or the whole line; or the line comes ' +
    'again below, cut in two. A doubled mark (`：：`) is near proof. Glyph by glyph, the proof is in characters that Chinese does not ' +
    'double, with no mark or blank between the pairs: greetings (平平安安健健康康), verse (寻寻觅觅冷冷清清) and lists of names ' +
    '(淇淇、雯雯) have none. Run by run, songs and cheers look the same, so the proof is a run that is no phrase, a story below that ' +
    'tells the headline, or another line of the page. Wrong on a copybook that has each new character twice.',
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
    const { text } = document
    const shapes = document.fact(lineShapes)
    const findings: Doubling[] = []
    let proven = false
    for (let i = 0; i < shapes.count; i++) {
      const copy = copyBelow(document, shapes, i)
      if (copy !== undefined) {
        findings.push(copy)
        // The last line of the copy is gone, or goes on after it.
        while (i + 1 < shapes.count && shapes.start[i + 1]! < copy.edits[0]!.end) i++
        continue
      }
      if (shapes.end[i]! - shapes.start[i]! < SHORTEST_LINE) continue
      const doubled = doubledIn(text, shapes, i)
      if (doubled === 0) continue
      for (const finding of inLine(document, i, (doubled & RUNS) !== 0)) {
        if (document.fact(verbatim).has(finding.edits[0]!.start)) continue
        const unsure = finding.safety === 'likely' || finding.safety === 'headline'
        const confirmed = unsure && isConfirmed(document, i, finding.edits)
        findings.push(confirmed ? { ...finding, safety: 'safe' } : finding)
        if (finding.safety === 'safe') proven = true
      }
    }
    for (const finding of findings) {
      const { safety } = finding
      if (safety === 'likely' || safety === 'headline') {
        const sure = proven || (safety === 'headline' && document.fact(hasProse) && findings.length * 4 <= shapes.count)
        yield { ...finding, safety: sure ? 'safe' : 'risky' }
      } else yield { ...finding, safety }
    }
  },
})

/** In cells. Lines of a song are shorter. */
const PROSE = 40

/** Is there prose in the document: at least two lines as long as paragraphs, with marks inside? */
function hasProse(document: Document): boolean {
  const shapes = document.fact(lineShapes)
  let lines = 0
  for (let i = 0; i < shapes.count; i++) if (shapes.innerMarks[i]! >= 2 && shapes.width[i]! >= PROSE) lines++
  return lines >= 2
}

/** A likely one holds where the text confirms it, or proves by another line that it was overprinted; songs look the same. */
interface Doubling extends Omit<Finding, 'safety'> {
  readonly safety?: Certainty
}
type Certainty = Safety | 'likely' | 'headline'

function* inLine(document: Document, i: number, inRuns: boolean): Iterable<Doubling> {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const [start, end] = [shapes.start[i]!, shapes.end[i]!]
  const known: Known = (first, second) => document.fact(bigrams).times(first, second)
  const spaced = (shapes.classes[i]! & BLANK) !== 0
  const runs = !inRuns ? undefined : (ofRuns(text, start, end) ?? (spaced ? ofWords(text, start, end) : undefined))
  if (isStrong(runs)) return yield runs
  const glyphs = glyphStretches(text, start, end).flatMap((stretch) => ofGlyphs(known, stretch) ?? [])
  if (glyphs.length > 0) return yield* glyphs
  if (!inRuns) return
  const parts = [...ofParts(text, start, end, spaced)]
  const whole = runs ?? ofEnds(text, start, end)
  if (whole === undefined || parts.some(isStrong)) yield* parts
  else yield whole
}

/** The words of a line, and where a word is no product, its bold beginnings. */
function* ofParts(text: string, start: number, end: number, spaced: boolean): Iterable<Doubling> {
  if (!spaced) return yield* ofBoldParts(text, start, end)
  for (let from = start, to = start; from < end; from = to + 1) {
    for (to = from; to < end && !isBlank(text, to); to++);
    const word = ofRuns(text, from, to)
    if (word !== undefined) yield word
    else yield* ofBoldParts(text, from, to)
  }
}

const isStrong = (finding: Doubling | undefined): finding is Doubling =>
  finding !== undefined && finding.safety !== 'risky'

const timesOver = (times: number): string => (times === 2 ? 'twice' : `${times} times`)

/** How often the two characters stand side by side in the document. */
type Known = (first: number, second: number) => number

const VOWEL_RE = /[aeiou]/iu
/** 22002244年年: no good text doubles a date. */
const YEAR_RE = /(?:19|20)\d\d年/u

/** Is the stretch evidence enough? */
function ofGlyphs(known: Known, stretch: GlyphStretch): Finding | undefined {
  const { times, glyphs, strange, letters, marks, longest, spaced, bounded, edits } = stretch
  const said = `every glyph stands there ${timesOver(times)}`
  const finding = (safety: Safety, reason = said): Finding => ({ edits, reason, safety })
  // 哈哈哈哈, 胜胜负负, 6666: sounds, scores and codes are of a few characters.
  if (!WORD_RE.test(glyphs.join('')) || new Set(glyphs).size + marks < 4) return undefined
  if (marks > 0 && (strange > 0 || glyphs.length >= 5)) return finding('safe', `${said}, and its marks too`)
  // 淇淇、雯雯 are names, 窸窸窣窣 踉踉跄跄 words, and the characters of a copybook are set one by one.
  if (longest < 2) return undefined
  if (longest === 2 || spaced) return strange >= 3 && strange * 2 >= glyphs.length ? finding('risky') : undefined
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
function ofRuns(text: string, start: number, end: number): Doubling | undefined {
  if (end - start < SHORTEST_LINE || end - start > LONGEST_LINE) return undefined
  if (!comesAgain(text, start, end, LONGEST_LINE)) return undefined
  const line = text.slice(start, end)
  const first = readingOf(line) ?? spacedReading(line)
  if (first === undefined) return undefined
  let kept = keptBy(first, line.length)
  for (;;) {
    const now = kept.map((i) => line[i]!).join('')
    const more = readingOf(now)
    if (more === undefined || more.safety === 'risky') break
    const before = kept
    kept = keptBy(more, now.length).map((i) => before[i]!)
  }
  if (isBlank(line, kept.at(-1)!)) kept.pop()
  const reason = `every part of the line stands there ${timesOver(first.times)}`
  return { edits: removals(start, end, kept), reason, safety: first.safety }
}

/** A line of words that are each a product of runs, with the blanks between them printed once. */
function ofWords(text: string, start: number, end: number): Doubling | undefined {
  if (end - start > LONGEST_LINE) return undefined
  // A product has its first character again.
  let again = start + 1
  while (again < end && text.charCodeAt(again) !== text.charCodeAt(start)) again++
  if (again === end) return undefined
  const blanks: number[] = []
  const others: number[] = []
  for (let i = start; i < end; i++) (isBlank(text, i) ? blanks : others).push(i - start)
  const reading = readingOf(others.map((offset) => text[start + offset]!).join(''))
  if (reading === undefined) return undefined
  const ends = new Set<number>()
  let at = 0
  for (const run of reading.runs) ends.add(others[(at += run * reading.times) - 1]! + 1)
  if (blanks.some((blank) => !ends.has(blank) && !isBlank(text, start + blank - 1))) return undefined
  const kept = [...keptBy(reading, others.length).map((i) => others[i]!), ...blanks].sort((a, b) => a - b)
  const reason = `every part of the line stands there ${timesOver(reading.times)}`
  // Songs are written like this too, phrase by phrase.
  return {
    edits: removals(start, end, kept),
    reason,
    safety: reading.runs.length < 4 && reading.safety !== 'headline' ? 'risky' : reading.safety,
  }
}

/** Beginnings of a line, a word or a clause in it that were set bold, with what follows them printed once. */
function* ofBoldParts(text: string, start: number, end: number): Iterable<Doubling> {
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
  // What stands there more often, at both ends, would be doubled still.
  if (text[start + 2] === text[start] && text[end - 3] === text[end - 1]) return undefined
  for (let i = start; i < end; i++) if ((classAt(text, i) & (CJK | WESTERN)) === 0) return undefined
  const edits = [start, end - 2].map((at) => ({ start: at, end: at + 1, text: '' }))
  return { edits, reason: 'the first and the last glyph of the line stand there twice', safety: 'risky' }
}

interface Reading extends Product {
  readonly safety: Certainty
}

function readingOf(line: string): Reading | undefined {
  for (const product of products(line)) {
    const safety = product.end === line.length ? judge(line, product) : undefined
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
function judge(line: string, product: Product): Certainty | undefined {
  const { count, longest, regular, uniform, characters, telling, marks, torn, empty } = runsOf(line, product)
  if (empty) return undefined
  if (marks > 0 && count >= 3 && characters >= 3) return 'safe'
  // Glyph by glyph, grammar or a code (yyyymmdd) may be the cause: see `ofGlyphs`.
  if (uniform) return undefined
  if (count === 1) {
    if ((classAt(line, longest - 1) & MARK) !== 0) return characters >= LONG_PHRASE ? 'risky' : undefined
    const phrase = line.slice(0, longest)
    if ((classAt(line, 0) & LETTER) !== 0 && characters === longest) return judgeWord(phrase)
    if (characters < 5) return undefined
    // Said twice for effect or printed twice? Nobody chants a date, and what is said three times stands among lines of its kind.
    if (characters >= 8 && product.times > 2) return 'headline'
    if (characters >= LONG_PHRASE && YEAR_RE.test(phrase)) return 'safe'
    return characters >= 8 ? 'likely' : 'risky'
  }
  if (telling < characters / 2) return undefined
  // Verbs are doubled two characters at a time (研究研究讨论讨论), and cheers are as short.
  if (regular && longest < 3) return undefined
  const long =
    (count >= 4 && characters >= 7 && (longest >= 3 || count >= 6)) ||
    (longest >= 3 && characters >= 8 && (count >= 3 || product.times > 2)) ||
    (longest >= 5 && characters >= 8)
  // Songs and cheers look the same; they stand among lines of their kind, headlines above prose.
  if (long) return torn ? 'safe' : regular && product.times === 2 ? 'likely' : 'headline'
  return count >= 3 || characters >= 6 ? 'risky' : undefined
}

/** Is a beginning that is a product evidence enough, with other text behind it? A rhyme may begin so (丢手绢丢手绢). */
function judgePart(
  { count, regular, longest, telling, tellingCount, marks, torn, empty }: Runs,
  isClause: boolean,
): Certainty | undefined {
  if (empty) return undefined
  if (marks > 0 && longest > 1 && telling >= 2) return count >= 3 && telling >= 3 ? 'safe' : 'risky'
  if (isClause && count === 2 && longest >= 5 && telling >= 9) return 'risky'
  if (regular || tellingCount < 3 || longest < 3 || telling < 8) return undefined
  return longest >= 4 && telling >= 10 ? (torn ? 'safe' : 'likely') : 'risky'
}

/** English words of titles have a capital; passwords and keys (qwertyqwerty, cafebabecafebabe) have none. */
const judgeWord = (word: string): Certainty | undefined =>
  word.length < 6 ? undefined : WESTERN_NAME_RE.test(word) && isWesternWord([...word]) ? 'likely' : 'risky'
