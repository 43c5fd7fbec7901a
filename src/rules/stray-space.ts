import { CLOSING_MARKS, OPENING_MARKS } from '../data/character-classes.ts'
import { MEASURE_WORDS } from '../data/measure-words.ts'
import type { Document } from '../core/document.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import {
  ASCII_MARK,
  BLANK,
  CJK,
  classAt,
  CLOSE,
  DIGIT,
  END,
  HAN,
  isHan,
  JOIN,
  LETTER,
  PAUSE,
  WESTERN,
} from '../text/classes.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'
import { partedWords, type PartedWord } from '../text/parted-words.ts'
import { script } from '../text/script.ts'
import {
  endsClause,
  isClause,
  isPercent,
  hasSentenceMark,
  isClauseMark,
  isQuote,
  isQuoting,
  isSpace,
  isWideClose,
  isWideOpen,
  spacing,
  type Places,
  type Words,
} from '../text/spacing.ts'
import { isPart, splitNumbers } from '../text/split-numbers.ts'
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
/** The times and percentages that a text writes without a space, before one with a space is stray. */
const FIGURES = 4
/** A habit of quotes must show in more places, as who sets off Western words may set off a few quotes as well. */
const MANY = 20

/** A dateline or byline is set off by a space: `本报讯 3月5日，…`, `记者某某报道 3月5日，…`. */
const DATELINE_END_RE = /[讯电訊電】］\]摄攝]$|报道$|報道$/u
const LONGEST_DATELINE = 24

/** What has so many ideographs before its colon is no label. */
const SENTENCE = 12
/** A label or the number of an item, at the start of its line: `姓名 ：`, `一、 总则`. */
const LONGEST_LABEL = 6
const LABEL_RE = /^[\u3400-\u9fff]{1,12}$/u
/** Who speaks and which article it is stand before what is said, the number of an item before the item. */
const HEAD_RE =
  /(?:^|[。；！？”’」』])(?:[\u3400-\u9fff]{1,4}|[\u3400-\u9fff]{0,6}第[^\s，。]{1,6}|[（(【〔［]?[^\s，。]{1,6}[）)】〕］]|[\d.]{1,5})$/u
const LONGEST_HEAD = 16
/** What stands between padded brackets. */
const LONGEST_PADDED = 60
/** Telephone numbers, postcodes and the like follow their label after a space. */
const LONGEST_COUNT = 5

export const straySpace = defineRule({
  id: 'stray-space',
  title: 'Spaces inside and beside numbers, words and marks, where the text writes none',
  why:
    'Justification stretches a line, and extraction writes the stretched gap down as a space: `在 14 个市州` in a text that writes ' +
    '`在14个` everywhere else, `北门 ，又` beside hundreds of commas without one. The habit of the document decides; without a clear habit ' +
    'nothing changes, and no space is ever put in. An author who sets Western words off by spaces keeps all of them; but he does so on both sides, while OCR sees a gap behind a letter ' +
    'and none before it. Spaces after the end of a ' +
    'sentence, a dateline or a time, at the edge of a line, in tables and between a label and its value stay. A space inside a number goes where only one number can be ' +
    'meant (`1 4 个`, `2 023年`, `99 .7 %`), one inside a word where both halves make a word of the language or the text, in a sentence of a text ' +
    'that has next to none between ideographs. Wrong where the few spaced places are the ones meant, such as brand names set off.',
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
    { damaged: '县里有1 4 个乡镇，最早的建于2 0 2 3 年。', repaired: '县里有14 个乡镇，最早的建于2023 年。' },
    { untouched: '选出的号码是 1 4 7，其余作废。', note: 'a row of numbers' },
    { untouched: '综合 Comprehensive', note: 'too little text to show a habit' },
  ],
  *find(document) {
    for (const found of spacesIn(document)) {
      // What is dear is asked last: most texts have no stray space.
      if (document.fact(verbatim).has(found.edits[0]!.start)) continue
      if (document.fact(isAboutSpaces)) return
      yield found
    }
  },
})

function* spacesIn(document: Document): Iterable<Finding> {
  const { text } = document
  const shapes = document.fact(lineShapes)
  let parted: readonly PartedWord[] | undefined
  let word = 0
  const habits = (): Habits => document.fact(habitsOf)
  for (let line = 0; line < shapes.count; line++) {
    if ((shapes.classes[line]! & BLANK) === 0) continue
    const start = shapes.start[line]!
    const end = shapes.end[line]!
    let place: Place | undefined
    let numbers: Iterator<Omit<Finding, 'reason'>, unknown> | undefined
    let number: IteratorResult<Omit<Finding, 'reason'>, unknown> | undefined
    for (let i = start + 1; i + 1 < end; i++) {
      if (!isSpace(text.charCodeAt(i))) continue
      if (document.fact(script).language !== 'chinese') return
      place ??= placeOf(text, shapes, line)
      // The spaces inside of a number have its parts on both sides.
      if (place.prose && isPart(text, i - 1) && isPart(text, i + 1)) {
        numbers ??= splitNumbers(text, start, end, habits)[Symbol.iterator]()
        number ??= numbers.next()
        while (number.done !== true && number.value.edits.at(-1)!.end <= i) number = numbers.next()
        if (number.done !== true && number.value.edits[0]!.start <= i) {
          if (number.value.edits[0]!.start === i) yield { ...number.value, reason: 'the space parts a number' }
          continue
        }
      }
      if (isHan(text, i - 1) && isHan(text, i + 1)) {
        parted ??= wordsParted(document)
        while (word < parted.length && parted[word]!.at < i) word++
        if (parted[word]?.at === i) {
          const { safety, reason } = parted[word]!
          yield { edits: [{ start: i, end: i + 1, text: '' }], reason, safety }
          continue
        }
      }
      const safety = judge(text, habits, place, i)
      if (safety !== undefined) yield finding(i, safety)
    }
  }
}

function placeOf(text: string, shapes: LineShapes, line: number): Place {
  const start = shapes.start[line]!
  const end = shapes.end[line]!
  const prose = (shapes.classes[line]! & (PAUSE | END)) !== 0 && hasSentenceMark(text, start)
  const ends = shapes.innerEnds[line]! > 0 || (classAt(text, end - 1) & (END | CLOSE)) === END
  const whole = ends || ('：；'.includes(text[end - 1]!) && shapes.han[line]! >= SENTENCE)
  return { start, end, prose, whole }
}

function wordsParted(document: Document): readonly PartedWord[] {
  const parted = document.fact(partedWords)
  return parted.length > 0 && PARTED_RE.test(document.text) ? parted : []
}

const SPACE_RE = /\S[ \u00a0]\S/u
const PARTED_RE = /[\u3400-\u9fff][ \u00a0][\u3400-\u9fff]/u

/** A text that speaks of spaces several times shows them where they do not belong; one without a single one has none that is stray. */
const isAboutSpaces = ({ text }: Document): boolean =>
  !SPACE_RE.test(text) || text.split('空格', ABOUT_SPACES + 1).length > ABOUT_SPACES

const ABOUT_SPACES = 3

const finding = (at: number, safety: Safety): Finding => ({
  edits: [{ start: at, end: at + 1, text: '' }],
  reason: 'the text writes no space here elsewhere',
  safety,
})

/** What has a number of its own, or stands before another: 表 1, 图 2, 16号 3栋. */
const NUMBERED = '表图圖附录錄式例号號栋棟幢弄'

/** `海鲜面 18元，葱油面 10元`: a label and its value between marks, and the same again in the clause before or behind. */
function isLabelledValue(text: string, line: Place, at: number): boolean {
  const clause = VALUE_RE.exec(text.slice(at, Math.min(line.end, at + 40)))
  if (clause === null) return false
  const behind = NEXT_VALUE_RE.test(text.slice(at + clause[0].length, Math.min(line.end, at + clause[0].length + 24)))
  return behind || PREVIOUS_VALUE_RE.test(text.slice(Math.max(line.start, at - 24), at))
}

/**
 * `冠军 王大力 11秒32，`, `糖 2勺 盐 1勺`: words are set off beside the number, and not only the number, which is all that engines part from
 * what is beside it. And the number of an item at the start of its line.
 */
function isField(text: string, line: Place, at: number): boolean {
  const before = text.slice(Math.max(line.start, at - LONGEST_FIELD), at)
  const behind = text.slice(at, Math.min(line.end, at + LONGEST_FIELD))
  if (
    line.prose &&
    at - line.start < LONGEST_FIELD &&
    ITEM_RE.test(text.slice(line.start, at)) &&
    !'年月日'.includes(text[at + 1]!)
  )
    return true
  return FIELD_BEFORE_RE.test(before) || FIELD_BEHIND_RE.test(behind)
}

const LONGEST_FIELD = 12
const FIELD_BEFORE_RE = /[\u3400-\u9fff][ \u00a0][\u3400-\u9fff]{1,6}$/u
const FIELD_BEHIND_RE = /^[ \u00a0](?:\d[\d.]*[\u3400-\u9fff]{1,3}|[\u3400-\u9fff]{1,5})[ \u00a0][\u3400-\u9fff]/u
const ITEM_RE = /^(?:\d|\d{1,2}(?:\.\d{1,2}){1,3})$/u

const VALUE_RE = /^ \d[\d.,/]*(?: [A-Za-z/]{1,5}|[^\s\d，、；。]{0,3})[，、；。]?/u
const NEXT_VALUE_RE = /^[\u3400-\u9fff]{1,8} \d/u
const PREVIOUS_VALUE_RE = / \d[\d./]*(?: [A-Za-z/]{1,5}|[^\s\d，、；。]{0,3})[，、；][\u3400-\u9fff]{1,8}$/u

interface Habits {
  /** Beside numbers of headings and of sentences. */
  readonly figures: Safety | undefined
  readonly digits: Safety | undefined
  readonly letters: Safety | undefined
  readonly pauses: Safety | undefined
  readonly marks: Safety | undefined
  readonly colons: Safety | undefined
  /** Behind words that have no space before them. */
  readonly oneSided: Safety | undefined
  readonly quotes: Safety | undefined
  readonly brackets: Safety | undefined
  readonly insides: Safety | undefined
  readonly quoteInsides: Safety | undefined
  readonly lists: Safety | undefined
  readonly percents: Safety | undefined
  readonly times: Safety | undefined
}

/** How safe it is to call a space stray beside each kind of character; undefined if it is not. */
function habitsOf(document: Document): Habits {
  const all = document.fact(spacing)
  const { digits, letters, pauses, marks, colons, words } = all
  const stray = (
    { tight, spaced, stretches }: Places,
    most: number,
    inStretches = most,
    fewest = PLACES,
  ): Safety | undefined => {
    if (tight + spaced < fewest) return undefined
    const share = spaced / (tight + spaced)
    const stretched = stretches <= 2 && stretches * 3 <= spaced && spaced <= LONGEST_STRETCH
    if (share <= (stretched ? inStretches : most)) return 'safe'
    return share <= most * RISKY ? 'risky' : undefined
  }
  // Who sets words off means the spaces around numbers too; who never forgets to put them may have put the others by hand as well.
  const setsOffWords = letters.spaced > Math.max(2, letters.tight)
  const isSteady = ({ tight, spaced }: Places): boolean => spaced >= PLACES / 2 && tight * 10 <= spaced
  const setsOff = isSteady(letters) || isSteady(digits)
  const unlessSetOff = (safety: Safety | undefined): Safety | undefined => (setsOff ? undefined : safety)
  return {
    figures: setsOffWords ? undefined : stray(digits, EXCEPTIONS, STRETCHED),
    digits: setsOffWords ? undefined : stray(inProse(digits), EXCEPTIONS, STRETCHED),
    letters: stray(inProse(letters), RARE_EXCEPTIONS),
    pauses: unlessSetOff(stray(pauses, RARE_EXCEPTIONS)),
    marks: unlessSetOff(stray(marks, STRETCHED)),
    // They are too few to show a habit of their own but where most of them are spaced.
    colons: colons.spaced > colons.tight ? undefined : unlessSetOff(stray(marks, STRETCHED)),
    oneSided: isOneSided(words) ? 'safe' : undefined,
    // No style puts a space there, not even one that sets off Western words.
    quotes: stray(all.quotes, STRETCHED, STRETCHED, setsOff ? MANY : PLACES),
    brackets: unlessSetOff(stray(all.brackets, RARE_EXCEPTIONS)),
    insides: unlessSetOff(stray(all.insides, EXCEPTIONS)),
    quoteInsides: unlessSetOff(stray(all.quoteInsides, EXCEPTIONS)),
    lists: unlessSetOff(stray(all.lists, EXCEPTIONS)),
    percents: sure(stray(all.percents, STRETCHED, STRETCHED, FIGURES)),
    times: sure(stray(all.times, STRETCHED, STRETCHED, FIGURES)),
  }
}

/** Where a second proof is missing, likely is not enough. */
const sure = (safety: Safety | undefined): Safety | undefined => (safety === 'safe' ? safety : undefined)

/** The space that a page head or a cell has beside a number says nothing of the sentences. */
const inProse = (places: Places): Places => ({ ...places, spaced: places.spaced - places.elsewhere })

/** OCR sees a gap behind a letter and none before it; who sets words off does so on both sides. */
const isOneSided = ({ tight, before, after, both }: Words): boolean =>
  after >= ONE_SIDED && after >= 4 * (both + before) && tight * 4 >= after

interface Place {
  readonly start: number
  readonly end: number
  /** Has it a mark of a sentence? */
  readonly prose: boolean
  /** Does a sentence end in it, or lead on with a colon? */
  readonly whole: boolean
}

/** How safe it is to remove the space at `at`; undefined if it is meant. */
function judge(text: string, habits: () => Habits, line: Place, at: number): Safety | undefined {
  const left = classAt(text, at - 1)
  const right = classAt(text, at + 1)
  if (text[at + 1] === '.') return line.prose && splitsNumber(text, at) ? 'safe' : undefined
  if (endsClause(left, text.charCodeAt(at + 1))) {
    if (isSetApart(text, line, at)) return undefined
    if (isFace(text, at)) return undefined
    const padded = paddedText(text, line, at)
    if (padded !== undefined) {
      const inside = isAnswer(text[at + 1]!, padded) ? undefined : inQuotes(text[at + 1]!) ? 'quoteInsides' : 'insides'
      return line.prose && inside !== undefined ? sure(habits()[inside]) : undefined
    }
    // Somebody speaks, or a label leads its value in.
    if (text[at + 1] !== '：' || '“「『'.includes(text[at + 2] ?? ' ')) return habits().marks
    return LABEL_RE.test(text.slice(line.start, Math.min(at, line.start + LONGEST_DATELINE)))
      ? undefined
      : habits().colons
  }
  if (isClauseMark(text.charCodeAt(at - 1)) && (isClause(right) || (right & WESTERN) !== 0)) {
    const item = text[at - 1] === '、' && at - line.start <= LONGEST_LABEL
    return item || !line.prose ? undefined : isClause(right) ? habits().pauses : habits().lists
  }
  if (isWideOpen(left)) {
    const padded = paddedText(text, line, at)
    if (!line.prose || (padded !== undefined && isAnswer(text[at - 1]!, padded))) return undefined
    if ((right & (CLOSE | BLANK)) !== 0) return undefined
    const safety = habits()[inQuotes(text[at - 1]!) ? 'quoteInsides' : 'insides']
    return padded === undefined ? safety : sure(safety)
  }
  if (((left & HAN) !== 0 && isWideOpen(right)) || (isWideClose(left) && (right & HAN) !== 0)) {
    if (HEAD_RE.test(text.slice(Math.max(line.start, at - LONGEST_HEAD), at)) || isDateline(text, line, at))
      return undefined
    // Behind what is said in quotes, a sentence may have ended.
    if (!isWideOpen(right) && (classAt(text, at - 2) & END) !== 0) return undefined
    const quote = isQuote(text.charCodeAt(isWideOpen(right) ? at + 1 : at - 1))
    // In a headline it parts what follows: `“清音社”谢幕 老戏台、新唱腔`.
    if (!line.whole) return undefined
    return quote ? habits().quotes : line.prose ? habits().brackets : undefined
  }
  const western = (left & CJK) !== 0 ? right & WESTERN : (right & CJK) !== 0 ? left & WESTERN : 0
  if (western === 0 || isDateline(text, line, at)) return undefined
  if ((western & LETTER) !== 0) {
    if (!line.prose) return undefined
    return habits().oneSided !== undefined && endsTightWord(text, at) ? habits().oneSided : habits().letters
  }
  const word = (right & CJK) === 0 ? '' : wordBefore(text, line, at)
  if (/[A-Za-z]/u.test(word)) return line.prose ? habits().letters : undefined
  if (
    NUMBERED.includes(text[at - 1]!) ||
    NUMBERED.includes(word || ' ') ||
    isLabelledValue(text, line, at) ||
    isField(text, line, at)
  )
    return undefined
  return !isCount(text, line, at) ? undefined : line.prose ? habits().digits : habits().figures
}

/** What the number that ends at `at` belongs to, directly or with a space between: the end of a name, `Windows 10`, or a label, `图 1`. */
function wordBefore(text: string, line: Place, at: number): string {
  let i = at
  while (i > Math.max(line.start, at - LONGEST_COUNT) && isNumeral(text, i - 1)) i--
  if (isSpace(text.charCodeAt(i - 1))) i--
  return i > line.start ? text[i - 1]! : ''
}

const isDateline = (text: string, line: Place, at: number): boolean =>
  at - line.start <= LONGEST_DATELINE && DATELINE_END_RE.test(text.slice(Math.max(line.start, at - 2), at))

/**
 * What stands between marks that are padded on both sides, before or behind the space: `（ B ）`; undefined if they are not. Whoever pads
 * does so on both sides.
 */
function paddedText(text: string, line: Place, at: number): string | undefined {
  const opens = OPENING_MARKS.indexOf(text[at - 1]!)
  if (opens >= 0) {
    const rest = text.slice(at + 1, Math.min(line.end, at + LONGEST_PADDED))
    const close = rest.indexOf(CLOSING_MARKS[opens]!)
    return close > 0 && isSpace(rest.charCodeAt(close - 1)) ? rest.slice(0, close - 1) : undefined
  }
  const open = OPENING_MARKS[CLOSING_MARKS.indexOf(text[at + 1]!)]
  if (open === undefined) return undefined
  const before = text.slice(Math.max(line.start, at - LONGEST_PADDED), at)
  const from = before.lastIndexOf(open)
  return from >= 0 && isSpace(before.charCodeAt(from + 1)) ? before.slice(from + 2) : undefined
}

const inQuotes = (mark: string): boolean => isQuoting(mark.charCodeAt(0))

/** In brackets an answer is filled in, `（ B ）`, `（ 对 ）`; a title, a quotation or a number of items is none. */
const isAnswer = (mark: string, padded: string): boolean => !(inQuotes(mark) ? WORD_RE : NO_ANSWER_RE).test(padded)

const NO_ANSWER_RE = /^(?:[一二三四五六七八九十]{1,3}|[\u3400-\u9fff\w]{4,})$/u
const WORD_RE = /[\u3400-\u9fff\w]/u

/** `定语后用 的 ，`, `于 年 月 日 ，`: up to four characters that spaces set apart. More of them, or a space behind the
 * mark, show a stretched line. */
const isSetApart = (text: string, line: Place, at: number): boolean =>
  text[at + 1] !== '：' &&
  ((classAt(text, at + 1) & CLOSE) | (classAt(text, at + 2) & BLANK)) === 0 &&
  SET_APART_RE.test(text.slice(Math.max(line.start, at - LONGEST_SET_APART), at))

const LONGEST_SET_APART = 9
const SET_APART_RE = /^(?!(?:.[ \u00a0]){4}).*[ \u00a0][\u3400-\u9fff]$/u

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
  if (code || text[to + 1] === ':' || ':-/'.includes(text[from - 1] ?? ' ')) return false
  // `转分机 8012，`: a name of figures, no number of anything.
  if (from > at && to - from >= 2 && (to + 1 === line.end || (classAt(text, to + 1) & (PAUSE | END)) !== 0)) {
    if (!text.slice(from, to).includes('.')) return false
  }
  if (isAmongFigures(text, from - 1, to + 1)) return false
  if (line.prose) return true
  // Of a date that begins the line, the first space would stay.
  if (/^\d{1,4} [年月] /u.test(text.slice(line.start, line.start + 7))) return false
  const stretched = isSpace(text.charCodeAt(from - 1)) && isSpace(text.charCodeAt(to + 1))
  return stretched && MEASURE_WORDS.includes(text.charAt(to + 2) || ' ')
}

/** Beside a number from behind `before` to `behind`, does a space part it from another number, a sign, or a word with its own: `白菜 1.2 萝卜 0.8`? */
function isAmongFigures(text: string, before: number, behind: number): boolean {
  const isFigure = (at: number): boolean =>
    (classAt(text, at) & (DIGIT | ASCII_MARK | JOIN)) !== 0 && !isPercent(text.charCodeAt(at))
  if (ROW_BEHIND_RE.test(text.slice(behind, behind + 4))) return true
  if (isSpace(text.charCodeAt(before))) {
    if (ROW_BEFORE_RE.test(text.slice(Math.max(0, before - 3), before))) return true
    if (isFigure(before - 1) || isSeries(FIGURE_BEFORE_RE, text.slice(Math.max(0, before - LONGEST_NAME), before)))
      return true
  }
  if (!isSpace(text.charCodeAt(behind))) return false
  return isFigure(behind + 1) || isSeries(FIGURE_BEHIND_RE, text.slice(behind + 1, behind + LONGEST_NAME))
}

function isSeries(form: RegExp, text: string): boolean {
  const word = form.exec(text)?.[1]
  return word !== undefined && !MEASURE_WORDS.includes(word[0]!)
}

/** `12支 8元`: two counts with nothing between them; dates and times have several. */
const ROW_BEHIND_RE = /^(?![年月日号號时時点點分])[\u3400-\u9fff]{1,2} \d/u
const ROW_BEFORE_RE = /\d[\u3400-\u9fff]?[^\s\d年月日号號时時点點分]$/u
const LONGEST_NAME = 8
const FIGURE_BEFORE_RE = /\d ([\u3400-\u9fff]{1,5})$/u
const FIGURE_BEHIND_RE = /^([\u3400-\u9fff]{1,5}) \d/u

const isNumeral = (text: string, at: number): boolean => (classAt(text, at) & DIGIT) !== 0 || text[at] === '.'
