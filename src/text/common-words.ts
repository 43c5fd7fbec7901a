import { COMMON_WORDS } from '../data/common-words.ts'

/** Each word as one number, in open addressing: the list has some 3,000. */
const SLOTS = 1 << 13
let words: Int32Array | undefined

const slotOf = (word: number): number => Math.imul(word, 0x9e3779b1) >>> 19

/** Built on first need, since unwrapped texts never ask. */
function table(): Int32Array {
  if (words !== undefined) return words
  words = new Int32Array(SLOTS)
  for (const group of COMMON_WORDS.trim().split(/\s+/u)) {
    for (let i = 1; i < group.length; i++) {
      const word = (group.charCodeAt(0) << 16) | group.charCodeAt(i)
      let slot = slotOf(word)
      while (words[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
      words[slot] = word
    }
  }
  return words
}

/** Do the two UTF-16 code units make a common Chinese word? */
export function isCommonWord(first: number, second: number): boolean {
  const all = table()
  const word = (first << 16) | second
  for (let slot = slotOf(word); all[slot] !== 0; slot = (slot + 1) & (SLOTS - 1)) if (all[slot] === word) return true
  return false
}
