import type { Document } from '../core/document.ts'
import type { Finding } from '../core/rule.ts'
import { BLANK, classAt, classTable, CLOSE, END, HAN, OPEN, PAUSE } from './classes.ts'
import { measures } from './columns.ts'
import { endsSentence } from './line-edges.ts'
import { lineShapes } from './line-shape.ts'

const PAGE = String.raw`第?[ \u3000]{0,2}(?:[A-Za-z]{0,2}[\d０-９]{1,3}|[一二三四五六七八九十]{1,3})[ \u3000]{0,2}[版页頁]`
const OPENS = '[（(《〈［【]'
const SHUT = '[）)》〉］】]'
/** The name of the section: 下转第4版·要闻. */
const SECTION = String.raw`(?:[·・、 ][\u4e00-\u9fff]{2,6})?`

/** At the end of a piece: （下转第4版）, and at the beginning of the next: （上接第1版）. Scans mix up the brackets. */
const TO_RE = new RegExp(`${OPENS}[ \\u3000]?下[转轉接][ \\u3000]?${PAGE}${SECTION}${SHUT}$`, 'u')
const FROM_RE = new RegExp(`^${OPENS}[ \\u3000]?(?:上接|紧接|緊接)[ \\u3000]?${PAGE}${SECTION}${SHUT}`, 'u')
/** On a line of its own it needs no brackets. */
const ALONE_RE = new RegExp(`^[▶►>→★▲]{0,3}(?:下[转轉接]|上接)[ \\u3000]?${PAGE}${SECTION}$`, 'u')

/** No jump line is longer. */
const LONGEST = 24

/** What they may begin with beside brackets. */
const BEGINS = new Set(Array.from('▶►>→★▲下上', (sign) => sign.charCodeAt(0)))

/** Lines that send the reader of a paper to another page. */
export function jumpLines(document: Document): Finding[] {
  const { text } = document
  const found: Finding[] = []
  const shapes = document.fact(lineShapes)
  // In wrapped lines it counts for the width of its line, and waits until they are joined.
  const isWrapped = (line: number): boolean => document.fact(measures)[line]! > 0
  const table = classTable()
  for (let line = 0; line < shapes.count; line++) {
    const start = shapes.start[line]!
    const end = shapes.end[line]!
    // Most lines are done with this look at their first and last character.
    const first = text.charCodeAt(start)
    const isBracketed = (table[first]! & OPEN) !== 0 || (table[text.charCodeAt(end - 1)]! & CLOSE) !== 0
    if (!isBracketed && !BEGINS.has(first)) continue
    const isWhole = end - start <= LONGEST
    const head = text.slice(start, Math.min(end, start + LONGEST))
    const tail = text.slice(Math.max(start, end - LONGEST), end)
    const to = TO_RE.exec(tail)
    const from = FROM_RE.exec(head)
    if (isWhole && line > 0 && (ALONE_RE.test(head) || to?.[0] === head || from?.[0] === head)) {
      // A line that is announced is an example.
      if (!isText(text, shapes.end[line - 1]! - 1)) continue
      found.push({ edits: [{ start: shapes.end[line - 1]!, end, text: '' }], reason: 'a jump line' })
    } else if ((to ?? from) !== null && isWrapped(line)) continue
    else if (to !== null) {
      let at = end - to[0].length
      while (at > start && (classAt(text, at - 1) & BLANK) !== 0) at--
      if (at > start && isText(text, at - 1))
        found.push({ edits: [{ start: at, end, text: '' }], reason: 'a jump line' })
    } else if (from !== null) {
      let at = start + from[0].length
      while (at < end && (classAt(text, at) & BLANK) !== 0) at++
      if (at < end && (classAt(text, at) & (END | PAUSE)) === 0)
        found.push({ edits: [{ start, end: at, text: '' }], reason: 'a jump line' })
    }
  }
  return found
}

/** Does text that is not about to name something (例如) end here? */
const isText = (text: string, at: number): boolean =>
  ((classAt(text, at) & HAN) !== 0 && !/[例比譬诸諸]如$/u.test(text.slice(at - 1, at + 1))) ||
  '，、,'.includes(text[at]!) ||
  endsSentence(text, at + 1)
