import { describe, expect, it } from 'vitest'
import { hyphenAt } from '../src/text/hyphen.ts'

/** The hyphen that divides the word at the line break, or undefined. */
const at = (text: string): number | undefined => hyphenAt(text, text.indexOf('\n'), text.indexOf('\n') + 1)

describe('a hyphen at the end of a line', () => {
  it('divides a word of small letters', () => {
    expect(at('the develop-\nment of')).toBe(11)
    expect(at('the develop\u2010\nment of')).toBe(11)
    expect(at('the develop \u2010\nment of')).toBe(11)
  })

  it('is kept where the word has others, but for the one that a typesetter puts', () => {
    expect(at('a state-of-the-\nart thing')).toBeUndefined()
    expect(at('and low-re\u2010\nsource languages')).toBe(10)
  })

  it('is no division before a capital, a digit, or behind a single letter', () => {
    expect(at('from Sn-\nPb layers')).toBeUndefined()
    expect(at('pages 12-\n14 of')).toBeUndefined()
    expect(at('an e-\nmail')).toBeUndefined()
  })
})
