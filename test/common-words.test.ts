import { describe, expect, it } from 'vitest'
import { COMMON_WORDS } from '../src/data/common-words.ts'
import { isCommonWord } from '../src/text/common-words.ts'

const groups = COMMON_WORDS.trim().split(/\s+/u)
const isWord = (word: string): boolean => isCommonWord(word.charCodeAt(0), word.charCodeAt(1))

describe('the table of common words', () => {
  it('names each first character once, in order, with ideographs alone', () => {
    const firsts = groups.map((group) => group[0]!)
    expect(firsts).toEqual([...new Set(firsts)].sort())
    for (const group of groups) expect(group).toMatch(/^[\u4e00-\u9fff]{2,}$/u)
  })

  it('names each second character once, and no doubled ones: 天天 is said of two days', () => {
    for (const group of groups) {
      const rest = [...group.slice(1)]
      expect(new Set(rest).size, group).toBe(rest.length)
      expect(rest, group).not.toContain(group[0])
    }
  })

  it('knows words in both scripts', () => {
    for (const word of ['逐渐', '经济', '經濟', '虽然', '雖然', '需要', '徘徊']) expect(isWord(word), word).toBe(true)
  })

  it('does not know what meets by chance', () => {
    for (const pair of ['个人', '的人', '是一', '渐逐', '。需', 'ab']) expect(isWord(pair), pair).toBe(false)
  })
})
