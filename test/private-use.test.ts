import { describe, expect, it } from 'vitest'
import { explain } from '../src/index.ts'
import { alone } from '../src/testing/contract.ts'

/** What `explain` says is left: the characters and the first word of the reason. */
const left = (text: string): [string, string][] =>
  explain(text, alone('private-use')).kept.map(({ original: { start, end }, reason }) => [
    text.slice(start, end),
    reason.split(/[ :]/u)[0]!,
  ])

describe('what private-use reports', () => {
  it.each<[what: string, text: string, expected: [string, string][]]>([
    [
      'runs of private use, one entry each',
      '分享\ue667 \ue60b\ue60c到\ue001',
      [
        ['\ue667 \ue60b\ue60c', 'private'],
        ['\ue001', 'private'],
      ],
    ],
    ['private planes', '生僻字\u{f0001}\u{100001}代替', [['\u{f0001}\u{100001}', 'private']]],
    ['lost characters', '用\ufffd\ufffd表示', [['\ufffd\ufffd', 'a']]],
    ['numbers of glyphs', '目录(cid:12)(cid:13) (cid:7)第一章', [['(cid:12)(cid:13) (cid:7)', 'the']]],
    ['far letters between ideographs', '山水\u0710\u0712田园', [['\u0710\u0712', 'letters']]],
    ['no far letters that stand as words', '泰语的“\u0e01\u0e02”和 \u0e01\u0e02 两处', []],
    ['nothing that it repairs', '\uf06c 一\n\uf06c 二\n\ue5e5三', []],
    ['nothing in good text', '山水田园，各有各的好。', []],
  ])('%s', (_, text, expected) => {
    expect(left(text)).toEqual(expected)
  })

  it('gives one entry for a page of them', () => {
    expect(left('\ue001'.repeat(100_000)).length).toBe(1)
  })
})

describe('small marks of a traditional text', () => {
  it('are suggested', () => {
    const { skipped, text } = explain('這條路很長\ufe50我們走了三天。', { level: 'risky' })
    expect(text).toContain('\ufe50')
    expect(skipped.map(({ rule, safety }) => [rule, safety])).toEqual([['glyph-form', 'suggest']])
  })
})
