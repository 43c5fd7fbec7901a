import type { Edit } from '../core/edit.ts'
import { MEASURE_WORDS } from '../data/measure-words.ts'
import { classAt, classTable, DIGIT, HAN, WIDE } from './classes.ts'

/** How safe it is to close up a space by the document's habit alone; undefined if it shows none. */
export interface NumberHabits<Safety> {
  /** Between a number and its percent sign. */
  readonly percents: Safety | undefined
  /** On one side of a colon between two numbers. */
  readonly times: Safety | undefined
}

/** Numbers are shorter; what is longer is a row of them. */
const LONGEST = 32

/** What has a number of its own, and would be followed by another: 第 1 2 节, 表 1 2.5%, 选 1 4. */
const NUMBERED = '第表图圖附录錄式例节節章题題选選按号號页頁'

/** Units of dates, and words that several numbers share: 1 3 5 日, 7 8 年级. Only dates say which number is meant. */
const SHARED = '年月日时時期周届屆级級'

/** Units that have fractions. */
const FRACTIONAL = '万萬亿億元吨噸米亩畝倍度厘公千毫平立升克斤里岁歲小百美港欧歐'

const YEAR_RE = /^(?:19|20)\d\d$/u
const MONTH_RE = /^1[012]$/u
const DAY_RE = /^(?:[12]\d|3[01])$/u
/** What stands before a day, and what behind a month that has no year. */
const DAY_BEFORE_RE = /月$|日[至到—]$/u
const DAY_BEHIND_RE = /^月 ?\d{1,2}日/u
const DECIMAL_RE = /^\d{1,7}\.\d{1,4}[%％‰]?$/u
const THOUSANDS_RE = /^\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,2})?$/u
const PERCENT_RE = /^\d{1,7}(?:\.\d{1,4})?[%％‰]$/u
const TIME_RE = /^(?:[01]?\d|2[0-3]):[0-5]\d$/u
/** Three or four digits in two pieces, of which the second is none of the threes that thousands are parted into. */
/** A number between the spaces that is no single digit, and one beside it: a row of numbers, thousands parted by spaces, a telephone number. */
const TWO_PIECES_RE = /^(?:[1-9] \d\d|[1-9]\d \d|[1-9]\d\d \d|[1-9]\d \d\d)$/u
const TWO_NUMBERS_RE = /\d\d \d|\d \d\d/u

/**
 * The spaces inside of numbers on a line of prose, those of one number together: `1 4 个`, `2 0 2 3年`, `99 .7 %`. Two numbers beside each
 * other are written the same way, so the joined one must be what the words around it ask for: a year, a month or a day, digits before
 * a measure word, decimals before a unit.
 */
export function* splitNumbers<Safety>(
  text: string,
  start: number,
  end: number,
  habits: () => NumberHabits<Safety | 'safe'>,
): Iterable<{ edits: Edit[]; safety: Safety | 'safe' }> {
  const table = classTable()
  for (let from = start; from < end; from++) {
    if ((table[text.charCodeAt(from)]! & DIGIT) === 0) continue
    let to = from
    let spaces = 0
    for (; to < end; to++) {
      if (isPart(text, to)) continue
      if (text[to] !== ' ' || !isPart(text, to + 1) || to + 1 >= end) break
      spaces++
    }
    // The comma or point behind a number is the sentence's.
    while ('.,:'.includes(text[to - 1]!) || text[to - 1] === ' ') if (text[--to] === ' ') spaces--
    if (spaces > 0 && to - from <= LONGEST) {
      const safety = verdict(text, start, from, to, habits)
      if (safety !== undefined) {
        const edits: Edit[] = []
        for (let i = from; i < to; i++) if (text[i] === ' ') edits.push({ start: i, end: i + 1, text: '' })
        yield { edits, safety }
      }
    }
    from = to
  }
}

/** Can it be part of a number? */
export const isPart = (text: string, at: number): boolean =>
  (classAt(text, at) & DIGIT) !== 0 || '.,:%％‰'.includes(text.charAt(at) || ' ')

function verdict<Safety>(
  text: string,
  start: number,
  from: number,
  to: number,
  habits: () => NumberHabits<Safety | 'safe'>,
): Safety | 'safe' | undefined {
  const run = text.slice(from, to)
  const number = run.replaceAll(' ', '')
  const before = text[from - 1] === ' ' ? from - 2 : from - 1
  const after = text[to] === ' ' ? to + 1 : to
  const unit = text.charAt(after)
  const isYear = unit === '年' && YEAR_RE.test(number) && !SHARED.includes(text.charAt(after + 1) || ' ')
  // The number of an item may stand before another: `203 2年没有人住`.
  if (from === start) return isYear && run.length === 7 ? 'safe' : undefined
  // A Western word, a sign of calculation: a name, a formula.
  if ((classAt(text, before) & (HAN | WIDE)) === 0 || NUMBERED.includes(text[before]!)) return undefined
  // Where characters before it are spaced as well, everything is.
  if (text[before - 1] === ' ') return undefined
  if (isYear) return 'safe'
  if (
    TWO_PIECES_RE.test(run) &&
    (classAt(text, from - 1) & HAN) !== 0 &&
    after === to &&
    unit !== '分' &&
    isMeasured(text, after)
  )
    return 'safe'
  if (TWO_NUMBERS_RE.test(run)) return undefined
  if (unit === '月' && (text[before] === '年' || DAY_BEHIND_RE.test(text.slice(after, after + 5))))
    return MONTH_RE.test(number) ? 'safe' : undefined
  if ((unit === '日' || unit === '号') && DAY_BEFORE_RE.test(text.slice(Math.max(start, before - 1), before + 1)))
    return DAY_RE.test(number) ? 'safe' : undefined
  if (TIME_RE.test(number)) return run.length === 9 ? 'safe' : / : /u.test(run) ? undefined : habits().times
  // `：1. 7%的人赞成；2. …`: the number of an item.
  if (/\d\. \d/u.test(run) && (classAt(text, from - 1) & HAN) === 0) return undefined
  if (PERCENT_RE.test(number) && /^\S+ .$/u.test(run)) return habits().percents
  if (PERCENT_RE.test(number)) return 'safe'
  if (DECIMAL_RE.test(number)) return isFractional(text, after) ? 'safe' : undefined
  if (THOUSANDS_RE.test(number)) return !/\d \d/u.test(run) && isMeasured(text, after) ? 'safe' : undefined
  return /^[1-9](?: \d){1,3}$/u.test(run) && !isSeries(number) && isMeasured(text, after) ? 'safe' : undefined
}

/** `4.2万`, `4.2个百分点`. */
const isFractional = (text: string, after: number): boolean =>
  FRACTIONAL.includes(
    '个個'.includes(text.charAt(after) || ' ') ? text.charAt(after + 1) || ' ' : text.charAt(after) || ' ',
  )

function isMeasured(text: string, after: number): boolean {
  const unit = text.charAt(after) || ' '
  if ('美欧歐港'.includes(unit)) return text[after + 1] === '元'
  return (MEASURE_WORDS.includes(unit) || '余多'.includes(unit)) && !SHARED.includes(unit)
}

/** `2 3 个` and `3 5 天`, said of two or three and of a few, and numbers in a row. */
function isSeries(digits: string): boolean {
  if (digits === '35') return true
  for (let i = 1; i < digits.length; i++) if (digits.charCodeAt(i) !== digits.charCodeAt(i - 1) + 1) return false
  return true
}
