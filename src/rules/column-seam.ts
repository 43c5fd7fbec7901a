import type { Edit } from '../core/edit.ts'
import { defineRule } from '../core/rule.ts'
import { CJK, classAt, CLOSE, OPEN } from '../text/classes.ts'
import { glueBetween } from '../text/glue.ts'
import { lineShapes } from '../text/line-shape.ts'
import { restBehind, seams } from '../text/seams.ts'

/** So many proven cuts show how the text was extracted: then a block without a sentence end is a cut too. */
const PROVEN_CUTS = 2
/** In cells. */
const LONG_BLOCK = 80
/** An overlap shorter than this may be a doubled word that the author wrote. */
const SHORTEST_OVERLAP = 4
const LONGEST_OVERLAP = 60

export const columnSeam = defineRule({
  id: 'column-seam',
  title: 'Paragraphs cut in two where a column or page ended',
  why:
    'A tool that reads column by column starts a new block at each column, in mid-sentence. Where the text ends its paragraphs with ' +
    'sentence marks, a paragraph without one whose next block goes on is joined to it if something proves that they belong together: an ' +
    'open quote, a pause mark, a word of the document that the join completes. Once several cuts are proven, the missing sentence end is ' +
    'enough. A few characters that stand on both sides of the seam are kept once. Blocks are never moved: where a caption stands between the ' +
    'halves, or text is missing, the break stays, and the explanation says so. Wrong where text is missing and what follows seems to go on.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged:
        '图书馆今年搬进了新楼，读者多了三成。馆长说，最忙的是周末。\n\n为方便读者，图书馆延长了开放时间。今年秋天又增加了自习\n\n座位，还在大厅设了还书箱，读者随时可以还书。\n\n自习座位要提前一天预约，每人每天一次。',
      repaired:
        '图书馆今年搬进了新楼，读者多了三成。馆长说，最忙的是周末。\n\n为方便读者，图书馆延长了开放时间。今年秋天又增加了自习座位，还在大厅设了还书箱，读者随时可以还书。\n\n自习座位要提前一天预约，每人每天一次。',
    },
    {
      untouched: '新楼启用，读者多了三成，周末一座难求\n\n图书馆搬进了新楼，读者多了三成。\n\n馆长说，最忙的是周末。',
      note: 'a deck has marks too, but nothing goes on',
    },
  ],
  *find(document) {
    const { text } = document
    const shapes = document.fact(lineShapes)
    const { list, proven } = document.fact(seams)
    if (list.length === 0) return
    const phrasesAt = (line: number): Phrase[] => [
      ...phrases(text, shapes.start[line]!, shapes.end[line]!, shapes.start[line + 1]!, shapes.end[line + 1]!),
    ]
    const looksUp = list.reduce((sum, { line }) => sum + phrasesAt(line).length, 0) <= MOST_PHRASES
    for (const { line, proof, long } of list) {
      const start = shapes.end[line]!
      const end = shapes.start[line + 1]!
      const to = shapes.end[line + 1]!
      const known = (phrase: Phrase): boolean => text.includes(phrase.once) && !text.includes(phrase.twice)
      const words = overlapAt(text, shapes.start[line]!, start, end, to)
      const overlap = words || (looksUp && phrasesAt(line).find(known)?.overlap) || 0
      const edit: Edit = { start: start - overlap, end, text: overlap > 0 ? '' : glueBetween(document, start, end) }
      const reason =
        proof ?? (overlap > 0 ? 'both blocks hold the words at the seam' : 'the block ends in mid-sentence')
      // A whole clause on both sides may be a figure of speech: …灯亮着⏎灯亮着，像是… And a lead takes up the last words of its headline:
      // words are taken out behind a long block only.
      const clause = words > 0 && ((classAt(text, start - words - 1) | classAt(text, end + words)) & CJK) === 0
      const doubled = !clause && long && (proven > 0 || shapes.width[line]! >= LONG_BLOCK)
      const sure = words > 0 ? doubled : proof !== undefined || (long && proven >= PROVEN_CUTS)
      yield { edits: [edit], reason, safety: sure ? 'safe' : 'risky' }
    }
  },
  *kept(document) {
    const shapes = document.fact(lineShapes)
    for (const line of document.fact(seams).torn) {
      const reason = restBehind(document, line) === undefined ? NOTHING_GOES_ON : GOES_ON_BEHIND
      yield { start: shapes.end[line]!, end: shapes.start[line + 1]!, reason }
    }
  },
})

const NOTHING_GOES_ON = 'a sentence breaks off, and the next block does not go on with it: text is missing'
const GOES_ON_BEHIND = 'a sentence breaks off; it seems to go on behind the short block that follows'

/** How many code units at the end of `[from, seam)` also begin `[next, to)`; 0 if too few to be sure. */
function overlapAt(text: string, from: number, seam: number, next: number, to: number): number {
  // What is repeated from its beginning is a variant of the line, not a piece of it.
  const most = Math.min(LONGEST_OVERLAP, (seam - from) >> 1, to - next)
  for (let length = most; length >= SHORTEST_OVERLAP; length--) {
    if (text.startsWith(text.slice(seam - length, seam), next)) return length
  }
  return 0
}

/** A quoted phrase is no longer than this. */
const LONGEST_PHRASE = 24
/** Each is looked up in the whole text; by chance there are a handful in a year of papers. */
const MOST_PHRASES = 100

/** A quoted phrase across a seam, with what stands on both sides of it once and twice. */
interface Phrase {
  readonly overlap: number
  readonly once: string
  readonly twice: string
}

/**
 * Shorter overlaps inside a quoted phrase, which count if the document has the phrase elsewhere without it: `“前店后坊` and `坊”人家` in a
 * text that writes `“前店后坊”` too.
 */
function* phrases(text: string, from: number, seam: number, next: number, to: number): Iterable<Phrase> {
  let open = seam - 1
  while (open >= from && seam - open <= LONGEST_PHRASE && (classAt(text, open) & (OPEN | CLOSE)) === 0) open--
  if (open < from || (classAt(text, open) & OPEN) === 0) return
  let close = next
  while (close < to && close - next <= LONGEST_PHRASE && (classAt(text, close) & (OPEN | CLOSE)) === 0) close++
  if (close >= to || (classAt(text, close) & CLOSE) === 0) return
  for (let length = Math.min(SHORTEST_OVERLAP - 1, close - next, seam - open - 1); length >= 1; length--) {
    if (!text.startsWith(text.slice(seam - length, seam), next)) continue
    const once = text.slice(open + 1, seam) + text.slice(next + length, close)
    if (once.length >= 3) yield { overlap: length, once, twice: text.slice(open + 1, seam) + text.slice(next, close) }
  }
}
