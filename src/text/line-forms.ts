import type { Document } from '../core/document.ts'
import { bigrams } from './bigrams.ts'
import { BLANK, classAt, DIGIT, END, HAN, isHan, MARK, PAUSE } from './classes.ts'
import type { Region } from './column-habits.ts'
import { isCommonWord } from './common-words.ts'
import { edgeOf, endsSentence, isBlankAfter, isBlock } from './line-edges.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { isByline } from './openers.ts'

/** What a line may be besides a piece of a paragraph, and what two lines may be to each other. */

/** A line of a Western language is no label or caption from this many cells on. */
export const LATIN_SENTENCE = 24

const COUNT_RE = /^[其第]?([一二三四五六七八九十])[是要则則，、,]/u
const COUNTS = '一二三四五六七八九十'
const COUNT_SIGNS = new Set(Array.from(`其第${COUNTS}`, (sign) => sign.charCodeAt(0)))

/** `9月21日（周六）`: an entry of a programme. */
const ENTRY_RE = /^\d{1,2}月\d{1,2}日\s?[（(〈]/u

/** Does the paragraph begin with `一是` and the line with `二是`, and so on, or both with a date? In running text such words stand anywhere. */
export function countsOn(text: string, shapes: LineShapes, head: number, b: number): boolean {
  const begin = shapes.start[b]!
  if ((classAt(text, begin) & DIGIT) === 0 && !COUNT_SIGNS.has(text.charCodeAt(begin))) return false
  const countOf = (line: number): number => {
    const match = COUNT_RE.exec(text.slice(shapes.start[line], Math.min(shapes.start[line]! + 3, shapes.end[line]!)))
    return match === null ? -1 : COUNTS.indexOf(match[1]!)
  }
  const isDated = (line: number): boolean =>
    ENTRY_RE.test(text.slice(shapes.start[line], Math.min(shapes.end[line]!, shapes.start[line]! + 10)))
  const next = countOf(b)
  return (next > 0 && countOf(head) === next - 1) || (isDated(head) && isDated(b))
}

/** Are both lines equally long, with marks inside and at the end in the same places? */
export function isParallel(text: string, shapes: LineShapes, a: number, b: number): boolean {
  const length = shapes.end[a]! - shapes.start[a]!
  if (shapes.end[b]! - shapes.start[b]! !== length || shapes.innerMarks[a] === 0) return false
  if ((classAt(text, shapes.end[a]! - 1) & (END | PAUSE)) === 0) return false
  for (let i = 0; i < length; i++) {
    if (((classAt(text, shapes.start[a]! + i) ^ classAt(text, shapes.start[b]! + i)) & MARK) !== 0) return false
  }
  return true
}

/** A row has at least so many cells, and a cell at most so many code units. */
const FEWEST_CELLS = 3
const LONGEST_CELL = 12

/** Cells of words and numbers with white space between; a spaced line has single characters, a line of Western text has words alone. */
export function isTableRow(text: string, shapes: LineShapes, i: number): boolean {
  if (i < 0 || i >= shapes.count) return false
  if ((shapes.classes[i]! & BLANK) === 0 || shapes.innerEnds[i]! > 0) return false
  let cells = 0
  let singles = 0
  let numbers = 0
  let words = 0
  for (let from = shapes.start[i]!; from < shapes.end[i]!;) {
    let to = from
    let seen = 0
    while (to < shapes.end[i]! && (classAt(text, to) & BLANK) === 0) seen |= classAt(text, to++)
    const sentence = (seen & (PAUSE | END)) !== 0 && ((seen & HAN) !== 0 || (seen & DIGIT) === 0)
    if (to - from > LONGEST_CELL || sentence) return false
    if (to > from) {
      cells++
      if ((seen & HAN) !== 0 && to - from === 1) singles++
      else if ((seen & HAN) !== 0) words++
      else if ((seen & DIGIT) !== 0) numbers++
    }
    from = to + 1
  }
  return cells >= FEWEST_CELLS && singles < cells * 0.5 && words >= 1 && numbers + words >= cells * 0.6
}

/** Does the label at the start of the line begin other lines too, as the names of speakers do? */
export function speaksAgain(document: Document, shapes: LineShapes, line: number): boolean {
  const { text } = document
  const label = /^[^：:]*/u.exec(
    text.slice(shapes.start[line], Math.min(shapes.end[line]!, shapes.start[line]! + LONGEST_LABEL)),
  )![0]
  return (document.fact(labels).get(label) ?? 0) > 1
}

/** A talk has a handful of speakers; where every line has another label, those that come later are not counted. */
const MOST_LABELS = 1 << 16

/** How often each label (`王老师：`) begins a line. */
function labels(document: Document): ReadonlyMap<string, number> {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const counts = new Map<string, number>()
  for (let i = 0; i < shapes.count; i++) {
    if ((shapes.classes[i]! & PAUSE) === 0 || !hasColon(text, shapes.start[i]! + 1, shapes.start[i]! + LONGEST_LABEL))
      continue
    const label = LABEL_RE.exec(
      text.slice(shapes.start[i], Math.min(shapes.end[i]!, shapes.start[i]! + LONGEST_LABEL)),
    )?.[1]
    if (label === undefined) continue
    const times = counts.get(label) ?? 0
    if (times > 0 || counts.size < MOST_LABELS) counts.set(label, times + 1)
  }
  return counts
}

/** In code units, with its colon: twelve characters, a few of them pairs of surrogates. */
const LONGEST_LABEL = 16

/** Is there a colon in `[from, to)`? */
function hasColon(text: string, from: number, to: number): boolean {
  for (let at = from; at < Math.min(to, text.length); at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x3a || unit === 0xff1a) return true
  }
  return false
}

const LABEL_RE = /^([^\s，。、；！？：:“”（）]{1,12})[：:]/u

/** Do the code units at the two positions make a common word, or a pair that the text has, or has twice? */
export function isWord(document: Document, lastAt: number, nextAt: number, times: 1 | 2): boolean {
  const [first, second] = [document.text.charCodeAt(lastAt), document.text.charCodeAt(nextAt)]
  if (isCommonWord(first, second)) return true
  const pairs = document.fact(bigrams)
  return times === 1 ? pairs.has(first, second) : pairs.times(first, second) >= times
}

const NUMERALS_RE = /^[一二三四五六七八九十上中下序终終完]$/u

/** Is the line one or two characters that a heading had no room for? A numeral is a heading itself, and an initial has its word beside it. */
export function isRest({ text }: Document, shapes: LineShapes, b: number, isSure: () => boolean): boolean {
  const length = shapes.end[b]! - shapes.start[b]!
  if (length > 2 || shapes.han[b] !== length || NUMERALS_RE.test(text.slice(shapes.start[b], shapes.end[b])))
    return false
  if (isSure()) return true
  const ends = isBlankAfter(shapes, b) || (b + 1 < shapes.count && isBlock(text, shapes, b + 1))
  return length === 1 && ends && shapes.width[b - 1]! >= LATIN_SENTENCE
}

/** `…。摄影：某某`, `本报记者 某某 摄`: the name of who took, drew or wrote it, and nothing behind. */
export const CREDIT_RE =
  /(?:摄影|攝影|[摄攝图圖文]|供图|制图|绘图|来源|來源)[：:/／]\s?[\u3400-\u9fff·]{2,8}$|(?:记者|記者|通讯员|通訊員)\s?[\u3400-\u9fff·\s]{2,12}(?:摄|攝)$/u
const LONGEST_CREDIT = 24

export function isCredit(text: string, shapes: LineShapes, a: number): boolean {
  const [start, end] = [shapes.start[a]!, shapes.end[a]!]
  if (shapes.innerMarks[a] === 0 && isByline(text, start, end)) return true
  if (!mayNameAuthor(text, start, end)) return false
  return CREDIT_RE.test(text.slice(Math.max(start, end - LONGEST_CREDIT), end))
}

/** Is there a colon or a slash before a name of up to eight characters at the end, or the word for who took the picture? */
export function mayNameAuthor(text: string, start: number, end: number): boolean {
  const last = text.charCodeAt(end - 1)
  if (last === 0x6444 || last === 0x651d) return true
  for (let at = end - 3; at >= start && at >= end - 10; at--) {
    const unit = text.charCodeAt(at)
    if (unit === 0x3a || unit === 0x2f || unit === 0xff1a || unit === 0xff0f) return true
  }
  return false
}

/** A telephone number or an address behind its label, and nothing else. */
const CONTACT_RE = /^[^，。；、]{1,10}[：:]\s?[\d\s()（）+\-—–/转轉]{5,40}$/u

export function isContact(text: string, shapes: LineShapes, a: number): boolean {
  if (shapes.han[a] === 0 && shapes.width[a]! < LATIN_SENTENCE + 6) return true
  if ((shapes.classes[a]! & PAUSE) === 0) return false
  const to = Math.min(shapes.end[a]!, shapes.start[a]! + 60)
  if (isHan(text, to - 1) && !'转轉'.includes(text[to - 1]!)) return false
  return CONTACT_RE.test(text.slice(shapes.start[a], to))
}

/** Does line `a` begin with a bracket that the last character of line `b` closes, with no other between? */
export function isBracketed(text: string, shapes: LineShapes, a: number, b: number): boolean {
  if (!'（('.includes(text[shapes.start[a]!]!) || !'）)'.includes(text[shapes.end[b]! - 1]!)) return false
  for (let i = shapes.start[a]! + 1; i < shapes.end[b]! - 1; i++) if ('（()）'.includes(text[i]!)) return false
  return true
}

/** A caption has no more lines than this. */
const LONGEST_CAPTION = 4

/** Does the block of lines that begins with `b` end with a short line that ends no sentence? What is left of a paragraph ends one. */
export function isCaption(text: string, shapes: LineShapes, region: Region, b: number): boolean {
  let last = b
  while (last < shapes.count && last - b < LONGEST_CAPTION && !isBlankAfter(shapes, last)) last++
  if (!isBlankAfter(shapes, last)) return false
  const room = region.measure - edgeOf(shapes, last)
  return (
    room > 6 && (classAt(text, shapes.end[last]! - 1) & (END | PAUSE)) === 0 && !endsSentence(text, shapes.end[last]!)
  )
}

const ATTRIBUTION_RE =
  /^[\u3400-\u9fff·]{1,16}(?:[说說道称稱]|表示|介绍|介紹|告诉|告訴|回忆|回憶|感慨|坦言)[\u3400-\u9fff]{0,4}[。，：]/u

/** `……。”` at the end of the line, `某某说。` at the start of the next: no paragraph begins with whose speech it was. */
export const isAttribution = (text: string, lastAt: number, nextAt: number, nextEnd: number): boolean =>
  (text[lastAt] === '”' || text[lastAt] === '」') &&
  ATTRIBUTION_RE.test(text.slice(nextAt, Math.min(nextEnd, nextAt + 24)))
