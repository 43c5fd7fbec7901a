import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import { defineRule, type Finding } from '../core/rule.ts'
import { BLANK, classAt, LETTER } from '../text/classes.ts'
import { closings } from '../text/gaps.ts'
import { lineShapes } from '../text/line-shape.ts'
import { spacedLines } from '../text/spaced-lines.ts'
import {
  isRubyFor,
  isSentence,
  isSetInColumns,
  originsOf,
  runsOf,
  singlePieces,
  spacesEverything,
  syllablesIn,
  tokensOf,
  type Origin,
  type Run,
} from '../text/spaced-runs.ts'
import { wideNames } from '../text/wide-names.ts'

const LINES = {
  throughout: 'a text in which everything is spaced; closed up, its lines fill their columns',
  stretched: 'closed up, the line is as wide as its column',
  alike: 'stretched as other lines of the text are that fill their columns',
  loose: 'the text has these spaces line by line, as justification makes them',
} as const

export const letterSpacing = defineRule({
  id: 'letter-spacing',
  title: 'Stretched lines, letter-spaced headlines and wide names',
  why:
    'Headlines are set wide, names of two characters are set as wide as names of three, justification stretches lines, and OCR puts a space ' +
    'after every word it frames. A line is closed up where it then fills its column; a run of single characters with even spaces where its ' +
    'pairs are words of the document, or where it is a sentence among sentences spaced alike. A wider gap is a real one. Lists of single ' +
    'characters (surnames, 甲 乙 丙, answers) have no such proof and stay, and `记者张三 李四` keeps its space: only where both sides are ' +
    'single characters, the first is a surname and names stand around it, are they one name.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged: '东 湖 12 个 灯 会 展 区 开 放\n东湖的灯会展区今晚开放，展区分三处。',
      repaired: '东湖12个灯会展区开放\n东湖的灯会展区今晚开放，展区分三处。',
    },
    { damaged: '展览将持续到月底。（陈 娟 田孔社）', repaired: '展览将持续到月底。（陈娟 田孔社）' },
    { damaged: '本报记者 方 喆 摄', repaired: '本报记者 方喆 摄' },
    { untouched: '赵 钱 孙 李 周 吴 郑 王', note: 'a list of single characters' },
    { untouched: '本报记者张三 李四' },
  ],
  *find(document) {
    const { text } = document
    const shapes = document.fact(lineShapes)
    const { lines, setsOff } = document.fact(spacedLines)
    const names = document.fact(wideNames)
    let name = 0
    for (let i = 0; i < shapes.count; i++) {
      const [start, end] = [shapes.start[i]!, shapes.end[i]!]
      const own: Finding[] = []
      for (; name < names.length && names[name]!.start < end; name++) {
        const { start, end, reason } = names[name]!
        own.push({ edits: [{ start, end, text: '' }], reason })
      }
      if ((shapes.classes[i]! & BLANK) === 0) continue
      const proof = lines[i]
      if (proof === undefined) {
        // A run has two single characters or more.
        if (singlePieces(text, start, end) > 1) for (const run of spacedRuns(document, i)) own.push(run)
        if (own.length > 0) yield* disjoint(own)
      } else {
        const edits = closings(text, start, end, proof, setsOff)
        // A line that is closed up altogether has its names closed too.
        const found = proof === 'loose' ? own : []
        if (edits.length > 0) found.push({ edits, reason: LINES[proof] })
        yield* found.sort(byPosition)
      }
    }
  },
})

const byPosition = (a: Finding, b: Finding): number => a.edits[0]!.start - b.edits[0]!.start

/** The findings by position, without those that overlap the one before. */
function* disjoint(found: Finding[]): Iterable<Finding> {
  found.sort(byPosition)
  let last = -1
  for (const finding of found) {
    if (finding.edits[0]!.start < last) continue
    last = finding.edits.at(-1)!.end
    yield finding
  }
}

function* spacedRuns(document: Document, line: number): Iterable<Finding> {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const runs = [...runsOf(text, tokensOf(text, shapes.start[line]!, shapes.end[line]!))]
  if (
    runs.length === 0 ||
    isRecord(text.slice(shapes.start[line], Math.min(shapes.end[line]!, shapes.start[line]! + 200)))
  )
    return
  const syllables = Math.max(syllablesIn(document, line - 1), syllablesIn(document, line + 1))
  const origins = originsOf(document, line, runs)
  for (const [i, run] of runs.entries()) {
    if (isRubyFor(run.singles, syllables)) continue
    const proof = proofOf(document, run, origins[i])
    if (proof === undefined) continue
    const edits: Edit[] = []
    run.tokens.slice(0, -1).forEach((token, k) => {
      const next = run.tokens[k + 1]!
      // Between two Western words the space is the language's own.
      const western = classAt(text, token.end - 1) & classAt(text, next.start) & LETTER
      const glue = western !== 0 ? ' ' : ''
      if (text.slice(token.end, next.start) !== glue) edits.push({ start: token.end, end: next.start, text: glue })
    })
    if (edits.length > 0) yield { edits, ...proof }
  }
}

/** `{ "word" : "江", "near" : [ "河", "川" ] }` */
const isRecord = (line: string): boolean => (line.match(/"/gu) ?? []).length > 3 && /[[{:]/u.test(line)

function proofOf(document: Document, run: Run, origin: Origin): Omit<Finding, 'edits'> | undefined {
  if (run.singles >= 2 && document.fact(spacesEverything)) return { reason: 'a text in which everything is spaced' }
  if (origin === 'words') return { reason: 'evenly spaced characters whose pairs are words elsewhere in the text' }
  if (origin === 'quoted') {
    const safety = document.fact(isSetInColumns) ? 'safe' : 'risky'
    return { reason: 'evenly spaced characters that stand together elsewhere', safety }
  }
  if (!isSentence(run)) return undefined
  // Primers and segmented corpora are spaced like this on purpose; they fill no columns.
  const safety = run.marks > 0 && document.fact(isSetInColumns) ? 'safe' : 'risky'
  return { reason: 'a sentence with a space after every character', safety }
}
