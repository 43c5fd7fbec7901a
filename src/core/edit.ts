/** A half-open stretch `[start, end)` of a text, in UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Replace `[start, end)` by `text`. An insertion has `start === end`; a deletion has an empty `text`. */
export interface Edit extends Span {
  readonly text: string
}

/** An edit that has been applied: `removed` is what stood in the span, so that it can be taken back. */
export interface AppliedEdit extends Edit {
  readonly removed: string
}

export const byPosition = (a: Span, b: Span): number => a.start - b.start || a.end - b.end

/**
 * Throws unless the edits are sorted, disjoint, inside a text of `length` code units, and each changes something.
 *
 * @throws RangeError that names the edit, the length and `where` (usually the rule's id).
 */
export function assertEdits(text: string, edits: readonly Edit[], where: string): void {
  let last = 0
  let lastInsertion = -1
  for (const { start, end, text: put } of edits) {
    let fault: string | undefined
    if (!(start >= 0 && start <= end && end <= text.length)) fault = 'out of bounds'
    else if (start < last || (start === end && start === lastInsertion)) fault = 'overlaps the one before'
    else if (put.length === end - start && text.startsWith(put, start)) fault = 'changes nothing'
    if (fault !== undefined)
      throw new RangeError(`${fault}: edit ${start}–${end} in a text of ${text.length}, rule ${where}`)
    last = end
    lastInsertion = start === end ? start : -1
  }
}

/** So many pieces are joined at a time: those of a text in which every other character changes would take more memory than it has. */
const MOST_PIECES = 1 << 16

/** The text with sorted, disjoint `edits` applied. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text
  const blocks: string[] = []
  let pieces: string[] = []
  let from = 0
  for (const { start, end, text: put } of edits) {
    if (start > from) pieces.push(text.slice(from, start))
    if (put !== '') pieces.push(put)
    from = end
    if (pieces.length < MOST_PIECES) continue
    blocks.push(pieces.join(''))
    pieces = []
  }
  if (from < text.length) pieces.push(text.slice(from))
  blocks.push(pieces.join(''))
  return blocks.join('')
}

/** The edits that lead back: applying them to the edited text gives the text before, byte for byte. */
export function invertEdits(edits: readonly AppliedEdit[]): AppliedEdit[] {
  let shift = 0
  return edits.map(({ start, end, text, removed }) => {
    const back = { start: start + shift, end: start + shift + text.length, text: removed, removed: text }
    shift += text.length - (end - start)
    return back
  })
}
