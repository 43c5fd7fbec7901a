import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Document } from '../src/core/document.ts'
import { LOOKALIKES } from '../src/data/lookalikes.ts'
import { cleanText, explain, rules, type Skipped } from '../src/index.ts'
import { frequency } from '../src/lexicon.ts'
import { isLookalike, lookalikesOf } from '../src/text/lookalikes.ts'
import { settled } from '../src/text/settled.ts'

const OFF = Object.fromEntries(rules.map(({ id }) => [id, false]))

/** What the rule suggests with the word list, or without it. */
const suggested = (text: string, withList = true): readonly Skipped[] =>
  explain(text, { rules: { ...OFF, 'ocr-confusion': withList ? { frequency } : true } }).skipped

const shown = (text: string, withList = true): string[] =>
  suggested(text, withList).map(({ before, after, original }) => `${original.start} ${before}→${after}`)

const sure = (text: string): string[] =>
  suggested(text)
    .filter(({ confidence = 0 }) => confidence >= 0.9)
    .map(({ before, after }) => `${before}→${after}`)

const FOLDER = new URL('../test-fixtures/', import.meta.url)
const textsOf = (folder: string): [string, string][] =>
  readdirSync(new URL(folder, FOLDER)).map((name) => [name, readFileSync(new URL(folder + name, FOLDER), 'utf8')])

describe('a word that the list knows, misread', () => {
  it.each([
    ['他己经把书还给了图书馆。', '己→已'],
    ['末来几天气温还会升高。', '末→未'],
    ['村里的千部都下了地。', '千→干'],
    ['这片士地种过三季水稻。', '士→土'],
    ['大阳出来以后，雾就散了。', '大→太'],
    ['他们日睹了事故的经过。', '日→目'],
    ['请从人口处排队进场，不要乘虚而人。', '人→入'],
    ['天气睛朗，适合晒谷。', '睛→晴'],
    ['消防员用高压水枪扑灭了山上的大火，没有人受仿。', ''],
    ['图书馆每天的借阋量都在增加，管理员很辛苦。', ''],
    ['他们侍遇不错，每年都有奖金。', '侍→待'],
    ['锄头和镰刀都要打磨，刀刀要快，士壤才松。', '士→土'],
    ['這件事己經過去了，我們還會再來。', '己→已'],
  ])('%s', (text, expected) => {
    const found = suggested(text).map(({ before, after }) => `${before}→${after}`)
    if (expected === '') expect(found).toEqual([])
    else expect(found).toContain(expected)
    for (const { confidence, safety, reason } of suggested(text)) {
      expect(safety).toBe('suggest')
      expect(confidence).toBeGreaterThanOrEqual(0.5)
      expect(confidence).toBeLessThan(1)
      expect(reason).not.toBe('')
    }
    expect(cleanText(text, { level: 'risky', rules: { 'ocr-confusion': { frequency } } })).toBe(text)
  })

  it('is told only by the list', () => {
    expect(shown('他己经把书还给了图书馆。', false)).toEqual([])
  })
})

describe('what stays', () => {
  it.each([
    '我太太嫌太大，孩子嫌太多。',
    '经理王大明和李未然、张千里到场，赵士元、孙已生缺席。',
    '传到郦守衡已是第六代，他的徒弟叫欧阳末。',
    '推荐侯选之与侯候二人。',
    '记者李大阳报道，校长陈末来与赵士地先生出席。',
    '三千人入场，五十日之内，八千干部与千家万户。',
    '子曰：学而时习之。己所不欲，勿施于人。',
    '戊戌变法，戍边将士，己巳年，未末之交。',
    '白日依山尽，土生土长，大夫与丈夫，太子太保。',
    '周末来人，期末未到，天干地支，干部千人。',
    '一径草深，樵径云深人不到。',
  ])('%s', (text) => {
    expect(sure(text)).toEqual([])
  })

  it.each([...textsOf('articles/'), ...textsOf('untouched/')])('%s', (_, text) => {
    expect(sure(text)).toEqual([])
    expect(suggested(text, false)).toEqual([])
  })

  it('a text about misread characters', () => {
    expect(suggested('他己经走了。形近字要当心。')).toEqual([])
    expect(shown('他己经走了。')).toEqual(['1 己→已'])
  })

  it('Japanese, and what is verbatim', () => {
    expect(suggested('これは己经のテストです。ひらがなばかりのぶんしょう。')).toEqual([])
    expect(suggested('命令是`己经`，照抄即可。')).toEqual([])
  })
})

describe('a word of the document, once with a look-alike', () => {
  const sentences = (word: string): string[] => [
    `${word}今年建成`,
    `我们去看${word}的展览`,
    `修缮${word}要花两年`,
    `把${word}写进县志`,
    `记得${word}门前的石阶`,
    `路过${word}时下了雨`,
  ]
  const text = [...sentences('青樟土楼'), '后来青樟士楼换了匾'].join('，')

  it('is suggested without any list', () => {
    expect(shown(text, false)).toEqual([`${text.indexOf('士')} 士→土`])
    expect(suggested(text, false)[0]!.confidence).toBe(0.85)
  })

  it('is surer where the list knows no such word', () => {
    expect(suggested(text)[0]!.confidence).toBeGreaterThan(0.9)
  })

  it.each<[what: string, text: string]>([
    ['written so twice', `${text}，又见青樟士楼`],
    ['written otherwise only three times', sentences('青樟土楼').slice(0, 3).join('，') + '，后来青樟士楼换了匾'],
    ['a name', [...sentences('王大明'), '后来王太明换了匾'].join('，')],
    ['a common word of its own', [...sentences('目前的'), '日前的雨'].join('，')],
  ])('is none if it is %s', (_, other) => {
    expect(suggested(other, false)).toEqual([])
  })

  it('is found by counting, whatever the hashes say', () => {
    const words = fc.array(fc.constantFrom('大', '太', '土', '士', '山', '水'), { minLength: 20, maxLength: 200 })
    fc.assert(
      fc.property(words, (characters) => {
        const any = characters.join('')
        for (const { at, text: put, times } of settled(new Document(any))) {
          const windows = [at - 2, at - 1, at].map((start) => any.slice(start, at) + put + any.slice(at + 1, start + 3))
          const counts = windows.map(
            (window) => Array.from(any, (_, i) => any.startsWith(window, i)).filter(Boolean).length,
          )
          expect(Math.max(...counts)).toBe(times)
          expect(lookalikesOf(any.charCodeAt(at))).toContain(put)
        }
      }),
    )
  })
})

describe('the circle', () => {
  it('between Chinese numerals is suggested', () => {
    const [one, ...others] = suggested('二○二二年三月', false)
    expect(others).toEqual([])
    expect(one).toMatchObject({ before: '○', after: '〇', safety: 'suggest', confidence: 0.6 })
  })

  it('and a letter in a number that nothing closes', () => {
    expect(shown('他住过三O一医院', false)).toEqual(['4 O→〇'])
    expect(cleanText('他住过三O一医院')).toBe('他住过三O一医院')
  })
})

describe('a number that nothing closes', () => {
  it.each([
    ['见20I5报告', ['3 I→1']],
    ['据（20l5）所载', ['4 l→1']],
    ['共l0个', ['1 l→1']],
    ['一O年春', ['1 O→〇']],
    ['编号2O2O，型号I5，A20I5', []],
  ])('%s', (text, expected) => {
    expect(shown(text, false)).toEqual(expected)
    expect(cleanText(text)).toBe(text)
  })
})

describe('the table of look-alikes', () => {
  const sets = Object.values(LOOKALIKES).flatMap((block) => block.trim().split(/\s+/u))

  it('holds sets of different ideographs, each set once', () => {
    expect(sets.length).toBeGreaterThan(150)
    for (const set of sets) {
      expect(set).toMatch(/^[\u4e00-\u9fff]{2,5}$/u)
      expect(new Set(set).size, set).toBe(set.length)
    }
    expect(new Set(sets).size).toBe(sets.length)
  })

  it('goes both ways, and knows no numeral', () => {
    for (const one of new Set(sets.join(''))) {
      expect(isLookalike(one.charCodeAt(0))).toBe(true)
      for (const other of lookalikesOf(one.charCodeAt(0))) {
        expect(lookalikesOf(other.charCodeAt(0)), `${one} ${other}`).toContain(one)
        expect(other).not.toBe(one)
      }
    }
    for (const numeral of '〇一二三四五六七八九十百万的') expect(isLookalike(numeral.charCodeAt(0))).toBe(false)
    expect(lookalikesOf('a'.charCodeAt(0))).toBe('')
    expect(lookalikesOf(NaN)).toBe('')
  })

  it('keeps to the script of the text', () => {
    expect(lookalikesOf('衡'.charCodeAt(0), 'simplified')).not.toContain('衛')
    expect(lookalikesOf('衡'.charCodeAt(0), 'traditional')).toContain('衛')
    expect(lookalikesOf('热'.charCodeAt(0), 'traditional')).toBe('')
    expect(lookalikesOf('己'.charCodeAt(0), 'simplified')).toBe('已巳')
  })
})

describe('the list of words', () => {
  it.each(['自己', '已经', '干部', '未来', '东西', '乘虚而入', '国家', '的', '人'])('knows %s', (word) => {
    expect(frequency(word)).toBeGreaterThan(10)
  })

  it.each(['國家', '學習', '已經', '幹部'])('knows %s, in Traditional', (word) => {
    expect(frequency(word)).toBeGreaterThan(1000)
  })

  it.each([
    '自已',
    '己经',
    '末来',
    '千部',
    '時侯',
    '',
    'a',
    '国',
    '家国家国家',
    '\ud840',
    'constructor',
    '__proto__',
    '国A',
  ])('knows no word %j, or a single character of it', (word) => {
    expect(frequency(word)).toBe(word === '国' ? frequency('国') : 0)
  })

  it('answers the same each time, in powers of two', () => {
    for (const word of ['的', '东西', '张三', '国家', '群鸟']) {
      const count = frequency(word)
      expect(frequency(word)).toBe(count)
      if (count > 0) expect(Math.log2(count) % 1).toBe(0)
    }
  })
})
