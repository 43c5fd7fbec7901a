import { defineRule, type Finding } from '../core/rule.ts'
import type { Document } from '../core/document.ts'
import { CJK, classAt, classTable, CLOSE, END, OPEN, PAUSE, WESTERN, WIDE } from '../text/classes.ts'
import { isEdge, isVerbatim, proseLines } from '../text/prose-lines.ts'
import { DOUBLED } from '../text/signs.ts'

/** Two marks of which one is too many, and no third. */
const PAIR_RE = /(?<![，。、；：！？…])(?:([，。、；：])\1|，[。、；]|[。；、]，|。、)(?![，。、；：！？…])/u

/** A text that doubles a mark more often means it: in talk `，，` and `。。` are pauses. */
const LEAST_SINGLE = 8
const SHARE = 1 / 12

export const doubledMark = defineRule({
  id: 'doubled-mark',
  title: 'Commas and stops that stand there twice',
  why:
    'Bold type painted twice, a seam between two text runs, or a slip leaves `，，` where one comma is meant. Exactly two of a comma, ' +
    'semicolon, colon or enumeration comma between words, in a text that writes the mark singly everywhere else, become one. `。。` may be a short ' +
    'ellipsis, and which of two different marks is meant (`，。`) is a guess. `！！`, `？！`, `～～` are emphasis; a text that doubles its ' +
    'marks as a habit, and one that speaks of marks, stay. Wrong where a pause is drawn out once in a long text.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged:
        '雨停了，，街上又热闹起来。卖菜的先出摊，修鞋的后出摊，磨刀的吆喝着走过，孩子跟在后面，一直跟到桥头，才被叫回去，说是，饭好了，该吃了。',
      repaired:
        '雨停了，街上又热闹起来。卖菜的先出摊，修鞋的后出摊，磨刀的吆喝着走过，孩子跟在后面，一直跟到桥头，才被叫回去，说是，饭好了，该吃了。',
    },
    { untouched: '好吧，，那我先走了，，你慢慢来', note: 'drawn out on purpose' },
    { untouched: '真的吗？？太好了！！' },
  ],
  *find(document) {
    const { text } = document
    for (const { start, end, prose } of proseLines(document, DOUBLED, PAIR_RE)) {
      if (!prose) continue
      for (const { index } of text.slice(start, end).matchAll(PAIRS_RE)) {
        const at = start + index
        if (!isVerbatim(document, at)) yield* judge(document, at)
      }
    }
  },
})

const PAIRS_RE = new RegExp(PAIR_RE, 'gu')

function* judge(document: Document, at: number): Iterable<Finding> {
  const { text } = document
  const [first, second] = [text[at]!, text[at + 1]!]
  const last = isEdge(text, at + 2)
  if (!isWordEnd(text, at - 1) || !(last || isWordStart(text, at + 2))) return
  if (first !== second) {
    // In mid-sentence the pause is likelier, at the end of the line the stop.
    const stop = first === '。' || second === '。'
    const right = stop ? (last ? '。' : '，') : first === '；' || second === '；' ? '；' : '，'
    const edits = [{ start: at, end: at + 2, text: right }]
    yield { edits, reason: 'two marks where one is meant', safety: 'suggest', confidence: stop && last ? 0.8 : 0.6 }
  } else if (
    first === '。' ? document.fact(uses).stop : !last && document.fact(uses)[first as Pause] && !isDrawnOut(text, at)
  ) {
    const edits = [{ start: at + 1, end: at + 2, text: '' }]
    yield { edits, reason: 'a mark that the text writes singly elsewhere', ...(first === '。' && { safety: 'risky' }) }
  }
}

/** Who lets a stop trail off nearby draws out his pauses too. */
const isDrawnOut = (text: string, at: number): boolean => text.slice(Math.max(0, at - 24), at + 26).includes('。。')

const isWordEnd = (text: string, at: number): boolean => {
  const bits = classAt(text, at)
  return (bits & (CJK | WESTERN)) !== 0 || ((bits & CLOSE) !== 0 && (bits & WIDE) !== 0) || text[at] === '%'
}

const isWordStart = (text: string, at: number): boolean => {
  const bits = classAt(text, at)
  return (bits & (CJK | WESTERN)) !== 0 || ((bits & OPEN) !== 0 && (bits & WIDE) !== 0)
}

type Pause = '，' | '、' | '；' | '：'

/** Of each mark: does the text write it singly but for a few places? */
type Uses = Readonly<Record<Pause | 'stop', boolean>>

function uses({ text }: Document): Uses {
  const single: Record<string, number> = { '，': 0, '、': 0, '；': 0, '：': 0, '。': 0 }
  const doubled = { ...single }
  const table = classTable()
  for (let i = 0; i < text.length; i++) {
    if ((table[text.charCodeAt(i)]! & (PAUSE | END)) === 0) continue
    const mark = text[i]!
    if (single[mark] === undefined || text[i - 1] === mark) continue
    if (text[i + 1] === mark) doubled[mark]!++
    else single[mark]!++
  }
  // Commas show the habit of all pauses; the rarer ones are too few to.
  const commas = single['，']! + single['、']! + single['；']!
  const doubles = doubled['，']! + doubled['、']! + doubled['；']! + doubled['：']!
  const pauses = commas >= LEAST_SINGLE && doubles <= commas * SHARE + 0.5
  return {
    '，': pauses,
    '、': pauses,
    '；': pauses,
    '：': pauses,
    stop: single['。']! >= LEAST_SINGLE && doubled['。']! <= single['。']! * SHARE,
  }
}
