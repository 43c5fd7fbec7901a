import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Document } from '../src/core/document.ts'
import * as footers from '../src/data/site-furniture.ts'
import { ADULT_PROOF, GAMBLING, KEYWORD_PAIRS } from '../src/data/spam.ts'
import * as pages from '../src/data/web-page.ts'
import { rules } from '../src/rules/index.ts'
import { lineShapes } from '../src/text/line-shape.ts'
import { squeezed } from '../src/text/page-number.ts'
import { runAtMost, runBetween } from '../src/text/page-breaks.ts'
import { pairSigns, signsIn } from '../src/text/pair-signs.ts'
import { recurringLines } from '../src/text/recurring-lines.ts'
import { SAYS, SHOWS, webLineOf, webSignsOf } from '../src/text/web-line.ts'
import { SENTENCE_SIGN_RE } from '../src/text/web-lines.ts'

/** Short looks that spare long ones, each against what it stands for. */
const few = (signs: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(signs)), { maxLength: 40 }).map((all) => all.join(''))

/** The alternatives of a source, those within brackets left together. */
function alternatives(source: string): string[] {
  const found = ['']
  let depth = 0
  let inClass = false
  for (const token of source.match(/\\.|[^\\]/gu)!) {
    if (inClass) inClass = token !== ']'
    else if (token === '[') inClass = true
    else if (token === '(') depth++
    else if (token === ')') depth--
    if (token === '|' && depth === 0 && !inClass) found.push('')
    else found.push(found.pop()! + token)
  }
  return found
}

/** All sources in the tables, one for each alternative. */
const sourcesOf = (value: unknown): string[] =>
  typeof value === 'string' ? alternatives(value) : Object.values(value as object).flatMap(sourcesOf)

/** Strings of the form; what it looks at behind itself is left to chance. */
const formed = (source: string): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^(?:${source.replace(/\(\?[=!][^()]*(?:\([^()]*\)[^()]*)*\)|^\^|\$$/gu, '')})$`, 'u'))

describe('pairs of neighbours that are asked for before patterns', () => {
  const notForms = ['FOOTER_CHARACTERS', 'IMPRINT']
  const foot = Object.entries(footers).filter(([name]) => !notForms.includes(name))
  const forms = [...sourcesOf({ ...pages }), ...sourcesOf(foot.map(([, value]) => value))]
  const traditional = new Map(footers.FOOTER_CHARACTERS.match(/../gu)!.map((pair) => [pair[1]!, pair[0]!]))
  const shownBySigns = (line: string): number => {
    const signs = webSignsOf(line, 0, line.length)
    return (signs & SHOWS) === 0 ? 0 : webLineOf(line, signs)
  }
  const misses = (line: string): boolean =>
    line !== '' && !/[\n\v\f\r\u0085\u2028\u2029]/u.test(line) && webLineOf(line) !== shownBySigns(line)

  it('are in each line that shows something of a page, whichever form it has', () => {
    for (const form of forms) {
      for (const item of fc.sample(formed(form), { numRuns: 30, seed: 1 })) {
        const line = item.trim()
        const old = Array.from(line, (sign) => traditional.get(sign) ?? sign).join('')
        const spaced = Array.from(line).join(' ')
        for (const each of [line, line.toUpperCase(), old, spaced, `甲乙${line}`, `${line}甲乙`, `( ${line}`])
          if (misses(each)) expect.fail(`${form}: ${each}`)
      }
    }
  })

  it('or the line is a bar or a crowd of words, whatever parts them', () => {
    const items = fc.oneof(...forms.map(formed), fc.constantFrom('大', '小', '简', 'A', '12', '甲乙', '新浪网'))
    const all = [...alternatives(pages.CHANNELS), ...alternatives(pages.READER)]
    // Those that say nothing alone: of the others one is enough.
    const quiet = all.filter((word) => (webSignsOf(word, 0, word.length) & SHOWS) === 0)
    const readers = quiet.filter((word) => alternatives(pages.READER).includes(word))
    const parts = fc.constantFrom('', ' ', '\u3000', '\ufeff', '|', '·', '/', '】', '\ue000')
    const bar = fc.tuple(fc.array(fc.oneof(items, fc.constantFrom(...all)), { maxLength: 5 }), parts)
    const crowd = fc.tuple(fc.array(fc.constantFrom(...quiet), { minLength: 3, maxLength: 9 }), parts)
    const three = fc.tuple(fc.array(fc.constantFrom(...readers), { minLength: 3, maxLength: 3 }), parts)
    const sizes = fc.tuple(fc.array(fc.constantFrom('大', '中', '小', '简', 'A', '7'), { maxLength: 4 }), parts)
    fc.assert(
      fc.property(fc.oneof(bar, crowd, three, sizes), ([words, part]) => {
        for (const each of [
          words.join(part),
          Array.from(words.join('')).join('·'),
          Array.from(words.join('')).join(part),
          `〇${words.join(part)}`,
        ])
          expect([each, misses(each.trim())]).toEqual([each, false])
      }),
      { numRuns: 4000 },
    )
  })

  it('or a date stands near the beginning of the line, blanks aside', () => {
    const before = fc
      .array(fc.constantFrom('甲', '甲', '𠀀', '甲\u3000 '), { minLength: 17, maxLength: 22 })
      .map((all) => all.join(''))
    const date = fc.constantFrom('2031年1月2日', '19 99-1-02', '2 0 3 1.12 .30', '2031年', '2031/1/', '1931年某月')
    fc.assert(
      fc.property(before, date, few('甲0:'), (head, day, tail) => {
        expect(misses(`${head}${day}${tail}`.trim())).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('are in each sentence that a site may say', () => {
    for (const form of alternatives(SENTENCE_SIGN_RE.source))
      for (const word of fc.sample(formed(form), { numRuns: 30, seed: 1 }))
        for (const each of [word, word.toUpperCase()])
          if (SENTENCE_SIGN_RE.test(each) && (webSignsOf(each, 0, each.length) & SAYS) === 0)
            expect.fail(`${form}: ${each}`)
  })

  it('are in each keyword of a trade', () => {
    const pairs = pairSigns([[1, KEYWORD_PAIRS]])
    for (const form of [...GAMBLING, ADULT_PROOF].flatMap(alternatives))
      for (const word of fc.sample(formed(form), { numRuns: 30, seed: 1 }))
        for (const each of [word, word.toUpperCase(), word.toLowerCase()])
          if ((signsIn(pairs, each, 0, each.length) & 1) === 0) expect.fail(`${form}: ${each}`)
  })
})

describe('what is not looked at closely in a page holds nothing', () => {
  it('lines that come again, numbers aside, are among those that may recur', () => {
    const lines = fc.array(few('甲乙丙丁12３－- —_·|=＝ '), { maxLength: 12 }).map((all) => all.join('\n'))
    fc.assert(
      fc.property(lines, (text) => {
        const shapes = new Document(text).fact(lineShapes)
        const keys = Array.from({ length: shapes.count }, (_, i) =>
          squeezed(text, shapes.start[i]!, shapes.end[i]!).replace(/\d+/gu, '#'),
        )
        const found = new Set(recurringLines(text, shapes, new Uint8Array(shapes.count))?.recurring())
        for (const [i, key] of keys.entries()) {
          if (shapes.end[i]! - shapes.start[i]! < 2 || keys.filter((other) => other === key).length < 2) continue
          // One of a single unit is too short where it comes without company.
          const isShort = keys.some((other, k) => other === key && shapes.end[k]! - shapes.start[k]! < 2)
          if (!isShort) expect(found.has(i)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('a text runs on by no more than can be told without its columns', () => {
    const order = ['closed', 'open', 'known', 'cut']
    const clause = few('天地人山水风雨的和了中国').map((all) => all.slice(0, 14))
    const text = fc.tuple(fc.array(clause, { minLength: 20, maxLength: 60 }), fc.constantFrom('', '\u3000\u3000'))
    let told = 0
    fc.assert(
      fc.property(text, ([clauses, indent]) => {
        const paragraphs = Array.from(
          { length: Math.ceil(clauses.length / 6) },
          (_, i) => `${clauses.slice(i * 6, i * 6 + 6).join('，')}。`,
        )
        const wrapped = paragraphs.map((one) => (indent + one).replace(/.{14}(?![，。])/gu, '$&\n')).join('\n')
        const document = new Document(wrapped)
        const { count } = document.fact(lineShapes)
        for (let before = 0; before < count; before++) {
          for (const after of [before + 1, before + 2, before + 5]) {
            const run = order.indexOf(runBetween(document, before, after, () => true))
            if (run > 0) told++
            expect(run).toBeLessThanOrEqual(order.indexOf(runAtMost(document, before, after)))
          }
        }
      }),
      { numRuns: 200 },
    )
    expect(told).toBeGreaterThan(100)
  })

  it('a text without residue has none in the eyes of the closer look either', () => {
    const rule = rules.find(({ id }) => id === 'html-residue')!
    const found = (text: string): unknown[] => [...rule.find(new Document(text), rule.defaults)]
    const pieces = [
      '\n//www.a.cn/',
      'http://a.cn/b.html',
      '甲',
      '，',
      '甲/b.htm',
      '乙/c.shtml',
      '\n',
      ' ',
      'HREF="a">',
      '\\n',
      'x',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (all) => {
        const text = `甲乙丙丁，http://a.cn\n${all.join('')}`
        // Half a label makes the rule look, and is no residue.
        expect(found(`${text}\n甲乙`)).toEqual(found(`${text}\n〈正`))
      }),
      { numRuns: 2000 },
    )
  })
})
