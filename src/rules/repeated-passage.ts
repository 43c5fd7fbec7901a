import type { Document } from '../core/document.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import { bigrams } from '../text/bigrams.ts'
import { ASCII_MARK, CJK, classAt, CLOSE, END, HAN, MARK, OPEN, PAUSE, WESTERN } from '../text/classes.ts'
import { cutBetween } from '../text/cuts.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'
import { beginsBlock, isSpeaker } from '../text/openers.ts'
import {
  comesOften,
  fragmentOf,
  isBoundary,
  lineAt,
  linesOf,
  repeats as repeatsOf,
  sharedBoundaries,
  tailOf,
  type Passage,
  type Repeat,
  type Repeats,
} from '../text/repeats.ts'
import { isPrintedRow, rows } from '../text/rows.ts'
import { seams } from '../text/seams.ts'
import { isStructured } from '../text/structured.ts'
import { verbatim } from '../text/verbatim.ts'

/** Shorter spans come twice side by side in chants and counting-out rhymes; those without a mark inside must be longer. */
const SHORTEST_SPAN = 10
const SHORTEST_UNMARKED_SPAN = 14
/** Shorter tails are shared by good paragraphs: set phrases, parallel endings. */
const SHORTEST_TAIL = 25
/** What breaks off and begins anew, if this long and of several clauses, is no heading over the text that begins like it. */
const LONG_FRAGMENT = 30
/** What breaks off later may be a paragraph of its own that begins like the other, as in statutes, and was cut. */
const LONG_LATER_FRAGMENT = 40
/** A paragraph of so many ideographs does not come twice in a row; far apart, longer ones do: prayers, notices, answers. */
const LONG_PARAGRAPH = 40
const LONG_FAR_PARAGRAPH = 80
/** A shorter one that is a single sentence is said twice on purpose: an oath, a verse, a warning. */
const LONG_SENTENCE = 60
/** A line this wide, in cells, with a mark inside is a piece of a paragraph, not a heading. */
const OPEN_WIDTH = 40
/** Cuts that prove that the text was extracted column by column. */
const PROVEN_CUTS = 2

export const repeatedPassage = defineRule({
  id: 'repeated-passage',
  title: 'Passages that the extraction pasted in a second time',
  why:
    'Extraction and scanning take a passage twice where a line, a column or a page begins anew: a span inside a sentence, the tail of ' +
    'another block in the place of what is missing, a paragraph cut short and begun again, whole paragraphs and pages. The copy may be ' +
    'spaced or wrapped in another way. What damages a sentence is taken out for certain: a long span that adjoins its own copy ' +
    'without a mark between, a copy that breaks off in the middle of a clause, a copy that parts the halves of a sentence. Whole ' +
    'paragraphs that come twice may be meant, and go only at the risky level. Refrains, rows, labelled lines, lists and quotations ' +
    'are short, parted by marks, or come more than twice. Wrong where an author repeats a passage of several sentences on purpose.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged: '馆长说，书库搬迁以后，读者可以在阅览室和书库搬迁以后，读者可以在阅览室和网上预约新书。',
      repaired: '馆长说，书库搬迁以后，读者可以在阅览室和网上预约新书。',
    },
    {
      damaged:
        '渔港扩建以后，泊位由四十个增加到一百二十个，外地渔船也愿意来这里卸货补给，码头边的冷库和加工厂从早忙到晚。\n\n' +
        '渔港扩建以后，泊位由四十个增加到一百二十个，外地渔船也愿意来这里卸货补给，码头边的冷库和加工厂从早忙到晚。\n\n' +
        '开渔一个月，码头天天满泊。如今日均卸货三百吨，冷库里\n\n的鱼隔夜就能上市，饭馆都抢着要。\n\n' +
        '渔民说，往年鱼多了要贱卖。今年外地的车开到码头，一船鱼天不亮就卖完\n\n了，再没有为卖鱼发过愁。',
      repaired:
        '渔港扩建以后，泊位由四十个增加到一百二十个，外地渔船也愿意来这里卸货补给，码头边的冷库和加工厂从早忙到晚。\n\n' +
        '开渔一个月，码头天天满泊。如今日均卸货三百吨，冷库里\n\n的鱼隔夜就能上市，饭馆都抢着要。\n\n' +
        '渔民说，往年鱼多了要贱卖。今年外地的车开到码头，一船鱼天不亮就卖完\n\n了，再没有为卖鱼发过愁。',
      note: 'the page shows by two other paragraphs that it was cut',
    },
    { untouched: '听！你可听得懂？\n听！你可听得懂？', note: 'a refrain' },
    { untouched: '风来了，雨来了，风来了，雨来了，和尚背着鼓来了。', note: 'a mark parts the copies' },
    {
      untouched:
        '有前款行为的，由县级以上主管部门责令改正，处一万元以上五万元以下的罚款。\n\n拒不改正的，由县级以上主管部门责令改正，处一万元以上五万元以下的罚款。',
      note: 'a statute',
    },
  ],
  *find(document) {
    const repeats = document.fact(repeatsOf)
    if (repeats.list.length === 0 || isStructured(document)) return
    const page: Page = { document, text: document.text, shapes: document.fact(lineShapes), repeats }
    const findings: Finding[] = []
    for (const repeat of repeats.list) {
      const finding = findingOf(page, repeat)
      if (finding !== undefined) findings.push(finding)
    }
    findings.sort((a, b) => a.edits[0]!.start - b.edits[0]!.start)
    let free = 0
    for (const finding of findings) {
      const edit = finding.edits[0]!
      if (edit.start < free) continue
      free = edit.end
      yield finding
    }
  },
})

interface Page {
  readonly document: Document
  readonly text: string
  readonly shapes: LineShapes
  readonly repeats: Repeats
}

function findingOf(page: Page, repeat: Repeat): Finding | undefined {
  const { repeats, document } = page
  if (document.fact(verbatim).has(repeats.at[repeat.from]!)) return undefined
  const shared = sharedBoundaries(repeats, repeat)
  if (shared === undefined) return spanTwice(page, repeat) ?? pastedSpan(page, repeat)
  const [first, last] = shared
  return (
    wholeLines(page, repeat, first, last) ??
    brokenOff(page, repeat, last) ??
    beheaded(page, repeat, first) ??
    pastedTail(page, repeat, first)
  )
}

/** A span of a line and at once the same again, with which the sentence goes on. */
function spanTwice(page: Page, { from, to, back }: Repeat): Finding | undefined {
  const { text, repeats, shapes } = page
  const { at } = repeats
  if (to - from < back || to - from >= 2 * back || back < SHORTEST_SPAN) return undefined
  const start = from - back
  if (to === at.length || lineAt(repeats, start) !== lineAt(repeats, to)) return undefined
  // Where the same characters stand on both sides, the copies may part at each of them; in good text they part at a mark or a gap.
  for (let k = from - 1; k <= to - back; k++) {
    const parts = (classAt(text, at[k]!) & (MARK | ASCII_MARK)) !== 0
    if (parts || (k < to - back && at[k + 1]! > at[k]! + 1)) return undefined
  }
  if (at[to]! > at[to - 1]! + 1 || !isWord(text, at[to]!)) return undefined
  const cut = { from: to - back, to }
  const { han, marks } = tally(page, cut)
  if (han < SHORTEST_SPAN - 2) return undefined
  const goesOnBefore = start > 0 && at[start - 1] === at[start]! - 1 && isWord(text, at[start - 1]!)
  if (marks === 0 && (back < SHORTEST_UNMARKED_SPAN || !goesOnBefore)) return undefined
  const safe = marks > 0 || shapes.innerMarks[lineAt(repeats, start)]! >= 2
  return removal(at[cut.from]!, at[to]!, 'the same words just before it, in mid-sentence', safe ? 'safe' : 'risky')
}

/** Whole sentences inside a line, behind which it goes on with a comma: they stand in the middle of another. */
function pastedSpan({ text, repeats }: Page, { from, to }: Repeat): Finding | undefined {
  const { at } = repeats
  if (to - from < SHORTEST_TAIL || to === at.length || from === 0) return undefined
  if (lineAt(repeats, from - 1) !== lineAt(repeats, to) || !isWord(text, at[from - 1]!)) return undefined
  if (!'。！？!?'.includes(text[at[to - 1]!]!) || !'，、；,;'.includes(text[at[to]!]!)) return undefined
  return removal(at[from]!, at[to]!, 'an earlier passage, pasted into a sentence that goes on behind it', 'safe')
}

/** Lines that come again whole, however they are wrapped. */
function wholeLines(page: Page, { back }: Repeat, first: number, last: number): Finding | undefined {
  const { repeats, document, text, shapes } = page
  const times = Math.floor((last - first) / back)
  // A third copy may be the extraction's too; from a fourth on it is a log, a list or a test.
  if (times > 2) return undefined
  const copy = { from: first, to: times > 0 ? first + times * back : last }
  if (copy.to <= copy.from || !isBoundary(repeats, copy.to)) return undefined
  const [copied, original] = [paragraphsIn(page, copy), paragraphsIn(page, { from: first - back, to: copy.to - back })]
  const { han, sentences } = copied.han > original.han ? copied : original
  if (han < LONG_PARAGRAPH) return undefined
  const [i, j] = linesOf(repeats, copy)
  if (isAnnounced(page, i) || (i === j && isTurn(page, i))) return undefined
  if (times === 0) {
    if (comesOften(repeats, copy, back)) return undefined
    const [start, end] = [shapes.start[i]!, shapes.end[i]!]
    const isQuoted = (classAt(text, start) & OPEN) !== 0 && (classAt(text, end - 1) & CLOSE) !== 0
    if (i === j && (isQuoted || beginsBlock(text, start, end))) return undefined
  }
  const damages = partsSentence(page, i, j) || (times > 0 && isCutUp(page))
  if (!damages && (times === 0 || document.fact(seams).proven === 0)) {
    if (sentences < 2 && han < LONG_SENTENCE) return undefined
    if (times === 0 && han < LONG_FAR_PARAGRAPH && !isOpenEnded(page, i - 1)) return undefined
  }
  return removeLines(page, i, j, 'the same as before, whole lines', damages ? 'safe' : 'risky')
}

/** Lines that begin as others do and break off where those go on with the clause. */
function brokenOff(page: Page, repeat: Repeat, start: number): Finding | undefined {
  const { text, repeats } = page
  const fragment = fragmentOf(repeats, repeat, start)
  if (fragment === undefined) return undefined
  const { cut, whole, rest } = fragment
  const [last, next] = [repeats.at[rest - 1]!, repeats.at[rest]!]
  const inMidSentence = '，、,'.includes(text[last]!) || (isWord(text, last) && isWord(text, next))
  if (isBoundary(repeats, rest) || !inMidSentence || tally(page, cut).marks < 2) return undefined
  const [i, j] = linesOf(repeats, cut)
  if (comesOften(repeats, repeat, repeat.back) || hasRows(page, i, j)) return undefined
  const first = whole > cut.from
  const beside = first ? lineAt(repeats, whole) === j + 1 : lineAt(repeats, rest) === i - 1
  // What broke off far above may go on right there, in another way.
  if (first ? !beside : goesOnElsewhere(page, j)) return undefined
  if (cut.to - cut.from < (first ? LONG_FRAGMENT : LONG_LATER_FRAGMENT) || isTurn(page, i)) return undefined
  const reason = first ? 'broken off, and begun again below' : 'the beginning of what stands before, broken off'
  // A tale that adds a thing each time, a beginning given to be written on, and a rule with an exception break off on purpose.
  const sure = beside && (isCutUp(page) || cutsWord(page, last, next))
  return removeLines(page, i, j, reason, sure ? 'safe' : 'risky')
}

/** Does the line behind line `i` show that it is the rest of it? The fragment is then a paragraph of its own that was cut. */
function goesOnElsewhere({ document, shapes }: Page, i: number): boolean {
  if (i + 1 === shapes.count) return false
  const cut = cutBetween(document, shapes.end[i]! - 1, shapes.start[i + 1]!)
  return cut !== undefined && cut !== 'neverLast'
}

/** Lines that end as earlier ones do and begin in the middle of a clause of those. */
function beheaded(page: Page, repeat: Repeat, end: number): Finding | undefined {
  const { text, repeats } = page
  const tail = tailOf(repeats, repeat, end)
  if (tail === undefined || end - tail.from < SHORTEST_TAIL || tally(page, tail).marks === 0) return undefined
  const [last, next] = [repeats.at[tail.from - repeat.back - 1]!, repeats.at[tail.from - repeat.back]!]
  const [i, j] = linesOf(repeats, tail)
  if (!isWord(text, last) || comesOften(repeats, repeat, repeat.back) || hasRows(page, i, j)) return undefined
  // Quotations in the margin begin in mid-sentence too, but with a whole word.
  const sure = cutsWord(page, last, next)
  const beside = lineAt(repeats, end - repeat.back - 1) === i - 1
  if (!beside && !sure) return undefined
  const reason = 'the end of what stands before, without its beginning'
  return removeLines(page, i, j, reason, beside && sure ? 'safe' : 'risky')
}

/** The tail of an earlier block at the end of a later one, where that was cut. */
function pastedTail(page: Page, repeat: Repeat, end: number): Finding | undefined {
  const { text, repeats, shapes } = page
  const line = lineAt(repeats, end - 1)
  let from = Math.max(repeat.from, repeats.first[line]!)
  if (from === repeats.first[line] || end === 0) return undefined
  while (from < end && (classAt(text, repeats.at[from]!) & (PAUSE | END | CLOSE)) !== 0) from++
  if (end - from < SHORTEST_TAIL || comesOften(repeats, { from, to: end }, repeat.back)) return undefined
  const before = repeats.at[from]! - 1
  if ((classAt(text, before) & (CJK | WESTERN | PAUSE)) === 0 || !isCutUp(page)) return undefined
  if (isPrintedRow(text, shapes.start[line]!, shapes.end[line]!) || belongsTo(page, repeat.back, from, end))
    return undefined
  const reason = 'the tail of an earlier block, pasted in where the text was cut'
  return removal(repeats.at[from]!, shapes.end[line]!, reason, 'safe')
}

/** Does the tail `[from, end)` go on with the word before it, or is it clauses that both blocks end with? */
function belongsTo({ document, text, repeats: { at } }: Page, back: number, from: number, end: number): boolean {
  const [last, next] = [at[from]! - 1, at[from]!]
  const cut = cutBetween(document, last, next)
  const known = (): number => document.fact(bigrams).times(text.charCodeAt(last), text.charCodeAt(next))
  if (cut === 'commonWord' || (cut === 'knownWord' && known() > 1)) return true
  const parts = (position: number): boolean => (classAt(text, position) & (PAUSE | END)) !== 0
  // A character more may be the same by chance: 超载的，由…, 闯关的，由…
  const isClause = parts(at[from + 1]!) || (parts(last) && parts(at[from - back]! - 1))
  return isClause && (classAt(text, at[end - 1]!) & END) !== 0
}

/** Does the page prove that it was extracted column by column? */
const isCutUp = ({ document }: Page): boolean => document.fact(seams).proven >= PROVEN_CUTS

/** Does a break between the two places cut a word or a number, or set a mark at the head of a line? */
function cutsWord({ document }: Page, last: number, next: number): boolean {
  const cut = cutBetween(document, last, next)
  return cut === 'closingMark' || cut === 'cutNumber'
}

/** Does what stands before line `i` and behind line `j` show that it is one sentence? */
function partsSentence(page: Page, i: number, j: number): boolean {
  const { document, text, shapes } = page
  if (!isOpenEnded(page, i - 1) || j + 1 === shapes.count) return false
  if (beginsBlock(text, shapes.start[j + 1]!, shapes.end[j + 1]!)) return false
  const cut = cutBetween(document, shapes.end[i - 1]! - 1, shapes.start[j + 1]!)
  return cut !== undefined && cut !== 'knownWord' && (cut !== 'neverLast' || isCutUp(page))
}

/** Is the line longer than headings are, with a mark inside, and without one that ends a sentence at its end? */
const isOpenEnded = ({ text, shapes }: Page, i: number): boolean =>
  i >= 0 &&
  shapes.innerMarks[i]! > 0 &&
  shapes.width[i]! >= OPEN_WIDTH &&
  (classAt(text, shapes.end[i]! - 1) & (CJK | WESTERN | PAUSE | OPEN)) !== 0

/** Does a line with a colon at its end lead in this one: a notice, a quotation? */
const isAnnounced = ({ text, shapes }: Page, i: number): boolean =>
  i > 0 && '：:'.includes(text[shapes.end[i - 1]! - 1]!)

/** Is the line somebody's turn in a talk? People repeat themselves, and are interrupted. */
const isTurn = ({ text, shapes }: Page, i: number): boolean => isSpeaker(text, shapes.start[i]!, shapes.end[i]!)

/** The ideographs of the passage's long paragraphs, and their sentences; none where it holds more of other lines. */
function paragraphsIn(page: Page, passage: Passage): { han: number; sentences: number } {
  const { repeats, shapes } = page
  let all = 0
  let han = 0
  let sentences = 0
  const [first, last] = linesOf(repeats, passage)
  for (let i = first; i <= last; i++) {
    all += shapes.han[i]!
    if (shapes.han[i]! < LONG_PARAGRAPH || shapes.innerMarks[i] === 0 || hasRows(page, i, i)) continue
    han += shapes.han[i]!
    sentences += shapes.innerEnds[i]! + 1
  }
  return han * 2 > all ? { han, sentences } : { han: 0, sentences: 0 }
}

function hasRows({ document, shapes }: Page, from: number, to: number): boolean {
  const { values, labels } = document.fact(rows)
  for (let i = from; i <= to; i++) if (values[i] === 1 || labels[i] === 1 || shapes.gaps[i]! > 0) return true
  return false
}

/** The ideographs of the passage, and its marks that end a sentence or pause in it, the last character left out. */
function tally({ text, repeats: { at } }: Page, { from, to }: Passage): { han: number; marks: number } {
  let han = 0
  let marks = 0
  for (let k = from; k < to; k++) {
    const bits = classAt(text, at[k]!)
    if ((bits & HAN) !== 0) han++
    else if ((bits & (PAUSE | END)) !== 0 && k < to - 1) marks++
  }
  return { han, marks }
}

const isWord = (text: string, position: number): boolean => (classAt(text, position) & (CJK | WESTERN)) !== 0

const removal = (start: number, end: number, reason: string, safety: Safety): Finding => ({
  edits: [{ start, end, text: '' }],
  reason,
  safety,
})

/** The lines `[i, j]` with the break before them, or behind them at the head of the text. */
function removeLines({ shapes }: Page, i: number, j: number, reason: string, safety: Safety): Finding {
  const [start, end] = i > 0 ? [shapes.end[i - 1]!, shapes.end[j]!] : [shapes.start[0]!, shapes.start[j + 1]!]
  return removal(start, end, reason, safety)
}
