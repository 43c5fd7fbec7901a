import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits, type Edit } from '../src/core/edit.ts'
import { changesOf, type Step } from '../src/core/history.ts'
import { explain } from '../src/index.ts'
import { cells } from '../src/report/columns.ts'
import { formatDiff, formatTable, toJson, type Explained } from '../src/report/index.ts'

type Planned = readonly [rule: string, reason: string, ...edits: Edit[]]

/** What `explain` would give if these rules had made these edits, each in positions of the text that the ones before it left. */
function edited(original: string, ...planned: Planned[]): Explained {
  let text = original
  const steps: Step[] = planned.map(([rule, reason, ...edits]) => {
    const before = text
    text = applyEdits(text, edits)
    return { rule, edits: edits.map((edit) => ({ ...edit, removed: before.slice(edit.start, edit.end), reason })) }
  })
  return { text, steps, changes: changesOf(original, text, steps), skipped: [], kept: [] }
}

/** An edit at each place where `old` stands. */
function each(text: string, old: string, put: string): Edit[] {
  const edits: Edit[] = []
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length)) {
    edits.push({ start: at, end: at + old.length, text: put })
  }
  return edits
}

const excerpts = (diff: string): string[] => diff.split('\n').filter((line) => line.includes('│'))
const reasons = (diff: string): string[] => diff.split('\n').filter((line) => line.includes('╰'))

describe('formatDiff', () => {
  it('shows place, surroundings, change, reason and the table of rules', () => {
    const text = '岭上有村。\n村口立着一棵老槐树 ,树下是井。\n'
    const diff = formatDiff(text, edited(text, ['stray-mark', 'a mark out of place', ...each(text, ' ,', '，')]))
    expect(diff).toBe(
      [
        '2 │ …口立着一棵老槐树[-␣,-]{+，+}树下是井。⏎',
        '  ╰ stray-mark: a mark out of place',
        '',
        'rule        edits  removed  added  first',
        'stray-mark      1        2      1  line 2',
        '',
      ].join('\n'),
    )
  })

  it('shows the lines of a joined paragraph as one excerpt and counts the reasons', () => {
    const text = '渡口的船\n天亮才开，\n赶集的人\n都在等。\n\n后一段。'
    const joins = each(text, '\n', '').slice(0, 3)
    const comma = each('渡口的船天亮才开，赶集的人都在等。\n\n后一段。', '，', ',')
    const diff = formatDiff(text, edited(text, ['cut', 'the line is full', ...joins], ['mark', 'wide', ...comma]))
    expect(excerpts(diff)).toEqual(['1–4 │ 渡口的船[-⏎-]天亮才开[-，-]{+,+}[-⏎-]赶集的人[-⏎-]都在等。⏎'])
    expect(reasons(diff)).toEqual(['    ╰ cut ×3: the line is full', '    ╰ mark: wide'])
  })

  it('gives hundreds of changes in a line one number and one reason', () => {
    const text = '山,水,田,林,'.repeat(75)
    const diff = formatDiff(text, edited(text, ['mark', 'narrow', ...each(text, ',', '，')]))
    expect(reasons(diff)).toEqual(['  ╰ mark ×300: narrow'])
    expect(excerpts(diff).filter((line) => line.startsWith('1 │'))).toHaveLength(1)
    expect(diff.match(/\[-,-\]\{\+，\+\}/gu)).toHaveLength(300)
  })

  it('wraps excerpts between pieces', () => {
    const text = '山,水,田,林,'.repeat(20)
    const lines = excerpts(formatDiff(text, edited(text, ['mark', 'narrow', ...each(text, ',', '，')])))
    expect(lines.length).toBeGreaterThan(5)
    expect(Math.max(...lines.map(cells))).toBeLessThanOrEqual(80)
    expect(lines.slice(1).every((line) => line.startsWith('  │ '))).toBe(true)
  })

  it('gives lines in a row that share their reasons one list of them', () => {
    const text = '甲 \n乙 \n丙\n丁 \n'
    const diff = formatDiff(text, edited(text, ['space', 'at the end', ...each(text, ' ', '')]))
    expect(diff.split('\n').slice(0, 5)).toEqual([
      '1 │ 甲[-␣-]⏎',
      '2 │ 乙[-␣-]⏎',
      '4 │ 丁[-␣-]⏎',
      '  ╰ space ×3: at the end',
      '',
    ])
  })

  it('keeps lines with different reasons apart', () => {
    const text = '甲 \n乙,\n'
    const plan: Planned[] = [
      ['space', 'at the end', ...each(text, ' ', '')],
      ['mark', 'narrow', ...each('甲\n乙,\n', ',', '，')],
    ]
    const diff = formatDiff(text, edited(text, ...plan))
    expect(diff.split('\n').slice(0, 5)).toEqual([
      '1 │ 甲[-␣-]⏎',
      '  ╰ space: at the end',
      '',
      '2 │ 乙[-,-]{+，+}⏎',
      '  ╰ mark: narrow',
    ])
  })

  it('lists the most frequent reasons of a rule and counts the rest', () => {
    const text = '一,二,三,四,五,六,七,'
    const commas = each(text, ',', '，')
    const steps: Step[] = [
      { rule: 'mark', edits: commas.map((edit, i) => ({ ...edit, removed: ',', reason: `case ${Math.max(i, 1)}` })) },
    ]
    const cleaned = applyEdits(text, commas)
    const diff = formatDiff(text, {
      text: cleaned,
      steps,
      changes: changesOf(text, cleaned, steps),
      skipped: [],
      kept: [],
    })
    expect(diff.split('\n\n')[0]!.split('\n').slice(-4)).toEqual([
      '  ╰ mark ×7: case 1 (×2)',
      '             case 2 (×1)',
      '             case 3 (×1)',
      '             3 more reasons (×3)',
    ])
  })

  it('shows the inner difference of a change that left most of its text standing', () => {
    const text = '石桥镇供销合作社仓库'
    const whole = { start: 0, end: text.length, text: '石桥镇供销社仓库' }
    expect(excerpts(formatDiff(text, edited(text, ['r', 'x', whole])))).toEqual(['1 │ 石桥镇供销[-合作-]社仓库'])
  })

  it('shows a change that left little standing as a whole', () => {
    const text = '石桥镇供销合作社'
    const whole = { start: 0, end: text.length, text: '松林乡社办合唱团' }
    const shown = excerpts(formatDiff(text, edited(text, ['r', 'x', whole])))
    expect(shown.map((line) => line.slice(4)).join('')).toBe('[-石桥镇供销合作社-]{+松林乡社办合唱团+}')
  })

  it('shortens long texts and says by how much', () => {
    const text = `甲${'石'.repeat(2000)}乙${'路'.repeat(100)}丙`
    const plan: Planned = ['r', 'x', { start: 1, end: 2001, text: '' }, { start: 2102, end: 2103, text: '丁' }]
    const shown = excerpts(formatDiff(text, edited(text, plan)))
      .map((line) => line.slice(4))
      .join('')
    const stones = '石'.repeat(24)
    expect(shown).toBe(`甲[-${stones}-]…(1952 more)…[-${stones}-]乙${'路'.repeat(7)}…${'路'.repeat(8)}[-丙-]{+丁+}`)
  })

  it('answers for texts that are too long to compare', () => {
    const text = '风雨'.repeat(200_000)
    const whole = { start: 0, end: text.length, text: '雨风'.repeat(200_000) }
    expect(formatDiff(text, edited(text, ['r', 'x', whole])).length).toBeLessThan(1000)
  })

  it('shows at the start of a line what is before it', () => {
    const text = '前一段。\n\n\n\n后一段。'
    const diff = formatDiff(text, edited(text, ['blank', 'x', { start: 6, end: 8, text: '' }]))
    expect(excerpts(diff)).toEqual(['3–5 │ 前一段。⏎⏎[-⏎⏎-]后一段。'])
  })

  it('does not show as surroundings what the change before removed', () => {
    const text = '甲乙 \n 丙丁'
    const diff = formatDiff(text, edited(text, ['space', 'x', ...each(text, ' ', '')]))
    expect(excerpts(diff)).toEqual(['1 │ 甲乙[-␣-]⏎', '2 │ …⏎[-␣-]丙丁'])
  })

  it('shows what leaves no ink and defuses what a terminal would act on', () => {
    const text = '甲\t\u00a0\u3000\u200b\ud800\r\n乙\u001b[31m丙丁'
    const plan: Planned = ['r', 'x', { start: 1, end: 8, text: '' }, { start: 15, end: 16, text: '戊' }]
    expect(excerpts(formatDiff(text, edited(text, plan)))).toEqual([
      '1–2 │ 甲[-⇥‹U+00A0›□‹U+200B›‹U+D800›␍⏎-]乙␛[31m丙[-丁-]{+戊+}',
    ])
  })

  it('numbers lines as editors do', () => {
    const text = '一\r\n二\r三\f四\u2028五\n六,'
    expect(excerpts(formatDiff(text, edited(text, ['r', 'x', ...each(text, ',', '，')])))).toEqual([
      '4 │ 六[-,-]{+，+}',
    ])
  })

  it('does not cut characters outside the basic plane', () => {
    const text = `${'\u{20bb7}'.repeat(30)},${'\u{20bb7}'.repeat(30)}`
    const [shown] = excerpts(formatDiff(text, edited(text, ['r', 'x', ...each(text, ',', '，')])))
    expect(shown).toBe(`1 │ …${'\u{20bb7}'.repeat(8)}[-,-]{+，+}${'\u{20bb7}'.repeat(8)}…`)
  })

  it('uses colours instead of marks when asked to', () => {
    const text = '桥\n上,'
    const plan: Planned = ['r', 'x', { start: 1, end: 2, text: '' }, { start: 3, end: 4, text: '，' }]
    const diff = formatDiff(text, edited(text, plan), { color: true })
    expect(diff).toContain('桥\u001b[9;31m⏎\u001b[0m上\u001b[9;31m,\u001b[0m\u001b[32m，\u001b[0m')
    expect(diff).not.toMatch(/\[-|\{\+/u)
    expect(formatDiff(text, edited(text, plan))).not.toContain('\u001b')
  })

  it('counts in the table what each step did, in characters', () => {
    const text = '\u{20bb7}家,\n馆'
    const plan: Planned[] = [
      ['wide', 'x', { start: 0, end: 2, text: '吉' }, { start: 3, end: 4, text: '，' }],
      ['join', 'y', { start: 3, end: 4, text: '' }],
      ['split', 'z', { start: 3, end: 3, text: '\n' }],
    ]
    const table = formatDiff(text, edited(text, ...plan))
      .split('\n\n')
      .at(-1)
    expect(table).toBe(
      [
        'rule   edits  removed  added  first',
        'wide       2        2      2  line 1',
        'join       1        1      0  undone by a later rule',
        'split      1        0      1  undone by a later rule',
        '',
      ].join('\n'),
    )
  })

  it('lists what was found and left', () => {
    const text = '甲\n乙"\n丙"'
    const left = { rule: 'quote', safety: 'suggest', because: 'level', before: '"', after: '“' } as const
    const skipped = [
      { ...left, reason: 'no partner, again', original: { start: 6, end: 7 } },
      { ...left, reason: 'no partner', original: { start: 3, end: 4 } },
      { ...left, reason: 'asked for', because: 'keep', original: { start: 0, end: 1 } } as const,
    ]
    expect(formatDiff(text, { text, steps: [], changes: [], skipped, kept: [] })).toBe(
      [
        'no changes',
        '',
        'found and left as it is',
        'quote (suggest)  ×2  first in line 2: no partner',
        'quote (kept)     ×1  first in line 1: asked for',
        '',
      ].join('\n'),
    )
  })

  it('refuses an explanation of another text', () => {
    const text = '甲,乙'
    const explanation = edited(text, ['r', 'x', ...each(text, ',', '，')])
    expect(() => formatDiff('甲;乙', explanation)).toThrow(RangeError)
    expect(() => toJson('甲', explanation)).toThrow('change 1–2 in a text of 1')
  })

  it('explains what the library does', () => {
    const text = '前一段。\n\n\n\n\n后一段。'
    const diff = formatDiff(text, explain(text))
    expect(excerpts(diff)).toEqual(['3–6 │ 前一段。⏎⏎[-⏎⏎⏎-]后一段。'])
    expect(reasons(diff)[0]).toContain('blank-line: ')
  })

  it('answers for any text and edits, and lets no control character through', () => {
    const text = fc.string({
      unit: fc.constantFrom('山', '\u{20bb7}', ',', ' ', '\n', '\r', '\u001b', '\u0000', '\ud800'),
      maxLength: 60,
    })
    const cuts = fc.array(fc.tuple(fc.nat(9), fc.nat(4), text), { maxLength: 9 })
    fc.assert(
      fc.property(text, cuts, (original, list) => {
        const edits: Edit[] = []
        let at = 0
        for (const [gap, length, put] of list) {
          const start = at + gap + 1
          const end = Math.min(start + length, original.length)
          if (start > end || original.slice(start, end) === put) continue
          edits.push({ start, end, text: put })
          at = end
        }
        const diff = formatDiff(original, edited(original, ['r', 'x', ...edits]))
        expect(diff).not.toMatch(/[^\P{Cc}\n]|\p{Cs}/u)
        expect(excerpts(diff).length > 0).toBe(edits.length > 0)
      }),
      { numRuns: 300 },
    )
  })
})

describe('formatTable', () => {
  it('aligns by the cells of a terminal', () => {
    const rules = [
      { id: 'blank', safety: 'safe', title: 'Blank lines' },
      { id: '断行', safety: 'suggest', title: '断开的行' },
    ] as const
    expect(formatTable(rules)).toBe('blank  safe     Blank lines\n断行   suggest  断开的行\n')
  })

  it('says nothing of no rules', () => {
    expect(formatTable([])).toBe('')
  })
})

describe('cells', () => {
  it('counts two for what is wide, one for what Chinese shares with the West, none for marks and colours', () => {
    const widths = ['村', '，', '\u3000', '\u{20bb7}', 'a', '“', '…', 'e\u0301', '\u001b[9;31m村\u001b[0m'].map(cells)
    expect(widths).toEqual([2, 2, 2, 2, 1, 1, 1, 1, 2])
  })
})

describe('toJson', () => {
  it('holds the whole explanation in plain values', () => {
    const text = '甲,\n\n\n\n乙'
    const skipped = [
      {
        rule: 's',
        reason: 'z',
        safety: 'risky',
        because: 'level',
        original: { start: 0, end: 1 },
        before: '甲',
        after: '',
      },
    ] as const
    const plan: Planned[] = [
      ['mark', 'x', { start: 1, end: 2, text: '，' }],
      ['blank', 'y', { start: 4, end: 6, text: '' }],
    ]
    const kept = [{ rule: 'k', reason: 'w', original: { start: 5, end: 6 } }]
    const json = toJson(text, { ...edited(text, ...plan), skipped, kept })
    expect(json).toEqual({
      text: '甲，\n\n乙',
      changes: [
        {
          original: { start: 1, end: 2 },
          cleaned: { start: 1, end: 2 },
          before: ',',
          after: '，',
          by: [{ rule: 'mark', reason: 'x' }],
        },
        {
          original: { start: 4, end: 6 },
          cleaned: { start: 4, end: 4 },
          before: '\n\n',
          after: '',
          by: [{ rule: 'blank', reason: 'y' }],
        },
      ],
      skipped,
      kept,
      steps: [
        { rule: 'mark', edits: [{ start: 1, end: 2, text: '，', removed: ',', reason: 'x' }] },
        { rule: 'blank', edits: [{ start: 4, end: 6, text: '', removed: '\n\n', reason: 'y' }] },
      ],
    })
    expect(JSON.parse(JSON.stringify(json))).toEqual(json)
  })

  it('survives the lazy parts of a real explanation, lone surrogates included', () => {
    const text = '前\ud800\n\n\n\n\n后'
    const json = toJson(text, explain(text))
    expect(JSON.parse(JSON.stringify(json))).toEqual(json)
    const edits = json.changes.map(({ original, after }) => ({ ...original, text: after }))
    expect(applyEdits(text, edits)).toBe(json.text)
    expect(json.changes.length).toBeGreaterThan(0)
  })
})
