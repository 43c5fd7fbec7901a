import type { Document } from '../core/document.ts'
import { BLANK, classAt, classTable, CLOSE, DIGIT, END, HAN, OPEN, PAUSE, WESTERN, WIDE } from './classes.ts'
import { isVerbatim, proseLines, type ProseLine } from './prose-lines.ts'
import { CURLY, signs, STRAIGHT } from './signs.ts'

/** A quotation mark of any form. */
export interface Quote {
  readonly start: number
  readonly end: number
  readonly double: boolean
  /** What its form says: an opening mark, a closing one, or nothing, as a straight one does. */
  readonly form: 'open' | 'close' | undefined
  /** Whether its neighbours allow it to open or to close; both, between two ideographs. */
  readonly opens: boolean
  readonly closes: boolean
}

/** Two quotes that belong together. */
export interface Pair {
  readonly open: Quote
  readonly close: Quote
}

const FORMS: Readonly<Record<string, readonly [double: boolean, form: Quote['form']]>> = {
  '"': [true, undefined],
  '＂': [true, undefined],
  "'": [false, undefined],
  '＇': [false, undefined],
  '“': [true, 'open'],
  '”': [true, 'close'],
  '‘': [false, 'open'],
  '’': [false, 'close'],
  '„': [true, 'open'],
  '〝': [true, 'open'],
  '〞': [true, 'close'],
  '〟': [true, 'close'],
}

/** More than a line of prose holds; a line of nothing but quotes is no prose. */
const MOST_QUOTES = 4096

/** The quotes of `[from, to)`, apostrophes, feet and inches left out; undefined if there are more than prose has. */
export function quotesOf(document: Document, from: number, to: number): Quote[] | undefined {
  const { text } = document
  const quotes: Quote[] = []
  let tex = false
  const table = classTable()
  for (let start = from; start < to; start++) {
    // No ideograph, letter or digit is a quote, and hardly anything else stands in a line.
    if ((table[text.charCodeAt(start)]! & (HAN | WESTERN)) !== 0) continue
    const typed = texForm(text, start, tex)
    const [double, form] = typed !== undefined ? [true, typed] : (FORMS[text[start]!] ?? [])
    if (double === undefined || isVerbatim(document, start)) continue
    // Three of them open and close a string of several lines.
    if (form === undefined && text[start + 1] === text[start] && text[start + 2] === text[start]) {
      start += 2
      continue
    }
    if (typed !== undefined) tex = typed === 'open'
    const end = start + (typed === undefined ? 1 : 2)
    const place = { from, to, start, end }
    if (double || !isApostrophe(text, place)) {
      if (quotes.length === MOST_QUOTES) return undefined
      quotes.push({ start, end, double, form, opens: mayOpen(text, place), closes: mayClose(text, place) })
    }
    start = end - 1
  }
  return quotes
}

/** A quote `[start, end)` in the line `[from, to)`. */
interface Place {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

/** ` `` ` and, behind it, `''`: quotes as typesetters type them. */
function texForm(text: string, at: number, open: boolean): Quote['form'] {
  const mark = text[at]
  if (text[at + 1] !== mark || text[at + 2] === mark || text[at - 1] === mark) return undefined
  return mark === '`' && !open ? 'open' : mark === "'" && open ? 'close' : undefined
}

const isAt = (text: string, at: number, classes: number): boolean => (classAt(text, at) & classes) !== 0

/** The place beside the quote on one side, beyond a single blank; undefined at the edge of the line. */
function beside(text: string, { from, to, start, end }: Place, step: 1 | -1): number | undefined {
  const next = step === 1 ? end : start - 1
  const place = isAt(text, next, BLANK) ? next + step : next
  return place >= from && place < to ? place : undefined
}

/** Not before what ends a sentence or a bracket, behind a figure, or tight behind a word with a blank after it. */
function mayOpen(text: string, place: Place): boolean {
  const { from, start, end } = place
  const next = beside(text, place, 1)
  if (next === undefined) return text[start - 1] === '：'
  if (start > from && isAt(text, start - 1, DIGIT)) return false
  if (isAt(text, end, BLANK) && start > from && isAt(text, start - 1, HAN | WESTERN)) return false
  if (text[next] === '.') return text.startsWith('...', next)
  return text[next] === '…' || !isAt(text, next, PAUSE | END | CLOSE)
}

/** Not behind what opens or leads in, nor tight before a word with a blank before it. */
function mayClose(text: string, place: Place): boolean {
  const { to, start, end } = place
  const last = beside(text, place, -1)
  // A line that begins with it goes on with what may follow it.
  if (last === undefined) return end >= to || isAt(text, end, PAUSE | END | CLOSE)
  if (isAt(text, start - 1, BLANK) && end < to && isAt(text, end, HAN | WESTERN)) return false
  return !isAt(text, last, OPEN) && !'：、；'.includes(text[last]!)
}

/** `it's`, `'90s`, `5'10"`, and whatever has nothing wide on either side. */
function isApostrophe(text: string, { from, to, start }: Place): boolean {
  const before = start > from ? classAt(text, start - 1) : 0
  const after = start + 1 < to ? classAt(text, start + 1) : 0
  if ((before & WESTERN) !== 0) return (before & DIGIT) !== 0 || (after & WIDE) === 0
  if ((after & WESTERN) !== 0) return (after & DIGIT) !== 0 || (before & WIDE) === 0
  return ((before | after) & WIDE) === 0
}

/** What a line's quotes come to, read from left to right with those in `open` still open. */
export interface Reading {
  readonly pairs: readonly Pair[]
  /** Those that nothing closes, outermost first. */
  readonly open: readonly Quote[]
}

/** Quotes within quotes within quotes are deeper in no good text. */
const DEEPEST = 8

/** The quotes paired as a tree, or undefined if they are none. */
export function paired(quotes: readonly Quote[], open: readonly Quote[] = []): Reading | undefined {
  const stack = [...open]
  const pairs: Pair[] = []
  for (const quote of quotes) {
    if (stack.length > DEEPEST) return undefined
    const top = stack.at(-1)
    const same = top !== undefined && top.double === quote.double
    if (quote.form === 'open') {
      // Within straight quotes curly ones of the same kind are the inner or the next: nobody can say.
      if (same && top.form === undefined) return undefined
      stack.push(quote)
    } else if (same && (quote.form === 'close' || quote.closes)) pairs.push({ open: stack.pop()!, close: quote })
    else if (quote.form === undefined && !same && quote.opens && !stack.some(({ double }) => double === quote.double))
      stack.push(quote)
    // Where no single quote is open, the curly one is an apostrophe.
    else if (quote.double || quote.form === undefined) return undefined
  }
  return isAmbiguous(pairs) ? undefined : { pairs, open: stack }
}

/** `“甲"乙"丙”` is two quotations or one within another. */
function isAmbiguous(pairs: readonly Pair[]): boolean {
  return pairs.some(({ open, close }, i) => {
    const next = pairs[i + 1]
    if (next === undefined || open.form === undefined || close.form !== undefined) return false
    return next.open.form === undefined && next.close.form !== undefined && close.opens && next.open.closes
  })
}

/** Every mark that may be a quotation mark. */
const QUOTE_RE = /["'＂＇“”‘’„〝〞〟]|``/u

/** As far as a quotation may run over lines. */
const REACH = 12

/** The quotes of one line, or of the lines that a quotation runs over. */
export interface QuoteGroup {
  /** The first of the lines. */
  readonly line: ProseLine
  readonly pairs: readonly Pair[]
  /** The opening quote of a paragraph that the next one goes on from; by convention only the last is closed. */
  readonly lone: Quote | undefined
  /** All quotes of the line, if they do not pair. */
  readonly unpaired: readonly Quote[]
  /** Is no quotation open from the lines above? */
  readonly settled: boolean
}

interface QuotedLine {
  readonly line: ProseLine
  /** Undefined if they are curly and open and close in turn, as nearly everywhere. */
  readonly quotes: readonly Quote[] | undefined
}

/** All quotes of the document's prose, but those of lines where they are curly and open and close in turn. */
export function* quoteGroups(document: Document): Iterable<QuoteGroup> {
  if ((document.fact(signs).all & STRAIGHT) === 0 && alternate(document.text)) return
  const lines = quotedLines(document)
  const window: QuotedLine[] = []
  let settled = true
  for (;;) {
    while (window.length < REACH) {
      const { value } = lines.next()
      if (value === undefined) break
      window.push(value)
    }
    if (window.length === 0) return
    const { line, quotes } = window[0]!
    if (quotes === undefined) {
      window.shift()
      settled = true
      continue
    }
    const { count, ...group } = firstGroup(document, window, quotes)
    yield { line, ...group, settled }
    settled = group.lone === undefined && group.unpaired.length === 0
    window.splice(0, count)
  }
}

function* quotedLines(document: Document): Generator<QuotedLine, undefined> {
  for (const line of proseLines(document, STRAIGHT | CURLY, QUOTE_RE)) {
    if (isWhole(document, line)) {
      yield { line, quotes: undefined }
      continue
    }
    const quotes = quotesOf(document, line.start, line.end)
    if (quotes !== undefined && quotes.length > 0) yield { line, quotes }
  }
  return undefined
}

function alternate(text: string): boolean {
  let open = text.indexOf('“')
  let close = text.indexOf('”')
  while (open >= 0 && close >= 0) {
    if (close < open) return false
    open = text.indexOf('“', open + 1)
    if (open >= 0 && open < close) return false
    close = text.indexOf('”', close + 1)
  }
  return close < 0 && (open < 0 || text.indexOf('“', open + 1) < 0)
}

/** Are the quotes of the line curly, and open and close in turn? */
function isWhole(document: Document, { number, start, end }: ProseLine): boolean {
  const { text } = document
  if ((document.fact(signs).lines[number]! & STRAIGHT) !== 0) return false
  let count = 0
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x2018 || unit > 0x201d || unit === 0x201a || unit === 0x201b) continue
    if (unit !== (count % 2 === 0 ? 0x201c : 0x201d) || isVerbatim(document, i) || ++count > MOST_QUOTES) return false
  }
  return count % 2 === 0
}

function firstGroup(
  document: Document,
  window: readonly QuotedLine[],
  own: readonly Quote[],
): Omit<QuoteGroup, 'line' | 'settled'> & { readonly count: number } {
  const [first, second] = window as [QuotedLine, QuotedLine | undefined]
  const group = { count: 1, pairs: [] as Pair[], lone: undefined, unpaired: [] }
  const alone = paired(own)
  if (alone === undefined || alone.open.length > 1) return { ...group, unpaired: own }
  group.pairs.push(...alone.pairs)
  if (alone.open.length === 0) return group
  const [lone] = alone.open
  if (second !== undefined && goesOn(document.text, first.line, lone!) && continues(document, second))
    return { ...group, lone }
  let { open } = alone
  for (let count = 2; count <= window.length; count++) {
    const { line, quotes } = window[count - 1]!
    // Of a line whose quotes pair by themselves nobody can say that the quotation before goes on in it.
    if (line.number - first.line.number > REACH || quotes === undefined || paired(quotes)?.open.length === 0) break
    const rest = paired(quotes, open)
    if (rest === undefined || rest.open.length > 1) break
    group.pairs.push(...rest.pairs)
    if (rest.open.length === 0) return { ...group, count }
    open = rest.open
  }
  return { ...group, pairs: [], unpaired: own }
}

/** Does the paragraph end in a sentence, with the quotation that it began with, or led to, still open? */
const goesOn = (text: string, { start, end }: ProseLine, open: Quote): boolean =>
  (open.start === start || text[open.start - 1] === '：') && isAt(text, end - 1, END)

/** Does the line begin within the quotation, and end within it or with it? */
const continues = (document: Document, { line, quotes }: QuotedLine): boolean => {
  const all = quotes ?? quotesOf(document, line.start, line.end)!
  const [first, last] = [all[0]!, all.at(-1)!]
  return (
    first.start === line.start && first.opens && first.form !== 'close' && (last === first || last.end === line.end)
  )
}
