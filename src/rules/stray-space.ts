import { CLOSING_MARKS, OPENING_MARKS } from '../data/character-classes.ts'
import { MEASURE_WORDS } from '../data/measure-words.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import { CJK, classAt, classOf, DIGIT, END, HAN, LETTER, PAUSE, WESTERN, WIDE } from '../text/classes.ts'
import { lineShapes } from '../text/line-shape.ts'
import { script } from '../text/script.ts'
import {
  endsClause,
  isClause,
  isClauseMark,
  isSpace,
  spacing,
  type Places,
  type Spacing,
  type Words,
} from '../text/spacing.ts'
import { verbatim } from '../text/verbatim.ts'

/**
 * A habit shows in some ten places. Extraction stretches one line in ten; where all spaced places are a single stretch of the text, as
 * one stretched line or two make it, they may be a quarter.
 */
const PLACES = 10
const EXCEPTIONS = 0.15
const STRETCHED = 0.25
const LONGEST_STRETCH = 10
/** Words are set off on purpose more often than numbers, and clauses hardly ever. */
const RARE_EXCEPTIONS = 0.08
/** So many words have a space behind them only where it is not meant. */
const ONE_SIDED = 5
const LONGEST_WORD = 24
/** How many more a reader of the level `risky` puts up with. */
const RISKY = 2.5

/** A dateline or byline is set off by a space: `本报讯 3月5日，…`, `记者某某报道 3月5日，…`. */
const DATELINE_END_RE = /[讯电訊電】］\]摄攝]$|报道$|報道$/u
const LONGEST_DATELINE = 24

/** A label or the number of an item, at the start of its line: `姓名 ：`, `一、 总则`. */
const LONGEST_LABEL = 6
const LABEL_RE = /^[\u3400-\u9fff]{1,12}$/u
/** What stands between padded brackets. */
const LONGEST_PADDED = 60
/** Telephone numbers, postcodes and the like follow their label after a space. */
const LONGEST_COUNT = 5

export const straySpace = defineRule({
  id: 'stray-space',
  title: 'Spaces beside numbers, words and marks, where the text writes none',
  why:
    'Justification stretches a line, and extraction writes the stretched gap down as a space: `在 14 个市州` in a text that writes ' +
    '`在14个` everywhere else, `北门 ，又` beside hundreds of commas without one. The habit of the document decides; without a clear habit ' +
    'nothing changes, and no space is ever put in. An author who sets Western words off by spaces keeps all of them; but he does so on both sides, while OCR sees a gap behind a letter ' +
    'and none before it. Spaces after the end of a ' +
    'sentence, a dateline or a time, at the edge of a line, in tables and between a label and its value stay. Wrong where the few spaced ' +
    'places are the ones meant, such as brand names set off.',
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
    const habits = habitsOf(document.fact(spacing))
    if (habits === undefined || document.fact(script).language !== 'chinese') return
    const { text } = document
    const shapes = document.fact(lineShapes)
    for (let line = 0; line < shapes.count; line++) {
      const start = shapes.start[line]!
      const end = shapes.end[line]!
      const prose = (shapes.classes[line]! & (PAUSE | END)) !== 0 && hasSentenceMark(text, start, end)
      for (let i = start + 1; i + 1 < end; i++) {
        if (!isSpace(text.charCodeAt(i))) continue
        const safety = judge(text, habits, { start, end, prose }, i)
        if (safety !== undefined && !document.fact(verbatim).has(i)) yield finding(i, safety)
      }
    }
  },
})

const finding = (at: number, safety: Safety): Finding => ({
  edits: [{ start: at, end: at + 1, text: '' }],
  reason: 'the text writes no space here elsewhere',
  safety,
})

/** What has a number of its own: 表 1, 图 2, 附录 3. */
const NUMBERED = '表图圖附录錄式例'

/** `海鲜面 18元，葱油面 10元`: a label and its value between marks, and the same again in the clause before or behind. */
function isLabelledValue(text: string, line: Place, at: number): boolean {
  const clause = VALUE_RE.exec(text.slice(at, Math.min(line.end, at + 40)))
  if (clause === null) return false
  const behind = NEXT_VALUE_RE.test(text.slice(at + clause[0].length, Math.min(line.end, at + clause[0].length + 24)))
  return behind || PREVIOUS_VALUE_RE.test(text.slice(Math.max(line.start, at - 24), at))
}

/** `冠军 王大力 11秒32，`: two words are set off before the number, and only words are; a stretched line parts them anywhere. */
const isField = (text: string, line: Place, at: number): boolean =>
  FIELDS_RE.test(text.slice(Math.max(line.start, at - LONGEST_FIELDS), at))

const LONGEST_FIELDS = 10
const FIELDS_RE = /(?:^|[，、；：。])[\u3400-\u9fff]{2,4} [\u3400-\u9fff]{2,4}$/u

const VALUE_RE = /^ \d[\d.,]*[^\s\d，、；。]{0,3}[，、；。]?/u
const NEXT_VALUE_RE = /^[\u3400-\u9fff]{1,8} \d/u
const PREVIOUS_VALUE_RE = / \d[\d.]*[^\s\d，、；。]{0,3}[，、；][\u3400-\u9fff]{1,8}$/u

interface Habits {
  readonly digits: Safety | undefined
  readonly letters: Safety | undefined
  readonly pauses: Safety | undefined
  readonly marks: Safety | undefined
  readonly colons: Safety | undefined
  /** Behind words that have no space before them. */
  readonly oneSided: Safety | undefined
}

/** How safe it is to call a space stray beside each kind of character; undefined if it is not anywhere. */
function habitsOf({ digits, letters, pauses, marks, colons, words }: Spacing): Habits | undefined {
  const stray = ({ tight, spaced, stretches }: Places, most: number, inStretches = most): Safety | undefined => {
    if (tight + spaced < PLACES) return undefined
    const share = spaced / (tight + spaced)
    const stretched = stretches <= 2 && stretches * 3 <= spaced && spaced <= LONGEST_STRETCH
    if (share <= (stretched ? inStretches : most)) return 'safe'
    return share <= most * RISKY ? 'risky' : undefined
  }
  // Who sets words off means the spaces around numbers too; who never forgets to put them may have put the others by hand as well.
  const setsOffWords = letters.spaced > Math.max(2, letters.tight)
  const isSteady = ({ tight, spaced }: Places): boolean => spaced >= PLACES / 2 && tight * 10 <= spaced
  const setsOff = isSteady(letters) || isSteady(digits)
  const habits = {
    digits: setsOffWords ? undefined : stray(digits, EXCEPTIONS, STRETCHED),
    letters: stray(letters, RARE_EXCEPTIONS),
    pauses: setsOff ? undefined : stray(pauses, RARE_EXCEPTIONS),
    marks: setsOff ? undefined : stray(marks, STRETCHED),
    // They are too few to show a habit of their own but where most of them are spaced.
    colons: setsOff || colons.spaced > colons.tight ? undefined : stray(marks, STRETCHED),
    oneSided: isOneSided(words) ? ('safe' as const) : undefined,
  }
  return Object.values(habits).some((safety) => safety !== undefined) ? habits : undefined
}

/** OCR sees a gap behind a letter and none before it; who sets words off does so on both sides. */
const isOneSided = ({ tight, before, after, both }: Words): boolean =>
  after >= ONE_SIDED && after >= 4 * (both + before) && tight * 4 >= after

interface Place {
  readonly start: number
  readonly end: number
  readonly prose: boolean
}

/** How safe it is to remove the space at `at`; undefined if it is meant. */
function judge(text: string, habits: Habits, line: Place, at: number): Safety | undefined {
  const left = classAt(text, at - 1)
  const right = classAt(text, at + 1)
  if (text[at + 1] === '.') return line.prose && splitsNumber(text, at) ? 'safe' : undefined
  if (endsClause(left, text.charCodeAt(at + 1))) {
    if (isPadded(text, line, at) || isFace(text, at)) return undefined
    // Somebody speaks, or a label leads its value in.
    if (text[at + 1] !== '：' || '“「『'.includes(text[at + 2] ?? ' ')) return habits.marks
    return LABEL_RE.test(text.slice(line.start, Math.min(at, line.start + LONGEST_DATELINE)))
      ? undefined
      : habits.colons
  }
  if (isClauseMark(text.charCodeAt(at - 1)) && isClause(right)) {
    const item = text[at - 1] === '、' && at - line.start <= LONGEST_LABEL
    return item || !line.prose ? undefined : habits.pauses
  }
  const western = (left & CJK) !== 0 ? right & WESTERN : (right & CJK) !== 0 ? left & WESTERN : 0
  if (
    western === 0 ||
    (at - line.start <= LONGEST_DATELINE && DATELINE_END_RE.test(text.slice(Math.max(line.start, at - 2), at)))
  )
    return undefined
  if ((western & LETTER) !== 0) {
    if (!line.prose) return undefined
    return habits.oneSided !== undefined && endsTightWord(text, at) ? habits.oneSided : habits.letters
  }
  if (NUMBERED.includes(text[at - 1]!) || isLabelledValue(text, line, at) || isField(text, line, at)) return undefined
  return isCount(text, line, at) ? habits.digits : undefined
}

/** `（ B ）`: whoever pads the inside of brackets does so on both sides. */
function isPadded(text: string, line: Place, at: number): boolean {
  const open = OPENING_MARKS[CLOSING_MARKS.indexOf(text[at + 1]!)]
  if (open === undefined) return false
  const before = text.slice(Math.max(line.start, at - LONGEST_PADDED), at)
  const from = before.lastIndexOf(open)
  return from >= 0 && isSpace(before.charCodeAt(from + 1))
}

/** `不等啦 ：）`: two marks for eyes and mouth. */
const isFace = (text: string, at: number): boolean =>
  '：；'.includes(text[at + 1]!) && '（）()'.includes(text[at + 2] ?? ' ')

/** `增长 11 .0%，`: a number with nothing but its point and decimals behind the space, and one point only. */
const splitsNumber = (text: string, at: number): boolean =>
  (classAt(text, at - 1) & DIGIT) !== 0 && DECIMALS_RE.test(text.slice(at + 1, at + 10))

const DECIMALS_RE = /^\.\d{1,4}[%\u3400-\u9fff，。、；）]/u

/** Does a Western word end at `at` that follows an ideograph without a space? */
function endsTightWord(text: string, at: number): boolean {
  if ((classAt(text, at - 1) & LETTER) === 0) return false
  let i = at - 1
  while (i > at - LONGEST_WORD && ((classAt(text, i) & WESTERN) !== 0 || '.-+%'.includes(text.charAt(i) || ' '))) i--
  return (classAt(text, i) & HAN) !== 0
}

/** Is the number beside the space at `at` one of the sentence: no time, no code, and outside prose with a space on both sides? */
function isCount(text: string, line: Place, at: number): boolean {
  let from = at
  let to = at
  if ((classAt(text, at + 1) & DIGIT) !== 0) {
    from = at + 1
    while (to + 1 < line.end && isNumeral(text, to + 1)) to++
  } else {
    while (from > line.start && isNumeral(text, from - 1)) from--
    to = at - 1
  }
  const code = text[to + 1] === '-' || (to - from >= LONGEST_COUNT && !text.slice(from, to).includes('.'))
  if (code || text[from - 1] === ':' || text[to + 1] === ':') return false
  // `转分机 8012，`: a name of figures, no number of anything.
  if (from > at && to - from >= 2 && (to + 1 === line.end || (classAt(text, to + 1) & (PAUSE | END)) !== 0)) {
    if (!text.slice(from, to).includes('.')) return false
  }
  if (line.prose) return true
  const stretched = isSpace(text.charCodeAt(from - 1)) && isSpace(text.charCodeAt(to + 1))
  return stretched && MEASURE_WORDS.includes(text.charAt(to + 2) || ' ')
}

const isNumeral = (text: string, at: number): boolean => (classAt(text, at) & DIGIT) !== 0 || text[at] === '.'

/** A mark of a Chinese sentence in `[start, end)`. A colon belongs to labels too. */
function hasSentenceMark(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    if ((classOf(unit) & WIDE) !== 0 && (classOf(unit) & (PAUSE | END)) !== 0 && unit !== 0xff1a) return true
  }
  return false
}
