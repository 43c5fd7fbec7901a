import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Converter, Locale } from 'opencc-js/cn2t'
import { Converter as Reverse, Locale as ReverseLocale } from 'opencc-js/t2cn'
import { describe, expect, it } from 'vitest'
import { Document } from '../src/core/document.ts'
import { applyEdits, cleanText, explain, invertEdits, rules, type RuleSettings } from '../src/index.ts'
import { script, type ScriptOptions } from '../src/opencc/index.ts'
import { contractFaults, HOSTILE } from '../src/testing/contract.ts'
import { loadRuleFixtures } from '../src/testing/fixtures.ts'
import { anyText, article } from '../src/testing/texts.ts'

const OFF = Object.fromEntries(rules.map(({ id }) => [id, false])) as RuleSettings

const convert = (text: string, options: ScriptOptions, keep: readonly (string | RegExp)[] = []): string =>
  cleanText(text, { rules: OFF, extra: [script(options)], keep })

/** The places that the report shows, as they stand in the text. */
const reported = (text: string, options?: ScriptOptions): string[] =>
  explain(text, { rules: OFF, extra: [script(options)] }).kept.map(({ original }) =>
    text.slice(original.start, original.end),
  )

const EVERY: readonly ScriptOptions[] = [
  { to: 'simplified' },
  { to: 'simplified', phrases: true },
  { to: 'traditional' },
  { to: 'taiwan' },
  { to: 'taiwan', phrases: true },
  { to: 'hongkong' },
]
const nameOf = ({ to, phrases }: ScriptOptions): string => `${to}${phrases ? ' with phrases' : ''}`

describe.each<[to: NonNullable<ScriptOptions['to']>, cases: readonly (readonly [from: string, expected: string])[]]>([
  [
    'taiwan',
    [
      ['她的头发很长。', '她的頭髮很長。'],
      ['经济发展很快。', '經濟發展很快。'],
      ['皇后以后不再来了。', '皇后以後不再來了。'],
      ['衣服很干净，干部爬上树干。', '衣服很乾淨，幹部爬上樹幹。'],
      ['桌面上有一碗面条，他很爱面子。', '桌面上有一碗麵條，他很愛面子。'],
      ['屋里面有人，离这里三公里。', '屋裡面有人，離這裡三公里。'],
      ['钟表店也修手表和钟楼。', '鐘錶店也修手錶和鐘樓。'],
      ['松树下让人放松。', '松樹下讓人放鬆。'],
      ['他说天上的云彩，不知所云。', '他說天上的雲彩，不知所云。'],
      ['台湾的舞台和台风。', '臺灣的舞臺和颱風。'],
      ['只有一只鸟，还有两只鸡。', '只有一隻鳥，還有兩隻雞。'],
      ['其余的人还剩余一些。', '其餘的人還剩餘一些。'],
      ['关系、系统和联系。', '關係、系統和聯繫。'],
      ['复习、复杂、回复、覆盖。', '複習、複雜、回覆、覆蓋。'],
      ['历史和日历。', '歷史和日曆。'],
      ['他长得丑陋，今年是丁丑年。', '他長得醜陋，今年是丁丑年。'],
      ['出征，征求意见，特征明显。', '出征，徵求意見，特徵明顯。'],
      ['茶几上有几本书。', '茶几上有幾本書。'],
      ['斗争与北斗星。', '鬥爭與北斗星。'],
      ['准备批准这个标准。', '準備批准這個標準。'],
      ['胡同里的胡须很长。', '衚衕裡的鬍鬚很長。'],
      ['制造业制定制度。', '製造業制定制度。'],
      ['这种为难的事没有线索。', '這種為難的事沒有線索。'],
      ['软件装在电脑里。', '軟件裝在電腦裡。'],
      ['我用U盘存发票', '我用U盤存發票'],
      ['Node.js 的发布说明，共 3 页。', 'Node.js 的發佈說明，共 3 頁。'],
    ],
  ],
  [
    'hongkong',
    [
      ['台湾的舞台。', '台灣的舞台。'],
      ['这里的线路说明书。', '這裏的線路説明書。'],
      ['卫生部门脱离了温室。', '衞生部門脱離了温室。'],
      ['他为此着急，吃了面条。', '他為此着急，吃了麪條。'],
      ['公里里面，皇后后来。', '公里裏面，皇后後來。'],
    ],
  ],
  [
    'traditional',
    [
      ['这里为什么这样？', '這裏爲什麼這樣？'],
      ['群众吃面。', '羣衆喫麪。'],
      ['头发和发展。', '頭髮和發展。'],
      ['他在读书时说过的话还在。', '他在讀書時說過的話還在。'],
    ],
  ],
  [
    'simplified',
    [
      ['她的頭髮很長，經濟發展很快。', '她的头发很长，经济发展很快。'],
      ['乾隆年間的衣服很乾淨。', '乾隆年间的衣服很干净。'],
      ['他看著這本名著。', '他看着这本名著。'],
      ['他看着這本名著，坐在著名的樓裏。', '他看着这本名著，坐在著名的楼里。'],
      ['皇后以後在裡面吃麵。', '皇后以后在里面吃面。'],
      ['衞生署説，綫路已經開通。', '卫生署说，线路已经开通。'],
      ['瞭解情況的人，一目瞭然。', '了解情况的人，一目了然。'],
      ['藉口與狼藉，慰藉人心。', '借口与狼藉，慰藉人心。'],
      ['要麼這樣，那麽那樣。', '要么这样，那么那样。'],
      ['餘先生說其餘的事', '余先生说其余的事'],
      ['臺灣的舞臺與台風', '台湾的舞台与台风'],
      ['軟體與程式碼', '软体与程式码'],
    ],
  ],
])('to %s', (to, cases) => {
  it.each(cases)('%s', (from, expected) => {
    expect(convert(from, { to })).toBe(expected)
    expect(convert(expected, { to })).toBe(expected)
    expect(cleanText(from, { extra: [script({ to })] })).toBe(expected)
  })
})

describe('words of Taiwan', () => {
  it.each([
    ['这个软件、鼠标和打印机都是新的。', '這個軟體、滑鼠和印表機都是新的。'],
    ['把U盘插进服务器的内存条旁边。', '把隨身碟插進伺服器的記憶體模組旁邊。'],
  ])('%s', (from, expected) => {
    expect(convert(from, { to: 'taiwan', phrases: true })).toBe(expected)
  })

  it('are not put where they stand already', () => {
    const options = { to: 'simplified', phrases: true } as const
    expect(convert('他說的是塔吉克。', options)).toBe('他说的是塔吉克斯坦。')
    expect(convert('他說的是塔吉克斯坦。', options)).toBe('他说的是塔吉克斯坦。')
    expect(convert('他說的是塔吉克。', options, ['說'])).toBe('他說的是塔吉克斯坦。')
    expect(convert('塔吉克', { ...options, from: 'traditional' })).toBe('塔吉克')
  })

  it('go back', () => {
    expect(convert('這個軟體、滑鼠和印表機都是新的。', { to: 'simplified', phrases: true })).toBe(
      '这个软件、鼠标和打印机都是新的。',
    )
  })

  it('are edited where they stand, however long they become', () => {
    const text = '我们的鼠标和U盘。'
    const { changes } = explain(text, { rules: OFF, extra: [script({ to: 'taiwan', phrases: true })] })
    expect(changes.map(({ original, before, after }) => [original.start, before, after])).toEqual([
      [1, '们', '們'],
      [3, '鼠标', '滑鼠'],
      [6, 'U盘', '隨身碟'],
    ])
  })
})

describe('what is in the script of the target', () => {
  const TRADITIONAL = [
    '皇后在公里外的舞台上，乾坤未定，只有一只碗。',
    '這裡的麵條是皇后做的，後來她去了三公里外。',
    '范仲淹和沈先生說：「余豈好辯哉，予不得已也。」',
    '他沖了一杯茶，面色如土，系上有人云云。',
    '這松樹下放著幾個台灣來的杯子。',
    '「乾淨」與「干涉」、「樹幹」，三種說法。',
  ]
  const SIMPLIFIED = [
    '皇后在公里外的舞台上，乾坤未定，只有一只碗。',
    '他的名著显著地影响了乾隆年间的人。',
    '狼藉的桌面，慰藉的话，瞭望台上的人。',
    '于先生说：“吒咤风云。”他沈默了。',
    '这里的面条是皇后做的。',
  ]
  it.each(TRADITIONAL)('%s', (text) => {
    expect(convert(text, { to: 'traditional' })).toBe(text)
    expect(convert(text, { to: 'taiwan' })).toBe(text)
  })
  it.each(SIMPLIFIED)('%s', (text) => {
    expect(convert(text, { to: 'simplified' })).toBe(text)
  })

  it('takes the forms of its region', () => {
    expect(convert('這裏爲衆人説明，牀前有溫水。', { to: 'taiwan' })).toBe('這裡為眾人說明，床前有溫水。')
    expect(convert('這裡爲衆人說明，濕了。', { to: 'hongkong' })).toBe('這裏為眾人説明，濕了。')
  })

  it('has only those words converted that the script never writes', () => {
    expect(convert('皇后說：這裡有三公里，面条在里面，後来呢？', { to: 'taiwan' })).toBe(
      '皇后說：這裡有三公里，麵條在里面，後來呢？',
    )
  })
})

describe('what is left alone', () => {
  it.each([
    ['Japanese', '東京の国会で新しい法案が発表された。学校の体育館で会議を開いた。'],
    ['Korean', '학생들은 學校에서 國語를 배운다. 选择이 아니다.'],
    ['no Chinese at all', 'The quick brown fox, 3.14, naïve — “quotes”.'],
    ['nothing', ''],
    ['marks', '，。！？「」…—·'],
    ['kana', 'ひらがなとカタカナだけです'],
    ['what both scripts write', '皇后在公里外的面前'],
  ])('%s', (_, text) => {
    for (const options of EVERY) expect(convert(text, options)).toBe(text)
  })

  it.each([
    ['inline code', '这里用 `发展` 表示。', '這裡用 `发展` 表示。'],
    [
      'an address',
      '请看 https://example.com/发展 这个页面（见https://example.com/?q=发展）。',
      '請看 https://example.com/发展 這個頁面（見https://example.com/?q=发展）。',
    ],
    ['a fenced block', '这样写：\n```\n发展 = 后来\n```\n就行了。', '這樣寫：\n```\n发展 = 后来\n```\n就行了。'],
    [
      'a Japanese line',
      '他说这个国家的报纸登过一句话，还没有人译过：\n日本の国会で発表された。\n后来就这样了。',
      '他說這個國家的報紙登過一句話，還沒有人譯過：\n日本の国会で発表された。\n後來就這樣了。',
    ],
    ['parts of an ideograph', '这个字写作⿰纟公，读作松。', '這個字寫作⿰纟公，讀作松。'],
    ['a chosen variant', '这个发\u{e0100}字。', '這個发\u{e0100}字。'],
  ])('%s', (_, text, expected) => {
    expect(convert(text, { to: 'taiwan' })).toBe(expected)
    expect(convert(expected, { to: 'taiwan' })).toBe(expected)
  })

  it('kept words', () => {
    expect(convert('余先生说其余的话。', { to: 'taiwan' }, ['余先生'])).toBe('余先生說其餘的話。')
    expect(convert('李发说发展。', { to: 'taiwan' }, [/李发/u])).toBe('李发說發展。')
  })

  it('all, without a target', () => {
    expect(convert('他说台灣很遠。', {})).toBe('他说台灣很遠。')
    expect(explain('他说台灣很遠。', { extra: [script()] }).steps).toEqual([])
  })
})

describe('a text that does not show its script', () => {
  it.each<[text: string, from: ScriptOptions['from'], to: ScriptOptions['to'], expected: string]>([
    ['以后', undefined, 'taiwan', '以后'],
    ['以后', 'simplified', 'taiwan', '以後'],
    ['皇后以后在里面吃面', 'simplified', 'taiwan', '皇后以後在裡面吃麵'],
    ['皇后在公里外', 'simplified', 'taiwan', '皇后在公里外'],
    ['后來他說', 'simplified', 'taiwan', '后來他說'],
    ['看著', 'traditional', 'simplified', '看着'],
    ['乾隆', 'traditional', 'simplified', '乾隆'],
    ['干戚', 'simplified', 'taiwan', '干戚'],
  ])('%s, taken for %s, to %s', (text, from, to, expected) => {
    expect(convert(text, { to, from })).toBe(expected)
    expect(convert(expected, { to, from })).toBe(expected)
  })
})

describe('beyond the basic plane', () => {
  it('takes whole characters', () => {
    const text = '他说\u{2b695}和\u{2c2fa}。'
    const { text: put, steps } = explain(text, { rules: OFF, extra: [script({ to: 'traditional' })] })
    expect(put).toBe(Converter({ from: 'cn', to: 't' })(text))
    expect(steps.flatMap(({ edits }) => edits).map(({ start, removed }) => [start, removed])).toContainEqual([
      2,
      '\u{2b695}',
    ])
  })
})

describe('the report', () => {
  it.each<[text: string, places: string[]]>([
    ['我们在这里说过，國立臺灣大學的学生来了。', ['國立臺灣大學']],
    ['我們在這裡說過，国家图书馆的學生來了。', ['国家图书馆']],
    ['我们在这里说过话。', []],
    ['我們在這裡說過皇后的公里。', []],
    ['我們在這裡說過，日本の国会で発表された。', []],
    ['他說溫室裏衞生，着裝乾淨。', []],
    ['これは国の学校です。', []],
    ['他们说「長門」和`開發`，后来呢？', ['長門']],
  ])('of %s', (text, places) => {
    expect(reported(text)).toEqual(places)
  })

  it('is in order, on any text at all', () => {
    const rule = script()
    const holds = fc.property(anyText(), (text) => {
      expect(contractFaults(rule, text)).toEqual([])
      let last = 0
      for (const { start, end } of rule.kept!(new Document(text), rule.defaults)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        last = end
      }
      expect(last).toBeLessThanOrEqual(text.length)
    })
    fc.assert(holds, { numRuns: 50 })
  })

  it('says what it is, and where in the original', () => {
    expect(explain('\ufeff我们这里说臺灣。', { extra: [script()] }).kept).toContainEqual({
      rule: 'script',
      reason: 'traditional characters in a simplified text',
      original: { start: 6, end: 8 },
    })
  })

  it('shows what a conversion left', () => {
    expect(reported('我们这里说台湾。', { to: 'taiwan' })).toEqual([])
    const { kept } = explain('我们这里说台湾。', { rules: OFF, extra: [script({ to: 'taiwan' })], keep: ['说'] })
    expect(kept.map(({ original }) => original)).toEqual([])
  })
})

describe('misuse', () => {
  it.each<[what: string, options: unknown, kind: typeof TypeError | typeof RangeError, message: string]>([
    ['no object', 'taiwan', TypeError, 'options of script must be an object, not string'],
    [
      'an unknown option',
      { too: 'taiwan' },
      RangeError,
      `unknown option of script 'too'; did you mean 'to'? (known: to, from, phrases)`,
    ],
    [
      'a target with a slip',
      { to: 'tawian' },
      RangeError,
      `unknown to of script 'tawian'; did you mean 'taiwan'? (known: simplified, traditional, taiwan, hongkong)`,
    ],
    [
      'a target of the wrong type',
      { to: 1 },
      TypeError,
      `to of script must be one of simplified, traditional, taiwan, hongkong, not number`,
    ],
    [
      'phrases of the wrong type',
      { to: 'taiwan', phrases: 'yes' },
      TypeError,
      'phrases of script must be a boolean, not string',
    ],
    [
      'phrases that there are not',
      { to: 'hongkong', phrases: true },
      RangeError,
      `phrases of script: there are none for 'hongkong' (known: simplified, taiwan)`,
    ],
    [
      'phrases without a target',
      { phrases: true },
      RangeError,
      'phrases of script: they need a target (known: simplified, taiwan)',
    ],
  ])('%s', (_, options, kind, message) => {
    const make = (): unknown => script(options as ScriptOptions)
    expect(make).toThrow(kind)
    expect(make).toThrow(message)
  })

  it('names the scripts that a text can be taken for', () => {
    expect(() => script({ to: 'taiwan', from: 'mainland' } as unknown as ScriptOptions)).toThrow(
      "unknown from of script 'mainland' (known: simplified, traditional)",
    )
  })

  it('takes what is not given for what is usual', () => {
    expect(script({ to: 'taiwan', phrases: undefined }).defaults).toEqual({ to: 'taiwan', phrases: false })
    expect(script({ to: undefined }).defaults).toEqual({ phrases: false })
  })
})

/** Whole documents of the project. */
const DOCUMENTS: readonly string[] = ['untouched', 'articles'].flatMap((folder) =>
  readdirSync(new URL(`../test-fixtures/${folder}/`, import.meta.url)).map((name) =>
    readFileSync(new URL(`../test-fixtures/${folder}/${name}`, import.meta.url), 'utf8'),
  ),
)

/** The same with the texts of the rules' fixtures. */
const TEXTS: readonly string[] = loadRuleFixtures()
  .flatMap(({ cases }) => cases.flatMap((one) => ('untouched' in one ? [one.untouched] : [one.damaged, one.repaired])))
  .concat(DOCUMENTS)

const wordsOf = (dictionaries: unknown): string[] =>
  (dictionaries as string[]).flatMap((one) => one.split('|').map((entry) => entry.slice(0, entry.indexOf(' '))))

/** What OpenCC's own dictionaries convert. */
const SIMPLIFIED_WORDS = wordsOf(Locale.configs['s2t']!.conversionChain[0])
const TRADITIONAL_WORDS = [
  ...wordsOf(ReverseLocale.configs['tw2sp']!.conversionChain.flat()),
  ...wordsOf(ReverseLocale.configs['hk2s']!.conversionChain.flat()),
]

const toTaiwan = Converter({ from: 'cn', to: 'tw' })

const found = (text: string, options: ScriptOptions): unknown[] => {
  const rule = script(options)
  return [...rule.find(new Document(text), rule.defaults)]
}

describe.each(EVERY.map((options) => [nameOf(options), options] as const))('%s', (_, options) => {
  const rule = script(options)

  it('says what it is, and does what its examples say', () => {
    expect(rule.title).toMatch(/[^.。]$/u)
    expect(rule.why!.length).toBeGreaterThan(20)
    for (const example of rule.examples!) {
      if ('damaged' in example) expect(convert(example.damaged, options)).toBe(example.repaired)
      else expect(convert(example.untouched, options)).toBe(example.untouched)
    }
    expect(rule.examples!.some((example) => 'damaged' in example)).toBe(true)
  })

  it('keeps the contract', () => {
    expect(DOCUMENTS.flatMap((text) => contractFaults(rule, text))).toEqual([])
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(contractFaults(rule, text)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it('finds nothing in what it converted', () => {
    const words = [SIMPLIFIED_WORDS, TRADITIONAL_WORDS]
    for (const text of [...TEXTS, ...words.map((all) => all.join('。\n')), ...words.map((all) => all.join(''))]) {
      expect(found(convert(text, options), options)).toEqual([])
    }
  })

  it('rests after one conversion, whatever words meet', () => {
    const word = fc.oneof(
      fc.constantFrom(...SIMPLIFIED_WORDS),
      fc.constantFrom(...TRADITIONAL_WORDS),
      fc.constantFrom('，', '。', 'a', '\n'),
    )
    const holds = fc.property(fc.array(word, { maxLength: 30 }), (parts) => {
      for (const from of [undefined, 'simplified', 'traditional'] as const) {
        const once = convert(parts.join(''), { ...options, from })
        expect(convert(once, { ...options, from })).toBe(once)
      }
    })
    fc.assert(holds, { numRuns: 500 })
  })

  it('is replayed and undone, with positions that go there and back', () => {
    const holds = fc.property(article(), (text) => {
      const given = options.to === 'simplified' ? toTaiwan(text) : text
      const { text: put, steps, changes, toCleaned, toOriginal } = explain(given, { extra: [rule] })
      let replayed = given
      for (const { edits } of steps) replayed = applyEdits(replayed, edits)
      expect(replayed).toBe(put)
      for (const { edits } of [...steps].reverse()) replayed = applyEdits(replayed, invertEdits(edits))
      expect(replayed).toBe(given)
      for (const { original, cleaned } of changes) {
        expect(toCleaned(original.start)).toBe(cleaned.start)
        expect(toOriginal(cleaned.end, 'after')).toBe(original.end)
      }
    })
    fc.assert(holds, { numRuns: 30 })
  })

  it('takes no more than linear work', () => {
    for (const make of Object.values(HOSTILE)) {
      for (const { edits } of rule.find(new Document(make(2 ** 14)), rule.defaults))
        expect(edits.length).toBeGreaterThan(0)
    }
    for (const kind of ['\u2ff0', '发', '發', '后', '一只', '軟體', '软件', '说說', '\u{2b695}', '⿰纟公']) {
      expect(convert(kind.repeat(2 ** 14), options).length).toBeGreaterThan(2 ** 13)
    }
  })
})

describe('beside OpenCC’s own converter', () => {
  const articles = fc.array(fc.constantFrom(...SIMPLIFIED_WORDS), { minLength: 20, maxLength: 40 })

  it.each([
    ['t', { to: 'traditional' }],
    ['tw', { to: 'taiwan' }],
    ['twp', { to: 'taiwan', phrases: true }],
    ['hk', { to: 'hongkong' }],
  ] as const)('a simplified text becomes the same: %s', (to, options) => {
    const own = Converter({ from: 'cn', to })
    fc.assert(
      fc.property(article(), (text) => {
        expect(convert(text, options)).toBe(own(text))
      }),
      { numRuns: 200 },
    )
    const standard = Converter({ from: 'cn', to: 't' })
    const regional = Converter({ from: 't', to })
    fc.assert(
      fc.property(articles, (words) => {
        // Words that only chance has brought together may hold an entry of the region's forms between them: see the test below.
        const parts = words.map((word) => standard(word))
        fc.pre(regional(parts.join('')) === parts.map((part) => regional(part)).join(''))
        // In a text that is simplified beyond doubt.
        const text = `${words.join('')}${'们'.repeat(200)}`
        expect(convert(text, options)).toBe(own(text))
      }),
      { numRuns: 500 },
    )
  })

  // A word is taken through all stages by itself, and so a later stage does not see what two words make together: 鳳凰 臺.
  it.fails('knows a form of the region that reaches over two words', () => {
    const text = `鸦窝里出凤凰台号${'们'.repeat(200)}`
    expect(convert(text, { to: 'hongkong' })).toBe(Converter({ from: 'cn', to: 'hk' })(text))
  })

  it.each([
    ['tw', { to: 'simplified' }],
    ['twp', { to: 'simplified', phrases: true }],
  ] as const)('a text of Taiwan becomes the same: %s', (from, options) => {
    const there = Converter({ from: 'cn', to: from })
    const back = Reverse({ from, to: 'cn' })
    const holds = fc.property(article(), (text) => {
      const given = there(text)
      expect(convert(given, options)).toBe(back(given))
    })
    fc.assert(holds, { numRuns: 200 })
  })
})
