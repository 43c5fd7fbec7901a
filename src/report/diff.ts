import type { Change } from '../core/history.ts'
import { cells, columns, padStart } from './columns.ts'
import { excerpt, type Piece } from './excerpt.ts'
import { assertExplains, type Explained } from './explained.ts'
import { allVisible, visible } from './visible.ts'

export interface DiffOptions {
  /** With terminal colours; without (the default), marks like `[-removed-]` and `{+added+}`. */
  readonly color?: boolean
}

/** Excerpts go on in the next line at this many terminal cells, where a piece ends. */
const WIDTH = 80
/** Different reasons of one rule that are shown in one place; rules may put numbers into their reasons. */
const REASONS = 3

/**
 * What was changed and why, for people: the changes of a line (or of lines that were joined) as one excerpt, after the line's number in
 * the original; below it the rules and their reasons, counted, for as many excerpts in a row as share them; at the end a table of the
 * rules. Line numbers are those of an editor: a line ends with LF, CR LF or CR.
 *
 * @throws RangeError if the explanation is of another text than `original`
 */
export function formatDiff(original: string, explanation: Explained, { color = false }: DiffOptions = {}): string {
  const { changes, steps, skipped } = explanation
  assertExplains(original, changes)
  const style = color ? COLORS : MARKS
  const lineOf = lineCounter(original)
  const blocks = blocksOf(original, changes, lineOf)
  const gutter = blocks.reduce(
    (width, { excerpts }) => excerpts.reduce((w, { label }) => Math.max(w, label.length), width),
    0,
  )
  const parts = blocks.map(({ excerpts, counts }) =>
    [
      ...excerpts.flatMap(({ label, pieces }) =>
        wrapped(pieces, style, WIDTH - gutter - 3).map((line, i) =>
          `${style.faint(`${padStart(i === 0 ? label : '', gutter)} │`)} ${line}`.trimEnd(),
        ),
      ),
      ...reasonLines(counts, style).map(
        (line) => `${' '.repeat(gutter)} ${line.startsWith(' ') ? ' ' : style.faint('╰')} ${line}`,
      ),
    ].join('\n'),
  )
  parts.push(steps.length === 0 ? 'no changes' : summary(explanation, lineOf, style))
  if (skipped.length > 0) parts.push(leftAlone(skipped, lineOf, style))
  return parts.join('\n\n') + '\n'
}

type Style = Readonly<Record<'removed' | 'added' | 'faint' | 'strong', (text: string) => string>>

const MARKS: Style = {
  removed: (text) => `[-${text}-]`,
  added: (text) => `{+${text}+}`,
  faint: (text) => text,
  strong: (text) => text,
}

const colored = (code: string) => (text: string) => `\u001b[${code}m${text}\u001b[0m`
const COLORS: Style = { removed: colored('9;31'), added: colored('32'), faint: colored('2'), strong: colored('1') }

/** Excerpts in a row whose changes have the same rules and reasons. */
interface Block {
  readonly excerpts: { label: string; pieces: Piece[] }[]
  readonly counts: Counts
}

/** How often each reason was given, rule by rule. */
type Counts = Map<string, Map<string, number>>

function blocksOf(original: string, changes: readonly Change[], lineOf: (position: number) => number): Block[] {
  const blocks: Block[] = []
  let last = ''
  let from = 0
  for (let i = 0; i < changes.length;) {
    let end = i + 1
    while (end < changes.length && !hasBreak(original, changes[end - 1]!.original.end, changes[end]!.original.start))
      end++
    const group = changes.slice(i, end)
    const counts: Counts = new Map()
    for (const { rule, reason } of group.flatMap((change) => change.by)) count(counts, rule, reason, 1)
    const start = lineOf(group[0]!.original.start)
    const stop = lineOf(group.at(-1)!.original.end)
    const shown = {
      label: start === stop ? `${start}` : `${start}–${stop}`,
      pieces: excerpt(original, group, from),
    }
    const kind = JSON.stringify([...counts].map(([rule, reasons]) => [rule, [...reasons.keys()].sort()]).sort())
    if (kind === last) {
      const block = blocks.at(-1)!
      block.excerpts.push(shown)
      for (const [rule, reasons] of counts) for (const [reason, n] of reasons) count(block.counts, rule, reason, n)
    } else blocks.push({ excerpts: [shown], counts })
    last = kind
    from = group.at(-1)!.original.end
    i = end
  }
  return blocks
}

function count(counts: Counts, rule: string, reason: string, n: number): void {
  const reasons = counts.get(rule) ?? new Map<string, number>()
  counts.set(rule, reasons.set(reason, (reasons.get(reason) ?? 0) + n))
}

/** Each rule once, with how often it acted; its reasons below each other. */
function reasonLines(counts: Counts, { strong }: Style): string[] {
  return [...counts].flatMap(([rule, reasons]) => {
    const total = sum(reasons.values())
    const ranked = [...reasons].sort(([, a], [, b]) => b - a)
    // A line that says "one more" could as well say which.
    const shown = ranked.length > REASONS + 1 ? REASONS : ranked.length
    const said = ranked.slice(0, shown).map(([reason, n]) => visible(reason) + (n === total ? '' : ` (×${n})`))
    const rest = ranked.slice(shown)
    if (rest.length > 0) said.push(`${rest.length} more reasons (×${sum(rest.map(([, n]) => n))})`)
    const name = `${rule}${total === 1 ? '' : ` ×${total}`}: `
    return said.map((reason, i) => (i === 0 ? strong(name) : ' '.repeat(cells(name))) + reason)
  })
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0)

/** The pieces with their styles, in lines of at most `width` cells; a change is not divided, be it wider or not. */
function wrapped(pieces: readonly Piece[], style: Style, width: number): string[] {
  const chunks: string[] = []
  pieces.forEach((piece, i) => {
    const belongs = piece.kind === 'added' && pieces[i - 1]?.kind === 'removed'
    if (piece.kind === 'same') for (const character of piece.text) chunks.push(visible(character))
    else chunks.push((belongs ? chunks.pop()! : '') + painted(piece.kind, piece.text, style))
  })
  const lines = ['']
  let room = width
  for (const chunk of chunks) {
    const needed = cells(chunk)
    if (needed > room && room < width) {
      lines.push('')
      room = width
    }
    lines[lines.length - 1] += chunk
    room -= needed
  }
  return lines
}

const painted = (kind: 'removed' | 'added' | 'cut', text: string, style: Style): string =>
  kind === 'cut' ? style.faint(text) : style[kind](allVisible(text))

function summary({ changes, steps }: Explained, lineOf: (position: number) => number, { strong }: Style): string {
  const first = new Map<string, number>()
  for (const { original, by } of changes) {
    for (const { rule } of by) if (!first.has(rule)) first.set(rule, lineOf(original.start))
  }
  const rows = steps.map(({ rule, edits }) => [
    rule,
    `${edits.length}`,
    `${sum(edits.map(({ removed }) => characters(removed)))}`,
    `${sum(edits.map(({ text }) => characters(text)))}`,
    first.has(rule) ? `line ${first.get(rule)!}` : 'undone by a later rule',
  ])
  const [head, ...body] = columns([['rule', 'edits', 'removed', 'added', 'first'], ...rows], [1, 2, 3])
  return [strong(head!), ...body].join('\n')
}

/** What was found and not applied, a line for each rule. */
function leftAlone(skipped: Explained['skipped'], lineOf: (position: number) => number, { strong }: Style): string {
  const byRule = new Map<string, Explained['skipped'][number][]>()
  for (const skip of skipped) {
    const name = `${skip.rule} (${skip.because === 'keep' ? 'kept' : skip.safety})`
    const skips = byRule.get(name)
    if (skips === undefined) byRule.set(name, [skip])
    else skips.push(skip)
  }
  const rows = [...byRule].map(([name, skips]) => {
    const first = skips.reduce((a, b) => (b.original.start < a.original.start ? b : a))
    return [name, `×${skips.length}`, `first in line ${lineOf(first.original.start)}: ${visible(first.reason)}`]
  })
  return [strong('found and left as it is'), ...columns(rows, [1])].join('\n')
}

function characters(text: string): number {
  let n = text.length
  for (let i = 0; i < text.length; i++) if (text.codePointAt(i)! > 0xffff) n--
  return n
}

function hasBreak(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text[i] === '\n' || text[i] === '\r') return true
  return false
}

/** The number of the line that a position is in, from 1. Each call costs the way from the last position, or from the start if before it. */
function lineCounter(text: string): (position: number) => number {
  let at = 0
  let line = 1
  return (position) => {
    if (position < at) [at, line] = [0, 1]
    for (; at < position; at++) if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) line++
    return line
  }
}
