import type { Document } from '../core/document.ts'
import { defineRule, type Block, type Finding, type Safety } from '../core/rule.ts'
import { IMPRINT } from '../data/site-furniture.ts'
import { classAt, CLOSE, END } from '../text/classes.ts'
import {
  BUTTON,
  CHINESE,
  CLAIM,
  CONTACT,
  CONTROLS,
  DISCLAIMER,
  FILING,
  LICENCE,
  LINKS,
  NAME,
  PAGE,
  REGISTRATION,
  SIGN,
  SPONSOR,
  shownBy,
  WEAK,
} from '../text/footer-line.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'
import { mayBePage } from '../text/web-lines.ts'
import { textParts, webPage, type FurnitureKind } from '../text/web-page.ts'
import { withoutLines } from '../text/whole-lines.ts'

/** Longer footers hold the page. */
const MOST_LINES = 30
/** Names of companies on lines of their own, between two lines of a footer. */
const MOST_NAMES = 2
/** Lines with filing numbers under one sponsor. */
const MOST_FILINGS = 2
/** How far above a copyright notice the imprint of a book may stand. */
const IMPRINT_LINES = 8
const IMPRINT_RE = new RegExp(IMPRINT, 'iu')

interface Options {
  /** Leaves the text as it is; what is furniture is listed in `explain(text).furniture`. */
  readonly mark: boolean
}

export const siteFurniture = defineRule({
  id: 'site-furniture',
  title: 'What a site puts around an article: footers, and navigation, buttons and lists of links',
  why:
    'A scraped page ends with what the site must show: who runs it, its ICP filing and public-security numbers, whom to call, and with ' +
    'links and buttons. On hijacked sites, advertisers stand there under the institution’s name. The block goes as a whole if it stands ' +
    'at the very end, has no sentence, and holds a filing number, or a copyright notice or a licence together with something else ' +
    'that only sites have. A notice that the text was collected elsewhere, with an offer to take it down, goes too. An article about filings ' +
    'has sentences, a list of numbers of one kind is its content, and the imprint of a book names its edition. At the risky level, a text ' +
    'that shows two kinds at least of what only pages have (a way from the start page, buttons to share, counters, links to neighbours) ' +
    'also loses what stands above its title and below its last paragraph; title, dates, names, captions, notes and signatures stay. ' +
    'Wrong where a text ends with the filing number that it is about, or shows a page as its example.',
  safety: 'safe',
  defaults: { mark: false } satisfies Options as Options,
  examples: [
    {
      damaged:
        '开馆时间为每日九时。\n主办单位：某市图书馆 承办单位：某市信息中心\n云ICP备12345678号\n云公网安备 53010002000001\n号 网站标识码：5301000001',
      repaired: '开馆时间为每日九时。',
    },
    { damaged: '渔港的灯亮了。\n【打印本页】【关闭窗口】', repaired: '渔港的灯亮了。' },
    { untouched: '依照规定，网站要在首页下方标明备案号，如云ICP备12345678号。' },
    { untouched: '以下备案号已注销：\n云ICP备10000001号\n云ICP备10000002号\n云ICP备10000003号' },
    { untouched: '山居食单\n著者\u3000何有田\n版权所有\u3000翻印必究', note: 'the imprint of a book' },
  ],
  *find(document, { mark }) {
    if (mark) return
    const shapes = document.fact(lineShapes)
    const footer = footerStart(document.text, shapes)
    // Where no line has a word of pages, the page holds nothing.
    if (footer === undefined && !document.fact(mayBePage)) return
    const partOf = furnitureOf(document, footer)
    const { tails } = document.fact(webPage)
    let atTop = true
    for (let first = 0; first < shapes.count;) {
      const part = partOf(first)
      if (part === undefined) {
        const tailed = tails.get(first)
        if (tailed !== undefined) yield tail(tailed, shapes.end[first]!)
        first++
        atTop = false
        continue
      }
      let last = first
      while (last + 1 < shapes.count && isSame(partOf(last + 1), part)) last++
      const count = last - first + 1
      yield {
        edits: [withoutLines(document, first, last, atTop)],
        reason: `${REASONS[part.kind]}${count > 1 ? `, ${count} lines` : ''}`,
        safety: part.safety,
      }
      first = last + 1
    }
  },
  *blocks(document) {
    const shapes = document.fact(lineShapes)
    const { kindOf } = document.fact(textParts)
    const partOf = furnitureOf(document, footerStart(document.text, shapes))
    for (let first = 0; first < shapes.count;) {
      const part = partOf(first)
      let last = first
      while (last + 1 < shapes.count && isSame(partOf(last + 1), part) && (part ?? kindOf(last + 1) === kindOf(first)))
        last++
      const span = { start: shapes.start[first]!, end: shapes.end[last]! }
      const block: Block =
        part === undefined
          ? { ...span, kind: kindOf(first) === 'furniture' ? 'unknown' : kindOf(first) }
          : { ...span, kind: 'furniture', furniture: part.kind, safety: part.safety }
      yield block
      first = last + 1
    }
  },
})

interface Part {
  readonly kind: FurnitureKind
  readonly safety: Safety
}

const isSame = (a: Part | undefined, b: Part | undefined): boolean => a?.kind === b?.kind && a?.safety === b?.safety

const REASONS: Readonly<Record<FurnitureKind, string>> = {
  'page-title': 'the title of the page, which the article repeats',
  navigation: 'navigation beside the article',
  breadcrumb: 'the way to the page from the start page',
  sharing: 'buttons to share and to press',
  'type-size': 'a bar to choose the size of the type with',
  counter: 'numbers of visits and comments',
  related: 'a list of other articles',
  comments: 'comments of readers',
  neighbours: 'links to the articles before and after',
  reader: 'the buttons of a reader between the paragraphs',
  prompt: 'what the site says to its user',
  attribution: 'where the article stands and who may take it',
  tags: 'key words of the page',
  footer: 'a site footer',
}

/** Kinds that are beyond doubt where they stand on lines of their own, in a text that shows much of a page. */
const SURE: readonly FurnitureKind[] = ['type-size', 'reader']
/** Lines of buttons, one below the other. */
const BUTTONS: readonly FurnitureKind[] = ['sharing', 'comments']

/** Tells of a line that is not blank whether it is furniture, of which kind, and how sure that is. */
function furnitureOf(document: Document, footer: number | undefined): (i: number) => Part | undefined {
  const { furniture, isSure, buttons } = document.fact(webPage)
  return (i) => {
    if (footer !== undefined && i >= footer) return { kind: 'footer', safety: 'safe' }
    const kind = furniture.get(i)
    if (kind === undefined) return undefined
    const pressed = isSure && buttons[i] === 1 && (buttons[i - 1] === 1 || buttons[i + 1] === 1)
    return { kind, safety: SURE.includes(kind) || (pressed && BUTTONS.includes(kind)) ? 'safe' : 'risky' }
  }
}

/** Counters and buttons behind the date, on its line. */
const tail = (start: number, end: number): Finding => ({
  edits: [{ start, end, text: '' }],
  reason: 'counters and buttons behind the date',
  safety: 'risky',
})

const ANNOUNCED_RE = /如下|下列|以下|示例|为例|编号为|编号是|备案号[为是]/u

/** The line with which the footer begins, if the text ends with one and has something before it. */
function footerStart(text: string, shapes: LineShapes): number | undefined {
  const shown: number[] = []
  let first = shapes.count
  let names = 0
  for (let i = shapes.count - 1; i > 0; i--) {
    if (shapes.count - i > MOST_LINES) return undefined
    const shows = shownBy(text.slice(shapes.start[i], shapes.end[i]))
    shown[i] = shows
    if (shows === 0) break
    if ((shows & ~WEAK) === 0) {
      if ((shows & NAME) !== 0 && (first === shapes.count || ++names > MOST_NAMES)) break
      continue
    }
    // Above a name, sponsors are more likely those of the event that the text is about.
    if (names > 0 && (shows & ~(SPONSOR | CONTACT)) === 0) break
    names = 0
    first = i
  }
  first = provenFrom(shown, first, text, shapes)
  if (first === shapes.count || ':：'.includes(text[shapes.end[first - 1]! - 1]!)) return undefined
  // A text that announces a number (格式如下, 备案编号为) goes on with it.
  if (ANNOUNCED_RE.test(text.slice(Math.max(0, shapes.end[first - 1]! - 24), shapes.end[first - 1]))) return undefined
  return first
}

/** The first line from `first` on that is proved to be a footer's by what the lines show; the number of lines if none is. */
function provenFrom(shown: readonly number[], first: number, text: string, shapes: LineShapes): number {
  const none = shapes.count
  const seenFrom = (line: number): number => shown.slice(line, none).reduce((seen, shows) => seen | shows, 0)
  let seen = first === none ? 0 : seenFrom(first)
  if ((seen & REGISTRATION) !== 0) {
    // Numbers of one kind and nothing else, or of many sites, are the content of the text; so may be a single one that no sentence
    // comes before.
    const filings = shown.slice(first, none).filter((shows) => (shows & FILING) !== 0).length
    const claimed = (seen & (CLAIM | LINKS | CONTROLS)) !== 0
    if (claimed || ((seen & SPONSOR) !== 0 && filings <= MOST_FILINGS)) return first
    if (filings > 1 && (seen & ~(REGISTRATION | FILING | SPONSOR | WEAK)) === 0) return none
    const finished = (classAt(text, shapes.end[first - 1]! - 1) & (END | CLOSE)) !== 0
    return first < none - 1 || finished ? first : none
  }
  // Without such a number, the first sponsors may be those of the event that the text is about.
  while (first < none && (shown[first]! & ~(SPONSOR | WEAK)) === 0) first++
  seen = first === none ? 0 : seenFrom(first)
  if (isClaimed(seen) && !hasImprint(text, shapes, first)) return first
  let last = none
  while (last > first && (shown[last - 1]! & ~(LINKS | CONTROLS | DISCLAIMER | BUTTON)) === 0) last--
  return (seenFrom(last) & (CONTROLS | DISCLAIMER)) !== 0 ? last : none
}

/** A licence or a copyright notice, with something else that only sites have, or the notice in both languages with its year. */
function isClaimed(seen: number): boolean {
  const site = (seen & (SPONSOR | PAGE | LINKS | BUTTON)) !== 0
  if ((seen & LICENCE) !== 0) return site || (seen & CLAIM) !== 0
  return (seen & (SIGN | CHINESE)) !== 0 && (site || (seen & CLAIM) === CLAIM)
}

/** Is it a book, a journal or a README that claims its copyright? */
function hasImprint(text: string, shapes: LineShapes, first: number): boolean {
  const from = shapes.start[Math.max(0, first - IMPRINT_LINES)]
  return text[shapes.start[first - 1]!] === '#' || IMPRINT_RE.test(text.slice(from, shapes.end[shapes.count - 1]))
}
