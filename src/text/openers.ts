import { setBit } from './classes.ts'

/**
 * Lines that begin a block of their own, recognised by how they begin: list items, headings, bylines, datelines, dialogue.
 * Only the first characters are looked at, so every question is answered in constant time.
 */

/** As far as any of the patterns looks. */
const REACH = 40

const NUMERALS = '一二三四五六七八九十百千零〇两'

/** Bullets, those of the symbol fonts in the private-use area among them. */
const LIST_SIGNS = '□■◆◇○●◎★☆▲△▼▽►▶※•▪▫◦❍⧫\uf06c\uf0b7'

export const LIST_ITEM_RE = new RegExp(
  [
    String.raw`^第[${NUMERALS}\d]{1,5}[章节節条條款篇部编編卷回讲講课課幕场場届]`,
    String.raw`^[${NUMERALS}]{1,4}[、．.：:]`,
    String.raw`^[${NUMERALS}]{1,3}\s`,
    String.raw`^[（(［〔](?:[${NUMERALS}]{1,4}|\d{1,3}|[a-zA-Z])[）)］〕]`,
    String.raw`^\d{1,3}(?:\.\d{1,3}){0,3}[、．.）)](?!\d)`,
    String.raw`^\d{1,2}(?:\.\d{1,2}){1,3}\s`,
    String.raw`^[a-zA-Z][.．、）)]\s?(?![a-zA-Z.])`,
    // Circled numbers, ticks and arrows, and bullets.
    String.raw`^[\u2460-\u24ff\u2610-\u2612\u2713-\u2718\u2751-\u2756\u2776-\u27be${LIST_SIGNS}]`,
    // Markdown: list items, quotes, headings, tables.
    String.raw`^[-*+>]\s|^#{1,6}\s|^\|`,
  ].join('|'),
  'u',
)

export const DATELINE_RE = new RegExp(
  [
    // 本报讯, 新华社某地3月5日电: set off by a space, a bracket or a colon.
    String.raw`^[\u3400-\u9fff]{2,10}(?:\d{1,2}月)?(?:\d{1,2}日)?[讯电訊電](?:[\s（(：:]|$)`,
    // 【本报综合】, [环球]
    String.raw`^[【［[][^】］\]]{1,16}[】］\]]`,
  ].join('|'),
  'u',
)

const ROLE =
  '(?:记者|記者|通讯员|通訊員|撰稿|撰文|作者|编辑|編輯|责编|责任编辑|校对|来源|來源|摄影|攝影|图片|圖片|供稿|[文图圖](?:/[文图圖])?)'

export const BYLINE_RE = new RegExp(
  [
    // 本报记者 某某, （通讯员 某某）, 来源：某报; but 记者：“……” is somebody speaking.
    String.raw`^[（(]?(?:本报|本刊|本网|本台|新华社)?(?:特约|实习|首席|见习|驻[\u3400-\u9fff]{1,6})?${ROLE}(?:[\s/／]|[：:](?![“「]))`,
    '^(?:新华社|中新社|本报|本刊|本网)(?:记者|发|供图)',
  ].join('|'),
  'u',
)

export const SUBTITLE_RE = /^(?:——|――|--)[^—―-]/u

/** A name and a colon; `某某说：` is a sentence that goes on. */
export const SPEAKER_RE =
  /^(?:[问問答]|《[^》]{1,10}》|[\u3400-\u9fffA-Za-z·]{0,7}[^说說道问問答称稱喊叫想写寫是为為\s])[：:]/u

const startOf = (text: string, start: number, end: number): string => text.slice(start, Math.min(end, start + REACH))

const LIST_ITEM = 1
const BRACKETED = 2
const BYLINE = 4
const SUBTITLE = 8

let openers: Uint8Array | undefined

/** For each code unit, which of the forms may begin with it: few lines begin with any, and patterns are dear. */
function openersTable(): Uint8Array {
  if (openers !== undefined) return openers
  const table = new Uint8Array(0x10000)
  setBit(table, LIST_ITEM, `第${NUMERALS}（(［〔-*+>#|0123456789${LIST_SIGNS}`)
  for (let unit = 0x41; unit <= 0x7a; unit++) table[unit]! |= LIST_ITEM
  for (let unit = 0x2460; unit <= 0x27be; unit++) table[unit]! |= LIST_ITEM
  setBit(table, BRACKETED, '【［[')
  setBit(table, BYLINE, '（(本新中特实首见驻记記通撰作编編责校来來摄攝图圖供文')
  setBit(table, SUBTITLE, '—―-')
  return (openers = table)
}

/** As far as the name of an agency and a date reach before the sign of a dateline, in code units. */
const LONGEST_DATELINE = 17

/** Is one of the signs of a dateline, 讯 or 电, where it may stand, with ideographs and digits alone before it? */
function mayBeDateline(text: string, start: number, end: number): boolean {
  const to = Math.min(end, start + LONGEST_DATELINE)
  for (let at = start + 2; at < to; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x7535 || unit === 0x8baf || unit === 0x8a0a || unit === 0x96fb) return true
    if (unit > 0x9fff || (unit < 0x3400 && (unit < 0x30 || unit > 0x39))) return false
  }
  return false
}

/** Is it a byline, a credit or a source line? */
export const isByline = (text: string, start: number, end: number): boolean =>
  (openersTable()[text.charCodeAt(start)]! & BYLINE) !== 0 && BYLINE_RE.test(startOf(text, start, end))

/** As far as a name reaches with the colon behind it, and the title of a book, in code units. */
const LONGEST_SPEAKER = 10
const LONGEST_TITLE = 23

/** Does somebody speak here: `问：`, `王老师：`? */
export function isSpeaker(text: string, start: number, end: number): boolean {
  const to = Math.min(end, start + (text.charCodeAt(start) === 0x300a ? LONGEST_TITLE : LONGEST_SPEAKER))
  for (let at = start + 1; at < to; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0xff1a || unit === 0x3a) return SPEAKER_RE.test(startOf(text, start, end))
  }
  return false
}

/** Does a list item, a heading, a dateline, a byline or a subtitle begin here, so that the line before it ends? */
export function beginsBlock(text: string, start: number, end: number): boolean {
  const forms = openersTable()[text.charCodeAt(start)]!
  if (forms === 0 && !mayBeDateline(text, start, end)) return false
  const line = startOf(text, start, end)
  return (
    ((forms & LIST_ITEM) !== 0 && LIST_ITEM_RE.test(line)) ||
    DATELINE_RE.test(line) ||
    ((forms & BYLINE) !== 0 && BYLINE_RE.test(line)) ||
    ((forms & SUBTITLE) !== 0 && SUBTITLE_RE.test(line))
  )
}
