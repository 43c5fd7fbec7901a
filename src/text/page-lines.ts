import type { Document } from '../core/document.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { isAtFeed } from './page-breaks.ts'
import { chainsOf, MOST_MISSING, pageNumberOf, squeezed, type PageNumber } from './page-number.ts'
import { ENOUGH, LONGEST_HEAD, recurringLines, SHORTEST_MISREAD } from './recurring-lines.ts'

/** Lines that follow or repeat each other as what stands on every page does. */
export interface PageLines {
  readonly kind: PageNumber['form'] | 'head'
  /** Does a number in them count up with the pages? */
  readonly counts: boolean
  /** Are they a page apart, as a rule? */
  readonly apart: boolean
  readonly members: readonly Member[]
}

/** Lines `[from, to]`, as indices into the shapes. */
export interface Member {
  readonly from: number
  readonly to: number
  /** Is it the same as the others to the letter? */
  readonly exact: boolean
}

/** Fewer lines, and less text, than any page has: a storyboard, a list of corrections. */
const SHORTEST_PAGE = { lines: 8, units: 300 } as const

/** More numbers without a line of text between them are a column of a table. */
const MOST_TOGETHER = 3

/** Texts that fit into memory have fewer pages: more numbers are values, and more lines that recur are no heads. */
const MOST_NUMBERS = 1 << 19
const MOST_HEADS = 1 << 21

/** All candidates of the document: chains of page numbers, lines of editions, and lines that recur. */
export function pageLines(document: Document): PageLines[] {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const numbers: Numbered[] = []
  const taken = new Uint8Array(shapes.count)
  let run = 0
  let runEnd = -1
  for (let line = 0; line < shapes.count; line++) {
    const to = line + (isInThreeLines(text, shapes, line) ? 2 : 0)
    const number = pageNumberOf(text, shapes.start[line]!, shapes.end[to]!)
    if (number === undefined) continue
    run = line === runEnd + 1 ? run + 1 : 1
    runEnd = to
    if (run <= MOST_TOGETHER) numbers.push({ ...number, from: line, to, exact: true })
    else if (run === MOST_TOGETHER + 1) numbers.length -= MOST_TOGETHER
    if (numbers.length > MOST_NUMBERS) return headsOf(text, shapes, new Uint8Array(shapes.count))
    if (number.page > 0) taken.fill(1, line, to + 1)
    line = to
  }
  if (numbers.length === 0) return headsOf(text, shapes, taken)
  return [
    ...pagesOf(document, shapes, numbers),
    { kind: 'edition', counts: false, apart: false, members: numbers.filter(({ form }) => form === 'edition') },
    ...headsOf(text, shapes, taken),
  ]
}

/** `第`, `43`, `页`, each on a line of its own. */
const isInThreeLines = (text: string, shapes: LineShapes, line: number): boolean =>
  line + 2 < shapes.count &&
  shapes.end[line]! - shapes.start[line]! === 1 &&
  text[shapes.start[line]!] === '第' &&
  /^[页頁]$/u.test(text.slice(shapes.start[line + 2], Math.min(shapes.end[line + 2]!, shapes.start[line + 2]! + 2)))

type Numbered = Member & PageNumber

/** Page numbers of one style that follow each other, with text between them. */
function pagesOf(document: Document, shapes: LineShapes, numbers: readonly Numbered[]): PageLines[] {
  const pages = numbers.filter(({ form }) => form !== 'edition')
  const chains = chainsOf(
    pages.filter(({ page }) => page > 0),
    (earlier, later) => later.from > earlier.to + 1,
  )
  // A lone number without a form of its own, and with no form feed beside it, is none.
  const isNone = ([first, second]: readonly Numbered[]): boolean =>
    second === undefined && first!.form === 'bare' && !isAtFeed(document, shapes, first!.to, 'after')
  return withMisread(
    chains.filter((chain) => !isNone(chain)),
    pages.filter(({ page }) => page === 0),
  ).map((members) => ({
    kind: members[0]!.form,
    counts: true,
    apart: isPageApart(shapes, members),
    members,
  }))
}

/** Where a chain misses a number, a line that is set like its members stands for it, whatever was read in it. */
function withMisread(chains: readonly Numbered[][], unread: readonly Numbered[]): Numbered[][] {
  const lone = new Map<string, Numbered[]>()
  const alone = chains.filter((chain) => chain.length === 1 && chain[0]!.form !== 'bare').flat()
  for (const member of [...alone, ...unread].sort((a, b) => a.from - b.from)) {
    const alike = lone.get(member.style)
    if (alike === undefined) lone.set(member.style, [member])
    else alike.push(member)
  }
  const adopted = new Set<Numbered>()
  const filled = chains.map((chain) => {
    const alike = lone.get(chain[0]!.style)
    if (alike === undefined || chain.length === 1) return chain
    return chain.flatMap((member, i) => {
      const next = chain[i + 1]
      if (next === undefined || next.page - member.page < 2) return [member]
      const [first, last] = [firstAfter(alike, member.to), firstAfter(alike, next.from - 1)]
      if (last - first >= next.page - member.page) return [member]
      const between = alike.slice(first, last)
      for (const one of between) adopted.add(one)
      return [member, ...between]
    })
  })
  return filled.filter((chain) => chain.length > 1 || !adopted.has(chain[0]!))
}

/** Where in the sorted list the members behind the line begin. */
function firstAfter(members: readonly Numbered[], line: number): number {
  let low = 0
  let high = members.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (members[middle]!.from <= line) low = middle + 1
    else high = middle
  }
  return low
}

/** Is there enough text between two lines to fill a page? */
export const isPage = (shapes: LineShapes, last: number, next: number): boolean =>
  next - last >= SHORTEST_PAGE.lines || shapes.start[next]! - (last < 0 ? 0 : shapes.end[last]!) >= SHORTEST_PAGE.units

/** Do most neighbours stand a page apart? */
function isPageApart(shapes: LineShapes, members: readonly Member[]): boolean {
  let pages = 0
  for (let i = 1; i < members.length; i++) if (isPage(shapes, members[i - 1]!.to, members[i]!.from)) pages++
  return pages * 2 > members.length - 1
}

/** Lines that are the same but for their numbers, and those that were misread, each with its like. */
interface Alike {
  readonly lines: number[]
  readonly misread: number[][]
}

/** Lines that recur a page apart, but for their numbers; one or two characters may have been misread. */
function headsOf(text: string, shapes: LineShapes, taken: Uint8Array): PageLines[] {
  const found = recurringLines(text, shapes, taken)
  if (found === undefined) return []
  const contentOf = (line: number): string => squeezed(text, shapes.start[line]!, shapes.end[line]!)
  const numbersOf = (line: number): string[] => contentOf(line).match(/\d+/gu) ?? []
  let candidates = 0
  const keyOf = (line: number): string | undefined => {
    const content = contentOf(line)
    if (content.length > LONGEST_HEAD || !isHead(content)) return undefined
    candidates++
    return content.replace(/\d+/gu, '#')
  }
  const byKey = new Map<string, Alike>()
  for (const line of found.recurring()) {
    const key = keyOf(line)
    if (key === undefined) continue
    if (candidates > MOST_HEADS) return []
    const same = byKey.get(key)
    if (same === undefined) byKey.set(key, { lines: [line], misread: [] })
    else same.lines.push(line)
  }
  const adopt = adopter(byKey, numbersOf)
  for (const [key, { lines }] of byKey) if (lines.length < ENOUGH && adopt(key, lines)) byKey.delete(key)
  for (const line of found.misread()) {
    const key = keyOf(line)
    if (candidates > MOST_HEADS) return []
    if (key !== undefined) adopt(key, [line])
  }
  const heads: PageLines[] = []
  for (const [key, { lines, misread }] of byKey) {
    const members = lines.map((line) => ({ from: line, to: line, exact: true }))
    for (const own of misread.sort(([a], [b]) => a! - b!))
      for (const line of own) members.push({ from: line, to: line, exact: false })
    if (members.length < 2 || !isPageApart(shapes, members)) continue
    if (misread.length > 0) members.sort((a, b) => a.from - b.from)
    const numbers = key.includes('#') ? members.map(({ from }) => numbersOf(from)) : [[]]
    const constant = numbers.every((own) => own.join() === numbers[0]!.join())
    const counts = !constant && countsUp(key, numbers)
    if (constant || counts) heads.push({ kind: 'head', counts, apart: true, members })
  }
  return heads
}

/** No head ends with a pause or announces something; labels in brackets head sections; and it says something. */
const isHead = (content: string): boolean =>
  !/[，、；：,;:。！？!?]$|^[【[].*[】\]]$/u.test(content) && /[\u4e00-\u9fff]{2}|[a-zA-Z]{4}/u.test(content)

/**
 * Does one of the numbers go up from line to line, by no more than pages that were not read, nearly everywhere? One of a day, a lesson or
 * a part (第3天) does too.
 */
function countsUp(key: string, numbers: readonly (readonly string[])[]): boolean {
  const around = key.split('#')
  return numbers[0]!.some((_, slot) => {
    if (around[slot]!.endsWith('第') && !/^[页頁版]/u.test(around[slot + 1]!)) return false
    let up = 0
    for (let i = 1; i < numbers.length; i++) {
      const step = Number(numbers[i]![slot]) - Number(numbers[i - 1]![slot])
      if (step >= 1 && step <= MOST_MISSING) up++
    }
    return up * 3 >= (numbers.length - 1) * 2
  })
}

const MOST_MISREAD = 2

/** Gives lines that differ from a recurring one by a character or two to it. Of three thirds, one is then the same in both. */
function adopter(
  byKey: ReadonlyMap<string, Alike>,
  numbersOf: (line: number) => readonly string[],
): (key: string, lines: number[]) => boolean {
  const thirds = new Map<string, string>()
  for (const [key, { lines }] of byKey)
    if (lines.length >= ENOUGH) for (const third of thirdsOf(key)) thirds.set(third, key)
  return (key, lines) => {
    if (thirds.size === 0) return false
    for (const third of thirdsOf(key)) {
      const alike = thirds.get(third)
      if (alike === undefined || differences(key, alike) > MOST_MISREAD) continue
      const others = byKey.get(alike)!
      if (numbersOf(lines[0]!).length !== numbersOf(others.lines[0]!).length) continue
      others.misread.push(lines)
      return true
    }
    return false
  }
}

function thirdsOf(key: string): string[] {
  if (key.length < SHORTEST_MISREAD) return []
  const size = Math.ceil(key.length / 3)
  return [0, 1, 2].map((i) => `${key.length} ${i} ${key.slice(i * size, (i + 1) * size)}`)
}

/** In how many places two strings of one length differ. */
function differences(a: string, b: string): number {
  let count = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++
  return count
}
