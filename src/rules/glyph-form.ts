import type { Document } from '../core/document.ts'
import { defineRule } from '../core/rule.ts'
import { RADICALS } from '../data/radicals.ts'
import { BLANK, classAt, classOf, HAN, RADICAL } from '../text/classes.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'
import { script } from '../text/script.ts'

const CANDIDATE_RE = /[\u2e80-\u2fd5\uf900-\ufad9\u{2f800}-\u{2fa1d}]/u

/**
 * Where Unicode's equivalent is not what today's text writes: these Kangxi radicals are drawn like the old or the Traditional form in
 * Unicode's charts, but a font that stands for the mainland draws, and means, the other one.
 */
const IN_SIMPLIFIED: Readonly<Record<string, string>> = { '\u2f3e': '户', '\u2fad': '青', '\u2fc8': '黄' }

/** A text that talks of radicals or their code points means them, unless they stand in its words by the dozen. */
const ABOUT_RADICALS_RE = /部首|偏旁|U\+2[EF][0-9A-F]{2}/iu
const DOZENS = 24

export const glyphForm = defineRule({
  id: 'glyph-form',
  title: 'Kangxi radicals and compatibility forms in the place of ideographs',
  why:
    'A font may draw 人 and the radical ⼈ with one glyph, and the PDF then says the radical; some tools write down both. They look the ' +
    'same and no search finds them. A radical becomes its ideograph; in a text that writes both forms side by side the radical goes; ' +
    'compatibility ideographs take their canonical form. A text that lists radicals has them standing alone and stays, and so do ' +
    'Japanese and Korean, whose names tell such forms apart. Wrong where a running text means the radical as such.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '\u2f08\u2f2f智能改变\u2f63活', repaired: '人工智能改变生活' },
    { damaged: '电\u2f26子科技\u2f24大学', repaired: '电子科技大学' },
    { untouched: '部首：\u2f00、\u2f01、\u2f02、\u2f03', note: 'a text about radicals' },
    { untouched: '25℃、60㎡、½、№', note: 'signs that people use on purpose' },
  ],
  *find(document) {
    const { text } = document
    if (!CANDIDATE_RE.test(text)) return
    const { language, characters } = document.fact(script)
    if (language !== 'chinese') return
    const use = document.fact(radicalUse)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit < 0x2e80 || (unit > 0x2fd5 && unit < 0xf900 && unit !== 0xd87e) || unit > 0xfad9) continue
      if ((classOf(unit) & RADICAL) === 0) {
        const form = unit === 0xd87e ? text.slice(i, i + 2) : text[i]!
        const canonical = form.normalize('NFC')
        // Twelve code points of the block are unified ideographs and have no canonical form but themselves.
        if (canonical !== form) {
          yield { edits: [{ start: i, end: i + form.length, text: canonical }], reason: 'a compatibility ideograph' }
        }
      } else if (!use.listed) {
        const ideograph = (characters === 'traditional' ? undefined : IN_SIMPLIFIED[text[i]!]) ?? ideographOf(unit)
        if (ideograph === undefined) continue
        const both = use.doubled !== undefined && partnerOf(text, i, ideograph) === use.doubled
        yield {
          edits: [{ start: i, end: i + 1, text: both ? '' : ideograph }],
          reason: both ? `a radical beside its own ideograph ${ideograph}` : 'a radical in the place of an ideograph',
        }
      }
    }
  },
})

interface RadicalUse {
  /** Most radicals stand alone, as in a table of them. */
  readonly listed: boolean
  /** Most radicals have their own ideograph on this side. */
  readonly doubled: Side | undefined
}

type Side = 'before' | 'after'

/** How the text uses radicals, by what stands beside each. */
function radicalUse(document: Document): RadicalUse {
  const { text } = document
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
      const before = classAt(text, i - reach)
      const after = classAt(text, i + reach)
      if (((before | after) & HAN) !== 0 && (before & after & RADICAL) === 0) inWord++
      else alone++
      const ideograph = ideographOf(text.charCodeAt(i))
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
function partnerOf(text: string, i: number, ideograph: string): Side | undefined {
  if (text.startsWith(ideograph, i + 1)) return 'after'
  const at = i - ideograph.length
  return text.startsWith(ideograph, at) && text[at - 1] !== text[i] ? 'before' : undefined
}

let table: Map<number, string> | undefined

/** The ideograph that the radical stands for. */
function ideographOf(radical: number): string | undefined {
  if (table === undefined) {
    table = new Map()
    const characters = Array.from(RADICALS)
    for (let i = 0; i < characters.length; i += 2) table.set(characters[i]!.charCodeAt(0), characters[i + 1]!)
  }
  return table.get(radical)
}
