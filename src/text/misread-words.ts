import type { Document } from '../core/document.ts'
import { SURNAMES } from '../data/surnames.ts'
import { isHan } from './classes.ts'
import { isCommonWord } from './common-words.ts'
import { isLookalike, lookalikesOf } from './lookalikes.ts'
import { COMPOUND_RE } from './names.ts'
import { isInWord, likelihood, wordOver, type Frequency } from './readings.ts'
import { script, type Script } from './script.ts'
import { settled } from './settled.ts'

/** A character that was read as one drawn alike: what it should be, what speaks for it, and how likely it is. */
export interface MisreadCharacter {
  readonly at: number
  readonly text: string
  readonly reason: string
  readonly confidence: number
}

/** How sure the document's own words make it: by themselves, and where the list has no word either for what is written. */
const SETTLED = 0.85
const SETTLED_AND_NO_WORD = 0.95

/** How far to either side a reading is weighed, and how often a word must occur to be the better reading. */
const REACH = 5
const LEAST_COUNT = 20

/**
 * Confidence by how much likelier the text becomes, as natural logarithms: even at `EVEN`, then by steps of `STEP`, and shared with the
 * other look-alikes that make a word there. The list is one of Simplified words, and lacks many that Traditional texts write. What is
 * less likely than not is not worth a reader's look.
 */
const EVEN = 5
const EVEN_IN_TRADITIONAL = 8
const STEP = 2
const LEAST_CONFIDENCE = 0.5
const MOST_CONFIDENCE = 0.98

/** A character counted less often than this is hardly ever a word by itself. */
const RARE = 64

/** A character beside one of these may be part of a number. */
const NUMERALS = '0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万萬亿億两兩几幾'

/** Characters that the document, or a list of words, shows to be misread; in order. Names and numbers are passed over. */
export function* misreadCharacters(document: Document, frequency?: Frequency): Iterable<MisreadCharacter> {
  const { text } = document
  const own = document.fact(settled)
  if (frequency === undefined) {
    for (const { at, text: put, times } of own) {
      if (!isNameOrNumber(text, at)) yield { at, text: put, reason: settledReason(times), confidence: SETTLED }
    }
    return
  }
  const { characters } = document.fact(script)
  let k = 0
  for (let at = 0; at < text.length; at++) {
    if (!isLookalike(text.charCodeAt(at))) continue
    while (k < own.length && own[k]!.at < at) k++
    const shown = own[k]?.at === at ? own[k] : undefined
    if (isInWord(text.slice(Math.max(0, at - 3), at + 4), Math.min(at, 3), frequency)) continue
    if (isNameOrNumber(text, at, frequency)) continue
    if (shown !== undefined) {
      yield { at, text: shown.text, reason: settledReason(shown.times), confidence: SETTLED_AND_NO_WORD }
      continue
    }
    const reading = betterReading(text, at, characters, frequency)
    if (reading === undefined || reading.confidence < LEAST_CONFIDENCE) continue
    const reason = `${reading.word} is a word, and what stands here makes none`
    yield { at, text: reading.text, reason, confidence: Math.round(reading.confidence * 100) / 100 }
  }
}

const settledReason = (times: number): string => `the document writes it otherwise ${times} times, and so only here`

interface Reading {
  readonly text: string
  readonly word: string
  readonly confidence: number
}

/** The look-alike that makes a word where the character at `at` makes none, and fits in best with what stands around it. */
function betterReading(
  text: string,
  at: number,
  characters: Script['characters'],
  frequency: Frequency,
): Reading | undefined {
  let start = at
  let end = at + 1
  while (start > at - REACH && isHan(text, start - 1)) start--
  while (end <= at + REACH && isHan(text, end)) end++
  const around = text.slice(start, end)
  const k = at - start
  let written: number | undefined
  // The weight of the other readings, and of what is written.
  let sum = Math.exp((characters === 'traditional' ? EVEN_IN_TRADITIONAL : EVEN) / STEP)
  let best: { text: string; word: string; weight: number } | undefined
  for (const other of lookalikesOf(text.charCodeAt(at), characters)) {
    // 太大 must not become 大大 because a word may be doubled.
    if (around[k - 1] === other || around[k + 1] === other) continue
    const changed = around.slice(0, k) + other + around.slice(k + 1)
    const word = wordOver(changed.slice(Math.max(0, k - 3), k + 4), Math.min(k, 3), frequency, LEAST_COUNT)
    if (word === '') continue
    written ??= likelihood(around, frequency)
    const weight = Math.exp((likelihood(changed, frequency) - written) / STEP)
    sum += weight
    if (best === undefined || weight > best.weight) best = { text: other, word, weight }
  }
  if (best === undefined) return undefined
  return { ...best, confidence: Math.min(MOST_CONFIDENCE, best.weight / sum) }
}

function isNameOrNumber(text: string, at: number, frequency?: Frequency): boolean {
  if (NUMERALS.includes(text.charAt(at - 1) || '?') || NUMERALS.includes(text.charAt(at + 1) || '?')) return true
  for (let start = at; start > at - 3 && isHan(text, start); start--) {
    if ((isSurname(text, start) || isRare(text, start, frequency)) && !isInAnyWord(text, start, frequency)) return true
    if (COMPOUND_RE.test(text.slice(start - 1, start + 1))) return true
  }
  return false
}

/** Surnames that nearly always are not: prepositions and conjunctions. */
const HARDLY_SURNAMES = '于和时'

const isSurname = (text: string, at: number): boolean =>
  SURNAMES.includes(text[at]!) && !HARDLY_SURNAMES.includes(text[at]!)

/** A character that is hardly ever a word stands in a name, or in something that the list does not know. */
const isRare = (text: string, at: number, frequency: Frequency | undefined): boolean =>
  frequency !== undefined && !isLookalike(text.charCodeAt(at)) && frequency(text[at]!) < RARE

const isInAnyWord = (text: string, at: number, frequency: Frequency | undefined): boolean =>
  frequency === undefined
    ? isCommonWord(text.charCodeAt(at - 1), text.charCodeAt(at)) ||
      isCommonWord(text.charCodeAt(at), text.charCodeAt(at + 1))
    : isInWord(text.slice(Math.max(0, at - 3), at + 4), Math.min(at, 3), frequency)
