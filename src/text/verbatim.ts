import type { Document } from '../core/document.ts'
import type { Span } from '../core/edit.ts'
import { lines } from '../core/lines.ts'
import { ASCII_MARK, classOf, classTable, HAN, LETTER } from './classes.ts'
import { lineShapes } from './line-shape.ts'
import { linesWith, VERBATIM } from './signs.ts'

/** Stretches that are not prose: code, addresses, markup. */
export interface Verbatim {
  /** Is the code unit at `position` part of one? */
  has(position: number): boolean
}

const FENCE_RE = /^ {0,3}(?:`{3,}|~{3,})/u

/** The first line of front matter, and what each line of it looks like: a key, an item, a comment, or the continuation of one. */
const MATTER_RE = /^---[ \t]*$/u
const MATTER_LINE_RE = /^(?:[\w-]+[ \t]*:|- |[ \t#]|$)/u
const LONGEST_MATTER = 60

/** Each alternative runs over one class of characters, up to a bound, and so costs no more than its own length. */
export const INLINE_RE = new RegExp(
  [
    // Addresses, paths and the targets of Markdown links.
    String.raw`[a-zA-Z][a-zA-Z\d+.-]{1,15}:\/\/(?:(?!&nbsp;)[\x21-\x7e])+`,
    String.raw`www\.(?:(?!&nbsp;)[\x21-\x7e])+`,
    String.raw`[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+){1,8}`,
    String.raw`\]\([^\s()]{1,2000}(?: (?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?\)`,
    String.raw`[A-Za-z]:(?:\\[^\s\\/:*?"<>|，。；、]{1,60}){1,12}\.[A-Za-z\d]{1,5}(?![A-Za-z\d])`,
    String.raw`[A-Za-z]:\\[\w\\.-]+`,
    // Code, tags, comments and formulas set off as such.
    '`[^`\\n]{1,500}`',
    String.raw`<(?:\/?[a-zA-Z]|!--)[^<>\n]{0,500}>`,
    String.raw`\$[^$\n\\]{0,200}\\[^$\n]{0,300}\$`,
    // Objects in braces; lists behind a key; strings behind a key, an operator or the name of what is called.
    String.raw`\{[^{}\n，。]{1,300}\}`,
    String.raw`(?<=[\w"'] ?[:=] ?)\[[^[\]\n，。]{1,300}\]`,
    String.raw`(?<=[\w\])}"'=:] ?[=:([,] ?|\breturn |\becho |\bprint | -m )(?:"[^"\n]{1,300}"|'[^'\n]{1,300}')`,
  ].join('|'),
  'uy',
)

/** One of these is in every text that holds something verbatim, the target of a link alone aside. */
export const INLINE_SIGN_RE = /[@`<{[$"'\\]|:\/\/|www\./u

const LINE_SIGN_RE = new RegExp(String.raw`${INLINE_SIGN_RE.source}|\]\(`, 'u')

const INLINE_CODE_RE = /`[^`\n]{1,500}`/gu

/** What the document holds verbatim: front matter, fenced code blocks, and inline code, addresses, tags and link targets. */
export const verbatim = (document: Document): Verbatim => stretches(document, eachInline)

/** What the document sets off as code: front matter, fenced blocks and what stands between backticks. */
export const setOffCode = (document: Document): Verbatim => stretches(document, eachInlineCode)

type Visit = (start: number, end: number) => void

function eachInlineCode({ text }: Document, visit: Visit): void {
  if (!text.includes('`')) return
  for (const { 0: match, index } of text.matchAll(INLINE_CODE_RE)) visit(index, index + match.length)
}

/**
 * Visits, in order, where `INLINE_RE` matches. Every form has one of the signs in the line in which it begins. There it is tried where a
 * form may begin, and in a run of what words and addresses are made of only if the run holds `www.`, or `@`, `:/` or `:\\` follows it.
 */
export function eachInline(document: Document, visit: Visit): void {
  const { text } = document
  const signed = linesWith(document, VERBATIM, LINE_SIGN_RE)
  if (signed.length === 0) return
  const { start, end } = document.fact(lineShapes)
  if (!signed.some((line) => INLINE_SIGN_RE.test(text.slice(start[line], end[line])))) return
  let at = 0
  for (const line of signed) {
    at = Math.max(at, start[line]!)
    while (at < end[line]!) {
      const begins = beginsAt(text, at)
      let to = at + 1
      if (begins === IN_RUN) while (beginsAt(text, to) === IN_RUN) to++
      if (begins === 0 || (begins === IN_RUN && !mayHoldAddress(text, at, to))) {
        at = to
        continue
      }
      while (at < to) {
        INLINE_RE.lastIndex = at
        if (!INLINE_RE.test(text)) {
          at++
          continue
        }
        visit(at, INLINE_RE.lastIndex)
        to = at = INLINE_RE.lastIndex
      }
    }
  }
}

/** The left brace. */
const LAST_SIGN = 0x7b
const IN_RUN = 2
/** 2 for the characters of words and addresses, 1 for the other signs that begin something verbatim. */
const BEGINS = Uint8Array.from({ length: LAST_SIGN + 1 }, (_, unit) => {
  const sign = String.fromCharCode(unit)
  return /[\w.+-]/u.test(sign) ? IN_RUN : Number('`<${["\']'.includes(sign))
})

function beginsAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit <= LAST_SIGN ? BEGINS[unit]! : 0
}

function mayHoldAddress(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(end)
  if (next === 0x40) return true
  if (next === 0x3a && (text[end + 1] === '/' || text[end + 1] === '\\')) return true
  return end - start >= 4 && text.slice(start, end).includes('www.')
}

/** The blocks of the document, and what was matched between them. */
function stretches(document: Document, eachMatch: (document: Document, visit: Visit) => void): Verbatim {
  const { text } = document
  // Bare numbers, as there may be one for every third character.
  const starts: number[] = []
  const ends: number[] = []
  const add = (start: number, end: number): void => {
    starts.push(start)
    ends.push(end)
  }
  const blocks: readonly Span[] = [...frontMatter(document), ...fencedBlocks(document)]
  let k = 0
  const addBlocks = (upTo: number): void => {
    for (; k < blocks.length && blocks[k]!.start <= upTo; k++) add(blocks[k]!.start, blocks[k]!.end)
  }
  eachMatch(document, (start, end) => {
    addBlocks(start)
    if (k === 0 || blocks[k - 1]!.end <= start) add(start, end)
  })
  addBlocks(text.length)
  return {
    has(position) {
      let low = 0
      let high = ends.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (ends[middle]! <= position) low = middle + 1
        else high = middle
      }
      return low < ends.length && starts[low]! <= position
    },
  }
}

/** The block of keys and values with which a Markdown file may begin. */
function* frontMatter(document: Document): Generator<Span, undefined> {
  const { text } = document
  if (!text.startsWith('---')) return undefined
  const all = document.fact(lines)
  const lineOf = (i: number): string => text.slice(all.starts[i], Math.min(all.ends[i]!, all.starts[i]! + 200))
  if (!MATTER_RE.test(lineOf(0))) return undefined
  for (let i = 1; i < Math.min(all.count, LONGEST_MATTER); i++) {
    if (MATTER_RE.test(lineOf(i))) {
      if (i > 1) yield { start: 0, end: all.ends[i]! }
      return undefined
    }
    if (!MATTER_LINE_RE.test(lineOf(i))) return undefined
  }
  return undefined
}

/** Does the text begin with the keys and values of a Markdown file? */
export const hasFrontMatter = (document: Document): boolean => frontMatter(document).next().done !== true

/** Fenced code blocks, fences included; a fence that is never closed runs to the end of the text. */
function* fencedBlocks(document: Document): Iterable<Span> {
  const { text } = document
  if (!text.includes('```') && !text.includes('~~~')) return
  const all = document.fact(lines)
  let open = -1
  for (let i = 0; i < all.count; i++) {
    if (!FENCE_RE.test(text.slice(all.starts[i], Math.min(all.ends[i]!, all.starts[i]! + 12)))) continue
    if (open < 0) open = i
    else {
      yield { start: all.starts[open]!, end: all.ends[i]! }
      open = -1
    }
  }
  if (open >= 0) yield { start: all.starts[open]!, end: text.length }
}

/** Statements, shell prompts, comments, queries and records, by how they begin and end. */
const CODE_LINE_RES = [
  /^(?:\/\/|\/\*|\*\/|#!|#include|>>> |\$ [a-z])/u,
  /^(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE) /u,
  /^"[^"]{1,60}" ?: /u,
  /^(?:msgid|msgstr|echo|MsgBox|puts|rem) /u,
  /^(?:def|class|for|if|elif|while|return|import|from|const|let|var|function|func|public|private|static) [^，。；]{1,300}[:;{)]$/u,
  /^[A-Za-z_][\w.[\]-]{2,60} ?(?:[:+-]?=|=>) ?["'{[\u4e00-\u9fff]/u,
  /^[A-Za-z_$@}][^，。；]{0,300}[=()'"][^，。；]{0,300}[;{]$/u,
]

const LONGEST_CODE_LINE = 600

const isInAddress = (text: string, at: number): boolean =>
  text.charCodeAt(at) > 0x20 && text.charCodeAt(at) < 0x7f && !'"\'<>;'.includes(text[at]!)

/** Is `[start, end)` a line of code: by its form, or by more Western letters than ideographs and signs that code is full of? */
export function isCodeLine(text: string, start: number, end: number): boolean {
  let letters = 0
  let signs = 0
  let han = 0
  const table = classTable()
  for (let i = start; i < end; i++) {
    const bits = table[text.charCodeAt(i)]!
    if ((bits & LETTER) !== 0) letters++
    else if ((bits & HAN) !== 0) han++
    else if ((bits & ASCII_MARK) === 0) continue
    else if ('={}[]<>$\\;"\''.includes(text[i]!)) signs++
    // An address is no code, however many letters and signs it has.
    else if (text[i] === ':' && text.startsWith('://', i)) while (i + 1 < end && isInAddress(text, i + 1)) i++
  }
  if (letters >= han && signs >= 2) return true
  if (end - start > LONGEST_CODE_LINE || (classOf(text.charCodeAt(start)) & (LETTER | ASCII_MARK)) === 0) return false
  const line = text.slice(start, end)
  return CODE_LINE_RES.some((form) => form.test(line))
}
