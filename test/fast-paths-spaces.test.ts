import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Document } from '../src/core/document.ts'
import { classOf } from '../src/text/classes.ts'
import { glyphStretches } from '../src/text/overprint-glyphs.ts'
import { beginnings, looksDoubled, products, RUNS } from '../src/text/overprint-runs.ts'
import { endsClause, isClause, isClauseMark, spacing } from '../src/text/spacing.ts'
import { runsOf, singlePieces, tokensOf } from '../src/text/spaced-runs.ts'

/** Short looks that spare long ones, each against what it stands for. */
const few = (signs: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(signs)), { maxLength: 40 }).map((all) => all.join(''))

/** A line of different characters, longer than any run, two or three times. */
const whole = fc
  .tuple(fc.integer({ min: 41, max: 90 }), fc.integer({ min: 2, max: 3 }))
  .map(([length, times]) => String.fromCharCode(...Array.from({ length }, (_, i) => 0x4e00 + i)).repeat(times))

describe('spaces and doubled prints: a look at a line misses nothing', () => {
  const line = fc.oneof(
    few('甲乙丙，： '),
    few('甲乙，\u{20000}'),
    whole,
    fc.tuple(few('甲乙'), few('丙丁，')).map(([a, b]) => a + a + b + b),
    few('甲乙丙丁').map((a) => `${a} ${a}`),
  )

  it('runs that are printed twice', () => {
    fc.assert(
      fc.property(few('甲，\n'), line, (before, untrimmed) => {
        const line = untrimmed.trim()
        if (line.length < 6) return
        const [start, end] = [before.length, before.length + line.length]
        if ((looksDoubled(before + line, start, end) & RUNS) !== 0) return
        // One character twice is none of them, nor are few runs that end with a blank behind the line.
        const tells = (text: string, fewest: number): boolean =>
          [...products(text)].some(({ runs }) => (runs.length > 1 ? runs.length >= fewest : runs[0]! > 1))
        for (const from of beginnings(line, 0, line.length).concat(0)) {
          for (const text of [line.slice(from), line.slice(from).split(' ')[0]!]) expect(tells(text, 2)).toBe(false)
        }
        expect(tells(`${line} `, 4)).toBe(false)
      }),
      { numRuns: 5000 },
    )
  })

  it('glyphs that are printed twice', () => {
    fc.assert(
      fc.property(few('甲乙丙， a\u{20000}\u{20001}'), (line) => {
        const doubled = Array.from(line, (glyph) => (glyph === '，' ? glyph : glyph + glyph)).join('')
        for (const text of [line, doubled]) {
          if (glyphStretches(text, 0, text.length).length > 0) expect(looksDoubled(text, 0, text.length)).not.toBe(0)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('runs of single characters', () => {
    fc.assert(
      fc.property(few('甲的，。 \u3000a1\u3400'), (line) => {
        const singles = singlePieces(line, 0, line.length)
        for (const run of runsOf(line, tokensOf(line, 0, line.length))) expect(run.singles).toBeLessThanOrEqual(singles)
      }),
      { numRuns: 2000 },
    )
  })

  it('ideographs beside marks, which are counted without being asked what they are', () => {
    fc.assert(
      fc.property(few('甲乙，。、：”（ a1\n'), (text) => {
        const { marks, pauses } = new Document(text).fact(spacing)
        let [ends, goes] = [0, 0]
        for (let i = 0; i + 1 < text.length; i++) {
          const [left, right] = [text.charCodeAt(i), text.charCodeAt(i + 1)]
          if (endsClause(classOf(left), right)) ends += text[i + 1] === '：' ? 0 : 1
          else if (isClauseMark(left) && isClause(classOf(right))) goes++
        }
        expect([marks.tight, pauses.tight]).toEqual([ends, goes])
      }),
      { numRuns: 1000 },
    )
  })
})
