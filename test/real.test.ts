import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NOTHING, reduction, score, sum } from '../bench/score.ts'
import { cleanText } from '../src/index.ts'

// Real documents, where they lie beside the project: most are under copyright and cannot be part of it.
const BESIDE = new URL('../../shared/quality/', import.meta.url)
const isBeside = existsSync(BESIDE)

const read = (path: string): string => readFileSync(new URL(path, BESIDE), 'utf8')
const namesIn = (folder: string): string[] => (isBeside ? readdirSync(new URL(folder, BESIDE)).sort() : [])

const ideographs = (text: string): string => (text.match(/\p{Script=Han}/gu) ?? []).join('')
const lineCount = (text: string): number => text.split('\n').length

describe.skipIf(!isBeside)('real documents', () => {
  const documents = namesIn('corpus').map((file) => {
    const raw = read(`corpus/${file}`)
    const gold = read(`gold/${file.replace('.txt', '.gold.txt')}`)
    return { file, ...score(raw, gold, cleanText(raw)) }
  })

  it('are damaged: there is something to mend', () => {
    expect(documents.length).toBe(5)
    for (const { file, total } of documents) expect(total.errors, file).toBeGreaterThan(0)
  })

  it('lose at least 97 of 100 errors', () => {
    const total = documents.map((one) => one.total).reduce(sum, NOTHING)
    expect(reduction(total)).toBeGreaterThanOrEqual(0.97)
  })

  it.each(documents.map(({ file, residue }) => [file, residue] as const))('%s is not harmed', (_, residue) => {
    expect(residue.filter(({ outcome }) => outcome === 'harmed')).toEqual([])
  })
})

describe.skipIf(!isBeside)('good texts', () => {
  it('are there', () => {
    expect(namesIn('untouched/strict').length).toBeGreaterThan(10)
    expect(namesIn('untouched/loose').length).toBeGreaterThan(10)
  })

  it.each(namesIn('untouched/strict'))('%s comes out byte-identical', (name) => {
    const text = read(`untouched/strict/${name}`)
    expect(cleanText(text)).toBe(text)
  })

  it.each(namesIn('untouched/loose'))('%s keeps its ideographs and its lines', (name) => {
    const text = read(`untouched/loose/${name}`)
    const cleaned = cleanText(text)
    expect(ideographs(cleaned)).toBe(ideographs(text))
    expect(lineCount(cleaned)).toBe(lineCount(text))
  })
})

describe('what is measured', () => {
  it('is the ideographs, in their order, and the lines', () => {
    expect(ideographs('山, 水。\u{20000}あ2\u2f2d〇')).toBe('山水\u{20000}\u2f2d〇')
    expect(ideographs('水山')).not.toBe(ideographs('山水'))
    expect([lineCount(''), lineCount('山\n水'), lineCount('山\r\n\n水\n')]).toEqual([1, 2, 4])
  })
})
