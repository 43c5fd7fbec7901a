import type { Document } from '../core/document.ts'
import type { Safety } from '../core/rule.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { endsSentencesElsewhere, isAtFeed, measureOf, runAtMost, runBetween, type Run } from './page-breaks.ts'
import { isPage, pageLines, type PageLines } from './page-lines.ts'
import { squeezed } from './page-number.ts'
import { isParagraph } from './seams.ts'

/** Why a line is taken for furniture. */
export interface Verdict {
  readonly safety: Safety
  readonly reason: string
}

/** The lines, as indices into the shapes, that stand at the head or foot of pages. */
export function pageVerdicts(document: Document): ReadonlyMap<number, Verdict> {
  const shapes = document.fact(lineShapes)
  const candidates = pageLines(document).filter(({ members }) => members.length > 0)
  if (candidates.length === 0) return new Map()
  const { verdicts, blocks, numbered } = judged(document, candidates)
  const byLine = new Map<number, Verdict>()
  for (const [lines, verdict] of verdicts) {
    lines.members.forEach(({ from, to, exact }, i) => {
      const inText = (blocks.run(from) ?? 'closed') !== 'closed'
      // Below the first line it dates the piece whose title that is.
      if (lines.kind === 'edition' && (!inText || (blocks.of(from) === 0 && shapes.innerEnds[0] === 0))) return
      // The first may be the title that the others repeat; one that differs may be a line of its own.
      if (
        lines.kind === 'head' &&
        !inText &&
        ((i === 0 && !lines.counts) || (!exact && !numbered.has(blocks.of(from))))
      )
        return
      for (let line = from; line <= to; line++) byLine.set(line, verdict)
    })
  }
  return byLine
}

/** By numbers; the first stands for what nobody has asked yet. */
const RUNS = [undefined, 'cut', 'known', 'open', 'closed'] as const satisfies readonly (Run | undefined)[]

/** Runs of candidates that stand together. */
interface Blocks {
  /** The line of text before the candidate, which names its block; -1 at the start of the text. */
  of(line: number): number
  /** Does the text run on across the block? Undefined where no text stands on one of its sides. */
  run(line: number): Run | undefined
  /** The same at the most, without the columns. */
  runAtMost(line: number): Run | undefined
}

function blocksOf(document: Document, candidates: readonly PageLines[]): Blocks {
  const shapes = document.fact(lineShapes)
  const { count } = shapes
  const candidate = new Uint8Array(count)
  for (const { members } of candidates) for (const { from, to } of members) candidate.fill(1, from, to + 1)
  const before = new Int32Array(count)
  const after = new Int32Array(count)
  for (let i = 0; i < count; i++) before[i] = i === 0 ? -1 : candidate[i - 1] === 1 ? before[i - 1]! : i - 1
  for (let i = count - 1; i >= 0; i--)
    after[i] = i === count - 1 ? count : candidate[i + 1] === 1 ? after[i + 1]! : i + 1
  let ends: boolean | undefined
  const endsElsewhere = (): boolean => (ends ??= endsSentencesElsewhere(document, candidate))
  const onceABlock = (runOf: (before: number, after: number) => Run): Blocks['run'] => {
    const runs = new Int8Array(count)
    return (line) => {
      const name = before[line]!
      if (name < 0 || after[line]! >= count) return undefined
      return RUNS[(runs[name] ||= RUNS.indexOf(runOf(name, after[line]!)))]
    }
  }
  return {
    of: (line) => before[line]!,
    run: onceABlock((before, after) => runBetween(document, before, after, endsElsewhere)),
    runAtMost: onceABlock((before, after) => runAtMost(document, before, after)),
  }
}

/** How the text runs on across the places of some lines. */
interface Places {
  /** How many have text on both sides. */
  readonly between: number
  /** Across how many the text runs on, across how many surely, and across how many by more than a pair of characters. */
  readonly open: number
  readonly sure: number
  readonly cut: number
  /** How many stand right before a form feed, and right after one. */
  readonly feet: number
  readonly heads: number
}

function placesOf(document: Document, shapes: LineShapes, runOf: Blocks['run'], { members }: PageLines): Places {
  const found = { between: 0, open: 0, sure: 0, cut: 0, feet: 0, heads: 0 }
  for (const { from, to } of members) {
    const run = runOf(from)
    if (run !== undefined) found.between++
    if (run !== undefined && run !== 'closed') found.open++
    if (run === 'cut' || run === 'known') found.sure++
    if (run === 'cut') found.cut++
    if (isAtFeed(document, shapes, to, 'after')) found.feet++
    if (isAtFeed(document, shapes, from, 'before')) found.heads++
  }
  return found
}

interface Judgement {
  readonly verdicts: ReadonlyMap<PageLines, Verdict>
  readonly blocks: Blocks
  /** The blocks that hold a page number that passed. */
  readonly numbered: ReadonlySet<number>
}

function judged(document: Document, candidates: readonly PageLines[]): Judgement {
  const shapes = document.fact(lineShapes)
  const blocks = blocksOf(document, candidates)
  const verdicts = new Map<PageLines, Verdict>()
  const numbered = new Set<number>()
  const pass = (lines: PageLines, verdict: Verdict | undefined): void => {
    if (verdict === undefined) return
    verdicts.set(lines, verdict)
    if (verdict.safety === 'safe' && lines.kind !== 'head')
      for (const { from } of lines.members) numbered.add(blocks.of(from))
  }
  const isBesideNumbers = ({ members }: PageLines): boolean =>
    members.filter(({ from }) => numbered.has(blocks.of(from))).length * 3 >= members.length * 2
  const known = new Map<PageLines, Places>()
  const places = (lines: PageLines): Places => {
    let own = known.get(lines)
    if (own === undefined) known.set(lines, (own = placesOf(document, shapes, blocks.run, lines)))
    return own
  }
  // Nothing speaks against a verdict that the text runs on: without one by as many places as can be, there is none.
  const mayPass = (lines: PageLines, judge: (places: Places) => Verdict | undefined): boolean =>
    judge(placesOf(document, shapes, blocks.runAtMost, lines)) !== undefined
  const left = (isHead: boolean): PageLines[] =>
    candidates.filter((lines) => verdicts.get(lines)?.safety !== 'safe' && (lines.kind === 'head') === isHead)

  let prose: number | undefined
  const beginOfProse = (): number => (prose ??= firstProse(document, shapes))
  for (const lines of left(false))
    if (mayPass(lines, (most) => ofNumbers(shapes, lines, most, () => -1)))
      pass(lines, ofNumbers(shapes, lines, places(lines), beginOfProse))
  for (const lines of left(true))
    if ((lines.counts || lines.members.length > 2) && mayPass(lines, (most) => ofHeads(document, shapes, lines, most)))
      pass(lines, ofHeads(document, shapes, lines, places(lines)))
  for (const lines of left(true))
    if (lines.members.length >= 2 && isBesideNumbers(lines) && (lines.members.length > 2 || places(lines).open > 0))
      pass(lines, { safety: 'safe', reason: 'the running head of each page, beside its number' })
  for (const [numbers, heads] of pairsOf(left(false), left(true), blocks)) {
    const { open, sure } = places(numbers)
    if (open < 2 || sure === 0) continue
    pass(numbers, { safety: 'safe', reason: 'the number of each page, beside its running head' })
    pass(heads, { safety: 'safe', reason: 'the running head of each page, beside its number' })
  }
  return { verdicts, blocks, numbered }
}

/** The first line that is a paragraph or one line of it. */
function firstProse(document: Document, shapes: LineShapes): number {
  let line = 0
  while (line < shapes.count && !isParagraph(document.text, shapes, line) && measureOf(document, line) === 0) line++
  return line
}

/** So many numbers count up by chance hardly ever. */
const ENOUGH = 4
/** Where the head and the foot of a page meet there are a few lines; a list in which every line looks like one would pair each with each. */
const MOST_HEADS = 20

/** Chains of numbers and lines that recur, each beside the other in most places. */
function* pairsOf(
  chains: readonly PageLines[],
  heads: readonly PageLines[],
  blocks: Blocks,
): Iterable<[PageLines, PageLines]> {
  const headsIn = new Map<number, PageLines[]>()
  for (const head of heads) {
    for (const { from } of head.members) {
      const own = headsIn.get(blocks.of(from))
      if (own === undefined) headsIn.set(blocks.of(from), [head])
      else if (own.length < MOST_HEADS) own.push(head)
    }
  }
  for (const chain of chains) {
    if (chain.kind === 'edition' || chain.members.length < ENOUGH) continue
    const times = new Map<PageLines, number>()
    for (const { from } of chain.members)
      for (const head of headsIn.get(blocks.of(from)) ?? []) times.set(head, (times.get(head) ?? 0) + 1)
    for (const [head, shared] of times)
      if (shared * 3 >= chain.members.length * 2 && shared * 3 >= head.members.length * 2) yield [chain, head]
  }
}

/** Does the text run on across half of the places, surely across one of them or by all appearance across several? */
const runsOn = ({ between, open, sure }: Places): boolean => open * 2 >= between && (sure > 0 || open >= 3)

function ofNumbers(shapes: LineShapes, lines: PageLines, places: Places, prose: () => number): Verdict | undefined {
  const { kind, members, apart } = lines
  const { between, open, sure, cut, feet, heads } = places
  const n = members.length
  const safe = (reason: string): Verdict => ({ safety: 'safe', reason })
  // Over the days of a diary, or below the headlines of a catalogue, they stand between sentences.
  if (kind === 'edition')
    return cut > 0 && open * 2 > between
      ? safe('the date and edition of the page in the middle of a sentence')
      : undefined
  // A chapter may begin on a page of its own with its number; no chapter ends with one.
  if (kind === 'named' ? feet + heads > 0 : feet * 2 >= n) return safe('a number at the end of a page')
  if (heads * 2 >= n && open > 0) return safe('a number at the head of a page')
  const first = members[0]!.from
  const isFoot = members.at(-1)!.to + 1 === shapes.count
  // Labels stand before what they label: no more than a title before the first of them, and something behind the last.
  const isLabel = !isFoot && first <= prose()
  if (isLabel && !apart) return undefined
  if (kind === 'named' && n >= 2 && apart && isFoot && isPage(shapes, -1, first))
    return safe('one of several page numbers')
  const needed = isLabel || (kind === 'bare' && (n < 3 || !apart)) ? 2 : 0
  const reason = 'a page number in the middle of a sentence'
  if (runsOn(places) && sure >= needed) return safe(reason)
  if (kind === 'bare' || isLabel) return undefined
  // Tables and headings end many a page: a third of the places is enough for a number that is set as only page numbers are.
  if (sure >= 2 && sure * 3 >= between) return safe(reason)
  if (sure > 0) return { safety: 'risky', reason }
  return kind === 'named' && apart ? { safety: 'risky', reason: 'one of several page numbers' } : undefined
}

/** Figures and tables stand in the middle of sentences too, and so do their captions and credits. */
const CAPTION_RE =
  /^[附续續]?[图圖表][\d一二三四五六七八九十.:：-]|^[续續]表$|^(?:fig|tab)|[摄攝]$|记者|記者|图片|圖片|供[图圖]|来源|來源|单位[:：]/iu

/** What says of itself that it stands on every page: a copyright notice, a mark of secrecy, the name of a file. */
const FOOT_RE =
  /^(?:©|\(c\)|copyright|版权所有|版權所有)|内部资料|內部資料|机密|機密|请勿外传|請勿外傳|\.(?:docx?|pptx?|pdf|indd|wps)$/iu

function ofHeads(document: Document, shapes: LineShapes, lines: PageLines, places: Places): Verdict | undefined {
  const { members, counts } = lines
  const { between, open, sure, cut, feet, heads } = places
  const n = members.length
  const line = squeezed(document.text, shapes.start[members[0]!.from]!, shapes.end[members[0]!.from]!)
  if (CAPTION_RE.test(line)) return undefined
  const reason = counts ? 'the running head of each page, with its number' : 'the running head of each page'
  const safe: Verdict = { safety: 'safe', reason: `${reason}: sentences run on across it` }
  if (n === 2) return counts && open === 2 && cut > 0 ? safe : undefined
  if (runsOn(places) && sure >= (counts ? 1 : 2)) return safe
  const fed = feet * 3 >= n * 2 || heads * 3 >= n * 2
  if (fed && open > 0) return { safety: 'safe', reason: `${reason}, at the form feed` }
  if (FOOT_RE.test(line)) return { safety: fed ? 'safe' : 'risky', reason: 'the foot of each page' }
  return sure > 0 && open >= 2 && open * 3 >= between ? { safety: 'risky', reason } : undefined
}
