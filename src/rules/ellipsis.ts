import { defineRule, type Safety } from '../core/rule.ts'
import type { Document } from '../core/document.ts'
import { classAt, CLOSE, HAN, OPEN, PAUSE } from '../text/classes.ts'
import { isChineseAt, isMarkdown, isTechnical, isVerbatim, proseLines, type ProseLine } from '../text/prose-lines.ts'
import { DOTS } from '../text/signs.ts'

/** Runs of one kind of dot, and two ellipses with a space between. */
const DOTS_RE = /\.{3,12}|\.(?: \.){2,5}|．{3,6}|。{3,6}|｡{3,6}|·{3,6}|・{3,6}|･{3,6}|•{3,6}|‥{2,3}|…[ \u3000]…/u
const EACH_RE = new RegExp(DOTS_RE, 'gu')

export const ellipsis = defineRule({
  id: 'ellipsis',
  title: 'Dots in the place of an ellipsis',
  why:
    'Crawlers fold `……` to six full stops, and old typesetting writes it with middle dots: `······`. Between Chinese neither is anything ' +
    'else. Three full stops are a folded `…` or typed by hand, so they change only in a text that writes `……` itself; `。。。` is a manner ' +
    'of writing and changes at the risky level alone. A single `…` is good, and so are dots that lead to a page number, cut a line short ' +
    'at its end, stand for terms left out (`1...10`, `a, ..., b`), or belong to code. Wrong where a text means its dots as a gap to be filled in.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '他想了很久......终于开口。', repaired: '他想了很久……终于开口。' },
    { damaged: '船越走越远······岸上的人还在挥手。', repaired: '船越走越远……岸上的人还在挥手。' },
    { untouched: '从1...10里选一个，写成f(a, ..., b)。' },
    { untouched: '第一章 渡口......3' },
    { untouched: '好吧。。。我再等等…', note: 'a manner of writing' },
  ],
  *find(document) {
    const { text } = document
    for (const line of proseLines(document, DOTS, DOTS_RE)) {
      for (const { 0: dots, index } of text.slice(line.start, line.end).matchAll(EACH_RE)) {
        const start = line.start + index
        const end = start + dots.length
        if (isDot(text, start - 1) || isDot(text, end) || isVerbatim(document, start)) continue
        const safety = judge(document, line, start, end)
        if (safety === undefined) continue
        yield { edits: [{ start, end, text: '……' }], reason: `${dots[0]!} in the place of an ellipsis`, safety }
      }
    }
  },
})

const isDot = (text: string, at: number): boolean => '.．。｡·・･•‥…⋯'.includes(text[at] ?? ' ')

function judge(document: Document, line: ProseLine, start: number, end: number): Safety | undefined {
  const { text } = document
  const count = text[start + 1] === ' ' && text[start] === '.' ? (end - start + 1) >> 1 : end - start
  const last = end === line.end
  const [before, after] = [text[start - 1]!, last ? '' : text[end]!]
  // What is opened by dots, or is nothing else between its brackets, leaves something out; `，...，` belongs to mathematics.
  if (!isChineseAt(text, start - 1) || '（([［'.includes(before) || (classAt(text, start - 1) & PAUSE) !== 0)
    return undefined
  if (!last && (!isChineseAt(text, end) || ')]］'.includes(after) || (count === 3 && '，、'.includes(after))))
    return undefined
  if ((classAt(text, start - 1) & OPEN) !== 0 && (last || (classAt(text, end) & CLOSE) !== 0)) return undefined
  // A menu, a programme, a cast: dots lead from a name to what belongs to it, in lines without a sentence.
  const spoken = line.prose || ((classAt(text, start - 1) | classAt(text, end)) & (OPEN | CLOSE)) !== 0
  switch (text[start]) {
    case '.':
    case '．':
      if (document.fact(isTechnical) || document.fact(isMarkdown) || !spoken) return count === 6 ? 'risky' : undefined
      if (last) return count === 6 ? 'risky' : undefined
      // Before a comma it closes a list, or it is a gap to be filled in.
      if (count === 6)
        return '，、；'.includes(after) && !LISTED_RE.test(text.slice(Math.max(0, start - 16), start))
          ? 'risky'
          : 'safe'
      return count === 3 && document.fact(writesEllipses) ? 'safe' : count < 6 ? 'risky' : undefined
    case '。':
    case '｡':
      return line.prose || (classAt(text, start - 1) & HAN) !== 0 ? 'risky' : undefined
    case '…':
    case '‥':
      return last ? undefined : 'safe'
    default:
      if (last) return line.prose && count === 6 ? 'safe' : undefined
      return spoken ? 'safe' : 'risky'
  }
}

const LISTED_RE = /、[^，。；：！？]{1,15}$/u

/** Does the text write `……`, and more often than three full stops? */
function writesEllipses({ text }: Document): boolean {
  let proper = 0
  let dots = 0
  for (const { 0: found } of text.matchAll(/……|\.{3}/gu))
    if (found === '……') proper++
    else dots++
  return proper >= 2 && proper > dots
}
