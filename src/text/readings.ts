/** How often a word occurs in some large corpus; 0 for what is no word. */
export type Frequency = (word: string) => number

/** What the counts add up to, about: it weighs a cut into more words against one into fewer. */
const CORPUS = 6e7
const LONGEST_WORD = 4

/** The words of two characters or more that are laid over the one at `at`, as `[start, end)`, the short ones first. */
function* spansOver(text: string, at: number): Iterable<[start: number, end: number]> {
  for (let length = 2; length <= LONGEST_WORD; length++) {
    for (let start = Math.max(0, at - length + 1); start <= at && start + length <= text.length; start++) {
      yield [start, start + length]
    }
  }
}

/** Is the character at `at` part of a word that the list knows? */
export function isInWord(text: string, at: number, frequency: Frequency): boolean {
  for (const [start, end] of spansOver(text, at)) if (frequency(text.slice(start, end)) > 0) return true
  return false
}

/** The most frequent word over the character at `at`, of those that occur at least `least` times; '' for none. */
export function wordOver(text: string, at: number, frequency: Frequency, least: number): string {
  let best = ''
  let most = least - 1
  for (const [start, end] of spansOver(text, at)) {
    const word = text.slice(start, end)
    const count = frequency(word)
    if (count > most) [best, most] = [word, count]
  }
  return best
}

/** The logarithm of how likely the text is as a row of words, cut in the likeliest way. */
export function likelihood(text: string, frequency: Frequency): number {
  const best = [0]
  for (let end = 1; end <= text.length; end++) {
    let most = -Infinity
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
      const count = frequency(text.slice(start, end))
      // A character that is no word by itself may be part of one that the list lacks.
      if (count === 0 && end - start > 1) continue
      most = Math.max(most, best[start]! + Math.log(Math.max(count, 0.5) / CORPUS))
    }
    best.push(most)
  }
  return best[text.length]!
}
