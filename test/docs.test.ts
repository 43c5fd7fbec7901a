import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import manifest from '../package.json'
import { rulesDoc } from '../scripts/generate-rules-doc.ts'
import { withQuality } from '../scripts/readme-quality.ts'
import { parsed } from '../src/cli/arguments.ts'
import { Document } from '../src/core/document.ts'
import { applyEdits, cleanText, type Rule } from '../src/index.ts'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8')

const README = read('README.md')
const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  'test-fixtures/README.md',
  ...['docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(PROJECT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
]

/** The blocks of code with exactly this info string. */
function blocks(markdown: string, info: string): string[] {
  const found: string[] = []
  let open: { readonly info: string; readonly lines: string[] } | undefined
  for (const line of markdown.split('\n')) {
    if (open === undefined) {
      if (line.startsWith('```')) open = { info: line.slice(3), lines: [] }
    } else if (line === '```') {
      if (open.info === info) found.push(open.lines.join('\n'))
      open = undefined
    } else open.lines.push(line)
  }
  expect(open, 'a block without an end').toBeUndefined()
  return found
}

describe('what is generated is what would be generated now (npm run docs)', () => {
  it('docs/rules.md', () => {
    expect(read('docs/rules.md')).toBe(rulesDoc())
  })

  it('the figures of the README', () => {
    expect(withQuality(README)).toBe(README)
  })
})

describe('the README', () => {
  it.each(['npm ci && npm run demo', 'npm ci && npm test'])('has %s in a block of its own', (command) => {
    expect(blocks(README, 'sh')).toContain(command)
  })

  it('shows what cleaning makes of its example', () => {
    const [before, after] = ['text before', 'text after'].map((info) => blocks(README, info))
    expect([before, after].map((found) => found!.length)).toEqual([1, 1])
    expect(cleanText(before![0]!)).toBe(after![0])
  })

  it('shows command lines that the command accepts', () => {
    const lines = blocks(README, 'sh')
      .flatMap((block) => block.split('\n'))
      .filter((line) => line.startsWith('kanwu '))
    expect(lines.length).toBeGreaterThan(3)
    // No shell here: what is redirected is no argument.
    for (const line of lines)
      parsed(
        line
          .replace(/ [<>].*$/u, '')
          .split(' ')
          .slice(1),
      )
  })
})

describe('the snippets do what they say', () => {
  for (const path of DOCUMENTS) {
    const snippets = blocks(read(path), 'ts')
    if (snippets.length === 0) continue
    it.each(snippets)(`${path} %#`, async (snippet) => {
      const { claims, exported } = await ran(snippet)
      const found = Object.values(exported).filter(isRule)
      expect(claims.length + found.length, 'a snippet claims something or defines a rule').toBeGreaterThan(0)
      for (const { code, value, claimed } of claims) expect(value, code).toEqual(claimed)
      for (const rule of found) expectExamples(rule)
    })
  }

  it('and one that does not is noticed', async () => {
    const { claims } = await ran(`import { cleanText } from 'kanwu'\nconst text = cleanText('') // → 'x'\ntext // → ''`)
    expect(claims).toEqual([
      { code: `const text = cleanText('')`, value: '', claimed: 'x' },
      { code: 'text', value: '', claimed: '' },
    ])
  })
})

describe('the documents point to what there is', () => {
  it.each(DOCUMENTS)('%s', (path) => {
    const text = read(path)
    for (const [, target] of text.matchAll(/\]\(([^()\s#:]+)(?:#[^()\s]*)?\)/gu)) {
      expect(existsSync(join(PROJECT, dirname(path), target!)), target).toBe(true)
    }
    for (const [, target] of text.matchAll(/`((?:src|bench|docs|scripts|test|test-fixtures)\/[\w./-]*)`/gu)) {
      expect(existsSync(join(PROJECT, target!)), target).toBe(true)
    }
    for (const [, script] of text.matchAll(/npm run ([\w:-]+)/gu)) {
      expect(Object.keys(manifest.scripts)).toContain(script)
    }
  })

  it('docs/dependencies.md has every dependency and no other', () => {
    const listed = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \|/gmu)].map((match) => match[1])
    expect(listed).toEqual([...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)])
  })
})

interface Claim {
  readonly code: string
  readonly value: unknown
  readonly claimed: unknown
}

/**
 * Runs a snippet. `kanwu` is the source's public entry, and relative paths are those of a file in `src/rules`. A comment `// → value`
 * behind a statement claims the value of the expression, or of the constant that is declared.
 */
async function ran(code: string): Promise<{ claims: Claim[]; exported: Record<string, unknown> }> {
  const source = ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.ES2022)
  const modules = new Map<string, unknown>()
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue
    const name = (statement.moduleSpecifier as ts.StringLiteral).text
    modules.set(name, await import(/* @vite-ignore */ pathOf(name)))
  }
  const program = source.statements.map((statement, i) => {
    const next = source.statements[i + 1]?.getStart(source) ?? code.length
    const text = statement.getText(source)
    const claim = /^\s*\/\/ → ([^\n]+)/u.exec(code.slice(statement.end, next))?.[1]
    if (claim === undefined) return text
    if (ts.isExpressionStatement(statement)) {
      return `claim(${JSON.stringify(text)}, ${statement.expression.getText(source)}, ${claim})`
    }
    if (!ts.isVariableStatement(statement)) throw new Error(`nothing to claim about: ${text}`)
    const name = statement.declarationList.declarations[0]!.name.getText(source)
    return `${text}\nclaim(${JSON.stringify(text)}, ${name}, ${claim})`
  })
  const { outputText } = ts.transpileModule(program.join('\n'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  const claims: Claim[] = []
  const exported: Record<string, unknown> = {}
  new Function('require', 'exports', 'claim', outputText)(
    (name: string) => modules.get(name),
    exported,
    (code: string, value: unknown, claimed: unknown) => claims.push({ code, value, claimed }),
  )
  return { claims, exported }
}

const ENTRIES: Readonly<Record<string, string>> = {
  kanwu: 'index.ts',
  'kanwu/report': 'report/index.ts',
  'kanwu/lexicon': 'lexicon.ts',
  'kanwu/opencc': 'opencc/index.ts',
}

function pathOf(name: string): string {
  const own = ENTRIES[name]
  if (own !== undefined) return join(PROJECT, 'src', own)
  if (name.startsWith('../')) return join(PROJECT, 'src/rules', name)
  throw new Error(`a snippet imports ${name}`)
}

const isRule = (value: unknown): value is Rule => typeof (value as Partial<Rule> | null)?.find === 'function'

function expectExamples(rule: Rule): void {
  for (const example of rule.examples!) {
    const [text, wanted] =
      'damaged' in example ? [example.damaged, example.repaired] : [example.untouched, example.untouched]
    const edits = [...rule.find(new Document(text), rule.defaults)].flatMap((finding) => finding.edits)
    expect(applyEdits(text, edits), rule.id).toBe(wanted)
  }
}
