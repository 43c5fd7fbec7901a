/**
 * The cleaners that are measured side by side. The others are linters and formatters, used as they come. They are made for text
 * that is being written, so part of what counts as harm here is their purpose: a space between Chinese and Latin, above all.
 */
import { format } from 'autocorrect-node'
import { pangu } from 'pangu'
import { run as zhlint } from 'zhlint'
import { cleanText } from '../src/index.ts'
import { naiveClean } from './naive.ts'

export interface Cleaner {
  readonly name: string
  clean(text: string): string
  /** Does what is likely as well as what is beyond doubt, where the cleaner makes that difference. */
  cleanBoldly?(text: string): string
  /** What it has thrown at so far. */
  readonly crashes?: Crashes
}

/** Texts that a cleaner threw at as a whole, and the lines among theirs that it also threw at alone; these were left as they are. */
export interface Crashes {
  readonly texts: number
  readonly lines: number
}

/** Most crashes come of one line, so the other lines of the text are still cleaned, one by one. */
function guarded(name: string, clean: (text: string) => string): Cleaner {
  const crashes = { texts: 0, lines: 0 }
  const cleanLine = (line: string): string => {
    try {
      return clean(line)
    } catch {
      crashes.lines++
      return line
    }
  }
  const cleanWhole = (text: string): string => {
    try {
      return clean(text)
    } catch {
      crashes.texts++
      return text.split('\n').map(cleanLine).join('\n')
    }
  }
  return { name, clean: cleanWhole, crashes }
}

/** Ours first. It has no guard: where it throws, the measurement must stop. */
export const cleaners: readonly Cleaner[] = [
  { name: 'kanwu', clean: (text) => cleanText(text), cleanBoldly: (text) => cleanText(text, { level: 'risky' }) },
  guarded('autocorrect', format),
  // The options are made anew each time: zhlint alters them.
  guarded('zhlint', (text) => zhlint(text, { rules: { preset: 'default' } }).result),
  guarded('pangu', (text) => pangu.spacingText(text)),
  guarded('naive', naiveClean),
]
