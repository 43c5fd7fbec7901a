import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import { classAt, DIGIT, WESTERN } from './classes.ts'
import { FULL_MARKS } from './mark-habits.ts'
import { verbatim } from './verbatim.ts'

const HALF_FORMS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(FULL_MARKS).map(([half, full]) => [full, half] as const),
  ['（', '('],
  ['）', ')'],
])

/** As far as a bracket waits for its partner. */
const LONGEST_BRACKET = 400
/** Parts of faces drawn with type: `（＾＿＾）`. */
const FACE_RE = /^.{0,4}[＾＿´｀≧≦￣▽ω]/u

/**
 * Each full-width mark in `[start, end)` in half width, one character for one, brackets as a pair; in order. What stands between two
 * numbers or words stays where the half-width mark would make one number or name of them: `12，345`, `Node。Deno`.
 */
export function* narrowedMarks(document: Document, start: number, end: number): Iterable<readonly Edit[]> {
  const { text } = document
  let found: (readonly Edit[])[] = []
  // Of each bracket that is still open, where it stands in the text, and among what was found: -1 for a half-width one.
  let open: { at: number; place: number }[] = []
  for (let at = start; at < end; at++) {
    const mark = text[at]!
    const half = HALF_FORMS.get(mark)
    const edit =
      half === undefined || document.fact(verbatim).has(at) ? undefined : { start: at, end: at + 1, text: half }
    if (mark === '(' || mark === '（') open.push({ at, place: edit === undefined ? -1 : found.push([edit]) - 1 })
    else if (mark === ')' || mark === '）') {
      const from = open.pop()
      const opened = from && found[from.place]
      if (opened === undefined) {
        if (edit !== undefined) found.push([edit])
      } else if (FACE_RE.test(text.slice(from!.at + 1, at))) found[from!.place] = []
      else if (edit !== undefined) found[from!.place] = [...opened, edit]
    } else if (edit !== undefined && !wouldFuse(text, at)) found.push([edit])
    if (open.length > 0 && at - open[0]!.at <= LONGEST_BRACKET) continue
    open = []
    yield* found.filter((edits) => edits.length > 0)
    found = []
  }
  yield* found.filter((edits) => edits.length > 0)
}

function wouldFuse(text: string, at: number): boolean {
  const [left, right] = [classAt(text, at - 1), classAt(text, at + 1)]
  if (text[at] === '，') return (left & right & DIGIT) !== 0
  return text[at] === '。' && (left & WESTERN) !== 0 && (right & WESTERN) !== 0
}
