import type { Document } from '../core/document.ts'
import { lineShapes } from './line-shape.ts'

/** Comments and headings look alike (`# …`), so they count for neither side. */
const NEUTRAL_RE = /^(?:[#;%*]|\/[/*]|--|<!--|"""|\.\.\s)/u

/** Lines that prose has none of: assignments, keys with values, tags, commands, statements and what closes a block. */
const STRUCTURED_RE = new RegExp(
  [
    String.raw`^[-*]?\s{0,2}[^\s，。：；、,;:=]{1,24}\s?=(?!=)`,
    String.raw`^[-*]?\s{0,2}["']?[^\s，。；、,;:]{1,20}["']?:(?:\s|$)`,
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

/**
 * Is the whole text a program, a configuration or a log of talk rather than prose? Its half-width marks are syntax. A text with a
 * single Chinese full stop is prose with code in it, and its code is told line by line.
 */
export function isStructured(document: Document): boolean {
  const { text } = document
  if (text.includes('。')) return false
  const shapes = document.fact(lineShapes)
  let lines = 0
  let structured = 0
  for (let i = 0; i < shapes.count; i++) {
    const [start, end] = [shapes.start[i]!, shapes.end[i]!]
    const line =
      end - start <= REACH
        ? text.slice(start, end)
        : text.slice(start, start + REACH / 2) + text.slice(end - REACH / 2, end)
    if (NEUTRAL_RE.test(line)) continue
    lines++
    if (STRUCTURED_RE.test(line)) structured++
  }
  return structured >= 2 && structured >= lines * SHARE
}
