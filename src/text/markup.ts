import type { Document } from '../core/document.ts'
import { classOf, HAN } from './classes.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { isStructured } from './structured.ts'
import { hasFrontMatter, setOffCode } from './verbatim.ts'

/** A tag or a comment of HTML in the text, outside of what is set off as code. */
export interface Tag {
  readonly start: number
  readonly end: number
  /** In small letters; `!` for comments and declarations. */
  readonly name: string
  readonly closing: boolean
  /** Has it an attribute of HTML? */
  readonly attributed: boolean
}

export interface Markup {
  readonly tags: readonly Tag[]
  /** For each tag the number of the one that it opens or closes with, or -1. */
  readonly partners: Int32Array
  /** For each tag: how many of the tags before it have something else than blanks behind them, up to the next. */
  readonly filled: Int32Array
}

/** Elements that make a line or a block of their own, and those that stand in the line. Other names are no tags: `<url>`, `<String>`. */
const BLOCK_NAMES =
  'p div br hr li ul ol dl dt dd h1 h2 h3 h4 h5 h6 center blockquote section article header footer nav main aside figure ' +
  'figcaption form fieldset table thead tbody tfoot tr td th caption colgroup col html head body title meta link base script style ' +
  'noscript pre iframe'
const INLINE_NAMES =
  'a b i em strong font span big small label img input button embed object param rt rp ruby rb wbr nobr tt abbr cite map area select ' +
  'option textarea strike s u del ins marquee sub sup code kbd svg math time mark acronym bdo var samp video audio source canvas q'
const names = (list: string): ReadonlySet<string> => new Set(list.split(' '))
export const BLOCK: ReadonlySet<string> = names(BLOCK_NAMES)
const INLINE = names(INLINE_NAMES)
/** Of word processors: `<o:p>`, `<st1:chsdate …>`. */
const OFFICE_RE = /^(?:[ovwm]|st1):[a-z]/u

const TAG_RE =
  /<(\/?)([a-zA-Z][a-zA-Z\d:]{0,20})(\s[^<>\n]{0,600})?\/?>|<!--[^<>\n]{0,500}-->|<!(?:--)?\[(?!CDATA)[^<>\n]{1,80}\](?:--)?>|<\?xml[^<>\n]{0,300}>/gu
const TAG_SIGN_RE = /<[/!?a-zA-Z]/u

const ATTRIBUTES =
  'href|src|style|class|id|target|v?align|width|height|color|face|size|border|alt|title|rel|name|type|value|(?:xml:)?lang|bgcolor|' +
  'cellpadding|cellspacing|content|http-equiv|on[a-z]{3,12}|data-[a-z-]{1,30}|xmlns(?::[a-z]{1,4})?'
const ATTRIBUTE_RE = new RegExp(String.raw`[\s"'](?:${ATTRIBUTES}) ?=`, 'iu')

/**
 * What is left of a tag whose head is gone: attributes with their values, and `>`. From each quote or name it looks a bounded way.
 */
export const TAG_TAIL_RE: RegExp = new RegExp(
  String.raw`["']? ?(?:\b(?:${ATTRIBUTES})=(?:"[^"<>\n]{0,200}"|'[^'<>\n]{0,200}') ?){1,8}/?>`,
  'giu',
)

/** The tags of the document, and which belong together. */
export function markup(document: Document): Markup {
  const { text } = document
  const tags: Tag[] = []
  if (!TAG_SIGN_RE.test(text)) return { tags, partners: new Int32Array(0), filled: new Int32Array(0) }
  const code = document.fact(setOffCode)
  for (const match of text.matchAll(TAG_RE)) {
    const [all, slash, given = '!', attributes = ''] = match
    const name = given.toLowerCase()
    if (name !== '!' && !BLOCK.has(name) && !INLINE.has(name) && !OFFICE_RE.test(name)) continue
    if (code.has(match.index)) continue
    const attributed = ATTRIBUTE_RE.test(attributes) || (name.includes(':') && attributes.includes('='))
    // Anything else behind the name is no tag: a < b and c > d.
    if (!attributed && attributes.trim() !== '' && attributes.trim() !== '/') continue
    tags.push({ start: match.index, end: match.index + all.length, name, closing: slash === '/', attributed })
  }
  const partners = new Int32Array(tags.length).fill(-1)
  const filled = new Int32Array(tags.length)
  const open = new Map<string, number[]>()
  for (let i = 0; i < tags.length; i++) {
    const { name, closing, start } = tags[i]!
    if (i > 0) filled[i] = filled[i - 1]! + (/\S/u.test(text.slice(tags[i - 1]!.end, start)) ? 1 : 0)
    const stack = open.get(name)
    if (!closing) {
      if (stack === undefined) open.set(name, [i])
      else stack.push(i)
    } else if (stack !== undefined && stack.length > 0) {
      const opener = stack.pop()!
      partners[opener] = i
      partners[i] = opener
    }
  }
  return { tags, partners, filled }
}

/** Words that a text about markup has in many of its lines. */
const ABOUT_RE =
  /(?<![\w./<&?=-])(?:x?html5?|xml|css3?|javascript|markdown|latex|json)(?![\w.])|转义|轉義|(?:字符|字元|HTML ?)(?:实体|實體)|(?:实体|實體)(?:字符|编码|引用|名称|字元)|源代码|源码|源碼|原始碼|标记语言|標記語言|占位符/iu
const ABOUT_SHARE = 20

/** Words that stand beside a piece of markup where it is talked about. */
const TALK_RE =
  /(?:标签|標籤)(?![:：])|元素|标记|標記|转义|轉義|字符|字元|乱码|亂碼|空格|换行|換行|语法|語法|占位|[结結]尾|分隔|回[车車]|匹配|[写寫][成作]|[小大]于号|[小大]於號|Unicode|编码|編碼|HTML|XML/iu
const TALK_REACH = 14
/** What somebody does with a tag who is told about it. */
const TOLD_RE = /(?:[写寫]|[输輸插]入|[换換改][成为為]|[执執]行|使用|就用|可以用|加上|放在|定[义義]|[贴貼][了出上]) ?$/u

/** Lines of Markdown, of a wiki, of a template and of subtitles, in which tags and entities are syntax. */
const MARKDOWN_RE =
  /^#{1,6} \S|^(?:```|~~~)|^\|.{1,2000}\|$|^!\[|\]\(\S{1,300}\)|^(?:[-*+] )?\*\*[^*\s][^*\n]{0,80}\*\*|\[\[[^\]\n]{1,80}\]\]|'''|\{\{|^={2,6} ?[^=\n]{1,80}={2,6}$|^[\d:]{5,8}[,.]\d{3} -->/u
const REACH = 2000
/** Where programs that make pages of Markdown cut the summary off. */
const MORE_RE = /<!-- ?more ?-->/u

/** Does the text use markup on purpose, so that none of it is left over: a program, a page of Markdown, the source of a page? */
export const isMarkup = (document: Document): boolean => {
  const shapes = document.fact(lineShapes)
  return isStructured(document) || isMarkdown(document, shapes) || isSource(document, shapes)
}

function isMarkdown(document: Document, shapes: LineShapes): boolean {
  const { text } = document
  if (hasFrontMatter(document) || MORE_RE.test(text)) return true
  let signs = 0
  for (let i = 0; i < shapes.count && signs < 2; i++) {
    const end = Math.min(shapes.end[i]!, shapes.start[i]! + REACH)
    if (MARKDOWN_RE.test(text.slice(shapes.start[i], end))) signs++
  }
  return signs > 1
}

const SOURCE_RE = /^\s{0,20}<(?:!doctype|html|\?xml|svg|rss|feed)\b/iu

/** Is it the source of a page: one that begins like it, or most of whose Chinese stands inside elements, with tags in every other line? */
function isSource(document: Document, shapes: LineShapes): boolean {
  const { text } = document
  if (SOURCE_RE.test(text.slice(0, 60))) return true
  const { tags, partners } = document.fact(markup)
  if (tags.length * 2 < shapes.count) return false
  let all = 0
  for (let i = 0; i < shapes.count; i++) all += shapes.han[i]!
  let inside = 0
  let upTo = 0
  for (let i = 0; i < tags.length; i++) {
    const to = tags[Math.max(i, partners[i]!)]!.end
    for (let at = Math.max(upTo, tags[i]!.start); at < to; at++) {
      if ((classOf(text.charCodeAt(at)) & HAN) !== 0) inside++
    }
    upTo = Math.max(upTo, to)
  }
  return inside * 2 > all
}

/** Does one line in twenty of the document speak of markup? */
export function isAboutMarkup(document: Document): boolean {
  const { text } = document
  if (!ABOUT_RE.test(text)) return false
  const shapes = document.fact(lineShapes)
  let about = 0
  for (let i = 0; i < shapes.count; i++) {
    if (ABOUT_RE.test(text.slice(shapes.start[i], shapes.end[i]))) about++
  }
  return about * ABOUT_SHARE >= shapes.count
}

/** What makes a sentence of a sign and its meaning. */
const MEANING_RE = /^ ?(?:[是为指]|表示|代表|用于|用来)/u

/** Is what ends at `end` the subject of a sentence that says what it means? */
export const isExplained = (text: string, end: number): boolean => MEANING_RE.test(text.slice(end, end + 4))

/** Is somebody told to write what begins at `start`? */
export const isTold = (text: string, start: number): boolean => TOLD_RE.test(text.slice(Math.max(0, start - 4), start))

/** Is what stands at `[start, end)` talked about: beside a word for such things, or alone between quotes or brackets? */
export function isTalkedAbout(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - TALK_REACH), start)
  const after = text.slice(end, end + TALK_REACH)
  if (TALK_RE.test(before.slice(before.lastIndexOf('\n') + 1)) || TALK_RE.test(after.split('\n', 1)[0]!)) return true
  return '“"‘\'「『（(【《`'.includes(text[start - 1] ?? ' ') && '”"’\'」』）)】》`'.includes(text[end] ?? ' ')
}
