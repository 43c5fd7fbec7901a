import { describe, expect, it } from 'vitest'
import { GIVEN_NAMES, TELLING, TRADITIONAL, USUAL } from '../src/data/transliteration.ts'
import { namePart, partsName } from '../src/text/foreign-names.ts'

describe('characters of transliteration', () => {
  it('stand in one of the two tables, once', () => {
    const all = Array.from(TELLING + USUAL)
    expect(new Set(all).size).toBe(all.length)
  })

  it('have their Traditional form behind them', () => {
    for (let i = 0; i < TRADITIONAL.length; i += 2) {
      expect(TELLING + USUAL, TRADITIONAL.slice(i, i + 2)).toContain(TRADITIONAL[i])
      expect(TELLING + USUAL, TRADITIONAL.slice(i, i + 2)).not.toContain(TRADITIONAL[i + 1])
    }
  })
})

describe('parts of a name', () => {
  it('every given name is one, with ordinary words before it', () => {
    for (const name of GIVEN_NAMES.split(' ')) {
      const part = namePart(`他就是${name}。荣格`, 3 + name.length, -1)
      expect(part, name).toMatchObject({ start: 3, given: true })
    }
  })

  it('a question between two ordinary words parts no name', () => {
    expect(partsName('约翰?荣格', 2)).toBe(true)
    expect(partsName('水开了?面呢', 3)).toBe(false)
  })
})
