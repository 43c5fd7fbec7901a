import { COMMON_WORDS } from '../data/common-words.ts'

let table: Map<number, string> | undefined

/** First characters with all second ones: built on first need, since unwrapped texts never ask. */
function seconds(): Map<number, string> {
  if (table !== undefined) return table
  table = new Map()
  for (const group of COMMON_WORDS.trim().split(/\s+/u)) table.set(group.charCodeAt(0), group.slice(1))
  return table
}

/** Do the two UTF-16 code units make a common Chinese word? */
export const isCommonWord = (first: number, second: number): boolean =>
  seconds().get(first)?.includes(String.fromCharCode(second)) ?? false
