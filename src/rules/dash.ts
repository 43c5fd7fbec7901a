import { defineRule, type Finding } from '../core/rule.ts'
import type { Document } from '../core/document.ts'
import { SURNAMES } from '../data/surnames.ts'
import { classAt, CLOSE, DIGIT, END, HAN, isHan, LETTER, OPEN, WIDE } from '../text/classes.ts'
import {
  isChineseAt,
  isEdge,
  isMarkdown,
  isTechnical,
  isVerbatim,
  proseLines,
  type ProseLine,
} from '../text/prose-lines.ts'
import { script } from '../text/script.ts'
import { DASH, HYPHEN } from '../text/signs.ts'

/**
 * Everything that stands in the place of a dash, and the break or blank that parts its halves. What any of them begins with is looked for
 * first: that takes a fifth of the time, 6 ns a character.
 */
const DASH_RE =
  // eslint-disable-next-line regexp/no-useless-assertions -- it changes the price, not the meaning
  /(?=[\u2010-\u2015\u2212\uff0d\u2500\u2501一-])(?:[\u2010-\u2013\u2212\uff0d-]{2}|[\u2500\u2501]{2}|\u2015|—[ \u3000]{1,2}—|—-|-—|(?<!—)—(?!—)|(?<=\d)一(?=\d)|一[ \u3000]?一|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff]))/u
// eslint-disable-next-line regexp/no-useless-assertions -- as above
const EACH_RE = new RegExp(DASH_RE, 'gu')

const STROKES = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\uff0d-'

export const dash = defineRule({
  id: 'dash',
  title: 'Hyphens, lines and the ideograph 一 in the place of a dash',
  why:
    'A crawler folds `——` to `--`, a font’s map says U+2015 or a line of box drawing, OCR reads 一一, and a wrap or a gap parts the two ' +
    'halves. Two strokes between Chinese, in a sentence, are a dash. 一一 is one only where the word cannot stand: between the end of a ' +
    'quotation and the title of its source; elsewhere it is told, not changed. Ranges of numbers stay as their author wrote them, ' +
    'and so do hyphens between names, rulers, table lines, options and comments, numerals (二〇一一年), the word 一一 (一一对应), and the `──` of ' +
    'Traditional typesetting. Wrong where a text means the strokes as such.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '他等了三天--船还是没有来。', repaired: '他等了三天——船还是没有来。' },
    { damaged: '施工期为2023\u20152025年。', repaired: '施工期为2023—2025年。' },
    { damaged: '“一碗面，也是一座城。”一一《山居食单》', repaired: '“一碗面，也是一座城。”——《山居食单》' },
    { untouched: '二〇一一年，他把来信一一作答，一一对应地编了号。' },
    { untouched: '北京-上海，2010-2015年，第3--5页，参数--help' },
  ],
  *find(document, _, least = 'suggest') {
    const { text } = document
    // A single hyphen between clauses is suggested only.
    for (const line of proseLines(document, least === 'suggest' ? DASH | HYPHEN : DASH, DASH_RE)) {
      const clauses = line.prose && CLAUSES_RE.test(text.slice(line.start, line.end))
      for (const { 0: strokes, index } of text.slice(line.start, line.end).matchAll(EACH_RE)) {
        const start = line.start + index
        const end = start + strokes.length
        if (isVerbatim(document, start)) continue
        const finding = judge(document, line, start, end, clauses)
        if (finding !== undefined) yield finding
      }
    }
  },
})

const put = (start: number, end: number, text: string, reason: string): Finding => ({
  edits: [{ start, end, text }],
  reason,
})

function judge(document: Document, line: ProseLine, start: number, end: number, clauses: boolean): Finding | undefined {
  const { text } = document
  const first = text[start]!
  if (first === '\u2015') return ofFont(document, start)
  if (first === '一')
    return text[start + 1] === '一' || end - start === 3 ? ofWord(document, line, start, end) : ofRange(text, start)
  if (isStroke(text, start - 1) || (end < line.end && isStroke(text, end))) return undefined
  const [left, right] = [isChineseAt(text, start - 1), isChineseAt(text, end)]
  if (first === '—' && end - start === 1) return ofHalves(text, start)
  if (end - start === 1) return ofHyphen(text, line, start)
  if (!(left && right)) return undefined
  if (first === '—' && end - start > 2) return put(start, end, '——', 'the halves of a dash, with a gap between')
  // The numeral of a unit or a chapter, lost.
  if (text[start - 1] === '第' || (classAt(text, start - 1) & OPEN) !== 0) return undefined
  if (first === '\u2500' || first === '\u2501') {
    if (document.fact(script).characters === 'traditional' || document.fact(drawsBoxes)) return undefined
    return put(start, end, '——', 'lines of box drawing in the place of a dash')
  }
  // A value that is missing, and a range of years: `数学--，语文--`, `二〇一〇--二〇一五`.
  const [before, after] = [classAt(text, start - 1), classAt(text, end)]
  if ((before & (HAN | CLOSE | END)) === 0 || (after & (HAN | OPEN | CLOSE)) === 0) return undefined
  if (`${FIGURES}年月日`.includes(text[start - 1]!) && FIGURES.includes(text[end]!)) return undefined
  if (first === '—' || text[end - 1] === '—') return put(start, end, '——', 'a dash of which one half is a hyphen')
  const finding = put(start, end, '——', 'two hyphens between Chinese')
  return clauses && !document.fact(isTyped) ? finding : { ...finding, safety: 'risky' }
}

const isStroke = (text: string, at: number): boolean => STROKES.includes(text[at] ?? ' ')

/** Code, Markdown, or the options of a command: `--help`. */
const isTyped = (document: Document): boolean =>
  document.fact(isTechnical) || document.fact(isMarkdown) || /--[a-z]/u.test(document.text)

const hasDashes = ({ text }: Document): boolean => text.includes('—')

/** Names that hyphens join are shorter: 甲--乙路，丙--丁路. Quotes and brackets count for words. */
const CLAUSES_RE =
  /[\u4e00-\u9fff“”‘’《》（）]{3}[\u2010-\u2013\u2212\uff0d-]{2}(?![\u2010-\u2013-])|(?<![\u2010-\u2013-])[\u2010-\u2013\u2212\uff0d-]{2}[\u4e00-\u9fff“”‘’《》（）]{3}/u

/** U+2015, alone or doubled, where Chinese or a number stands on one side at least. */
function ofFont(document: Document, start: number): Finding | undefined {
  const { text } = document
  const twin = (at: number): boolean => text[at] === '\u2015' || text[at] === '—'
  const from = twin(start - 1) ? start - 1 : start
  const to = twin(start + 1) ? start + 2 : start + 1
  if (isStroke(text, from - 1) || isStroke(text, to) || to - from > 2) return undefined
  if (document.fact(script).characters === 'traditional' && !document.fact(hasDashes)) return undefined
  const beside = (at: number): boolean => isChineseAt(text, at) || (classAt(text, at) & DIGIT) !== 0
  if (!beside(from - 1) && !beside(to)) return undefined
  return put(start, start + 1, '—', 'U+2015 in the place of a dash')
}

/** `计划—⏎—这是`: one stroke at the end of a line, the other at the start of the next. */
function ofHalves(text: string, start: number): Finding | undefined {
  const gap = /^[ \u3000]{0,4}(?:\r\n|[\n\r\f]){1,2}[ \u3000]{0,4}—/u.exec(text.slice(start + 1, start + 16))
  const end = start + 1 + (gap?.[0].length ?? 0)
  if (gap === null || isStroke(text, end) || !isChineseAt(text, start - 1) || !isChineseAt(text, end)) return undefined
  return put(start, end, '——', 'the halves of a dash, with a line break between')
}

const NUMBER_BEFORE_RE = /(?<!\d ?|[.:])(\d{1,9})(?:[.:](\d{1,9}))?$/u
const NUMBER_AFTER_RE = /^(\d{1,9})(?:[.:](\d{1,9}))?(?![\d.:])/u
const LONGEST_NUMBER = 20

/** `2010一2015年`, `07:30一17:00`: a dash where the numbers rise; otherwise it may stand for a lost figure. */
function ofRange(text: string, at: number): Finding {
  const from = NUMBER_BEFORE_RE.exec(text.slice(Math.max(0, at - LONGEST_NUMBER), at))
  const to = NUMBER_AFTER_RE.exec(text.slice(at + 1, at + 1 + LONGEST_NUMBER))
  const value = ([, whole, rest = '0']: RegExpExecArray): number => Number(`${whole}.${rest}`)
  const finding = put(at, at + 1, '—', '一 between two numbers')
  const rises = from !== null && to !== null && value(from) < value(to)
  return rises ? finding : { ...finding, safety: 'suggest', confidence: 0.5 }
}

/** Clauses on both sides of a hyphen, as long as no name is. */
const LEAST_CLAUSE = 6
const CLAUSE_RE = /^[\u4e00-\u9fff]{6}/u

function ofHyphen(text: string, line: ProseLine, at: number): Finding | undefined {
  const before = text.slice(Math.max(line.start, at - LEAST_CLAUSE), at)
  if (!line.prose || !CLAUSE_RE.test(before) || !CLAUSE_RE.test(text.slice(at + 1, at + 1 + LEAST_CLAUSE)))
    return undefined
  return { ...put(at, at + 1, '——', 'a hyphen between two clauses'), safety: 'suggest', confidence: 0.3 }
}

/** Beside these 一一 counts or numbers something, or is the word for one after another. */
const FIGURES = '〇零一二三四五六七八九十百千万萬亿億廿卅两兩'
const NUMERALS = FIGURES + '第初期周週日号號月年个個款条條名张張些下次得为為'
const VERBS =
  '对對列举舉介绍紹说說明作做回答解释釋落实實核检檢查验驗记記录錄登过過点點道拜谢謝告分别別给給写寫看问問指拿数數摆擺收辨辩认認述陈陳叙敘讲講教读讀念打照应應细細向予' +
  '加都去来來送呈展交找抄浮闪閃掠握清盘盤审審评評修改排试試品尝嘗翻拍画畫标標注註印见見到听聽叫呼喊喂安纠糾剔拆装裝配移搬传傳转轉报報输輸签簽领領发發还還退付兑兌补補完'

function ofWord(document: Document, line: ProseLine, start: number, end: number): Finding | undefined {
  const { text } = document
  const [before, after] = [text[start - 1] ?? ' ', text[end] ?? ' ']
  if (end === line.end || NUMERALS.includes(before) || NUMERALS.includes(after)) return undefined
  const finding = put(start, end, '——', '一一 in the place of a dash')
  const first = start === line.start
  const quoted = !first && (classAt(text, start - 1) & (CLOSE | END)) !== 0 && (classAt(text, start - 1) & WIDE) !== 0
  if ((quoted || first) && after === '《') return finding
  if ((classAt(text, start - 1) & LETTER) !== 0 || !line.prose) {
    return first && isSource(text, line, end) ? { ...finding, safety: 'risky' } : undefined
  }
  if ((quoted && '“「'.includes(after)) || (!first && '“「《'.includes(after) && !SURNAMES.includes(before)))
    return { ...finding, safety: 'risky' }
  const word = !isHan(text, end) || VERBS.includes(text[end]!)
  if (first || word || end - start === 3) return undefined
  // `“……。”一一网友`: a sentence begins with the word only if a verb follows.
  const source = quoted && text[start - 1] === '”' && (classAt(text, start - 2) & END) !== 0
  return source ? { ...finding, safety: 'risky' } : { ...finding, safety: 'suggest', confidence: 0.3 }
}

/** `一一林悦《渡口旧事》` below a quotation. */
function isSource(text: string, line: ProseLine, at: number): boolean {
  let above = line.start - 1
  while (above >= 0 && (isEdge(text, above) || ' \u3000'.includes(text[above]!)) && above > line.start - 6) above--
  const quoted = (classAt(text, above) & (END | CLOSE)) !== 0
  return (
    quoted && SURNAMES.includes(text[at]!) && /^[\u4e00-\u9fff]{2,4}《[^《》]{1,20}》$/u.test(text.slice(at, line.end))
  )
}

/** Trees of folders, frames and rulers: lines of box drawing that are not two in a row. */
const drawsBoxes = ({ text }: Document): boolean => /[\u2502-\u257f]|[\u2500\u2501]{3}/u.test(text)
