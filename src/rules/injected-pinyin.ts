import type { Document } from '../core/document.ts'
import { defineRule } from '../core/rule.ts'
import { lineShapes } from '../text/line-shape.ts'
import { script } from '../text/script.ts'
import { GLOSS, signs } from '../text/signs.ts'

/** An ideograph with one syllable of pinyin in brackets behind it; the tones may be missing, or be marks of their own. */
const GLOSS_RE =
  /(?<=([\u3400-\u9fff]))[(（] ?((?:[zcs]h|[bpj-nfdtghqxzcsryw])?(?:[aeiouvü\u0101\u00e1\u01ce\u00e0\u0113\u00e9\u011b\u00e8\u012b\u00ed\u01d0\u00ec\u014d\u00f3\u01d2\u00f2\u016b\u00fa\u01d4\u00f9\u01d6\u01d8\u01da\u01dc][\u0300\u0301\u0304\u0308\u030c]{0,2}){1,3}(?:ng?|r)?) ?[)）]/iuy

/** So many characters must be glossed more than once: a writer glosses a character where it first stands. */
const REPEATED = 4
/** Of the places of the glossed characters, those with a gloss. A machine misses none, but for the text that was put in afterwards. */
const MECHANICAL = 0.8
/** A text in which more than half of the characters are glossed is a primer. */
const PRIMER = 0.5

export const injectedPinyin = defineRule({
  id: 'injected-pinyin',
  title: 'Pinyin behind the same characters again and again',
  why:
    'Sites that copy their texts run them through a converter that puts pinyin behind every character of some list: 報(bào)告(gào). A ' +
    'writer glosses a rare character once; here common ones are glossed wherever they stand. That shows in the whole document: several ' +
    'characters are glossed more than once, and the glossed ones hardly ever stand without. Dictionaries gloss each character once, ' +
    'primers gloss all of them, and both stay. Wrong where a lesson marks its new characters each time.',
  safety: 'risky',
  defaults: {},
  examples: [
    {
      damaged: '學(xué)校昨天開會(huì)，老師發(fā)報(bào)告。學(xué)生會(huì)發(fā)報(bào)名表。',
      repaired: '學校昨天開會，老師發報告。學生會發報名表。',
    },
    { untouched: '把鸡蛋炒(chǎo)熟，再焯(chāo)青菜。', note: 'glosses of a writer' },
  ],
  *find(document, _, least = 'suggest') {
    if (least === 'safe') return
    if ((document.fact(signs).all & GLOSS) === 0 || document.fact(script).language !== 'chinese') return
    const glossed = glossedCharacters(document)
    if (glossed === undefined) return
    for (const { 0: gloss, 1: character, index } of glossesOf(document)) {
      if (!glossed.has(character!)) continue
      yield {
        edits: [{ start: index, end: index + gloss.length, text: '' }],
        reason: `pinyin behind ${character!}, as everywhere in the text`,
      }
    }
  },
})

/** What stands in brackets like pinyin, in order. */
function* glossesOf(document: Document): Iterable<RegExpExecArray> {
  const { text } = document
  const { lines } = document.fact(signs)
  const shapes = document.fact(lineShapes)
  for (let line = 0; line < shapes.count; line++) {
    if ((lines[line]! & GLOSS) === 0) continue
    for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) {
      const unit = text.charCodeAt(i)
      if (unit !== 0x28 && unit !== 0xff08) continue
      GLOSS_RE.lastIndex = i
      const gloss = GLOSS_RE.exec(text)
      if (gloss !== null) yield gloss
    }
  }
}

/** The characters that a machine glossed, if one did. */
function glossedCharacters(document: Document): ReadonlySet<string> | undefined {
  const { text } = document
  const glosses = new Map<string, number>()
  const readings = new Map<string, number>()
  let all = 0
  for (const [, character, syllable] of glossesOf(document)) {
    glosses.set(character!, (glosses.get(character!) ?? 0) + 1)
    const reading = character! + syllable!
    readings.set(reading, (readings.get(reading) ?? 0) + 1)
    all++
  }
  let repeated = 0
  for (const count of readings.values()) if (count > 1) repeated++
  if (repeated < REPEATED) return undefined
  const shapes = document.fact(lineShapes)
  let han = 0
  for (let i = 0; i < shapes.count; i++) han += shapes.han[i]!
  if (all > han * PRIMER) return undefined
  const places = new Map<string, number>()
  let placed = 0
  for (const character of text) {
    if (!glosses.has(character)) continue
    places.set(character, (places.get(character) ?? 0) + 1)
    placed++
  }
  if (all < placed * MECHANICAL) return undefined
  // A character that mostly stands without was glossed by the writer.
  return new Set([...glosses.keys()].filter((each) => glosses.get(each)! * 2 >= places.get(each)!))
}
