import type { Document } from '../core/document.ts'
import { BREAK, classAt, classOf, HAN, HANGUL, KANA, MARK } from './classes.ts'
import { lineShapes } from './line-shape.ts'

/** What the document is written in. `han` is Chinese whose characters are the same in both scripts, or too few to tell. */
export interface Script {
  readonly language: 'chinese' | 'japanese' | 'korean' | 'other'
  /** Computed when first asked for. */
  readonly characters: 'simplified' | 'traditional' | 'unknown'
}

/** Frequent characters that exist in one script only, pairwise. */
const SIMPLIFIED =
  '们这国说时会对过发经还学电开关见长门马车东乐书习乡来为个问话让谢请谁样点没给应动机现实头两进边间听写读语认识记调该难亲觉热红钱银风飞鱼鸟龙业义产亚从仅价优传变员园团图场处备够妈孙导岁师带帮广庆张归当录' +
  '总战执报担护择换据数断无旧显术条极构标树桥检楼欢气汉满灯爱独环码确离种积笔简类纪级纸线练组细终结绝统续'
const TRADITIONAL =
  '們這國說時會對過發經還學電開關見長門馬車東樂書習鄉來為個問話讓謝請誰樣點沒給應動機現實頭兩進邊間聽寫讀語認識記調該難親覺熱紅錢銀風飛魚鳥龍業義產亞從僅價優傳變員園團圖場處備夠媽孫導歲師帶幫廣慶張歸當錄' +
  '總戰執報擔護擇換據數斷無舊顯術條極構標樹橋檢樓歡氣漢滿燈愛獨環碼確離種積筆簡類紀級紙線練組細終結絕統續'

let table: Int8Array | undefined

/** For each code unit: 1 in Simplified text only, -1 in Traditional text only. */
function sides(): Int8Array {
  if (table !== undefined) return table
  table = new Int8Array(0x10000)
  for (let i = 0; i < SIMPLIFIED.length; i++) {
    table[SIMPLIFIED.charCodeAt(i)] = 1
    table[TRADITIONAL.charCodeAt(i)] = -1
  }
  return table
}

/**
 * Is what holds so many ideographs, and so many kana or hangul, written in Japanese or Korean? A Chinese page may quote a word of theirs;
 * every Japanese sentence is a third kana or more.
 */
export const isForeign = (han: number, foreign: number): boolean => foreign * 5 > han + foreign

/** The language and the script, by what the characters themselves show. */
export function script(document: Document): Script {
  const { text } = document
  const shapes = document.fact(lineShapes)
  let han = 0
  let kana = 0
  let hangul = 0
  for (let line = 0; line < shapes.count; line++) {
    han += shapes.han[line]!
    if ((shapes.classes[line]! & (KANA | HANGUL)) === 0) continue
    for (let i = shapes.start[line]!; i < shapes.end[line]!; i++) {
      const bits = classAt(text, i)
      if ((bits & (MARK | HAN)) !== 0) continue
      if ((bits & KANA) !== 0) kana++
      else if ((bits & HANGUL) !== 0) hangul++
    }
  }
  let characters: Script['characters'] | undefined
  return {
    language: hangul > han ? 'korean' : isForeign(han, kana) ? 'japanese' : han > 0 ? 'chinese' : 'other',
    get characters() {
      return (characters ??= charactersOf(text))
    },
  }
}

function charactersOf(text: string): Script['characters'] {
  const table = sides()
  let simplified = 0
  let traditional = 0
  for (let i = 0; i < text.length; i++) {
    const side = table[text.charCodeAt(i)]!
    if (side > 0) simplified++
    else if (side < 0) traditional++
  }
  return simplified > traditional * 2 ? 'simplified' : traditional > simplified * 2 ? 'traditional' : 'unknown'
}

/** As far as a sentence of another language in a Chinese text is looked at, in code units. */
const REACH = 40

/** Is the text around `at` written in Japanese or Korean, as a quotation in a Chinese document may be? */
export function isForeignAt(text: string, at: number): boolean {
  let han = 0
  let foreign = 0
  const count = (step: 1 | -1): void => {
    for (let i = at + step, end = at + step * REACH; i !== end; i += step) {
      const bits = classOf(text.charCodeAt(i))
      if ((bits & BREAK) !== 0) return
      if ((bits & HAN) !== 0) han++
      else if ((bits & (KANA | HANGUL)) !== 0) foreign++
    }
  }
  count(-1)
  count(1)
  return isForeign(han, foreign)
}
