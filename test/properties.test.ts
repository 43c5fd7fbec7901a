import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits, cleanText, explain, invertEdits } from '../src/index.ts'
import * as damage from '../src/testing/damage.ts'
import { anyText, article } from '../src/testing/texts.ts'

const RUNS = Number(process.env.KANWU_RUNS ?? 1000)
// The same texts at every run, so that a green tree stays green; another seed looks elsewhere.
const SEED = Number(process.env.KANWU_SEED ?? 20_260_601)
const holds = <T>(property: fc.IProperty<T>): void => fc.assert(property, { numRuns: RUNS, seed: SEED })

describe('on any string at all', () => {
  it('never throws, and gives back a string', () => {
    holds(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), anyText()), (text) => typeof cleanText(text) === 'string'),
    )
  })

  it('is idempotent', () => {
    holds(
      fc.property(anyText(), (text) => {
        const once = cleanText(text)
        expect(cleanText(once)).toBe(once)
      }),
    )
  })

  it('cleans to what it explains, at either level', () => {
    holds(
      fc.property(anyText(), fc.constantFrom('safe' as const, 'risky' as const), (text, level) => {
        expect(explain(text, { level }).text).toBe(cleanText(text, { level }))
      }),
    )
  })

  it('replays its steps forwards to the output and backwards to the input', () => {
    holds(
      fc.property(anyText(), (text) => {
        const { steps, text: cleaned } = explain(text, { level: 'risky' })
        expect(steps.reduce((now, step) => applyEdits(now, step.edits), text)).toBe(cleaned)
        expect(steps.reduceRight((now, step) => applyEdits(now, invertEdits(step.edits)), cleaned)).toBe(text)
      }),
    )
  })

  it('says every change: replacing the changed spans of the original gives the output', () => {
    holds(
      fc.property(anyText(), (text) => {
        const { changes, text: cleaned } = explain(text, { level: 'risky' })
        expect(
          applyEdits(
            text,
            changes.map((c) => ({ ...c.original, text: c.after })),
          ),
        ).toBe(cleaned)
        for (const change of changes) {
          expect(text.slice(change.original.start, change.original.end)).toBe(change.before)
          expect(cleaned.slice(change.cleaned.start, change.cleaned.end)).toBe(change.after)
          expect(change.by.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('maps positions monotonely, end to end, and unchanged text to itself', () => {
    holds(
      fc.property(anyText(), fc.constantFrom('before' as const, 'after' as const), (text, side) => {
        const e = explain(text, { level: 'risky' })
        const lengths = [text.length, e.text.length]
        for (const [k, map] of [e.toCleaned, e.toOriginal].entries()) {
          let last = 0
          for (let p = 0; p <= lengths[k]!; p++) {
            const q = map(p, side)
            if (q < last || q > lengths[1 - k]!)
              throw new Error(`position ${p} goes to ${q}, the one before to ${last}`)
            last = q
          }
        }
        let from = 0
        for (const change of [...e.changes, undefined]) {
          const end = change?.original.start ?? text.length
          for (let p = from + 1; p < end; p++) expect(e.text[e.toCleaned(p, side)]).toBe(text[p])
          from = change?.original.end ?? end
        }
      }),
    )
  })

  it('never touches what is kept', () => {
    holds(
      fc.property(anyText(), fc.nat(), fc.nat(60), (text, at, length) => {
        const start = text.length === 0 ? 0 : at % text.length
        const end = Math.min(text.length, start + length)
        const e = explain(text, { level: 'risky', keep: [{ start, end }] })
        for (const { original } of e.changes)
          expect(original.end <= start || original.start >= end || start === end).toBe(true)
      }),
    )
  })
})

/**
 * Articles long enough to show what their columns are. On a shorter one, chance may leave nothing that tells wrapped lines from lines
 * that were written so; then they stay.
 */
const wrappable = (separator = '\n\n'): fc.Arbitrary<string> =>
  article(separator).filter((text) => text.length >= 700 && text.split(separator).length > 5)

/** Where the blocks of a text begin, counted without line breaks. */
const positionsOfBlocks = (text: string): number[] => {
  let at = 0
  return text.split(/\n+/u).map((block) => (at += block.length) - block.length)
}

/** `damaged` comes back as `good`, and says where it does not. */
const comesBack = (good: string, damaged: string): void => {
  if (damaged === good) return
  expect(cleanText(damaged)).toBe(good)
}

describe('damage, then clean', () => {
  it('leaves good articles as they are', () => {
    holds(
      fc.property(article(), (good) => {
        expect(cleanText(good)).toBe(good)
      }),
    )
  })

  it('undoubles a headline that was printed run by run; where only the runs say so, a song may look the same', () => {
    const runs = fc.constantFrom([1, 2, 3], [2, 3, 1], [3, 1, 2], [1, 2, 1, 3], [1, 3, 1])
    holds(
      fc.property(article(), runs, fc.constantFrom(2, 3), (good, lengths, times) => {
        fc.pre(good.indexOf('\n') >= 7)
        const damaged = damage.onLine(good, 0, (line) =>
          damage.doubleHeadline(line, { by: 'run', runs: lengths, times }),
        )
        expect(cleanText(damaged, { level: 'risky' })).toBe(cleanText(good, { level: 'risky' }))
        expect([good, damaged]).toContain(cleanText(damaged))
      }),
    )
  })

  it('undoubles a headline that was printed glyph by glyph, or leaves it: never a part of it', () => {
    holds(
      fc.property(article(), fc.integer({ min: 2, max: 6 }), (good, times) => {
        const damaged = damage.onLine(good, 0, (line) => damage.doubleHeadline(line, { by: 'glyph', times }))
        for (const level of ['safe', 'risky'] as const) expect([good, damaged]).toContain(cleanText(damaged, { level }))
      }),
    )
  })

  it('takes off a shadow that was set below its headline', () => {
    holds(
      fc.property(article('\n'), fc.integer({ min: 1, max: 7 }), (good, at) => {
        // Two halves of one length may be a couplet below its title.
        fc.pre(/^[\u4e00-\u9fff]{8}/u.test(good) && good.indexOf('\n') !== at * 2)
        comesBack(
          good,
          damage.onLine(good, 0, (line) => damage.shadowBelow(line, at)),
        )
      }),
    )
  })

  it('joins the lines of a wrapped page, with blank lines between the paragraphs', () => {
    const indent = fc.constantFrom('lost' as const, 'none' as const)
    holds(
      fc.property(wrappable(), fc.integer({ min: 13, max: 20 }), indent, (good, columns, how) => {
        comesBack(good, damage.wrap(good, columns, { indent: how }))
      }),
    )
  })

  it('joins the lines of a page with indents, single-spaced or double-spaced', () => {
    holds(
      fc.property(wrappable('\n'), fc.integer({ min: 13, max: 20 }), fc.boolean(), (plain, columns, double) => {
        const [title, ...paragraphs] = plain.split('\n')
        const good = [title!, ...paragraphs.map((p) => `\u3000\u3000${p}`)].join(double ? '\n\n' : '\n')
        const wrapped = damage.wrap(plain, columns, { indent: 'kept' })
        comesBack(good, double ? damage.doubleSpace(wrapped) : wrapped)
      }),
    )
  })

  it('joins no two paragraphs of a double-spaced page whose indents are lost', () => {
    // There a full line that ends a sentence may end its paragraph too, and not even a reader can tell: such breaks may stay, but no
    // other may go.
    holds(
      fc.property(wrappable(), fc.integer({ min: 13, max: 20 }), (good, columns) => {
        const cleaned = cleanText(damage.doubleSpace(damage.wrap(good, columns, { indent: 'lost' })))
        const starts = new Set(positionsOfBlocks(cleaned))
        for (const start of positionsOfBlocks(good)) expect(starts).toContain(start)
        for (const line of cleaned.split('\n\n').slice(1)) expect(line).toMatch(/[。！？”]$/u)
      }),
    )
  })

  it('widens half-width marks', () => {
    holds(fc.property(article(), (good) => comesBack(good, damage.halfWidthMarks(good))))
  })

  it('finds the ideographs behind Kangxi radicals', () => {
    holds(
      fc.property(article(), fc.integer({ min: 1, max: 5 }), (good, every) =>
        comesBack(good, damage.kangxiRadicals(good, every)),
      ),
    )
  })

  it('takes a footer off', () => {
    holds(
      fc.property(article(), fc.nat(999_999), fc.boolean(), (good, serial, broken) => {
        comesBack(good, damage.siteFooter(good, { serial, broken }))
      }),
    )
  })

  it('closes up a letter-spaced headline as a whole, or leaves it', () => {
    holds(
      fc.property(article(), (good) => {
        // The headline's words are known from the text only if it stands there again.
        const twice = `${good}\n\n${good.split('\n')[0]!}，这是本期的题目。`
        const spaced = damage.onLine(twice, 0, (line) => damage.letterSpace(line))
        // What the text quotes as a whole may be a set that is spaced on purpose: 春 夏 秋 冬.
        expect([twice, spaced]).toContain(cleanText(spaced))
      }),
    )
  })
})
