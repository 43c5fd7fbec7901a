import { parseArgs } from 'node:util'
import { createCleaner, rules, type Cleaner, type CleanOptions } from '../index.ts'

/** What the command line asks for. */
export interface Arguments {
  /** What goes to standard output. Only `'text'` and the reports read the files. */
  readonly show: 'text' | 'diff' | 'json' | 'rules' | 'help' | 'version'
  /** `-` is standard input. */
  readonly files: readonly string[]
  readonly output: string | undefined
  readonly inPlace: boolean
  /** Undefined where nothing was said. */
  readonly color: boolean | undefined
  readonly cleaner: Cleaner
}

/** The command line asks for something that there is not, or for things that exclude each other. */
export class Misuse extends Error {}

export const HELP = `Usage: kanwu [options] [file ...]

Repairs Chinese text that came out of PDFs, scans and scraped pages. Reads UTF-8 from the files, or from standard input
where there is none or the file is -, and writes the cleaned text to standard output.

What is shown (the cleaned text then goes only where -o or --in-place says)
  --diff             what changes and by which rules
  --explain json     the same for programs: one JSON object a line and file
  --list             the rules

Where the text goes
  -o, --output FILE  into FILE, all inputs in order; not written if an input could not be read
  --in-place         back into each file, if it changed

How to clean
  --level LEVEL      safe (default): what is beyond doubt; risky: also what is likely
  --only RULES       these rules and no others; separated by commas, or repeated
  --without RULES    all rules but these

  --color, --no-color  default: colours on a terminal, unless NO_COLOR is set
  -h, --help
  --version

Exit status: 0, or 1 if a file could not be read or written (the others are still done), or 2 for a wrong command line.
`

/**
 * @throws Misuse with a message for the user
 */
export function parsed(argv: readonly string[]): Arguments {
  const { values, positionals } = orMisuse(() =>
    parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        diff: { type: 'boolean' },
        explain: { type: 'string' },
        list: { type: 'boolean' },
        output: { type: 'string', short: 'o' },
        'in-place': { type: 'boolean' },
        level: { type: 'string' },
        only: { type: 'string', multiple: true },
        without: { type: 'string', multiple: true },
        color: { type: 'boolean' },
        'no-color': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    }),
  )
  const { help, version, list, diff, explain, output, only, without = [] } = values
  const inPlace = values['in-place'] === true
  const files = positionals.length > 0 ? positionals : ['-']
  if (explain !== undefined && explain !== 'json') throw new Misuse(`--explain must be 'json', not '${explain}'`)
  if (diff && explain !== undefined) throw new Misuse('--diff and --explain exclude each other')
  if (values.color && values['no-color']) throw new Misuse('--color and --no-color exclude each other')
  if (inPlace && output !== undefined) throw new Misuse('--in-place and --output exclude each other')
  if (inPlace && files.includes('-')) throw new Misuse('--in-place needs files: standard input has no place')
  const all = rules.map((rule) => rule.id)
  const settings = {
    ...(only && switched(all, false)),
    ...switched(only ?? [], true),
    ...switched(without, false),
  }
  const level = values.level as CleanOptions['level']
  return {
    show: help ? 'help' : version ? 'version' : list ? 'rules' : diff ? 'diff' : (explain ?? 'text'),
    files,
    output: output === '-' ? undefined : output,
    inPlace,
    color: values.color ? true : values['no-color'] ? false : undefined,
    cleaner: orMisuse(() => createCleaner({ level, rules: settings })),
  }
}

const switched = (lists: readonly string[], on: boolean): Record<string, boolean> =>
  Object.fromEntries(lists.flatMap((list) => list.split(',').map((id) => [id.trim(), on])))

/** Both the parser and the library tell of a wrong argument by a TypeError or RangeError with a message fit for users. */
function orMisuse<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw new Misuse(error.message)
    throw error
  }
}
