import { defineRule, type Finding } from '../core/rule.ts'
import { misreadNumbers } from '../text/misread-numbers.ts'
import { misreadCharacters } from '../text/misread-words.ts'
import type { Frequency } from '../text/readings.ts'
import { script } from '../text/script.ts'
import { settled } from '../text/settled.ts'
import { isStructured } from '../text/structured.ts'
import { verbatim } from '../text/verbatim.ts'

export interface OcrConfusionOptions {
  /**
   * How often a word occurs in a large corpus, 0 for what is no word: `frequency` of `kanwu/lexicon`. Without it only numbers are
   * repaired, and look-alikes told where the document itself shows them.
   */
  readonly frequency: Frequency
}

const NO_LIST: Frequency = () => 0

/** A text that talks of misread characters shows some. */
const ABOUT_RE = /OCR|形近|误识|誤識|误认|誤認|错别字|錯別字|錯字|别字|校勘|勘误|勘誤|识别错|識別錯/u

export const ocrConfusion = defineRule({
  id: 'ocr-confusion',
  title: 'Characters that recognition took for others drawn alike',
  why:
    'An engine that reads pictures takes 1 for l, 0 for O and 已 for 己. Where only a number can stand (a year, a day, a sum) the letter ' +
    'becomes a digit, and in a Chinese year the nought becomes 〇. All else is only suggested, with how sure it is: a word that the document ' +
    'writes again and again, and once with a look-alike; and, with the word list of kanwu/lexicon, a look-alike that makes a word where ' +
    'what stands there makes none. Names are left alone, and so are numbers that nothing closes, codes, and texts about misread characters. ' +
    'Wrong where a code is written like a year.',
  safety: 'suggest',
  defaults: { frequency: NO_LIST },
  examples: [
    { damaged: '2O22年l0月I5日', repaired: '2022年10月15日' },
    { damaged: '二O二二年增产3O%', repaired: '二〇二二年增产30%' },
    { untouched: 'H2O、O2O、A10、5l装、第I卷', note: 'letters that are meant' },
    { untouched: '二○二二年', note: 'a circle, as old and official texts write it: suggested only' },
  ],
  *find(document, { frequency }, least = 'suggest') {
    const quiet = least !== 'suggest'
    const { text } = document
    const numbers = misreadNumbers(document)
    const list = frequency === NO_LIST ? undefined : frequency
    if (numbers.length === 0 && (quiet || (list === undefined && document.fact(settled).length === 0))) return
    if (ABOUT_RE.test(text) || document.fact(script).language !== 'chinese' || isStructured(document)) return
    const found: Finding[] = numbers.map(({ edits, safety, confidence }) => ({
      edits,
      safety,
      reason: safety === 'safe' ? 'what can only be a digit here' : 'what may be a digit here',
      ...(confidence !== undefined && { confidence }),
    }))
    // Misread characters are suggested only, and looked for among all of the text.
    for (const { at, text: put, reason, confidence } of quiet ? [] : misreadCharacters(document, list)) {
      found.push({ edits: [{ start: at, end: at + 1, text: put }], reason, confidence })
    }
    const skip = document.fact(verbatim)
    for (const finding of found.sort((a, b) => a.edits[0]!.start - b.edits[0]!.start)) {
      if (!skip.has(finding.edits[0]!.start)) yield finding
    }
  },
})
