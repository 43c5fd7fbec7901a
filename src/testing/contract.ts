/**
 * What every rule promises, put to one text at a time. Each function lists what is wrong, with numbers; an empty list says that all is
 * well.
 */
import { isDeepStrictEqual } from 'node:util'
import { graphemeSegments } from 'unicode-segmenter/grapheme'
import { explain } from '../clean.ts'
import { Document } from '../core/document.ts'
import { applyEdits, type Edit } from '../core/edit.ts'
import type { Finding, Level, Rule } from '../core/rule.ts'
import type { CleanOptions } from '../options.ts'
import { rules, type RuleId } from '../rules/index.ts'

/** Options under which one rule of the list acts alone. */
export const alone = (id: RuleId, level: Level = 'safe'): CleanOptions => withOnly(id, level)

/** The same for any rule: one that is not of the list comes as an extra. */
const aloneAsRule = (rule: Rule, level: Level): CleanOptions => ({
  ...withOnly(rule.id, level),
  extra: rules.some(({ id }) => id === rule.id) ? [] : [rule],
})

const withOnly = (id: string, level: Level): CleanOptions => ({
  level,
  rules: Object.fromEntries(rules.map((rule) => [rule.id, rule.id === id])),
})

/** The rule's contract on one text: its findings, the same each time, and its steps at both levels when it acts alone. */
export function contractFaults(rule: Rule, text: string): string[] {
  const find = (document: Document): Finding[] => [...rule.find(document, rule.defaults)]
  const faults = [...findingFaults(text, find(new Document(text))), ...purityFaults(text, find)]
  // What is out of order makes the cleaning throw.
  if (faults.length > 0) return faults
  for (const level of ['safe', 'risky'] as const) {
    const options = aloneAsRule(rule, level)
    const once = explain(text, options)
    let met = text
    for (const { edits } of once.steps) {
      faults.push(...clusterFaults(met, edits))
      met = applyEdits(met, edits)
    }
    faults.push(...repetitionFaults(level, explain(once.text, options).steps))
  }
  return faults
}

const named = ({ start, end, text: put }: Edit, text: string): string =>
  `edit ${start}–${end} to ${JSON.stringify(put)} in a text of ${text.length}`

/** Findings come in the order of their first edits, their edits are sorted, disjoint, inside the text, and change something. */
export function findingFaults(text: string, findings: readonly Finding[]): string[] {
  const faults: string[] = []
  let lastStart = 0
  for (const [i, { edits, reason }] of findings.entries()) {
    if (edits.length === 0) faults.push(`finding ${i} has no edit`)
    if (reason.trim() === '') faults.push(`finding ${i} has no reason`)
    const start = edits[0]?.start ?? lastStart
    if (start < lastStart) faults.push(`finding ${i} begins at ${start}, the one before at ${lastStart}`)
    lastStart = start
    edits.forEach((edit, k) => {
      const name = named(edit, text)
      const whole = Number.isInteger(edit.start) && Number.isInteger(edit.end)
      if (!whole || edit.start < 0 || edit.start > edit.end || edit.end > text.length) {
        faults.push(`${name}: out of bounds`)
      } else if (text.slice(edit.start, edit.end) === edit.text) faults.push(`${name}: changes nothing`)
      if (k > 0 && edit.start < edits[k - 1]!.end) faults.push(`${name}: not after the one before`)
    })
  }
  // Findings may interleave, as pairs of marks do; only their edits must not meet.
  const all = findings.flatMap(({ edits }) => edits).sort((a, b) => a.start - b.start || a.end - b.end)
  all.forEach((edit, i) => {
    const last = all[i - 1]
    if (last === undefined) return
    const bothHere = last.start === edit.start && last.end === edit.end
    if (edit.start < last.end || bothHere) faults.push(`${named(edit, text)}: meets ${named(last, text)}`)
  })
  return faults
}

/** The same document gives the same findings, also after it was asked before; and it still holds the same text. */
export function purityFaults(text: string, find: (document: Document) => readonly Finding[]): string[] {
  const document = new Document(text)
  const runs = [find(document), find(document), find(new Document(text))]
  const faults: string[] = []
  if (!isDeepStrictEqual(runs[0], runs[1])) faults.push('a second run on the same document finds something else')
  if (!isDeepStrictEqual(runs[0], runs[2]))
    faults.push('a run on another document of the same text finds something else')
  if (document.text !== text) faults.push(`the document's text has become ${JSON.stringify(document.text)}`)
  return faults
}

/** No edit parts a surrogate pair or what readers take for one character. */
export function clusterFaults(text: string, edits: readonly Edit[]): string[] {
  if (edits.length === 0) return []
  const boundaries = new Set([text.length])
  for (const { index } of graphemeSegments(text)) boundaries.add(index)
  const parts = (position: number): boolean => !boundaries.has(position) && !mayPart(text, position, boundaries)
  return edits
    .filter(({ start, end }) => parts(start) || parts(end))
    .map((edit) => `${named(edit, text)}: cuts a character`)
}

/** CR LF is one cluster by the standard, but two characters here; joiners that end a cluster join nothing, and may go from it. */
function mayPart(text: string, position: number, boundaries: ReadonlySet<number>): boolean {
  let end = position
  while (text[end] === '\u200c' || text[end] === '\u200d') end++
  return text[position] === '\n' || (end > position && boundaries.has(end))
}

/** A rule that acts alone finds nothing more to do in what it left. */
export const repetitionFaults = (level: Level, steps: readonly { readonly edits: readonly Edit[] }[]): string[] =>
  steps.flatMap(({ edits }) => edits).length === 0
    ? []
    : [`not idempotent at level ${level}: once more gives ${JSON.stringify(steps.flatMap((step) => step.edits)[0])}`]

/** One text of about `length` code units for each way in which a rule could be lured into more than linear work. */
export const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  'one line of one ideograph': (length) => '一'.repeat(length),
  'one line of commas': (length) => '，'.repeat(length),
  'one line of spaces': (length) => ' '.repeat(length),
  'one line of ideographic spaces': (length) => '\u3000'.repeat(length),
  'one line of opening quotes': (length) => '“'.repeat(length),
  'one line of straight quotes': (length) => '"'.repeat(length),
  'straight quotes and ideographs in turn': (length) => '一"，'.repeat(length / 3),
  'turned quotes, a pair a line': (length) => repeated('有”水口“在\n', length),
  'quotations that nothing closes': (length) => repeated('他说："走。\n他说“走"和"\n', length),
  'words in straight quotes, one a line': (length) => repeated('看"水口"的\n', length),
  'one line of hyphens': (length) => '-'.repeat(length),
  'dashes of every kind in turn': (length) => repeated('一--一─―一—一\n—', length),
  'one line of full stops': (length) => '.'.repeat(length),
  'dots and ideographs in turn': (length) => repeated('甲......乙。。。', length),
  'doubled commas and ideographs in turn': (length) => '，，一'.repeat(length / 3),
  'one line of opening brackets': (length) => '('.repeat(length),
  'one line of digits': (length) => '1'.repeat(length),
  'one line of letters': (length) => 'a'.repeat(length),
  'one line of full-width digits': (length) => '１'.repeat(length),
  'one line of radicals': (length) => '\u2f00'.repeat(length),
  'one line of combining marks': (length) => `一${'\u0301'.repeat(length - 1)}`,
  'one line of vertical brackets': (length) => '\ufe35'.repeat(length),
  'vertical brackets in each other': (length) => repeated('\ufe35一\ufe41二\ufe42三\ufe36', length),
  'one line of small commas': (length) => '\ufe50'.repeat(length),
  'one line of private use': (length) => '\ue863'.repeat(length),
  'lines of bullets': (length) => repeated('\uf06c \uf06c一\n', length),
  'letters with their marks': (length) => repeated('e\u0301e\u0301\u0302一', length),
  'numbers of glyphs': (length) => repeated('(cid:12)', length),
  'one line of flags': (length) => '\u{1f1e8}\u{1f1f3}'.repeat(length / 4),
  'commas and ideographs in turn': (length) => '，一'.repeat(length / 2),
  'half-width commas and ideographs in turn': (length) => ',一'.repeat(length / 2),
  'names and full stops in turn': (length) => repeated('卡尔。', length),
  'spaces and ideographs in turn': (length) => '一 '.repeat(length / 2),
  'numbers in pieces': (length) => repeated('有1 4个，', length),
  'digits and spaces in turn': (length) => `有${'1 '.repeat(length / 2)}，`,
  'words in pieces': (length) =>
    repeated('渔港扩建以后泊位由四十个增加到一百二十个外地渔船也愿意来这里卸货补给推 动了，', length),
  'numbers between ideographs': (length) => '有 1 个'.repeat(length / 5),
  'pairs of ideographs': (length) => varied(length / 2).replace(/./gsu, '$&$&'),
  'one headline doubled, again and again': (length) => repeated('上海上海：：临港新片区临港新片区\n', length),
  'one doubled headline in one line': (length) => repeated('上海上海：：临港新片区临港新片区', length),
  'lines of one ideograph': (length) => '一\n'.repeat(length / 2),
  'lines of one ideograph, each its own': (length) => varied(length / 2).replace(/./gsu, '$&\n'),
  'empty lines': (length) => '\n'.repeat(length),
  'empty lines with spaces': (length) => ' \n'.repeat(length / 2),
  'one line repeated': (length) =>
    repeated('渔港扩建以后，泊位由四十个增加到一百二十个，外地渔船也愿意来这里卸\n', length),
  'one paragraph repeated': (length) =>
    repeated('渔港扩建以后，泊位由四十个增加到一百二十个，外地渔船也愿意来这里卸货补给。\n\n', length),
  'two lines repeated': (length) =>
    repeated('渔港扩建以后，泊位由四十个增加到\n一百二十个，外地渔船也愿意来。\n', length),
  'licence lines': (length) => repeated('浙ICP备00417206号-1\n', length),
  'licence lines broken in two': (length) => repeated('浙公网安备 33999902000417\n号\n', length),
  'ways through a site': (length) => repeated('首页 > 新闻 > 社会 > 正文\n', length),
  'words of a bar, one a line': (length) => repeated('首页\n登录\n分享\n评论\n上一篇\n', length),
  'one line of channels': (length) => repeated('首页新闻财经娱乐体育', length),
  'one line of items': (length) => repeated('首页 | 登录 / 分享 ', length),
  'labels of lists and paragraphs in turn': (length) =>
    repeated('相关阅读\n渔港\n泊位由四十个增加到一百二十个，外地渔船也愿意来这里卸货补给。\n', length),
  'lines that announce lines': (length) => repeated('屏幕下方有一排按钮可以按：\n', length),
  'dates with counts behind them': (length) => repeated('2023-11-04 阅读：12 评论：3 浏览：4 分享\n', length),
  'keyword lines': (length) => repeated('彩票投注平台下载\n快三走势图\n', length),
  'lines of addresses': (length) => repeated('更多小说：wWw.ShuKu.CoM\n', length),
  'columns cut in mid-sentence': (length) => repeated('图书馆延长了开放时间，增加了自习\n\n', length),
  'opening quotes at the ends of lines': (length) => repeated('他说：“\n', length),
  'marks that no other stands beside': (length) => repeated('《（“「', length),
  'page numbers and heads in turn': (length) =>
    repeated(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((page) => `第${page}页\n渔港${'甲乙丙丁戊己庚辛壬'[page - 1]}\n`).join(''),
      length,
    ),
  'numbered pages of wrapped lines': numberedPages,
  'a line of letters above spaced pairs': (length) =>
    `${'ab'.repeat(length / 4)}\n${repeated('甲 乙 丙  ', length / 2)}`,
  'numbered headings': (length) => repeated('（一）\n（一）（一）\n（一）\n\n', length),
  'code fences': (length) => repeated('```\n', length),
  'table rows': (length) => repeated('| 甲 | 乙 |\n', length),
  'entities of blanks': (length) => repeated('&nbsp;', length),
  'an entity escaped again and again': (length) => repeated('一&', 4) + repeated('amp;', length),
  'heads of entities': (length) => repeated('一&#38;#', length),
  'tags that open': (length) => repeated('一<b><i class="', length),
  'pairs of tags in one line': (length) => repeated('一<b>一</b> <br>', length),
  'attributes without their tag': (length) => repeated('id="一" ', length),
  'escapes of line breaks': (length) => repeated('一_x000D_x0dx0a\\n', length),
  'bytes of an address': (length) => repeated('%E4%B8%80', length),
  'pinyin behind every other character': (length) => repeated('學(xué)校會(huì )', length),
  'no-break spaces and ideographs in turn': (length) => repeated('一\u00a0一 \u00a0', length),
  'line separators': (length) => repeated('一\u2028\u2028', length),
  returns: (length) => '\r'.repeat(length),
  'letters of flags': (length) => repeated('一\u{e0041}\u{e0042}', length),
  'look-alikes in turn': (length) => '未末'.repeat(length / 2),
  'letters among digits': (length) => repeated('2O22', length),
  'misread months': (length) => repeated('l0月', length),
  'circles among numerals': (length) => repeated('二○', length),
  'no two characters alike': (length) => varied(length),
  'bytes of no encoding': (length) =>
    varied(length).replace(/./gsu, (one) => String.fromCharCode(0xa0 + (one.charCodeAt(0) % 96))),
  'UTF-8 read as Latin-1, thrice': (length) => repeated('\u00c3\u0083\u00c2\u00a4\u00c3\u0082\u00c2\u00b8', length),
  'UTF-8 read as GBK': (length) => repeated('鎴戜滑閮藉湪杩欓噷绛変綘', length),
  'GBK out of step': (length) => repeated('澄蓝油纷影峦', length),
}

const repeated = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length))

const STORY =
  '渔港扩建以后，泊位由四十个增加到一百二十个，外地渔船也愿意来这里卸货补给。码头边的冷库和加工厂从早忙到晚，' +
  '老船长说，从前鱼多了只好贱卖，如今天不亮就有人等着收。镇上打算明年再修一条路，让货车不必绕过老街。'

/** Pages of a column without indents, cut anywhere, each with its number below. */
function numberedPages(length: number): string {
  const pages: string[] = []
  for (let page = 1, at = 0, size = 0; size < length; page++) {
    const lines = [0, 1, 2, 3, 4].map((line) => (STORY + STORY).slice((at + 23 * line) % STORY.length).slice(0, 23))
    pages.push(`${lines.join('\n')}\n— ${page} —\n`)
    at += 5 * 23
    size += pages.at(-1)!.length
  }
  return pages.join('').slice(0, length)
}

/** Ideographs as random as they come, the same at each call. */
function varied(length: number): string {
  let state = 7
  const codes = Array.from({ length: Math.floor(length) }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return 0x4e00 + ((state >>> 8) % 20_000)
  })
  return codes.map((code) => String.fromCharCode(code)).join('')
}
