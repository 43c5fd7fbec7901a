import type { Document } from '../core/document.ts'
import { ASCII_MARK, LETTER } from './classes.ts'
import { lineShapes } from './line-shape.ts'

/** Comments and headings look alike (`# …`), so they count for neither side. */
const NEUTRAL_RE = /^(?:[#;%*]|\/[/*]|--|<!--|"""|\.\.\s)/u

/** Lines that prose has none of: assignments, keys with values, tags, commands, statements and what closes a block. */
const STRUCTURED_RE = new RegExp(
  [
    String.raw`^[-*]?\s{0,2}[^\s，。：；、,;:=]{1,24}\s?=(?!=)`,
    String.raw`^[-*]?\s{0,2}["']?[^\s，。；、,;:]{1,20}["']?:(?:\s|$)`,
    String.raw`^[A-Z]{2,15}(?:;[A-Z=-]{1,30})?:\S`,
    String.raw`^<[/!?a-zA-Z]`,
    String.raw`^(?:\$|>>>|@|[a-z_]+\()`,
    String.raw`^(?:def|class|import|from|return|if|else|for|while|func|fn|let|const|var|public|private|static|int|void|SELECT|FROM|WHERE|INSERT|CREATE|UPDATE|package|use|print)\b`,
    String.raw`[{};\\]$`,
    String.raw`^[\]})]`,
    String.raw`^\[[\w.-]{1,40}\]$`,
  ].join('|'),
  'u',
)

/** How far into a line the forms look. */
const REACH = 80
const SHARE = 0.4

/** A shell session, from its first line on; the header of a hunk. */
const SESSION_RE = /^(?:\$|>>>|[\w.-]{1,40}@[\w.-]{1,40}:[\w~/.-]{0,60}[$#]) [a-zA-Z.]/u
const HUNK_RE = /^@@ -\d{1,6}(?:,\d{1,6})? \+\d/mu

/** Lines of a program whose comments or strings are whole sentences. A key with its value may also be a speaker's turn, and counts for nothing. */
const CODE_RE = new RegExp(
  [
    String.raw`^(?:def|class|import|from|return|if|elif|else|for|while|case|break|func|fn|let|const|var|public|private|static|int|void|raise|try|except|catch|end|SELECT|FROM|WHERE|INSERT|CREATE|UPDATE|RUN|CMD|COPY|package|using|rem|set|echo|@echo|local)\b`,
    String.raw`[{};\\]$`,
    String.raw`^[\]})(]`,
    String.raw`^[A-Za-z_$@][\w.$[\]>-]{0,40}(?: ?(?:[-+*/|&:]?=|::)|\()`,
  ].join('|'),
  'u',
)
const SENTENCES_SHARE = 0.6
/** A program shows itself in its first lines. */
const FIRST_LINES = 60

/**
 * Is the whole text a program, a configuration or a log of talk rather than prose? Its half-width marks are syntax. A text with a
 * Chinese full stop is prose with code in it, and its code is told line by line, unless it is hardly anything else.
 */
export function isStructured(document: Document): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const first = shapes.start[0] ?? 0
  if (text.charCodeAt(first) < 0x80 && SESSION_RE.test(text.slice(first, first + 160))) return true
  if (text.includes('@@ -') && HUNK_RE.test(text)) return true
  const sentences = text.includes('。')
  const form = sentences ? CODE_RE : STRUCTURED_RE
  const count = sentences ? Math.min(shapes.count, FIRST_LINES) : shapes.count
  const least = sentences ? 4 : 2
  if (count < least) return false
  let lines = 0
  let structured = 0
  for (let i = 0; i < count; i++) {
    // Neither form, nor what counts for neither side, does without.
    if ((shapes.classes[i]! & (ASCII_MARK | LETTER)) === 0) {
      lines++
      continue
    }
    const [start, end] = [shapes.start[i]!, shapes.end[i]!]
    const line =
      end - start <= REACH
        ? text.slice(start, end)
        : text.slice(start, start + REACH / 2) + text.slice(end - REACH / 2, end)
    if (NEUTRAL_RE.test(line)) continue
    lines++
    if (form.test(line)) structured++
  }
  return structured >= least && structured >= lines * (sentences ? SENTENCES_SHARE : SHARE)
}
