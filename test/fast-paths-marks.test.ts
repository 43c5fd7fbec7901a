import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Document, type Fact } from '../src/core/document.ts'
import type { Finding, Safety } from '../src/core/rule.ts'
import { rules } from '../src/rules/index.ts'
import { lineShapes } from '../src/text/line-shape.ts'
import { isCode } from '../src/text/prose-lines.ts'
import { HALF_MARK, signs } from '../src/text/signs.ts'
import { isCodeLine } from '../src/text/verbatim.ts'
import { loadRuleFixtures } from '../src/testing/fixtures.ts'

/** Short looks that spare long ones, each against what it stands for. */
const few = (signs: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(signs)), { maxLength: 40 }).map((all) => all.join(''))

/** Without a half-width mark, a line has none of its marks widened, whatever else it holds: that is no look that comes first. */
const suspected = (sign: number): number => (sign & HALF_MARK) | ~HALF_MARK

/** A text of which every line seems to hold all that the rules of marks look for. */
class Suspect extends Document {
  override fact<T>(fact: Fact<T>): T {
    if (fact !== signs) return super.fact(fact)
    const { all, lines } = super.fact(signs)
    return { all: suspected(all), lines: lines.map(suspected) } as T
  }
}

const MARK_RULES = rules.filter(({ id }) =>
  /^(?:punctuation|dash|ellipsis|doubled|quote|name-dot|glyph|invisible|private|injected|ocr|mojibake|html|spam|page-furniture)/u.test(
    id,
  ),
)

const SAFETIES: readonly Safety[] = ['suggest', 'risky', 'safe']

/** What the rule finds that somebody would hear of. */
const findingsOf = (rule: (typeof rules)[number], document: Document, least: Safety): Finding[] =>
  [...rule.find(document, rule.defaults, least)].filter(
    ({ safety = rule.safety }) => SAFETIES.indexOf(safety) >= SAFETIES.indexOf(least),
  )

const expectSame = (text: string): void => {
  for (const rule of MARK_RULES) {
    for (const least of SAFETIES) {
      const found = findingsOf(rule, new Document(text), least)
      expect(found, rule.id).toEqual(findingsOf(rule, new Suspect(text), least))
    }
  }
}

/** What signs stand for, whole and in halves, among what may stand beside them. */
const PIECES = [
  ...'甲乙丙约翰·丹尼尔，。、；：？！“”‘’（）《》〈〉…—一─━‥・．1２OlI〇○年月日 \u3000\n\r\t,;?!:.()[]{}<>"\'`~#*-/\\%abK',
  ...[
    '--',
    '—\n—',
    '......',
    '。。',
    '标点',
    '引号',
    '全角',
    'U+FF0C',
    '``',
    "''",
    '[M]',
    ': ',
    '{0}',
    '%s',
    '# ',
    '](',
    '**',
  ],
  ...[
    '甲(yi)',
    '甲（yǐ）',
    '2O22年',
    '二O二二',
    '他说',
    '吗?',
    '\u2015',
    '\uff0d',
    '\u2f08',
    '\u00a0',
    '\u200b',
    '\ufe13',
    '\ue5e5',
  ],
  ...[
    '甲乙丙丁戊己，',
    '，甲乙丙丁戊己。',
    '卡尔。荣格',
    '\r\r\n',
    '\udb40\udc41',
    '\u2028',
    '甲,乙',
    '(2012):33-4',
    '甲``乙”丙',
    '甲,乙,',
    '甲"乙"',
    '`甲`',
    '\uf06c',
  ],
]

describe('a rule of marks looks wherever it would find something', () => {
  it('in texts of what it looks for', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }), (pieces) => expectSame(pieces.join(''))),
      { numRuns: 2000 },
    )
  })

  it('at the end of a text', () => {
    expectSame('春天来了. 花开\n秋天来了. 叶落\n甲乙丙丁戊.')
  })

  it('in the cases of every rule', () => {
    for (const { cases } of loadRuleFixtures()) {
      for (const each of cases) expectSame('damaged' in each ? each.damaged : each.untouched)
    }
  })

  it('at every code unit', () => {
    const unary = MARK_RULES.filter(({ id }) => ['invisible', 'private-use', 'glyph-form'].includes(id))
    for (let unit = 0; unit < 0x10000; unit++) {
      const text = `甲乙${String.fromCharCode(unit)}丙丁，`
      for (const rule of unary) {
        const [found, all] = [new Document(text), new Suspect(text)].map(
          (each) => findingsOf(rule, each, 'suggest').length,
        )
        if (found !== all) expect.fail(`${rule.id}: U+${unit.toString(16)}`)
      }
    }
  })

  it('and takes the same lines for code', () => {
    fc.assert(
      fc.property(few('甲乙丙，=;{}$"\\ab: /'), (text) => {
        const document = new Document(text)
        const { count, start, end } = document.fact(lineShapes)
        for (let i = 0; i < count; i++) expect(isCode(document, i)).toBe(isCodeLine(text, start[i]!, end[i]!))
      }),
    )
  })
})
