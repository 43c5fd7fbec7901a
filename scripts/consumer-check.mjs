/**
 * Is the package what a user needs? Packs it, puts it beside its dependencies into an empty project, and uses it there as users do: as an
 * ES module, through `require`, from TypeScript, and on the command line. Nothing is fetched. Needs a build.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath, stdout } from 'node:process'
import { fileURLToPath, URL } from 'node:url'

const project = fileURLToPath(new URL('..', import.meta.url))
const consumer = mkdtempSync(join(tmpdir(), 'kanwu-consumer-'))
const installed = join(consumer, 'node_modules', 'kanwu')

const DAMAGED = '\u6e14\u6e2f:\u5f00\u6355'
const REPAIRED = '\u6e14\u6e2f\uff1a\u5f00\u6355'
const CONVERTED = '\u6f01\u6e2f\uff1a\u958b\u6355'

/** What a program does with the package, whatever it is written in. */
const PROGRAM = `
const explanation = explain('${DAMAGED}')
if (cleanText('${DAMAGED}') !== '${REPAIRED}') throw new Error('cleanText')
if (createCleaner({ keep: [':'] }).cleanText('${DAMAGED}') !== '${DAMAGED}') throw new Error('createCleaner')
if (explanation.changes[0]?.by[0]?.rule !== 'punctuation-width') throw new Error('explain')
if (frequency('\u81ea\u5df1') < 1000 || frequency('\u81ea\u5df2') > 0) throw new Error('frequency')
if (!formatDiff('${DAMAGED}', explanation).includes('punctuation-width')) throw new Error('formatDiff')
if (cleanText('${DAMAGED}', { extra: [script({ to: 'taiwan' })] }) !== '${CONVERTED}') throw new Error('script to taiwan')
if (cleanText('${CONVERTED}', { extra: [script({ to: 'simplified' })] }) !== '${REPAIRED}') throw new Error('script to simplified')
`
const PROGRAMS = {
  'module.mjs': `import { cleanText, createCleaner, explain } from 'kanwu'
import { frequency } from 'kanwu/lexicon'
import { formatDiff } from 'kanwu/report'
import { script } from 'kanwu/opencc'
${PROGRAM}`,
  'script.cjs': `const { cleanText, createCleaner, explain } = require('kanwu')
const { frequency } = require('kanwu/lexicon')
const { formatDiff } = require('kanwu/report')
const { script } = require('kanwu/opencc')
${PROGRAM}`,
}
/** The same with types, and options that the types must accept or refuse. */
const TYPED = `import { cleanText, createCleaner, explain, type CleanOptions, type Explanation } from 'kanwu'
import { frequency } from 'kanwu/lexicon'
import { formatDiff } from 'kanwu/report'
import { script } from 'kanwu/opencc'
export const options: CleanOptions = { level: 'risky', rules: { 'broken-line': { join: 'always' } }, keep: [/x/u] }
cleanText('', { rules: { 'ocr-confusion': { frequency } } })
export const again: Explanation = createCleaner(options).explain('')
// @ts-expect-error no rule has this name
cleanText('', { rules: { 'fix-lines': true } })
// @ts-expect-error the option is no number
cleanText('', { rules: { 'broken-line': { join: 1 } } })
// @ts-expect-error there is no such script
script({ to: 'classical' })
${PROGRAM}`

try {
  const packed = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', consumer], { cwd: project })
  const [{ filename, files }] = JSON.parse(packed)
  for (const { path } of files) {
    assert.match(path, /^(?:dist\/|docs\/rules\.md$|package\.json$|[A-Z]+(?:\.md)?$)/u, `nobody needs ${path}`)
  }
  mkdirSync(installed, { recursive: true })
  run('tar', ['-xzf', filename, '-C', installed, '--strip-components', '1'])

  const { bin, dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    const from = join(project, 'node_modules', name)
    const own = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')).dependencies ?? {}
    assert.deepEqual(own, {}, `${name} has dependencies itself: install those here as well`)
    cpSync(from, join(consumer, 'node_modules', name), { recursive: true })
  }

  for (const [name, program] of Object.entries(PROGRAMS)) {
    writeFileSync(join(consumer, name), program)
    run(execPath, [name])
  }

  writeFileSync(join(consumer, 'typed.mts'), TYPED)
  writeFileSync(join(consumer, 'typed.cts'), TYPED)
  const compiler = join(project, 'node_modules', 'typescript', 'bin', 'tsc')
  const compilerOptions = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022']
  run(execPath, [compiler, ...compilerOptions, 'typed.mts', 'typed.cts'])

  const command = join(installed, bin.kanwu)
  assert.match(readFileSync(command, 'utf8'), /^#!\/usr\/bin\/env node\n/u)
  assert.equal(run(execPath, [command], { input: DAMAGED }), REPAIRED)
  assert.match(run(execPath, [command, '--list']), /^punctuation-width /mu)
  stdout.write(`consumer-check: the package of ${files.length} files works\n`)
} finally {
  rmSync(consumer, { recursive: true, force: true })
  assert(!existsSync(consumer))
}

/** Standard output; an error with everything that was printed, if the command fails. */
function run(command, args, options = {}) {
  try {
    return execFileSync(command, args, { cwd: consumer, encoding: 'utf8', stdio: 'pipe', ...options })
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')}\n${error.stdout}${error.stderr}`)
  }
}
