import type { Edit } from '../core/edit.ts'
import { BLANK, cellsOf, classAt, classTable, HAN, LETTER, MARK, WESTERN, WIDE } from './classes.ts'

/**
 * Justification widens the gaps of a line until it fills its column, and an engine that reads gaps off the page writes them down as
 * spaces: all gaps of a line with few words (`stretched`), or only the wider ones beside Western words (`loose`). OCR frames words and
 * writes a space after each of them, in every line (`throughout`). All three show in the same way: closed up, the lines fill a column,
 * so nobody typed these spaces. What is spaced on purpose (primers, corpora, lists of characters, verse) fills none.
 */
export type Spaced = 'throughout' | 'stretched' | 'alike' | 'loose'

interface Pair {
  tight: number
  spaced: number
}

/** The places on a line where what is Chinese has a neighbour, by the gap between the two. */
export interface Places {
  tight: number
  spaced: number
  wide: number
  /** Of these, the ones between two ideographs, and between an ideograph and a letter or a digit. */
  readonly han: Pair
  readonly letters: Pair
  readonly digits: Pair
  /** Gaps between two Western words: of one space, and of more. */
  words: number
  wideWords: number
}

const isChinese = (bits: number): boolean => (bits & HAN) !== 0 || ((bits & WIDE) !== 0 && (bits & MARK) !== 0)

const isMixed = (left: number, right: number): boolean =>
  ((left & HAN) !== 0 && (right & WESTERN) !== 0) || ((left & WESTERN) !== 0 && (right & HAN) !== 0)

/** For each two neighbours on a line: the position behind the left one, that of the right one, and the gap between them in cells. */
function eachPlace(
  text: string,
  start: number,
  end: number,
  see: (from: number, to: number, gap: number) => void,
): void {
  let from = start + 1
  let gap = 0
  for (let i = start + 1; i < end; i++) {
    if ((classAt(text, i) & BLANK) !== 0) {
      gap += text[i] === '\t' ? 2 : cellsOf(text.charCodeAt(i))
      continue
    }
    see(from, i, gap)
    from = i + 1
    gap = 0
  }
}

export function placesOf(text: string, start: number, end: number): Places {
  const places: Places = {
    tight: 0,
    spaced: 0,
    wide: 0,
    han: { tight: 0, spaced: 0 },
    letters: { tight: 0, spaced: 0 },
    digits: { tight: 0, spaced: 0 },
    words: 0,
    wideWords: 0,
  }
  const see = (left: number, right: number, gap: number): void => {
    if (!isChinese(left) && !isChinese(right)) {
      if (gap > 1) places.wideWords++
      else if (gap === 1) places.words++
      return
    }
    if (gap > 1) {
      places.wide++
      return
    }
    // Marks are squeezed against what is no ideograph, in stretched lines too.
    if (gap === 0 && ((left | right) & HAN) === 0) return
    const key = gap === 1 ? 'spaced' : 'tight'
    places[key]++
    if ((left & right & HAN) !== 0) places.han[key]++
    else if (isMixed(left, right)) places[((left | right) & LETTER) !== 0 ? 'letters' : 'digits'][key]++
  }
  const table = classTable()
  let left = start < end ? table[text.charCodeAt(start)]! : 0
  let gap = 0
  let plain = 0
  for (let i = start + 1; i < end; i++) {
    const unit = text.charCodeAt(i)
    const right = table[unit]!
    if ((right & BLANK) !== 0) {
      gap += unit === 0x09 ? 2 : cellsOf(unit)
      continue
    }
    // Most places are between two ideographs and tight, and are only counted.
    if (gap === 0 && (left & right & HAN) !== 0) plain++
    else see(left, right, gap)
    left = right
    gap = 0
  }
  places.tight += plain
  places.han.tight += plain
  return places
}

/** The places beside Western words and numbers on a line without white space. */
export function tightPlaces(text: string, start: number, end: number): Pick<Places, 'letters' | 'digits'> {
  const table = classTable()
  let letters = 0
  let digits = 0
  let left = 0
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    // Most characters are ideographs behind one.
    const right = unit >= 0x4e00 && unit <= 0x9fff ? HAN : table[unit]!
    if ((left & right & HAN) === 0 && isMixed(left, right)) {
      if (((left | right) & LETTER) !== 0) letters++
      else digits++
    }
    left = right
  }
  return { letters: { tight: letters, spaced: 0 }, digits: { tight: digits, spaced: 0 } }
}

/** Closes a line up: no space beside what is Chinese, and one where the engine added its own to a real one. Wider gaps are layout. */
export function closings(text: string, start: number, end: number, spaced: Spaced, setsOff: boolean): Edit[] {
  const edits: Edit[] = []
  eachPlace(text, start, end, (from, to, gap) => {
    if (gap === 0) return
    const left = classAt(text, from - 1)
    const right = classAt(text, to)
    const mixed = isMixed(left, right)
    const stray = spaced === 'loose' ? mixed : (isChinese(left) || isChinese(right)) && !(mixed && setsOff)
    if (gap === 1 && stray) edits.push({ start: from, end: to, text: '' })
    else if (gap === 2 && to - from === 2 && (spaced === 'stretched' || spaced === 'alike'))
      edits.push({ start: from, end: to, text: ' ' })
  })
  return edits
}
