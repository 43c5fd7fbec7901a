import { BLANK, BREAK, classTable, FULLWIDTH, setBit } from './classes.ts'

/** A line that may be the number of its page, or one that a newspaper prints at the head or foot of each. */
export interface PageNumber {
  /** 0 where the line does not count pages, or where its number was misread. */
  readonly page: number
  /** `named` says that it is a page; `dressed` is set as only page numbers are; `bare` may as well number a section; `edition` dates a page. */
  readonly form: 'named' | 'dressed' | 'bare' | 'edition'
  /** What the line looks like without its number: the numbers of one document look alike. */
  readonly style: string
}

/** As many code units of a line are looked at, rules of dashes around a number included. */
const REACH = 120
/** Nothing that is longer, white space aside, is the number of a page. */
const LONGEST = 60

const NUMERALS = '〇零一二三四五六七八九'
const ANY = String.raw`(\d{1,4}|[${NUMERALS}十百]{1,5}|[ivxlc]{1,7}|[IVXLC]{1,7})`
/** Digits of which some may be misread as letters. */
const READ = String.raw`([\dlIOo]{0,3}\d[\dlIOo]{0,3})`

const RULED = '[-=~|]?'
const OF = String.raw`(?:[,/|(]?共\d{1,4}[页頁]\)?)?`

const FORMS: readonly (readonly [PageNumber['form'], RegExp])[] = [
  ['named', new RegExp(`^${RULED}第${ANY}[页頁]${OF}${RULED}$`, 'u')],
  ['named', /^共\d{1,4}[页頁][,/|]?第(\d{1,4})[页頁]$/u],
  ['named', /^[-=~|]?(?:page|页面|頁面|页码|頁碼|页次)[:.]?(\d{1,4})(?:(?:of|\/)\d{1,4})?[-=~|]?$/iu],
  ['dressed', new RegExp(String.raw`^([-~·*|])${READ}\1$`, 'u')],
  ['dressed', /^(\d{1,4})\/\d{1,4}$/u],
  ['bare', new RegExp(String.raw`^[[(【〔《〈]${ANY}[\])】〕》〉]$`, 'u')],
  ['bare', /^[-|·](\d{1,4})$/u],
  ['bare', /^(\d{1,4})[-|·]$/u],
  ['bare', /^p\.?(\d{1,4})$/iu],
  ['bare', /^(\d{1,4})[页頁]$/u],
  ['bare', new RegExp(`^第${ANY}版$`, 'u')],
  // With a leading zero it is the number of a section.
  ['bare', new RegExp(`^(?!0)${ANY}$`, 'u')],
]

/** Set as a page number, but not to be read as one. */
const UNREAD_RE = /^([-~·*|])[^\s\d\u4e00-\u9fff]{0,2}\d{0,3}[^\s\d\u4e00-\u9fff]{0,2}\1$/u

const DATE = String.raw`(?:\d{4}|[${NUMERALS}]{4})年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}`
const EDITION_RE = new RegExp(
  String.raw`^(?:${DATE}|(?:星期|周|礼拜)[一二三四五六日天]|第?[A-Z]?(?:\d{1,2}|[${NUMERALS}十]{1,3})版|[|/]|` +
    String.raw`(?:本版|值班|责任|執行|执行|責任)?(?:编辑|編輯|编委|責編|责编|主编|美编|校对|版式)[:/][\u4e00-\u9fff·]{2,12}){2,8}$`,
  'u',
)

/** What the forms begin with; most lines are done with this one look. */
const BEGINS = `-=~|·*/[(【〔《〈第共页頁pP0123456789${NUMERALS}十百ivxlcABCDEFGHIJKLMNOPQRSTUVWXYZ星周礼本值责執执責编編主美校版`

/** What they end with, but for an editor's name, which stands behind a colon or a stroke. */
const ENDS = `-=~|·*/)]】〕》〉页頁版日天0123456789${NUMERALS}十百ivxlcIVXLC`
const NAMED_RE = /[:：/／]/u

const MAY_BEGIN = 1
const MAY_END = 2
let edges: Uint8Array | undefined

/** For each sign whether the forms may begin or end with it. */
function edgeSigns(): Uint8Array {
  if (edges !== undefined) return edges
  edges = new Uint8Array(0x10000)
  setBit(edges, MAY_BEGIN, BEGINS)
  setBit(edges, MAY_END, ENDS)
  return edges
}

/** What the line `[start, end)`, without white space at its ends, says of its page, if it may be furniture by its form. */
export function pageNumberOf(text: string, start: number, end: number): PageNumber | undefined {
  const edges = edgeSigns()
  const signs = signUnits()
  if (end - start > REACH || (edges[signs[text.charCodeAt(start)]!]! & MAY_BEGIN) === 0) return undefined
  if ((edges[signs[text.charCodeAt(end - 1)]!]! & MAY_END) === 0 && !NAMED_RE.test(text.slice(start, end)))
    return undefined
  const line = squeezed(text, start, end)
  if (line.length > LONGEST) return undefined
  for (const [form, pattern] of FORMS) {
    const found = pattern.exec(line)
    if (found === null) continue
    const number = found.at(-1)!
    const page = valueOf(number)
    if (page > 0) return { page, form, style: line.replace(number, /\d/u.test(number) ? '#' : '＃') }
  }
  const unread = UNREAD_RE.exec(line)
  if (unread !== null) return { page: 0, form: 'dressed', style: `${unread[1]}#${unread[1]}` }
  return EDITION_RE.test(line) ? { page: 0, form: 'edition', style: '' } : undefined
}

/** Dashes, dots, waves and bars that fonts and scans take for each other. */
const ALIKE = [
  ['-', [0x5f, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2500, 0x2501, 0xfe63, 0xff0d]],
  ['·', [0x2022, 0x2027, 0x2219, 0x22c5, 0x30fb]],
  ['~', [0x223c, 0x301c, 0xff5e]],
  ['|', [0x2223, 0x2502, 0x4e28, 0xff5c]],
] as const

let signs: Uint16Array | undefined

/** For each code unit what it is taken for: a full-width form for its ASCII, rules and dashes for a hyphen, middle dots for one. */
export function signUnits(): Uint16Array {
  if (signs !== undefined) return signs
  signs = new Uint16Array(0x10000)
  const table = classTable()
  for (let unit = 0; unit < 0x10000; unit++) {
    const isFullwidth = (table[unit]! & FULLWIDTH) !== 0 || (unit >= 0xff01 && unit <= 0xff5e)
    signs[unit] = isFullwidth ? unit - 0xfee0 : unit
  }
  for (const [sign, units] of ALIKE) for (const unit of units) signs[unit] = sign.charCodeAt(0)
  return signs
}

/** Is the sign one of `-=~`, of which many are as good as one? */
export const isRule = (sign: number): boolean => sign === 0x2d || sign === 0x3d || sign === 0x7e

/** The line without white space; full-width forms as their ASCII, rules and dashes as one hyphen, middle dots as one. */
export function squeezed(text: string, start: number, end: number): string {
  const table = classTable()
  const signs = signUnits()
  let out = ''
  let from = start
  let last = 0
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    const isBlank = (table[unit]! & (BLANK | BREAK)) !== 0
    const sign = signs[unit]!
    if (isBlank || sign !== unit || (sign === last && isRule(sign))) {
      out += text.slice(from, i)
      if (!isBlank && (sign !== last || !isRule(sign))) out += String.fromCharCode(sign)
      from = i + 1
    }
    if (!isBlank) last = sign
  }
  return from === start ? text.slice(start, end) : out + text.slice(from, end)
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }

/** The value of a numeral, Arabic, Roman or Chinese; 0 if it is none. */
function valueOf(numeral: string): number {
  if (/\d/u.test(numeral)) return Number(numeral.replace(/[lI]/gu, '1').replace(/o/giu, '0'))
  if (/^[ivxlc]+$/iu.test(numeral)) {
    let value = 0
    let last = 0
    for (const letter of numeral.toLowerCase()) {
      const worth = ROMAN[letter]!
      value += worth > last ? worth - 2 * last : worth
      last = worth
    }
    return value
  }
  return chineseValue(numeral)
}

/** `一二` and `十二` are both 12. */
function chineseValue(numeral: string): number {
  const digit = (sign: string): number => (sign === '〇' ? 0 : NUMERALS.indexOf(sign) - 1)
  let value = 0
  let pending = 0
  for (const sign of numeral) {
    if (sign === '十' || sign === '百') {
      value += (pending === 0 ? 1 : pending) * (sign === '十' ? 10 : 100)
      pending = 0
    } else pending = pending * 10 + Math.max(0, digit(sign))
  }
  return value + pending
}

/** A chain of numbers may miss this many pages: those whose number was not read. */
export const MOST_MISSING = 5

/** Numbers of one style that follow each other, in the order of the text. */
export function chainsOf<T extends Pick<PageNumber, 'page' | 'style'>>(
  numbers: Iterable<T>,
  mayFollow: (earlier: T, later: T) => boolean,
): T[][] {
  const chains: T[][] = []
  const endingAt = new Map<string, T[]>()
  for (const number of numbers) {
    const { page, style } = number
    let chain: T[] | undefined
    for (let step = 1; step <= MOST_MISSING && chain === undefined; step++) {
      const earlier = endingAt.get(`${page - step} ${style}`)
      if (earlier !== undefined && mayFollow(earlier.at(-1)!, number)) chain = earlier
    }
    if (chain === undefined) chains.push((chain = []))
    else endingAt.delete(`${chain.at(-1)!.page} ${style}`)
    chain.push(number)
    endingAt.set(`${page} ${style}`, chain)
  }
  return chains
}
