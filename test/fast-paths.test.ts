import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText, explain } from '../src/clean.ts'
import { Document } from '../src/core/document.ts'
import { BLANK, BREAK, cellsOf, classOf, HAN } from '../src/text/classes.ts'
import { glyphStretches } from '../src/text/overprint-glyphs.ts'
import { beginsProduct, comesAgain, products } from '../src/text/overprint-runs.ts'
import { lineShapes } from '../src/text/line-shape.ts'
import { loadRuleFixtures } from '../src/testing/fixtures.ts'

/** Short looks that spare long ones, each against what it stands for. */
const few = (signs: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(signs)), { maxLength: 40 }).map((all) => all.join(''))

/** A line of different characters, longer than any run, two or three times. */
const whole = fc
  .tuple(fc.integer({ min: 41, max: 90 }), fc.integer({ min: 2, max: 3 }))
  .map(([length, times]) => String.fromCharCode(...Array.from({ length }, (_, i) => 0x4e00 + i)).repeat(times))

describe('a look that comes first misses nothing', () => {
  it('products of runs begin with a run twice, or are whole products', () => {
    fc.assert(
      fc.property(fc.oneof(few('甲乙丙，\u{20000}'), whole), (line) => {
        if ([...products(line)].length === 0) return
        expect(beginsProduct(line, 0, line.length)).toBe(true)
        expect(comesAgain(line, 0, line.length, line.length)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('doubled glyphs are found among any others', () => {
    fc.assert(
      fc.property(few('哈，a \u{20000}\u{1f600}'), few('好。b1'), (before, after) => {
        const doubled = '灯灯会会开开幕幕'
        const [start, end] = [before.length, before.length + doubled.length]
        const found = glyphStretches(`${before}：${doubled}：${after}`, 0, end + 2 + after.length)
        expect(found.some(({ edits }) => edits.some((edit) => edit.start > start && edit.end <= end + 1))).toBe(true)
      }),
    )
  })

  it('what a line is made of is what its characters are made of', () => {
    fc.assert(
      fc.property(few('甲乙，。a1 \u3000\n\u{20000}é（'), (text) => {
        const shapes = new Document(text).fact(lineShapes)
        for (let i = 0; i < shapes.count; i++) {
          let [han, width, classes] = [0, 0, 0]
          for (let at = shapes.start[i]!; at < shapes.end[i]!; at++) {
            const unit = text.charCodeAt(at)
            if ((classOf(unit) & HAN) !== 0) han++
            width += cellsOf(unit)
            classes |= classOf(unit)
          }
          expect([shapes.han[i], shapes.width[i], shapes.classes[i]]).toEqual([han, width, classes])
          expect(classes & BREAK).toBe(0)
          expect(classOf(text.charCodeAt(shapes.start[i]!)) & BLANK).toBe(0)
        }
      }),
    )
  })
})

/** Longer ones say no more and take seconds. */
const LONGEST = 200

describe('cleaning spares itself what only an explanation needs', () => {
  const fixtures = loadRuleFixtures().map(({ rule, cases }) => [rule, cases] as const)
  it.each(fixtures)('and comes to the same: %s', (_, cases) => {
    for (const each of cases) {
      const text = 'damaged' in each ? each.damaged : each.untouched
      if (text.length > LONGEST) continue
      // Two damages at a time, so that there is something to do in a second pass.
      const twice = `${text}\n\n${text}`
      expect(cleanText(twice, { level: 'risky' })).toBe(explain(twice, { level: 'risky' }).text)
    }
  })
})
