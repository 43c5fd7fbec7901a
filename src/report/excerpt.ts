import { diffChars } from 'diff'
import type { Change } from '../core/history.ts'

/** A stretch of an excerpt: as it was, taken away, or put there. `cut` stands for what was left out to keep it short. */
export interface Piece {
  readonly kind: 'same' | 'removed' | 'added' | 'cut'
  readonly text: string
}

/** Characters of unchanged text shown on either side of a change. */
const CONTEXT = 8
/** A removed or added text of more characters is shown by both its ends. */
const LONG = 64
/** The inner difference of a change is looked for up to this many code units and single differences: its cost is their product. */
const INNER_LENGTH = 400
const INNER_DIFFERENCES = 60

const BREAK_RE = /\r\n?|\n/u

/**
 * The changes as one line of text with the surroundings that tell where it is.
 *
 * @param changes neighbours, in order, with no line break in the text between them
 * @param from where the change before them ends in `original`; surroundings do not reach further
 */
export function excerpt(original: string, changes: readonly Change[], from: number): Piece[] {
  const pieces: Piece[] = []
  const first = changes[0]!.original.start
  let at = first
  for (const change of changes) {
    push(pieces, 'same', original.slice(at, change.original.start))
    for (const { kind, text } of innerPieces(change)) push(pieces, kind, text)
    at = change.original.end
  }
  return [
    ...before(original, Math.max(from, first - CONTEXT * 2), first),
    ...pieces.flatMap(shortened),
    ...after(original, at),
  ]
}

/** Joins what is alike, so that a piece is as long as it looks. */
function push(pieces: Piece[], kind: Piece['kind'], text: string): void {
  if (text === '') return
  const last = pieces.at(-1)
  if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text }
  else pieces.push({ kind, text })
}

/** The change as removed and added, finer where most of it stayed. */
function innerPieces({ before: old, after: put }: Change): Piece[] {
  const whole: Piece[] = [
    { kind: 'removed', text: old },
    { kind: 'added', text: put },
  ]
  if (isOneCharacter(old) || isOneCharacter(put) || old.length > INNER_LENGTH || put.length > INNER_LENGTH) return whole
  const parts = diffChars(old, put, { maxEditLength: INNER_DIFFERENCES })
  if (parts === undefined) return whole
  const stayed = parts.reduce((sum, { added, removed, value }) => (added || removed ? sum : sum + value.length), 0)
  // Chance agreements of two different texts would shred the excerpt.
  if (stayed * 2 < Math.min(old.length, put.length)) return whole
  return parts.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}

const isOneCharacter = (text: string): boolean => text.length <= (text.codePointAt(0)! > 0xffff ? 2 : 1)

function shortened(piece: Piece): Piece[] {
  const { kind, text } = piece
  const [limit, keep] = kind === 'same' ? [CONTEXT * 2 + 2, CONTEXT] : [LONG, LONG / 2 - CONTEXT]
  if (text.length <= limit) return [piece]
  const start = head(text, keep)
  const end = tail(text, keep)
  const left = text.length - start.length - end.length
  if (left <= 0) return [piece]
  const cut = kind === 'same' ? '…' : `…(${left} more)…`
  return [
    { kind, text: start },
    { kind: 'cut', text: cut },
    { kind, text: end },
  ]
}

/** The line up to the change; at the start of a line, what is before it, so that one sees between what the change stands. */
function before(original: string, from: number, to: number): Piece[] {
  const near = tail(original.slice(from, to), CONTEXT)
  const line = near.slice(near.length - near.split(BREAK_RE).at(-1)!.length)
  const start = to - (line === '' ? near.length : line.length)
  const begins = start === 0 || isBreak(original[start - 1]!)
  return surroundings(begins || start === to ? '' : '…', original.slice(start, to), '')
}

/** The rest of the line, its break included. */
function after(original: string, from: number): Piece[] {
  const near = head(original.slice(from, from + CONTEXT * 2), CONTEXT)
  const lineBreak = BREAK_RE.exec(near)
  const rest = lineBreak === null ? near : near.slice(0, lineBreak.index + lineBreak[0].length)
  const ends = lineBreak !== null || from + rest.length === original.length
  return surroundings('', rest, ends || rest === '' ? '' : '…')
}

const surroundings = (start: string, text: string, end: string): Piece[] =>
  (
    [
      { kind: 'cut', text: start },
      { kind: 'same', text },
      { kind: 'cut', text: end },
    ] as const
  ).filter((piece) => piece.text !== '')

const isBreak = (character: string): boolean => character === '\n' || character === '\r'

// Twice as many code units hold at least that many characters, and none of those kept is half a surrogate pair.
const head = (text: string, count: number): string => [...text.slice(0, count * 2)].slice(0, count).join('')
const tail = (text: string, count: number): string => [...text.slice(-count * 2)].slice(-count).join('')
