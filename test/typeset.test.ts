import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { score } from '../bench/score.ts'
import { ENGINES } from '../src/testing/typeset-engines.ts'
import {
  extract,
  randomOf,
  readArticle,
  styleOf,
  typeset,
  type Article,
  type Block,
  type Line,
  type Style,
} from '../src/testing/typeset.ts'

const ARTICLES = new URL('../test-fixtures/articles/', import.meta.url)
const articles: [name: string, article: Article][] = readdirSync(ARTICLES).map((file) => [
  file,
  readArticle(readFileSync(new URL(file, ARTICLES), 'utf8')),
])

const PLAIN: Style = {
  measures: [12],
  columns: 1,
  depth: 0,
  indent: 2,
  marks: 'push',
  justified: true,
  open: false,
  halfWidth: false,
  radicals: 'all',
}
const PARAGRAPH: Block = {
  kind: 'text',
  text: '渡口的灯在1987年熄了一回，那年水大，船都上了岸。“等水退了再点吧，”守灯的人说，“没有船，点灯给谁看？”后来水退了，灯又亮起来，一直亮到今天。',
}

const setLines = (blocks: readonly Block[], style: Partial<Style> = {}): Line[] =>
  typeset(blocks, { ...PLAIN, ...style }, randomOf('lines')).flatMap(({ lines }) => lines)

const read = (name: string, blocks: readonly Block[], style: Partial<Style> = {}, seed = 'read') => {
  const engine = ENGINES.find((one) => one.name === name)!
  const whole = { ...PLAIN, ...style, ...engine.style }
  return extract(typeset(blocks, whole, randomOf(seed)), engine, whole, randomOf(seed))
}

const cells = (text: string): number => [...text].reduce((sum, char) => sum + (/[!-~ ]/u.test(char) ? 1 : 2), 0)

describe('an article file', () => {
  it('has a block a line, told by its mark', () => {
    const { genre, layout, blocks } = readArticle('tides book\n= 潮\n@ 作_者\n\n开篇。\n/ 一行诗\n')
    expect([genre, layout]).toEqual(['tides', 'book'])
    expect(blocks).toEqual([
      { kind: 'headline', text: '潮' },
      { kind: 'byline', text: '作_者' },
      { kind: 'text', text: '开篇。' },
      { kind: 'verse', text: '一行诗' },
    ])
  })

  it('must name a layout that there is', () => {
    expect(() => readArticle('tides scroll\n= 潮')).toThrow("article of genre 'tides': unknown layout 'scroll'")
  })

  it.each(articles)('%s holds prose enough to be judged on', (_, { blocks }) => {
    expect(blocks.map(({ text }) => text).join('').length).toBeGreaterThan(500)
  })
})

describe('lines', () => {
  it.each(['push', 'squeeze', 'hang', 'none'] as const)('hold the whole text and keep to the measure: %s', (marks) => {
    for (let measure = 7; measure < 30; measure++) {
      const lines = setLines([PARAGRAPH], { measures: [measure], marks })
      expect(lines.map(({ text }) => text).join('')).toBe(PARAGRAPH.text)
      const over = marks === 'squeeze' || marks === 'hang' ? 2 : 0
      for (const { text, left } of lines) expect(cells(text) + left).toBeLessThanOrEqual(2 * measure + over)
    }
  })

  it.each(['push', 'squeeze', 'hang'] as const)('break where Chinese typesetting does: %s', (marks) => {
    for (let measure = 7; measure < 30; measure++) {
      const lines = setLines([PARAGRAPH], { measures: [measure], marks }).map(({ text }) => text)
      expect(lines.join('\n')).not.toMatch(/\n[，。？”]|“\n|\d\n\d/u)
    }
  })

  it('are cut anywhere without rules for marks', () => {
    const starts = Array.from({ length: 20 }, (_, i) => setLines([PARAGRAPH], { measures: [7 + i], marks: 'none' }))
    expect(starts.flat().some(({ text }) => /^[，。？”]/u.test(text))).toBe(true)
  })

  it('are stretched by what is missing, the last one never', () => {
    const lines = setLines([PARAGRAPH], { measures: [11] })
    expect(lines.at(-1)).toMatchObject({ stretch: 0, last: true })
    for (const { text, stretch, left, last } of lines) {
      if (!last) expect(stretch > 0).toBe(cells(text) + left < 22)
    }
  })

  it('fill columns and pages to their depth', () => {
    const blocks: Block[] = [
      { kind: 'head', text: '书名' },
      { kind: 'foot', text: '第 # 页' },
      PARAGRAPH,
      PARAGRAPH,
      PARAGRAPH,
    ]
    const areas = typeset(blocks, { ...PLAIN, columns: 2, depth: 5 }, randomOf('pages'))
    const bodies = areas.filter(({ role }) => role === 'body')
    for (const { lines } of bodies.slice(0, -1)) expect(lines.length).toBe(5)
    const feet = areas.filter(({ lines }) => lines[0]!.block.kind === 'foot').map(({ lines }) => lines[0]!.text)
    const first = Number(/\d+/u.exec(feet[0]!)![0])
    expect(feet).toEqual(feet.map((_, i) => `第 ${first + i} 页`))
    expect(feet.length).toBe(Math.ceil(bodies.length / 2))
  })
})

describe('the gold', () => {
  it('has words whole that were hyphenated', () => {
    const block: Block = { kind: 'text', text: 'light\\house keep\\ers' }
    const { raw, gold } = read('pdfjs', [block], { measures: [7], justified: false })
    expect([raw, gold]).toEqual(['light\u2010\nhouse keepers\n', 'lighthouse keepers\n'])
  })

  it('has a paragraph a line, whatever the columns', () => {
    const { raw, gold } = read('pdfjs', [PARAGRAPH, PARAGRAPH], { columns: 3 })
    expect(gold).toBe(`${PARAGRAPH.text}\n${PARAGRAPH.text}\n`)
    expect(raw.split('\n').length).toBeGreaterThan(10)
  })

  it('is without running heads and page numbers, and allows both for the head of a single page', () => {
    const blocks: Block[] = [{ kind: 'head', text: '潮报' }, { kind: 'foot', text: '- # -' }, PARAGRAPH, PARAGRAPH]
    expect(read('pdftotext', blocks, { depth: 4 }).gold).toBe(`${PARAGRAPH.text}\n${PARAGRAPH.text}\n`)
    expect(read('pdftotext', blocks.slice(0, 1).concat(PARAGRAPH)).gold).toBe(`⟦潮报|⟧\n${PARAGRAPH.text}\n`)
  })

  it('closes up padded names, and leaves what a page tears apart', () => {
    const box: Block = { kind: 'box', text: '守灯人的小屋' }
    const { gold } = read('pdfjs', [{ kind: 'byline', text: '记者 丘_陵' }, box, PARAGRAPH], { columns: 2 })
    expect(gold).toMatch(/^记者 丘陵\n/u)
    expect(gold.split('\n').length - 1).toBe(4)
    expect(gold.replaceAll('\n', '')).toContain('守灯人的小屋')
  })

  it.each(articles)('differs from the raw text in gaps and widths only: %s', (_, { layout, blocks }) => {
    // Without what an editor drops.
    const kept = blocks.filter(({ kind }) => kind !== 'head' && kind !== 'foot')
    for (const { name } of ENGINES) {
      const style = styleOf(layout, randomOf(name))
      const { raw, gold } = read(name, kept, style, name)
      const { classes } = score(raw, gold, raw)
      // Engines write the hyphen at the end of a line, and OCR reads a dash as 一.
      const hyphens = raw.match(/\u2010/gu)?.length ?? 0
      const dashes = name.startsWith('tess') ? 2 * raw.match(/一/gu)!.length : 0
      expect(classes.extra.errors + classes.lost.errors, name).toBeLessThanOrEqual(hyphens + dashes)
      expect(classes.break.errors, name).toBe(0)
    }
  })
})

describe('engines', () => {
  it('write the same page for the same seed, and another one for another', () => {
    const [, article] = articles[0]!
    for (const { name } of ENGINES) {
      const page = (seed: string) => read(name, article.blocks, styleOf(article.layout, randomOf(seed)), seed)
      expect(page('one')).toEqual(page('one'))
      expect(page('one').raw).not.toBe(page('two').raw)
    }
  })

  it('put blank lines where theirs stand', () => {
    const blanksOf = (name: string): number =>
      (read(name, [PARAGRAPH, PARAGRAPH], { justified: false }).raw.match(/\n\n/gu) ?? []).length
    expect(blanksOf('pdfjs')).toBe(0)
    // After the indented line of each paragraph, and between them.
    expect(blanksOf('mutool')).toBe(3)
    expect(blanksOf('all-blank')).toBe(setLines([PARAGRAPH, PARAGRAPH]).length - 1)
  })

  it('read wide gaps as spaces, each from its own width on', () => {
    const block: Block = { kind: 'text', text: '船名叫作Prosperity的那条，去年冬天已经卖掉了。' }
    const spacesOf = (name: string, measure: number): number =>
      (read(name, [block], { measures: [measure], indent: 0 }).raw.match(/ /gu) ?? []).length
    expect(setLines([block], { measures: [6], indent: 0 })[0]!.text).toBe('船名叫作')
    for (const name of ['pdftotext', 'mutool', 'pdfjs']) expect(spacesOf(name, 6), name).toBeGreaterThan(2)
    expect(spacesOf('mail', 6)).toBe(0)
  })

  it('lose radicals or ASCII marks as their kind does', () => {
    const block: Block = { kind: 'text', text: '大门开着：里面有人（两位）。' }
    expect(read('mutool', [block], { justified: false }).raw).toBe('⼤⻔开着：⾥⾯有⼈\n\n（两位）。\n')
    expect(read('mutool', [block], { radicals: 'none', justified: false }).raw).not.toMatch(/[\u2e80-\u2fdf]/u)
    expect(read('tess-page', [block], { justified: false }).raw).toMatch(/开着: 里面有人 ?\n*\(两位\) ?。/u)
    expect(read('pdfjs', [block], { halfWidth: true, justified: false }).raw).toMatch(/着:⾥⾯有⼈\n?\(/u)
  })

  it('set an e-book anew, with indents', () => {
    const lines = read('txt-book', [PARAGRAPH, PARAGRAPH]).raw.trimEnd().split('\n')
    expect(lines.filter((line) => line.startsWith('\u3000\u3000')).length).toBe(2)
    expect(lines.every((line) => cells(line) <= 70)).toBe(true)
  })
})
