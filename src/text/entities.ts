import { NAMED_ENTITIES } from '../data/entities.ts'
import { WINDOWS_1252 } from '../data/windows-1252.ts'

/** An entity in the text, and what it stands for. */
export interface Entity {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Names that stand for themselves in pages whose `&` or `;` was lost, spaced off or widened. */
const FREQUENT_RE = /^(?:nbsp|quot|amp|lt|gt|[lr][ds]quo|hellip|[mn]dash|middot|e[mn]sp)$/u

/**
 * `&`, however often it was escaped, and a name or a number; or a name whose `&` is lost. The groups: what comes before the name,
 * the number, the number in hexadecimal, the name, its end.
 */
const ENTITY_RE = new RegExp(
  String.raw`([&＆] ?(?:(?:amp|#0{0,3}38|#[xX]26)[;；])*)(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]{2,8}\d{0,2}))([;；]?)` +
    String.raw`|(?<![\w&＆#; ])(?:nbsp|[lr][ds]quo|hellip|mdash|middot);\B`,
  'gu',
)

const ENTITY_SIGN_RE = /[&＆]|(?:nbsp|quo|hellip|dash|middot);/u

/** The entities of `line`, by their places in it. Unknown names are none; of `&amp;unknown;` only the head is one. */
export function* entities(line: string): Iterable<Entity> {
  if (!ENTITY_SIGN_RE.test(line)) return
  for (const match of line.matchAll(ENTITY_RE)) {
    const [all, head, decimal, hexadecimal, name, end] = match
    const start = match.index
    if (head === undefined) {
      yield { start, end: start + all.length, text: named(all.slice(0, -1))! }
      continue
    }
    const text =
      name === undefined
        ? numbered(decimal === undefined ? parseInt(hexadecimal!, 16) : parseInt(decimal, 10))
        : named(name)
    const next = line.charAt(start + all.length)
    const spoilt = head.includes(' ') || head[0] === '＆' || end === '；'
    // Without its end, a name must not run into a word or an address; set off by a blank it may be quoted.
    const ended = end !== '' || (!spoilt && (name === undefined ? !/[\w#]/u.test(next) : /[^\w=#\s]/u.test(next)))
    const sure = name === undefined || FREQUENT_RE.test(name) || (end === ';' && !spoilt)
    if (text !== undefined && ended && sure) {
      yield { start, end: start + all.length, text }
    } else if (head.length > 2) {
      yield { start, end: start + head.length, text: '&' }
    }
  }
}

/** The line with its entities read. */
export function readEntities(line: string): string {
  let out = ''
  let from = 0
  for (const { start, end, text } of entities(line)) {
    out += line.slice(from, start) + text
    from = end
  }
  return out + line.slice(from)
}

let table: Map<string, string> | undefined

/** The character of that name. */
function named(name: string): string | undefined {
  if (table === undefined) {
    table = new Map()
    for (const [first, names] of NAMED_ENTITIES) {
      names.split(' ').forEach((each, i) => table!.set(each, String.fromCharCode(first + i)))
    }
    table.delete('-')
  }
  return table.get(name)
}

/** The character of that number as browsers read it; none for controls, surrogates and what is beyond Unicode. */
function numbered(code: number): string | undefined {
  if (code >= 0x80 && code < 0xa0) {
    const character = WINDOWS_1252[code - 0x80]!
    return character === ' ' ? undefined : character
  }
  if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return undefined
  if (code === 0x7f || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff) return undefined
  return String.fromCodePoint(code)
}
