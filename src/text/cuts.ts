import type { Document } from '../core/document.ts'
import { bigrams } from './bigrams.ts'
import { CJK, classAt, CLOSE, DIGIT, END, LETTER, OPEN, PAUSE } from './classes.ts'
import { isCommonWord } from './common-words.ts'

/** Particles that hang on the word before them: nothing begins with one. */
const NEVER_FIRST = '的了着们呢吗吧么們嗎麼'

/** Words that begin with a character which is a particle elsewhere: 着力, 了解, 的确. */
const WORD_OF_PARTICLE_RE = /^(?:[着著][力眼手重陆陸装裝火落想急]|了[解却不如]|的[确確士]|[吧嘛][台嘛])/u

/** Words that lead on: nothing ends with one, as a word of its own or the end of another (行为, 现在, 派出所). */
const NEVER_LAST = '和与及或将把被于而每各第很最不之與將於但且虽雖若逐尤甚仍曾仅僅须須却卻又也'

/** A number that is whole by itself, whatever number stands before it. */
const YEAR_RE = /^(?:1\d|20)\d\d[年.\-/]/u

/** Why what stands on both sides of a break cannot be the end of one thing and the beginning of another. */
export type Cut =
  'openMark' | 'closingMark' | 'neverFirst' | 'neverLast' | 'cutNumber' | 'cutWord' | 'knownWord' | 'commonWord'

/**
 * Does a break between the code units at `last` and `next` cut a sentence, by what stands right beside it? Undefined where nothing
 * there says so; most breaks inside a sentence fall between two words and leave no trace.
 */
export function cutBetween(document: Document, last: number, next: number): Cut | undefined {
  const { text } = document
  const left = classAt(text, last)
  const right = classAt(text, next)
  if ((left & OPEN) !== 0) return 'openMark'
  if ((right & (CLOSE | PAUSE | END)) !== 0 && text[next] !== '…') return 'closingMark'
  if ((left & (CLOSE | END | PAUSE)) !== 0) return undefined
  if (NEVER_FIRST.includes(text[next]!) && !WORD_OF_PARTICLE_RE.test(text.slice(next, next + 2))) return 'neverFirst'
  if (NEVER_LAST.includes(text[last]!)) return 'neverLast'
  if ((left & right & DIGIT) !== 0 && !YEAR_RE.test(text.slice(next, next + 5))) return 'cutNumber'
  if ((left & right & LETTER) !== 0 && /[a-z]/u.test(text[next]!)) return 'cutWord'
  if ((left & right & CJK) === 0) return undefined
  const [first, second] = [text.charCodeAt(last), text.charCodeAt(next)]
  if (isCommonWord(first, second)) return 'commonWord'
  return document.fact(bigrams).times(first, second) > 0 ? 'knownWord' : undefined
}
