import type { Edit } from '../core/edit.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import { bigrams } from '../text/bigrams.ts'
import { BLANK, CJK, classAt, LETTER, MARK, WESTERN } from '../text/classes.ts'
import { lineShapes } from '../text/line-shape.ts'
import { verbatim } from '../text/verbatim.ts'

/** Headlines are set in runs no longer than this, and are themselves no longer than that. */
const LONGEST_CHUNK = 40
const LONGEST_LINE = 600
/** So long a phrase is not said twice in one breath. */
const LONG_PHRASE = 12
/** Counting rhymes: 一一二二三三. */
const NUMERALS_RE = /^[一二三四五六七八九十\d]+$/u

export const overprint = defineRule({
  id: 'overprint',
  title: 'Headlines doubled by overprinting',
  why:
    'Typesetting makes bold or shadowed type by printing a text run two or more times, a hair apart; extraction reads every print. The ' +
    'line is then a product of repeated chunks: X₁X₁X₂X₂…, where a chunk is a glyph, a text run or the whole line. A doubled mark ' +
    '(`：：`) is near proof, and so is a line that factors into several chunks of different lengths: over thousands of good texts no ' +
    'line did. Reduplication (急急忙忙), chants (加油加油) and greetings (平平安安健健康康) are short or regular, and stay. Wrong where a ' +
    'long phrase is set twice on purpose without any mark between.',
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
    { untouched: '加油加油' },
    { untouched: '2222年8888号……——' },
  ],
  *find(document) {
    const { text } = document
    const shapes = document.fact(lineShapes)
    const known: Known = (first, second) => document.fact(bigrams).times(first, second)
    for (let i = 0; i < shapes.count; i++) {
      const start = shapes.start[i]!
      const end = shapes.end[i]!
      const short = end - start <= LONGEST_LINE
      const whole = short ? (findingIn(known, text, start, end) ?? labelIn(known, text, start, end)) : undefined
      if (whole !== undefined) {
        if (!document.fact(verbatim).has(start)) yield whole
      } else if ((shapes.classes[i]! & BLANK) !== 0) {
        for (const [from, to] of words(text, start, end)) {
          const part = findingIn(known, text, from, to)
          if (part !== undefined && !document.fact(verbatim).has(from)) yield part
        }
      }
    }
  },
})

/** The pieces between white space. */
function* words(text: string, start: number, end: number): Iterable<[number, number]> {
  let from = start
  for (let i = start; i <= end; i++) {
    if (i < end && (classAt(text, i) & BLANK) === 0) continue
    if (i - from > 5 && i - from <= LONGEST_LINE) yield [from, i]
    from = i + 1
  }
}

/** A label doubled up to its mark, with the text after it printed once: `主主办办：：某某馆`. */
function labelIn(known: Known, text: string, start: number, end: number): Finding | undefined {
  for (let i = start + 4; i + 1 < end; i++) {
    if (text[i] !== text[i + 1] || !isDecisiveMark(text, i)) continue
    return findingIn(known, text, start, i + 2)
  }
  return undefined
}

function findingIn(known: Known, text: string, start: number, end: number): Finding | undefined {
  return findingWith(known, text, start, end, true) ?? findingWith(known, text, start, end, false)
}

/** `blanks` says whether white space is part of what was printed twice, or stands between the glyphs that were. */
function findingWith(known: Known, text: string, start: number, end: number, blanks: boolean): Finding | undefined {
  const all = Array.from({ length: end - start }, (_, i) => i)
  const spaces = blanks ? [] : all.filter((i) => (classAt(text, start + i) & BLANK) !== 0)
  if (!blanks && spaces.length === 0) return undefined
  let kept = blanks ? all : all.filter((i) => (classAt(text, start + i) & BLANK) === 0)
  let line = kept.map((k) => text[start + k]!).join('')
  let first: Reading | undefined
  for (;;) {
    const reading = bestReading(known, line)
    if (reading === undefined || (first !== undefined && reading.safety !== 'safe')) break
    if (!blanks && reading.chunks.some((length) => length > 2)) break
    first ??= reading
    const indices: number[] = []
    let at = 0
    for (const length of reading.chunks) {
      for (let k = 0; k < length; k++) indices.push(kept[at + k]!)
      at += length * reading.times
    }
    for (; at < line.length; at++) indices.push(kept[at]!)
    kept = indices
    line = kept.map((k) => text[start + k]!).join('')
  }
  if (first === undefined) return undefined
  kept = [...kept, ...spaces].sort((a, b) => a - b)
  return { edits: removals(start, end, kept), reason: first.reason, safety: first.safety }
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

/** How often the two characters stand side by side in the document. */
type Known = (first: number, second: number) => number

/**
 * In AABBCC the pair AB stands once in the line itself. Strung-together words such as 平平安安健健康康 never make a pair of the second
 * and third character elsewhere; the characters of a headline do, wherever a word begins on an even place.
 */
function crossesWords(known: Known, line: string, times: number): boolean {
  let pairs = 0
  for (let at = times; at + times < line.length; at += times * 2) {
    if (known(line.charCodeAt(at), line.charCodeAt(at + times)) > 1) pairs++
  }
  return pairs >= 1
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

/** One way to read a line as chunks that each stand there `times` times in a row. */
interface Reading {
  readonly times: number
  readonly chunks: readonly number[]
  readonly safety: Safety
  readonly reason: string
}

function bestReading(known: Known, line: string): Reading | undefined {
  for (const times of [4, 3, 2]) {
    if (!mayBegin(line, times)) continue
    // Per glyph first: 天天天天向向上上 also reads as one chunk 天天 and more, and means 天天向上 either way.
    const glyphs = perGlyph(line, times)
    if (glyphs !== undefined) {
      const judged = judge(known, line, times, glyphs)
      if (judged !== undefined) return judged
      continue
    }
    const chunks = fewestChunks(line, times)
    if (chunks === undefined) continue
    const judged = judge(known, line, times, chunks)
    if (judged !== undefined) return judged
  }
  return undefined
}

/** Can a chunk stand `times` times at the start of the line? Most lines end here, after a glance at their first character. */
function mayBegin(line: string, times: number): boolean {
  const longest = Math.floor(line.length / times)
  for (let at = line.indexOf(line[0]!, 1); at > 0 && at <= longest; at = line.indexOf(line[0]!, at + 1)) {
    if (repeats(line, 0, at, times)) return true
  }
  return false
}

/** Does `[at, at + length)` stand `times` times in a row? */
function repeats(line: string, at: number, length: number, times: number): boolean {
  const end = at + length * times
  if (end > line.length) return false
  for (let i = at + length; i < end; i++) if (line.charCodeAt(i) !== line.charCodeAt(i - length)) return false
  return !isLowSurrogate(line.charCodeAt(at + length))
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

function perGlyph(line: string, times: number): number[] | undefined {
  const chunks: number[] = []
  for (let at = 0; at < line.length;) {
    const length = isLowSurrogate(line.charCodeAt(at + 1)) ? 2 : 1
    if (!repeats(line, at, length, times)) return undefined
    chunks.push(length)
    at += length * times
  }
  return chunks
}

/**
 * The factorisation of the whole line into the fewest chunks, each repeated `times` times, by dynamic programming. A chunk is
 * `LONGEST_CHUNK` long at most, except one that is the whole line.
 */
function fewestChunks(line: string, times: number): number[] | undefined {
  const n = line.length
  if (n % times === 0 && repeats(line, 0, n / times, times)) return [n / times]
  const fewest = new Float64Array(n + 1).fill(Infinity)
  const lastChunk = new Int32Array(n + 1)
  fewest[0] = 0
  for (let at = 0; at < n; at++) {
    if (fewest[at] === Infinity) continue
    for (let length = 1; length <= LONGEST_CHUNK && at + length * times <= n; length++) {
      if (line.charCodeAt(at) !== line.charCodeAt(at + length) || !repeats(line, at, length, times)) continue
      const to = at + length * times
      if (fewest[at]! + 1 < fewest[to]!) {
        fewest[to] = fewest[at]! + 1
        lastChunk[to] = length
      }
    }
  }
  if (fewest[n] === Infinity) return undefined
  const chunks: number[] = []
  for (let at = n; at > 0; at -= lastChunk[at]! * times) chunks.unshift(lastChunk[at]!)
  return chunks
}

/** An ideograph or a small letter. */
const WORD_RE = /[a-z\u3400-\u9fff]/u

/** Is the reading evidence enough? */
function judge(known: Known, line: string, times: number, chunks: readonly number[]): Reading | undefined {
  let characters = 0
  let doubledMarks = 0
  let longest = 0
  let letters = 0
  let at = 0
  for (const length of chunks) {
    for (let i = at; i < at + length; i++) if ((classAt(line, i) & (CJK | WESTERN)) !== 0) characters++
    if (length === 1 && isDecisiveMark(line, at)) doubledMarks++
    longest = Math.max(longest, length)
    if ((classAt(line, at) & LETTER) !== 0) letters += length * times
    at += length * times
  }
  const count = chunks.length
  const reading = (safety: Safety, reason: string): Reading => ({ times, chunks, safety, reason })
  const said = `every part of the line stands there ${times === 2 ? 'twice' : `${times} times`}`
  // Rules of ==== and ---- are products of anything.
  if (characters < (at / times) * 0.5 || characters < 3) return undefined
  // Codes and answers (AABBCC, 12341234) are of capitals and digits; headlines have words in them.
  if (!WORD_RE.test(line)) return undefined
  // 哈哈哈哈, 6666, 0101: laughter, codes and rules of a few characters are doubled by whoever typed them.
  if (new Set(line).size < 4 && doubledMarks === 0) return undefined
  if (doubledMarks > 0 && count >= 3) return reading('safe', `${said}, its marks too`)
  if (longest === 1) {
    // AABB is grammar, and greetings and rhymes string such words together, two glyphs each; the words of a headline go across them.
    const western = letters >= 4 * times
    if (count >= 4 && (western || (times > 2 && count >= 6))) return reading('safe', `${said}, glyph by glyph`)
    if (count < 5) return undefined
    const odd = count >= 7 && count % 2 === 1 && !NUMERALS_RE.test(line)
    return reading(odd || crossesWords(known, line, times) ? 'safe' : 'risky', `${said}, glyph by glyph`)
  }
  if (count === 1) {
    const last = classAt(line, longest - 1)
    const word = (classAt(line, 0) & LETTER) !== 0 && characters === longest
    if (characters < 5 || (last & MARK) !== 0) return characters >= 8 ? reading('risky', said) : undefined
    // Said twice for effect or printed twice? The document tells, by other overprints or by the phrase standing there once.
    if (word && characters >= 6) return reading('safe', said)
    const long = characters >= LONG_PHRASE || (characters >= 8 && isKnownElsewhere(known, line, times))
    return reading(long ? 'safe' : 'risky', said)
  }
  if (times > 2 && longest >= 3 && characters >= 8) return reading('safe', said)
  // Verbs are doubled two characters at a time (研究研究讨论讨论), and always so.
  const regular = chunks.every((length) => length === 2) && count < 6
  if (count >= 4 && characters >= 7 && !regular) return reading('safe', said)
  if ((count >= 3 && longest >= 3 && characters >= 6) || (longest >= 5 && characters >= 8)) return reading('safe', said)
  return count >= 3 || characters >= 6 ? reading('risky', said) : undefined
}

/** A mark that good text never doubles: not `…`, `—`, `！`, `？`, `～` or a quote inside a quote. */
const isDecisiveMark = (line: string, at: number): boolean => '：，。；、《》（）“”〈〉【】:,;'.includes(line[at]!)
