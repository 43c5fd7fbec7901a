import type { Document } from '../core/document.ts'
import { defineRule, type Finding } from '../core/rule.ts'
import { CJK, classAt, CLOSE, OPEN } from '../text/classes.ts'
import type { Region } from '../text/column-habits.ts'
import { columns } from '../text/columns.ts'
import { edgeOf, isBlankAfter } from '../text/line-edges.ts'
import { cutBetween } from '../text/cuts.ts'
import { glueBetween } from '../text/glue.ts'
import { hyphenAt, isHyphenated } from '../text/hyphen.ts'
import { EVIDENCE, evidenceOf, JOIN, plainlyEnds, plainlyGoesOn, type Row } from '../text/line-evidence.ts'
import { evidenceOutside } from '../text/outside-columns.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'
import { OpenMarks } from '../text/pairs.ts'
import { verbatim } from '../text/verbatim.ts'

export interface BrokenLineOptions {
  /**
   * `'decide'` weighs the evidence. `'always'` joins every line to the next within a block that blank lines set off: for texts known to be
   * wrapped. `'never'` keeps every line. `'verse'` keeps lines too, but for those that no poet broke: before a mark that cannot begin a
   * line, behind one that cannot end it, and in a word divided by a hyphen.
   */
  readonly join: 'decide' | 'always' | 'never' | 'verse'
  /** An indented line begins a paragraph, also where every line is joined. Off for texts whose indents mean nothing. */
  readonly indents: boolean
}

export const brokenLine = defineRule<'broken-line', BrokenLineOptions>({
  id: 'broken-line',
  title: 'Sentences cut where a printed line ended',
  why:
    'PDF text layers, OCR and e-book dumps keep the line breaks of the page. The rule finds the measure of each column in display ' +
    'cells and weighs, at each line end, how full the line is, how it ends, how the next one begins, open quotes and blank lines. ' +
    'Headings, lists, verse and tables do not fill a measure with running sentences and stay. Wrong where a paragraph ends exactly at ' +
    'the right edge and the next has neither indent nor blank line; such places are left.',
  safety: 'safe',
  defaults: { join: 'decide', indents: true },
  choices: { join: ['decide', 'always', 'never', 'verse'] },
  examples: [
    {
      damaged:
        '渔港的清晨总是从汽笛声里开始，一\n艘艘渔船披着薄雾靠岸，码头上的秤\n杆起起落落。老人们说，这样热闹的\n景象许多年没有见过。\n' +
        '今年港里添了冷库，鱼不用连夜运走\n，渔民也能睡个整觉。',
      repaired:
        '渔港的清晨总是从汽笛声里开始，一艘艘渔船披着薄雾靠岸，码头上的秤杆起起落落。老人们说，这样热闹的景象许多年没有见过。\n' +
        '今年港里添了冷库，鱼不用连夜运走，渔民也能睡个整觉。',
    },
    {
      untouched: '山头一片云，\n山脚一条河，\n河边两三家，\n门前晒新禾。',
      note: 'lines of verse are as even as wrapped ones, but each ends with a mark',
    },
    {
      untouched: '一、工作目标\n二、主要任务\n三、时间安排\n四、保障措施',
    },
  ],
  find(document, options, least = 'suggest') {
    if (options.join === 'never') return []
    if (options.join === 'verse') return joinVerse(document)
    if (options.join === 'always') return joinBlocks(document, options.indents)
    return joinWrapped(document, options.indents, least !== 'suggest')
  },
  kept(document, options) {
    if (options.join !== 'decide') return []
    const shapes = document.fact(lineShapes)
    return decided(document, options.indents, false, (line, rows, joins) =>
      joins ? undefined : { start: shapes.end[line]!, end: shapes.start[line + 1]!, reason: reasonOf(rows, -1) },
    )
  },
})

/** The break behind line `line` of the shapes, and what was found to speak for and against joining it to the next. */
type Decision<T> = (line: number, rows: readonly Row[], joins: boolean) => T | undefined

const NO_ROWS: readonly Row[] = []

/**
 * Weighs every break behind a line of a wrapped column, in order. Where `quiet`, nobody hears of those that stay, and the rows may lack
 * what was not needed to join.
 */
function* decided<T>(document: Document, indents: boolean, quiet: boolean, see: Decision<T>): Iterable<T> {
  const shapes = document.fact(lineShapes)
  if (shapes.count < 2) return
  const { region, regions } = document.fact(columns)
  const amongColumns = regions.some((r) => r.measure > 0)
  const { text } = document
  const open = new OpenMarks()
  const code = document.fact(verbatim)
  const weigh = (area: Region, head: number, line: number, known?: boolean): readonly Row[] => {
    const rows = evidenceOf(document, area, head, line, open, known)
    return indents ? rows : rows.filter((row) => row !== 'indented' && row !== 'notIndented')
  }
  let first = true
  let head = 0
  for (let line = 0; line + 1 < shapes.count; line++) {
    if (first) head = line
    // A first line may be too short for its column to claim it; then the column begins with the next one.
    const own = regions[region[line]!]!
    const next = regions[region[line + 1]!]!
    const area = own.measure === 0 && edgeOf(shapes, line) <= next.measure ? next : own
    if (first && open.depth > 0) open.clear()
    if (amongColumns && (shapes.classes[line]! & (OPEN | CLOSE)) !== 0)
      open.read(text, shapes.start[line]!, shapes.end[line]!)
    if (code.has(shapes.end[line]!)) {
      first = true
      continue
    }
    if (area.measure === 0) {
      const rows = evidenceOutside(document, line, amongColumns)
      first = rows.length === 0
      const seen = first ? undefined : see(line, rows, true)
      if (seen !== undefined) yield seen
      continue
    }
    let rows = NO_ROWS
    if (quiet && plainlyEnds(document, shapes, area, line)) {
      first = true
      continue
    }
    if (quiet && plainlyGoesOn(document, shapes, area, head, line)) first = false
    else {
      rows = weigh(area, head, line, quiet ? false : undefined)
      // Most lines are so full that no word is needed to join them, and most others would not be joined for one.
      const mayBeWord = (classAt(text, shapes.end[line]! - 1) & classAt(text, shapes.start[line + 1]!) & CJK) !== 0
      if (quiet && mayBeWord && !joins(rows) && joins(weigh(area, head, line, true))) rows = weigh(area, head, line)
      first = !joins(rows)
    }
    const seen = first && quiet ? undefined : see(line, rows, !first)
    if (seen !== undefined) yield seen
  }
}

function joins(rows: readonly Row[]): boolean {
  let sum = 0
  for (const row of rows) sum += EVIDENCE[row][0]
  return sum >= JOIN
}

function joinWrapped(document: Document, indents: boolean, quiet: boolean): Iterable<Finding> {
  const shapes = document.fact(lineShapes)
  return decided(document, indents, quiet, (line, rows, joins) => {
    if (!joins) return undefined
    const found = joined(document, shapes, line, line + 1, quiet ? '' : reasonOf(rows, 1))
    // Between two names of a list there is a space.
    return rows[0] === 'roster' ? { ...found, edits: [{ ...found.edits[0]!, text: ' ' }] } : found
  })
}

/** The two weightiest of the rows that speak for a join (`sign` 1) or against it (-1). */
function reasonOf(rows: readonly Row[], sign: 1 | -1): string {
  const weightOf = (row: Row | undefined): number => (row === undefined ? 0 : EVIDENCE[row][0] * sign)
  let first: Row | undefined
  let second: Row | undefined
  for (const row of rows) {
    if (weightOf(row) > weightOf(first)) [first, second] = [row, first]
    else if (weightOf(row) > weightOf(second)) second = row
  }
  if (first === undefined) return 'nothing shows that the lines belong together'
  return second === undefined ? EVIDENCE[first][1] : `${EVIDENCE[first][1]}; ${EVIDENCE[second][1]}`
}

function joined(document: Document, shapes: LineShapes, a: number, b: number, reason: string): Finding {
  const start = shapes.end[a]!
  const end = shapes.start[b]!
  const hyphen = hyphenAt(document.text, start, end)
  if (hyphen !== undefined) return { edits: [{ start: hyphen, end, text: '' }], reason }
  return { edits: [{ start, end, text: glueBetween(document, start, end) }], reason }
}

function* joinBlocks(document: Document, indents: boolean): Iterable<Finding> {
  const shapes = document.fact(lineShapes)
  for (let a = 0; a + 1 < shapes.count; a++) {
    if (isBlankAfter(shapes, a) || (indents && shapes.indent[a + 1]! >= 2)) continue
    yield joined(document, shapes, a, a + 1, 'joining every line of a block was asked for')
  }
}

function* joinVerse(document: Document): Iterable<Finding> {
  const { text } = document
  const shapes = document.fact(lineShapes)
  for (let a = 0; a + 1 < shapes.count; a++) {
    const [start, end] = [shapes.end[a]!, shapes.start[a + 1]!]
    if (isBlankAfter(shapes, a)) continue
    const cut = cutBetween(document, start - 1, end)
    if (cut === 'openMark' || cut === 'closingMark' || isHyphenated(text, start, end)) {
      yield joined(document, shapes, a, a + 1, 'no line of verse is broken there')
    }
  }
}
