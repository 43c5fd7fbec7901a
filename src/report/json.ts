import type { Span } from '../core/edit.ts'
import type { Change, Step } from '../core/history.ts'
import { assertExplains, type Explained } from './explained.ts'

/** An explanation as plain values, fit for `JSON.stringify`. All positions are UTF-16 code units. */
export interface ExplanationJson {
  /** The cleaned text. */
  readonly text: string
  readonly changes: readonly Change[]
  readonly skipped: Explained['skipped']
  readonly kept: Explained['kept']
  readonly steps: readonly Step[]
}

/**
 * A copy of the explanation that holds nothing but objects, arrays, strings and numbers.
 *
 * @throws RangeError if the explanation is of another text than `original`
 */
export function toJson(original: string, explanation: Explained): ExplanationJson {
  const { text, changes, skipped, kept, steps } = explanation
  assertExplains(original, changes)
  return {
    text,
    changes: changes.map((change) => ({
      original: span(change.original),
      cleaned: span(change.cleaned),
      before: change.before,
      after: change.after,
      by: change.by.map(({ rule, reason }) => ({ rule, reason })),
    })),
    skipped: skipped.map(({ rule, reason, safety, because, original: place, before, after, confidence }) => ({
      rule,
      reason,
      safety,
      because,
      original: span(place),
      before,
      after,
      ...(confidence !== undefined && { confidence }),
    })),
    kept: kept.map(({ rule, reason, original: place }) => ({ rule, reason, original: span(place) })),
    steps: steps.map(({ rule, edits }) => ({
      rule,
      edits: edits.map(({ start, end, text: put, removed, reason }) => ({ start, end, text: put, removed, reason })),
    })),
  }
}

const span = ({ start, end }: Span): Span => ({ start, end })
