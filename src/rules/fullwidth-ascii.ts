import type { Document } from '../core/document.ts'
import { defineRule } from '../core/rule.ts'
import { classAt, CJK, CLOSE, DIGIT, LETTER, OPEN } from '../text/classes.ts'
import { script } from '../text/script.ts'
import { verbatim } from '../text/verbatim.ts'

const CANDIDATE_RE = /[\uff03-\uff5a]/u
/** How far full-width forms lie from the ASCII that they stand for. */
const OFFSET = 0xfee0

/** Signs that belong to the number or word around them. */
const SIGNS = '＋－＝／＃＆＠＊＄'
/** Signs that tables and formulas set wide even beside half-width numbers: `20＜μ≤30`. */
const RELATIONS = '＜＞'
/** Parts of faces drawn with type: （＾ｏ＾）. */
const FACES = '＾∩＿´｀≧≦・ω'

/** A text that talks of full-width forms means them, unless it is full of them. */
const ABOUT_FORMS_RE = /全[角形](?!度)/u
const DOZENS = 24

export const fullwidthAscii = defineRule({
  id: 'fullwidth-ascii',
  title: 'Full-width letters, digits and the signs that belong to them',
  why:
    'Old typesetting systems and input methods write Western letters and digits as wide as ideographs. No search finds `２０２３年`. A ' +
    'number with its separators is one unit, and so is an address: `１，２３４．５` becomes `1,234.5`. Full-width marks of Chinese stay, and so ' +
    'do `～`, faces drawn with type, single letters within a half-width word (a disguise, not typesetting), texts about full-width ' +
    'forms, and Japanese, which has its own habits. Wrong where a table is aligned by full-width digits.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '２０２３年，增长９１．１％', repaired: '2023年，增长91.1%' },
    { damaged: '共１，２３４．５元', repaired: '共1,234.5元' },
    { damaged: '推进“335＋X”计划', repaired: '推进“335+X”计划' },
    { untouched: '你好，世界！（再见）～' },
    { untouched: '（＾ｏ＾）' },
  ],
  *find(document) {
    const { text } = document
    if (!CANDIDATE_RE.test(text) || document.fact(script).language === 'japanese') return
    if (ABOUT_FORMS_RE.test(text) && countOf(text) < DOZENS) return
    for (let i = 0; i < text.length; i++) {
      const start = i
      while (converts(document, i)) i++
      if (i === start || document.fact(verbatim).has(start)) continue
      yield {
        edits: [{ start, end: i, text: narrowed(text.slice(start, i)) }],
        reason: 'full-width form of Western letters, digits or signs',
      }
    }
  },
})

const isWideDigit = (text: string, at: number): boolean => isWithin(text, at, 0xff10, 0xff19)
const isWideLetter = (text: string, at: number): boolean =>
  isWithin(text, at, 0xff21, 0xff3a) || isWithin(text, at, 0xff41, 0xff5a)
const isWithin = (text: string, at: number, from: number, to: number): boolean =>
  text.charCodeAt(at) >= from && text.charCodeAt(at) <= to
const isWide = (text: string, at: number): boolean => isWideDigit(text, at) || isWideLetter(text, at)
const isAlphanumeric = (text: string, at: number): boolean =>
  (classAt(text, at) & (LETTER | DIGIT)) !== 0 || isWide(text, at)

function countOf(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) if (isWide(text, i)) count++
  return count
}

/** Piece by piece, since there may be as many signs as the text is long. */
function narrowed(wide: string): string {
  const pieces: string[] = []
  for (let i = 0; i < wide.length; i += 1024) {
    const units = Array.from(wide.slice(i, i + 1024), (sign) => sign.charCodeAt(0) - OFFSET)
    pieces.push(String.fromCharCode(...units))
  }
  return pieces.join('')
}

function converts(document: Document, i: number): boolean {
  const { text } = document
  const unit = text.charCodeAt(i)
  if (!(unit >= 0xff03 && unit <= 0xff5a)) return false
  if (isWideDigit(text, i) || isWideLetter(text, i)) return isTypeset(text, i)
  const mark = text[i]!
  const between = isAlphanumeric(text, i - 1) && isAlphanumeric(text, i + 1)
  if (mark === '％') return isAlphanumeric(text, i - 1)
  if (SIGNS.includes(mark))
    return between || isInScheme(text, i) || (mark === '＋' && isWord(text, i) && document.fact(widensSigns))
  if (RELATIONS.includes(mark)) return isWide(text, i - 1) && isWide(text, i + 1)
  if (mark === '，') return isThousands(text, i)
  if (mark === '：') return (isWideDigit(text, i - 1) && isWideDigit(text, i + 1)) || isInScheme(text, i)
  return mark === '．' && isPoint(text, i)
}

/** No mouth or eye of a face, and no single letter in a half-width word. */
function isTypeset(text: string, i: number): boolean {
  if (isWide(text, i - 1) || isWide(text, i + 1)) return true
  if (FACES.includes(text[i - 1] ?? ' ') || FACES.includes(text[i + 1] ?? ' ')) return false
  return !isWideLetter(text, i) || ((classAt(text, i - 1) | classAt(text, i + 1)) & LETTER) === 0
}

/** `３．１４`, `ｗｗｗ．`, `Ｎｏ．１`; initials before a Chinese name keep their point: `Ｊ．Ｋ．罗琳`. */
function isPoint(text: string, i: number): boolean {
  if (!isWide(text, i - 1) || !isWide(text, i + 1)) return false
  return (isWideDigit(text, i - 1) && isWideDigit(text, i + 1)) || isWide(text, i - 2) || isWide(text, i + 2)
}

/** The `：／／` of an address. */
function isInScheme(text: string, i: number): boolean {
  const colon = text[i] === '：' ? i : text[i - 1] === '：' ? i - 1 : i - 2
  return text.startsWith('：／／', colon) && isWideLetter(text, colon - 1)
}

/** Exactly three full-width digits on the right, up to three on the left. */
function isThousands(text: string, comma: number): boolean {
  let left = 0
  while (left < 4 && isWideDigit(text, comma - 1 - left)) left++
  let right = 0
  while (right < 4 && isWideDigit(text, comma + 1 + right)) right++
  return left >= 1 && left <= 3 && right === 3
}

/** Does the sign at `i` stand between words, Chinese ones or quoted ones? */
const isWord = (text: string, i: number): boolean =>
  (classAt(text, i - 1) & (CJK | CLOSE | LETTER | DIGIT)) !== 0 &&
  (classAt(text, i + 1) & (CJK | OPEN | LETTER | DIGIT)) !== 0

/** Does the text write other Western signs and digits wide, and no plus in half width? */
const widensSigns = ({ text }: Document): boolean => /[\uff10-\uff19]|\d\uff05/u.test(text) && !text.includes('+')
