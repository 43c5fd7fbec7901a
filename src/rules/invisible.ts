import type { Document } from '../core/document.ts'
import { defineRule, type Finding } from '../core/rule.ts'
import { BLANK, BREAK, CJK, classAt, CLOSE, HAN, KANA, MARK, OPEN, WESTERN, WIDE } from '../text/classes.ts'
import { script } from '../text/script.ts'
import { signs, UNSEEN } from '../text/signs.ts'
import { verbatim } from '../text/verbatim.ts'

/** Control characters and format characters; most texts hold none, nor any of the others. */
const CONTROLS = String.raw`\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f`
const FORMATS = String.raw`\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffc`
/** What breaks a line without being seen as a break by most programs. */
const BREAKS = String.raw`\v\x85\u2028\u2029`
/**
 * Blanks that look like a space: no-break, en and narrower ones, and letters of other scripts that are drawn as nothing. The em space is
 * layout, like the ideographic one.
 */
const SPACES = String.raw`\u00a0\u1680\u2000\u2002\u2004-\u200a\u202f\u205f\u2800\u3164\uffa0`
/** Letters that only flags are made of, and the marks of an annotation between the lines. */
const TAGS = String.raw`\u{e0000}-\u{e007f}`
const ANNOTATION = String.raw`\ufff9-\ufffb`

const CANDIDATE_RE = new RegExp(String.raw`[${CONTROLS}${FORMATS}${BREAKS}${SPACES}${TAGS}${ANNOTATION}]|\r\r\n`, 'u')

/** The runs, one group for each kind. */
const RUN_RE = new RegExp(
  [
    `([${CONTROLS}${FORMATS}]+)`,
    `([${BREAKS}]+)`,
    `([${SPACES}][ ${SPACES}]*)`,
    `([${TAGS}]+)`,
    // A base, what stands beside it between the lines, and the marks of both; or a mark that is alone.
    String.raw`(\ufff9[^${ANNOTATION}\n]{1,40}\ufffa[^${ANNOTATION}\n]{1,40}\ufffb|[${ANNOTATION}])`,
    String.raw`(?<!\r)\r+(?=\r\n)`,
  ].join('|'),
  'gu',
)

const CONTROL_RE = new RegExp(`[${CONTROLS}]`, 'u')

export const invisible = defineRule({
  id: 'invisible',
  title: 'Characters that nobody sees: controls, zero-width and no-break spaces, byte-order marks, odd line breaks',
  why:
    'Control characters come out of broken PDF fonts and old databases, byte-order marks from files that were strung together, ' +
    'zero-width spaces and soft hyphens from web pages that say where a line may break. Chinese text has no use for any of them. ' +
    'Where neither neighbour is Chinese or a line’s edge they stay, and so they do beside a letter of a script that needs them: ' +
    'joiners make emoji and shape Arabic and Indic letters, marks of direction turn Hebrew the right way round, and Khmer breaks its ' +
    'lines at zero-width spaces; in a text with such letters only Chinese is evidence. Line breaks of other systems become plain ones. ' +
    'No-break and typographic spaces become plain between Chinese; beside a number or a Western word only in a text that has them between ' +
    'Chinese as often, and within Western text never. Wrong where a zero-width space carries a hidden mark.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '\ufeff开馆\u200b时间', repaired: '开馆时间' },
    { damaged: '第一\u0007章', repaired: '第一章' },
    { damaged: '渔港开捕。\u2028船队出海。', repaired: '渔港开捕。\n船队出海。' },
    { damaged: '来源：渔港\u00a0作者：阿芸', repaired: '来源：渔港 作者：阿芸' },
    { untouched: '一家人\u{1f468}\u200d\u{1f469}\u200d\u{1f466}出游', note: 'the joiners make one emoji' },
    { untouched: 'co\u00adoperation', note: 'a soft hyphen in a Western word' },
    { untouched: '全程10\u00a0km，约2\u00a0小时', note: 'units that their author keeps on the line' },
  ],
  *find(document) {
    const { text } = document
    if ((document.fact(signs).all & UNSEEN) === 0 || !CANDIDATE_RE.test(text)) return
    const plain = !NEEDS_THEM_RE.test(text)
    const chinese = document.fact(script).language === 'chinese'
    let last = 0
    for (const match of text.matchAll(RUN_RE)) {
      for (const finding of findingsOf(document, match, plain, chinese)) {
        if (finding.edits[0]!.start < last) continue
        last = finding.edits.at(-1)!.end
        yield finding
      }
    }
  },
})

/** What is to be done about one run; only in Chinese do other spaces and line breaks have no use. */
function findingsOf(document: Document, match: RegExpExecArray, plain: boolean, chinese: boolean): Iterable<Finding> {
  const { 0: run, index: start, 1: unseen, 2: breaks, 3: spaces, 4: tags, 5: annotation } = match
  const { text } = document
  const end = start + run.length
  if (unseen !== undefined) return unseenFindings(text, start, end, plain)
  if (!chinese) return []
  if (breaks !== undefined) return breakFindings(document, start, end)
  if (spaces !== undefined) return spaceFindings(document, start, end)
  if (tags !== undefined) return tagFindings(text, start, end)
  if (annotation !== undefined) return annotationFindings(start, run)
  return [{ edits: [{ start, end, text: '' }], reason: 'a line break that was doubled' }]
}

const TERMINAL_RE = /^\[[\d;]{0,10}[A-Za-z]/u

/** Controls anywhere; the others beside Chinese, or where nothing needs them. */
function* unseenFindings(text: string, start: number, end: number, plain: boolean): Iterable<Finding> {
  // The colours of a terminal: without its first character, what is left of the sequence could be seen.
  if (text[end - 1] === '\x1b' && TERMINAL_RE.test(text.slice(end, end + 12))) end--
  // Markdown needs something that is no letter between its stars and a word.
  if (text.slice(start, end) === '\u200b' && (text[start - 1] === '*' || text[end] === '*')) return
  if (start === end) return
  if (isOutOfPlace(text, start, end, plain)) {
    yield { edits: [{ start, end, text: '' }], reason: 'an invisible character beside Chinese' }
    return
  }
  for (let i = start; i < end; i++) {
    if (CONTROL_RE.test(text[i]!)) yield { edits: [{ start: i, end: i + 1, text: '' }], reason: 'a control character' }
  }
}

/** A line break of another system; one that stands beside a plain break, or at an end of the text, is one too many. */
function* breakFindings(document: Document, start: number, end: number): Iterable<Finding> {
  const { text } = document
  // Between Western letters, U+0085 is a byte of a text that was read in the wrong encoding.
  if (text.slice(start, end).includes('\x85')) {
    const [before, after] = [classAt(text, start - 1), classAt(text, end)]
    if (!(isHanOrMark(before) || isHanOrMark(after)) || ((before | after) & WESTERN) !== 0) return
  }
  const doubled = start === 0 || end === text.length || '\n\r'.includes(text[start - 1]!) || '\n\r'.includes(text[end]!)
  const put = doubled ? '' : document.fact(plainBreak).repeat(end - start)
  yield { edits: [{ start, end, text: put }], reason: 'a line break that few programs know' }
}

/** How the text breaks its lines. */
const plainBreak = ({ text }: Document): string => (text.includes('\r\n') ? '\r\n' : '\n')

/** An indent of no-break spaces is up to eight of them; only verse has more. */
const USUAL_INDENT = 8
const INDENT = '\u3000\u3000'

function* spaceFindings(document: Document, from: number, to: number): Iterable<Finding> {
  const { text } = document
  let start = from
  let end = to
  while (text[start - 1] === ' ') start--
  if (document.fact(verbatim).has(from)) return
  if (text.startsWith('\u2800', from) && document.fact(hasBraille)) return
  const before = classAt(text, start - 1)
  const after = classAt(text, end)
  // Between quotes or brackets it is what the text speaks of.
  if ((before & OPEN) !== 0 && (after & CLOSE) !== 0) return
  // Beside wider blanks it is part of a layout.
  if (((before | after) & BLANK) !== 0) return
  const atStart = start === 0 || (before & BREAK) !== 0
  const atEnd = end === text.length || (after & BREAK) !== 0
  let put = ' '.repeat(end - start)
  if (atEnd) {
    // The blank that a form leaves to fill in.
    if ('：:'.includes(text[start - 1] ?? ' ')) return
    put = ''
  } else if (atStart) {
    // Code and verse in other languages keep their indents.
    if (!isHanOrMark(after)) return
    put = end - start === 1 ? '' : end - start <= USUAL_INDENT ? INDENT : '\u3000'.repeat((end - start) >> 1)
  } else {
    if (!isHanOrMark(before) && !isHanOrMark(after)) return
    if (end - start === 1 && ((before | after) & WESTERN) !== 0 && !document.fact(areStrewn)) return
  }
  // Plain spaces at either end stay as they are.
  if (put !== '' && !put.startsWith(INDENT)) {
    while (text[start] === ' ') start++
    while (text[end - 1] === ' ') end--
    put = ' '.repeat(end - start)
  }
  yield { edits: [{ start, end, text: put }], reason: 'a space that only looks like one, beside Chinese' }
}

const hasBraille = ({ text }: Document): boolean => /[\u2801-\u28ff]/u.test(text)

/** So many between Chinese are no accident. */
const STREWN = 2
const BETWEEN_RE = /(.)[\u00a0\u2002\u2004-\u200a\u202f\u205f](?=(.))/gu

/** Did a program set the document's no-break spaces: do as many stand between Chinese as beside a number or a Western word? */
function areStrewn({ text }: Document): boolean {
  let between = 0
  let beside = 0
  for (const [, before, after] of text.matchAll(BETWEEN_RE)) {
    const [left, right] = [classAt(before!, 0), classAt(after!, 0)]
    if (isHanOrMark(left) && isHanOrMark(right)) between++
    else if ((isHanOrMark(left) || isHanOrMark(right)) && ((left | right) & WESTERN) !== 0) beside++
  }
  return between >= STREWN && between >= beside
}

const FLAG = '\u{1f3f4}'
const CANCEL = '\u{e007f}'

/** Letters for flags, where there is no flag. The character before them is written anew, as the letters are part of it. */
function* tagFindings(text: string, start: number, end: number): Iterable<Finding> {
  if (text.startsWith(FLAG, start - FLAG.length) && text.startsWith(CANCEL, end - CANCEL.length)) return
  const isPair = start > 1 && /^.$/su.test(text.slice(start - 2, start))
  const from = Math.max(0, start - (isPair ? 2 : 1))
  yield { edits: [{ start: from, end, text: text.slice(from, start) }], reason: 'letters of a flag without the flag' }
}

/** What stands between the lines is set in brackets behind its base. */
function* annotationFindings(start: number, run: string): Iterable<Finding> {
  const puts = run.length === 1 ? [''] : ['', '（', '）']
  const places = run.length === 1 ? [0] : [0, run.indexOf('\ufffa'), run.length - 1]
  const edits = places.map((at, i) => ({ start: start + at, end: start + at + 1, text: puts[i]! }))
  yield { edits, reason: 'the marks of an annotation between the lines' }
}

/** Letters that joiners shape, or that are written from right to left: Hebrew to Mongolian, and the forms of Arabic. */
const NEEDS_THEM_RE = /[\u0590-\u10ff\u1200-\u1aff\ufb1d-\ufdff\ufe70-\ufefc]/u

/** Does the run `[start, end)` touch Chinese, and no letter that needs it? In a `plain` text any mark or line edge will do. */
function isOutOfPlace(text: string, start: number, end: number, plain: boolean): boolean {
  if (!plain && NEEDS_THEM_RE.test(text.charAt(start - 1) + text.charAt(end))) return false
  const before = classAt(text, start - 1)
  const after = classAt(text, end)
  const atEdge = start === 0 || end === text.length || ((before | after) & BREAK) !== 0
  return isChinese(before) || isChinese(after) || (plain && (atEdge || ((before & MARK) !== 0 && (after & MARK) !== 0)))
}

/** An ideograph, kana or hangul, or a mark as wide as they are. */
const isChinese = (bits: number): boolean => (bits & CJK) !== 0 || ((bits & MARK) !== 0 && (bits & WIDE) !== 0)

/** An ideograph, kana, or a mark as wide as they are. */
const isHanOrMark = (bits: number): boolean =>
  (bits & (HAN | KANA)) !== 0 || ((bits & MARK) !== 0 && (bits & WIDE) !== 0)
