/**
 * Damage as extraction, OCR and scraping do it, as pure functions of a text: what they did is known exactly, so that a test can ask
 * for the text back. Nothing here is random; whatever varies is an argument.
 */

/** Puts `damage` on one line of the text (counted from 0, lines end with `\n`) and leaves the others as they are. */
export function onLine(text: string, index: number, damage: (line: string) => string): string {
  return text
    .split('\n')
    .map((line, i) => (i === index ? damage(line) : line))
    .join('\n')
}

export interface DoubleOptions {
  /** What is painted again before the pen moves on: each glyph, each text run, or the whole line. Default `'run'`. */
  readonly by?: 'glyph' | 'run' | 'line'
  /** How often each stands there in the end. Default 2. */
  readonly times?: number
  /** Lengths of the text runs in code points, used in turn. Default `[7]`. */
  readonly runs?: readonly number[]
}

const BLANK_RE = /^\s$/u
const MARK_RE = /^[\p{P}\p{S}]$/u

/**
 * Repeats the parts of a headline as bold type does that is painted twice: `ABC` becomes `AABBCC`, `ABAB…` or `ABCABC`.
 *
 * A mark is a text run of its own, as in the PDFs where this happens. Blanks paint nothing and are never repeated, except where the
 * whole line is.
 */
export function doubleHeadline(line: string, { by = 'run', times = 2, runs = [7] }: DoubleOptions = {}): string {
  if (by === 'line') return line.repeat(times)
  const parts = by === 'glyph' ? [...line] : textRuns(line, runs)
  return parts.map((part) => (BLANK_RE.test(part) ? part : part.repeat(times))).join('')
}

/** Prints the headline once more below itself, cut in two after `at` code points, as a shadow that is set in a narrower box. */
export const shadowBelow = (line: string, at: number): string =>
  [line, [...line].slice(0, at).join(''), [...line].slice(at).join('')].join('\n')

/** The line cut into runs: at every mark and blank, and between them after as many code points as `lengths` says in turn. */
function textRuns(line: string, lengths: readonly number[]): string[] {
  const runs: string[] = []
  let turn = 0
  let room = 0
  for (const character of line) {
    if (BLANK_RE.test(character) || MARK_RE.test(character)) {
      runs.push(character)
      room = 0
    } else if (room > 0) {
      runs[runs.length - 1] += character
      room--
    } else {
      runs.push(character)
      room = Math.max(1, lengths[turn++ % lengths.length] ?? 1) - 1
    }
  }
  return runs
}

export interface WrapOptions {
  /**
   * The indent of a paragraph's first line: two ideographic spaces are there (`'kept'`), it is two characters short without them
   * (`'lost'`), or there never was one (`'none'`). Default `'lost'`.
   */
  readonly indent?: 'kept' | 'lost' | 'none'
  /**
   * What becomes of a closing mark with no room at the end of the line: it is squeezed in, and the line is one character longer
   * (`'pull'`), or the character before it goes to the next line too (`'push'`). Default `'pull'`.
   */
  readonly marks?: 'pull' | 'push'
}

const INDENT = '\u3000\u3000'

/**
 * Breaks each paragraph into lines of `columns` full-width characters, as Chinese typesetting does.
 *
 * A paragraph is a line of the text that ends in a mark. A line that ends in none is a heading and stays whole: headings are set in a
 * size of their own. Blank lines stay.
 *
 * Contract: taking out the added line breaks, and the two spaces of a kept indent, gives the text back, character for character
 * (see `wrapParagraph`). In a text whose blocks stand apart by blank lines, the added breaks are the lone ones.
 * A reader may have less to go by: where single line breaks part the blocks too and there is no indent, a full line that ends a sentence
 * may or may not end the paragraph.
 */
export function wrap(text: string, columns: number, options: WrapOptions = {}): string {
  return text
    .split('\n')
    .map((line) => (endsInMark(line) ? wrapParagraph(line, columns, options).join('\n') : line))
    .join('\n')
}

const endsInMark = (line: string): boolean => MARK_RE.test(line.at(-1) ?? '')

/**
 * The lines of one paragraph, each filled as far as it goes.
 *
 * Contract: `lines.join('') === paragraph`, after the two spaces of a kept indent. No line begins with a closing mark or a dash, or ends
 * with an opening mark; no number, Latin word or double dash is split; no line begins or ends with a blank (Latin words that a space parts stay
 * on one line), unless that piece alone is wider than the column. Every line but the last would overflow with the next piece on it,
 * and is at most one full-width character wider than the column.
 */
export function wrapParagraph(paragraph: string, columns: number, options: WrapOptions = {}): string[] {
  const { indent = 'lost', marks = 'pull' } = options
  const width = 2 * columns
  const lines: string[] = []
  let line = ''
  let room = indent === 'none' ? width : width - 4
  const next = (): void => {
    lines.push(line)
    line = ''
    room = width
  }
  for (const piece of pieces(paragraph)) {
    const cells = cellsOf(piece)
    const last = [...piece].at(-1)!
    const squeezed = marks === 'pull' && NEVER_FIRST.has(last) ? cellsOf(last) : 0
    if (cells - squeezed > room && line !== '') next()
    if (cells - squeezed <= room) {
      line += piece
      room -= cells
      continue
    }
    for (const character of piece) {
      if (cellsOf(character) > room && line !== '') next()
      line += character
      room -= cellsOf(character)
    }
  }
  if (line !== '') lines.push(line)
  if (indent === 'kept' && lines.length > 0) lines[0] = INDENT + lines[0]!
  return lines
}

const NEVER_FIRST = new Set('，。、；：？！）》〉」』】〕”’％…—·～,.;:?!)]%')
const NEVER_LAST = new Set('（《〈「『【〔“‘([')
const HALF_WIDTH_RE = /^[ -~]$/u
const ONE_WORD_RE = /^[ -~０-９Ａ-Ｚａ-ｚ．]$/u
const COMBINING_RE = /^\p{M}$/u

/** The paragraph in pieces between which a line may end. */
function pieces(paragraph: string): string[] {
  const out: string[] = []
  let before = ''
  for (const character of paragraph) {
    if (before !== '' && mayBreak(before, character)) out.push(character)
    else out.push((out.pop() ?? '') + character)
    before = character
  }
  return out
}

function mayBreak(before: string, after: string): boolean {
  if (NEVER_LAST.has(before) || NEVER_FIRST.has(after) || COMBINING_RE.test(after)) return false
  if (BLANK_RE.test(before) || BLANK_RE.test(after)) return false
  return !(ONE_WORD_RE.test(before) && ONE_WORD_RE.test(after))
}

/** Display width: printable ASCII takes one cell, everything else two. */
const cellsOf = (text: string): number =>
  [...text].reduce((cells, character) => cells + (HALF_WIDTH_RE.test(character) ? 1 : 2), 0)

/** Sets one blank line after every line, so that none tells a paragraph from a line any more. The line break at the end stays single. */
export const doubleSpace = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .join('\n\n') + (text.endsWith('\n') ? '\n' : '')

/** Parts all characters of a line by `gap`; numbers and Latin words stay whole, a space of the line's own becomes a wider one. */
export const letterSpace = (line: string, gap = ' '): string => (line.match(/[!-~]+|./gsu) ?? []).join(gap)

const HALF_WIDTH_MARKS: ReadonlyMap<string, string> = new Map([
  ['，', ','],
  ['：', ':'],
  ['；', ';'],
  ['？', '?'],
  ['！', '!'],
  ['（', '('],
  ['）', ')'],
])

/** Folds those of the `marks` that ASCII has (`，：；？！（）`) to their half width, as OCR and crawlers do; `。、“”` stay. */
export const halfWidthMarks = (text: string, marks = '，：；？！（）'): string =>
  text.replace(/[，：；？！（）]/gu, (mark) => (marks.includes(mark) ? HALF_WIDTH_MARKS.get(mark)! : mark))

/** Folds curly quotes to the straight ones of a keyboard. */
export const straightQuotes = (text: string): string => text.replace(/[“”]/gu, '"').replace(/[‘’]/gu, "'")

/** Puts one mark in the place of another: the folded `--` for `——`, six full stops for `……`. */
export const replaceMark = (text: string, mark: string, other: string): string => text.split(mark).join(other)

/** Writes the `nth` of these marks, counted from 0, twice; where there are fewer, none. */
export function doubleMark(text: string, mark: string, nth: number): string {
  let at = -1
  for (let i = 0; i <= nth; i++) {
    at = text.indexOf(mark, at + 1)
    if (at < 0) return text
  }
  return text.slice(0, at) + mark + text.slice(at)
}

/** The radical's code point for each ideograph that looks like one of the 214 Kangxi radicals. */
const RADICAL_OF: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 0x2fd5 - 0x2f00 + 1 }, (_, i) => {
    const radical = String.fromCodePoint(0x2f00 + i)
    return [radical.normalize('NFKC'), radical]
  }),
)

/** Puts the code point of a Kangxi radical in the place of every `every`-th ideograph that has one, as subset fonts do. */
export function kangxiRadicals(text: string, every = 1): string {
  let seen = 0
  return text.replace(/\p{Script=Han}/gu, (character) => {
    const radical = RADICAL_OF.get(character)
    return radical !== undefined && ++seen % every === 0 ? radical : character
  })
}

export interface FooterOptions {
  /** Whose site it is, as it stands in the sponsor's line. Default `'鹿汀县'`. */
  readonly host?: string
  /** Makes the licence numbers. Default 1. */
  readonly serial?: number
  /** Breaks the line of the police filing before its last character, as narrow boxes do. Default `false`. */
  readonly broken?: boolean
}

/** Appends the foot of a government site: sponsor, ICP licence, police filing, site code, with numbers that nobody holds. */
export function siteFooter(text: string, { host = '鹿汀县', serial = 1, broken = false }: FooterOptions = {}): string {
  // Real licences begin with a year or with 05, real region codes never with 3399.
  const icp = `浙ICP备00${String(serial % 1_000_000).padStart(6, '0')}号`
  const police = `浙公网安备 33999902${String(serial % 1_000_000).padStart(6, '0')}`
  const code = `网站标识码:3399${String(serial % 1_000_000).padStart(6, '0')}`
  const sponsor = `主办单位:${host}人民政府办公室 承办单位:${host}大数据服务中心`
  return [text, sponsor, icp, `${police}${broken ? '\n号' : '号'} ${code}`].join('\n')
}
