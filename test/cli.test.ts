import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { version } from '../package.json'
import { run, type Io } from '../src/cli/run.ts'
import { rules } from '../src/index.ts'

const DAMAGED = '前一段。\n\n\n\n\n后一段。\n'
const CLEAN = '前一段。\n\n后一段。\n'
/** With this, new rules do not change what the tests see. */
const ONLY = ['--only', 'blank-line']

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kanwu-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string): string => join(folder, name)
function file(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content)
  return at(name)
}
const read = (name: string): string => readFileSync(at(name), 'utf8')

interface Given {
  readonly stdin?: string | readonly Uint8Array[]
  readonly color?: boolean
  /** Error codes of the writes to standard output, in order. */
  readonly writeErrors?: readonly string[]
}

async function kanwu(argv: readonly string[], { stdin = '', color = false, writeErrors = [] }: Given = {}) {
  const written: string[] = []
  const complaints: string[] = []
  let writes = 0
  const io: Io = {
    stdin: (async function* () {
      yield* typeof stdin === 'string' ? [Buffer.from(stdin)] : stdin
    })(),
    stdout: {
      write(text, done) {
        const code = writeErrors[writes++]
        if (code === undefined) written.push(text)
        queueMicrotask(() => done(code === undefined ? null : Object.assign(new Error(`write ${code}`), { code })))
      },
    },
    stderr: { write: (text) => complaints.push(text) },
    color,
  }
  const status = await run(argv, io)
  return { status, stdout: written.join(''), stderr: complaints.join(''), writes }
}

const INVALID = Buffer.concat([Buffer.from('前'), Buffer.from([0xc2, 0xd2]), Buffer.from('\n')])

describe('reading', () => {
  it('cleans standard input where there is no file, and where the file is -', async () => {
    const result = { status: 0, stdout: CLEAN, stderr: '', writes: 1 }
    expect(await kanwu(ONLY, { stdin: DAMAGED })).toEqual(result)
    expect(await kanwu([...ONLY, '-'], { stdin: DAMAGED })).toEqual(result)
  })

  it('joins characters that are cut between two chunks', async () => {
    const bytes = Buffer.from(DAMAGED)
    const chunks = [bytes.subarray(0, 4), bytes.subarray(4, 8), bytes.subarray(8)]
    expect((await kanwu(ONLY, { stdin: chunks })).stdout).toBe(CLEAN)
  })

  it('cleans files one after the other', async () => {
    const files = [file('a.txt', DAMAGED), '-', file('b.txt', '末段。\n')]
    expect((await kanwu([...ONLY, ...files], { stdin: '中段。\n' })).stdout).toBe(`${CLEAN}中段。\n末段。\n`)
  })

  it('keeps a byte order mark for the library to see', async () => {
    expect((await kanwu(ONLY, { stdin: '\ufeff好。\n' })).stdout).toBe('\ufeff好。\n')
  })

  it('names what it cannot read, goes on, and ends with status 1', async () => {
    mkdirSync(at('folder'))
    const files = [file('a.txt', '甲\n'), at('none.txt'), at('folder'), file('bad.txt', INVALID), file('b.txt', '乙\n')]
    const { status, stdout, stderr } = await kanwu([...ONLY, ...files])
    expect({ status, stdout }).toEqual({ status: 1, stdout: '甲\n乙\n' })
    expect(stderr.split('\n')).toEqual([
      `kanwu: ${at('none.txt')}: no such file or folder`,
      `kanwu: ${at('folder')}: is a folder`,
      `kanwu: ${at('bad.txt')}: not UTF-8: byte 3 (0xC2) is out of place`,
      '',
    ])
  })

  it.each([
    ['in the middle', [0xe5, 0x89, 0x8d, 0xff, 0x41], 'byte 3 (0xFF)'],
    ['cut at the end', [0xe5, 0x89, 0x8d, 0xe5, 0x89], 'byte 3 (0xE5)'],
    ['begins like the replacement character', [0x41, 0xef, 0xbf, 0x41], 'byte 1 (0xEF)'],
    ['after a real replacement character', [0xef, 0xbf, 0xbd, 0xef, 0xbf], 'byte 3 (0xEF)'],
    ['an encoded surrogate', [0x41, 0xed, 0xa0, 0x80], 'byte 1 (0xED)'],
    ['after a byte order mark', [0xef, 0xbb, 0xbf, 0x80], 'byte 3 (0x80)'],
  ])('finds the first malformed sequence: %s', async (_, bytes, place) => {
    const { status, stderr, stdout } = await kanwu(ONLY, { stdin: [Buffer.from(bytes)] })
    expect({ status, stderr, stdout }).toEqual({
      status: 1,
      stderr: `kanwu: standard input: not UTF-8: ${place} is out of place\n`,
      stdout: '',
    })
  })

  it('does not let a file name command the terminal', async () => {
    expect((await kanwu([at('\u001b[31m')])).stderr).toBe(`kanwu: ${at('␛[31m')}: no such file or folder\n`)
  })
})

describe('reports', () => {
  it('--diff shows the changes and not the text', async () => {
    const { stdout, status } = await kanwu([...ONLY, '--diff'], { stdin: DAMAGED })
    expect(status).toBe(0)
    expect(stdout.split('\n')[0]).toBe('3–6 │ 前一段。⏎⏎[-⏎⏎⏎-]后一段。⏎')
    expect(stdout).toContain('blank-line      1        3      0  line 3')
  })

  it('--diff heads each of several files with its name', async () => {
    const [a, b] = [file('a.txt', DAMAGED), file('b.txt', '好。\n')]
    const { stdout } = await kanwu([...ONLY, '--diff', a, b])
    expect(stdout.startsWith(`== ${a} ==\n\n3–6 │ `)).toBe(true)
    expect(stdout.endsWith(`\n\n== ${b} ==\n\nno changes\n`)).toBe(true)
  })

  it.each([
    { argv: [], color: true, colored: true },
    { argv: [], color: false, colored: false },
    { argv: ['--color'], color: false, colored: true },
    { argv: ['--no-color'], color: true, colored: false },
  ])('colours: $argv on a terminal: $color', async ({ argv, color, colored }) => {
    const { stdout } = await kanwu([...ONLY, '--diff', ...argv], { stdin: DAMAGED, color })
    expect(stdout.includes('\u001b[9;31m')).toBe(colored)
    expect(stdout.includes('[-')).toBe(!colored)
  })

  it('--explain json gives one object a line and file', async () => {
    const [a, b] = [file('a.txt', DAMAGED), file('b.txt', '好。\n')]
    const { stdout } = await kanwu([...ONLY, '--explain', 'json', a, b])
    const [first, second, end] = stdout.split('\n')
    expect(JSON.parse(first!)).toMatchObject({
      file: a,
      text: CLEAN,
      changes: [{ original: { start: 6, end: 9 }, before: '\n\n\n', after: '', by: [{ rule: 'blank-line' }] }],
      skipped: [],
      steps: [{ rule: 'blank-line' }],
    })
    expect(JSON.parse(second!)).toEqual({ file: b, text: '好。\n', changes: [], skipped: [], kept: [], steps: [] })
    expect(end).toBe('')
  })

  it('--list lists every rule, in order', async () => {
    const { stdout, status } = await kanwu(['--list'])
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/u))
    expect(status).toBe(0)
    expect(rows).toEqual(rules.map(({ id, safety, title }) => [id, safety, title]))
  })

  it('--help and --version', async () => {
    expect(await kanwu(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` })
    const { stdout, status } = await kanwu(['--help'])
    expect(status).toBe(0)
    for (const option of [
      '--diff',
      '--explain json',
      '--list',
      '--output',
      '--in-place',
      '--level',
      '--only',
      '--without',
    ]) {
      expect(stdout).toContain(option)
    }
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
  })
})

describe('rules', () => {
  it('--only switches all others off', async () => {
    const others = rules.map((rule) => rule.id).filter((id) => id !== 'blank-line')
    expect((await kanwu(['--only', 'blank-line'], { stdin: DAMAGED })).stdout).toBe(CLEAN)
    expect((await kanwu(['--only', others.join(',')], { stdin: DAMAGED })).stdout).toBe(DAMAGED)
  })

  it('--without switches rules off, repeated or separated by commas', async () => {
    const all = rules.map((rule) => rule.id)
    expect((await kanwu(['--without', 'blank-line'], { stdin: DAMAGED })).stdout).toBe(DAMAGED)
    expect((await kanwu(['--without', all.join(', ')], { stdin: DAMAGED })).stdout).toBe(DAMAGED)
    expect(
      (
        await kanwu(
          all.flatMap((id) => ['--without', id]),
          { stdin: DAMAGED },
        )
      ).stdout,
    ).toBe(DAMAGED)
  })

  it('--only may be repeated, and --without takes from it', async () => {
    const argv = ['--only', 'blank-line', '--only', rules[0]!.id, '--without', 'blank-line']
    expect((await kanwu(argv, { stdin: DAMAGED })).stdout).toBe(DAMAGED)
    expect((await kanwu(argv.slice(0, 4), { stdin: DAMAGED })).stdout).toBe(CLEAN)
  })

  it('--level takes both levels', async () => {
    for (const level of ['safe', 'risky']) {
      expect((await kanwu([...ONLY, '--level', level], { stdin: DAMAGED })).stdout).toBe(CLEAN)
    }
  })
})

describe('misuse', () => {
  it.each([
    [['--only', 'blank-lin'], "did you mean 'blank-line'?"],
    [['--without', 'blank-line,blankline'], "unknown rule 'blankline'; did you mean 'blank-line'?"],
    [['--only', ''], "unknown rule ''"],
    [['--level', 'bold'], "level must be 'safe' or 'risky'"],
    [['--explain', 'xml'], "--explain must be 'json', not 'xml'"],
    [['--explain'], '--explain'],
    [['--dif'], "'--dif'"],
    [['-o'], '-o'],
    [['--diff', '--explain', 'json'], 'exclude each other'],
    [['--color', '--no-color'], 'exclude each other'],
    [['--in-place', '-o', 'x', 'y'], 'exclude each other'],
    [['--in-place'], 'standard input has no place'],
    [['--in-place', 'x', '-'], 'standard input has no place'],
  ])('%j is refused with status 2', async (argv, message) => {
    const { status, stdout, stderr } = await kanwu(argv, { stdin: DAMAGED })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^kanwu: .+\nTry 'kanwu --help'\.\n$/u)
    expect(stderr).toContain(message)
  })
})

describe('-o', () => {
  it('puts all inputs into the file, in order, and nothing on standard output', async () => {
    const inputs = [file('a.txt', DAMAGED), file('b.txt', '乙\n')]
    expect(await kanwu([...ONLY, '-o', at('out.txt'), ...inputs])).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(read('out.txt')).toBe(`${CLEAN}乙\n`)
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'b.txt', 'out.txt'])
  })

  it('may be one of the inputs', async () => {
    const input = file('a.txt', DAMAGED)
    await kanwu([...ONLY, '-o', input, input])
    expect(read('a.txt')).toBe(CLEAN)
  })

  it('leaves the file as it was when an input failed', async () => {
    const inputs = [file('a.txt', DAMAGED), file('bad.txt', INVALID)]
    const output = file('out.txt', '旧\n')
    const { status, stderr } = await kanwu([...ONLY, '-o', output, ...inputs])
    expect(status).toBe(1)
    expect(stderr).toContain(`kanwu: ${output}: not written, because an input failed\n`)
    expect(read('out.txt')).toBe('旧\n')
  })

  it('goes together with a report', async () => {
    const { stdout } = await kanwu([...ONLY, '--diff', '-o', at('out.txt')], { stdin: DAMAGED })
    expect(stdout).toContain('[-⏎⏎⏎-]')
    expect(read('out.txt')).toBe(CLEAN)
  })

  it('says where it cannot write', async () => {
    const output = join(at('none'), 'out.txt')
    expect(await kanwu(['-o', output], { stdin: DAMAGED })).toMatchObject({
      status: 1,
      stderr: `kanwu: ${output}: not written: no such file or folder\n`,
    })
  })

  it('is standard output when it is -', async () => {
    expect((await kanwu([...ONLY, '-o', '-'], { stdin: DAMAGED })).stdout).toBe(CLEAN)
  })
})

describe('--in-place', () => {
  it('writes each file back and keeps its mode', async () => {
    const path = file('a.txt', DAMAGED)
    chmodSync(path, 0o640)
    expect(await kanwu([...ONLY, '--in-place', path])).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(read('a.txt')).toBe(CLEAN)
    expect(statSync(path).mode & 0o777).toBe(0o640)
    expect(readdirSync(folder)).toEqual(['a.txt'])
  })

  it('replaces the file as a whole, and only where the text changed', async () => {
    const [damaged, clean] = [file('a.txt', DAMAGED), file('b.txt', CLEAN)]
    const inodes = [statSync(damaged).ino, statSync(clean).ino]
    await kanwu([...ONLY, '--in-place', damaged, clean])
    expect(statSync(damaged).ino).not.toBe(inodes[0])
    expect(statSync(clean).ino).toBe(inodes[1])
  })

  it('does not touch what it could not decode, and does the others', async () => {
    const [bad, good] = [file('bad.txt', INVALID), file('good.txt', DAMAGED)]
    expect((await kanwu([...ONLY, '--in-place', bad, good])).status).toBe(1)
    expect(readFileSync(bad).equals(INVALID)).toBe(true)
    expect(read('good.txt')).toBe(CLEAN)
    expect(readdirSync(folder).sort()).toEqual(['bad.txt', 'good.txt'])
  })

  it('writes through a link', async () => {
    const target = file('a.txt', DAMAGED)
    symlinkSync(target, at('link'))
    await kanwu([...ONLY, '--in-place', at('link')])
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true)
    expect(read('a.txt')).toBe(CLEAN)
  })

  it('goes on writing when the reader of the report has gone', async () => {
    const files = [file('a.txt', DAMAGED), file('b.txt', DAMAGED)]
    const { status, stderr } = await kanwu([...ONLY, '--diff', '--in-place', ...files], { writeErrors: ['EPIPE'] })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect([read('a.txt'), read('b.txt')]).toEqual([CLEAN, CLEAN])
  })
})

describe('standard output', () => {
  it('ends quietly when its reader has gone, and reads no further', async () => {
    const files = [file('a.txt', DAMAGED), at('none.txt')]
    const result = await kanwu([...ONLY, ...files], { writeErrors: ['EPIPE'] })
    expect(result).toEqual({ status: 0, stdout: '', stderr: '', writes: 1 })
  })

  it('that takes no more is an error', async () => {
    const { status, stderr } = await kanwu(ONLY, { stdin: DAMAGED, writeErrors: ['ENOSPC'] })
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'kanwu: standard output: no space left\n' })
  })
})

describe('the program', () => {
  const command = ['--import', 'tsx', 'src/cli/main.ts']

  it('connects the streams and the exit status', () => {
    const good = spawnSync(process.execPath, [...command, ...ONLY, '-'], { input: DAMAGED, encoding: 'utf8' })
    expect({ status: good.status, stdout: good.stdout }).toEqual({ status: 0, stdout: CLEAN })
    const bad = spawnSync(process.execPath, [...command, at('none.txt')], { encoding: 'utf8' })
    expect(bad.status).toBe(1)
    expect(bad.stderr).toContain(`kanwu: ${at('none.txt')}: no such file or folder\n`)
  })

  it('ends without a word when its reader goes', async () => {
    const input = file('a.txt', '山高水长。\n'.repeat(200_000))
    const child = spawn(process.execPath, [...command, ...ONLY, input, input])
    const complaints: string[] = []
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()))
    await once(child.stdout, 'data')
    child.stdout.destroy()
    expect(await once(child, 'close')).toEqual([0, null])
    expect(complaints.join('')).toBe('')
  })
})
