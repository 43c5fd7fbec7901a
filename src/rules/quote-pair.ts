import type { Document } from '../core/document.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import { BLANK, classAt, END, HAN, WESTERN, WIDE } from '../text/classes.ts'
import { isChineseAt, isEdge, isMarkdown, isTechnical, type ProseLine } from '../text/prose-lines.ts'
import { quoteGroups, type Pair, type Quote, type QuoteGroup } from '../text/quotes.ts'
import { rows } from '../text/rows.ts'
import { script } from '../text/script.ts'

export const quotePair = defineRule({
  id: 'quote-pair',
  title: 'Straight and turned quotation marks in Chinese sentences',
  why:
    'Crawlers fold `“` and `”` to `"`, scans read one of the two or turn it round (`”甲“`). The quotes of a line, or of the lines that a ' +
    'quotation runs over, are paired as a tree. A pair around Chinese in a Chinese sentence becomes curly, and so does the straight half of ' +
    'a mixed pair. A short word between two turned quotes has them turned back where no quotation is open. If the quotes do not pair, ' +
    'nothing is touched and the place is told. Apostrophes, feet and inches, cells, code, strings and attributes stay; quotes around ' +
    'Western words follow those around Chinese. In a text with code or formulas, in talk and in Traditional text straight quotes may be ' +
    'the author’s own: there the repair is risky, or a suggestion, and gives 「」 where the text uses these. Wrong where prose is ' +
    'written with straight quotes on purpose.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '镇上把修桥叫作"一号工程"，谁也不敢耽误。', repaired: '镇上把修桥叫作“一号工程”，谁也不敢耽误。' },
    { damaged: '老人说的”水口“就在村东。', repaired: '老人说的“水口”就在村东。' },
    { untouched: '新屏幕27"，他身高5\'10"，这叫it\'s fine。' },
    { untouched: '编号,"品名,规格"\n1,"竹篮,大号"', note: 'cells' },
  ],
  *find(document) {
    for (const { line, pairs, lone, turned } of readings(document)) {
      const findings = [...turned]
      for (const pair of pairs) {
        const finding = judge(document, line, pair)
        if (finding !== undefined) findings.push(finding)
      }
      const { corner, safety } = document.fact(style)
      if (lone !== undefined && lone.form === undefined && !corner) {
        const edits = [{ start: lone.start, end: lone.end, text: lone.double ? '“' : '‘' }]
        const reason = 'the opening quote of a paragraph within a quotation'
        findings.push({ edits, reason, safety: isTyped(document, line) ? 'risky' : safety })
      }
      yield* findings.sort((a, b) => a.edits[0]!.start - b.edits[0]!.start)
    }
  },
  *kept(document) {
    for (const { unpaired, turned } of readings(document)) {
      if (unpaired.length === 0 || turned.length > 0) continue
      yield { start: unpaired[0]!.start, end: unpaired.at(-1)!.end, reason: 'quotes that do not pair' }
    }
  },
})

/** The quotes as they pair, and of those that do not, what turns them so that they do, where no quotation is open from the lines above. */
function* readings(document: Document): Iterable<QuoteGroup & { readonly turned: readonly Finding[] }> {
  for (const group of quoteGroups(document)) {
    yield { ...group, turned: group.settled ? turnedBack(document, group.unpaired) : [] }
  }
}

/** The pair in the form that it should have, or undefined if it stays. */
function judge(document: Document, line: ProseLine, pair: Pair): Finding | undefined {
  const { text } = document
  const { open, close } = pair
  if (isCurly(text, open) && isCurly(text, close)) return undefined
  const { corner, safety } = document.fact(style)
  // 〝〟 are quotes of vertical setting.
  const foreign = open.form !== undefined && close.form !== undefined
  if (foreign && document.fact(script).characters === 'traditional') return undefined
  const sides = [sideOf(text, open.start - 1, -1), sideOf(text, close.end, 1)] as const
  const chinese = sides.filter((side) => side === 'chinese').length
  const inside = holdsHan(text, open.end, close.start)
  if (open.form !== undefined || close.form !== undefined) {
    if (!inside && chinese < 2) return undefined
    return rewritten(text, pair, false, 'safe', 'a pair of quotes of which one is not curly')
  }
  const reason = 'straight quotes in Chinese'
  if (!inside) {
    const word =
      line.prose && chinese === 2 && !CODE_RE.test(text.slice(open.end, Math.min(close.start, open.end + LONGEST_WORD)))
    const sure =
      safety === 'safe' && document.fact(foldsQuotes) && !isTyped(document, line) && !document.fact(isMarkdown)
    if (!word || !sure) return undefined
    return rewritten(text, pair, false, 'safe', 'straight quotes in a text that folds its quotes')
  }
  const other = sides.includes('other')
  const whole = sides.every((side) => side === 'edge') && (classAt(text, close.start - 1) & END) !== 0
  if (chinese === 0 && !whole) return undefined
  if (corner && text.slice(open.end, Math.min(close.start, open.end + FIRST_WORDS)).includes(open.double ? '「' : '『'))
    return undefined
  const command = COMMAND_RE.test(text.slice(Math.max(line.start, open.start - 24), open.start))
  const sure = !other && !command && !isTyped(document, line) && (line.prose || document.fact(hasCurly))
  return rewritten(text, pair, corner, safety === 'safe' && !sure ? 'risky' : safety, reason)
}

/** `"` between Chinese words may be a string that the reader is to type, or a manner of talking. */
const isTyped = (document: Document, { number }: ProseLine): boolean =>
  document.fact(isTechnical) ||
  document.fact(rows).labels[number] === 1 ||
  (document.fact(isMarkdown) && !document.fact(hasCurly))

/** What is to be typed before a string: `grep "甲"`. */
const COMMAND_RE = /(?:^|[^A-Za-z'’.-] ?)[a-z][a-z\d-]{0,15} $/u

/** What no word or name holds. */
const CODE_RE = /[=<>{}$\\/_;|*#@[\]()]|^\s|\s$/u
const LONGEST_WORD = 80

function rewritten(text: string, { open, close }: Pair, corner: boolean, safety: Safety, reason: string): Finding {
  const marks = corner ? (open.double ? '「」' : '『』') : open.double ? '“”' : '‘’'
  const edits = [open, close]
    .map(({ start, end }, i) => ({ start, end, text: marks[i]! }))
    .filter((edit) => text.slice(edit.start, edit.end) !== edit.text)
  return { edits, reason, safety, ...(safety === 'suggest' && { confidence: 0.6 }) }
}

/** The form that the text's quotes have, and how sure it is. Where all are straight, Traditional text may mean either. */
function style(document: Document): { readonly corner: boolean; readonly safety: Safety } {
  const { text } = document
  if (document.fact(hasCurly)) return { corner: false, safety: 'safe' }
  if (text.includes('「')) return { corner: true, safety: 'risky' }
  return document.fact(script).characters === 'traditional'
    ? { corner: true, safety: 'suggest' }
    : { corner: false, safety: 'safe' }
}

const hasCurly = ({ text }: Document): boolean => text.includes('“')
const isCurly = (text: string, { start }: Quote): boolean => '“”‘’'.includes(text[start]!)

/** Straight quotes around nothing but ideographs, where a word may begin. */
const foldsQuotes = ({ text }: Document): boolean => /(?<![\w.%)!?,:])["＂][\u4e00-\u9fff]{1,40}["＂]/u.test(text)

/** What stands beside a pair, beyond a single blank. */
function sideOf(text: string, at: number, step: 1 | -1): 'chinese' | 'word' | 'edge' | 'other' {
  const place = (classAt(text, at) & BLANK) !== 0 ? at + step : at
  if (isEdge(text, place)) return 'edge'
  if ((classAt(text, place) & WIDE) !== 0 || QUOTES.includes(text[place]!)) return 'chinese'
  if ((classAt(text, place) & WESTERN) !== 0) return 'word'
  // A dash, but no option: `--author`.
  if (text[place] === '-' && text[place + step] === '-')
    return step === 1 && (classAt(text, place + 2) & WESTERN) !== 0 ? 'other' : 'chinese'
  // A half-width mark of the sentence.
  if (!',:;.!?()'.includes(text[place]!)) return 'other'
  const beyond = (classAt(text, place + step) & BLANK) !== 0 ? place + 2 * step : place + step
  return isChineseAt(text, beyond) || (step === 1 && isEdge(text, beyond)) ? 'chinese' : 'other'
}

const QUOTES = '"\'＂＇'

/** As far as one looks for an ideograph in a quotation. */
const FIRST_WORDS = 200

function holdsHan(text: string, start: number, end: number): boolean {
  for (let i = start; i < Math.min(end, start + FIRST_WORDS); i++) if ((classAt(text, i) & HAN) !== 0) return true
  return false
}

/** What is put in quotes as a word: no clause, and nobody speaking. */
const WORD_RE = /^[\u4e00-\u9fff\w·]{1,12}$/u
const SPEAKING_RE = /[说道问答曰喊叫想笑說問]$/u

/**
 * `”甲“`, `“甲“`, `”甲”`: the pairs that are meant if quotes open and close in turn and only short words within a sentence have their own
 * turned. Nothing if any other quote would have to be turned.
 */
function turnedBack(document: Document, quotes: readonly Quote[]): Finding[] {
  const { text } = document
  if (quotes.length % 2 !== 0 || quotes.some(({ double, form }) => !double || form === undefined)) return []
  const findings: Finding[] = []
  let opened = 0
  for (let i = 0; i < quotes.length; i += 2) {
    const [open, close] = [quotes[i]!, quotes[i + 1]!]
    if (open.form === 'open' && close.form === 'close') continue
    const word = text.slice(open.end, Math.min(close.start, open.end + LONGEST_WORD))
    const within = (classAt(text, open.start - 1) & HAN) !== 0 && isChineseAt(text, close.end)
    if (!open.opens || !close.closes || !within || !WORD_RE.test(word) || SPEAKING_RE.test(word)) return []
    if (open.form === close.form) opened += open.form === 'open' ? 1 : -1
    findings.push(rewritten(text, { open, close }, false, 'safe', 'a word between quotes that are turned'))
  }
  // One opening quote too many may be closed further on, unless the whole text has more of them.
  const surplus = opened === 0 ? 0 : document.fact(surplusOfOpening)
  return opened === 0 || (opened > 0 ? surplus >= 2 * opened : surplus <= 2 * opened) ? findings : []
}

/** How many more quotes are opened than closed. */
function surplusOfOpening({ text }: Document): number {
  let surplus = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '“') surplus++
    else if (text[i] === '”') surplus--
  }
  return surplus
}
