import type { Span } from '../core/edit.ts'
import type { Change, Step } from '../core/history.ts'
import type { Safety } from '../core/rule.ts'

/** What the reports read of an explanation; what `explain` returns fits. All positions are UTF-16 code units. */
export interface Explained {
  readonly text: string
  readonly steps: readonly Step[]
  /** Sorted and disjoint, as `explain` gives them. */
  readonly changes: readonly Change[]
  readonly skipped: readonly {
    readonly rule: string
    readonly reason: string
    readonly safety: Safety
    readonly because: 'level' | 'keep'
    readonly original: Span
    readonly before: string
    readonly after: string
    readonly confidence?: number
  }[]
  readonly kept: readonly { readonly rule: string; readonly reason: string; readonly original: Span }[]
}

/**
 * A report on the wrong text would look right and lie, so every report checks first.
 *
 * @throws RangeError if a change does not begin with what stands there in `original`
 */
export function assertExplains(original: string, changes: Explained['changes']): void {
  for (const { original: span, before } of changes) {
    if (span.end - span.start === before.length && original.startsWith(before, span.start)) continue
    const change = `change ${span.start}–${span.end} in a text of ${original.length}`
    throw new RangeError(`the explanation is of another text: ${change}`)
  }
}
