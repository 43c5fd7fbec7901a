import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import type { Finding } from '../core/rule.ts'
import { BLANK, CJK, classAt, END, MARK, PAUSE } from './classes.ts'
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
export function copyBelow(document: Document, shapes: LineShapes, i: number): Finding | undefined {
  const { text } = document
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

/** How many different labels stand above themselves, at once below such a pair left out: a form with its sample is set so. */
function labelsAbove(document: Document): number {
  const shapes = document.fact(lineShapes)
  const labels = new Set<string>()
  let free = 0
  for (let i = 0; i + 1 < shapes.count; i++) {
    if (!isLabelAbove(document.text, shapes, i)) continue
    if (i >= free) labels.add(lineAt(document.text, shapes, i))
    free = i + 3
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
  // A couplet or a motto of two halves is set so on purpose, and a title page leaves room below the title.
  const halves = below.length === after.length
  const apart = shapes.number[i + 1]! - shapes.number[i]! > shapes.number[last]! - shapes.number[last - 1]!
  if (!copied || !beginsStory(text, shapes, last)) return undefined
  const edits = [{ start: shapes.end[i]!, end: shapes.end[last]!, text: '' }]
  // Lines that are alike may be meant: a title page and a half-title. A copy cut into unequal parts hardly is.
  return cut
    ? {
        edits,
        reason: 'the headline above, printed again and cut in two',
        safety: halves || apart ? 'risky' : 'safe',
      }
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
    const isMarked = (classAt(text, shapes.start[k]!) & MARK) !== 0
    if (shapes.han[k]! >= 12 && shapes.innerMarks[k]! > 0 && (!isMarked || shapes.innerEnds[k]! > 1)) return true
  }
  return false
}

/** A section's name in English: 副刊 Supplement. */
export const WESTERN_NAME_RE = /^[A-Z][a-z]+$/u

/** So far below its headline the story has begun to tell it. */
const TOLD_WITHIN = 600

/**
 * Does the text show that what the line has twice is a headline? Its English name stands beside the Chinese one; or the story below has
 * most pairs of its characters, such across two runs among them, but the whole not word for word. A verse is quoted in prose with a
 * mark between its phrases, a saying word for word.
 */
export function isConfirmed(document: Document, i: number, edits: readonly Edit[]): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  let at = edits[0]!.start
  while (at > shapes.start[i]! && (classAt(text, at - 1) & (MARK | BLANK)) === 0) at--
  let headline = ''
  const joints = new Set<number>()
  for (const edit of edits) {
    headline += text.slice(at, edit.start)
    joints.add(headline.length - 1)
    at = edit.end
  }
  if (WESTERN_NAME_RE.test(headline)) return shapes.han[i]! > 0
  const story = storyBelow(text, shapes, i)
  if (story.includes(headline)) return false
  let [pairs, told, across] = [0, 0, 0]
  for (let k = 0; k + 1 < headline.length; k++) {
    if ((classAt(headline, k) & classAt(headline, k + 1) & CJK) === 0) continue
    pairs++
    if (!story.includes(headline.slice(k, k + 2))) continue
    told++
    if (joints.has(k)) across++
  }
  return across > 0 && told >= pairs * 0.6
}

/** The lines below line `i` that have a mark inside, as verse has not. */
function storyBelow(text: string, shapes: LineShapes, i: number): string {
  let story = ''
  const limit = shapes.end[i]! + TOLD_WITHIN
  for (let k = i + 1; k < shapes.count && shapes.start[k]! < limit; k++) {
    if (shapes.han[k]! >= 12 && shapes.innerMarks[k]! > 0) {
      story += `${text.slice(shapes.start[k], Math.min(shapes.end[k]!, limit))}\n`
    }
  }
  return story
}
