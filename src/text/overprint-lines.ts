import type { Document } from '../core/document.ts'
import type { Finding } from '../core/rule.ts'
import { classAt, END, MARK, PAUSE } from './classes.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'

/** A headline; a shorter one may be a refrain, a cell or a name. */
const SHORTEST_HEADLINE = 8
const LONGEST_HEADLINE = 60
/** How far below a headline its story begins: bylines and decks stand between. */
const REACH = 4
/** A label of a form. */
const SHORTEST_LABEL = 3
const LONGEST_LABEL = 16

/** A headline or a label that the lines below have again, shape by shape: the findings that begin at line `i`. */
export function copyBelow(document: Document, i: number): Finding | undefined {
  const { text } = document
  const shapes = document.fact(lineShapes)
  if (i + 1 >= shapes.count) return undefined
  const first = text.charCodeAt(shapes.start[i]!)
  // The parts of a cut copy may come in either order.
  const second = text.charCodeAt(shapes.start[i + 1]!)
  const third = i + 2 < shapes.count ? text.charCodeAt(shapes.start[i + 2]!) : second
  if (first !== second && first !== third) return undefined
  return isLabelAbove(text, shapes, i)
    ? labelFinding(document, i)
    : (headlineBelow(text, shapes, i) ?? tailBelow(text, shapes, i))
}

/** `项目描述：` above `项目描述：负责…`: bold type printed twice, and the second print runs on into the text. */
function isLabelAbove(text: string, shapes: LineShapes, i: number): boolean {
  const label = lineAt(text, shapes, i)
  if (shapes.han[i]! < SHORTEST_LABEL || label.length > LONGEST_LABEL || !label.endsWith('：')) return false
  const rest = shapes.end[i + 1]! - shapes.start[i + 1]! - label.length
  return rest > 0 && text.startsWith(label, shapes.start[i + 1])
}

function labelFinding(document: Document, i: number): Finding {
  const { start } = document.fact(lineShapes)
  const edits = [{ start: start[i]!, end: start[i + 1]!, text: '' }]
  // Once, a poem may take up its own words; a form has many labels, and its bold type fails in all of them.
  const safety = document.fact(labelsAbove) > 1 ? 'safe' : 'risky'
  return { edits, reason: 'the same label again, with its text', safety }
}

/** How many different labels stand above themselves. */
function labelsAbove(document: Document): number {
  const shapes = document.fact(lineShapes)
  const labels = new Set<string>()
  for (let i = 0; i + 1 < shapes.count; i++) {
    if (isLabelAbove(document.text, shapes, i)) labels.add(lineAt(document.text, shapes, i))
  }
  return labels.size
}

/** A headline in two runs whose second came twice before the first came again: 春耕时节农机忙农机忙 above 春耕时节. */
function tailBelow(text: string, shapes: LineShapes, i: number): Finding | undefined {
  const head = shapes.end[i + 1]! - shapes.start[i + 1]!
  const tail = (shapes.end[i]! - shapes.start[i]! - head) / 2
  if (shapes.han[i + 1]! < 4 || tail < 2 || tail > LONGEST_HEADLINE || !Number.isInteger(tail)) return undefined
  const [line, from] = [lineAt(text, shapes, i), head + tail]
  if (!line.startsWith(lineAt(text, shapes, i + 1)) || line.slice(head, from) !== line.slice(from)) return undefined
  if (!isHeadline(text, shapes, i) || /\s/u.test(line)) return undefined
  const edits = [{ start: shapes.start[i]! + from, end: shapes.end[i + 1]!, text: '' }]
  return { edits, reason: 'the end of the headline twice, and below it its beginning again', safety: 'risky' }
}

function headlineBelow(text: string, shapes: LineShapes, i: number): Finding | undefined {
  const length = shapes.end[i]! - shapes.start[i]!
  if (shapes.han[i]! < SHORTEST_HEADLINE || length > LONGEST_HEADLINE || !isHeadline(text, shapes, i)) return undefined
  const headline = bare(lineAt(text, shapes, i))
  const below = bare(lineAt(text, shapes, i + 1))
  const cut = below.length < headline.length && i + 2 < shapes.count
  const after = cut ? bare(lineAt(text, shapes, i + 2)) : ''
  const copied = cut ? below + after === headline || after + below === headline : below === headline
  const last = cut ? i + 2 : i + 1
  if (!copied || !beginsStory(text, shapes, last)) return undefined
  const edits = [{ start: shapes.end[i]!, end: shapes.end[last]!, text: '' }]
  // Lines that are alike may be meant: a title page and a half-title. Nobody writes a copy that is cut elsewhere.
  return cut
    ? { edits, reason: 'the headline above, printed again and cut in two', safety: 'safe' }
    : { edits, reason: 'the headline above, printed again', safety: 'risky' }
}

const lineAt = (text: string, shapes: LineShapes, i: number): string => text.slice(shapes.start[i], shapes.end[i])

const bare = (line: string): string => line.replace(/\s+/gu, '')

/** No mark that ends a clause, neither in the line nor behind it. */
const isHeadline = (text: string, { end, innerMarks }: LineShapes, i: number): boolean =>
  innerMarks[i] === 0 && (classAt(text, end[i]! - 1) & (END | PAUSE)) === 0

/** Does prose follow: a line of a dozen ideographs with a pause or an end inside? Verse has its marks at the ends of its lines. */
function beginsStory(text: string, shapes: LineShapes, i: number): boolean {
  for (let k = i + 1; k < Math.min(shapes.count, i + 1 + REACH); k++) {
    if (shapes.han[k]! >= 12 && shapes.innerMarks[k]! > 0 && (classAt(text, shapes.start[k]!) & MARK) === 0) return true
  }
  return false
}
