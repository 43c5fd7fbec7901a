import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { score } from '../bench/score.ts'
import { cleanText, rules, type CleanOptions, type RuleId } from '../src/index.ts'
import { loadRuleFixtures } from '../src/testing/fixtures.ts'

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '../test-fixtures')

/** Options under which one rule acts alone. */
const alone = (id: RuleId, options: object | undefined, level: 'safe' | 'risky' | undefined): CleanOptions => ({
  level: level ?? 'safe',
  rules: Object.fromEntries(rules.map((rule) => [rule.id, rule.id === id ? (options ?? true) : false])),
})

for (const { rule, cases } of loadRuleFixtures()) {
  describe(`fixtures of ${rule}`, () => {
    for (const c of cases) {
      // An expected failure goes red as soon as the case holds, so that nobody forgets to take the note off.
      const test = c.knownFailure === undefined ? it : it.fails
      const options = alone(rule as RuleId, c.options, c.level)
      if ('untouched' in c) {
        test(`leaves alone: ${c.name}`, () => {
          expect(cleanText(c.untouched, options)).toBe(c.untouched)
          expect(cleanText(c.untouched, { level: c.level ?? 'safe' })).toBe(c.untouched)
        })
      } else {
        test(`repairs: ${c.name}`, () => {
          expect(cleanText(c.damaged, options)).toBe(c.repaired)
        })
      }
    }
  })
}

/** The line of an `about.md` that says how much of the page is not right yet, and what. */
const KNOWN_FAILURE_RE = /^Known failure, (\d+) units: \S/mu

describe('whole pages', () => {
  for (const name of readdirSync(join(FIXTURES, 'pages'))) {
    it(`${name} comes out as its editor left it`, () => {
      const read = (file: string): string => readFileSync(join(FIXTURES, 'pages', name, file), 'utf8')
      const allowed = Number(KNOWN_FAILURE_RE.exec(read('about.md'))?.[1] ?? 0)
      const { total, residue } = score(read('raw.txt'), read('clean.txt'), cleanText(read('raw.txt')))
      expect(total.errors).toBeGreaterThan(20)
      const wrong = total.missed + total.harmed
      if (allowed === 0) return expect(residue).toEqual([])
      expect(wrong, 'worse than the known failure').toBeLessThanOrEqual(allowed)
      expect(wrong, 'right at last: take the known failure out').toBeGreaterThan(0)
    })
  }
})

/** Good texts in which a reading that is likely elsewhere is wrong, so that the risky level may change them. */
const WRONG_IF_RISKY = ['primer.txt', 'references.txt']

describe('good texts', () => {
  for (const name of readdirSync(join(FIXTURES, 'untouched'))) {
    const text = readFileSync(join(FIXTURES, 'untouched', name), 'utf8')
    it(`${name} comes out byte-identical`, () => {
      expect(cleanText(text)).toBe(text)
    })
    it.skipIf(WRONG_IF_RISKY.includes(name))(`${name} comes out byte-identical at the risky level too`, () => {
      expect(cleanText(text, { level: 'risky' })).toBe(text)
    })
  }
})
