import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText, explain } from '../src/index.ts'
import * as damage from '../src/testing/damage.ts'
import { article } from '../src/testing/texts.ts'

const RUNS = Number(process.env.KANWU_RUNS ?? 300)
const SEED = Number(process.env.KANWU_SEED ?? 20_260_601)
const holds = <T>(property: fc.IProperty<T>): void => fc.assert(property, { numRuns: RUNS, seed: SEED })

/** `damaged`, which is not `good`, comes back as `good`. */
const comesBack = (good: string, damaged: string): void => {
  fc.pre(damaged !== good)
  expect(cleanText(damaged)).toBe(good)
}

/** An article in which every `nth` comma is another mark. */
const written = (mark: string): fc.Arbitrary<string> =>
  fc.record({ text: article(), nth: fc.integer({ min: 2, max: 5 }) }).map(({ text, nth }) => {
    let seen = 0
    return text.replace(/(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff]{3})/gu, (comma) =>
      ++seen % nth === 0 ? mark : comma,
    )
  })

describe('marks, damaged and cleaned', () => {
  it('curls the quotes of an article, whatever else is folded with them', () => {
    holds(
      fc.property(article(), fc.boolean(), (good, folds) => {
        const damaged = damage.straightQuotes(good)
        fc.pre(damaged !== good)
        comesBack(good, folds ? damage.halfWidthMarks(damaged, '，：') : damaged)
      }),
    )
  })

  it('curls a quote that alone was folded', () => {
    holds(
      fc.property(article(), fc.nat(20), (good, nth) => {
        const places = [...good.matchAll(/[“”]/gu)]
        fc.pre(places.length > 0)
        const at = places[nth % places.length]!.index
        comesBack(good, `${good.slice(0, at)}"${good.slice(at + 1)}`)
      }),
    )
  })

  it('touches no paragraph of which a quote is lost', () => {
    holds(
      fc.property(article(), fc.nat(20), (good, nth) => {
        const straight = damage.straightQuotes(good)
        const places = [...straight.matchAll(/"/gu)]
        fc.pre(places.length > 0)
        const at = places[nth % places.length]!.index
        const damaged = straight.slice(0, at) + straight.slice(at + 1)
        const { text, kept } = explain(damaged)
        const line = damaged.slice(damaged.lastIndexOf('\n', at - 1) + 1).split('\n')[0]!
        expect(text.split('\n')).toContain(line)
        if (line.includes('"')) expect(kept.some(({ rule }) => rule === 'quote-pair')).toBe(true)
      }),
    )
  })

  it('finds the dash behind hyphens, lines and its own halves', () => {
    const strokes = fc.constantFrom('--', '－－', '––', '──', '\u2015\u2015', '— —', '—\n—')
    holds(fc.property(written('——'), strokes, (good, other) => comesBack(good, damage.replaceMark(good, '——', other))))
  })

  it('finds the ellipsis behind full stops and middle dots', () => {
    const dots = fc.constantFrom('......', '······', '･･･', '‥‥')
    holds(fc.property(written('……'), dots, (good, other) => comesBack(good, damage.replaceMark(good, '……', other))))
  })

  it('takes off a comma that stands there twice', () => {
    holds(
      fc.property(article(), fc.nat(8), (good, nth) => {
        fc.pre(good.split('，').length > 13)
        comesBack(good, damage.doubleMark(good, '，', nth))
      }),
    )
  })
})
