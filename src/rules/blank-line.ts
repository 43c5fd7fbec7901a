import type { Document } from '../core/document.ts'
import { lines } from '../core/lines.ts'
import { defineRule, type Finding } from '../core/rule.ts'
import { ASCII_MARK, classAt } from '../text/classes.ts'
import { lineShapes } from '../text/line-shape.ts'
import { verbatim } from '../text/verbatim.ts'

/** From this many blank lines in a row on, they are room that something left behind. */
const LEFT_BEHIND = 3

export const blankLine = defineRule({
  id: 'blank-line',
  title: 'Runs of blank lines, and white space at the end of lines',
  why:
    'Pictures, advertisements and columns that the extraction dropped leave their room behind as blank lines. Two blank lines in a row ' +
    'are a habit of good texts (between chapters, in code) and stay, as do two spaces at the end of a line: Markdown breaks a line so. ' +
    'Nothing changes within code, or after a mark with which code ends a line. Wrong where three blank lines are a layout that someone ' +
    'wants to keep.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '第一段。\n\n\n\n\n第二段。', repaired: '第一段。\n\n第二段。' },
    { damaged: '第一行\u3000\u3000\u3000\n第二行', repaired: '第一行\n第二行' },
    { untouched: '第一章\n\n\n正文。', note: 'two blank lines set off a chapter' },
    { untouched: '春眠不觉晓  \n处处闻啼鸟', note: 'a line break in Markdown' },
  ],
  *find(document) {
    const all = document.fact(lines)
    const shapes = document.fact(lineShapes)
    for (let i = 0; i <= shapes.count; i++) {
      const previous = i === 0 ? -1 : shapes.number[i - 1]!
      const next = i === shapes.count ? all.count : shapes.number[i]!
      if (previous >= 0 && shapes.end[i - 1] !== all.ends[previous])
        yield* trailingSpace(document, shapes.end[i - 1]!, all.ends[previous]!)
      const blanks = next - previous - 1
      if (previous < 0 || next === all.count || blanks < LEFT_BEHIND) continue
      if (document.fact(verbatim).has(all.starts[previous + 2]!)) continue
      yield {
        edits: [{ start: all.starts[previous + 2]!, end: all.starts[next]!, text: '' }],
        reason: `${blanks} blank lines in a row`,
      }
    }
  },
})

/** White space in `[start, end)`, unless it breaks a line of Markdown, or stands in code or after a mark that code ends a line with. */
function* trailingSpace(document: Document, start: number, end: number): Iterable<Finding> {
  const { text } = document
  if (end - start === 2 && text.startsWith('  ', start)) return
  // The last cells of a table may be empty, and so may the blank that a form leaves to fill in.
  if ('：:'.includes(text[start - 1] ?? ' ')) return
  if (text[start] === '\t' && document.fact(hasCells)) return
  if ((classAt(text, start - 1) & ASCII_MARK) !== 0 || document.fact(verbatim).has(start)) return
  yield { edits: [{ start, end, text: '' }], reason: 'white space at the end of the line' }
}

/** Does the text have lines whose parts are set apart by tabs? */
const hasCells = ({ text }: Document): boolean => /\S\t\S/u.test(text)
