import { byPosition, type AppliedEdit, type Span } from './edit.ts'
import { PositionMap, type Side } from './position-map.ts'

/** A rule's findings that were applied to the text which the steps before it left. */
export interface Step {
  readonly rule: string
  /** Sorted, disjoint, in positions of the text before this step. */
  readonly edits: readonly StepEdit[]
}

export interface StepEdit extends AppliedEdit {
  readonly reason: string
}

/** A region of the original, what became of it, and every rule that touched it. */
export interface Change {
  readonly original: Span
  readonly cleaned: Span
  readonly before: string
  readonly after: string
  /** In the order in which they acted. */
  readonly by: readonly { readonly rule: string; readonly reason: string }[]
}

interface Region {
  originalStart: number
  originalEnd: number
  start: number
  end: number
  by: { step: number; rule: string; reason: string }[]
}

/**
 * The changes that `steps` made, in the original's positions, sorted and disjoint. Edits of later steps that touch what an earlier
 * one left are merged with it, so that replacing each `original` span by its `after` gives the cleaned text.
 */
export function changesOf(original: string, cleaned: string, steps: readonly Step[]): Change[] {
  let regions: Region[] = []
  steps.forEach((step, number) => (regions = withStep(regions, step, number)))
  return regions
    .map((r) => ({
      original: { start: r.originalStart, end: r.originalEnd },
      cleaned: { start: r.start, end: r.end },
      before: original.slice(r.originalStart, r.originalEnd),
      after: cleaned.slice(r.start, r.end),
      by: r.by.sort((a, b) => a.step - b.step).map(({ rule, reason }) => ({ rule, reason })),
    }))
    .filter((change) => change.before !== change.after)
}

/**
 * Merges one step into the regions so far: clusters of regions and edits that meet become one region each. Regions alone stay apart,
 * also where all that stood in them is gone and they share a position.
 */
function withStep(regions: readonly Region[], { rule, edits }: Step, step: number): Region[] {
  const out: Region[] = []
  let toOriginal = 0 // what the regions so far add to a position: current minus original
  let toNext = 0 // what the edits so far add to a position: next minus current
  let i = 0
  let k = 0
  while (i < regions.length || k < edits.length) {
    const first =
      k === edits.length || (i < regions.length && byPosition(regions[i]!, edits[k]!) <= 0) ? regions[i]! : edits[k]!
    const cluster = { start: first.start, end: first.end }
    const by: Region['by'] = []
    let edited = false
    const region = {
      originalStart: cluster.start - toOriginal,
      originalEnd: 0,
      start: cluster.start + toNext,
      end: 0,
      by,
    }
    for (;;) {
      const old = regions[i]
      const edit = edits[k]
      if (old !== undefined && (old === first || (edited && meets(cluster, old)))) {
        cluster.end = Math.max(cluster.end, old.end)
        for (const entry of old.by) by.push(entry)
        toOriginal = old.end - old.originalEnd
        i++
      } else if (edit !== undefined && (edit === first || meets(cluster, edit))) {
        cluster.end = Math.max(cluster.end, edit.end)
        by.push({ step, rule, reason: edit.reason })
        edited = true
        toNext += edit.text.length - (edit.end - edit.start)
        k++
      } else break
    }
    region.originalEnd = cluster.end - toOriginal
    region.end = cluster.end + toNext
    out.push(region)
  }
  return out
}

/** Do they share a code unit, or stand for the same bare position, or is one a bare position inside the other? */
function meets(a: Span, b: Span): boolean {
  if (a.start === a.end && b.start === b.end) return a.start === b.start
  return a.start < b.end && b.start < a.end
}

/** Positions through all the steps, both ways. */
export class PositionChain {
  readonly #maps: readonly PositionMap[]

  constructor(steps: readonly Step[]) {
    this.#maps = steps.map((step) => new PositionMap(step.edits))
  }

  toCleaned(position: number, side: Side = 'before'): number {
    return this.#maps.reduce((p, map) => map.forward(p, side), position)
  }

  toOriginal(position: number, side: Side = 'before'): number {
    return this.#maps.reduceRight((p, map) => map.backward(p, side), position)
  }
}
