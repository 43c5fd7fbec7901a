import { cutsCluster } from './core/clusters.ts'
import { Document } from './core/document.ts'
import { applyEdits, assertEdits, byPosition, type Edit, type Span } from './core/edit.ts'
import { changesOf, PositionChain, type Change, type Step, type StepEdit } from './core/history.ts'
import { PositionMap, type Side } from './core/position-map.ts'
import type { BlockKind, Level, Rule, Safety } from './core/rule.ts'
import { keptSpans, planOf, wrongType, type CleanOptions, type Plan } from './options.ts'

/** A finding that was not applied: above the level, or in a span that is kept. Positions are the original's. */
export interface Skipped {
  readonly rule: string
  readonly reason: string
  readonly safety: Safety
  readonly because: 'level' | 'keep'
  readonly original: Span
  readonly before: string
  readonly after: string
  /** How likely it is right, from 0 to 1, where the rule can say. */
  readonly confidence?: number
}

/** A place that a rule looked at closely and left as it is: a line break that ends a paragraph, a sentence that breaks off. */
export interface KeptPlace {
  readonly rule: string
  readonly reason: string
  readonly original: Span
}

/** A part of the text: whole lines, without the break behind the last one. Positions are the original's. */
export interface PageBlock {
  /** `unknown` where the evidence does not say. */
  readonly kind: BlockKind
  readonly original: Span
}

/** Lines that a site put around the article, whether or not they were removed. */
export interface Furniture {
  /** `footer`, `navigation`, `breadcrumb`, `related`, `comments` and the like. */
  readonly kind: string
  readonly original: Span
  /** The level at which it goes. */
  readonly safety: Safety
}

/** What cleaning did to a text, and why. All positions are UTF-16 code units. */
export interface Explanation {
  /** The cleaned text: what `cleanText` returns for the same arguments. */
  readonly text: string
  /** The rules that changed something, in order, with their edits in positions of the text each of them met. */
  readonly steps: readonly Step[]
  /** The same in positions of the original. Computed when first read. */
  readonly changes: readonly Change[]
  /** What was found and left as it is. */
  readonly skipped: readonly Skipped[]
  /** What rules decided to leave, and why, in the order of the rules. Computed when first read. */
  readonly kept: readonly KeptPlace[]
  /** The parts of the text in order, as far as the rule `site-furniture` can tell; none if it is off. Computed when first read. */
  readonly blocks: readonly PageBlock[]
  /** Those of them that a site put around the article, by their kinds. Computed when first read. */
  readonly furniture: readonly Furniture[]
  /** Where a position of the original went. Monotone for a fixed `side`. */
  toCleaned(position: number, side?: Side): number
  /** Where a position of the cleaned text came from. Monotone for a fixed `side`. */
  toOriginal(position: number, side?: Side): number
}

/** Cleaning with the options resolved once. */
export interface Cleaner {
  cleanText(text: string): string
  explain(text: string): Explanation
}

/**
 * Repairs the damage that scanning, extraction and scraping did to a Chinese text, and leaves good text byte-identical.
 *
 * @param text any string, lone surrogates and control characters included
 * @throws TypeError if `text` is no string or an option is of the wrong type; RangeError if an option names nothing known
 */
export const cleanText = (text: string, options?: CleanOptions): string => run(text, planOf(options))

/**
 * The same repair with an account of it: every change with its rule, reason and place in the original.
 *
 * @throws as `cleanText` does
 */
export const explain = (text: string, options?: CleanOptions): Explanation => explained(text, planOf(options))

/**
 * A cleaner for many texts with the same options.
 *
 * @throws as `cleanText` does, for the options, at once
 */
export function createCleaner(options?: CleanOptions): Cleaner {
  const plan = planOf(options)
  return { cleanText: (text) => run(text, plan), explain: (text) => explained(text, plan) }
}

/**
 * Repairs uncover others: a joined line makes a word that a seam is proven by. The rules run again while they change something; good text
 * takes one pass, damaged text one more than it needs. The bound is there for texts made to swing to and fro.
 */
const MOST_PASSES = 8

interface Recorder {
  /** The rules begin anew; what was skipped will be met again if it is still there. */
  pass(): void
  step(step: Step): void
  skip(skip: Omit<Skip, 'depth'>): void
  /** The rule is about to read the document. */
  meet(rule: Rule, options: object, document: Document): void
}

/** Skipped, in positions of the text that `depth` steps had left. */
interface Skip extends Omit<Skipped, 'original'> {
  readonly span: Span
  readonly depth: number
}

/** Folds the rules over the text, each on what the ones before it left. */
function run(text: string, plan: Plan, recorder?: Recorder): string {
  if (typeof text !== 'string') throw wrongType('text', 'a string', text)
  let kept = keptSpans(text, plan.keep)
  let document = new Document(text)
  // What is skipped is told to the recorder alone.
  const least = recorder === undefined ? plan.level : 'suggest'
  // Of the pass before: the place in the list behind the last rule that changed something. Those from there on have seen what it left.
  let settledFrom = plan.rules.length
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let changed = false
    const seenFrom = settledFrom
    recorder?.pass()
    for (let number = 0; number < plan.rules.length; number++) {
      if (number >= seenFrom && !changed && recorder === undefined) break
      const { rule, options } = plan.rules[number]!
      if (pass === 0) recorder?.meet(rule, options, document)
      const edits: Edit[] = []
      for (const finding of rule.find(document, options, least)) {
        if (partsCluster(document.text, finding.edits)) continue
        const safety = finding.safety ?? rule.safety
        const because = obstacle(safety, plan.level, kept, finding.edits)
        if (because !== undefined) {
          recorder?.skip({
            rule: rule.id,
            reason: finding.reason,
            safety,
            because,
            ...outcome(document.text, finding.edits),
            ...(finding.confidence !== undefined && { confidence: finding.confidence }),
          })
          continue
        }
        for (const edit of finding.edits) edits.push(recorder ? recorded(document.text, edit, finding.reason) : edit)
      }
      if (edits.length === 0) continue
      changed = true
      settledFrom = number + 1
      edits.sort(byPosition)
      assertEdits(document.text, edits, rule.id)
      recorder?.step({ rule: rule.id, edits: edits as StepEdit[] })
      if (kept.length > 0) {
        const map = new PositionMap(edits)
        kept = kept.map(({ start, end }) => ({ start: map.forward(start, 'after'), end: map.forward(end, 'before') }))
      }
      document = document.edited(edits)
    }
    if (!changed) break
  }
  return document.text
}

/** What keeps a finding from being applied, if anything does. */
function obstacle(
  safety: Safety,
  level: Level,
  kept: readonly Span[],
  edits: readonly Edit[],
): Skipped['because'] | undefined {
  if (safety === 'suggest' || (safety === 'risky' && level === 'safe')) return 'level'
  return touches(kept, edits) ? 'keep' : undefined
}

/** A rule sees characters; a base and its combining marks are left together even where it did not expect any. */
function partsCluster(text: string, edits: readonly Edit[]): boolean {
  for (const { start, end } of edits)
    if (cutsCluster(text, start) || (end !== start && cutsCluster(text, end))) return true
  return false
}

const recorded = (text: string, { start, end, text: put }: Edit, reason: string): StepEdit => ({
  start,
  end,
  text: put,
  removed: text.slice(start, end),
  reason,
})

function explained(text: string, plan: Plan): Explanation {
  const steps: Step[] = []
  const skips: Skip[] = []
  const meetings: Meeting[] = []
  const cleaned = run(text, plan, {
    pass: () => (skips.length = 0),
    step: (step) => steps.push(step),
    skip: (skip) => skips.push({ ...skip, depth: steps.length }),
    meet: (rule, options, document) => {
      if (rule.kept ?? rule.blocks) meetings.push({ rule, options, document, depth: steps.length })
    },
  })
  let skipped: Skipped[] | undefined
  let kept: KeptPlace[] | undefined
  let blocks: MetBlock[] | undefined
  let changes: Change[] | undefined
  let chain: PositionChain | undefined
  const positions = (): PositionChain => (chain ??= new PositionChain(steps))
  return {
    text: cleaned,
    steps,
    get changes() {
      return (changes ??= changesOf(text, cleaned, steps))
    },
    get skipped() {
      return (skipped ??= skippedOf(skips, steps))
    },
    get kept() {
      return (kept ??= keptOf(cleaned, meetings, steps))
    },
    get blocks() {
      return (blocks ??= blocksOf(meetings, steps)).map(({ kind, original }) => ({ kind, original }))
    },
    get furniture() {
      return (blocks ??= blocksOf(meetings, steps)).flatMap(({ furniture: kind, original, safety }) =>
        kind === undefined || safety === undefined ? [] : [{ kind, original, safety }],
      )
    },
    toCleaned: (position, side) => positions().toCleaned(position, side),
    toOriginal: (position, side) => positions().toOriginal(position, side),
  }
}

function skippedOf(skips: readonly Skip[], steps: readonly Step[]): Skipped[] {
  const chains = new Map<number, PositionChain>()
  return skips.map(({ span, depth, ...rest }) => {
    const chain = chains.get(depth) ?? new PositionChain(steps.slice(0, depth))
    chains.set(depth, chain)
    return { ...rest, original: { start: chain.toOriginal(span.start), end: chain.toOriginal(span.end, 'after') } }
  })
}

/** A rule that can say what it keeps, and the document that it met first, which `depth` steps had left. */
interface Meeting {
  readonly rule: Rule
  readonly options: object
  readonly document: Document
  readonly depth: number
}

/** What the rules kept, less what another step changed after all. */
function keptOf(cleaned: string, meetings: readonly Meeting[], steps: readonly Step[]): KeptPlace[] {
  return meetings.flatMap(({ rule, options, document, depth }) => {
    if (!rule.kept) return []
    const before = new PositionChain(steps.slice(0, depth))
    const after = new PositionChain(steps.slice(depth))
    const places: KeptPlace[] = []
    for (const { start, end, reason } of rule.kept(document, options)) {
      const place = cleaned.slice(after.toCleaned(start, 'before'), after.toCleaned(end, 'after'))
      if (!isSame(document.text.slice(start, end), place)) continue
      const original = { start: before.toOriginal(start), end: before.toOriginal(end, 'after') }
      places.push({ rule: rule.id, reason, original })
    }
    return places
  })
}

interface MetBlock extends PageBlock {
  readonly furniture: string | undefined
  readonly safety: Safety | undefined
}

function blocksOf(meetings: readonly Meeting[], steps: readonly Step[]): MetBlock[] {
  return meetings.flatMap(({ rule, options, document, depth }) => {
    if (!rule.blocks) return []
    const before = new PositionChain(steps.slice(0, depth))
    return Array.from(rule.blocks(document, options), ({ start, end, kind, furniture, safety }) => {
      const inner = { start: before.toOriginal(start, 'after'), end: before.toOriginal(end, 'before') }
      // What stands there altogether in the place of something else has no inside.
      const original =
        inner.start < inner.end
          ? inner
          : { start: before.toOriginal(start, 'before'), end: before.toOriginal(end, 'after') }
      return { kind, original, furniture, safety }
    })
  })
}

/** The same characters, and a line break still one: how many blank lines follow is another rule's business. */
const isSame = (before: string, after: string): boolean =>
  before.trim() === after.trim() && /[\n\r\f]/u.test(before) === /[\n\r\f]/u.test(after)

/** The span that a finding's edits reach over, what stands there, and what they would leave there. */
function outcome(text: string, edits: readonly Edit[]): Pick<Skip, 'span' | 'before' | 'after'> {
  const start = edits[0]!.start
  const end = edits.at(-1)!.end
  const before = text.slice(start, end)
  const inner = edits.map((e) => ({ start: e.start - start, end: e.end - start, text: e.text }))
  return { span: { start, end }, before, after: applyEdits(before, inner) }
}

/** Would any edit change a kept character, or put something inside a kept span? */
function touches(kept: readonly Span[], edits: readonly Edit[]): boolean {
  if (kept.length === 0) return false
  return edits.some((edit) => {
    let low = 0
    let high = kept.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (kept[middle]!.end <= edit.start) low = middle + 1
      else high = middle
    }
    const span = kept[low]
    return span !== undefined && span.start < edit.end && edit.start < span.end
  })
}
