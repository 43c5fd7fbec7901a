import type { Document } from '../core/document.ts'
import { defineRule, type Finding, type Kept, type Safety } from '../core/rule.ts'
import { BULLETS, COMMON_BULLETS, GBK_BLANK, GBK_NOW } from '../data/private-use.ts'
import { BLANK, BREAK, classAt, classBefore, HAN, MARK, OPEN, WESTERN, WIDE } from '../text/classes.ts'
import { lineShapes } from '../text/line-shape.ts'
import { script } from '../text/script.ts'
import { PUBLISHED, signs } from '../text/signs.ts'

/** A blank of the symbol fonts, between a bullet and its item. */
const SYMBOL_BLANK = 0xf020

/** Up to here GBK has places for characters of the user's own. */
const USER_DEFINED_END = 0xe766

export const privateUse = defineRule({
  id: 'private-use',
  title: 'Private-use characters whose meaning is published, as boxes in the text',
  why:
    'A private-use code point means what its font makes of it, and in another font it is a box. A few meanings are published: the blank ' +
    'of GBK, the characters that GBK had before Unicode, and the bullets of the fonts Symbol and Wingdings, which Word sets before the ' +
    'items of a list. A bullet must stand where items begin, a character of GBK inside Chinese words, and a page with icons of the web ' +
    'is left alone, because its fonts use the same codes. All other private-use characters are reported, and so are (cid:12), U+FFFD ' +
    'and letters of far scripts between ideographs: nobody can tell from the text what they were. Wrong where a file’s own font has one ' +
    'of the published codes for something else.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '\uf06c\u3000提前预约\n\uf06c\u3000凭证入馆', repaired: '●\u3000提前预约\n●\u3000凭证入馆' },
    { damaged: '\ue5e5\ue5e5第一章', repaired: '\u3000\u3000第一章', note: 'the blank of GBK' },
    { damaged: '作者刘\ue863，一九六三年生', repaired: '作者刘䶮，一九六三年生', note: 'a character of GBK' },
    { untouched: '\uf015 首页\n\uf06e 浏览', note: 'icons of a web page' },
    { untouched: '公式\ue123见(cid:12)页', note: 'nobody knows; reported' },
  ],
  find: publishedMeanings,
  *kept(document) {
    const changed = new Set<number>()
    for (const { edits } of publishedMeanings(document)) changed.add(edits[0]!.start)
    yield* reported(document.text, changed)
  },
})

const replaced = (i: number, text: string, reason: string): Finding => ({
  edits: [{ start: i, end: i + 1, text }],
  reason,
})

function* publishedMeanings(document: Document): Iterable<Finding> {
  const { text } = document
  if ((document.fact(signs).all & PUBLISHED) === 0) return
  const { language, characters } = document.fact(script)
  if (language !== 'chinese') return
  const use = document.fact(privateUses)
  const { published, bullets } = tables()
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0xe5e5 || unit > 0xf0fe) continue
    if (unit === GBK_BLANK) {
      if (use.blanks >= use.userDefined) yield replaced(i, '\u3000', 'the blank of GBK')
      continue
    }
    const bullet = bullets.get(unit)
    if (bullet !== undefined) {
      if (!use.bullets.has(unit) || !(use.starts.has(i) || beginsItem(text, i))) continue
      yield replaced(i, bullet, 'a bullet of a symbol font')
      if (text.charCodeAt(i + 1) === SYMBOL_BLANK) yield replaced(++i, ' ', 'a blank of a symbol font')
    } else if (characters !== 'traditional' && !use.foreign) {
      // Hong Kong's supplement to Big5 has other characters in the same places.
      const now = published.get(unit)
      const safety = now === undefined ? undefined : safetyOf(text, i, now)
      if (safety !== undefined) yield { ...replaced(i, now!, 'a character of GBK, by its old code point'), safety }
    }
  }
}

/** Between ideographs or before their marks it can be nothing else; a part of a character, or the first of a line, may be. */
function safetyOf(text: string, i: number, now: string): Safety | undefined {
  const { published } = tables()
  let first = i - 1
  let last = i + 1
  while (first > i - LONGEST_WORD && published.has(text.charCodeAt(first))) first--
  while (last < i + LONGEST_WORD && published.has(text.charCodeAt(last))) last++
  if ('ḿǹ'.includes(now)) return BESIDE_RE.test(text.charAt(first) + text.charAt(last)) ? 'safe' : undefined
  const before = classBefore(text, first + 1)
  const after = classAt(text, last)
  if (((before | after) & HAN) === 0) return undefined
  const whole = (now >= '\u3400' && now <= '\u4dbf') || now >= '\ufe10'
  const inside = (before & HAN) !== 0 && ((after & HAN) !== 0 || ((after & MARK) !== 0 && (after & WIDE) !== 0))
  return whole && inside ? 'safe' : 'risky'
}

/** Names of birds and fishes have two such characters. */
const LONGEST_WORD = 4
/** Letters of pinyin. */
const BESIDE_RE = /[a-zāáǎàēéěèōóǒò]/u

interface PrivateUses {
  /** Bullets that stand before items, by code unit, and where they do. */
  readonly bullets: ReadonlySet<number>
  readonly starts: ReadonlySet<number>
  /** Are there private-use characters that neither GBK nor a symbol font has, of fonts of the file's own or of icons? */
  readonly foreign: boolean
  /** The blank of GBK, and the codes that text in the wrong encoding gives beside it. */
  readonly blanks: number
  readonly userDefined: number
}

/** How the text uses private-use characters. */
function privateUses(document: Document): PrivateUses {
  const { text } = document
  const { published, bullets } = tables()
  let blanks = 0
  let userDefined = 0
  let foreign = false
  let icons = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0xdb80 || unit > 0xf8ff) continue
    if (unit === GBK_BLANK) blanks++
    // High surrogates of the private planes.
    else if (unit <= 0xdbff) foreign = true
    else if (unit >= 0xe000 && unit < USER_DEFINED_END) userDefined++
    else if (unit < 0xe000 || published.has(unit)) continue
    else if (unit < 0xf000) foreign = true
    // Font Awesome and its like have icons beside those that symbol fonts have signs for; the logo of Apple is its last code.
    else if ((unit < SYMBOL_BLANK || unit > 0xf0ff) && unit !== 0xf8ff) icons = true
  }
  const shapes = document.fact(lineShapes)
  const starts = new Set<number>()
  const times = new Map<number, number>()
  for (let line = 0; line < shapes.count; line++) {
    const start = shapes.start[line]!
    const end = shapes.end[line]!
    const unit = text.charCodeAt(start)
    if (!bullets.has(unit)) continue
    const alone = start + 1 === end && line + 1 < shapes.count
    const common = COMMON_BULLETS.includes(text[start]!)
    if (alone ? !isItem(text, shapes.start[line + 1]!) : !beginsItem(text, start)) continue
    // An icon before a figure: how often a page was read.
    if (!alone && !common && /\d[)）]?$/u.test(text.slice(end - 2, end))) continue
    starts.add(start)
    times.set(unit, (times.get(unit) ?? 0) + (common && !alone ? 2 : 1))
  }
  foreign ||= userDefined > 0 || icons
  const habit = icons ? Infinity : foreign ? 4 : 2
  const habitual = [...times].filter(([, count]) => count >= habit).map(([unit]) => unit)
  return { bullets: new Set(habitual), starts, foreign, blanks, userDefined }
}

/** Is the character at `i` set off from what is before it, and does an item begin behind it? */
function beginsItem(text: string, i: number): boolean {
  const before = classAt(text, i - 1)
  if (i > 0 && (before & (BLANK | BREAK)) === 0 && !((before & MARK) !== 0 && (before & WIDE) !== 0)) return false
  let next = i + 1
  if (text.charCodeAt(next) === SYMBOL_BLANK) next++
  while (next < i + 8 && (classAt(text, next) & BLANK) !== 0) next++
  return isItem(text, next)
}

/** Words, or a bracket or quote before them; a figure alone may be what an icon counts. */
function isItem(text: string, start: number): boolean {
  const bits = classAt(text, start)
  if ((bits & (HAN | OPEN)) !== 0) return true
  if ((bits & WESTERN) === 0) return false
  for (let i = start; i < start + 40 && (classAt(text, i) & BREAK) === 0; i++) {
    if ((classAt(text, i) & HAN) !== 0) return true
  }
  return false
}

/** What is reported: private use, U+FFFD, numbers of glyphs, letters of far scripts. */
const REPORTED_RE =
  /[\ue000-\uf8ff\u{f0000}-\u{10fffd}\ufffd\u0531-\u10ff\u1200-\u1cff\u2c00-\u2dde\ua4d0-\ua95f\ua984-\uabff\ufb1d-\ufdff\ufe70-\ufefc]|\(cid:\d{1,6}\)/gu

const LOST = 'a character was lost'
const FAR = 'letters of another script between ideographs'
const LONGEST_FAR = 12

function reasonOf(found: string): string {
  const unit = found.charCodeAt(0)
  if (unit === 0xfffd) return LOST
  if (unit === 0x28) return 'the number of a glyph whose character the PDF does not tell'
  return /^\p{Co}/u.test(found) ? 'private use: what it means, only its font knows' : FAR
}

/** Runs of it, one entry each; a blank does not end a run. Far letters count where they are squeezed between ideographs. */
function* reported(text: string, changed: ReadonlySet<number>): Iterable<Kept> {
  let run: { start: number; end: number; reason: string } | undefined
  const isOdd = ({ start, end, reason }: Kept): boolean =>
    reason !== FAR ||
    (end - start <= LONGEST_FAR && (classAt(text, start - 1) & HAN) !== 0 && (classAt(text, end) & HAN) !== 0)
  for (const { 0: found, index: start } of text.matchAll(REPORTED_RE)) {
    if (changed.has(start)) continue
    const reason = reasonOf(found)
    const gap = run === undefined ? Infinity : start - run.end
    if (run?.reason === reason && (gap === 0 || (gap === 1 && text[run.end] === ' '))) {
      run.end = start + found.length
      continue
    }
    if (run !== undefined && isOdd(run)) yield run
    run = { start, end: start + found.length, reason }
  }
  if (run !== undefined && isOdd(run)) yield run
}

let cached: { published: ReadonlyMap<number, string>; bullets: ReadonlyMap<number, string> } | undefined

/** From old code points of GBK, and from those of bullets, to their characters. */
function tables(): NonNullable<typeof cached> {
  if (cached !== undefined) return cached
  const published = new Map<number, string>()
  for (const [first, now] of GBK_NOW) Array.from(now).forEach((character, i) => published.set(first + i, character))
  const bullets = new Map<number, string>()
  for (let i = 0; i < BULLETS.length; i += 2) bullets.set(BULLETS.charCodeAt(i), BULLETS[i + 1]!)
  return (cached = { published, bullets })
}
