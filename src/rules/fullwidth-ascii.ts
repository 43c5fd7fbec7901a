import type { Document } from '../core/document.ts'
import { defineRule } from '../core/rule.ts'
import { BLANK, BREAK, classAt, CJK, CLOSE, DIGIT, FULLWIDTH, HANGUL, KANA, LETTER, OPEN } from '../text/classes.ts'
import { lineShapes } from '../text/line-shape.ts'
import { isForeignAt, script } from '../text/script.ts'
import { isCodeLine, verbatim } from '../text/verbatim.ts'

/** How far full-width forms lie from the ASCII that they stand for. */
const OFFSET = 0xfee0

/** The whole part of a number, in code units. */
const LONGEST_INTEGER = 8

/** Signs that belong to the number or word around them. */
const SIGNS = '＋－＝／＃＆＠＊＄＇＼'
/** Signs that a number or a word may begin with, and those that it may end with: `－５℃`, `＄１００`, `Ｃ＋＋`, `Ａ＃`. */
const LEADING_SIGNS = '＋－＝＃＄'
const TRAILING_SIGNS = '＋＃％'
/** Signs that tables and formulas set wide even beside half-width numbers: `20＜μ≤30`. */
const RELATIONS = '＜＞'
/** Signs of an address, beside those that stand in any word. */
const ADDRESS_SIGNS = '？＆＝～＿％．／－：＃＋'
/** Parts of faces drawn with type: （＾ｏ＾）. */
const FACES = '＾∩＿´｀≧≦・ω￣▽⊙╯'

/** A text that talks of full-width forms means them, unless it is full of them and has hardly any others. */
const ABOUT_FORMS_RE = /全[角形](?!度)/u
const DOZENS = 24

export const fullwidthAscii = defineRule({
  id: 'fullwidth-ascii',
  title: 'Full-width letters, digits and the signs that belong to them',
  why:
    'Old typesetting systems and input methods write Western letters and digits as wide as ideographs. No search finds `２０２３年`. A ' +
    'number with its separators is one unit, and so is an address: `１，２３４．５` becomes `1,234.5`. Full-width marks of Chinese stay, and so ' +
    'do `～`, faces drawn with type, single letters within a half-width word (a disguise, not typesetting), code, texts about full-width ' +
    'forms, and Japanese and Korean, which have their own habits. Wrong where a table is aligned by full-width digits.',
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
    const shapes = document.fact(lineShapes)
    if (!shapes.classes.some((bits) => (bits & FULLWIDTH) !== 0)) return
    const { language } = document.fact(script)
    if (language === 'japanese' || language === 'korean') return
    if (ABOUT_FORMS_RE.test(text) && !isSetWide(text)) return
    for (let line = 0; line < shapes.count; line++) {
      const start = shapes.start[line]!
      const end = shapes.end[line]!
      if ((shapes.classes[line]! & FULLWIDTH) === 0 || isCodeLine(text, start, end)) continue
      const quotes = (shapes.classes[line]! & (KANA | HANGUL)) !== 0
      for (let i = start; i < end; i++) {
        const from = i
        i = endOfRun(document, i)
        if (i === from || document.fact(verbatim).has(from) || (quotes && isForeignAt(text, from))) continue
        yield {
          edits: [{ start: from, end: i, text: narrowed(text.slice(from, i)) }],
          reason: 'full-width form of Western letters, digits or signs',
        }
      }
    }
  },
})

const isWideDigit = (text: string, at: number): boolean => isWithin(text, at, 0xff10, 0xff19)
const isSmall = (text: string, at: number): boolean => isWithin(text, at, 0xff41, 0xff5a)
const isWideLetter = (text: string, at: number): boolean => isWithin(text, at, 0xff21, 0xff3a) || isSmall(text, at)
const isWithin = (text: string, at: number, from: number, to: number): boolean =>
  text.charCodeAt(at) >= from && text.charCodeAt(at) <= to
const isWide = (text: string, at: number): boolean => isWideDigit(text, at) || isWideLetter(text, at)
const isAnyDigit = (text: string, at: number): boolean => isWideDigit(text, at) || (classAt(text, at) & DIGIT) !== 0
const isAlphanumeric = (text: string, at: number): boolean =>
  (classAt(text, at) & (LETTER | DIGIT)) !== 0 || isWide(text, at)

/** Are its letters and digits wide, but for a few? */
function isSetWide(text: string): boolean {
  let wide = 0
  let others = 0
  for (let i = 0; i < text.length; i++) {
    if (isWide(text, i)) wide++
    else if ((classAt(text, i) & (LETTER | DIGIT)) !== 0) others++
  }
  return wide >= DOZENS && others * 4 <= wide
}

/** Piece by piece, since there may be as many signs as the text is long. */
function narrowed(wide: string): string {
  const pieces: string[] = []
  for (let i = 0; i < wide.length; i += 1024) {
    const units = Array.from(wide.slice(i, i + 1024), (sign) =>
      sign === '\u3000' ? 0x20 : sign.charCodeAt(0) - OFFSET,
    )
    pieces.push(String.fromCharCode(...units))
  }
  return pieces.join('')
}

/** The end of the full-width characters from `start` on that are Western. */
function endOfRun(document: Document, start: number): number {
  const { text } = document
  let address = false
  let i = start
  for (; ; i++) {
    if (converts(document, i)) {
      address ||= (text[i] === '／' && text[i - 1] === '／') || (text[i] === '．' && text.startsWith('ｗｗｗ', i - 3))
    } else if (!address || !isInAddress(text, i)) return i
  }
}

/** An address goes on with its signs, and may end with a slash. */
const isInAddress = (text: string, i: number): boolean =>
  i > 0 &&
  ADDRESS_SIGNS.includes(text.charAt(i) || ' ') &&
  (isWide(text, i + 1) || (text[i] === '／' && isWide(text, i - 1)))

function converts(document: Document, i: number): boolean {
  const { text } = document
  const unit = text.charCodeAt(i)
  if (unit === 0x3000) return isSmall(text, i - 1) && isWideLetter(text, i + 1)
  if (!(unit >= 0xff03 && unit <= 0xff5a)) return false
  if (isWideDigit(text, i) || isWideLetter(text, i)) return isTypeset(text, i)
  const mark = text[i]!
  const between = isAlphanumeric(text, i - 1) && isAlphanumeric(text, i + 1)
  // Traditional typesetting has the wide stroke between half-width figures too: 圖1－2.
  const stroke = mark === '－' && !isWide(text, i - 1) && !isWide(text, i + 1)
  if (stroke && document.fact(script).characters === 'traditional') return false
  if (SIGNS.includes(mark) && (between || isInScheme(text, i))) return true
  if (LEADING_SIGNS.includes(mark) && isWideDigit(text, i + 1) && text[i - 1] !== mark) return true
  if (
    TRAILING_SIGNS.includes(mark) &&
    (isAlphanumeric(text, i - 1) || (mark === text[i - 1] && isWideLetter(text, i - 2)))
  )
    return mark === '％' || isWide(text, i - 1) || mark === text[i - 1]
  if (mark === '＋') return isWord(text, i) && document.fact(widensSigns)
  if (RELATIONS.includes(mark)) return isWide(text, i - 1) && isWide(text, i + 1)
  if (mark === '，') return isThousands(text, i)
  if (mark === '：') return isRatio(text, i) || isInScheme(text, i)
  // `ｍｙ＿ｎａｍｅ`, but no face.
  if (mark === '＿') return between && isWide(text, i - 2) && isWide(text, i + 2)
  return mark === '．' && isPoint(text, i)
}

/** No mouth or eye of a face, and no single letter in a half-width word. */
function isTypeset(text: string, i: number): boolean {
  if (isWide(text, i - 1) || isWide(text, i + 1)) return true
  if (isFace(text, i - 1, -1) || isFace(text, i + 1, 1)) return false
  return !isWideLetter(text, i) || ((classAt(text, i - 1) | classAt(text, i + 1)) & LETTER) === 0
}

/** A part of a face, at once or behind its cheek: `ｏ（＾`. */
const isFace = (text: string, at: number, step: 1 | -1): boolean =>
  FACES.includes(text[at] ?? ' ') || ('（）()'.includes(text[at] ?? ' ') && FACES.includes(text[at + step] ?? ' '))

/** `３．１４`, `ｗｗｗ．`, `Ｎｏ．１`; an initial or the letter of an answer keeps its point: `Ｊ．Ｋ．罗琳`, `Ａ．１２`. */
function isPoint(text: string, i: number): boolean {
  if (isAnyDigit(text, i - 1) && isAnyDigit(text, i + 1))
    return isWide(text, i - 1) || isWide(text, i + 1) || isInSentence(text, i - 1)
  if (!isWide(text, i - 1) || !isWide(text, i + 1)) return false
  return isWide(text, i - 2) || (isWide(text, i + 2) && !isWithin(text, i - 1, 0xff21, 0xff3a))
}

/** Is the number that ends at `at` neither first in its line nor set off? Then it is no list number: `增长3．5倍`, but `3．5月开工`. */
function isInSentence(text: string, at: number): boolean {
  let i = at
  while (i > at - LONGEST_INTEGER && (classAt(text, i) & DIGIT) !== 0) i--
  return i >= 0 && (classAt(text, i) & (BLANK | BREAK | DIGIT)) === 0
}

/** The `：／／` of an address. */
function isInScheme(text: string, i: number): boolean {
  const colon = text[i] === '：' ? i : text[i - 1] === '：' ? i - 1 : i - 2
  return text.startsWith('：／／', colon) && isWideLetter(text, colon - 1)
}

/** `１７：３０`, also where one of the two is half-width. */
const isRatio = (text: string, i: number): boolean =>
  isAnyDigit(text, i - 1) && isAnyDigit(text, i + 1) && (isWide(text, i - 1) || isWide(text, i + 1))

/** Exactly three digits on the right, up to three on the left, wide ones beside the comma, and no decimals or telephone number. */
function isThousands(text: string, comma: number): boolean {
  if (!isWide(text, comma - 1) || !isWide(text, comma + 1)) return false
  let left = 0
  while (left < 4 && isAnyDigit(text, comma - 1 - left)) left++
  let right = 0
  while (right < 4 && isAnyDigit(text, comma + 1 + right)) right++
  const apart = !'．.'.includes(text[comma - 1 - left] ?? ' ') && !'－-：'.includes(text[comma + 1 + right] ?? ' ')
  return left >= 1 && left <= 3 && right === 3 && apart
}

/** Does the sign at `i` stand between words, Chinese ones or quoted ones? */
const isWord = (text: string, i: number): boolean =>
  (classAt(text, i - 1) & (CJK | CLOSE | LETTER | DIGIT)) !== 0 &&
  (classAt(text, i + 1) & (CJK | OPEN | LETTER | DIGIT)) !== 0

/** Does the text write other Western signs and digits wide, and no plus in half width? */
const widensSigns = ({ text }: Document): boolean => /[\uff10-\uff19]|\d\uff05/u.test(text) && !text.includes('+')
