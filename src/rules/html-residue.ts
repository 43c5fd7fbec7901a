import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import { classAt, classOf, CLOSE, DIGIT, END, HAN, isBlank, LETTER, OPEN, PAUSE, WIDE } from '../text/classes.ts'
import { entities, readEntities } from '../text/entities.ts'
import { lineShapes } from '../text/line-shape.ts'
import {
  BLOCK,
  isAboutMarkup,
  isExplained,
  isMarkup,
  isTalkedAbout,
  isTold,
  markup,
  TAG_TAIL_RE,
  type Markup,
} from '../text/markup.ts'
import { script } from '../text/script.ts'
import { linesWith, RESIDUE } from '../text/signs.ts'
import { isCodeLine, setOffCode, verbatim, type Verbatim } from '../text/verbatim.ts'

/** Most texts hold nothing of it, and end here. */
const CANDIDATE_RE =
  /[&＆][ #a-zA-Z]|(?:nbsp|quo|hellip|dash|middot);|<[/!?a-zA-Z]|[<＜〈]正|[a-z]=["']|_x00[\dA-Fa-f]{2}_|x0[dD]\\?x0|\\[rnu]|%[A-F\d]{2}%|```|\.[a-z]?html?|\/\/[\w-]{1,60}\./u

export const htmlResidue = defineRule({
  id: 'html-residue',
  title: 'Entities, tags and escapes that a web page or a spreadsheet left in the text',
  why:
    'Whoever takes a text out of a page has to read its entities and drop its tags; what was escaped twice, cut in half or stored in ' +
    'a database comes through: `&nbsp;`, `&amp;ldquo;`, `</p>`, `target="_blank">`, `_x000D_`, `x0dx0a`. Entities become their ' +
    'characters, a tag goes, and one that begins a line breaks it. A text that speaks of markup, or is markup (Markdown, the source of a ' +
    'page, a program), stays as it is, and so does code in it. Pairs that mean something, such as struck out text, and names that are no ' +
    'elements of HTML stay too. Wrong where a sentence shows a tag without a word that says so.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '开馆时间：&nbsp;九时，&amp;ldquo;周一&amp;rdquo;休息。', repaired: '开馆时间： 九时，“周一”休息。' },
    {
      damaged: '渔港开捕。<br/>船队当晚出海。<br/>灯亮了。<span id="a1"></span>',
      repaired: '渔港开捕。\n船队当晚出海。\n灯亮了。',
    },
    { damaged: '一、登记_x000D_\n二、领取_x000D_', repaired: '一、登记\n二、领取' },
    { untouched: '用标签 <br> 换行，用 &nbsp; 写空格。', note: 'a text about HTML' },
    { untouched: '先运行 git clone <url>，再把 <姓名> 换成自己的。', note: 'placeholders' },
  ],
  *find(document) {
    const { text } = document
    const candidates = linesWith(document, RESIDUE, CANDIDATE_RE)
    if (candidates.length === 0 || document.fact(script).language !== 'chinese') return
    const fences = documentFences(document)
    if (fences !== undefined) {
      yield fences
      return
    }
    if (!RESIDUE_RE.test(text) || isAboutMarkup(document) || isMarkup(document)) return
    const found = [...tagFindings(document), ...lineFindings(document, candidates)].sort(
      (a, b) => a.edits[0]!.start - b.edits[0]!.start,
    )
    let last = 0
    for (const finding of found) {
      if (finding.edits[0]!.start < last) continue
      last = finding.edits.at(-1)!.end
      yield finding
    }
  },
})

/**
 * Of those that are candidates for an address or a page alone, only a few hold more: an address on a line of its own, without its scheme; a
 * path behind an ideograph; an attribute, in capitals too.
 */
const RESIDUE_RE =
  /[&＆][ #a-zA-Z]|(?:nbsp|quo|hellip|dash|middot);|<[/!?a-zA-Z]|[<＜〈]正|=["']|_x00[\dA-Fa-f]{2}_|x0[dD]\\?x0|\\[rnu]|%[A-F\d]{2}%|\/\/(?<!:\/\/)[\w-]|\/(?<=[\u3400-\u9fff]\/)[\w.-]/u

/** A finding of one edit, if the edit changes anything. */
function* replace(
  text: string,
  { start, end, text: put }: Edit,
  reason: string,
  safety: Safety = 'safe',
): Iterable<Finding> {
  if (text.slice(start, end) !== put) yield { edits: [{ start, end, text: put }], reason, safety }
}

/** A language model that reads a page sets its Markdown in a fence; a text that sets an example in one has words outside of it. */
const FENCE_RE = /^(?:```|~~~)(\w{0,12})$/u
const LONGEST_FENCE = 15

/** The fences of a document that is nothing but fenced Markdown. */
function documentFences(document: Document): Finding | undefined {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const edits: Edit[] = []
  let inside = 0
  for (let i = 0; i < shapes.count; i++) {
    const start = shapes.start[i]!
    const end = shapes.end[i]!
    const fence = end - start > LONGEST_FENCE ? null : FENCE_RE.exec(text.slice(start, end))
    if (inside === 0 && (fence === null || !/^(?:markdown|md)$/iu.test(fence[1]!))) return undefined
    if (fence === null) continue
    const last = inside
    // A fence with a name begins code, or the page; one without a name ends the innermost of both.
    inside += inside === 0 || fence[1] !== '' ? 1 : -1
    if (last === 0 || inside === 0) edits.push({ start, end: afterBreak(text, end), text: '' })
  }
  return edits.length === 0 || edits.length === shapes.count
    ? undefined
    : { edits, reason: 'a fence round the whole text', safety: 'risky' }
}

/** Behind the line break that follows `position`, blanks left out; `position` itself if there is none. */
function afterBreak(text: string, position: number): number {
  let at = position
  while (isBlank(text, at)) at++
  if (text[at] === '\r' && text[at + 1] === '\n') at++
  return at < text.length && !isBlank(text, at) ? at + 1 : position
}

/** Behind a line that goes, with its break, and with one of the blank lines on both sides of it. */
function afterLine(text: string, start: number, end: number): number {
  const next = afterBreak(text, end)
  return /(?:^|\n\r?)\n[ \t]*$/u.test(text.slice(Math.max(0, start - 8), start)) ? afterBreak(text, next) : next
}

/** Elements that say something about what stands in them, and may be meant. */
const MEANT = new Set('s del ins u strike mark q sup sub code kbd samp var title ruby rt rb rp abbr'.split(' '))
/** Elements in which tags have their use. */
const KEEPING = new Set(['table', 'pre', 'code', 'svg', 'math'])
const TABLE = new Set('thead tbody tfoot tr td th caption colgroup col'.split(' '))
const SCRIPTS = new Set(['script', 'style'])
/** Of a tag: it goes with its partner and all between. */
const WHOLE = 2

const MANY_BREAKS = 3
/** One alone in a line may be an example of its author's. */
const SEVERAL_BREAKS = 2

const SUPERSCRIPTS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  sup: ['0123456789+-−=()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ'],
  sub: ['0123456789+-−=()', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'],
}
const LONGEST_SCRIPT = 12

/** What the line above an example ends with. */
const ANNOUNCED_RE = /[:：]$|代码|代碼|[页頁]面|网页|網頁|如下|[例比]如|示例|插入|粘[贴貼]|添加|[写寫加][上成入]/u

/** Tags that are left over, with what a page would show in their place: a line break or nothing. */
function* tagFindings(document: Document): Iterable<Finding> {
  const { text } = document
  const all = document.fact(markup)
  const { tags, partners } = all
  if (tags.length === 0) return
  const shapes = document.fact(lineShapes)
  const breaks = tags.filter(({ name }) => name === 'br').length
  const left = new Uint8Array(tags.length)
  const talked = new Set(
    tags.filter(({ start, end }) => isTold(text, start) || isTalkedAbout(text, start, end)).map(({ name }) => name),
  )
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!
    const partner = partners[i]!
    if (partner > i && KEEPING.has(tag.name)) {
      i = partner
      continue
    }
    if (partner > i && SCRIPTS.has(tag.name)) {
      left[i] = WHOLE
      i = partner
      continue
    }
    if (partner > i && tag.name in SUPERSCRIPTS && !talked.has(tag.name)) {
      const put = scripted(tag.name, text, tag.end, tags[partner]!.start)
      if (put !== undefined) {
        yield {
          edits: [{ start: tag.start, end: tags[partner]!.end, text: put }],
          reason: 'a raised or lowered number in tags',
        }
      }
    }
    if (partner >= 0 && partner < i) left[i] = left[partner]!
    else if (isLeftOver(text, all, i, breaks)) left[i] = 1
    if (talked.has(tag.name) || (partner > i && isField(text, tag.start, tags[partner]!.end))) left[i] = 0
  }
  let line = -1
  let announced = false
  let coded = false
  for (let i = 0; i < tags.length; i++) {
    if (left[i] === 0) continue
    const first = tags[i]!
    if (line < 0 || shapes.end[line]! <= first.start) {
      do line++
      while (shapes.end[line]! <= first.start)
      coded = isCode(text, shapes.start[line]!, shapes.end[line]!)
    }
    const from = shapes.start[line]!
    const to = shapes.end[line]!
    let block = BLOCK.has(first.name)
    let { start, end } = first
    const isWhole = left[i] === WHOLE
    if (isWhole) {
      i = partners[i]!
      end = tags[i]!.end
    }
    while (!isWhole && i + 1 < tags.length && left[i + 1] === 1 && tags[i + 1]!.start < to) {
      const next = tags[i + 1]!
      const gap = text.slice(end, next.start)
      if (gap.trim() !== '' || (gap !== '' && !block && !BLOCK.has(next.name))) break
      block ||= BLOCK.has(next.name)
      end = next.end
      i++
    }
    const alone = start === from && end >= to
    // Behind words that announce it stands an example, on as many lines as it takes.
    const before =
      line === 0 ? '' : text.slice(Math.max(shapes.start[line - 1]!, shapes.end[line - 1]! - 24), shapes.end[line - 1])
    announced = alone && (ANNOUNCED_RE.test(before) || (announced && before.endsWith('>')))
    if (announced || coded) continue
    let put = ''
    if (block && !isWhole) {
      while (start > from && text[start - 1] === ' ') start--
      while (end < to && text[end] === ' ') end++
      if (start > from && end < to) put = '\n'
    }
    if (alone) end = afterLine(text, start, end)
    yield* isWhole
      ? replace(text, { start, end, text: put }, 'a script or a style sheet of the page', 'risky')
      : replace(text, { start, end, text: put }, 'a tag that was left over')
  }
}

/** Is `[start, end)` a string of a program or a field of a table? */
const isField = (text: string, start: number, end: number): boolean =>
  start > 0 && '"\''.includes(text[start - 1]!) && text[start - 1] === text[end]

/** Is the tag more than somebody's placeholder or example? */
function isLeftOver(text: string, { tags, partners, filled }: Markup, i: number, breaks: number): boolean {
  const { name, closing, attributed, start, end } = tags[i]!
  if (TABLE.has(name) || KEEPING.has(name)) return false
  if (name === '!') return tags.length > 1
  const partner = partners[i]!
  if (partner >= 0 && filled[i] === filled[partner]) return true
  if (MEANT.has(name)) return false
  if (closing || attributed || name.includes(':')) return true
  if (name === 'br' || name === 'hr') {
    return (
      breaks >= MANY_BREAKS ||
      (breaks >= SEVERAL_BREAKS && isBetweenSentences(text, start, end)) ||
      isAtEdge(text, start, end)
    )
  }
  if (partner >= 0) return !BLOCK.has(name) || !isExplained(text, tags[partner]!.end)
  return (name === 'p' || name === 'div') && (isAtEdge(text, start, end) || (classAt(text, start - 1) & END) !== 0)
}

/** Is there nothing else on one side of it, in its line? */
const isAtEdge = (text: string, start: number, end: number): boolean =>
  /(?:^|[\n\r>])[ \t\u3000]{0,8}$/u.test(text.slice(Math.max(0, start - 9), start)) ||
  /^[ \t]{0,8}(?:$|[\n\r<])/u.test(text.slice(end, end + 9))

/** Does a line, a sentence or another tag end before `start`, or begin at `end`? */
function isBetweenSentences(text: string, start: number, end: number): boolean {
  while (isBlank(text, start - 1)) start--
  while (isBlank(text, end)) end++
  const before = classAt(text, start - 1)
  return (
    start === 0 ||
    end === text.length ||
    /[\n\r>]/u.test(text[start - 1]!) ||
    /[\n\r<]/u.test(text[end]!) ||
    ((before & (END | CLOSE | PAUSE)) !== 0 && (before & WIDE) !== 0)
  )
}

/** The digits of a raised or lowered number. */
function scripted(name: string, text: string, start: number, end: number): string | undefined {
  const [from, to] = SUPERSCRIPTS[name]!
  if (end === start || end - start > LONGEST_SCRIPT) return undefined
  let put = ''
  for (let i = start; i < end; i++) {
    const at = from.indexOf(text[i]!)
    if (at < 0) return undefined
    put += to[at]!
  }
  return put
}

const TAG_OR_ADDRESS_RE = /<[^<>\n]{1,600}(?:>|$)|[a-z]{2,8}:\/\/[\x21\x23-\x7e]+|\w=["'][^"'<>\n]{0,200}["']/gu

/** A line that a program logged. */
const LOG_RE = /^\[?\d{4}[-/]\d\d[-/]\d\d.{1,24}\b(?:INFO|WARN|ERROR|DEBUG)/u

/** Is the line code or a log, entities read, tags and addresses left out? */
const isCode = (text: string, start: number, end: number): boolean => {
  const rest = readEntities(text.slice(start, end)).replaceAll(TAG_OR_ADDRESS_RE, '').trim()
  return LOG_RE.test(rest) || isCodeLine(rest, 0, rest.length)
}

/** What is found line by line. */
function* lineFindings(document: Document, candidates: readonly number[]): Iterable<Finding> {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const stretches = document.fact(verbatim)
  const code = document.fact(setOffCode)
  const labelled = lineLabels(text)
  for (const i of candidates) {
    const from = shapes.start[i]!
    const to = shapes.end[i]!
    const line = text.slice(from, to)
    yield* pathFindings(text, line, from)
    if (isCode(text, from, to)) continue
    yield* entityFindings(text, line, from, stretches)
    yield* escapeFindings(text, line, from, stretches)
    yield* tailFindings(text, line, from, code)
    const label = labelled ? null : LABEL_RE.exec(line)
    if (label !== null) {
      const end = from + label[0].length
      yield* replace(
        text,
        { start: end - label[1]!.length, end, text: '' },
        'the sign of a database before an abstract',
      )
    }
  }
}

const isIdeographic = (bits: number): boolean => (bits & (HAN | WIDE)) !== 0

const BLANKS_RE = /^[\t \u00a0\u2002\u2003\u2009\u3000]$/u
const LINE_TAG_RE = /<\/?(?:br|p|div|li|tr|h\d)\b[^<>]{0,40}>$/iu

/** Entities; blanks among them go by the run, with the blanks that stand between them. */
function* entityFindings(text: string, line: string, from: number, stretches: Verbatim): Iterable<Finding> {
  const all = [...entities(line)].filter(({ start }) => !stretches.has(from + start))
  for (let i = 0; i < all.length; i++) {
    let { start, end } = all[i]!
    const put = all[i]!.text
    if (put === '\n' || put === '\r') {
      while (all[i + 1]?.start === end && /[\n\r]/u.test(all[i + 1]!.text)) end = all[++i]!.end
      yield* replace(text, broken(line, from, start, end), 'an entity that stands for a line break')
    } else if (!BLANKS_RE.test(put)) {
      if (isTalkedAbout(text, from + start, from + end) || isExplained(text, from + end)) continue
      yield* replace(text, { start: from + start, end: from + end, text: put }, 'an entity that was left unread')
    } else {
      let cells = cellsOf(put)
      let wide = cells > 1
      while (start > 0 && BLANKS_RE.test(line[start - 1]!)) cells += cellsOf(line[--start]!)
      for (;;) {
        if (all[i + 1]?.start === end && BLANKS_RE.test(all[i + 1]!.text)) {
          const next = all[++i]!
          cells += cellsOf(next.text)
          wide ||= cellsOf(next.text) > 1
          end = next.end
        } else if (end < line.length && BLANKS_RE.test(line[end]!)) cells += cellsOf(line[end++]!)
        else break
      }
      if (isTalkedAbout(text, from + start, from + end) && !'（('.includes(line[start - 1] ?? ' ')) continue
      const blank = blanks(line, start, end, cells, wide)
      yield* replace(text, { start: from + start, end: from + end, text: blank }, 'blanks that a page spelt out')
    }
  }
}

const cellsOf = (blank: string): number => (blank === '\u2003' || blank === '\u3000' ? 2 : 1)

/** Half a dozen cells indent a paragraph as two ideographs do; only verse has more. */
const USUAL_INDENT = 8
const INDENT = '\u3000\u3000'

/** What an editor leaves of a run of blanks: the indent of a paragraph, a gap as wide as it was, nothing at the edge of a line. */
function blanks(line: string, start: number, end: number, cells: number, wide: boolean): string {
  if (end === line.length) return ''
  const after = classAt(line, end)
  const before = classAt(line, start - 1)
  const atStart = start === 0 || LINE_TAG_RE.test(line.slice(Math.max(0, start - 60), start))
  if (atStart && cells === 1) return ''
  if (atStart && !isIdeographic(after) && (after & OPEN) === 0) return ' '.repeat(cells)
  if (atStart) return cells <= USUAL_INDENT ? INDENT : '\u3000'.repeat(cells >> 1)
  // The paragraph that a lost line break set behind the last one.
  if (cells >= 4 && (before & (END | CLOSE)) !== 0 && (before & WIDE) !== 0) return INDENT
  return wide && isIdeographic(before | after) ? '\u3000'.repeat(cells >> 1) : ' '.repeat(cells)
}

/** The edit that puts a line break in the place of `[start, end)` of a line, or nothing at its edges. */
function broken(line: string, from: number, start: number, end: number): Edit {
  while (start > 0 && line[start - 1] === ' ') start--
  while (end < line.length && line[end] === ' ') end++
  return { start: from + start, end: from + end, text: start > 0 && end < line.length ? '\n' : '' }
}

/** Control characters as spreadsheets write them, and line breaks of databases whose backslashes are lost or were kept. */
const ESCAPE_RE =
  /(?:_x00(?:[01][\dA-Fa-f]|7[Ff])_)+|(?<![\w\\])(?:\\?x0[dD]\\?x0[aA] ?)+|(?:\\r\\n|\\n)+|(?<![\w\\])(?:\\u[\da-fA-F]{4})+|(?:%[\dA-F]{2}){6,300}/gu

/** In prose, some of the line breaks stand behind sentences. */
const ENDED_RE = /[。！？…”）] ?\\(?:r\\n|n|x0[dD]\\x0[aA])/u

function* escapeFindings(text: string, line: string, from: number, stretches: Verbatim): Iterable<Finding> {
  const ends = ENDED_RE.test(line)
  for (const { 0: found, index: start } of line.matchAll(ESCAPE_RE)) {
    const end = start + found.length
    if (stretches.has(from + start) || isTalkedAbout(text, from + start, from + end)) continue
    if (found.startsWith('_x')) {
      if (/\w/u.test(line[start - 1] ?? ' ') && /\w/u.test(line[end] ?? ' ')) continue
      if (/x000[9dDaA]_/u.test(found))
        yield* replace(text, broken(line, from, start, end), 'a line break that was escaped')
      else
        yield* replace(text, { start: from + start, end: from + end, text: '' }, 'a control character that was escaped')
    } else if (found.startsWith('%')) yield* percentFinding(found, from + start)
    else if (found.startsWith('\\u')) yield* unicodeFinding(line, found, from, start)
    else if (!found.includes('\\') || isBetweenChinese(line, start, end, ends)) {
      yield* replace(text, broken(line, from, start, end), 'a line break that was escaped')
    }
  }
}

/** Does a sentence end before it; or, if it does before others of the line, stand Chinese on both sides, or the line’s edge? */
function isBetweenChinese(line: string, start: number, end: number, sure: boolean): boolean {
  while (isBlank(line, start - 1)) start--
  while (isBlank(line, end)) end++
  const before = classAt(line, start - 1)
  const after = classAt(line, end)
  if ((after & LETTER) !== 0) return false
  if ((before & WIDE) !== 0 && (before & (END | CLOSE)) !== 0) return true
  return (
    sure && (before === 0 || isIdeographic(before)) && (after === 0 || isIdeographic(after) || (after & DIGIT) !== 0)
  )
}

/** Chinese that was written as its code points. */
function* unicodeFinding(line: string, found: string, from: number, start: number): Iterable<Finding> {
  const put = found.replaceAll(/\\u([\da-fA-F]{4})/gu, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
  for (let i = 0; i < put.length; i++) {
    const bits = classOf(put.charCodeAt(i))
    if ((bits & (HAN | WIDE)) === 0 && put[i] !== '\u3000') return
  }
  const blank = put.replaceAll('\u3000', '') === ''
  if (!blank && put.length < 2) return
  yield {
    edits: [
      {
        start: from + start,
        end: from + start + found.length,
        text: blank && start > 0 && start + found.length === line.length ? '' : put,
      },
    ],
    reason: 'Chinese that was escaped',
    safety: 'risky',
  }
}

const CHINESE_RE = /^[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]{2,}$/u

/** Chinese in the bytes of an address. */
function* percentFinding(found: string, start: number): Iterable<Finding> {
  let put
  try {
    put = decodeURIComponent(found)
  } catch {
    return
  }
  if (!CHINESE_RE.test(put)) return
  const edits = [{ start, end: start + found.length, text: put }]
  yield { edits, reason: 'Chinese written as the bytes of an address', safety: 'suggest', confidence: 0.7 }
}

/** Halves of tags: what stood in front is gone, or what should follow. */
function* tailFindings(text: string, line: string, from: number, code: Verbatim): Iterable<Finding> {
  if (!line.includes('="') && !line.includes("='")) return
  for (const { 0: found, index: start } of line.matchAll(TAG_TAIL_RE)) {
    const head = line.slice(Math.max(0, start - LONGEST_TAG), start)
    if (head.lastIndexOf('<') > head.lastIndexOf('>') || code.has(from + start)) continue
    const end = start + found.length
    if (!HAN_RE.test(line.slice(0, start) + line.slice(end, end + LONGEST_TAG))) continue
    // An address must not run into the text behind it.
    const glued = /[\x21-\x7e]/u.test(line[start - 1] ?? '') && /[\x21-\x7e]/u.test(line[end] ?? '')
    const put = glued ? ' ' : ''
    yield* replace(text, { start: from + start, end: from + end, text: put }, 'the second half of a tag')
  }
  const open = line.lastIndexOf('<')
  if (open < 0 || line.length - open > LONGEST_TAG || code.has(from + open)) return
  if (!HEAD_RE.test(line.slice(open)) || isTalkedAbout(text, from + open, from + line.length)) return
  let end = from + line.length
  while (isBlank(text, end)) end++
  yield* replace(text, { start: from + open, end, text: '' }, 'the first half of a tag', 'risky')
}

const LONGEST_TAG = 400
const HAN_RE = /[\u3400-\u9fff]/u
const HEAD_RE =
  /^<(?:a|p|span|font|div|img|strong|td|iframe)\s[^<>]{0,20}(?:href|src|style|class|id|align|target|color)=[^<>\u3400-\u9fff]*$/iu

/** Addresses of the site's own pages behind the names that they belong to, and one without its scheme on a line of its own. */
const PATH_RE = /(?<=[\u3400-\u9fff])(?:\/[\w.-]{1,60}){1,8}\.[a-z]?html?(?=[\u3400-\u9fff]|$)/gu
const ADDRESS_RE = /^\/\/(?:[\w-]{1,60}\.){2,5}[a-z]{2,6}(?:\/[\x21-\x7e]{0,200})?$/u

function* pathFindings(text: string, line: string, from: number): Iterable<Finding> {
  if (ADDRESS_RE.test(line)) {
    const edit = { start: from, end: afterBreak(text, from + line.length), text: '' }
    yield* replace(text, edit, 'an address without its scheme: the target of a link', 'risky')
  }
  if (!line.includes('htm') || /[，。；]/u.test(line)) return
  const paths = [...line.matchAll(PATH_RE)]
  if (paths.length < 2) return
  for (const { 0: path, index } of paths) {
    const end = index + path.length
    const edit = { start: from + index, end: from + end, text: end === line.length ? '' : ' ' }
    yield* replace(text, edit, 'the target of a link behind its name', 'risky')
  }
}

/** How a Chinese database of journals begins an abstract that it took from the text itself. */
const LABEL_RE =
  /^(?:.?摘[ \u3000]?要.?[:：]? ?)?([<＜〈]正[>＞〉][ \u3000]{0,4})(?=[\u3400-\u9fff\u3000-\u303f\w"“‘（(])/u
const OTHER_LABEL_RE = /[<＜〈](?!正[>＞〉])[\u3400-\u9fff]{1,6}[>＞〉]/u

/** Does the text set other words off in this way too: speakers, sides of a debate, what is to be filled in? */
const lineLabels = (text: string): boolean => !/[<＜〈]正[>＞〉]/u.test(text) || OTHER_LABEL_RE.test(text)
