import type { Document } from '../core/document.ts'
import { defineRule } from '../core/rule.ts'
import { CJK, classAt, DIGIT, END, LETTER, WESTERN } from '../text/classes.ts'
import { lineShapes } from '../text/line-shape.ts'
import { script } from '../text/script.ts'
import { spacing } from '../text/spacing.ts'
import { verbatim } from '../text/verbatim.ts'

/** A habit shows in a dozen places. Authors are not quite steady either; extraction goes wrong in one place of twenty or fewer. */
const PLACES = 12
const EXCEPTIONS = 0.08

/** A dateline is set off by a space: `本报讯 3月5日，…`. */
const DATELINE_END_RE = /^[讯电訊電】］\]]$/u

export const straySpace = defineRule({
  id: 'stray-space',
  title: 'Spaces between Chinese and numbers or words, where the text writes none',
  why:
    'Justification stretches a line, and extraction writes the stretched gap down as a space: `在 14 个市州` in a text that writes ' +
    '`在14个` everywhere else. The habit of the document decides; without a clear habit nothing changes, and no space is ever put in. ' +
    'Spaces at the edge of a line, in tables and between a label and its translation stay. Wrong where the few spaced places are the ones ' +
    'meant, such as brand names set off.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged:
        '全市12个区的36家图书馆今年新增图书90万册，其中28家延长开放到21时，8家设自习室。据 14 个街道统计，读者达到7万人次，同比增加3成。',
      repaired:
        '全市12个区的36家图书馆今年新增图书90万册，其中28家延长开放到21时，8家设自习室。据14个街道统计，读者达到7万人次，同比增加3成。',
    },
    {
      untouched: '本馆有 3 层，藏书 20 万册，每天 8 点开门，共有 120 个座位。',
      note: 'a text that sets numbers off by spaces',
    },
    { untouched: '综合 Comprehensive', note: 'too little text to show a habit' },
  ],
  *find(document) {
    const habit = document.fact(spacing)
    const letters = isTight(habit.letters)
    // An author who sets Western words off by spaces means the ones around numbers too, even where many were forgotten.
    const digits = isTight(habit.digits) && habit.letters.spaced <= Math.max(2, habit.letters.tight)
    if ((!digits && !letters) || document.fact(script).language !== 'chinese') return
    const { text } = document
    const shapes = document.fact(lineShapes)
    for (let line = 0; line < shapes.count; line++) {
      const start = shapes.start[line]!
      const end = shapes.end[line]!
      const prose = shapes.innerMarks[line]! > 0 || (classAt(text, end - 1) & END) !== 0
      for (let i = start + 1; i + 1 < end; i++) {
        if (text[i] !== ' ') continue
        const left = classAt(text, i - 1)
        const right = classAt(text, i + 1)
        const western = (left & CJK) !== 0 ? right & WESTERN : (right & CJK) !== 0 ? left & WESTERN : 0
        if (western === 0 || !((western & DIGIT) !== 0 ? digits : letters)) continue
        if (!prose && !((western & DIGIT) !== 0 && isCounted(document, i))) continue
        if (DATELINE_END_RE.test(text.slice(Math.max(start, i - 1), i)) && i - start <= 24) continue
        if (document.fact(verbatim).has(i)) continue
        yield { edits: [{ start: i, end: i + 1, text: '' }], reason: 'the text writes no space here elsewhere' }
      }
    }
  },
})

const isTight = ({ tight, spaced }: { tight: number; spaced: number }): boolean =>
  spaced > 0 && tight + spaced >= PLACES && spaced <= (tight + spaced) * EXCEPTIONS

/** What stands directly after a number somewhere in the text: the counters and units that the document uses. */
function counters({ text }: Document): ReadonlySet<number> {
  const units = new Set<number>()
  for (let i = 1; i < text.length; i++) {
    if ((classAt(text, i) & CJK) !== 0 && (classAt(text, i - 1) & DIGIT) !== 0) units.add(text.charCodeAt(i))
  }
  return units
}

/** Outside prose, in a headline or a table: does one of the document's counters follow the number that the space at `at` sets off? */
function isCounted(document: Document, at: number): boolean {
  const { text } = document
  let i = (classAt(text, at + 1) & DIGIT) !== 0 ? at + 1 : at - 1
  while ((classAt(text, i) & (DIGIT | LETTER)) !== 0 || text[i] === '.') i++
  if (text[i] === ' ') i++
  return document.fact(counters).has(text.charCodeAt(i))
}
