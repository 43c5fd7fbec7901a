import type { Document } from '../core/document.ts'
import type { BlockKind } from '../core/rule.ts'
import { classAt, CLOSE, DIGIT, END } from './classes.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { type Body, bodyOf, echoOf, LONGEST_TITLE, proseOf, SHORTEST_TITLE, titleOf } from './web-article.ts'
import {
  ATTRIBUTION,
  BYLINE,
  CAPTION,
  COMMENTS,
  COUNTER,
  CRUMB,
  DATE_RE,
  DATELINE,
  FOOTER,
  FORMS,
  LABELLED,
  META,
  NAVIGATION,
  NEIGHBOUR,
  PROMPT,
  READER,
  RELATED,
  SHARE_RE,
  SHARING,
  STRONG,
  TAGS,
  TAIL,
  tailStart,
  TYPE_LABEL,
  TYPE_SIZE,
  WHOLE_CRUMB,
} from './web-line.ts'
import { mayBePage, shownOf } from './web-lines.ts'

/** What kind of furniture a line is. */
export type FurnitureKind =
  | 'page-title'
  | 'navigation'
  | 'breadcrumb'
  | 'sharing'
  | 'type-size'
  | 'counter'
  | 'related'
  | 'comments'
  | 'neighbours'
  | 'prompt'
  | 'reader'
  | 'attribution'
  | 'tags'
  | 'footer'

/** The lines of a page that are not blank, as `lineShapes` numbers them. */
export interface WebPage {
  /** What the line is; where it is furniture, of which kind. */
  kindOf(line: number): BlockKind
  readonly furniture: ReadonlyMap<number, FurnitureKind>
  /** Does the text show many of the things that only pages of the web have? */
  readonly isSure: boolean
  /** Is the line nothing but buttons? */
  readonly buttons: Uint8Array
  /** Where counters and buttons begin that stand behind a date, on its line. */
  readonly tails: ReadonlyMap<number, number>
}

const HEAD = NAVIGATION | CRUMB | SHARING | PROMPT | NEIGHBOUR | COMMENTS | FOOTER
/** What can be nothing else wherever it stands on a page. */
const LOOSE = CRUMB | COUNTER | PROMPT | FOOTER
const KEPT = DATELINE | BYLINE | CAPTION

/** A field of the table that stands above official documents. */
const FIELD_RE = /^[\u3400-\u9fff\u3000 ]{2,10}[:：].*[\u3400-\u9fff\d]/u
/** What the article itself adds at its end. */
const NOTE_RE =
  /^[（(【[]?(?:附[件表录錄图圖]|相关附件|编者按|編者按|编后|編後|注[:：]|备注|備註|联系人|联系电话|咨询电话|報名|报名)/u

/** A page has this many kinds of furniture, one of them strong. */
const KINDS = 2
/** Beyond doubt, this many. */
const MANY_KINDS = 4
/** The share of the prose that may stand above the title, and below the article among many things that only pages have. */
const ABOVE = 0.15
const BELOW = 0.5
const SHORTEST_KICKER = 9
const MOST_KICKERS = 3
/** In cells: a bar to choose the size of the type with. */
const SHORTEST_BAR = 10
/** Lines of a list of links between two paragraphs. */
const LONGEST_LIST = 16
/** Ideographs of a paragraph that goes on behind a list of links. */
const PARAGRAPH = 40

/** The parts of a page of the web; nothing of any other text. */
export const webPage = (document: Document): WebPage => pageOf(document, document.fact(mayBePage))

/** The same, with what can be told of the lines of other texts too. */
export const textParts = (document: Document): WebPage =>
  document.fact(mayBePage) ? document.fact(webPage) : pageOf(document, true)

function pageOf(document: Document, looks: boolean): WebPage {
  const page = new Page(document, looks)
  page.read()
  const { kinds, furniture, isSure, buttons, tails } = page
  return { kindOf: (line) => BLOCK_KINDS[kinds[line]!]!, furniture, isSure, buttons, tails }
}

const BLOCK_KINDS: readonly BlockKind[] = ['unknown', 'title', 'dateline', 'byline', 'body', 'caption', 'furniture']
const [UNKNOWN, TITLE, DATED, SIGNED, BODY, CAPTIONED, FURNITURE] = [0, 1, 2, 3, 4, 5, 6] as const

class Page {
  /** By their places in `BLOCK_KINDS`. */
  readonly kinds: Uint8Array
  readonly furniture = new Map<number, FurnitureKind>()
  readonly buttons: Uint8Array
  readonly tails: ReadonlyMap<number, number>
  readonly #text: string
  readonly #shapes: LineShapes
  readonly #count: number
  readonly #shown: Int32Array
  readonly #prose: Int32Array
  readonly #body: Body | undefined
  readonly #echo: number | undefined
  readonly #shownKinds: number

  constructor(document: Document, looks: boolean) {
    const { text } = document
    const shapes = document.fact(lineShapes)
    const n = shapes.count
    const prose = proseOf(text, shapes)
    const shown = looks ? shownOf(text, shapes, prose) : new Int32Array(n)
    this.#text = text
    this.#shapes = shapes
    this.#count = n
    this.#shown = shown
    this.#prose = prose
    this.#body = bodyOf(shown, prose, n)
    this.#echo = this.#body && echoOf(text, shapes, this.#body)
    this.#shownKinds = kindsShown(shown, this.#body, this.#echo !== undefined)
    this.kinds = new Uint8Array(n)
    this.buttons = buttonsOf(shown)
    this.tails = this.#tails()
  }

  get isPage(): boolean {
    return this.#shownKinds >= KINDS
  }

  get isSure(): boolean {
    return this.#shownKinds >= MANY_KINDS
  }

  read(): void {
    const body = this.#body
    if (body !== undefined) {
      const title = this.#readArticle(body)
      if (this.isPage) {
        this.#readHead(body, title)
        this.#readTail(body)
      }
    }
    if (this.isPage) this.#readIslands()
    for (let i = 0; i < this.#count; i++) if ((this.#shown[i]! & READER) !== 0) this.#remove(i, 'reader')
  }

  /** Title, dates, names and captions; what is left between the first and the last prose is the body. */
  #readArticle(body: Body): number | undefined {
    for (let i = body.first; i <= body.last; i++) this.kinds[i] = BODY
    const title = this.#echo ?? titleOf(this.#shown, this.#shapes, body, this.isPage)
    if (title !== undefined) {
      for (let i = title; i < body.first; i++) this.kinds[i] = UNKNOWN
      this.kinds[title] = TITLE
      // A title of two lines, and the line beneath it.
      for (let i = title + 1; i < Math.min(body.first - 1, title + 3) && this.#isPlain(i); i++) this.kinds[i] = TITLE
    }
    for (let i = 0; i < this.#count; i++) {
      const shown = this.#shown[i]!
      if (this.kinds[i] === TITLE || (this.#prose[i]! > 0 && (shown & KEPT) === 0)) continue
      if ((shown & (DATELINE | META)) !== 0 && (i < body.first || i > body.last)) this.kinds[i] = DATED
      else if ((shown & BYLINE) !== 0) this.kinds[i] = SIGNED
      else if ((shown & CAPTION) !== 0) this.kinds[i] = CAPTIONED
    }
    return title
  }

  /** Shows nothing at all. */
  #isPlain(i: number): boolean {
    return this.#shown[i] === 0 && this.#prose[i] === 0 && this.#shapes.han[i]! >= SHORTEST_TITLE
  }

  #readHead(body: Body, title: number | undefined): void {
    const echoed = this.#echo !== undefined
    const shown = this.#shown
    let end = title ?? body.first
    // Without its echo below, the first line may be the only title. What stands beneath the last form may be a kicker.
    if (!echoed) end = this.#headEnd(end, title !== undefined)
    else
      for (let k = 0; k < 2 && end > 1 && this.#isPlain(end - 1) && this.#shapes.han[end - 1]! >= SHORTEST_KICKER; k++)
        end--
    if (end === 0 || this.#proseIn(0, end) > ABOVE * this.#proseIn(body.first, body.last + 1)) return
    if (!echoed && (this.#bitsIn(0, end) & HEAD) === 0) return
    let lastBar = end
    while (lastBar > 0 && (shown[lastBar - 1]! & (CRUMB | NAVIGATION)) === 0) lastBar--
    const first = echoed || shown[0] !== 0 || (title !== undefined && title >= end) ? 0 : 1
    for (let i = first; i < end; i++) {
      const dated = (shown[i]! & (DATELINE | BYLINE)) !== 0 && (shown[i]! & FORMS & ~META) === 0
      if (dated || (shown[i] === 0 && i >= lastBar && this.#matches(FIELD_RE, i))) continue
      this.#remove(i, i === 0 && echoed ? 'page-title' : (kindOf(shown[i]!) ?? 'navigation'))
    }
  }

  /** The line down to which the bars reach: what stands between them and a known title may be a kicker, if it is no list. */
  #headEnd(title: number, isKnown: boolean): number {
    let end = title
    const mayBe = (i: number): boolean =>
      !isKnown || (title - i <= MOST_KICKERS && this.#shapes.han[i]! >= SHORTEST_TITLE)
    while (end > 0 && (this.#shown[end - 1]! & FORMS) === 0 && mayBe(end - 1)) end--
    return end
  }

  #readTail(body: Body): void {
    const n = this.#count
    const shown = this.#shown
    let at = body.last + 1
    while (at < n && (shown[at]! & TAIL) === 0) at++
    if (at === n || (this.#text[this.#shapes.end[at - 1]! - 1] === '：' && at === body.last + 1)) return
    const own = this.#proseIn(body.first, body.last + 1)
    // Lists give the beginnings of articles, cut anywhere.
    let below = 0
    for (let i = at; i < n; i++) if (this.#isWhole(i)) below += this.#prose[i]!
    if (below > own || (below > BELOW * own && countOf(this.#bitsIn(at, n) & TAIL) < MANY_KINDS)) return
    // Below the editor's name the paragraphs are the beginnings of other articles.
    const signed = (this.#bitsIn(body.last, at) & BYLINE) !== 0
    let label: FurnitureKind | undefined
    for (let i = at; i < n; i++) {
      const kind = kindOf(shown[i]!)
      if (kind === 'related' || kind === 'comments' || kind === 'footer') label = kind
      else if (label === 'related' && !signed && this.#goesOn(i)) {
        label = undefined
        while (i < n && (shown[i]! & TAIL) === 0) this.kinds[i++] = BODY
        i--
        continue
      }
      const kept = label === undefined && (shown[i]! & KEPT) !== 0 && (shown[i]! & TAIL & ~NAVIGATION) === 0
      // Who signs stands above the date; an attachment or a note belongs to the article wherever it stands.
      const signs = label === undefined && kind === undefined && i + 1 < n && (shown[i + 1]! & DATELINE) !== 0
      const noted = kind === undefined && label !== 'comments' && this.#matches(NOTE_RE, i)
      if (!kept && !signs && !noted) this.#remove(i, kind ?? label ?? 'navigation')
    }
  }

  /** Does the line end as a sentence does? */
  #isWhole(i: number): boolean {
    const last = this.#shapes.end[i]! - 1
    return (classAt(this.#text, last) & (END | CLOSE)) !== 0 && this.#text[last] !== '…'
  }

  /** Does the article go on behind a list of links, with two whole paragraphs? */
  #goesOn(i: number): boolean {
    const isParagraph = (k: number): boolean => k < this.#count && this.#prose[k]! >= PARAGRAPH && this.#isWhole(k)
    return isParagraph(i) && isParagraph(i + 1)
  }

  /** A list of other articles between two paragraphs of this one. */
  #readBox(label: number): void {
    let end = label + 1
    while (end < this.#count && end - label < LONGEST_LIST && this.#prose[end] === 0 && this.#shown[end] === 0) end++
    const between = (this.#prose[label - 1] ?? 0) > 0 && (this.#prose[end] ?? 0) > 0
    if (between && end - label > 1) for (let i = label; i < end; i++) this.#remove(i, 'related')
  }

  /** Bars within and around the article, and what can be nothing else wherever it stands. */
  #readIslands(): void {
    const shown = this.#shown
    for (let i = 1; i < (this.#body?.last ?? 0); i++) if ((shown[i]! & RELATED) !== 0) this.#readBox(i)
    const isFree = (i: number): boolean =>
      !this.furniture.has(i) && this.kinds[i] !== TITLE && this.#prose[i] === 0 && (shown[i]! & KEPT) === 0
    for (let i = 0; i < this.#count; i++) {
      if (!isFree(i)) continue
      const bar =
        (shown[i]! & SHARING) !== 0 &&
        (this.buttons[i - 1] === 1 || this.buttons[i + 1] === 1 || (shown[i]! & LABELLED) !== 0)
      const loose = this.isSure && i < (this.#body?.first ?? 0) ? LOOSE | COMMENTS | NAVIGATION | SHARING : LOOSE
      if (bar || (shown[i]! & loose) !== 0) this.#remove(i, kindOf(shown[i]!)!)
    }
    for (let i = 0; i < this.#count; i++) {
      if ((shown[i]! & TYPE_LABEL) === 0) continue
      let last = i
      while (last + 1 < this.#count && (shown[last + 1]! & TYPE_SIZE) !== 0) last++
      if (last > i || this.#shapes.width[i]! >= SHORTEST_BAR)
        for (let k = i; k <= last; k++) this.#remove(k, 'type-size')
    }
  }

  /** Only where the page itself is shown, or the line tells it with a button. */
  #tails(): Map<number, number> {
    const tails = new Map<number, number>()
    const shapes = this.#shapes
    for (let i = 0; i < this.#count; i++) {
      if ((shapes.classes[i]! & DIGIT) === 0 || (this.#shown[i] === 0 && !this.isPage)) continue
      if (shapes.width[i]! > LONGEST_TITLE * 2) continue
      const line = this.#text.slice(shapes.start[i], shapes.end[i])
      if (!DATE_RE.test(line)) continue
      const at = tailStart(line)
      if (at === line.length || !DATE_RE.test(line.slice(0, at))) continue
      if (this.isPage || SHARE_RE.test(line.slice(at))) tails.set(i, shapes.start[i]! + at)
    }
    return tails
  }

  #remove(i: number, kind: FurnitureKind): void {
    this.kinds[i] = FURNITURE
    this.furniture.set(i, kind)
  }

  #matches(form: RegExp, i: number): boolean {
    return form.test(
      this.#text.slice(this.#shapes.start[i], Math.min(this.#shapes.end[i]!, this.#shapes.start[i]! + LONGEST_TITLE)),
    )
  }

  #bitsIn(from: number, to: number): number {
    let bits = 0
    for (let i = from; i < to; i++) bits |= this.#shown[i]!
    return bits
  }

  #proseIn(from: number, to: number): number {
    let sum = 0
    for (let i = from; i < to; i++) sum += this.#prose[i]!
    return sum
  }
}

function buttonsOf(shown: Int32Array): Uint8Array {
  const buttons = new Uint8Array(shown.length)
  for (let i = 0; i < shown.length; i++)
    if ((shown[i]! & (SHARING | COMMENTS | TYPE_SIZE)) !== 0 && (shown[i]! & KEPT) === 0) buttons[i] = 1
  return buttons
}

/** How many kinds of furniture there are outside of the body, or in bars within it; 0 if all of them stand in other texts too. */
function kindsShown(shown: Int32Array, body: Body | undefined, echoed: boolean): number {
  let bits = 0
  let lines = echoed ? 1 : 0
  for (let i = 0; i < shown.length; i++) {
    if ((shown[i]! & FORMS) !== 0) lines++
    const inside = body !== undefined && i >= body.first && i <= body.last
    bits |= inside ? shown[i]! & (SHARING | COUNTER | CRUMB | WHOLE_CRUMB | PROMPT) : shown[i]!
  }
  const extra = (echoed ? 1 : 0) + ((bits & WHOLE_CRUMB) !== 0 ? 1 : 0)
  // Papers have their key words too.
  const kinds = countOf(bits & FORMS & ~TAGS) + extra
  if (lines < 2 && (bits & WHOLE_CRUMB) === 0) return 0
  return (bits & STRONG) !== 0 || echoed ? kinds : 0
}

function countOf(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

function kindOf(bits: number): FurnitureKind | undefined {
  if ((bits & FOOTER) !== 0) return 'footer'
  if ((bits & CRUMB) !== 0) return 'breadcrumb'
  if ((bits & RELATED) !== 0) return 'related'
  if ((bits & COMMENTS) !== 0) return 'comments'
  if ((bits & NEIGHBOUR) !== 0) return 'neighbours'
  if ((bits & NAVIGATION) !== 0) return 'navigation'
  if ((bits & SHARING) !== 0) return 'sharing'
  if ((bits & COUNTER) !== 0) return 'counter'
  if ((bits & PROMPT) !== 0) return 'prompt'
  if ((bits & ATTRIBUTION) !== 0) return 'attribution'
  return (bits & TAGS) !== 0 ? 'tags' : undefined
}
