import { classAt, CLOSE, DIGIT, END, HAN, LETTER } from './classes.ts'
import type { LineShapes } from './line-shape.ts'
import { BARRIER, BYLINE, COMMENTS, CRUMB, DATELINE, FORMS, META } from './web-line.ts'

/** Ideographs of a line that is prose: with a pause inside, or ending like a sentence. */
const PROSE = 25
const SENTENCE = 12
/** The title stands so many lines above the first paragraph at the most. */
const LONGEST_LEAD = 16
export const SHORTEST_TITLE = 5
export const LONGEST_TITLE = 120

/** Ideographs of each line that is prose, 0 for the others. */
export function proseOf(text: string, shapes: LineShapes): Int32Array {
  const prose = new Int32Array(shapes.count)
  for (let i = 0; i < shapes.count; i++) {
    const han = shapes.han[i]!
    const ends = (classAt(text, shapes.end[i]! - 1) & (END | CLOSE)) !== 0 && text[shapes.end[i]! - 1] !== ')'
    const paused = han >= PROSE && shapes.innerMarks[i]! > 0
    const sentence = han >= SENTENCE && ends && (shapes.innerMarks[i]! > 0 || text[shapes.end[i]! - 1] === '。')
    if (paused || sentence) prose[i] = han
  }
  return prose
}

export interface Body {
  readonly first: number
  readonly last: number
}

/** The stretch of lines that holds the most prose and the least else, and reaches over no label of other parts. */
export function bodyOf(shown: Int32Array, prose: Int32Array, n: number): Body | undefined {
  let best: Body | undefined
  let most = 0
  let sum = 0
  let first = 0
  for (let i = 0; i < n; i++) {
    if (prose[i] === 0 && (shown[i]! & BARRIER) !== 0) {
      sum = 0
      continue
    }
    if (sum <= 0) {
      sum = 0
      first = i
    }
    sum += prose[i]! > 0 ? Math.min(prose[i]!, 300) : (shown[i]! & FORMS) !== 0 ? -40 : -8
    if (sum > most) {
      most = sum
      best = { first, last: i }
    }
  }
  return best
}

/** The line that repeats the title of the page, which the first line gives with the name of the site. */
export function echoOf(text: string, shapes: LineShapes, body: Body): number | undefined {
  const first = skeleton(text, shapes, 0)
  if (first.length < SHORTEST_TITLE) return undefined
  const until = Math.min(body.last, Math.max(body.first + LONGEST_LEAD / 2, 1))
  for (let i = 1; i <= until; i++) {
    if (shapes.end[i]! - shapes.start[i]! > LONGEST_TITLE) continue
    // Hardly any line begins with two characters that stand together in the first.
    if (!first.includes(skeleton(text, shapes, i, 2))) continue
    const line = skeleton(text, shapes, i)
    if (line.length >= SHORTEST_TITLE && line.length * 3 >= first.length && first.includes(line)) return i
  }
  return undefined
}

/** Letters, digits and ideographs, of a line no longer than a title; so many at the most. */
function skeleton(text: string, shapes: LineShapes, line: number, most = Infinity): string {
  let out = ''
  const end = Math.min(shapes.end[line]!, shapes.start[line]! + LONGEST_TITLE * 2)
  for (let i = shapes.start[line]!; i < end && out.length < most; i++) {
    if ((classAt(text, i) & (HAN | LETTER | DIGIT)) !== 0) out += text[i]!
  }
  return out
}

/** Between the bars and the date, or between two bars; but the name of a reader stands above the date of what he wrote. */
const isShortTitle = (shown: Int32Array, i: number): boolean =>
  ((shown[i + 1] ?? 0) & (DATELINE | BYLINE | FORMS)) !== 0 && ((shown[i - 1] ?? CRUMB) & FORMS & ~COMMENTS) !== 0

/** The title without an echo: the short line above the dates and names that stand above the body. */
export function titleOf(shown: Int32Array, shapes: LineShapes, body: Body, isPage: boolean): number | undefined {
  let dated = false
  for (let i = body.first - 1; i >= 0 && body.first - i <= LONGEST_LEAD; i--) {
    if ((shown[i]! & (DATELINE | BYLINE | META)) !== 0) dated = true
    else if ((shown[i]! & FORMS) !== 0) {
      if ((shown[i]! & CRUMB) === 0) continue
      return i + 1 < body.first && shown[i + 1] === 0 ? i + 1 : undefined
    } else if ((dated || isPage) && (shapes.han[i]! >= SHORTEST_TITLE || isShortTitle(shown, i))) return i
  }
  return undefined
}
