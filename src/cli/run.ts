import { version } from '../../package.json'
import { rules } from '../index.ts'
import { formatDiff, formatTable, toJson } from '../report/index.ts'
import { visible } from '../report/visible.ts'
import { HELP, Misuse, parsed, type Arguments } from './arguments.ts'
import { plain, readAll, readText, replaceFile, writeText } from './files.ts'

/** What a run of the command needs of the process. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>
  /** `done` is called when the text is written, or with the error. */
  readonly stdout: { write(text: string, done: (error?: Error | null) => void): unknown }
  readonly stderr: { write(text: string): unknown }
  /** Whether to use colours where the command line does not say. */
  readonly color: boolean
}

/**
 * Runs the command.
 *
 * @param argv the arguments, without those that start the program
 * @returns the exit status: 0, 1 if an input or output failed, 2 for misuse
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const complain = (message: string): unknown => io.stderr.write(`kanwu: ${visible(message)}\n`)
  let wanted: Arguments
  try {
    wanted = parsed(argv)
  } catch (error) {
    if (!(error instanceof Misuse)) throw error
    complain(error.message)
    io.stderr.write(`Try 'kanwu --help'.\n`)
    return 2
  }
  const out = printer(io.stdout)
  try {
    if (wanted.show === 'help') await out.print(HELP)
    else if (wanted.show === 'version') await out.print(`${version}\n`)
    else if (wanted.show === 'rules') await out.print(formatTable(rules))
    else return (await cleanAll(wanted, io, out, complain)) ? 0 : 1
    return 0
  } catch (error) {
    if (!(error instanceof Unprinted)) throw error
    complain(`standard output: ${error.message}`)
    return 1
  }
}

/** Cleans the files one after the other; false if something failed on the way. */
async function cleanAll(
  wanted: Arguments,
  io: Io,
  out: Printer,
  complain: (message: string) => unknown,
): Promise<boolean> {
  const { show, files, output, inPlace, cleaner, color = io.color } = wanted
  const collected: string[] = []
  let failed = false
  for (const [i, file] of files.entries()) {
    const name = file === '-' ? 'standard input' : file
    try {
      const text = await (file === '-' ? readAll(io.stdin) : readText(file))
      const explanation = show === 'text' ? undefined : cleaner.explain(text)
      const cleaned = explanation?.text ?? cleaner.cleanText(text)
      if (output !== undefined) collected.push(cleaned)
      else if (inPlace && cleaned !== text) await replaceFile(file, cleaned)
      if (explanation === undefined) {
        if (output === undefined && !inPlace) await out.print(cleaned)
      } else if (show === 'json') {
        await out.print(`${JSON.stringify({ file, ...toJson(text, explanation) })}\n`)
      } else {
        const heading = files.length > 1 ? `${i > 0 ? '\n' : ''}== ${visible(name)} ==\n\n` : ''
        await out.print(heading + formatDiff(text, explanation, { color }))
      }
    } catch (error) {
      if (error instanceof Unprinted) throw error
      failed = true
      complain(`${name}: ${(error as Error).message}`)
    }
    if (out.closed && output === undefined && !inPlace) break
  }
  if (output === undefined) return !failed
  if (failed) {
    complain(`${output}: not written, because an input failed`)
    return false
  }
  try {
    await writeText(output, collected.join(''))
    return true
  } catch (error) {
    complain(`${output}: ${(error as Error).message}`)
    return false
  }
}

/** Standard output took no more, and not because its reader had gone. */
class Unprinted extends Error {}

interface Printer {
  /** True once the reader has gone (`kanwu … | head`): what is printed after that goes nowhere. */
  readonly closed: boolean
  print(text: string): Promise<void>
}

function printer(stdout: Io['stdout']): Printer {
  let closed = false
  return {
    get closed() {
      return closed
    },
    print: (text) =>
      new Promise((resolve, reject) => {
        if (closed || text === '') return resolve()
        stdout.write(text, (error) => {
          if ((error as NodeJS.ErrnoException | null | undefined)?.code === 'EPIPE') closed = true
          else if (error) return reject(new Unprinted(plain(error)))
          resolve()
        })
      }),
  }
}
