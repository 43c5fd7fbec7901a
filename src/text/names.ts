import type { Span } from '../core/edit.ts'
import { SURNAMES } from '../data/surnames.ts'
import { isBlank, isHan } from './classes.ts'
import { gapWidth } from './spaced-runs.ts'

let surnames: ReadonlySet<number> | undefined

export function isSurname(text: string, at: number): boolean {
  surnames ??= new Set(Array.from(SURNAMES, (surname) => surname.charCodeAt(0)))
  return isHan(text, at) && surnames.has(text.charCodeAt(at))
}

/** The ideographic space and the tab are typed to align names; other spaces are what an engine makes of a gap. */
export const isGap = (text: string, at: number): boolean =>
  isBlank(text, at) && text[at] !== '\u3000' && text[at] !== '\t'

/** The white space of a gap, in cells. */
export const gapCells = (text: string, { start, end }: Span): number =>
  gapWidth(text, { start, end: start, gap: end - start })

/** Surnames of two characters. */
export const COMPOUND_RE =
  /^(?:欧阳|歐陽|司徒|司马|司馬|上官|诸葛|諸葛|东方|東方|皇甫|尉迟|尉遲|慕容|令狐|端木|公孙|公孫|夏侯|宇文|长孙|長孫)/u

const COMPOUND_FIRST = '欧歐司上诸諸东東皇尉慕令端公夏宇长長'

/** Does a name of three characters begin at `at`? */
export const beginsName = (text: string, at: number): boolean =>
  isHan(text, at) &&
  isHan(text, at + 1) &&
  isHan(text, at + 2) &&
  (isSurname(text, at) || (COMPOUND_FIRST.includes(text[at]!) && COMPOUND_RE.test(text.slice(at, at + 2))))

export function allHan(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isHan(text, i)) return false
  return true
}

/** Three characters, or four with a surname of two. */
export const isWholeName = (text: string, start: number, end: number): boolean =>
  allHan(text, start, end) &&
  (end - start === 3 ? beginsName(text, start) : end - start === 4 && COMPOUND_RE.test(text.slice(start, start + 2)))

/** Who writes, takes pictures and edits. */
export const ROLE_RE = /(?:记者|通讯员|摄影|作者|撰文|编辑|责编|美编|校对|記者|通訊員|攝影|責任編輯)$/u
