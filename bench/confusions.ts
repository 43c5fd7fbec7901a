/**
 * How far the confidence of `ocr-confusion` can be trusted: its suggestions, with the words of `kanwu/lexicon`, by how sure they say they
 * are, and how many are right. Good texts are looked at as they are, where every suggestion is wrong, and again with look-alikes put in at
 * random; real readings are held against their gold.
 */
import { Document } from '../src/core/document.ts'
import { explain, rules, type CleanOptions } from '../src/index.ts'
import { frequency } from '../src/lexicon.ts'
import { lookalikesOf } from '../src/text/lookalikes.ts'
import { script } from '../src/text/script.ts'
import { randomOf } from '../src/testing/typeset.ts'

/** Suggestions of one range of confidence. */
export interface Bin {
  readonly from: number
  right: number
  wrong: number
}

export interface Calibration {
  readonly characters: number
  /** Characters that were put in wrong. */
  readonly misread: number
  readonly bins: readonly Bin[]
  /** What was suggested wrongly, the surest first, each with what stands around it. */
  readonly wrong: readonly string[]
}

/** One of so many look-alikes is misread: with a fifth of a text's characters having any, a good engine's two in a thousand. */
const RATE = 0.01
/** Each text is damaged so often, each time anew. */
const COPIES = 4

const FROM = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95]

const OFF = Object.fromEntries(rules.map(({ id }) => [id, false]))
const WITH_LIST = { rules: { ...OFF, 'ocr-confusion': { frequency } } }
const WITHOUT_LIST = { rules: { ...OFF, 'ocr-confusion': true } }

const suggestions = (text: string, options: CleanOptions): { at: number; put: string; confidence: number }[] =>
  explain(text, options)
    .skipped.filter(({ before, safety }) => safety === 'suggest' && lookalikesOf(before.charCodeAt(0)) !== '')
    .map(({ original, after, confidence = 0 }) => ({ at: original.start, put: after, confidence }))

/** The text with some look-alikes in the place of others, and what stood there. */
function misread(text: string, random: () => number): { text: string; was: Map<number, string> } {
  const { characters } = script(new Document(text))
  const was = new Map<number, string>()
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const others = lookalikesOf(text.charCodeAt(i), characters)
    const hit = others !== '' && random() < RATE
    if (hit) was.set(i, text[i]!)
    out += hit ? others[Math.floor(random() * others.length)]! : text[i]!
  }
  return { text: out, was }
}

class Count {
  readonly bins: Bin[] = FROM.map((from) => ({ from, right: 0, wrong: 0 }))
  readonly wrong: [confidence: number, place: string][] = []

  add(text: string, { at, put, confidence }: { at: number; put: string; confidence: number }, right: boolean): void {
    const bin = this.bins.filter(({ from }) => confidence >= from).at(-1)
    if (bin === undefined) return
    if (right) bin.right++
    else {
      bin.wrong++
      const place = `${text.slice(Math.max(0, at - 6), at)}[${text[at]!} → ${put}]${text.slice(at + 1, at + 7)}`
      this.wrong.push([confidence, `${confidence.toFixed(2)}  ${place.replace(/\s/gu, '␠')}`])
    }
  }

  get places(): string[] {
    return [...new Set(this.wrong.sort(([a], [b]) => b - a).map(([, place]) => place))]
  }
}

/** On good texts, each as it is and damaged; without the list only the text's own words speak. */
export function calibrationOnGood(texts: readonly string[], withList = true): Calibration {
  const options = withList ? WITH_LIST : WITHOUT_LIST
  const count = new Count()
  let characters = 0
  let all = 0
  texts.forEach((text, i) => {
    characters += text.length
    for (const suggestion of suggestions(text, options)) count.add(text, suggestion, false)
    for (let copy = 0; copy < COPIES; copy++) {
      const damaged = misread(text, randomOf(`${i}/${copy}`))
      all += damaged.was.size
      for (const suggestion of suggestions(damaged.text, options)) {
        const right = damaged.was.get(suggestion.at) === suggestion.put
        count.add(damaged.text, suggestion, right)
      }
    }
  })
  return { characters, misread: all, bins: count.bins, wrong: count.places }
}

/** On texts as an engine read them, each with its gold. A place that the gold shows in neither form says nothing. */
export function calibrationOnPairs(pairs: readonly { readonly raw: string; readonly gold: string }[]): Calibration {
  const count = new Count()
  let characters = 0
  for (const { raw, gold } of pairs) {
    characters += raw.length
    for (const suggestion of suggestions(raw, WITH_LIST)) {
      const { at, put } = suggestion
      const [before, after] = [raw.slice(at - 2, at), raw.slice(at + 1, at + 3)]
      const right = gold.includes(before + put + after)
      if (!right && !gold.includes(before + raw[at]! + after)) continue
      count.add(raw, suggestion, right)
    }
  }
  return { characters, misread: 0, bins: count.bins, wrong: count.places }
}
