import * as forms from '../data/web-page.ts'
import {
  CROWD_PAIRS,
  DATE_PAIRS,
  ITEM_BREAKS,
  LONE_ITEMS,
  PARTING_SIGNS,
  SAID_PAIRS,
  SAID_SIGNS,
  WEB_PAIRS,
  WEB_SIGNS,
} from '../data/web-signs.ts'
import { BLANK, classAt, DIGIT } from './classes.ts'
import {
  CLAIM,
  CONTACT,
  CONTROLS,
  DISCLAIMER,
  LICENCE,
  LINKS,
  PAGE,
  plainOf,
  REGISTRATION,
  shownBy,
  SPONSOR,
} from './footer-line.ts'
import { BLANKED, COUNTED, pairSigns, signsIn, type PairSigns } from './pair-signs.ts'

/** What a line shows of a page of the web, as bits. */
export const NAVIGATION = 1
export const CRUMB = 1 << 1
export const SHARING = 1 << 2
export const COUNTER = 1 << 3
export const RELATED = 1 << 4
export const COMMENTS = 1 << 5
export const NEIGHBOUR = 1 << 6
export const PROMPT = 1 << 7
export const ATTRIBUTION = 1 << 8
export const TAGS = 1 << 9
export const FOOTER = 1 << 10
/** A line of dates and sources with what only a page counts. */
export const META = 1 << 11
/** The way from the start page with its label: nothing but a page has it. */
export const WHOLE_CRUMB = 1 << 17
/** It invites to share (分享到：) or has several items. */
export const LABELLED = 1 << 18
/** A line of the words of a reader. */
export const READER = 1 << 19
/** Who runs a site, or the organiser of what the article is about; how to reach them; the number of a filing. */
export const HOST = 1 << 20
export const REACH = 1 << 21
export const FILED = 1 << 22
/** These belong to the article. */
export const DATELINE = 1 << 12
export const BYLINE = 1 << 13
export const CAPTION = 1 << 14
/** A label of a bar to choose the size of the type with, and its sizes. */
export const TYPE_LABEL = 1 << 15
export const TYPE_SIZE = 1 << 16

/** What no text has but a page; the others stand in articles too. */
export const STRONG = NAVIGATION | CRUMB | SHARING | COUNTER | NEIGHBOUR | PROMPT | FOOTER | META | TYPE_LABEL
/** An article does not reach over these. */
export const BARRIER = RELATED | COMMENTS | NEIGHBOUR
/** What may stand below an article. */
export const TAIL = BARRIER | SHARING | COUNTER | PROMPT | ATTRIBUTION | TAGS | FOOTER | NAVIGATION
export const FORMS = TAIL | CRUMB | META | TYPE_LABEL

/** Longer lines are no furniture but for footers. */
const LONGEST_LINE = 160
const LONGEST_ITEM = 40

const whole = (...sources: (string | readonly string[])[]): RegExp =>
  new RegExp(`^(?:${sources.flat().join('|')})$`, 'iu')

const NAVIGATION_RE = whole(forms.NAVIGATION)
const SHARING_RE = whole(forms.SHARING, forms.PLAYER)
const COUNTER_RE = new RegExp(`^(?:${forms.COUNTERS.join('|')}){1,4}$`, 'iu')
const META_RE = new RegExp(forms.META_COUNTERS, 'u')
const RELATED_RE = whole(forms.RELATED)
const COMMENTS_RE = whole(forms.COMMENTS)
const NEIGHBOUR_RE = new RegExp(
  `^[|丨｜│<＜\\d\\s]{0,4}(?:${forms.NEIGHBOURS.link})|[\\s>]下一[篇页]$|^.{6,60}下一篇$`,
  'u',
)
const PAGES_RE = whole(forms.NEIGHBOURS.pages)
const PROMPT_RE = whole(forms.PROMPTS)
const ATTRIBUTION_RE = whole(forms.ATTRIBUTIONS)
const TAGS_RE = whole(forms.TAGS)
const DATELINE_RE = whole(forms.DATELINES)
const BYLINE_RE = whole(forms.BYLINES)
const CAPTION_RE = whole(forms.CAPTIONS)
const READER_RE = new RegExp(forms.READER, 'giu')
const CHANNEL_RE = new RegExp(forms.CHANNELS, 'giu')
/** A line of a reader, or of channels, has so many of their words, and hardly anything else. */
const READER_WORDS = 3
const CHANNEL_WORDS = 5
const SHARE = 0.8
/** A bar from the start page has so many items, of so many characters at the most. */
const BAR_ITEMS = 3
const LONGEST_BAR_ITEM = 8
const CRUMB_LABEL_RE = new RegExp(`^${forms.CRUMB.label}`, 'u')
const ROOT_RE = whole(forms.CRUMB.root)
const LEAF_RE = whole(forms.CRUMB.leaf)
const TYPE_LABEL_RE = new RegExp(`^${forms.TYPE_SIZE.label}(?:${forms.TYPE_SIZE.size})*[】］\\])）]?$`, 'u')
const TYPE_SIZE_RE = whole(forms.TYPE_SIZE.size)

/** An end with something behind it, or a pause before an end. */
const SENTENCE_RE = /[。！？].|[，；][^。！？]{0,160}[。！？]$/u
const CRUMB_SIGN_RE = /[>＞»›→]|\/(?!\/)/u
const ITEM_BREAK_RE = /[\s|丨｜│·/【】[\]]+/u
/** Marks of lists, quotes and code: what stands behind them is the author's. */
const MARKED_RE = /^(?:[-*+] |\d{1,3}[.、)）]|#|`|>[^>]*$)/u

const DATED = 1
/** Answers of `webSignsOf`: the line may show something of a page, and a sentence in it may be what a site says. */
export const SHOWS = 1 << 1
export const SAYS = 1 << 2
/** Something stands between its words that is no blank: a bar, a bracket, an icon. */
const PARTED = 1 << 3
/** It may be a crowd of words. */
const CROWDED = 1 << 4
const ALL_SIGNS = SHOWS | SAYS | PARTED | CROWDED | BLANKED

let tables: PairSigns | undefined

function webTables(): PairSigns {
  if (tables !== undefined) return tables
  tables = pairSigns([
    [DATED, DATE_PAIRS],
    [SHOWS, WEB_PAIRS, WEB_SIGNS],
    [SAYS, SAID_PAIRS, SAID_SIGNS],
    [PARTED, '', PARTING_SIGNS + ITEM_BREAKS],
    [COUNTED, CROWD_PAIRS, ITEM_BREAKS],
  ])
  // Icons part the words of a footer.
  tables.kinds.fill(tables.kinds['|'.charCodeAt(0)]!, 0xe000, 0xf900)
  return tables
}

/**
 * What the line `[start, end)` has of that without which it shows nothing. Most have nothing: one line of prose in twenty has, and a look
 * at all patterns takes two hundred times as long.
 */
export function webSignsOf(text: string, start: number, end: number): number {
  const seen = signsIn(webTables(), text, start, end)
  const isCrowd = seen >= COUNTED * Math.min(READER_WORDS, CHANNEL_WORDS)
  const shows =
    (seen & SHOWS) !== 0 ||
    isCrowd ||
    beginsBar(text, start, end) ||
    ((seen & DATED) !== 0 && hasDate(text.slice(start, end)))
  // What parts words may part those of a crowd.
  const crowded = isCrowd || (seen & PARTED) !== 0 ? CROWDED : 0
  return (shows ? SHOWS : 0) | crowded | (seen & (SAYS | PARTED | BLANKED))
}

/** As in the first of `DATELINES`. */
const DATED_RE = /^.{0,20}(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d/u

/** Does a date stand where one of such a line does? Numbers have a 19 or a 20 in them six times as often. */
const hasDate = (line: string): boolean => DATED_RE.test(line.replace(/\s+/gu, ''))

/** Does the line begin like a bar of single characters and numbers: `大 中 小`, `【大】`? */
function beginsBar(text: string, start: number, end: number): boolean {
  let at = start
  while (at < end && (classAt(text, at) & DIGIT) !== 0) at++
  if (at === start) {
    if (ITEM_BREAKS.includes(text[at]!)) return true
    if (!LONE_ITEMS.includes(text[at]!)) return false
    at++
  }
  return at === end || (classAt(text, at) & BLANK) !== 0 || ITEM_BREAKS.includes(text[at]!)
}

/** What the line, of which `webSignsOf` has said `signs`, shows; 0 if nothing. */
export function webLineOf(line: string, signs = ALL_SIGNS): number {
  if (line.length > LONGEST_LINE * 2 || MARKED_RE.test(line)) return 0
  const plain = plainOf(line)
  const bare = (signs & BLANKED) !== 0 ? plain.replace(/\s+/gu, '') : plain
  const footer = footerBits(line, plain, (signs & (BLANKED | PARTED)) === 0)
  if (bare.length > LONGEST_LINE) return footer
  const crumb = crumbOf(bare)
  if (crumb !== 0) return crumb
  const kind = kindOfItem(bare)
  const site = footer | kind | barBits(plain, bare, kind, signs) | saidBits(plain, bare, kind)
  return site | articleBits(bare, site)
}

/** Bars and lists, or the label that leads one in. */
function barBits(plain: string, bare: string, kind: number, signs: number): number {
  const isWhole = (signs & (BLANKED | PARTED)) === 0 || !ITEM_BREAK_RE.test(plain)
  const items = isWhole ? [plain] : plain.split(ITEM_BREAK_RE).filter((item) => item !== '')
  let shown = isWhole ? kind : itemBits(items)
  if (isBar(items)) shown |= NAVIGATION
  if ((signs & CROWDED) !== 0) {
    if (isMadeOf(items.join(''), CHANNEL_RE, CHANNEL_WORDS)) shown |= NAVIGATION
    if (isMadeOf(bare, READER_RE, READER_WORDS)) shown |= READER
  }
  if (/^(?:分享|转发)[到至]/u.test(bare)) shown |= LABELLED
  return shown
}

/** The kinds of the items if each has one; a bare number counts what stands beside it: `赞 0`. */
function itemBits(items: readonly string[]): number {
  let shown = items.length > 1 ? LABELLED : 0
  for (const item of items) {
    const kind = kindOfItem(item)
    if (kind === 0 && (items.length < 2 || !/^\d{1,6}$/u.test(item))) return 0
    shown |= kind
  }
  return shown & ~LABELLED ? shown : 0
}

/** What the site says of the article and to its user. */
function saidBits(plain: string, bare: string, kind: number): number {
  let shown = 0
  if (ATTRIBUTION_RE.test(bare)) shown |= ATTRIBUTION
  if (TAGS_RE.test(bare)) shown |= TAGS
  // What is of no kind has been asked for this one.
  if ((kind !== 0 || bare.length > LONGEST_ITEM) && PROMPT_RE.test(bare)) shown |= PROMPT
  const links = NEIGHBOUR_RE.test(plain) && !/[。；]/u.test(bare)
  if (links || (/[页|<>«»‹›]/u.test(bare) && PAGES_RE.test(bare))) shown |= NEIGHBOUR
  return shown
}

/** What belongs to the article, on a line that shows `site` of the site. */
function articleBits(bare: string, site: number): number {
  let shown = CAPTION_RE.test(bare) ? CAPTION : 0
  if (SENTENCE_RE.test(bare)) return shown
  if (DATELINE_RE.test(bare)) shown |= META_RE.test(bare) ? META | DATELINE : DATELINE
  else if (META_RE.test(bare) && bare.length <= LONGEST_ITEM && (site & COUNTER) === 0) shown |= META
  // The words of a bar may begin like a name's: 编辑 锁定.
  if (BYLINE_RE.test(bare) && (site & (NAVIGATION | SHARING)) === 0) shown |= BYLINE
  return shown
}

/** `首页 | 学校概况 | 机构设置`: short items from the start page on. */
const isBar = (items: readonly string[]): boolean =>
  items.length >= BAR_ITEMS && ROOT_RE.test(items[0]!) && items.every((item) => item.length <= LONGEST_BAR_ITEM)

/** Words of a vocabulary with nothing between them: `首页资讯视频财经娱乐`. */
function isMadeOf(line: string, words: RegExp, least: number): boolean {
  const found = line.match(words)
  return found !== null && found.length >= least && found.join('').length >= SHARE * line.length
}

/** What one item of a bar is; 0 if nothing that is known. */
function kindOfItem(item: string): number {
  if (item.length > LONGEST_ITEM) return 0
  if (NAVIGATION_RE.test(item)) return NAVIGATION
  if (COUNTER_RE.test(item)) return COUNTER
  if (SHARING_RE.test(item)) return TYPE_SIZE_RE.test(item) ? SHARING | TYPE_SIZE : SHARING
  if (COMMENTS_RE.test(item)) return COMMENTS
  if (RELATED_RE.test(item)) return RELATED
  if (TYPE_LABEL_RE.test(item)) return TYPE_LABEL
  if (TYPE_SIZE_RE.test(item)) return TYPE_SIZE
  return PROMPT_RE.test(item) ? PROMPT : 0
}

/** What only a footer says; a bar of links or of buttons may stand anywhere. */
function footerBits(line: string, plain: string, isWhole: boolean): number {
  const shown = shownBy(line, plain, isWhole)
  if ((shown & REGISTRATION) !== 0) return FOOTER | FILED
  if ((shown & (LICENCE | CLAIM | PAGE | DISCLAIMER)) !== 0) return FOOTER
  if ((shown & SPONSOR) !== 0) return HOST
  if ((shown & CONTACT) !== 0) return REACH
  return (shown & (LINKS | CONTROLS)) !== 0 ? SHARING | LABELLED : 0
}

/** `首页 > 新闻 > 正文`: from the start page, or to a leaf, or behind a label. */
function crumbOf(bare: string): number {
  if (bare.length > 100) return 0
  const label = CRUMB_LABEL_RE.exec(bare)
  const steps = bare
    .slice(label?.[0].length ?? 0)
    .split(CRUMB_SIGN_RE)
    .filter((step) => step !== '')
  const isWay = steps.length > 0 && steps.every((step) => step.length <= LONGEST_ITEM)
  if (!isWay) return 0
  const anchored = steps.length > 1 && (ROOT_RE.test(steps[0]!) || LEAF_RE.test(steps.at(-1)!))
  if (label !== null) return anchored ? CRUMB | WHOLE_CRUMB : CRUMB
  if (!CRUMB_SIGN_RE.test(bare)) return 0
  // A slash parts other things too; alternatives are no way.
  if (anchored && (!bare.includes('/') || (steps.length > 2 && ROOT_RE.test(steps[0]!)))) return CRUMB
  return CRUMB_SIGN_RE.test(bare[0]!) && steps.length > 1 && steps.every((step) => step.length <= 12) ? CRUMB : 0
}

export const DATE_RE = /(?:19|20)\d\d[-年/.]\d{1,2}/u
export const SHARE_RE = /分享到|[转轉]播到/u
/** A counter or a button at the end of a line. */
const TAIL_RE =
  /(?:已?[关關][闭閉][评評][论論]|\d{1,9} ?[次条條]?(?:[浏瀏][览覽]|[阅閱][读讀]|[评評][论論]|字)|[阅閱][读讀] ?\d{1,3}分[钟鐘]?(?:\d{1,2}秒)?|(?:[浏瀏][览覽]|[点點][击擊]|[阅閱][读讀])(?:次[数數]|[量数數])?[:：(（] ?\d{0,9}[人次]?[)）]?|[评評][论論][:：(（] ?\d{1,9}[条條]?[)）]?|分享到?[:：]?|[【[（(]?字[号號体體][:：]?[ 大中小T|]{0,6}[】\])）]?|[【[][大中小 ]{3,8}[】\]])$/u
const LONGEST_TAIL = 24

/** Where the counters and buttons at the end of the line begin, the blanks before them included. */
export function tailStart(line: string): number {
  let end = line.length
  for (;;) {
    const rest = line.slice(0, end).replace(/[\s|丨｜·]{1,16}$/u, '')
    const from = Math.max(0, rest.length - LONGEST_TAIL)
    const match = TAIL_RE.exec(rest.slice(from))
    if (match === null) return end === line.length ? end : rest.length
    end = from + match.index
  }
}
