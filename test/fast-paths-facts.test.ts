import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Document } from '../src/core/document.ts'
import type { Edit } from '../src/core/edit.ts'
import { lines } from '../src/core/lines.ts'
import { isBlock } from '../src/text/line-edges.ts'
import { lineShapes, type LineShapes } from '../src/text/line-shape.ts'
import { doubledIn } from '../src/text/overprint-runs.ts'
import { proseOf } from '../src/text/web-article.ts'
import { shownOf } from '../src/text/web-lines.ts'

/** All line breaks, blanks of all widths, marks, what may begin a block, and what pages of the web hold. */
const unit = fc.constantFrom(
  '首页',
  '分享到',
  '2020-1-1',
  ...Array.from('\n\n\n\r\r\v\f\x85\u2028\u2029 \t\u3000甲乙丙，。…：、一1第aB,.か글\ud83d\ude00'),
)
const stretch = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(unit, { maxLength }).map((units) => units.join(''))

/** Gaps between edits, what they take out and what they put there; most gaps are long. */
const steps = fc.array(fc.array(fc.tuple(fc.oneof(fc.nat(3), fc.nat(40)), fc.nat(4), stretch(4)), { maxLength: 6 }), {
  minLength: 1,
  maxLength: 4,
})

/** The edits that such a step makes of a text: sorted, disjoint, and each changes something. */
function editsOf(text: string, step: readonly (readonly [gap: number, length: number, put: string])[]): Edit[] {
  const edits: Edit[] = []
  let from = 0
  for (const [gap, length, put] of step) {
    const start = from + gap
    const end = Math.min(start + length, text.length)
    const last = edits.at(-1)
    if (start > end) break
    if (text.slice(start, end) === put || (start === end && start === last?.start && start === last.end)) continue
    edits.push({ start, end, text: put })
    from = end
  }
  return edits
}

/** What is known of the rows that there are; the arrays may be longer. */
const rowsOf = ({ count, ...arrays }: LineShapes): object =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, [...array.subarray(0, count)]]))

describe('what is known of the lines of an edited text', () => {
  it('is what reading them anew would tell', () => {
    fc.assert(
      fc.property(stretch(120), steps, (text, all) => {
        let document = new Document(text)
        for (const step of all) {
          const shapes = document.fact(lineShapes)
          for (let i = 0; i < shapes.count; i += 2) {
            isBlock(document.text, shapes, i)
            doubledIn(document.text, shapes, i)
          }
          shownOf(document.text, shapes, proseOf(document.text, shapes))
          document = document.edited(editsOf(document.text, step))
          const anew = new Document(document.text)
          expect(document.fact(lines)).toEqual(anew.fact(lines))
          const known = document.fact(lineShapes)
          const fresh = anew.fact(lineShapes)
          shownOf(anew.text, fresh, proseOf(anew.text, fresh))
          for (let i = 0; i < fresh.count; i++) {
            if (known.blocks[i] !== 0) isBlock(anew.text, fresh, i)
            if (known.doubled[i] !== 0) doubledIn(anew.text, fresh, i)
          }
          for (const [i, shown] of known.web.entries()) if (shown === 0) fresh.web[i] = 0
          expect(rowsOf(known)).toEqual(rowsOf(fresh))
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('is known at once where few are touched', () => {
    const document = new Document('甲乙丙。\n第一章 丁\n戊己。')
    const shapes = document.fact(lineShapes)
    for (let i = 0; i < shapes.count; i++) isBlock(document.text, shapes, i)
    const edited = document.edited([{ start: 0, end: 1, text: '庚\n辛' }]).fact(lineShapes)
    expect([...edited.blocks.subarray(0, edited.count)]).toEqual([0, 0, 2, 1])
  })
})
