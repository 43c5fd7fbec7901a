import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import type { Safety } from '../core/rule.ts'
import { HALF_WIDTH_FORMS, SMALL_FORMS, VERTICAL_FORMS } from '../data/mark-forms.ts'
import { BLANK, BREAK, classAt, classBefore, CLOSE, END, HAN, KANA, MARK, PAUSE, WESTERN, WIDE } from './classes.ts'
import { script } from './script.ts'

/** A mark, or a pair of brackets or dots, in a form that horizontal Chinese text does not have. */
export interface MarkForm {
  readonly edits: readonly [Edit, ...Edit[]]
  readonly kind: 'vertical' | 'small' | 'half-width'
  readonly safety?: Safety
}

const FORM_RE = /[\ufe10-\ufe19\ufe31\ufe35-\ufe44\ufe47\ufe48\ufe50\ufe51\ufe54-\ufe57\ufe59-\ufe5e\uff61-\uff65]/u

/** A text that names such forms, or marks at all, may show them, unless they stand in its sentences by the dozen. */
const ABOUT_FORMS_RE =
  /[竖豎直纵縱][排书書写寫]|标点|標點|[逗句顿頓分冒问問叹嘆引括]号|[逗句頓分冒問嘆引括]號|[全半]角|字符|字元|编码|編碼|Unicode|U\+F[EF]/iu
const DOZENS = 24

/** Half-width kana: Japanese that was typed so, or text in the wrong encoding. */
const HALF_WIDTH_KANA_RE = /[\uff66-\uff9f]/u

/** Forms that are drawn as pairs: a dash and an ellipsis take two. */
const DASH = 0xfe31
const ELLIPSIS = 0xfe19
const MIDDLE_DOT = 0xff65

/** In code units. A bracket whose partner is further away, or is none of these forms, stays. */
const LONGEST_PAIR = 400
const DEEPEST = 4
const LONGEST_RUN = 3

/**
 * The marks that stand in a sentence as their common forms would, in order. Faces and ornaments are made of the same characters, and
 * of some that are in no table (`﹏`, `︿` with no partner); they have no ideographs where a sentence has them.
 */
export function markForms(document: Document): readonly MarkForm[] {
  const { text } = document
  if (!FORM_RE.test(text)) return []
  const forms = formTable()
  const found: MarkForm[] = []
  // Pairs that no sentence goes round: a caption in brackets, or a name with ornaments.
  const apart: MarkForm[] = []
  const open: number[] = []
  const habits = new SmallHabits(document)
  const kana = HALF_WIDTH_KANA_RE.test(text)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0xfe10 || unit > 0xff65) continue
    const common = forms.get(unit)
    if (common === undefined) continue
    const kind = kindOf(unit)
    if (kind === 'half-width' && kana) continue
    const safety = kind === 'small' ? habits.safetyOf(unit, common) : undefined
    const settled = safety === undefined ? {} : { safety }
    if (isOpening(unit)) {
      if (open.length === DEEPEST) open.shift()
      open.push(i)
    } else if (isClosing(unit)) {
      const start = open.pop()
      if (start === undefined || text.charCodeAt(start) !== unit - 1 || i - start > LONGEST_PAIR) {
        open.length = 0
      } else if (holdsText(text, start, i)) {
        const pair: MarkForm = {
          edits: [
            { start, end: start + 1, text: forms.get(unit - 1)! },
            { start: i, end: i + 1, text: common },
          ],
          kind,
          ...settled,
        }
        ;(isInSentence(text, start, i) ? found : apart).push(pair)
      }
    } else if (unit === DASH || unit === ELLIPSIS) {
      if (text[i + 1] !== text[i] || text[i + 2] === text[i] || text[i - 1] === text[i]) continue
      if (!isSentence(classBefore(text, i)) && !isSentence(classAt(text, i + 2))) continue
      found.push({ edits: [{ start: i, end: i + 2, text: common + common }], kind })
    } else if (endsClause(text, i, forms)) {
      found.push({ edits: [{ start: i, end: i + 1, text: common }], kind, ...settled })
    }
  }
  if (found.length > 0) found.push(...apart)
  if (found.length < DOZENS && ABOUT_FORMS_RE.test(text)) return []
  return found.sort((a, b) => a.edits[0].start - b.edits[0].start)
}

/**
 * What the text's own marks say about its small ones. In Simplified text nobody can type them, so they are damage. A Traditional text may
 * have them for its commas throughout, as its author's code page had; where it has more of the common form, they are slips. Tortoise-shell
 * brackets and braces people type small on the mainland too.
 */
class SmallHabits {
  readonly #document: Document
  #counts: Map<string, number> | undefined

  constructor(document: Document) {
    this.#document = document
  }

  safetyOf(unit: number, common: string): Safety {
    const typed = unit >= 0xfe5b && unit <= 0xfe5e
    if (!typed && this.#document.fact(script).characters !== 'traditional') return 'safe'
    this.#counts ??= countsOf(this.#document.text)
    const own = this.#counts.get(common) ?? 0
    const small = this.#counts.get(String.fromCharCode(unit)) ?? 0
    return own >= 2 && own >= small * 2 ? 'safe' : 'suggest'
  }
}

/** How often each small form and each of their common forms occurs. */
function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>(Array.from(SMALL_FORMS, (character) => [character, 0]))
  for (let i = 0; i < text.length; i++) {
    const count = counts.get(text[i]!)
    if (count !== undefined) counts.set(text[i]!, count + 1)
  }
  return counts
}

const kindOf = (unit: number): MarkForm['kind'] =>
  unit >= 0xff61 ? 'half-width' : unit >= 0xfe50 ? 'small' : 'vertical'

/** Each closing bracket comes right behind its opening one. */
const isOpening = (unit: number): boolean =>
  unit === 0xff62 ||
  unit === 0xfe17 ||
  unit === 0xfe47 ||
  (unit % 2 === 1 && ((unit >= 0xfe35 && unit <= 0xfe43) || (unit >= 0xfe59 && unit <= 0xfe5d)))
const isClosing = (unit: number): boolean => isOpening(unit - 1)

/** An ideograph, or a mark that only a sentence of them has. */
const isSentence = (bits: number): boolean =>
  (bits & (HAN | KANA)) !== 0 || ((bits & MARK) !== 0 && (bits & WIDE) !== 0)

/** Is there Chinese between the brackets, right behind the first or right before the second? */
const holdsText = (text: string, start: number, end: number): boolean =>
  end - start > 1 &&
  ((isSentence(classAt(text, start + 1)) && isWordEnd(text, end)) ||
    (isWord(text, start + 1) && isSentence(classBefore(text, end))))

const isWord = (text: string, at: number): boolean =>
  isSentence(classAt(text, at)) || (classAt(text, at) & WESTERN) !== 0 || formTable().has(text.charCodeAt(at))

/** Does a word, or another mark, end there? */
const isWordEnd = (text: string, at: number): boolean => isWord(text, at - 1) || isSentence(classBefore(text, at))

/** Does a sentence go on at either side of the brackets, or does one stand between them? */
function isInSentence(text: string, start: number, end: number): boolean {
  if (isWordEnd(text, start) || isWord(text, end + 1)) return true
  for (let i = start + 1; i < end; i++) {
    const bits = classAt(text, i)
    if (((bits & (END | PAUSE)) !== 0 && (bits & WIDE) !== 0) || formTable().has(text.charCodeAt(i))) return true
  }
  return false
}

/** Does the mark at `i` stand behind a word, and does a word, a blank, another mark or the line's end follow? */
function endsClause(text: string, i: number, forms: ReadonlyMap<number, string>): boolean {
  const isOther = (at: number): boolean => {
    const unit = text.charCodeAt(at)
    return forms.has(unit) && !isOpening(unit) && !isClosing(unit)
  }
  let first = i
  let last = i
  while (last - first < LONGEST_RUN && isOther(first - 1)) first--
  while (last - first < LONGEST_RUN && isOther(last + 1)) last++
  if (last - first >= LONGEST_RUN) return false
  const before = classBefore(text, first)
  const after = classAt(text, last + 1)
  if (text.charCodeAt(i) === MIDDLE_DOT) return first === last && (before & after & HAN) !== 0
  const behindChinese = (before & (HAN | KANA)) !== 0 || ((before & CLOSE) !== 0 && (before & WIDE) !== 0)
  const behindBracket = isClosing(text.charCodeAt(first - 1))
  if (!behindChinese && !behindBracket && !((before & WESTERN) !== 0 && (after & HAN) !== 0)) return false
  return (
    last + 1 === text.length ||
    (after & (HAN | KANA | WESTERN | BLANK | BREAK | MARK)) !== 0 ||
    forms.has(text.charCodeAt(last + 1))
  )
}

let table: Map<number, string> | undefined

/** From the code unit of each form to its common one. */
function formTable(): ReadonlyMap<number, string> {
  if (table !== undefined) return table
  table = new Map()
  const pairs = VERTICAL_FORMS + SMALL_FORMS + HALF_WIDTH_FORMS
  for (let i = 0; i < pairs.length; i += 2) table.set(pairs.charCodeAt(i), pairs[i + 1]!)
  return table
}
