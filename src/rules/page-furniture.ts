import type { Document } from '../core/document.ts'
import { defineRule, type Finding } from '../core/rule.ts'
import { BREAK, classAt } from '../text/classes.ts'
import { endsSentence } from '../text/columns.ts'
import { cutBetween } from '../text/cuts.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'
import { beginsBlock } from '../text/openers.ts'

/** Nothing that is longer is a page number. */
const LONGEST = 24

/** Forms that say "page": 第2页, 第 2 页 共 84 页, Page 2 of 84, ---- 页面 14 ----. The number of the page is the first in it. */
const NAMED_RE =
  /^[-—–─=\s]{0,8}(?:第\s{0,2}(\d{1,4})\s{0,2}[页頁](?:\s{0,3}[,，/／]?\s{0,3}共\s{0,2}\d{1,4}\s{0,2}[页頁])?|[Pp]age\s{0,2}(\d{1,4})(?:\s{0,2}(?:of|\/)\s{0,2}\d{1,4})?|页面\s{0,2}(\d{1,4}))[-—–─=\s]{0,8}$/u

/** Forms that only a page number has, but that do not say so: - 12 -, — 12 —, · 12 ·, 12 / 84. */
const DRESSED_RE =
  /^(?:[-—–─]\s{0,3}(\d{1,4})\s{0,3}[-—–─]|[·•]\s{0,3}(\d{1,4})\s{0,3}[·•]|(\d{1,4})\s?[/／]\s?\d{1,4})$/u

/** A number and nothing else: as often the number of a section. With a leading zero it always is. */
const BARE_RE = /^([1-9]\d{0,3})$/u

/** Fewer lines between two numbers are no page: a storyboard, a list of corrections. */
const SHORTEST_PAGE = 8

/** A chain of page numbers may miss this many pages: those whose number was not read. */
const MOST_MISSING = 5

export const pageFurniture = defineRule({
  id: 'page-furniture',
  title: 'Page numbers between the lines of the text',
  why:
    'What stands at the foot of each page comes out between the last line of one page and the first of the next. Page numbers follow each ' +
    'other, and sentences run on across them. A number that says that it is a page goes if there are several, a page apart; any other form ' +
    'only if one of the chain cuts a sentence, in the middle of a word, or stands at a form feed: numbered sections never do. Wrong where an ' +
    'index of pages is the text itself.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged:
        '渔港的清晨从汽笛声里开始，渔船披\n\n— 1 —\n\n着薄雾靠岸。码头上的秤杆起起\n\n— 2 —\n\n落落，老人们说起从前。',
      repaired: '渔港的清晨从汽笛声里开始，渔船披\n\n着薄雾靠岸。码头上的秤杆起起\n\n落落，老人们说起从前。',
    },
    {
      untouched: '1\n\n他走了很远的路。\n\n2\n\n回来的时候天已经黑了。',
      note: 'sections have numbers too, but no sentence runs across them',
    },
  ],
  *find(document) {
    const shapes = document.fact(lineShapes)
    const candidates = candidatesOf(document, shapes)
    for (const chain of chainsOf(candidates)) {
      const reason = proofOf(document, shapes, chain)
      if (reason === undefined) continue
      for (const { line } of chain) yield removal(document, shapes, line, reason)
    }
  },
})

interface Candidate {
  /** Index into the shapes. */
  readonly line: number
  readonly page: number
  readonly form: 'named' | 'dressed' | 'bare'
}

function candidatesOf({ text }: Document, shapes: LineShapes): Candidate[] {
  const found: Candidate[] = []
  for (let line = 0; line < shapes.count; line++) {
    const length = shapes.end[line]! - shapes.start[line]!
    if (length > LONGEST) continue
    const content = text.slice(shapes.start[line], shapes.end[line])
    for (const [form, pattern] of [
      ['named', NAMED_RE],
      ['dressed', DRESSED_RE],
      ['bare', BARE_RE],
    ] as const) {
      const match = pattern.exec(content)
      if (match === null) continue
      const page = Number(match.slice(1).find((group) => group !== undefined))
      found.push({ line, page, form })
      break
    }
  }
  return found
}

/** Candidates of one form whose numbers follow each other. */
function* chainsOf(candidates: readonly Candidate[]): Iterable<Candidate[]> {
  for (const form of ['named', 'dressed', 'bare'] as const) {
    let chain: Candidate[] = []
    for (const candidate of candidates) {
      if (candidate.form !== form) continue
      const last = chain.at(-1)
      const step = last === undefined ? 1 : candidate.page - last.page
      // Two numbers without a line of text between them are a list.
      const apart = last === undefined || candidate.line > last.line + 1
      if (step < 1 || step > MOST_MISSING || !apart) {
        yield chain
        chain = []
      }
      chain.push(candidate)
    }
    yield chain
  }
}

function proofOf(document: Document, shapes: LineShapes, chain: readonly Candidate[]): string | undefined {
  const first = chain[0]
  if (first === undefined) return undefined
  if (chain.some(({ line }) => isAtFormFeed(document.text, shapes, line))) return 'a number at the end of a page'
  if (chain.length >= 2 && first.form === 'named' && typicalGap(chain) >= SHORTEST_PAGE)
    return 'one of several page numbers'
  const inSentence = chain.filter(({ line }) => cutsSentence(document, shapes, line)).length
  if (inSentence === 0) return undefined
  // Sections may be headed by numbers, and a heading before one has no sentence end: a third of the places must be cut.
  if (first.form === 'bare' && (chain.length < 2 || inSentence * 3 < chain.length)) return undefined
  return 'a page number in the middle of a sentence'
}

/** The middle one of the numbers of lines between two neighbours of the chain. */
function typicalGap(chain: readonly Candidate[]): number {
  const gaps = chain.slice(1).map(({ line }, i) => line - chain[i]!.line)
  return gaps.sort((a, b) => a - b)[gaps.length >> 1]!
}

/** Is the sentence before the line cut, so that it goes on behind it? */
function cutsSentence(document: Document, shapes: LineShapes, line: number): boolean {
  const { text } = document
  if (line === 0 || line + 1 >= shapes.count) return false
  const [before, after] = [line - 1, line + 1]
  if (endsSentence(text, shapes.end[before]!) || shapes.width[before]! < 16 || shapes.indent[after]! >= 2) return false
  if (beginsBlock(text, shapes.start[after]!, shapes.end[after]!)) return false
  return cutBetween(document, shapes.end[before]! - 1, shapes.start[after]!) !== undefined
}

/** Is there a form feed in the white space around the line? */
function isAtFormFeed(text: string, shapes: LineShapes, line: number): boolean {
  for (let i = shapes.end[line]!; i < text.length && (classAt(text, i) & BREAK) !== 0; i++)
    if (text[i] === '\f') return true
  for (let i = shapes.start[line]! - 1; i >= 0 && (classAt(text, i) & BREAK) !== 0; i--)
    if (text[i] === '\f') return true
  return false
}

/** Takes the line out with the break before it, or with the one behind it at the start of the text. */
function removal({ text }: Document, shapes: LineShapes, line: number, reason: string): Finding {
  const start = line === 0 ? 0 : shapes.end[line - 1]!
  const end = shapes.end[line]!
  const rest = line === 0 ? (shapes.count > 1 ? shapes.start[1]! : text.length) : end
  return { edits: [{ start, end: rest, text: '' }], reason }
}
