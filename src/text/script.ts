import type { Document } from '../core/document.ts'
import { classOf, HAN, HANGUL, KANA } from './classes.ts'

/** What the document is written in. `han` is Chinese whose characters are the same in both scripts, or too few to tell. */
export interface Script {
  readonly language: 'chinese' | 'japanese' | 'korean' | 'other'
  readonly characters: 'simplified' | 'traditional' | 'unknown'
}

/** Frequent characters that exist in one script only, pairwise. */
const SIMPLIFIED = '们这国说时会对过发经还学电开关见长门马车东乐书习乡'
const TRADITIONAL = '們這國說時會對過發經還學電開關見長門馬車東樂書習鄉'

/** The language and the script, by what the characters themselves show. */
export function script({ text }: Document): Script {
  let han = 0
  let kana = 0
  let hangul = 0
  let simplified = 0
  let traditional = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const bits = classOf(unit)
    if ((bits & HAN) !== 0) {
      han++
      const character = text[i]!
      if (SIMPLIFIED.includes(character)) simplified++
      else if (TRADITIONAL.includes(character)) traditional++
    } else if ((bits & KANA) !== 0) kana++
    else if ((bits & HANGUL) !== 0) hangul++
  }
  // A Chinese page may quote a line of Japanese; every Japanese sentence is a third kana or more.
  const language =
    hangul > han ? 'korean' : kana * 5 > han + kana ? 'japanese' : han > 0 ? 'chinese' : ('other' as const)
  const characters =
    simplified > traditional * 2 ? 'simplified' : traditional > simplified * 2 ? 'traditional' : 'unknown'
  return { language, characters }
}
