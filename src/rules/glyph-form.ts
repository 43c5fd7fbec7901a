import type { Document } from '../core/document.ts'
import { defineRule } from '../core/rule.ts'
import { RADICALS } from '../data/radicals.ts'
import { classAt, HAN, RADICAL } from '../text/classes.ts'
import { script } from '../text/script.ts'
import { lineShapes } from '../text/line-shape.ts'

const CANDIDATE_RE = /[\u2e80-\u2fd5\uf900-\ufad9]/u

/**
 * Where Unicode's equivalent is not what Simplified text writes: these Kangxi radicals are drawn like the Traditional form in Unicode's
 * charts, but a font that stands for the mainland draws, and means, the other one.
 */
const IN_SIMPLIFIED: Readonly<Record<string, string>> = { '\u2f3e': '户', '\u2fad': '青', '\u2fc8': '黄' }

export const glyphForm = defineRule({
  id: 'glyph-form',
  title: 'Kangxi radicals and compatibility forms in the place of ideographs',
  why:
    'A font may draw 人 and the radical ⼈ with one glyph, and the PDF then says the radical; some tools write down both. They look the ' +
    'same and no search finds them. A radical becomes its ideograph, a radical beside its own ideograph is one character, and ' +
    'compatibility ideographs take their canonical form. A text that lists radicals has them standing alone and stays. Wrong where a ' +
    'running text means the radical as such.',
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
    const listed = areListed(document)
    const simplified = (): boolean => document.fact(script).characters !== 'traditional'
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit < 0x2e80 || (unit > 0x2fd5 && unit < 0xf900) || unit > 0xfad9) continue
      const character = text[i]!
      if ((classAt(text, i) & RADICAL) === 0) {
        const canonical = character.normalize('NFC')
        // Twelve code points of the block are unified ideographs and have no canonical form but themselves.
        if (canonical !== character) {
          yield { edits: [{ start: i, end: i + 1, text: canonical }], reason: 'a compatibility ideograph' }
        }
        continue
      }
      if (listed) continue
      const ideograph = (simplified() ? IN_SIMPLIFIED[character] : undefined) ?? ideographs().get(character)
      if (ideograph === undefined) continue
      if (text.startsWith(ideograph, i + 1) && !text.startsWith(ideograph, i + 1 + ideograph.length)) {
        yield { edits: [{ start: i, end: i + 1, text: '' }], reason: `a radical beside its own ideograph ${ideograph}` }
      } else
        yield { edits: [{ start: i, end: i + 1, text: ideograph }], reason: 'a radical in the place of an ideograph' }
    }
  },
})

/** In a text about radicals most of them stand alone; in a damaged one most stand inside words. */
function areListed(document: Document): boolean {
  const { text } = document
  let alone = 0
  let inWord = 0
  const shapes = document.fact(lineShapes)
  for (let line = 0; line < shapes.count; line++) {
    if ((shapes.classes[line]! & RADICAL) === 0) continue
    for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) {
      if ((classAt(text, i) & RADICAL) === 0) continue
      const before = classAt(text, i - 1)
      const after = classAt(text, i + 1)
      if (((before | after) & HAN) !== 0 && (before & after & RADICAL) === 0) inWord++
      else alone++
    }
  }
  return alone >= inWord
}

let table: Map<string, string> | undefined

/** Radical to ideograph; a pair is the radical, one unit, and the ideograph, one unit or two. */
function ideographs(): ReadonlyMap<string, string> {
  if (table !== undefined) return table
  table = new Map()
  const characters = Array.from(RADICALS)
  for (let i = 0; i < characters.length; i += 2) table.set(characters[i]!, characters[i + 1]!)
  return table
}
