import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { naiveClean } from '../bench/naive.ts'
import { CLASSES, NOTHING, reduction, score, type ErrorClass, type Score, type Tally } from '../bench/score.ts'

interface Case {
  readonly about: string
  readonly raw: string
  readonly gold: string
  readonly cleaned: string
  /** Fixed, missed, harmed, for each class that has any. */
  readonly expected: Partial<Record<ErrorClass, readonly [number, number, number]>>
}

const cases: readonly Case[] = [
  {
    about: 'a hard wrap is joined, another is left',
    raw: '柳溪镇的早市\n天不亮就开\n张了。',
    gold: '柳溪镇的早市天不亮就开张了。',
    cleaned: '柳溪镇的早市天不亮就开\n张了。',
    expected: { wrap: [1, 1, 0] },
  },
  {
    about: 'a headline is swallowed by the paragraph below it',
    raw: '渡口重开\n停航三年的渡口昨日\n重开。',
    gold: '渡口重开\n停航三年的渡口昨日重开。',
    cleaned: '渡口重开停航三年的渡口昨日重开。',
    expected: { wrap: [1, 0, 0], break: [0, 0, 1] },
  },
  {
    about: 'a break that the raw text had lost is put back; the next one stays lost',
    raw: '甲：来了？乙：来了。甲：坐。',
    gold: '甲：来了？\n乙：来了。\n甲：坐。',
    cleaned: '甲：来了？\n乙：来了。甲：坐。',
    expected: { break: [1, 1, 0] },
  },
  {
    about: 'a line break that turned into a space is no longer a wrap, but it is not right either',
    raw: '山\n路',
    gold: '山路',
    cleaned: '山 路',
    expected: { wrap: [0, 1, 0] },
  },
  {
    about: 'spaces: one taken out, one left, one put in where there was none',
    raw: '一 共 十二节',
    gold: '一共十二节',
    cleaned: '一共 十 二节',
    expected: { space: [1, 1, 1] },
  },
  {
    about: 'widths and forms: a comma and a radical mended, a bracket left, a full stop spoilt',
    raw: '⼭下,有井(干涸)。水在3.5米处。',
    gold: '山下，有井（干涸）。水在3.5米处。',
    cleaned: '山下，有井(干涸）。水在3。5米处。',
    expected: { width: [3, 1, 1] },
  },
  {
    about: 'overprint is collapsed in one place and left in another',
    raw: '水水库库，，大大坝坝',
    gold: '水库，大坝',
    cleaned: '水库，大大坝坝',
    expected: { extra: [3, 2, 0] },
  },
  {
    about: 'harm: reduplication that is good Chinese is halved',
    raw: '他高高兴兴地走了，天天如此。',
    gold: '他高高兴兴地走了，天天如此。',
    cleaned: '他高兴地走了，天如此。',
    expected: { lost: [0, 0, 3] },
  },
  {
    about: 'harm: text appears that neither the raw text nor the gold has',
    raw: '河水清。',
    gold: '河水清。',
    cleaned: '河水很清。',
    expected: { extra: [0, 0, 1] },
  },
  {
    about: 'what the engine dropped: one character is put back, one stays lost',
    raw: '灯塔在雾亮着，船慢靠岸。',
    gold: '灯塔在雾里亮着，船缓慢靠岸。',
    cleaned: '灯塔在雾里亮着，船慢靠岸。',
    expected: { lost: [1, 1, 0] },
  },
  {
    about: 'a character in the wrong form that is dropped is both missed and lost',
    raw: '⼭高,路远',
    gold: '山高，路远',
    cleaned: '山高路远',
    expected: { width: [1, 1, 0], lost: [0, 0, 1] },
  },
  {
    about: 'the kind and the number of blanks in a gap do not count; a zero-width character alone is a blank',
    raw: '第一章\r\n\r\n\u3000\u3000起风了\u200B。see  you',
    gold: '第一章\n起风了。see you',
    cleaned: '第一章\n\n起风了。see\tyou',
    expected: { space: [1, 0, 0] },
  },
  {
    about: 'the gold leaves a break open',
    raw: '摄影\n石青\n柳溪镇',
    gold: '摄影⏎?石青\n柳溪镇',
    cleaned: '摄影石青\n柳溪镇',
    expected: {},
  },
  {
    about: 'the gold leaves a wording open, and a line that may go',
    raw: '气温3—5度\n第八版\n有雨',
    gold: '气温3⟦至|—⟧5度\n⟦第八版⏎?⟧有雨',
    cleaned: '气温3—5度\n有雨',
    expected: { extra: [3, 0, 0] },
  },
  { about: 'nothing at all', raw: '', gold: '', cleaned: '', expected: {} },
  { about: 'everything deleted', raw: '春 雨', gold: '春雨', cleaned: '', expected: { lost: [0, 0, 2] } },
]

function countsOf({ classes }: Score): Case['expected'] {
  const seen = CLASSES.map((name) => [name, classes[name]] as const).filter(
    ([, tally]) => tally.errors + tally.harmed > 0,
  )
  return Object.fromEntries(seen.map(([name, { fixed, missed, harmed }]) => [name, [fixed, missed, harmed]]))
}

describe('score', () => {
  it.each(cases)('$about', ({ raw, gold, cleaned, expected }) => {
    expect(countsOf(score(raw, gold, cleaned))).toEqual(expected)
  })

  it('adds the classes up', () => {
    const { characters, total } = score('水水库库,\n大坝', '水库，大坝', '水库，大\n坝')
    expect(characters).toBe(5)
    expect(total).toEqual({ errors: 4, fixed: 4, missed: 0, harmed: 1 })
    expect(reduction(total)).toBe(0.75)
  })

  it('says where something is left, what is wanted there and what there is', () => {
    const { residue } = score('渡口\n重开,停航三年', '渡口重开，停航三年', '渡口\n重开，停三年')
    expect(residue).toEqual([
      {
        class: 'wrap',
        outcome: 'missed',
        count: 1,
        at: 2,
        wanted: '',
        got: '\n',
        before: '渡口',
        after: '重开，停航三年',
      },
      {
        class: 'lost',
        outcome: 'harmed',
        count: 1,
        at: 6,
        wanted: '航',
        got: '',
        before: '渡口重开，停',
        after: '航三年',
      },
    ])
  })

  it('shows the harm that the naive cleaner does to a good text', () => {
    const good = '晚渡\n船家爸爸摇摇橹\n对岸谁在唱歌\n（图已在馆备案）\n'
    expect(naiveClean(good)).toBe('晚渡船家爸摇橹对岸谁在唱歌\n')
    // Two breaks of verse; 爸, 摇, and the 8 characters of the last line, with which its break cannot be judged.
    expect(countsOf(score(good, good, naiveClean(good)))).toEqual({ break: [0, 0, 2], lost: [0, 0, 10] })
  })

  it('finds the few differences in a long text', () => {
    const numerals = [...'零一二三四五六七八九']
    const line = (i: number): string => `第${[...String(i)].map((digit) => numerals[Number(digit)]).join('')}行\n`
    const gold = Array.from({ length: 20_000 }, (_, i) => line(i)).join('')
    const raw = gold
      .replace('第五千行\n', '')
      .replace(line(7_000), line(7_000).trimEnd())
      .replace(line(9_000), `${line(9_000)}甲乙`)
    expect(countsOf(score(raw, gold, gold))).toEqual({ break: [1, 0, 0], extra: [2, 0, 0] })
  })
})

describe('reduction', () => {
  it.each<[Tally, number]>([
    [{ errors: 10, fixed: 9, missed: 1, harmed: 0 }, 0.9],
    [{ errors: 10, fixed: 10, missed: 0, harmed: 20 }, -1],
    [{ errors: 0, fixed: 0, missed: 0, harmed: 1 }, -Infinity],
    [NOTHING, 1],
  ])('of %o is %d', (tally, expected) => {
    expect(reduction(tally)).toBe(expected)
  })
})

// An independent scorer and the documents it was written for, where they lie beside the project.
const BESIDE = new URL('../../shared/quality/', import.meta.url)
const isBeside = existsSync(new URL('score.mjs', BESIDE))

interface OracleScore {
  readonly chars: number
  readonly classes: Partial<Record<ErrorClass, Tally>>
  readonly total: Tally
  readonly residue: readonly { cls: ErrorClass; key: string; n: number; at: number }[]
}

type Oracle = (raw: string, gold: string, cleaned: string) => OracleScore

function documents(): [string, string, string][] {
  const read = (path: string): string => readFileSync(new URL(path, BESIDE), 'utf8')
  const corpus = readdirSync(new URL('corpus/', BESIDE)).map((file): [string, string, string] => [
    file,
    read(`corpus/${file}`),
    read(`gold/${file.replace('.txt', '.gold.txt')}`),
  ])
  const index = JSON.parse(read('pages/index.json')) as { name: string; raw: string; gold: string }[]
  return [
    ...corpus,
    ...index.map(({ name, raw, gold }): [string, string, string] => [
      name,
      read(`pages/${raw}`),
      read(`pages/${gold}`),
    ]),
  ]
}

/** The gold with the first wording of every choice and every open break taken. */
const plain = (gold: string): string => gold.replace(/⟦([^⟦⟧|]*)(?:\|[^⟦⟧]*)?⟧/gu, '$1').replaceAll('⏎?', '\n')

/** The text with about one character in ten dropped, doubled, or followed by something that does not belong there. */
function damaged(text: string): string {
  let state = 7
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  const mishaps = [
    () => '',
    (c: string) => c + c,
    (c: string) => `${c}\n`,
    (c: string) => `${c} `,
    (c: string) => `${c},`,
  ]
  return Array.from(text, (char) => mishaps[below(50)]?.(char) ?? char).join('')
}

describe.skipIf(!isBeside)('score, beside an independent scorer', () => {
  let oracle: Oracle

  beforeAll(async () => {
    const module = (await import(fileURLToPath(new URL('score.mjs', BESIDE)))) as { score: Oracle }
    oracle = module.score
  })

  it.each(isBeside ? documents() : [])('counts the same on %s', (_, raw, gold) => {
    const outputs = {
      raw,
      gold,
      plain: plain(gold),
      naive: naiveClean(raw),
      spoilt: damaged(raw),
      worn: damaged(plain(gold)),
    }
    for (const [output, cleaned] of Object.entries({ ...outputs, empty: '' })) {
      const ours = score(raw, gold, cleaned)
      const theirs = oracle(raw, gold, cleaned)
      expect(ours.characters, output).toBe(theirs.chars)
      expect(ours.total, output).toEqual(theirs.total)
      expect(ours.classes, output).toEqual({
        ...Object.fromEntries(CLASSES.map((name) => [name, NOTHING])),
        ...theirs.classes,
      })
      const places = ours.residue.map((place) => `${place.at} ${place.outcome} ${place.class} ${place.count}`)
      expect(places.sort(), output).toEqual(
        theirs.residue.map(({ at, key, cls, n }) => `${at} ${key} ${cls} ${n}`).sort(),
      )
    }
  })
})
