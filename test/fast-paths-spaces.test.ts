import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Document } from '../src/core/document.ts'
import { classOf } from '../src/text/classes.ts'
import { glyphStretches } from '../src/text/overprint-glyphs.ts'
import { beginnings, looksDoubled, products, RUNS } from '../src/text/overprint-runs.ts'
import { repeats } from '../src/text/repeats.ts'
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
        // What neither ends with the word or the line, nor is long, nor doubles a mark, tells nothing; nor does one character again and again.
        const tells = (text: string, ends: readonly number[]): boolean =>
          [...products(text)].some(({ runs, times, end }) => {
            if (runs.length === 1 && (runs[0] === 1 || !ends.includes(end))) return false
            let [at, doublesMark] = [0, false]
            for (const run of runs) {
              if (run === 1 && '，：'.includes(text[at]!)) doublesMark = true
              at += run * times
            }
            return ends.includes(end) || end >= 16 || doublesMark
          })
        for (const from of beginnings(line, 0, line.length).concat(0)) {
          const rest = line.slice(from)
          const word = rest.split(' ')[0]!
          const heads = from === 0 || line[from - 1] === ' ' ? [rest.length, word.length] : []
          for (const text of [rest, word]) expect(tells(text, heads)).toBe(false)
        }
        expect(tells(`${line} `, [line.length + 1]) && line.length > 11).toBe(false)
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

  it('repeats of a text that is long by its white space, whatever was read before it', async () => {
    // The tables for short texts are kept: a fresh module has none yet.
    vi.resetModules()
    const fresh = await import('../src/text/repeats.ts')
    const passage = '读者可以在阅览室和书库搬迁以后的网上预约新书，每天上午九时到下午五时。'
    const line = (i: number): string =>
      '\u3000'.repeat(40) +
      Array.from({ length: 90 }, (_, k) => String.fromCharCode(0x4e00 + ((i * 7919 + k * k * 31) % 20000))).join('')
    const text = [passage, ...Array.from({ length: 510 }, (_, i) => line(i)), passage].join('\n')
    const { length } = text.replaceAll(/\s/gu, '')
    expect(text.length > 0x10000 && length < 0x10000).toBe(true)
    const { list } = fresh.repeats(new Document(text))
    expect(list.map(({ from, to }) => [from, to])).toContainEqual([length - passage.length, length])
  })

  it('where repeats stand in the text, which is told of them and their neighbours alone', () => {
    const passage = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh'
    const piece = fc.oneof(few('甲乙丙， \n'), fc.constantFrom(passage, passage.replace('M', 'M '), `${passage}\n`))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        const content = Array.from(text, (_, i) => i).filter((i) => text[i] !== ' ' && text[i] !== '\n')
        const { list, at, first } = new Document(text).fact(repeats)
        if (pieces.filter((one) => one.trim().length >= 34).length > 1) expect(list.length).toBeGreaterThan(0)
        for (const { from, to, back } of list) {
          for (let k = from; k < to; k++) expect(text[content[k]!]).toBe(text[content[k - back]!])
          for (const shift of [0, back]) {
            for (let k = Math.max(0, from - shift - 1); k <= Math.min(to - shift, content.length - 1); k++)
              expect(at[k]).toBe(content[k])
          }
          expect(first.at(-1)).toBe(content.length)
        }
      }),
      { numRuns: 300 },
    )
  })
})
