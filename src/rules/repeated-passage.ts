import type { Document } from '../core/document.ts'
import { defineRule, type Finding } from '../core/rule.ts'
import { CJK, classAt, CLOSE, END, PAUSE, WESTERN } from '../text/classes.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'
import { seams } from '../text/seams.ts'

/** Shorter tails are shared by good paragraphs: set phrases, parallel endings. */
const SHORTEST_TAIL = 25
/** The end of a block by which an earlier one with the same tail is looked up. */
const KEY = 16
/** A paragraph of so many ideographs does not come twice in a row. */
const LONG_PARAGRAPH = 40
/** Cuts that prove that the text was extracted column by column. */
const PROVEN_CUTS = 2

export const repeatedPassage = defineRule({
  id: 'repeated-passage',
  title: 'Passages that the extraction pasted in a second time',
  why:
    'Where a column is cut, some tools paste the tail of another block in the place of what is missing. The tail of a block then stands ' +
    'at the end of a later one too, beginning in mid-sentence. It is taken out only in a text that shows cut blocks; statutes and forms ' +
    'share long endings, but are not cut. A long paragraph that comes twice in a row is kept once. Refrains are short and end lines that ' +
    'are short. Wrong where an author closes two paragraphs with the same long words, in a text that was cut elsewhere.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged:
        '渔港扩建以后，泊位由四十个增加到一百二十个，外地渔船也愿意来这里卸货补给，码头边的冷库和加工厂从早忙到晚。\n\n' +
        '渔港扩建以后，泊位由四十个增加到一百二十个，外地渔船也愿意来这里卸货补给，码头边的冷库和加工厂从早忙到晚。\n\n' +
        '开渔以来，日均卸货三百吨，冷库里\n\n的鱼隔夜就能上市，饭馆都抢着要。\n\n渔民说，往年鱼多了要贱卖，今年再没有为卖鱼发过愁。',
      repaired:
        '渔港扩建以后，泊位由四十个增加到一百二十个，外地渔船也愿意来这里卸货补给，码头边的冷库和加工厂从早忙到晚。\n\n' +
        '开渔以来，日均卸货三百吨，冷库里\n\n的鱼隔夜就能上市，饭馆都抢着要。\n\n渔民说，往年鱼多了要贱卖，今年再没有为卖鱼发过愁。',
      note: 'the page shows by another paragraph that it was cut',
    },
    { untouched: '听！你可听得懂？\n听！你可听得懂？', note: 'a refrain' },
    {
      untouched:
        '有前款行为的，由县级以上主管部门责令改正，处一万元以上五万元以下的罚款。\n\n拒不改正的，由县级以上主管部门责令改正，处一万元以上五万元以下的罚款。',
      note: 'a statute',
    },
  ],
  *find(document) {
    const shapes = document.fact(lineShapes)
    const earlier = new Map<string, { line: number; copies: number }>()
    const tails: { line: number; first: { line: number; copies: number } }[] = []
    const twice: Finding[] = []
    const { text } = document
    for (let i = 0; i < shapes.count; i++) {
      if (shapes.end[i]! - shapes.start[i]! < SHORTEST_TAIL) continue
      if (i > 0 && isSameLongParagraph(text, shapes, i - 1, i)) {
        const edit = { start: shapes.end[i - 1]!, end: shapes.end[i]!, text: '' }
        // One repeat alone may be a refrain, a log or a corpus with duplicates; a page that was cut elsewhere is none of these.
        const safety = document.fact(seams).proven > 0 ? 'safe' : 'risky'
        twice.push({ edits: [edit], reason: 'the paragraph before it, word for word', safety })
        continue
      }
      const key = text.slice(shapes.end[i]! - KEY, shapes.end[i])
      const first = earlier.get(key)
      if (first === undefined) earlier.set(key, { line: i, copies: 1 })
      else {
        first.copies++
        tails.push({ line: i, first })
      }
    }
    const pasted =
      tails.length > 0 && document.fact(seams).proven >= PROVEN_CUTS ? pastedTails(document, shapes, tails) : []
    yield* [...twice, ...pasted].sort((a, b) => a.edits[0]!.start - b.edits[0]!.start)
  },
})

function isSameLongParagraph(text: string, shapes: LineShapes, a: number, b: number): boolean {
  const length = shapes.end[a]! - shapes.start[a]!
  if (
    shapes.han[a]! < LONG_PARAGRAPH ||
    shapes.han[a] !== shapes.han[b] ||
    shapes.end[b]! - shapes.start[b]! !== length
  )
    return false
  if (shapes.innerMarks[a] === 0) return false
  return text.slice(shapes.start[a], shapes.end[a]) === text.slice(shapes.start[b], shapes.end[b])
}

function pastedTails(
  { text }: Document,
  shapes: LineShapes,
  tails: readonly { line: number; first: { line: number; copies: number } }[],
): Finding[] {
  const findings: Finding[] = []
  for (const { line, first } of tails) {
    // A third copy is no accident of extraction but the author's or the form's.
    if (first.copies > 2) continue
    const floor = shapes.start[line]!
    const firstFloor = shapes.start[first.line]!
    let start = shapes.end[line]!
    let other = shapes.end[first.line]!
    while (start > floor && other > firstFloor && text.charCodeAt(start - 1) === text.charCodeAt(other - 1)) {
      start--
      other--
    }
    // Both begin there: the same paragraph twice, far apart, may be meant.
    if (start === floor) continue
    while (start < shapes.end[line]! && (classAt(text, start) & (PAUSE | END | CLOSE)) !== 0) start++
    const before = classAt(text, start - 1)
    const inMidSentence = (before & (CJK | WESTERN | PAUSE)) !== 0
    if (shapes.end[line]! - start < SHORTEST_TAIL || !inMidSentence) continue
    const edit = { start, end: shapes.end[line]!, text: '' }
    findings.push({ edits: [edit], reason: 'the tail of an earlier block, pasted in where the text was cut' })
  }
  return findings
}
