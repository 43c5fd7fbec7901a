import type { Document } from '../core/document.ts'
import { lines } from '../core/lines.ts'
import type { Edit } from '../core/edit.ts'
import { defineRule, type Finding } from '../core/rule.ts'
import { jumpLines } from '../text/jump-line.ts'
import { glueBetween } from '../text/glue.ts'
import { lineShapes } from '../text/line-shape.ts'
import { isCutParagraph, runBetween } from '../text/page-breaks.ts'
import { fusedHeads, fusedMarks } from '../text/page-marks.ts'
import { pageVerdicts, type Verdict } from '../text/page-verdicts.ts'
import { watermarkLines } from '../text/watermark.ts'

export const pageFurniture = defineRule({
  id: 'page-furniture',
  title: 'Page numbers, running heads and jump lines in the text',
  why:
    'What stands at the head and foot of each page comes out between the last line of one page and the first of the next. It recurs a page ' +
    'apart, exactly or with a number that counts up, and sentences run on across it. A number that says that it is a page goes if there are ' +
    'several, a page apart; any other number only if sentences of the text run across it, or a form feed stands there; a line that recurs ' +
    'only with one of these numbers, or where the text runs on across half of its places: sections, speakers and labels stand between ' +
    'sentences. The first of the lines may be the title, and stays. A jump line goes at the end or the beginning of a paragraph. Wrong ' +
    'where an index of pages is the text itself.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged:
        '渔港的清晨从汽笛声里开始，天还没亮，渔船披\n\n— 1 —\n\n着薄雾靠岸。码头上的秤杆起起\n\n— 2 —\n\n落落，老人们说起从前。',
      repaired: '渔港的清晨从汽笛声里开始，天还没亮，渔船披\n\n着薄雾靠岸。码头上的秤杆起起\n\n落落，老人们说起从前。',
    },
    {
      untouched: '1\n\n他走了很远的路。\n\n2\n\n回来的时候天已经黑了。',
      note: 'sections have numbers too, but no sentence runs across them',
    },
  ],
  *find(document) {
    const found = [...lineFindings(document), ...fusedMarks(document), ...fusedHeads(document), ...jumpLines(document)]
    found.sort((a, b) => a.edits[0]!.start - b.edits[0]!.start)
    let end = -1
    for (const finding of found) {
      if (finding.edits[0]!.start < end) continue
      end = finding.edits.at(-1)!.end
      yield finding
    }
  },
})

/** Takes whole lines out, those that stand together in one go. */
function* lineFindings(document: Document): Iterable<Finding> {
  const shapes = document.fact(lineShapes)
  const letters = watermarkLines(document)
  const pages = document.fact(pageVerdicts)
  if (letters.length === 0 && pages.size === 0) return
  const verdicts = new Map<number, Verdict>([...letters, ...pages])
  const order = [...verdicts.keys()].sort((a, b) => a - b)
  for (let i = 0; i < order.length;) {
    const from = order[i]!
    const { safety } = verdicts.get(from)!
    const reasons = new Set<string>()
    let to = from
    for (; i < order.length && order[i]! <= to + 1 && verdicts.get(order[i]!)!.safety === safety; i++) {
      to = order[i]!
      reasons.add(verdicts.get(to)!.reason)
    }
    yield { edits: [editOf(document, from, to)], reason: [...reasons].join('; '), safety }
  }

  /** The lines with the wider break beside them where a sentence runs on across them, with the one before them elsewhere. */
  function editOf({ text }: Document, from: number, to: number): Edit {
    const [before, after] = [from - 1, to + 1]
    const { starts } = document.fact(lines)
    if (from === 0)
      return { start: 0, end: after < shapes.count ? starts[shapes.number[after]!]! : text.length, text: '' }
    const last = { start: shapes.end[before]!, end: shapes.end[to]!, text: '' }
    if (after >= shapes.count || verdicts.has(before) || verdicts.has(after)) return last
    if (isCutParagraph(document, before, after)) {
      const [start, end] = [shapes.end[before]!, shapes.start[after]!]
      return { start, end, text: glueBetween(document, start, end) }
    }
    const narrower = shapes.number[from]! - shapes.number[before]! < shapes.number[after]! - shapes.number[to]!
    if (!narrower || runBetween(document, before, after, () => true) === 'closed') return last
    return { start: starts[shapes.number[from]!]!, end: starts[shapes.number[after]!]!, text: '' }
  }
}
