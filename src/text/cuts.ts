import type { Document } from '../core/document.ts'
import { bigrams } from './bigrams.ts'
import { BREAK, CJK, classAt, CLOSE, DIGIT, END, OPEN, PAUSE, setBit } from './classes.ts'
import { isCommonWord } from './common-words.ts'

/** Particles that hang on the word before them: nothing begins with one. */
const NEVER_FIRST = '的了着们呢吗吧么們嗎麼'

/** Words that begin with a character which is a particle elsewhere: 着力, 了解, 的确. */
const WORD_OF_PARTICLE_RE = /^(?:[着著][力眼手重陆陸装裝火落想急]|了[解却不如]|的[确確士]|[吧嘛][台嘛])/u

/** Words that end with a character which leads on elsewhere: 参与, 普及, 温和, 冷却. */
const WORD_AT_END_RE =
  /(?:[参給给授]与|[參給授]與|[普涉顾顧提危波触觸不企]及|[温溫共饱飽总總缓緩柔平祥谦謙随隨昭]和|[棉毛]被|[冷忘退了][却卻]|[追角放驱驅]逐)$/u

/** Words that lead on: nothing ends with one, as a word of its own or the end of another (行为, 现在, 派出所). */
const NEVER_LAST = '和与及或被于而每各第很最不與於但且虽雖逐尤甚仍曾仅僅却卻又也'

const FIRST = 1
const LAST = 2
let never: Uint8Array | undefined

/** For each code unit, whether nothing begins or ends with it. */
function neverTable(): Uint8Array {
  if (never !== undefined) return never
  const table = new Uint8Array(0x10000)
  setBit(table, FIRST, NEVER_FIRST)
  setBit(table, LAST, NEVER_LAST)
  return (never = table)
}

/** A number behind a label, as telephone numbers are. */
const LABELLED_NUMBER_RE = /[\s:：]\d[\d-]*$/u

/** A number that is whole by itself, whatever number stands before it. */
const YEAR_RE = /^(?:1\d|20)\d\d[年.\-/]/u

/** An ellipsis, and marks that are all that somebody says: ？！ */
const STANDS_ALONE_RE = /^(?:…|[？！?!]{2})/u

/** Why what stands on both sides of a break cannot be the end of one thing and the beginning of another. */
export type Cut = 'openMark' | 'closingMark' | 'neverFirst' | 'neverLast' | 'cutNumber' | 'knownWord' | 'commonWord'

/**
 * Does a break between the code units at `last` and `next` cut a sentence, by what stands right beside it? Undefined where nothing
 * there says so; most breaks inside a sentence fall between two words and leave no trace.
 */
export function cutBetween(document: Document, last: number, next: number): Cut | undefined {
  const cut = cutByForm(document.text, last, next)
  if (cut !== 'knownWord') return cut
  const [first, second] = [document.text.charCodeAt(last), document.text.charCodeAt(next)]
  return document.fact(bigrams).has(first, second) ? cut : undefined
}

/** The same where the words of the text itself need not be asked; `knownWord` where they might know one. */
export function cutByForm(text: string, last: number, next: number): Cut | undefined {
  const left = classAt(text, last)
  const right = classAt(text, next)
  if ((left & OPEN) !== 0) return isMistyped(text, last) ? undefined : 'openMark'
  if ((right & (CLOSE | PAUSE | END)) !== 0 && !STANDS_ALONE_RE.test(text.slice(next, next + 2))) return 'closingMark'
  if ((left & (END | PAUSE)) !== 0) return undefined
  const [first, second] = [text.charCodeAt(last), text.charCodeAt(next)]
  const table = neverTable()
  if ((table[second]! & FIRST) !== 0 && !WORD_OF_PARTICLE_RE.test(text.slice(next, next + 2))) return 'neverFirst'
  if ((left & CLOSE) !== 0) return undefined
  if ((table[first]! & LAST) !== 0 && !WORD_AT_END_RE.test(text.slice(last - 1, last + 1))) return 'neverLast'
  if ((left & right & DIGIT) !== 0) {
    return LABELLED_NUMBER_RE.test(text.slice(Math.max(0, last - 12), last + 1)) ||
      YEAR_RE.test(text.slice(next, next + 5))
      ? undefined
      : 'cutNumber'
  }
  if ((left & right & CJK) === 0) return undefined
  return isCommonWord(first, second) ? 'commonWord' : 'knownWord'
}

/** Does the quote that opens at `last` stand where the one before it should close: `“安全第一“`? */
function isMistyped(text: string, last: number): boolean {
  if (text[last] !== '“' && text[last] !== '‘') return false
  for (let i = last - 1; i >= last - 40 && i >= 0 && (classAt(text, i) & BREAK) === 0; i--) {
    if (text[i] === text[last]) return true
    if (text[i] === '”' || text[i] === '’') return false
  }
  return false
}
