import { defineRule, type Finding } from '../core/rule.ts'
import { classAt, classOf, KANA, LETTER, RADICAL } from '../text/classes.ts'
import { markForms, type MarkForm } from '../text/mark-forms.ts'
import { ideographOf, partnerOf, radicalUse, type RadicalUse } from '../text/radicals.ts'
import { script, type Script } from '../text/script.ts'
import { FORM, signs } from '../text/signs.ts'
import { verbatim } from '../text/verbatim.ts'

/** Everything that this rule may change; most texts hold none of it. */
const CANDIDATE_RE =
  /[\u0300-\u036f\u3099\u309a\u1161-\u1175\u2e80-\u2fd5\u3371-\u33df\uf900-\ufad9\ufb00-\ufb06\ufe10-\ufe19\ufe31-\ufe5e\uff61-\uff65\u{2f800}-\u{2fa1d}]/u

/** Texts that show such characters, by what they call them. */
const ABOUT_COMPATIBILITY_RE = /[兼相]容(?:汉字|漢字|表意|字符|字元|区|區|分解)|U\+(?:F[9A]|2F[89A])[0-9A-F]{2}/iu
const ABOUT_LETTERS_RE =
  /NFK?[CD]|Unicode|[组組]合用?(?:字符|字元|符号|符號|记号|記號)|[连連]字|U\+(?:03[0-6]|11|309|FB0|33)/iu

/** In code units: letters with more marks than this are an ornament. */
const MOST_MARKS = 4

export const glyphForm = defineRule({
  id: 'glyph-form',
  title: 'Radicals, compatibility ideographs, vertical and small marks, ligatures in the place of ordinary characters',
  why:
    'A font may draw 人 and the radical ⼈ with one glyph, and the PDF then says the radical; some tools write down both. They look the ' +
    'same and no search finds them. A radical becomes its ideograph; in a text that writes both forms side by side the radical goes; ' +
    'compatibility ideographs take their canonical form. Vertical columns give marks turned for them, old code pages small or half-width ' +
    'ones: in a sentence they become the common marks, brackets as a pair. Ligatures and squared letters inside a Western word, and ' +
    'letters with a separate accent that Unicode also has as one character, become what they are read as. What people type on purpose ' +
    'stays: units, circled numbers, faces and ornaments, variation selectors, and the small marks that a Traditional text has instead of ' +
    'the common ones. A text that lists radicals or marks stays, and so do Japanese and Korean, whose names tell such forms apart. Wrong ' +
    'where a running text means the form as such.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '\u2f08\u2f2f智能改变\u2f63活', repaired: '人工智能改变生活' },
    { damaged: '电\u2f26子科技\u2f24大学', repaired: '电子科技大学' },
    {
      damaged: '他说\ufe13\ufe41春天来了\ufe12\ufe42',
      repaired: '他说：「春天来了。」',
      note: 'from a vertical column',
    },
    { damaged: '安装O\ufb03ce以后喝cafe\u0301', repaired: '安装Office以后喝café' },
    { untouched: '部首：\u2f00、\u2f01、\u2f02、\u2f03', note: 'a text about radicals' },
    { untouched: '25℃、60㎡、½、№', note: 'signs that people use on purpose' },
    { untouched: '不开心(\ufe36\ufe3f\ufe36)', note: 'a face' },
  ],
  *find(document) {
    const { text } = document
    if ((document.fact(signs).all & FORM) === 0 || !CANDIDATE_RE.test(text)) return
    const { language, characters } = document.fact(script)
    if (language !== 'chinese') return
    const use = document.fact(radicalUse)
    const marks = document.fact(markForms)
    let nextMark = 0
    const showsCompatibility = ABOUT_COMPATIBILITY_RE.test(text)
    const showsLetters = ABOUT_LETTERS_RE.test(text)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit < 0x300 || (unit > 0x33df && unit < 0xf900 && unit !== 0xd87e)) continue
      if (marks[nextMark]?.edits[0].start === i) yield markFinding(marks[nextMark++]!)
      else if ((classOf(unit) & RADICAL) !== 0) {
        const found = radicalFinding(text, i, use, characters)
        if (found !== undefined) yield found
      } else if (isCompatibility(unit)) {
        const form = String.fromCodePoint(text.codePointAt(i)!)
        // Twelve code points of the block are unified ideographs and have no canonical form but themselves. For assigned characters
        // normalization never changes, and both blocks are full as of Unicode 6.1: every runtime gives the same.
        const canonical = form.normalize('NFC')
        if (canonical !== form && !showsCompatibility) {
          yield { edits: [{ start: i, end: i + form.length, text: canonical }], reason: 'a compatibility ideograph' }
        }
      } else if (!showsLetters) {
        const found = joinedLetters(text, i, unit) ?? separateMarks(text, i, unit)
        if (found !== undefined && !document.fact(verbatim).has(i)) yield found
      }
    }
  },
})

function radicalFinding(
  text: string,
  i: number,
  use: RadicalUse,
  characters: Script['characters'],
): Finding | undefined {
  const ideograph = use.listed ? undefined : ideographOf(text[i]!, characters)
  if (ideograph === undefined) return undefined
  const both = use.doubled !== undefined && partnerOf(text, i, ideograph) === use.doubled
  return {
    edits: [{ start: i, end: i + 1, text: both ? '' : ideograph }],
    reason: both ? `a radical beside its own ideograph ${ideograph}` : 'a radical in the place of an ideograph',
  }
}

const isCompatibility = (unit: number): boolean => (unit >= 0xf900 && unit <= 0xfad9) || unit === 0xd87e

const markFinding = ({ edits, kind, safety }: MarkForm): Finding => ({
  edits,
  reason: `a ${kind} mark in a sentence of horizontal lines`,
  ...(safety !== undefined && { safety }),
})

const isLatin = (text: string, at: number): boolean => /^[A-Za-z]$/u.test(text[at] ?? '')

const isLigature = (unit: number): boolean => unit >= 0xfb00 && unit <= 0xfb06
const MOST_LIGATURES = 3

/** A ligature beside a Latin letter, or squared letters in the midst of a word: `bac㎏round`, but `5㎏`. */
function joinedLetters(text: string, i: number, unit: number): Finding | undefined {
  const squared = unit >= 0x3371 && unit <= 0x33df
  if (!squared && !isLigature(unit)) return undefined
  let first = i - 1
  let last = i + 1
  while (first > i - MOST_LIGATURES && isLigature(text.charCodeAt(first))) first--
  while (last < i + MOST_LIGATURES && isLigature(text.charCodeAt(last))) last++
  const before = isLatin(text, first)
  const after = isLatin(text, last)
  // Two letters on one side: `a㎝b` is a formula.
  const inWord = before && after && (isLatin(text, first - 1) || isLatin(text, last + 1))
  if (squared ? !inWord : !before && !after) return undefined
  // The long s of U+FB05 is a letter of its own.
  const letters = unit === 0xfb05 ? '\u017ft' : text[i]!.normalize('NFKC')
  if (squared && !/^[A-Za-z]+$/u.test(letters)) return undefined
  const reason = squared ? 'squared letters in the midst of a word' : 'a ligature in a word'
  return { edits: [{ start: i, end: i + 1, text: letters }], reason }
}

const isMark = (unit: number): boolean => (unit >= 0x300 && unit <= 0x36f) || unit === 0x3099 || unit === 0x309a
const isVowelJamo = (unit: number): boolean => unit >= 0x1161 && unit <= 0x1175

/**
 * A letter and its marks, or the parts of a Hangul syllable, that are canonically one character: file names of macOS come so. What has no
 * such character stays. `i` is the first mark or the vowel.
 */
function separateMarks(text: string, i: number, unit: number): Finding | undefined {
  let end = i + 1
  if (isMark(unit)) {
    if ((classAt(text, i - 1) & (LETTER | KANA)) === 0) return undefined
    while (end - i <= MOST_MARKS && isMark(text.charCodeAt(end))) end++
  } else if (isVowelJamo(unit)) {
    const first = text.charCodeAt(i - 1)
    const last = text.charCodeAt(end)
    if (!(first >= 0x1100 && first <= 0x1112)) return undefined
    if (last >= 0x11a8 && last <= 0x11c2) end++
  } else return undefined
  const sequence = text.slice(i - 1, end)
  const one = sequence.normalize('NFC')
  if (one.length !== 1) return undefined
  return { edits: [{ start: i - 1, end, text: one }], reason: 'a letter and its mark that are one character' }
}
