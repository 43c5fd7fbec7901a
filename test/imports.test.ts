import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/**
 * Which parts of `src` a part may import, itself included if it is listed, and which packages. A part is a folder of `src`, or a file
 * beside them. `rules/index` is the list of the rules; everything else in `rules` is one rule.
 */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  data: [],
  core: ['core', 'unicode-segmenter/grapheme'],
  text: ['text', 'core', 'data'],
  rules: ['core', 'text', 'data'],
  'rules/index': ['rules', 'core'],
  options: ['core', 'rules/index'],
  clean: ['core', 'options', 'rules/index'],
  index: ['clean', 'options', 'core', 'rules/index'],
  report: ['report', 'core', 'diff'],
  opencc: ['opencc', 'options', 'text', 'core', 'opencc-js/cn2t', 'opencc-js/t2cn'],
  lexicon: ['data'],
  stream: ['stream', 'clean'],
}

/** May import whatever is published, and itself; only the command knows of Node. */
const OUTSIDE = ['cli', 'testing']

/** Scripts that write tables; they are run by hand and nothing imports them. */
const GENERATOR_RE = /^data\/generate-[^/]+\.ts$/u

/** Paths from `src` with their texts. */
type Sources = ReadonlyMap<string, string>

const partOf = (file: string): string => {
  if (file === 'rules/index.ts') return 'rules/index'
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : file.replace(/\.ts$/u, '')
}

/** What a file imports or exports from, types included: files of `src` as paths from there, anything else by its own name. */
function importsOf(file: string, text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith('.')) return fileName
    return posix.join(posix.dirname(file), fileName)
  })
}

/** The imports that no arrow allows. */
function forbidden(sources: Sources): string[] {
  const faults: string[] = []
  for (const [file, text] of sources) {
    if (GENERATOR_RE.test(file)) continue
    const part = partOf(file)
    const allowed = ARROWS[part]
    if (allowed === undefined && !OUTSIDE.includes(part)) {
      faults.push(`${file}: '${part}' is no part that ARROWS knows`)
      continue
    }
    for (const target of importsOf(file, text)) {
      if (!isAllowed(part, allowed, target, sources)) faults.push(`${file} imports ${target}`)
    }
  }
  return faults
}

function isAllowed(part: string, allowed: readonly string[] | undefined, target: string, sources: Sources): boolean {
  const isOurs = sources.has(target)
  if (isOurs && GENERATOR_RE.test(target)) return false
  if (allowed !== undefined) return allowed.includes(isOurs ? partOf(target) : target)
  if (isOurs) return partOf(target) === part || !OUTSIDE.includes(partOf(target))
  if (part === 'testing') return !target.startsWith('.')
  return target.startsWith('node:') || target === '../package.json'
}

/** Everything that the file leads to, itself included: files and packages. */
function reachable(sources: Sources, from: string, seen = new Set<string>()): Set<string> {
  if (seen.has(from)) return seen
  seen.add(from)
  for (const target of importsOf(from, sources.get(from) ?? '')) reachable(sources, target, seen)
  return seen
}

/** The first cycle that is found, from a file to itself; empty if there is none. */
function cycle(sources: Sources): string[] {
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return []
    for (const target of importsOf(file, sources.get(file) ?? '')) {
      const found = visit(target, [...path, file])
      if (found.length > 0) return found
    }
    done.add(file)
    return []
  }
  for (const file of sources.keys()) {
    const found = visit(file, [])
    if (found.length > 0) return found
  }
  return []
}

const SRC = new URL('../src/', import.meta.url)
const OURS: Sources = new Map(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => [path, readFileSync(new URL(path, SRC), 'utf8')]),
)

describe('the sources', () => {
  it('are all read, with their imports', () => {
    expect([...OURS.keys()]).toEqual(
      expect.arrayContaining(['index.ts', 'core/edit.ts', 'rules/index.ts', 'cli/main.ts']),
    )
    expect(importsOf('clean.ts', OURS.get('clean.ts')!)).toEqual(
      expect.arrayContaining(['core/document.ts', 'core/rule.ts', 'options.ts']),
    )
    // As many as a plain reading finds: nothing is imported in a way that the parser overlooks.
    for (const [file, text] of OURS) {
      const plain = text.match(/^(?:import|export)\b[^'"`;=]+\bfrom '[^']+'|^import '[^']+'/gmu) ?? []
      expect(importsOf(file, text).length, file).toBe(plain.length)
    }
  })

  it('import one way', () => {
    expect(forbidden(OURS)).toEqual([])
  })

  it('import in no circle', () => {
    expect(cycle(OURS)).toEqual([])
  })

  it('keep the list of words out of the other entries', () => {
    expect([...reachable(OURS, 'lexicon.ts')].sort()).toEqual(['data/lexicon.ts', 'lexicon.ts'])
    for (const entry of ['index.ts', 'report/index.ts', 'cli/main.ts']) {
      expect([...reachable(OURS, entry)], entry).not.toContain('data/lexicon.ts')
    }
  })

  it('need nothing of a runtime, and no dictionary, behind the library’s entries', () => {
    for (const entry of ['index.ts', 'report/index.ts']) {
      const all = [...reachable(OURS, entry)]
      expect(all.length).toBeGreaterThan(5)
      expect(all.filter((target) => target.startsWith('node:') || target.startsWith('opencc'))).toEqual([])
      expect(all.filter((target) => target.startsWith('cli/') || target.startsWith('testing/'))).toEqual([])
      expect(
        all.filter((target) => !OURS.has(target) && !['unicode-segmenter/grapheme', 'diff'].includes(target)),
      ).toEqual([])
    }
  })
})

describe('the check', () => {
  const NO_IMPORTS = [
    'core/edit.ts',
    'core/document.ts',
    'text/classes.ts',
    'data/radicals.ts',
    'options.ts',
    'clean.ts',
  ].concat(
    ['index.ts', 'rules/index.ts', 'rules/overprint.ts', 'rules/invisible.ts', 'report/index.ts', 'cli/main.ts'],
    ['testing/texts.ts', 'data/generate-radicals.ts'],
  )
  /** The project with one file's text replaced. */
  const withFile = (file: string, text: string): Sources =>
    new Map([...NO_IMPORTS.map((path) => [path, ''] as const), [file, text]])

  it.each<[file: string, text: string]>([
    ['core/edit.ts', `import { Document } from './document.ts'`],
    ['core/edit.ts', `import { graphemeSegments } from 'unicode-segmenter/grapheme'`],
    ['text/classes.ts', `import { RADICALS } from '../data/radicals.ts'\nimport type { Edit } from '../core/edit.ts'`],
    ['text/spacing.ts', `import { classOf } from './classes.ts'`],
    ['rules/overprint.ts', `import { classAt } from '../text/classes.ts'\nimport '../data/radicals.ts'`],
    ['rules/index.ts', `import { overprint } from './overprint.ts'`],
    ['clean.ts', `import { planOf } from './options.ts'\nimport { rules } from './rules/index.ts'`],
    ['index.ts', `export { cleanText } from './clean.ts'`],
    ['report/diff.ts', `import { diffChars } from 'diff'\nimport type { Span } from '../core/edit.ts'`],
    ['stream/index.ts', `import { createCleaner } from '../clean.ts'`],
    [
      'cli/main.ts',
      `import fs from 'node:fs'\nimport { rules } from '../index.ts'\nimport p from '../../package.json'`,
    ],
    ['testing/texts.ts', `import fc from 'fast-check'\nimport fs from 'node:fs'\nimport '../options.ts'`],
    ['data/generate-radicals.ts', `import { readFileSync } from 'node:fs'`],
  ])('allows %s: %s', (file, text) => {
    expect(importsOf(file, text).length).toBeGreaterThan(0)
    expect(forbidden(withFile(file, text))).toEqual([])
  })

  it.each<[file: string, text: string, target: string]>([
    ['data/radicals.ts', `import { byPosition } from '../core/edit.ts'`, 'core/edit.ts'],
    ['data/radicals.ts', `import { MARKS } from './marks.ts'`, 'data/marks.ts'],
    ['core/edit.ts', `import { classOf } from '../text/classes.ts'`, 'text/classes.ts'],
    ['core/edit.ts', `import type { RuleId } from '../rules/index.ts'`, 'rules/index.ts'],
    ['core/edit.ts', `import { diffChars } from 'diff'`, 'diff'],
    ['text/classes.ts', `import { overprint } from '../rules/overprint.ts'`, 'rules/overprint.ts'],
    ['text/classes.ts', `export * from '../clean.ts'`, 'clean.ts'],
    ['rules/overprint.ts', `import { invisible } from './invisible.ts'`, 'rules/invisible.ts'],
    ['rules/overprint.ts', `import { rules } from './index.ts'`, 'rules/index.ts'],
    ['rules/overprint.ts', `import { nearestOf } from '../options.ts'`, 'options.ts'],
    ['rules/index.ts', `import { RADICALS } from '../data/radicals.ts'`, 'data/radicals.ts'],
    ['options.ts', `import { overprint } from './rules/overprint.ts'`, 'rules/overprint.ts'],
    ['options.ts', `import { cleanText } from './clean.ts'`, 'clean.ts'],
    ['clean.ts', `import { classOf } from './text/classes.ts'`, 'text/classes.ts'],
    ['clean.ts', `import { readFileSync } from 'node:fs'`, 'node:fs'],
    ['index.ts', `export { formatDiff } from './report/index.ts'`, 'report/index.ts'],
    ['index.ts', `export { anyText } from './testing/texts.ts'`, 'testing/texts.ts'],
    ['report/index.ts', `import { explain } from '../clean.ts'`, 'clean.ts'],
    ['report/index.ts', `const fs = await import('node:fs')`, 'node:fs'],
    ['stream/index.ts', `import { run } from '../cli/main.ts'`, 'cli/main.ts'],
    ['cli/main.ts', `import { anyText } from '../testing/texts.ts'`, 'testing/texts.ts'],
    ['cli/main.ts', `import chalk from 'chalk'`, 'chalk'],
    ['cli/main.ts', `import { naiveClean } from '../../bench/naive.ts'`, '../bench/naive.ts'],
    ['testing/texts.ts', `import { run } from '../cli/main.ts'`, 'cli/main.ts'],
    ['testing/texts.ts', `import '../data/generate-radicals.ts'`, 'data/generate-radicals.ts'],
    ['rules/overprint.ts', `import '../data/generate-radicals.ts'`, 'data/generate-radicals.ts'],
    ['core/edit.ts', `import './missing.ts'`, 'core/missing.ts'],
  ])('refuses %s: %s', (file, text, target) => {
    expect(forbidden(withFile(file, text))).toEqual([`${file} imports ${target}`])
  })

  it('refuses a part that it does not know', () => {
    expect(forbidden(withFile('helpers/index.ts', ''))).toEqual([
      `helpers/index.ts: 'helpers' is no part that ARROWS knows`,
    ])
    expect(forbidden(withFile('util.ts', ''))).toEqual([`util.ts: 'util' is no part that ARROWS knows`])
  })

  it('finds circles, however long, and of types too', () => {
    const files: [string, string][] = [
      ['index.ts', `export * from './core/a.ts'`],
      ['core/a.ts', `import { b } from './b.ts'`],
      ['core/b.ts', `import type { C } from './c.ts'`],
      ['core/c.ts', `import 'diff'`],
    ]
    expect(cycle(new Map(files))).toEqual([])
    const circle = new Map([...files, ['core/c.ts', `import { a } from './a.ts'`] as const])
    expect(cycle(circle)).toEqual(['core/a.ts', 'core/b.ts', 'core/c.ts', 'core/a.ts'])
    expect(cycle(new Map([['core/a.ts', `import './a.ts'`]]))).toEqual(['core/a.ts', 'core/a.ts'])
  })

  it('follows imports to their ends', () => {
    const files: [string, string][] = [
      ['index.ts', `export * from './clean.ts'`],
      ['clean.ts', `import type { A } from './core/a.ts'`],
      ['core/a.ts', `import fs from 'node:fs'`],
      ['core/b.ts', `import 'opencc-js'`],
    ]
    expect([...reachable(new Map(files), 'index.ts')]).toEqual(['index.ts', 'clean.ts', 'core/a.ts', 'node:fs'])
  })
})
