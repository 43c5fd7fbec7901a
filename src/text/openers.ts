/**
 * Lines that begin a block of their own, recognised by how they begin: list items, headings, bylines, datelines, dialogue.
 * Only the first characters are looked at, so every question is answered in constant time.
 */

/** As far as any of the patterns looks. */
const REACH = 40

const NUMERALS = '一二三四五六七八九十百千零〇两'

const LIST_ITEM_RE = new RegExp(
  [
    String.raw`^第[${NUMERALS}\d]{1,5}[章节節条條款篇部编編卷回讲講课課幕场場届]`,
    String.raw`^[${NUMERALS}]{1,4}[、．.：:]`,
    String.raw`^[${NUMERALS}]{1,3}\s`,
    String.raw`^[（(［〔](?:[${NUMERALS}]{1,4}|\d{1,3}|[a-zA-Z])[）)］〕]`,
    String.raw`^\d{1,3}(?:\.\d{1,3}){0,3}[、．.）)](?!\d)`,
    String.raw`^\d{1,2}(?:\.\d{1,2}){1,3}\s`,
    String.raw`^[a-zA-Z][.．、）)]\s?(?![a-zA-Z.])`,
    // Circled numbers, ticks, arrows and bullets, those of the symbol fonts in the private-use area among them.
    String.raw`^[\u2460-\u24ff\u2610-\u2612\u2713-\u2718\u2751-\u2756\u2776-\u27be□■◆◇○●◎★☆▲△▼▽►▶※•▪▫◦❍⧫\uf06c\uf0b7]`,
    // Markdown: list items, quotes, headings, tables.
    String.raw`^[-*+>]\s|^#{1,6}\s|^\|`,
  ].join('|'),
  'u',
)

const DATELINE_RE = new RegExp(
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

const BYLINE_RE = new RegExp(
  [
    // 本报记者 某某, （通讯员 某某）, 来源：某报; but 记者：“……” is somebody speaking.
    String.raw`^[（(]?(?:本报|本刊|本网|本台|新华社)?(?:特约|实习|首席|见习|驻[\u3400-\u9fff]{1,6})?${ROLE}(?:[\s/／]|[：:](?![“「]))`,
    '^(?:新华社|中新社|本报|本刊|本网)(?:记者|发|供图)',
  ].join('|'),
  'u',
)

const SUBTITLE_RE = /^(?:——|――|--)[^—―-]/u

/** A name and a colon; `某某说：` is a sentence that goes on. */
const SPEAKER_RE =
  /^(?:[问問答]|《[^》]{1,10}》|[\u3400-\u9fffA-Za-z·]{0,7}[^说說道问問答称稱喊叫想写寫是为為\s])[：:]/u

const startOf = (text: string, start: number, end: number): string => text.slice(start, Math.min(end, start + REACH))

/** Does a list item, a numbered heading or a bullet begin here? */
const isListItem = (text: string, start: number, end: number): boolean => LIST_ITEM_RE.test(startOf(text, start, end))

/** Does a news story begin here, by its dateline (`本报讯`, `新华社北京3月5日电`) or a label between brackets? */
const isDateline = (text: string, start: number, end: number): boolean => DATELINE_RE.test(startOf(text, start, end))

/** Is it a byline, a credit or a source line? */
export const isByline = (text: string, start: number, end: number): boolean => BYLINE_RE.test(startOf(text, start, end))

/** Is it a subtitle, led in by a dash? */
const isSubtitle = (text: string, start: number, end: number): boolean => SUBTITLE_RE.test(startOf(text, start, end))

/** Does somebody speak here: `问：`, `王老师：`? */
export const isSpeaker = (text: string, start: number, end: number): boolean =>
  SPEAKER_RE.test(startOf(text, start, end))

/** Does any of these begin here, so that the line before it ends? */
export const beginsBlock = (text: string, start: number, end: number): boolean =>
  isListItem(text, start, end) ||
  isDateline(text, start, end) ||
  isByline(text, start, end) ||
  isSubtitle(text, start, end)
