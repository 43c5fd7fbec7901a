/** Extraction engines and conversions, as far as their habits with lines, blanks and characters go. */
import { kangxiRadicals } from './damage.ts'
import { unitsOf, type Engine, type Line, type Random, type Style } from './typeset.ts'

// ------------------------------------------------------------------------------------------------------------- text layers

/** The signs of an article file as the reader of a page sees them. */
const printed = (text: string): string => text.replace(/\\$/u, '\u2010').replaceAll('\\', '').replace(/[_|]/gu, ' ')

/** A space in each gap, as engines read a line that justification pulled apart; `between` where a space was. */
const pulledApart = (text: string, between = ' '): string =>
  text
    .split(' ')
    .map((part) => unitsOf(part).join(' '))
    .join(between)

/** A space wherever Han and Western stand side by side, if `chance` will have it. */
const parted = (text: string, chance: () => boolean): string =>
  text.replace(/(?<=\p{Script=Han})\b|(?<=[\w%])(?=\p{Script=Han})/gu, () => (chance() ? ' ' : ''))

const SUPPLEMENT: Readonly<Record<string, string>> = {
  民: '\u2ea0',
  长: '\u2ed3',
  见: '\u2ec5',
  马: '\u2ee2',
  门: '\u2ed4',
  风: '\u2edb',
  页: '\u2eda',
  车: '\u2ecb',
  齐: '\u2eec',
  贝: '\u2ec9',
}

/** Characters that look like radicals, with the radicals' code points. */
const asRadicals = (text: string): string =>
  kangxiRadicals(text).replace(/[民长见马门风页车齐贝]/gu, (char) => SUPPLEMENT[char]!)

interface TextLayer {
  /** Gaps wider than this, in ems, are read as spaces. */
  readonly gap: number
  /** Spaces between Han and Western: none, all, or where the line is stretched at all. */
  readonly boundary: 'never' | 'always' | 'stretched'
  /** Reads what the font says of its glyphs, radicals where it lost the characters. */
  readonly radicals: boolean
  /** Loses the spaces between Western words of a line that is not stretched, or doubles those of a stretched one. */
  readonly words?: 'lost' | 'doubled'
}

/** A line of a text layer. */
function shown(line: Line, style: Style, random: Random, layer: TextLayer): string {
  let text = line.text
  if (line.stretch > layer.gap) text = pulledApart(text, layer.words === 'doubled' ? '  ' : ' ')
  else {
    const parts = layer.boundary === 'always' || (layer.boundary === 'stretched' && line.stretch > 0.03)
    if (parts) text = parted(text, () => true)
    if (layer.words === 'lost') text = text.replace(/(?<=[a-z]) (?=[a-z])/giu, (gap) => (random() < 0.3 ? '' : gap))
  }
  const display = ['headline', 'deck', 'byline', 'section'].includes(line.block.kind)
  const radicals = layer.radicals && (style.radicals === 'all' || (style.radicals === 'display' && display))
  return printed(radicals ? asRadicals(text) : text)
}

const layer =
  (habits: TextLayer): Engine['show'] =>
  (line, style, random) =>
    shown(line, style, random, habits)

interface Ocr {
  /** A space between the words that the engine's dictionary sees. */
  readonly spaced?: boolean
  /** Every comma is read as an ASCII one. */
  readonly commas?: boolean
  /** The share of Han and Western boundaries that get a space. */
  readonly boundary: number
}

/** A line as tesseract writes it: ASCII marks with a space behind, or before an opening bracket. */
function recognized(line: Line, _: Style, random: Random, { spaced, commas, boundary }: Ocr): string {
  let text = printed(line.text)
  if (line.stretch > 0.3 && random() < 0.5) text = pulledApart(text)
  text = parted(text, () => random() < boundary)
    .replace(/——/gu, () => (random() < 0.3 ? '一一' : '——'))
    .replace(/(?<=\d)—(?=\d)/gu, '一')
    .replace(/[：；？！]/gu, (mark) => `${':;?!'['：；？！'.indexOf(mark)]!} `)
    .replace(/（/gu, () => (random() < 0.6 ? ' (' : '('))
    .replaceAll('）', ') ')
  if (commas === true) text = text.replaceAll('，', ',')
  if (spaced === true) {
    text = (text.match(/\p{Script=Han}|[\w.:/%-]+|\S/gu) ?? []).reduce((words, word) => {
      // The words of its dictionary are of one character or two.
      const ends = /^\p{Script=Han}/u.test(word) && /(?:^|\s)\p{Script=Han}$/u.test(words) && random() < 0.22
      return words + (ends ? '' : ' ') + word
    })
  }
  return text.replace(/ {2,}/gu, ' ').trim()
}

const ocr =
  (habits: Ocr): Engine['show'] =>
  (line, style, random) =>
    recognized(line, style, random, habits)

const asPrinted = layer({ gap: Infinity, boundary: 'never', radicals: false })
const indented: Engine['show'] = (line, style, random) =>
  (line.left > 0 && line.start === 0 ? '\u3000\u3000' : '') + asPrinted(line, style, random)

const WIDE_FIELDS = ' '.repeat(60)
const IN_ONE_COLUMN = { columns: 1, depth: 0, open: false, radicals: 'none' } as const

export const ENGINES: readonly Engine[] = [
  {
    name: 'pdftotext',
    fields: '\n\n',
    pageEnd: '\n\n\f',
    blanks: 'areas',
    order: 'across',
    show: layer({ gap: 0.1, boundary: 'never', radicals: false }),
  },
  {
    name: 'pdftotext-raw',
    fields: ' ',
    pageEnd: '\n\f',
    blanks: 'none',
    order: 'reading',
    show: layer({ gap: 0.25, boundary: 'never', radicals: false, words: 'lost' }),
  },
  {
    name: 'pdftotext-layout',
    fields: WIDE_FIELDS,
    pageEnd: '\n\n\n\f',
    blanks: 'areas',
    order: 'reading',
    style: { columns: 1 },
    show: (line, style, random) =>
      ' '.repeat(Math.round(line.left / 2)) +
      shown({ ...line, text: line.text.replaceAll('|', '|    ') }, style, random, {
        gap: 0.1,
        boundary: 'never',
        radicals: false,
      }),
  },
  {
    name: 'mutool',
    fields: '\n',
    pageEnd: '\n\n\f\n',
    blanks: 'edges',
    order: 'reading',
    show: layer({ gap: 0.09, boundary: 'stretched', radicals: true }),
  },
  {
    name: 'pdfminer',
    fields: '\n\n',
    pageEnd: '\n\n\f',
    blanks: 'paragraphs',
    order: 'late',
    show: layer({ gap: 0.15, boundary: 'always', radicals: true }),
  },
  {
    name: 'pdfminer-loose',
    fields: '\n\n',
    pageEnd: '\n\n\f',
    blanks: 'paragraphs',
    order: 'across',
    show: layer({ gap: 0.3, boundary: 'never', radicals: true }),
  },
  {
    name: 'pdfminer-word',
    fields: '\n\n',
    pageEnd: '\n\n\f',
    blanks: 'paragraphs',
    order: 'late',
    show: layer({ gap: 0.03, boundary: 'always', radicals: true, words: 'doubled' }),
  },
  {
    name: 'pdfjs',
    fields: ' ',
    pageEnd: '\n',
    blanks: 'none',
    order: 'reading',
    show: layer({ gap: 0.07, boundary: 'never', radicals: true }),
  },
  {
    name: 'tess-cols',
    fields: WIDE_FIELDS,
    pageEnd: '\n\n',
    blanks: 'some',
    order: 'reading',
    show: ocr({ boundary: 0.1 }),
  },
  {
    name: 'tess-page',
    fields: '\n\n',
    pageEnd: '\n\f',
    blanks: 'some',
    order: 'late',
    show: ocr({ boundary: 0.3 }),
  },
  {
    name: 'tess-commas',
    fields: '\n\n',
    pageEnd: '\n\f',
    blanks: 'some',
    order: 'reading',
    show: ocr({ boundary: 0.3, commas: true }),
  },
  {
    name: 'tess-spaced',
    fields: '\n\n',
    pageEnd: '\n\n',
    blanks: 'some',
    order: 'reading',
    show: ocr({ boundary: 1, spaced: true }),
  },
  {
    name: 'all-blank',
    fields: '\n\n',
    pageEnd: '\n\n',
    blanks: 'all',
    order: 'reading',
    show: asPrinted,
  },
  {
    name: 'columns-joined',
    fields: '\n\n',
    pageEnd: '\n\n',
    blanks: 'all',
    order: 'reading',
    joins: true,
    show: asPrinted,
  },
  {
    name: 'txt-book',
    fields: '\n',
    pageEnd: '\n',
    blanks: 'none',
    order: 'reading',
    style: { ...IN_ONE_COLUMN, measures: [35], indent: 2, marks: 'none', justified: false },
    show: indented,
  },
  {
    name: 'mail',
    fields: '\n',
    pageEnd: '\n\n',
    blanks: 'paragraphs',
    order: 'reading',
    style: { ...IN_ONE_COLUMN, measures: [36], indent: 0, marks: 'push', justified: false },
    show: asPrinted,
  },
  {
    name: 'mobile',
    fields: '\n\n',
    pageEnd: '\n\n',
    blanks: 'all',
    order: 'reading',
    show: (line, style, random) => `\u3000\u3000${asPrinted(line, style, random)}`,
  },
]
