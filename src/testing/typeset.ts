/**
 * Pages typeset from known articles, and what extraction engines make of them, with the text that an editor would restore:
 *
 *   article (`readArticle`) ─► columns and pages of lines (`typeset`) ─► raw text and gold (`extract`)
 *
 * The engines are modelled in `typeset-engines.ts` on what real ones write for pages printed from a browser or a layout program.
 * They read every character: misread ones are beyond repair and would only blur the figures. Same arguments and seed, same page.
 */
import { halfWidthMarks } from './damage.ts'

// ---------------------------------------------------------------------------------------------------------------- articles

/** The mark at the start of a block's line in an article file; a line without one is a paragraph. */
const MARKS = {
  '%': 'head',
  _: 'foot',
  '=': 'headline',
  '-': 'deck',
  '@': 'byline',
  '#': 'section',
  '*': 'item',
  '/': 'verse',
  '|': 'row',
  '>': 'sign',
  '^': 'box',
  '~': 'note',
} as const

export type Kind = (typeof MARKS)[keyof typeof MARKS] | 'text'

/**
 * `head` and `foot` stand on every page; a `headline` begins an article; a `box` (caption, pull quote) is set where a column ends,
 * a `note` at the foot of its page; `sign` is flush right. In the text, `_` is the blank that pads a short name, `\` a place where
 * a word may be hyphenated; the cells of a head or row are parted by `|`; `#` in a head or foot is the page number.
 */
export interface Block {
  readonly kind: Kind
  readonly text: string
}

export interface Article {
  readonly genre: string
  readonly layout: LayoutName
  readonly blocks: readonly Block[]
}

/** An article file: `genre layout` in the first line, then a block a line, `MARK text` or the bare text of a paragraph. */
export function readArticle(file: string): Article {
  const [first, ...lines] = file.split('\n').filter((line) => line.trim() !== '')
  const [genre, layout] = first!.split(' ')
  if (!(layout! in LAYOUTS)) throw new Error(`article of genre '${genre}': unknown layout '${layout}'`)
  const blocks = lines.map((line): Block => {
    const kind = line[1] === ' ' ? MARKS[line[0] as keyof typeof MARKS] : undefined
    return kind === undefined ? { kind: 'text', text: line } : { kind, text: line.slice(2) }
  })
  return { genre: genre!, layout: layout as LayoutName, blocks }
}

// ------------------------------------------------------------------------------------------------------------------ chance

/** A stream of numbers from 0 to 1 (mulberry32), told apart by its seed. */
export type Random = () => number

export function randomOf(seed: string): Random {
  let state = [...seed].reduce((hash, char) => Math.imul(hash ^ char.codePointAt(0)!, 0x01000193), 0x811c9dc5)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const between = (random: Random, [low, high]: readonly [number, number]): number =>
  low + Math.floor(random() * (high - low + 1))

// ------------------------------------------------------------------------------------------------------------------- style

export interface Style {
  /** Full-width characters a line, for each article of the page in turn. */
  readonly measures: readonly number[]
  readonly columns: number
  /** Lines a column; 0 shares the lines of an article among its columns and ends no page. */
  readonly depth: number
  /** Ideographs that the first line of a paragraph is indented by. */
  readonly indent: number
  /** A closing mark without room: takes a character along to the next line, is squeezed in, hangs over, or goes there alone. */
  readonly marks: 'push' | 'squeeze' | 'hang' | 'none'
  readonly justified: boolean
  /** Lines so far apart that an engine may take each for a block. */
  readonly open: boolean
  /** The text was written with ASCII commas, colons, brackets. */
  readonly halfWidth: boolean
  /** Subset fonts lose the code points of radicals in all text, or in the display type only. */
  readonly radicals: 'all' | 'display' | 'none'
}

export type LayoutName = keyof typeof LAYOUTS

const LAYOUTS = {
  newspaper: { measure: [12, 18], columns: [2, 5], depth: [0, 0] },
  broad: { measure: [19, 27], columns: [1, 2], depth: [0, 0] },
  magazine: { measure: [15, 21], columns: [2, 3], depth: [30, 40] },
  book: { measure: [23, 30], columns: [1, 1], depth: [18, 27] },
  report: { measure: [28, 36], columns: [1, 1], depth: [20, 32] },
  paper: { measure: [20, 25], columns: [2, 2], depth: [26, 40] },
  leaflet: { measure: [8, 12], columns: [1, 3], depth: [0, 0] },
  slides: { measure: [18, 28], columns: [1, 1], depth: [8, 13] },
} as const

/** A style that the layout allows; no two seeds need agree on anything. */
export function styleOf(layout: LayoutName, random: Random): Style {
  const { measure, columns, depth } = LAYOUTS[layout]
  const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!
  const one = between(random, measure)
  const other = random() < 0.4 ? between(random, measure) : one
  return {
    measures: [one, other],
    columns: between(random, columns),
    depth: between(random, depth),
    indent: random() < 0.9 ? 2 : 0,
    marks: pick('push', 'push', 'squeeze', 'hang'),
    justified: random() < 0.85,
    open: layout === 'report' && random() < 0.5,
    halfWidth: random() < 0.15,
    radicals: pick('all', 'all', 'display', 'none'),
  }
}

// ------------------------------------------------------------------------------------------------------------------- lines

/** A printed line: the span of its block's text, and how it was set. */
export interface Line {
  readonly block: Block
  readonly start: number
  readonly end: number
  /** As it was written by the author, and is not yet read by an engine. */
  readonly text: string
  /** What was added to each gap to justify the line, in ems. */
  readonly stretch: number
  /** Cells before the line. */
  readonly left: number
  readonly last: boolean
}

const WESTERN_RE = /[!-~\u00b0-\u00ff\u0370-\u03ff\u2010-\u2013\u2070-\u209f\u2103]/u
const NEVER_FIRST = new Set('，。、；：？！）》〉」』】〕”’％…—·,.;:?!)]%')
const NEVER_LAST = new Set('（《〈「『【〔“‘([')
const SQUEEZABLE_RE = /[，。、；：？！（）《》〈〉「」『』【】〔〕]/gu

/** Two cells a full-width character, one a Western one, as wide as its letter in proportional type. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => {
    if (char !== ' ' && !WESTERN_RE.test(char)) return sum + 2
    if (/[ijltfI.,:;'|!]/u.test(char)) return sum + 0.7
    return sum + (/[A-Zmw%]/u.test(char) ? 1.3 : 1)
  }, 0)

function mayBreak(before: string, after: string): boolean {
  if (NEVER_LAST.has(before) || NEVER_FIRST.has(after) || /[\s_]/u.test(after) || before === '_') return false
  return before === ' ' || before === '\\' || !(WESTERN_RE.test(before) && WESTERN_RE.test(after))
}

/** Where a line of the text may end. */
function breaksOf(text: string, { marks }: Style): number[] {
  const places: number[] = []
  let before = ''
  let at = 0
  for (const char of text) {
    if (at > 0 && (marks === 'none' || mayBreak(before, char))) places.push(at)
    before = char
    at += char.length
  }
  return [...places, at]
}

/** Is there room for the text up to `measure` cells, in the way that the style treats marks? */
function fits(text: string, measure: number, { marks }: Style): boolean {
  const over = widthOf(text) - measure
  if (over <= 0) return true
  if (marks === 'hang') return over <= 2 && NEVER_FIRST.has(text.at(-1)!)
  const squeezable = text.match(SQUEEZABLE_RE)?.length ?? 0
  return marks === 'squeeze' && over <= Math.min(2, squeezable) && NEVER_FIRST.has(text.at(-1)!)
}

/** The lines of a block in a column of `measure` cells. */
function linesOf(block: Block, measure: number, style: Style): Line[] {
  const printed = style.halfWidth ? halfWidthMarks(block.text) : block.text
  const indent = block.kind === 'text' || block.kind === 'item' ? 2 * style.indent : 0
  const lines: Line[] = []
  let start = 0
  const put = (end: number): void => {
    const text = printed.slice(start, end).trimEnd()
    const left = lines.length === 0 ? indent : 0
    const last = end === printed.length
    const slack = Math.max(0, measure - left - widthOf(text))
    const stretch = last || !style.justified ? 0 : slack / 2 / Math.max(1, unitsOf(text).length - 1)
    // A short last line may stand anywhere; only its own engine will know.
    const offset = block.kind === 'sign' ? slack : block.kind === 'verse' ? 4 : left
    lines.push({ block, start, end: start + text.length, text, stretch, left: offset, last })
    start = end
  }
  let safe = 0
  for (const end of breaksOf(printed, style)) {
    const room = measure - (lines.length === 0 ? indent : 0)
    if (!fits(printed.slice(start, end).trimEnd(), room, style)) {
      if (safe > start) put(safe)
      // A word wider than the column is cut wherever the column ends.
      while (widthOf(printed.slice(start, end)) > measure + 2) put(start + Math.floor(measure / 2))
    }
    safe = end
  }
  put(printed.length)
  return lines
}

const UNIT_RE = /[!-~\u00b0-\u00ff\u0370-\u03ff\u2010-\u2013\u2070-\u209f\u2103]+|\S/gu

/** What justification moves apart: words, numbers, and every full-width character. */
export const unitsOf = (text: string): string[] => text.match(UNIT_RE) ?? []

// ------------------------------------------------------------------------------------------------------------------- pages

/** Lines that stand together: a column, a title, a box. */
export interface Area {
  readonly lines: readonly Line[]
  readonly page: number
  /** Of the page's articles, and of the article's columns, the how manieth. */
  readonly article: number
  readonly column: number
  readonly role: 'body' | 'title' | 'box' | 'notes' | 'furniture'
}

const TITLES: readonly Kind[] = ['headline', 'deck', 'byline']
const FLOATS: readonly Kind[] = ['box', 'note']

/** The page or pages in reading order. */
export function typeset(blocks: readonly Block[], style: Style, random: Random): Area[] {
  const areas: Area[] = []
  const firstPage = between(random, [1, 180])
  let page = 0
  let used = 0
  let column = 0
  let notes: Line[] = []
  const put = (role: Area['role'], lines: readonly Line[], article = -1): void => {
    if (lines.length > 0) areas.push({ lines, page, article, column, role })
  }
  /** Heads and feet of several wordings take turns. */
  const putRunning = (kind: 'head' | 'foot'): void => {
    const wordings = blocks.filter((block) => block.kind === kind)
    if (wordings.length === 0) return
    const text = wordings[page % wordings.length]!.text.replace('#', String(firstPage + page))
    put(
      'furniture',
      text.split('|').map((field) => lineOf({ kind, text: field })),
    )
  }
  const endPage = (): void => {
    put('notes', notes)
    notes = []
    putRunning('foot')
  }

  // The first page of several often has no running head.
  if (style.depth === 0 || random() < 0.5) putRunning('head')
  articlesOf(blocks).forEach((article, number) => {
    const measure = 2 * style.measures[number % style.measures.length]!
    const titleMeasure = Math.max(24, Math.min(2, style.columns) * measure * 0.7)
    const titles = article.filter(({ kind }) => TITLES.includes(kind))
    const titleLines = titles.flatMap((block) => linesOf(block, titleMeasure, style))
    put('title', titleLines, number)
    const rest = article.filter((block) => !titles.includes(block))
    const set = rest.map((block) => (block.kind === 'row' ? [lineOf(block)] : linesOf(block, measure, style)))
    const inColumns = set.filter(([line]) => !FLOATS.includes(line!.block.kind)).flat().length
    const depth = style.depth || Math.max(3, Math.ceil(inColumns / style.columns))
    if (style.depth === 0) used = column = 0
    let body: Line[] = []
    let boxes: Line[][] = []
    const endColumn = (): void => {
      put('body', body, number)
      for (const box of boxes) put('box', box, number)
      body = []
      boxes = []
    }
    const nextColumn = (): void => {
      endColumn()
      used = 0
      column++
      if (style.depth === 0 || column % style.columns > 0) return
      endPage()
      page++
      putRunning('head')
    }
    for (const lines of set) {
      const { kind } = lines[0]!.block
      if (kind === 'box') boxes.push(lines)
      if (kind === 'note') notes.push(...lines)
      if (FLOATS.includes(kind)) continue
      for (const line of lines) {
        if (used === depth) nextColumn()
        body.push(line)
        used++
      }
    }
    endColumn()
  })
  endPage()
  return areas
}

const lineOf = (block: Block): Line => {
  const { text } = block
  return { block, start: 0, end: text.length, text, stretch: 0, left: 0, last: true }
}

/** The blocks of each article: a headline begins one, unless the one before had only titles so far. */
function articlesOf(blocks: readonly Block[]): Block[][] {
  const articles: Block[][] = [[]]
  for (const block of blocks) {
    if (block.kind === 'head' || block.kind === 'foot') continue
    const current = articles.at(-1)!
    if (block.kind === 'headline' && current.some(({ kind }) => !TITLES.includes(kind))) articles.push([block])
    else current.push(block)
  }
  return articles
}

// -------------------------------------------------------------------------------------------------------------- extraction

export interface Engine {
  readonly name: string
  /** What it puts between two lines; `fields` between those of a page's head, `pageEnd` after a page. */
  readonly fields: string
  readonly pageEnd: string
  /**
   * Where blank lines stand: nowhere, between columns and titles, where the left edge changes (so after the indented first line of a
   * paragraph), between paragraphs, after some paragraphs, or after every line.
   */
  readonly blanks: 'none' | 'areas' | 'edges' | 'paragraphs' | 'some' | 'all'
  /** Columns may be read across the articles of a page; titles may come after their articles. */
  readonly order: 'reading' | 'across' | 'late'
  /** Lines of one column come as one. */
  readonly joins?: boolean
  /** What it insists on whatever the page looked like: a converter sets its lines itself. */
  readonly style?: Partial<Style>
  show(line: Line, style: Style, random: Random): string
}

export interface Extracted {
  readonly raw: string
  /** What an editor makes of it, in the marks that `bench/score.ts` reads. */
  readonly gold: string
}

interface Read extends Line {
  readonly area: Area
}

/** What the engine writes for the areas of a page. */
export function extract(areas: readonly Area[], engine: Engine, style: Style, random: Random): Extracted {
  const lines = ordered(areas, engine, random).flatMap((area): Read[] => area.lines.map((line) => ({ ...line, area })))
  const spaced = new Set(lines.map(({ block }) => block).filter((block) => isLetterSpaced(block, random)))
  const single = areas.every(({ page }) => page === 0)
  let raw = ''
  let gold = ''
  let last: Read | undefined
  let before: Read | undefined
  for (const line of lines) {
    const continues = last !== undefined && last.block === line.block && last.end <= line.start
    if (before !== undefined) {
      const joined = engine.joins === true && before.block === line.block && before.area === line.area
      raw += joined ? line.block.text.slice(before.end, line.start) : separator(before, line, engine, style, random)
    }
    const shown = engine.show(line, style, random)
    raw += spaced.has(line.block) ? shown.replace(/(?<=\S)(?=\S)/gu, ' ') : shown
    const beginsArea = before?.area !== line.area
    before = line
    if (line.area.role === 'furniture') {
      // Where it stands on every page it must go; on a single one, an editor may leave or drop each field.
      if (single && beginsArea) {
        gold += `${gold === '' ? '' : '\n'}${anyOf(line.area.lines.map(({ text }) => restored(text)))}`
      }
      continue
    }
    const text = restored(line.block.text.slice(line.start, line.end))
    gold += `${continues ? seamOf(last!, line) : gold === '' ? '' : '\n'}${text}`
    last = line
  }
  // A jump line may go, or stay where it stands.
  return { raw: `${raw}\n`, gold: `${gold.replace(/（(?:上接|下转)第.{1,3}版）/gu, '⟦$&⟧')}\n` }
}

/** A padded name is closed up; the cells of a row stay apart. */
const restored = (text: string): string => text.replace(/[_\\]/gu, '').replaceAll('|', ' ')

/**
 * What the gold has where a line of a block ended. A title may keep its lines; and nobody can tell whether there was a space beside
 * a number or an ideograph, where the line break took its place.
 */
function seamOf(before: Line, after: Line): string {
  const gap = before.block.text.slice(before.end, after.start)
  if (TITLES.includes(before.block.kind)) return '⏎?'
  return gap === ' ' && !/[a-z,.;:]$/iu.test(before.text) ? '⏎?' : gap
}

const isLetterSpaced = ({ kind, text }: Block, random: Random): boolean =>
  kind === 'headline' && /^\p{Script=Han}{4,9}$/u.test(text) && random() < 0.3

/** Every subset of the fields, all of them first. */
function anyOf(fields: readonly string[]): string {
  const subsets = fields.reduce<string[][]>((all, field) => [...all, ...all.map((some) => [...some, field])], [[]])
  return `⟦${subsets
    .reverse()
    .map((some) => some.join('⏎?'))
    .join('|')}⟧`
}

/** The order in which the engine comes upon the areas. */
function ordered(areas: readonly Area[], { order }: Engine, random: Random): Area[] {
  if (order === 'reading') return [...areas]
  const pages = [...new Set(areas.map(({ page }) => page))]
  return pages.flatMap((page) => {
    const onPage = areas.filter((area) => area.page === page)
    // The page is read from left to right, column by column, across the articles.
    const across = random() < 0.3
    const rank = ({ role, column, article }: Area): number => {
      if (role === 'furniture' || role === 'notes') return 0
      if (order === 'late' && role === 'title' && late.has(article)) return 1e6
      return across ? column * 1000 + article : 0
    }
    const late = new Set(onPage.map(({ article }) => article).filter(() => random() < 0.3))
    const foot = onPage.filter((area, i) => area.role === 'notes' || (area.role === 'furniture' && i > 0))
    const rest = onPage.filter((area) => !foot.includes(area))
    return [...rest.sort((a, b) => rank(a) - rank(b)), ...foot]
  })
}

/** What the engine puts between two lines. */
function separator(before: Read, after: Read, engine: Engine, style: Style, random: Random): string {
  if (before.area.page !== after.area.page) return engine.pageEnd
  if (before.area.role === 'furniture' && after.area === before.area) return engine.fields
  const sameArea = before.area === after.area
  const newBlock = before.block !== after.block
  const display = newBlock && (isDisplay(before) || isDisplay(after))
  // Paragraphs that no indent tells apart stand apart.
  if (style.indent === 0 && newBlock && engine.blanks !== 'none') return '\n\n'
  switch (engine.blanks) {
    case 'none':
      return '\n'
    case 'areas':
      return sameArea && (!display || random() < 0.3) && random() < 0.99 ? '\n' : '\n\n'
    case 'edges':
      if (style.open) return '\n\n'
      return sameArea && !display && before.left === after.left ? '\n' : '\n\n'
    case 'paragraphs': {
      const oneLine = before.start === 0 && before.last
      if (!sameArea || (display && random() < 0.6)) return '\n\n'
      if (newBlock) return oneLine ? '\n' : '\n\n'
      // Of two lines with different left edges the second seems to begin something new.
      return before.left > 0 && after.last && random() < 0.5 ? '\n\n' : '\n'
    }
    case 'some':
      return (newBlock && random() < 0.7) || (!sameArea && random() < 0.3) ? '\n\n' : '\n'
    case 'all':
      return '\n\n'
  }
}

const isDisplay = ({ block: { kind } }: Line): boolean => kind === 'section' || TITLES.includes(kind)
