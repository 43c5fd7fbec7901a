import { describe, expect, it } from 'vitest'
import { cleanText, explain } from '../src/index.ts'
import { loadRuleFixtures } from '../src/testing/fixtures.ts'

const PAGE = [
  '芦苇荡里的观鸟站_苇城在线',
  '首页',
  '登录 注册',
  '首页 > 生态 > 正文',
  '芦苇荡里的观鸟站',
  '2023年11月4日 来源：苇城晚报',
  '深秋的苇城湿地，成群的白琵鹭在浅滩上觅食。观鸟站站长每天清晨五点就出门，沿着栈道数鸟。',
  '图为白琵鹭在浅滩觅食。何小满 摄',
  '湿地管理处在北岸新建了两处观察屋，屋外用苇帘遮挡，游客可以在里面拍照，又不会惊动鸟群。',
  '（记者 何有田）',
  '上一篇：水渠清淤',
  '相关阅读',
  '候鸟迁徙路线图公布',
  '版权所有 苇城在线 浙ICP备00654321号-1',
].join('\n')

const shown = (
  text: string,
  spans: readonly { kind: string; original: { start: number; end: number } }[],
): string[][] => spans.map(({ kind, original }) => [kind, text.slice(original.start, original.end)])

describe('explain(text).blocks', () => {
  it('names the parts of a page', () => {
    const { blocks } = explain(PAGE)
    expect(blocks.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: blocks.findIndex(({ kind }) => kind === 'title') }, () => 'furniture'),
      'title',
      'dateline',
      'body',
      'caption',
      'body',
      'byline',
      ...Array.from({ length: 3 }, () => 'furniture'),
    ])
    expect(shown(PAGE, blocks)).toContainEqual(['title', '芦苇荡里的观鸟站'])
    expect(shown(PAGE, blocks)).toContainEqual(['caption', '图为白琵鹭在浅滩觅食。何小满 摄'])
    expect(shown(PAGE, blocks)).toContainEqual(['byline', '（记者 何有田）'])
  })

  it('lists the furniture by kind, whether it goes or not', () => {
    const furniture = [
      ['page-title', '芦苇荡里的观鸟站_苇城在线', 'risky'],
      ['navigation', '首页\n登录 注册', 'risky'],
      ['breadcrumb', '首页 > 生态 > 正文', 'risky'],
      ['neighbours', '上一篇：水渠清淤', 'risky'],
      ['related', '相关阅读\n候鸟迁徙路线图公布', 'risky'],
      ['footer', '版权所有 苇城在线 浙ICP备00654321号-1', 'safe'],
    ]
    for (const level of ['safe', 'risky'] as const) {
      const found = explain(PAGE, { level }).furniture
      expect(
        found.map(({ kind, original, safety }) => [kind, PAGE.slice(original.start, original.end), safety]),
      ).toEqual(furniture)
    }
    expect(explain(PAGE).text).toBe(PAGE.slice(0, PAGE.lastIndexOf('\n')))
    expect(cleanText(PAGE, { level: 'risky' })).toBe(PAGE.split('\n').slice(4, 10).join('\n'))
  })

  it('leaves the text as it is where it is only to mark', () => {
    const options = { level: 'risky', rules: { 'site-furniture': { mark: true } } } as const
    expect(cleanText(PAGE, options)).toBe(PAGE)
    expect(explain(PAGE, options).furniture.length).toBe(6)
  })

  it('speaks of the original, whatever was repaired before', () => {
    const damaged = PAGE.replace('深秋', '\u200b深\u2f32\u2f32秋').replace('首页\n', '\ufeff首页\n')
    for (const { kind, original } of explain(damaged).blocks) {
      if (kind === 'title') expect(damaged.slice(original.start, original.end)).toBe('芦苇荡里的观鸟站')
      expect(damaged.slice(original.start, original.end)).not.toMatch(/^\n|\n$/u)
    }
  })

  it('says that it does not know', () => {
    const poem = '下一页\n翻过去\n是一条河'
    expect(shown(poem, explain(poem).blocks)).toEqual([['unknown', poem]])
    expect(explain(poem).furniture).toEqual([])
  })

  it('is empty where the rule is off', () => {
    expect(explain(PAGE, { rules: { 'site-furniture': false } }).blocks).toEqual([])
    expect(explain('').blocks).toEqual([])
  })

  it('come in order and never meet, on every text of the fixtures', () => {
    for (const { cases } of loadRuleFixtures()) {
      for (const one of cases) {
        const text = 'untouched' in one ? one.untouched : one.damaged
        let at = 0
        for (const { original } of explain(text).blocks) {
          expect(original.start).toBeGreaterThanOrEqual(at)
          expect(original.end).toBeGreaterThan(original.start)
          at = original.end
        }
      }
    }
  })
})
