import type { Trie } from 'opencc-js/cn2t'
import type { Edit, Span } from '../core/edit.ts'
import { changesOf, type Change, type Step, type StepEdit } from '../core/history.ts'
import type { Conversion } from './dictionaries.ts'

/** Between two words of the dictionary a stretch of this many code units is cut at the next place that no entry reaches over. */
const LONG_STRETCH = 64

/** What one entry changes, or several that reach into each other: at least one edit. */
export interface Converted extends Span {
  readonly after: string
  readonly edits: readonly Edit[]
}

/**
 * What the conversion changes in the words that begin in `[start, end)`, in positions of the text. The edits are as small as the
 * characters show: one for each run of them that become others; where an entry has more characters on one side, all that differs.
 */
export function* converted(text: string, { start, end }: Span, { words, stages }: Conversion): Iterable<Converted> {
  let from = start // where the stretch begins that is no word of the dictionary
  let reached = start // how far the entries reach that begin in this stretch
  for (let i = start; i < end;) {
    const described = endOfDescription(text, i)
    const word = described > i ? undefined : words.matchPrefix(text, i)
    const length = lengthAt(text, i)
    if (described > i || (word && word.end > i + length)) {
      yield* unit(text, from, i, stages)
      if (word) yield* unit(text, i, word.end, stages)
      i = from = reached = word?.end ?? described
      continue
    }
    if (i >= reached) {
      if (i - from >= LONG_STRETCH) {
        yield* unit(text, from, i, stages)
        from = i
      }
      reached = (stages[0] === words ? word : stages[0]!.matchPrefix(text, i))?.end ?? i + length
    }
    i += length
  }
  yield* unit(text, from, Math.max(from, end), stages)
}

const lengthAt = (text: string, i: number): number => (text.codePointAt(i)! > 0xffff ? 2 : 1)

/** Longer ones are none: they are made to be read by people. */
const LONGEST_DESCRIPTION = 32

/** The end of the sequence that describes an ideograph by its parts, `⿰纟公`, if one begins there; its parts are shapes, not words. */
function endOfDescription(text: string, start: number): number {
  let parts = 1
  let i = start
  for (; parts > 0 && i < text.length && i - start < LONGEST_DESCRIPTION; i += lengthAt(text, i)) {
    const unit = text.charCodeAt(i)
    if (unit >= 0x2ff0 && unit <= 0x2fff) parts += unit === 0x2ff2 || unit === 0x2ff3 ? 2 : unit >= 0x2ffe ? 0 : 1
    else if (i === start) return start
    else parts--
  }
  return i
}

function* unit(text: string, start: number, end: number, stages: Conversion['stages']): Iterable<Converted> {
  if (start === end) return
  for (const { original, before, after } of changed(text.slice(start, end), stages)) {
    const at = start + original.start
    if (isThere(text, at, before, after)) continue
    const edits = differences(before, after).map((edit) => ({
      start: at + edit.start,
      end: at + edit.end,
      text: edit.text,
    }))
    yield { start: at, end: start + original.end, after, edits }
  }
}

/** Does the longer word stand there already, as 塔吉克斯坦 does where 塔吉克 would become it? */
function isThere(text: string, at: number, before: string, after: string): boolean {
  const inside = after.length > before.length ? after.indexOf(before) : -1
  return inside >= 0 && text.startsWith(after, at - inside)
}

/** Would the word, standing alone, become another? */
export const isConverted = (word: string, { stages }: Conversion): boolean => changed(word, stages).length > 0

/** What all the stages together change. */
function changed(word: string, stages: Conversion['stages']): readonly Pick<Change, 'original' | 'before' | 'after'>[] {
  let text = word
  const steps: Step[] = []
  for (const stage of stages) {
    const { edits, put } = replaced(text, stage)
    if (edits.length === 0) continue
    steps.push({ rule: '', edits })
    text = put
  }
  if (steps.length > 1) return changesOf(word, text, steps)
  return steps.flatMap(({ edits }) => edits.map((edit) => ({ original: edit, before: edit.removed, after: edit.text })))
}

/** The entries of the trie that change something, the longest each time, and the text with them put in. */
function replaced(text: string, trie: Trie): { edits: StepEdit[]; put: string } {
  const edits: StepEdit[] = []
  let put = ''
  for (let i = 0; i < text.length;) {
    const entry = trie.matchPrefix(text, i)
    const end = entry?.end ?? i + lengthAt(text, i)
    const removed = text.slice(i, end)
    const value = entry?.value ?? removed
    if (value !== removed) edits.push({ start: i, end, text: value, removed, reason: '' })
    put += value
    i = end
  }
  return { edits, put }
}

/** As many characters on both sides are compared one by one; otherwise what they share at either end stays. */
function differences(before: string, after: string): Edit[] {
  const old = Array.from(before)
  const put = Array.from(after)
  const edits: Edit[] = []
  const add = (from: number, to: number, text: string): void => {
    const start = old.slice(0, from).join('').length
    edits.push({ start, end: start + old.slice(from, to).join('').length, text })
  }
  if (old.length === put.length) {
    for (let i = 0; i < old.length; i++) {
      const from = i
      while (i < old.length && old[i] !== put[i]) i++
      if (i > from) add(from, i, put.slice(from, i).join(''))
    }
    return edits
  }
  const shorter = Math.min(old.length, put.length)
  let head = 0
  while (head < shorter && old[head] === put[head]) head++
  let tail = 0
  while (tail < shorter - head && old[old.length - 1 - tail] === put[put.length - 1 - tail]) tail++
  add(head, old.length - tail, put.slice(head, put.length - tail).join(''))
  return edits
}
