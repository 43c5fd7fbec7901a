import type { Rule } from '../core/rule.ts'
import { blankLine } from './blank-line.ts'
import { brokenLine } from './broken-line.ts'
import { columnSeam } from './column-seam.ts'
import { dash } from './dash.ts'
import { doubledMark } from './doubled-mark.ts'
import { ellipsis } from './ellipsis.ts'
import { fullwidthAscii } from './fullwidth-ascii.ts'
import { glyphForm } from './glyph-form.ts'
import { htmlResidue } from './html-residue.ts'
import { injectedPinyin } from './injected-pinyin.ts'
import { invisible } from './invisible.ts'
import { letterSpacing } from './letter-spacing.ts'
import { mojibake } from './mojibake.ts'
import { nameDot } from './name-dot.ts'
import { pageFurniture } from './page-furniture.ts'
import { ocrConfusion } from './ocr-confusion.ts'
import { overprint } from './overprint.ts'
import { privateUse } from './private-use.ts'
import { punctuationWidth } from './punctuation-width.ts'
import { quotePair } from './quote-pair.ts'
import { repeatedPassage } from './repeated-passage.ts'
import { siteFurniture } from './site-furniture.ts'
import { spam } from './spam.ts'
import { straySpace } from './stray-space.ts'

/**
 * THE list: every rule, in the order in which they act. Characters come first, so that all later rules see real characters; then
 * whole lines that do not belong; then lines and paragraphs; then marks and spaces; then what is left between the blocks.
 */
const list = [
  mojibake,
  htmlResidue,
  invisible,
  privateUse,
  glyphForm,
  injectedPinyin,
  ocrConfusion,
  spam,
  siteFurniture,
  pageFurniture,
  letterSpacing,
  overprint,
  brokenLine,
  repeatedPassage,
  columnSeam,
  fullwidthAscii,
  nameDot,
  punctuationWidth,
  doubledMark,
  ellipsis,
  dash,
  quotePair,
  straySpace,
  blankLine,
] as const

type List = typeof list

/** The id of a rule. */
export type RuleId = List[number]['id']

/** What `CleanOptions.rules` accepts: each rule switched on or off, or given some of its own options. */
export type RuleSettings = {
  readonly [R in List[number] as R['id']]?:
    boolean | (keyof R['defaults'] extends never ? Readonly<Record<string, never>> : Partial<R['defaults']>)
}

/** The rules in the order in which they act. Read-only. */
export const rules: readonly Rule<RuleId>[] = Object.freeze([...list])
