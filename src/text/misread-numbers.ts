import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import type { Safety } from '../core/rule.ts'
import { MEASURE_WORDS } from '../data/measure-words.ts'
import { MISREAD, signs } from './signs.ts'

/** A number with characters read as others, and how sure its place makes it. */
export interface MisreadNumber {
  readonly edits: readonly Edit[]
  readonly safety: Safety
  readonly confidence?: number
}

/** A digit and a letter that looks like one side by side, or a nought that is none beside a Chinese numeral. */
const CANDIDATE_RE =
  /[0-9０-９][OoIlZSBＯｏＩｌＺＳＢ〇]|[OoIlZSBＯｏＩｌＺＳＢ〇][0-9０-９]|[OoIl]\.\d|[一二三四五六七八九〇○◯][OoＯｏ0０○◯]|[年月] ?[lIｌＩ] ?[月日号號]/u

/** What stands for a digit in a number of digits. */
const DIGIT_OF: Readonly<Record<string, string>> = { O: '0', o: '0', 〇: '0', l: '1', I: '1', Z: '2', S: '5', B: '8' }

/** Digits and what looks like them, with nothing Western on either side: most codes, names and formulas are none. */
const TOKEN_RE =
  /(?<![\w.,/:@#&=+%~\\])(?<![A-Za-z][ -])[\dOoIlZSB〇]{1,8}(?:[.,][\dOoIl]{1,4}){0,3}(?![\w/:@#&=+~\\]|[.,][\dA-Za-z])/gu

/** A place where nothing but a number can stand: the number's form, what is on either side, and how large it may be. */
interface Closed {
  readonly token: RegExp
  readonly before?: RegExp
  readonly after: RegExp
  readonly least: number
  readonly most: number
  /** How many of its characters must be digits, if not one. */
  readonly digits?: number
}

/** One or two places. A nought at the head may be oxygen (O2) where nothing on the left speaks for a number. */
const SHORT_RE = /^[\dlI]?[\dOoIl]$/u
const SHORT_WITH_NOUGHT_RE = /^[\dOoIl]{1,2}$/u

const CLOSED: readonly Closed[] = [
  // A year. One that ends in two letters may be a blank to be filled in (20OO年).
  { token: /^[12][\dOoIl〇]{2}(?:[\dIl]|(?<![Oo〇])[Oo〇])$/u, after: /^ ?年/u, least: 1000, most: 2099 },
  { token: /^[12lIZ][\dOoIlZSB]{2}(?:[\dIlZSB]|(?<![Oo])[Oo])$/u, after: /^ ?年/u, least: 1600, most: 2099, digits: 2 },
  { token: SHORT_WITH_NOUGHT_RE, before: /年 ?$/u, after: /^ ?月/u, least: 1, most: 12 },
  { token: SHORT_RE, after: /^ ?月(?![饼餅亮球光经經色老台臺圆圓季刊卡薪租票牙影夜神产產均])/u, least: 1, most: 12 },
  { token: SHORT_WITH_NOUGHT_RE, before: /月 ?$/u, after: /^ ?[日号號]/u, least: 1, most: 31 },
  {
    token: SHORT_RE,
    before: /(?:^|[\s，。；、：（(本至到于於在从從自])$/u,
    after: /^日(?![本元语語文方军軍式系裔籍产產均报報常夜历曆程照光落出子志誌记記圆圓货貨\w])/u,
    least: 1,
    most: 31,
  },
  { token: /^[lI]$/u, before: /\d ?年 ?$/u, after: /^ ?月/u, least: 1, most: 1, digits: 0 },
  { token: /^[lI]$/u, before: /[\dOoIl] ?月 ?$/u, after: /^ ?[日号號]/u, least: 1, most: 1, digits: 0 },
  { token: SHORT_WITH_NOUGHT_RE, before: /[日号號午晨晚] ?$/u, after: /^ ?[时時点點]/u, least: 0, most: 24 },
  { token: SHORT_RE, after: /^[时時点點][\dOoIl]{1,2}分/u, least: 0, most: 24 },
  { token: SHORT_WITH_NOUGHT_RE, before: /[时時点點] ?$/u, after: /^ ?分(?![装裝])/u, least: 0, most: 59 },
  { token: /^(?:[1-9]\d?O|[1-9]OO)$/u, after: /^年/u, least: 10, most: 990 },
  { token: /^[\dlI][\dOoIl]{0,2}$/u, after: /^ ?[岁歲]/u, least: 1, most: 119 },
  { token: SHORT_RE, after: /^世[纪紀]/u, least: 1, most: 21 },
  { token: /^(?:1\d)?[1-9]O$/u, after: /^年代/u, least: 10, most: 1990 },
  { token: /^[5-9]O$/u, after: /^[后後]/u, least: 50, most: 90 },
  {
    token: /^(?:[\dlI][\dOoIl]{0,3}|[Oo]\d)$/u,
    before: /第 ?$/u,
    after: /^ ?[条條届屆次章页頁节節版集回轮輪季批号號位名期卷款项項天年个個]/u,
    least: 1,
    most: 9999,
  },
  { token: /^(?:[\dlI][\dOoIl]*|[Oo](?=\.))(?:\.[\dOoIl]+)?$/u, after: /^[%％]\B/u, least: 0, most: 9999 },
  // Sums. Otherwise a letter at the head may be a name (I5), and one at the tail a unit (5l).
  {
    token: /^(?:\d|l(?=[\dO])|I(?=\d[\dO]))[\dOoIl,.]*(?<![Il])$/u,
    after: /^ ?(?:[多余餘]?[万萬亿億]|[美日欧歐港]?元(?![旦月]))/u,
    least: 1,
    most: 1e12,
  },
  {
    token: /^[1-9][\dO]*(?:,[\dO]{3})*(?:\.[\dO]+)?$/u,
    after: new RegExp(
      `^ ?[多余餘]?(?![年月日时時])(?:[${MEASURE_WORDS}]|公[里斤顷頃]|分[钟鐘]|小[时時]|[周週]年)`,
      'u',
    ),
    least: 1,
    most: 1e9,
  },
]

/** Where most likely a number stands: a year with nothing behind it, a count with a letter at its head. */
const LIKELY: readonly Closed[] = [
  { token: /^(?:[12](?:\d\d[OIl]|\d[OIl]\d|[OIl]\d\d)|[lI]\d{3})$/u, after: /^(?![年\w])/u, least: 1900, most: 2099 },
  { token: /^l[\dO]{1,4}$/u, after: new RegExp(`^[${MEASURE_WORDS}]`, 'u'), least: 10, most: 1e5 },
]

/** How far to either side the forms look. */
const REACH = 12

/** The tail of a span of numbers: the unit comes after its second one. */
const SPAN_RE = /^[-—–~～至到]{1,2}[\dOoIlZSB]{1,4}/u

/** What follows is the name of a thing: a model, a plate, a password. */
const NAMED_RE = /(?<![\dOoIl])[型号號码碼款牌] ?[:：]? ?$/u

/** `“l0月”`: what stands in quotes by itself is shown, not used. */
const QUOTE_BEFORE_RE = /[“‘「『"'《]$/u
const QUOTE_AFTER_RE = /^.{0,2}[”’」』"'》]/u

/**
 * Noughts between Chinese numerals that are letters, digits or circles. A year is closed by itself, other numbers by what they count.
 */
const NUMERALS_RE =
  /(?<![\w一二三四五六七八九十百千万〇零○◯])(?<![A-Za-z] )[一二三四五六七八九][一二三四五六七八九〇零○◯OoＯｏ0０]{1,7}(?!\w)/gu
const NOUGHT_RE = /[OＯ0０○◯]/giu
const CHINESE_YEAR_RE = /^[一二].{3}$/u
const SHORT_YEAR_RE = /^.[OＯ]$/u
const DECADE_RE = /^[二三四五六七八九][OＯ0０]$/u
const COUNTED_RE = /^[号號条條页頁室年月日〕］)）章节節周週]/u

/** How often a circle between Chinese numerals is a nought that the author would write 〇: old and official texts write the circle. */
const CIRCLE = 0.6
/** How often a letter stands for a digit where nothing closes the number. */
const OPEN = 0.7

/** The numbers of the text that hold a misread character, in order. */
export function misreadNumbers(document: Document): MisreadNumber[] {
  const { text } = document
  if ((document.fact(signs).all & MISREAD) === 0 || !CANDIDATE_RE.test(text)) return []
  return [...misreadDigits(text), ...misreadNumerals(text)].sort((a, b) => a.edits[0]!.start - b.edits[0]!.start)
}

function* misreadDigits(text: string): Iterable<MisreadNumber> {
  const narrow = narrowed(text)
  for (const { 0: token, index } of narrow.matchAll(TOKEN_RE)) {
    if (!/[OoIlZSB〇]/u.test(token)) continue
    const before = narrow.slice(Math.max(0, index - REACH), index)
    const after = narrow.slice(index + token.length, index + token.length + REACH).replace(SPAN_RE, '')
    if (NAMED_RE.test(before)) continue
    if (QUOTE_BEFORE_RE.test(before) && QUOTE_AFTER_RE.test(after)) continue
    const digits = token.replace(/[OoIlZSB〇]/gu, (letter) => DIGIT_OF[letter]!)
    const value = Number(digits.replaceAll(',', ''))
    const fits = (form: Closed): boolean =>
      form.token.test(token) &&
      form.after.test(after) &&
      (form.before?.test(before) ?? true) &&
      value >= form.least &&
      value <= form.most &&
      (token.match(/\d/gu)?.length ?? 0) >= (form.digits ?? 1)
    const isClosed = CLOSED.some(fits)
    if (!isClosed && !LIKELY.some(fits)) continue
    const edits: Edit[] = []
    for (let i = 0; i < token.length; i++) {
      if (token[i] === digits[i]) continue
      const wide = text.charCodeAt(index + i) > 0xff00
      edits.push({
        start: index + i,
        end: index + i + 1,
        text: wide ? String.fromCharCode(digits.charCodeAt(i) + 0xfee0) : digits[i]!,
      })
    }
    yield isClosed ? { edits, safety: 'safe' } : { edits, safety: 'suggest', confidence: OPEN }
  }
}

/** The text with full-width digits and letters in half width, each in its place. */
const narrowed = (text: string): string =>
  text.replace(/[\uff10-\uff5a]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))

function* misreadNumerals(text: string): Iterable<MisreadNumber> {
  // Who writes both has the circle from somewhere else.
  const writesNought = /[一二三四五六七八九]〇|〇[一二三四五六七八九]/u.test(text)
  for (const { 0: run, index } of text.matchAll(NUMERALS_RE)) {
    const noughts = [...run.matchAll(NOUGHT_RE)]
    if (noughts.length === 0) continue
    const after = text.slice(index + run.length, index + run.length + 2)
    const edits = noughts.map((nought) => ({
      start: index + nought.index,
      end: index + nought.index + 1,
      text: '〇',
    }))
    const circles = noughts.every(([nought]) => nought === '○' || nought === '◯')
    const isYear = CHINESE_YEAR_RE.test(run) && /^ ?年/u.test(after)
    const isDecade = DECADE_RE.test(run) && after === '年代'
    const isShortYear = SHORT_YEAR_RE.test(run) && /^ ?年/u.test(after)
    const isNumber = (run.match(/[一二三四五六七八九〇]/gu)?.length ?? 0) >= 2 && run.length >= 3
    if (!isYear && !isDecade && !isShortYear && !isNumber) continue
    if (circles && !writesNought) yield { edits, safety: 'suggest', confidence: CIRCLE }
    else if (isYear || isDecade || (isNumber && COUNTED_RE.test(after.charAt(0)))) yield { edits, safety: 'safe' }
    else yield { edits, safety: 'suggest', confidence: OPEN }
  }
}
