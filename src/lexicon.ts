/**
 * How common a Chinese word is: `kanwu/lexicon`, for the rule `ocr-confusion`. An entry of its own, as the list is many times larger than
 * all rules together.
 */
import { LEXICON, SIMPLIFIED } from './data/lexicon.ts'

/** Rows of the list by their first character, each taken apart when it is first asked for. */
type Rows = Map<string, string | Map<string, number>>

let rows: Rows | undefined
let simplified: Map<string, string> | undefined

const A = 0x41
const Z = 0x5a

/**
 * About how often the word occurs in the sixty million words that jieba's list was counted in, as a power of two: 0 for none, 1 for names
 * of people. Words of up to four ideographs, Simplified or Traditional.
 */
export function frequency(word: string): number {
  rows ??= new Map(LEXICON.split('|').map((row) => [row.charAt(0), row]))
  return countOf(word, rows) || countOf(inSimplified(word), rows)
}

function countOf(word: string, rows: Rows): number {
  const first = word.charAt(0)
  let row = rows.get(first)
  if (row === undefined) return 0
  if (typeof row === 'string') rows.set(first, (row = parsed(row)))
  return row.get(word.slice(1)) ?? 0
}

/** The word with its Traditional characters as Simplified ones; '' if it has none. */
function inSimplified(word: string): string {
  simplified ??= new Map(Array.from(SIMPLIFIED.matchAll(/../gu), ([pair]) => [pair.charAt(0), pair.charAt(1)]))
  let out = ''
  let some = false
  for (let i = 0; i < word.length; i++) {
    const other = simplified.get(word[i]!)
    if (other !== undefined) some = true
    out += other ?? word[i]!
  }
  return some ? out : ''
}

/** The other characters of each word of a row, with its count. */
function parsed(row: string): Map<string, number> {
  const words = new Map<string, number>()
  for (let start = 1, end = 1; end < row.length; end++) {
    const unit = row.charCodeAt(end)
    if (unit < A || unit > Z) continue
    words.set(row.slice(start, end), 2 ** (unit - A))
    start = end + 1
  }
  return words
}
