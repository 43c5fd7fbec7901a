import type { Document } from '../core/document.ts'
import { RADICALS } from '../data/radicals.ts'
import { BLANK, classAt, classBefore, HAN, RADICAL } from './classes.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import { script, type Script } from './script.ts'

/**
 * Where Unicode's equivalent is not what today's text writes: these Kangxi radicals are drawn like the old or the Traditional form in
 * Unicode's charts, but a font that stands for the mainland draws, and means, the other one.
 */
const IN_SIMPLIFIED: Readonly<Record<string, string>> = { '\u2f3e': '户', '\u2fad': '青', '\u2fc8': '黄' }

/** A text that talks of radicals or their code points means them, unless they stand in its words by the dozen. */
const ABOUT_RADICALS_RE = /部首|偏旁|U\+2[EF][0-9A-F]{2}/iu
const DOZENS = 24

/** How a text uses radicals. */
export interface RadicalUse {
  /** Most radicals stand alone, as in a table of them. */
  readonly listed: boolean
  /** Most radicals have their own ideograph on this side. */
  readonly doubled: Side | undefined
}

type Side = 'before' | 'after'

/** Told by what stands beside each radical. */
export function radicalUse(document: Document): RadicalUse {
  const { text } = document
  const { characters } = document.fact(script)
  const shapes = document.fact(lineShapes)
  let alone = 0
  let inWord = 0
  const partners = { before: 0, after: 0, none: 0 }
  for (let line = 0; line < shapes.count; line++) {
    if ((shapes.classes[line]! & RADICAL) === 0) continue
    const reach = isSpread(text, shapes, line) ? 2 : 1
    for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) {
      const bits = classAt(text, i)
      if ((bits & RADICAL) === 0) continue
      const before = classBefore(text, i - reach + 1)
      const after = classAt(text, i + reach)
      if (((before | after) & HAN) !== 0 && (before & after & RADICAL) === 0) inWord++
      else alone++
      const ideograph = ideographOf(text[i]!, characters)
      partners[(ideograph === undefined ? undefined : partnerOf(text, i, ideograph)) ?? 'none']++
    }
  }
  const { before, after, none } = partners
  return {
    listed: alone >= inWord || (inWord < DOZENS && ABOUT_RADICALS_RE.test(text)),
    // 人⼈ may be 人人 of which one was mapped: only a habit tells.
    doubled: after > 0 && after >= none + before ? 'after' : before > 1 && before > none + after ? 'before' : undefined,
  }
}

/** Is the line spread, with a blank after nearly every character? */
function isSpread(text: string, shapes: LineShapes, line: number): boolean {
  let tight = 0
  let spread = 0
  for (let i = shapes.start[line]! + 1; i < shapes.end[line]!; i++) {
    if ((classAt(text, i) & HAN) === 0) continue
    if ((classAt(text, i - 1) & HAN) !== 0) tight++
    else if ((classAt(text, i - 1) & BLANK) !== 0 && (classAt(text, i - 2) & HAN) !== 0) spread++
  }
  return spread > 4 && spread > tight * 4
}

/** On which side of the radical at `i` its own ideograph stands. One that belongs to a radical before it does not count. */
export function partnerOf(text: string, i: number, ideograph: string): Side | undefined {
  if (text.startsWith(ideograph, i + 1)) return 'after'
  const at = i - ideograph.length
  return text.startsWith(ideograph, at) && text[at - 1] !== text[i] ? 'before' : undefined
}

let table: Map<string, string> | undefined

/** The ideograph that a radical stands for in a text of these characters; `undefined` if it has none. */
export function ideographOf(radical: string, characters: Script['characters']): string | undefined {
  if (table === undefined) {
    table = new Map()
    const characters = Array.from(RADICALS)
    for (let k = 0; k < characters.length; k += 2) table.set(characters[k]!, characters[k + 1]!)
  }
  return (characters === 'traditional' ? undefined : IN_SIMPLIFIED[radical]) ?? table.get(radical)
}
