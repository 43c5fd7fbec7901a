import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  figure,
  interleaved,
  isReached,
  median,
  quantile,
  ratioOf,
  speedOf,
  spreadOf,
  summed,
  table,
  type Task,
} from '../bench/measure.ts'
import { damagedText, goodText, SOURCES, type Source } from '../bench/texts.ts'
import { DOCUMENTS, withSpeed } from '../scripts/speed-tables.ts'
import { cleanText } from '../src/index.ts'

describe('figures', () => {
  it('the median is the middle one, or between the middle two', () => {
    expect([median([5, 1, 100]), median([4, 1, 2, 100]), median([7])]).toEqual([5, 3, 7])
    expect(median([])).toBeNaN()
  })

  it('the spread is the quartiles, whatever the order', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 })
    expect(quantile([0, 10], 0.25)).toBe(2.5)
  })

  it('leave the values as they were', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  it('are shown with three digits that say something', () => {
    expect([0.012345, 0.5, 1.2345, 12.345, 123.45, 1234.5, 0, NaN, Infinity].map(figure)).toEqual([
      ...['0.0123', '0.500', '1.23', '12.3', '123', '1,235', '0', '–', '–'],
    ])
  })

  it('a goal is a bound from above or below', () => {
    const goal = { goal: '', shown: '', figure: 3 }
    expect(
      [{ most: 3 }, { most: 2.9 }, { least: 3 }, { least: 3.1 }].map((bound) => isReached({ ...goal, ...bound })),
    ).toEqual([...[true, false, true, false]])
    expect(isReached({ ...goal, figure: NaN, most: 3 })).toBe(false)
  })
})

describe('interleaved runs', () => {
  /** A clock that goes on by what the tasks say they take, and a log of who ran. */
  function clocked(costs: Readonly<Record<string, number>>) {
    let time = 0
    const log: string[] = []
    const tasks = Object.entries(costs).map(([name, cost]): Task => ({
      name,
      units: 10,
      run: () => {
        log.push(name)
        time += cost
      },
    }))
    return { tasks, log, now: () => time }
  }

  it('take turns, A B A B, after each was warm', () => {
    const { tasks, log, now } = clocked({ a: 10, b: 20 })
    interleaved(tasks, { rounds: 3, now })
    expect(log.slice(-6).join('')).toBe('ababab')
    expect(log.slice(0, -6).sort().join('')).toBe('aabb')
  })

  it('give nanoseconds a unit, one figure a round', () => {
    const { tasks, now } = clocked({ a: 10, b: 20 })
    const [a, b] = interleaved(tasks, { rounds: 2, now })
    expect([a, b]).toEqual([
      { name: 'a', units: 10, cost: [1e6, 1e6] },
      { name: 'b', units: 10, cost: [2e6, 2e6] },
    ])
    expect(ratioOf(b!, a!)).toEqual({ median: 2, low: 2, high: 2 })
    expect(speedOf(1)).toBe(1000)
  })

  it('repeat what is too short for the clock', () => {
    const { tasks, log, now } = clocked({ a: 1, b: 20 })
    const [a, b] = interleaved(tasks, { rounds: 1, shortest: 5, now })
    expect(log.slice(-6).join('')).toBe('aaaaab')
    expect([a!.cost, b!.cost]).toEqual([[1e5], [2e6]])
  })

  it('end when the time is up, but not before there are enough', () => {
    const { tasks, now } = clocked({ a: 10 })
    expect(interleaved(tasks, { rounds: 9, budget: 45, now })[0]!.cost.length).toBe(5)
    expect(interleaved(tasks, { rounds: 9, budget: 1, least: 3, now })[0]!.cost.length).toBe(3)
    expect(interleaved(tasks, { rounds: 2, budget: 1, least: 3, now })[0]!.cost.length).toBe(2)
  })

  it('compare round with round, not median with median', () => {
    const timing = (cost: number[]) => ({ name: '', units: 1, cost })
    expect(ratioOf(timing([1, 20, 3]), timing([1, 10, 1]))).toEqual({ median: 2, low: 1.5, high: 2.5 })
  })

  it('add up by the length of the texts', () => {
    const sum = summed([
      { name: 'a', units: 30, cost: [1, 2] },
      { name: 'a', units: 10, cost: [5, 6, 7] },
    ])
    expect(sum).toEqual({ name: 'a', units: 40, cost: [2, 3] })
  })
})

describe('generated texts', () => {
  const sources = Object.keys(SOURCES) as Source[]

  it('are the same each time, and others for another seed', () => {
    expect(goodText(3000)).toBe(goodText(3000))
    expect(goodText(3000, 'other')).not.toBe(goodText(3000))
    for (const source of sources) {
      expect(damagedText(source, 2000)).toEqual(damagedText(source, 2000))
      expect(damagedText(source, 2000, 'other').raw).not.toBe(damagedText(source, 2000).raw)
    }
  })

  it('have the length that was asked for, and little more', () => {
    for (const length of [1, 1000, 20_000]) {
      for (const text of [goodText(length), ...sources.map((source) => damagedText(source, length).raw)]) {
        expect(text.length).toBeGreaterThanOrEqual(length)
        expect(text.length).toBeLessThan(length + 6000)
      }
    }
  })

  it('begin alike, however long: a longer one is the shorter one and more', () => {
    expect(goodText(30_000).startsWith(goodText(5000))).toBe(true)
    expect(damagedText('report, scan', 30_000).raw.startsWith(damagedText('report, scan', 5000).raw)).toBe(true)
  })

  it('have no paragraph twice, and ever more words', () => {
    const lines = goodText(200_000).split('\n').slice(0, -1)
    expect(new Set(lines).size).toBe(lines.length)
    const pairs = (length: number): number => {
      const text = goodText(length).slice(0, length)
      return new Set(Array.from(text, (_, i) => text.slice(i, i + 2))).size
    }
    expect(pairs(80_000)).toBeGreaterThan(1.8 * pairs(20_000))
  })

  it('that are good come out as they went in', () => {
    for (const seed of ['one', 'two']) expect(cleanText(goodText(20_000, seed))).toBe(goodText(20_000, seed))
  })

  it.each(sources)('that are damaged have their paragraphs in pieces, and get some back: %s', (source) => {
    const { raw, paragraphs } = damagedText(source, 40_000)
    const wholeIn = (text: string): number => {
      const lines = text.split('\n').map((line) => line.trim())
      return paragraphs.filter((paragraph) => lines.includes(paragraph)).length / paragraphs.length
    }
    expect(wholeIn(raw)).toBeLessThan(0.05)
    expect(wholeIn(cleanText(raw))).toBeGreaterThan(0.25)
  })
})

describe('tables', () => {
  it('are padded Markdown, figures to the right', () => {
    expect(
      table(
        ['', 'ns'],
        [
          ['a', '1'],
          ['bcde', '1,234'],
        ],
      ),
    ).toBe(['|      |    ns |', '| ---- | ----: |', '| a    |     1 |', '| bcde | 1,234 |'].join('\n'))
  })

  it.each(DOCUMENTS)('of %s are what the newest records say (npm run docs)', (path) => {
    const document = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
    expect(withSpeed(document)).toBe(document)
    expect(document).toMatch(/<!-- speed[\w-]* -->\n\n\|/u)
  })

  it('that are unknown or not closed are an error', () => {
    expect(() => withSpeed('<!-- speed-of-light -->\n<!-- /speed-of-light -->')).toThrow('no such table')
    expect(() => withSpeed('<!-- speed -->\n<!-- /speed-size -->')).toThrow('is not closed')
  })
})
