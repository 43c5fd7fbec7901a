import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText, explain, rules } from '../src/index.ts'

const alone = (width: 'full' | 'half') => ({
  rules: {
    ...Object.fromEntries(rules.map(({ id }) => [id, false])),
    'punctuation-width': { width },
  },
})

/** Sentences of words, numbers and marks of either width. */
const mixed = fc
  .array(fc.constantFrom(...'渡口老街柿饼12ab，,。.；;：:？?！!（(）)＾ \n'), { maxLength: 60 })
  .map((pieces) => pieces.join(''))

describe('marks in half width', () => {
  it('are one character for one', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const narrowed = cleanText(text, alone('half'))
        expect(narrowed).toHaveLength(text.length)
        expect(narrowed.normalize('NFKC').replaceAll('。', '.')).toBe(text.normalize('NFKC').replaceAll('。', '.'))
      }),
    )
  })

  it('stay so under all rules', () => {
    const options = { rules: { 'punctuation-width': { width: 'half' } } } as const
    fc.assert(
      fc.property(mixed, (text) => {
        const once = cleanText(text, options)
        expect(cleanText(once, options)).toBe(once)
      }),
    )
  })

  it('go by pairs where they are brackets: one that is kept keeps the other', () => {
    const { text, skipped } = explain('渡口（老街）柿饼', { ...alone('half'), keep: ['（'] })
    expect(text).toBe('渡口（老街）柿饼')
    expect(skipped).toHaveLength(1)
  })

  it('come back in full width where the text folds them', () => {
    const text = '渡口的灯亮了，船还没有来；老街的铺子（含摊位）都开了，你去不去？我去！他说：好。'
    expect(cleanText(cleanText(text, alone('half')), alone('full'))).toBe(text)
  })
})

describe('a lost character in a foreign name', () => {
  it('is reported and left, at both levels', () => {
    for (const level of ['safe', 'risky'] as const) {
      const { text, kept } = explain('展厅里有霍华德?休斯的照片，说明牌已经褪色。', { level })
      expect(text).toContain('霍华德?休斯')
      expect(kept.map(({ rule }) => rule)).toContain('name-dot')
    }
  })
})
