import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from '../src/core/document.ts'
import type { Edit } from '../src/core/edit.ts'
import type { Finding, Level } from '../src/core/rule.ts'
import { cleanText, explain, rules } from '../src/index.ts'
import {
  alone,
  clusterFaults,
  contractFaults,
  findingFaults,
  HOSTILE,
  purityFaults,
  repetitionFaults,
} from '../src/testing/contract.ts'
import { loadRuleFixtures } from '../src/testing/fixtures.ts'
import { anyText } from '../src/testing/texts.ts'

const ROOT = new URL('../', import.meta.url)

/** Every hand-written text of the project, with a name. */
function corpus(): [name: string, text: string][] {
  const texts: [string, string][] = []
  for (const { rule, cases } of loadRuleFixtures()) {
    for (const one of cases) {
      if ('untouched' in one) texts.push([`${rule}: ${one.name}`, one.untouched])
      else texts.push([`${rule}: ${one.name}`, one.damaged], [`${rule}: ${one.name}, repaired`, one.repaired])
    }
  }
  for (const { id, examples } of rules) {
    for (const one of examples!) texts.push([`example of ${id}`, 'damaged' in one ? one.damaged : one.untouched])
  }
  const folder = new URL('test-fixtures/', ROOT)
  const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8')
  for (const name of readdirSync(new URL('untouched/', folder))) texts.push([name, read(`untouched/${name}`)])
  for (const name of readdirSync(new URL('pages/', folder))) {
    for (const file of ['raw.txt', 'clean.txt']) texts.push([`${name}/${file}`, read(`pages/${name}/${file}`)])
  }
  return texts
}
const CORPUS = corpus()

describe('the list of rules', () => {
  it('names each artifact once', () => {
    const ids = rules.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(0)
  })

  it('has a file for each rule, named after it', () => {
    const files = readdirSync(new URL('src/rules/', ROOT)).filter((name) => name !== 'index.ts')
    expect(files.sort()).toEqual(rules.map(({ id }) => `${id}.ts`).sort())
  })

  it('is put to a corpus worth the name', () => {
    expect(CORPUS.length).toBeGreaterThan(200)
    const touched = rules.filter(({ id }) =>
      CORPUS.some(([, text]) => cleanText(text, { ...alone(id), level: 'risky' }) !== text),
    )
    expect(touched).toEqual([...rules])
  })
})

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  // What a rule does only at the level that is not the default, its examples show at that level.
  const level: Level = rule.safety === 'safe' ? 'safe' : 'risky'

  it('says what it is', () => {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/u)
    expect(rule.title.trim()).toBe(rule.title)
    expect(rule.title).toMatch(/[^.。]$/u)
    expect(rule.title).not.toMatch(/[\n\r]/u)
    expect(rule.why!.trim().length).toBeGreaterThan(20)
    expect(['safe', 'risky', 'suggest']).toContain(rule.safety)
    expect(rule.examples!.some((example) => 'damaged' in example)).toBe(true)
    expect(rule.examples!.some((example) => 'untouched' in example)).toBe(true)
  })

  for (const example of rule.examples!) {
    if ('damaged' in example) {
      it(`repairs its example ${JSON.stringify(example.damaged.slice(0, 20))}`, () => {
        expect(example.damaged).not.toBe(example.repaired)
        expect(cleanText(example.damaged, alone(id, level))).toBe(example.repaired)
      })
    } else {
      it(`leaves its example ${JSON.stringify(example.untouched.slice(0, 20))} alone, as all rules together do`, () => {
        expect(cleanText(example.untouched, alone(id, level))).toBe(example.untouched)
        expect(cleanText(example.untouched)).toBe(example.untouched)
      })
    }
  }

  it('keeps the contract on every text of the project', () => {
    const faults = CORPUS.flatMap(([name, text]) => contractFaults(rule, text).map((fault) => `${name}: ${fault}`))
    expect(faults).toEqual([])
  })

  it('keeps the contract on any text at all', () => {
    const holds = fc.property(anyText(), (text) => {
      expect(contractFaults(rule, text)).toEqual([])
    })
    fc.assert(holds, { numRuns: 300 })
  })
})

describe('what one rule learns from a document', () => {
  it('changes nothing for the next, which reads the same facts', () => {
    for (const [name, text] of CORPUS) {
      const faults = purityFaults(text, (document) => rules.flatMap((rule) => [...rule.find(document, rule.defaults)]))
      const backwards = purityFaults(text, (document) =>
        [...rules].reverse().flatMap((rule) => [...rule.find(document, rule.defaults)]),
      )
      expect([...faults, ...backwards], name).toEqual([])
    }
  })
})

/** Runs every rule on every hostile text and says before each what comes; a child, so that it can be stopped. */
const WORK = `
  import { Document } from './src/core/document.ts'
  import { explain, rules } from './src/index.ts'
  import { HOSTILE } from './src/testing/contract.ts'
  for (const length of [2 ** 18, 2 ** 20]) {
    for (const [kind, make] of Object.entries(HOSTILE)) {
      const document = new Document(make(length))
      for (const rule of rules) {
        console.log(rule.id + ' on ' + length + ' code units, ' + kind)
        for (const { edits } of rule.find(document, rule.defaults)) if (edits.length === 0) throw new Error('no edit')
      }
      if (length < 2 ** 20) continue
      console.log('all rules on ' + length + ' code units, ' + kind)
      explain(document.text, { level: 'risky' }).changes.length
    }
  }
  console.log('done')
`

describe('hostile input', () => {
  it('is as long as it is asked to be', () => {
    for (const [kind, make] of Object.entries(HOSTILE)) {
      expect(make(4096).length, kind).toBeGreaterThanOrEqual(4090)
      expect(make(4096).length, kind).toBeLessThan(4200)
      expect(make(4096), kind).toBe(make(4096))
    }
  })

  // No claim about speed: what is not linear takes many minutes at this length.
  const PATIENCE = 600_000

  it(
    'takes no rule more than linear work',
    async () => {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', WORK], {
        cwd: fileURLToPath(ROOT),
        timeout: PATIENCE,
        killSignal: 'SIGKILL',
      })
      let [out, errors] = ['', '']
      child.stdout.on('data', (chunk) => (out += String(chunk)))
      child.stderr.on('data', (chunk) => (errors += String(chunk)))
      await new Promise((resolve) => child.on('close', resolve))
      const last = out.trimEnd().split('\n').at(-1)
      expect({ last, errors: child.exitCode === 0 ? '' : errors }).toEqual({ last: 'done', errors: '' })
    },
    PATIENCE + 20_000,
  )
})

describe('the contract itself', () => {
  const edit = (start: number, end: number, text: string): Edit => ({ start, end, text })
  const finding = (...edits: Edit[]): Finding => ({ edits, reason: 'made up' })
  const TEXT = '0123456789'

  it.each<[what: string, findings: Finding[]]>([
    ['no finding', []],
    ['sorted and disjoint', [finding(edit(0, 1, 'x')), finding(edit(1, 1, 'y')), finding(edit(9, 10, ''))]],
    ['interleaving', [finding(edit(0, 1, '“'), edit(8, 9, '”')), finding(edit(2, 3, '‘'), edit(5, 6, '’'))]],
    ['an insertion, then a replacement in its place', [finding(edit(3, 3, 'x'), edit(3, 4, 'y'))]],
  ])('has nothing against %s', (_, findings) => {
    expect(findingFaults(TEXT, findings)).toEqual([])
  })

  it.each<[what: string, findings: Finding[], fault: string]>([
    ['no edit', [finding()], 'finding 0 has no edit'],
    ['no reason', [{ edits: [edit(0, 1, '')], reason: ' ' }], 'finding 0 has no reason'],
    [
      'unsorted findings',
      [finding(edit(5, 6, '')), finding(edit(1, 2, ''))],
      'finding 1 begins at 1, the one before at 5',
    ],
    [
      'unsorted edits',
      [finding(edit(5, 6, ''), edit(1, 2, ''))],
      'edit 1–2 to "" in a text of 10: not after the one before',
    ],
    ['an end before its start', [finding(edit(5, 3, ''))], 'edit 5–3 to "" in a text of 10: out of bounds'],
    ['a start below zero', [finding(edit(-1, 3, ''))], 'edit -1–3 to "" in a text of 10: out of bounds'],
    ['an end beyond the text', [finding(edit(9, 11, ''))], 'edit 9–11 to "" in a text of 10: out of bounds'],
    ['no whole number', [finding(edit(0.5, 1, ''))], 'edit 0.5–1 to "" in a text of 10: out of bounds'],
    ['no number', [finding(edit(NaN, 1, ''))], 'edit NaN–1 to "" in a text of 10: out of bounds'],
    ['a change of nothing', [finding(edit(2, 4, '23'))], 'edit 2–4 to "23" in a text of 10: changes nothing'],
    ['an insertion of nothing', [finding(edit(2, 2, ''))], 'edit 2–2 to "" in a text of 10: changes nothing'],
    [
      'an overlap of two findings',
      [finding(edit(1, 3, '')), finding(edit(2, 4, ''))],
      'edit 2–4 to "" in a text of 10: meets edit 1–3 to "" in a text of 10',
    ],
    [
      'an overlap of interleaving findings',
      [finding(edit(0, 1, ''), edit(5, 8, '')), finding(edit(2, 3, ''), edit(7, 9, ''))],
      'edit 7–9 to "" in a text of 10: meets edit 5–8 to "" in a text of 10',
    ],
    [
      'two insertions in one place',
      [finding(edit(4, 4, 'x')), finding(edit(4, 4, 'y'))],
      'edit 4–4 to "y" in a text of 10: meets edit 4–4 to "x" in a text of 10',
    ],
  ])('tells of %s', (_, findings, fault) => {
    expect(findingFaults(TEXT, findings)).toContain(fault)
  })

  it('tells of a rule that remembers', () => {
    let runs = 0
    const growing = (): Finding[] => [finding(edit(0, 1, 'x'.repeat(++runs)))]
    expect(purityFaults(TEXT, growing)).toEqual([
      'a second run on the same document finds something else',
      'a run on another document of the same text finds something else',
    ])
    expect(purityFaults(TEXT, () => [finding(edit(0, 1, 'x'))])).toEqual([])
  })

  it('tells of a rule that alters a fact', () => {
    const list = (): number[] => [1]
    const altering = (document: Document): Finding[] => {
      const facts = document.fact(list)
      facts[0]!++
      return [finding(edit(0, facts[0]!, ''))]
    }
    expect(purityFaults(TEXT, altering)).toEqual(['a second run on the same document finds something else'])
  })

  it('tells of a rule that alters the text', () => {
    const altering = (document: Document): Finding[] => {
      Object.assign(document, { text: 'another' })
      return []
    }
    expect(purityFaults(TEXT, altering)).toEqual([`the document's text has become "another"`])
  })

  it.each<[what: string, text: string, given: Edit, faults: number]>([
    ['a whole pair', '0\u{20000}1', edit(1, 3, ''), 0],
    ['half a pair at the end', '0\u{20000}1', edit(1, 2, ''), 1],
    ['half a pair at the start', '0\u{20000}1', edit(2, 3, ''), 1],
    ['an insertion in a pair', '0\u{20000}1', edit(2, 2, 'x'), 1],
    ['a base without its mark', 'e\u0301', edit(0, 1, 'é'), 1],
    ['a mark without its base', 'e\u0301', edit(1, 2, ''), 1],
    ['half a family', '\u{1f468}\u200d\u{1f469}', edit(0, 2, ''), 1],
    ['the joiner of a family', '\u{1f468}\u200d\u{1f469}', edit(2, 3, ''), 1],
    ['half a flag', '\u{1f1e8}\u{1f1f3}', edit(2, 4, ''), 1],
    ['an ideograph without its variation selector', '葛\u{e0100}', edit(0, 1, ''), 1],
    ['a joiner that joins nothing', '山\u200d水', edit(1, 2, ''), 0],
    ['joiners that join nothing', '山\u200d\u200d', edit(1, 3, ''), 0],
    ['the line feed of a CR LF', '山\r\n水', edit(2, 3, ''), 0],
    ['the ends of the text', '山水', edit(0, 2, ''), 0],
  ])('%s', (_, text, given, faults) => {
    expect(clusterFaults(text, [given]).length).toBe(faults)
  })

  it('tells of a rule that is not done', () => {
    expect(repetitionFaults('safe', [])).toEqual([])
    expect(repetitionFaults('safe', [{ edits: [edit(0, 1, '')] }])).toEqual([
      'not idempotent at level safe: once more gives {"start":0,"end":1,"text":""}',
    ])
  })

  it('puts all of it to a rule', () => {
    const rule = rules.find(({ id }) => id === 'invisible')
    const damaged = '\ufeff山'
    expect(explain(damaged, alone(rule!.id)).steps.length).toBe(1)
    expect(contractFaults(rule!, damaged)).toEqual([])
    const unsorted = { ...rule!, find: () => [finding(edit(1, 2, '')), finding(edit(0, 1, ''))] }
    expect(contractFaults(unsorted, damaged)).toEqual(['finding 1 begins at 0, the one before at 1'])
    let runs = 0
    const forgetful = { ...rule!, find: () => (runs++ % 2 === 0 ? [] : [finding(edit(0, 1, ''))]) }
    expect(contractFaults(forgetful, damaged)).toEqual(['a second run on the same document finds something else'])
  })

  it('hears one rule alone', () => {
    for (const { id } of rules) {
      const { rules: settings, level } = alone(id, 'risky')
      expect(level).toBe('risky')
      expect(Object.entries(settings!).filter(([, on]) => on)).toEqual([[id, true]])
      expect(Object.keys(settings!).length).toBe(rules.length)
    }
  })
})
