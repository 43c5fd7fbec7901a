import type { Document } from '../core/document.ts'
import type { Span } from '../core/edit.ts'
import { BLANK, classAt, CLOSE, END, isBlank, isHan, MARK, OPEN, PAUSE, WESTERN } from './classes.ts'
import { lineShapes } from './line-shape.ts'
import { Openings, Rosters, type WideName } from './name-lines.ts'
import { beginsName, COMPOUND_RE, isGap, isSurname, ROLE_RE } from './names.ts'
import { script } from './script.ts'
import { LONGEST_LINE } from './spaced-runs.ts'
import { Signatures } from './signatures.ts'

/**
 * The gaps inside of names, in the order of the text. A name of two characters is set as wide as the names of three beside it: `丁 一`.
 * Surnames are everyday words too, so each kind of evidence asks for a place where nothing but a name can stand: a signature, a credit, a
 * list or a roster of names, or sentences that all begin with one.
 */
export function wideNames(document: Document): readonly WideName[] {
  const { text } = document
  const shapes = document.fact(lineShapes)
  // All of them are gaps, and most texts have none, or none that an opening could have.
  let blank = false
  const openings = new Openings()
  for (let line = 0; line < shapes.count; line++) {
    if ((shapes.classes[line]! & BLANK) === 0) continue
    blank = true
    const [start, end] = [shapes.start[line]!, shapes.end[line]!]
    if (end - start <= LONGEST_LINE) openings.readWide(text, start, end)
  }
  if (!blank || document.fact(script).language !== 'chinese') return []
  const found: WideName[] = []
  const signatures = new Signatures()
  const rosters = new Rosters()
  for (let line = 0; line < shapes.count; line++) {
    const [start, end] = [shapes.start[line]!, shapes.end[line]!]
    if (shapes.han[line]! < 2 || end - start > LONGEST_LINE) continue
    if ((shapes.classes[line]! & BLANK) !== 0) {
      for (let i = start + 1; i < end; i++) {
        // No blank comes behind the ideographic one.
        if (text.charCodeAt(i) > 0x3000) continue
        const reason = isWide(text, i - 1) ? placeOf(text, { start: i, end: i + 1 }, start, end) : undefined
        if (reason !== undefined) found.push({ start: i, end: i + 1, reason })
      }
      if ((shapes.classes[line]! & OPEN) !== 0) signatures.read(document, line)
      if ((shapes.classes[line]! & (MARK | WESTERN)) === 0) rosters.read(text, start, end)
    }
    if (openings.any) openings.read(text, start, end)
  }
  const all: WideName[] = []
  for (const gaps of [signatures.gaps(), found, rosters.gaps(), openings.gaps()]) for (const gap of gaps) all.push(gap)
  all.sort((a, b) => a.start - b.start)
  return all.filter(({ start }, i) => start !== all[i - 1]?.start)
}

function placeOf(text: string, gap: Span, start: number, end: number): string | undefined {
  if (isCredited(text, gap, start, end)) return 'a name set wide behind a role'
  if (isListed(text, gap, start, end)) return 'a name set wide in a list of names'
  return undefined
}

const ROLE_AFTER_RE = /^(?:[摄攝文图圖报報绘]|发自|整理)/u
/** Those who are out to report sign with their names; a rota of the desk may give the surnames of two: `校对 王 张`. */
const REPORTER_RE = /(?:记者|通讯员|記者|通訊員)$/u

/** Behind a role, and before what was done, before another name, or at the end: `记者 方 喆 摄`. */
function isCredited(text: string, gap: Span, start: number, end: number): boolean {
  const family = gap.start - 1
  let before = family
  while (before > start && isBlank(text, before - 1)) before--
  // Roles and names in columns are a table, and its gaps are meant.
  const role = text.slice(Math.max(start, before - 4), before)
  if (family - before > 2 || !ROLE_RE.test(role)) return false
  const after = gap.end + 1
  if (after < end && ROLE_AFTER_RE.test(text.slice(after, after + 2))) return true
  if (isSurname(text, gap.end) && !REPORTER_RE.test(role)) return false
  if (after >= end) return true
  if (!isBlank(text, after)) return false
  let to = after + 1
  while (isBlank(text, to)) to++
  const next = to
  while (to < end && !isBlank(text, to)) to++
  return (to - next >= 2 && to - next <= 4) || ROLE_AFTER_RE.test(text.slice(next, next + 2))
}

/** Names that are looked at on either side of one in a list. */
const NEAR = 4

/** Between names parted by `、`, one of which has three characters; `高 矮、方 圆` is a list of something else. */
function isListed(text: string, gap: Span, start: number, end: number): boolean {
  const after = gap.end + 1
  if (after < end && (classAt(text, after) & (PAUSE | END | CLOSE)) === 0) return false
  if (text[after] === '：' || text[after] === ':') return false
  return leadsToName(text, after, end) || followsName(text, gap.start - 2, start)
}

/** A surname and another ideograph with one space between. */
const isWide = (text: string, at: number): boolean => isGap(text, at + 1) && isHan(text, at + 2) && isSurname(text, at)

/** Does a name of three characters stand behind the `、` at `mark`, or behind names set wide that follow it? */
function leadsToName(text: string, mark: number, end: number): boolean {
  for (let k = 0; k < NEAR && mark < end && text[mark] === '、'; k++, mark += 4) {
    if (beginsName(text, mark + 1)) return mark + 4 <= end
    if (!isWide(text, mark + 1)) return false
  }
  return false
}

/** Does one stand before it, or before names set wide? */
function followsName(text: string, mark: number, start: number): boolean {
  for (let k = 0; k < NEAR && mark > start && text[mark] === '、'; k++, mark -= 4) {
    if (endsName(text, mark, start)) return true
    if (!isWide(text, mark - 3)) return false
  }
  return false
}

const endsName = (text: string, mark: number, start: number): boolean =>
  [mark - 3, mark - 4].some((at) => {
    if (at < start || (at > start && (classAt(text, at - 1) & (MARK | BLANK)) === 0)) return false
    return at === mark - 3 ? beginsName(text, at) : COMPOUND_RE.test(text.slice(at, at + 2)) && beginsName(text, at)
  })
