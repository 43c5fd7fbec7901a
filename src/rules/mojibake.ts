import type { Document } from '../core/document.ts'
import { defineRule, type Kept } from '../core/rule.ts'
import { latinReadings } from '../text/latin-bytes.ts'
import { pairReadings } from '../text/pair-bytes.ts'
import { FAMILIAR_CHARACTERS } from '../text/plausibility.ts'
import type { Reading } from '../text/reading.ts'
import { LATIN_BYTES, signs } from '../text/signs.ts'
import { slippedReadings } from '../text/slipped-pairs.ts'

/** What decoders write for bytes that they cannot read, what UTF-8 and GBK make of that, and what memory holds that nobody filled. */
const LOST_RE = /\ufffd+|(?:锟斤拷)+(?:锟斤?)?|烫{3,}|屯{3,}/gu

/** A text that talks of encodings shows its examples on purpose, unless it is itself damaged for the most part. */
const ABOUT_RE =
  /乱码|亂碼|mojibake|文字化け|字符编码|字元編碼|字符集|latin-?1|iso-?8859|cp1252|windows-1252|\b(?:en|de)code\b/iu

export const mojibake = defineRule({
  id: 'mojibake',
  title: 'Text that was read in the wrong encoding',
  why:
    'Bytes of one encoding were read as another: UTF-8, GBK or Big5 as Latin-1 or Windows-1252 (also twice), UTF-8 as GBK or Big5. Or GBK ' +
    'lost or gained a byte, and all pairs behind it are made of halves until something brings them back into step. A stretch is written ' +
    'back to its bytes and read again, strictly; that, and how frequent in prose the characters are that come out, is the proof, so rare ' +
    'characters, names and classical texts give none. What slipped pairs leave over at their ends is lost and becomes U+FFFD. What cannot ' +
    'be recovered is reported and stays: 锟斤拷, a character whose last byte is gone. Examples in a text about encodings stay. GBK and ' +
    'Big5 are read by the runtime’s own decoder; where it has none, only UTF-8 comes back. Wrong where a text means such characters.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: 'ä¸\u00adå›½äººæ°‘', repaired: '中国人民' },
    { damaged: '公告：ÖÐ¹úµç×Ó³ö°æÉç', repaired: '公告：中国电子出版社' },
    { untouched: '“锟斤拷”是怎么来的', note: 'nothing can be recovered' },
    { untouched: 'Renée Müller 来访' },
  ],
  *find(document) {
    const { text } = document
    const readings = document.fact(mojibakeReadings)
    if (readings.length === 0) return
    const aside = ABOUT_RE.test(text) && lengthOf(readings) * 2 < text.length
    for (const { start, end, text: put, sure, reason } of readings) {
      const safety = aside ? 'suggest' : sure ? 'safe' : 'risky'
      yield { edits: [{ start, end, text: put }], reason, safety }
    }
  },
  *kept(document) {
    const { text } = document
    const wrecks: Kept[] = []
    for (const { 0: match, index } of text.matchAll(LOST_RE)) {
      wrecks.push({
        start: index,
        end: index + match.length,
        reason: 'what stood here was lost when the text was decoded',
      })
    }
    for (const { end: start, reason } of document.fact(mojibakeReadings)) {
      const rest = WRECK_RE.exec(text.slice(start, start + 3))?.[0]
      if (rest !== undefined)
        wrecks.push({ start, end: start + rest.length, reason: `${reason}: the last byte is lost` })
    }
    // A wreck that is reported with the character before it is not reported again.
    wrecks.sort((a, b) => a.start - b.start || b.end - a.end)
    let end = 0
    for (const wreck of wrecks) {
      if (wreck.start >= end) yield wreck
      end = Math.max(end, wreck.end)
    }
  },
})

/** The rest of a stretch of UTF-8 read as pairs, the last of whose bytes is gone. */
const WRECK_RE = /^[\u3400-\u9fff\ue000-\uf8ff€]{1,2}[?\ufffd]/u

const lengthOf = (readings: readonly Reading[]): number =>
  readings.reduce((sum, { start, end }) => sum + end - start, 0)

/** All that can be read, in order; no two readings meet. */
function mojibakeReadings(document: Document): Reading[] {
  const { text } = document
  const latin = (document.fact(signs).all & LATIN_BYTES) === 0 ? [] : latinReadings(text)
  const suspects = suspectLines(text)
  if (suspects.length === 0) return latin
  const pairs = pairReadings(text, suspects)
  const slipped = suspects.flatMap(({ start, end }) => slippedReadings(text, start, end))
  return merged([...latin, ...pairs].sort(byStart), slipped)
}

const byStart = (a: Reading, b: Reading): number => a.start - b.start

/** Both lists, less what of the second meets one of the first. */
function merged(first: readonly Reading[], second: readonly Reading[]): Reading[] {
  let k = 0
  const free = second.filter(({ start, end }) => {
    while (k < first.length && first[k]!.end <= start) k++
    return k === first.length || first[k]!.start >= end
  })
  return [...first, ...free].sort(byStart)
}

/** So many characters that prose does not use, less the usual ones among them, make a line worth a closer look. */
const UNUSUAL = 3

/** `?！` is what a slip made of `。` and the next character's first half; a `！` behind anything else says nothing. */
const BEHIND_MARK = 2

let steps: Int8Array | undefined

/** For each code unit what it adds to a cluster: 1 if prose does not use it, -1 if it does, 0 if it is no ideograph. */
function clusterSteps(): Int8Array {
  if (steps !== undefined) return steps
  steps = new Int8Array(0x10000).fill(1, 0x3400, 0xa000).fill(1, 0xe000, 0xf900)
  for (let i = 0; i < FAMILIAR_CHARACTERS.length; i++) {
    const unit = FAMILIAR_CHARACTERS.charCodeAt(i)
    if (steps[unit] === 1) steps[unit] = -1
  }
  steps[0x21] = steps[0xff01] = BEHIND_MARK
  return steps
}

/** The lines with a cluster of ideographs, or of private characters, that prose does not use. */
function suspectLines(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  const steps = clusterSteps()
  let cluster = 0
  for (let i = 0; i < text.length; i++) {
    let step = steps[text.charCodeAt(i)]!
    if (step === BEHIND_MARK) step = text.charCodeAt(i - 1) === 0x3f ? 1 : 0
    // Without branches: whether a character is familiar cannot be foreseen.
    cluster += step
    cluster &= ~(cluster >> 31)
    if (cluster < UNUSUAL) continue
    const newline = text.indexOf('\n', i)
    const end = newline < 0 ? text.length : newline
    found.push({ start: text.lastIndexOf('\n', i) + 1, end })
    cluster = 0
    i = end
  }
  return found
}
