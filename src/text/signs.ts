import type { Document } from '../core/document.ts'
import { GIVEN_NAMES, TELLING, TRADITIONAL, USUAL } from '../data/transliteration.ts'
import { lineShapes } from './line-shape.ts'

/** What the rules of marks cannot do without, one bit each. Where a line has it, the rule looks at the line itself. */
export const UNSEEN = 1
export const PUBLISHED = 1 << 1
export const FORM = 1 << 2
export const GLOSS = 1 << 3
export const MISREAD = 1 << 4
/** A mark that may be folded to half width; one that stands where it could be; one that Chinese may follow. */
export const HALF_MARK = 1 << 5
export const FOLDED = 1 << 6
export const BEFORE_CHINESE = 1 << 21
export const BRACKET = 1 << 7
export const ANGLE = 1 << 8
export const DOUBLED = 1 << 9
export const DOTS = 1 << 10
export const DASH = 1 << 11
export const HYPHEN = 1 << 12
/** Quotes that are not curly, and those that are. */
export const STRAIGHT = 1 << 13
export const CURLY = 1 << 14
/** A dot behind a character of foreign names, and one before. */
export const BEHIND_NAME = 1 << 15
export const BEFORE_NAME = 1 << 22
/** What references, entries and templates have. */
export const TYPED = 1 << 20
/** What a text has that speaks of marks, or of their widths; that holds code; that is Markdown. */
export const ABOUT_MARKS = 1 << 16
export const ABOUT_WIDTHS = 1 << 17
export const TECHNICAL = 1 << 18
export const MARKDOWN = 1 << 19
/** Bytes that were read as Western characters. */
export const LATIN_BYTES = 1 << 23
/** What entities, tags and escapes have; addresses and the markers of book sites; what is set verbatim, and links; numbers of pages. */
export const RESIDUE = 1 << 24
export const ADDRESS = 1 << 25
export const VERBATIM = 1 << 26
export const PAGE_NUMBER = 1 << 27

/** Two neighbouring code units, each of a set as in the brackets of a regular expression; `^` alone is any, and the start of the text. */
type Look = readonly [sign: number, left: string, right: string]

const OF_NAMES = `${TELLING}${USUAL}${GIVEN_NAMES.replaceAll(' ', '')}${TRADITIONAL}`
const DOT_FORMS = '.。．•‧・⋅∙˙'
const NOUGHTS = 'OoIlZSBＯｏＩｌＺＳＢ〇'
const DIGITS = '0-9０-９'
const HIGH_BYTES = '\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122'

const LOOKS: readonly Look[] = [
  // Controls, formats, breaks and blanks; what begins a letter of a flag; the marks of an annotation.
  [UNSEEN, '^', '\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f'],
  [UNSEEN, '^', '\ufeff\ufffc\v\x85\u2028\u2029\u00a0\u1680\u2000\u2002\u2004-\u200a\u202f\u205f\u2800\u3164\uffa0'],
  [UNSEEN, '^', '\udb40\ufff9-\ufffb'],
  [UNSEEN, '\r', '\r'],
  [PUBLISHED, '^', '\ue5e5\ue78d-\ue796\ue7c7\ue7c8\ue7e7-\ue7f3\ue815-\ue864\uf046-\uf0fe'],
  [FORM, '^', '\u0300-\u036f\u3099\u309a\u1161-\u1175\u2e80-\u2fd5\u3371-\u33df\uf900-\ufad9\ufb00-\ufb06'],
  [FORM, '^', '\ufe10-\ufe19\ufe31-\ufe5e\uff61-\uff65\ud87e'],
  // The Kelvin sign is a k to a pattern without case.
  [GLOSS, '(（', ' A-Za-z\u00c0-\u01dc\u212a'],
  [MISREAD, DIGITS, NOUGHTS],
  [MISREAD, NOUGHTS, `${DIGITS}.`],
  [MISREAD, '一二三四五六七八九〇○◯', 'OoＯｏ0０○◯'],
  [MISREAD, '年月 ', 'lIｌＩ'],
  [HALF_MARK, '^', ',;?!:.()'],
  // Behind a letter or a digit a comma needs something else on its right, a semicolon nothing, and the others are none of Chinese.
  [FOLDED, '^A-Za-z0-9', ',?!:.'],
  [FOLDED, ',', '^A-Za-z0-9'],
  [FOLDED, '^', ';'],
  [BEFORE_CHINESE, ',;?!:.', '^A-Za-z0-9'],
  [TYPED, '^', '['],
  [TYPED, '.,:', ' '],
  [TYPED, ')', ':'],
  [TYPED, '%', 'ds0-9'],
  [TYPED, '{', '0-9}'],
  [BRACKET, '^', '()'],
  [ANGLE, '^', '〈'],
  [DOUBLED, '，。、；：', '，。、；：'],
  [DOTS, '.．。｡·・･•‥', '.．。｡·・･•‥'],
  [DOTS, '.…', ' \u3000'],
  // A single stroke is half of a dash at the end of a line; 一 is one between digits.
  [DASH, '\u2010-\u2013\u2212\uff0d-', '\u2010-\u2014\u2212\uff0d-'],
  [DASH, '—', '\u2010-\u2013\u2212\uff0d-'],
  [DASH, '─━', '─━'],
  [DASH, '^', '\u2015'],
  [DASH, '—', ' \u3000\n\r\f'],
  [DASH, '一', '一 \u3000'],
  [DASH, DIGITS, '一'],
  [HYPHEN, '^A-Za-z0-9', '-'],
  [STRAIGHT, '^', '"\'＂＇„〝〞〟'],
  [STRAIGHT, '`', '`'],
  [CURLY, '^', '“”‘’'],
  [BEHIND_NAME, OF_NAMES, DOT_FORMS],
  [BEFORE_NAME, DOT_FORMS, OF_NAMES],
  [ABOUT_MARKS, '标標', '点點'],
  [ABOUT_MARKS, '引逗顿句冒分折略', '号號'],
  [ABOUT_MARKS | ABOUT_WIDTHS, '全半', '角形'],
  [ABOUT_MARKS, 'Uu', '+'],
  [TECHNICAL, '^', '`~\\'],
  [TECHNICAL, '<', '/'],
  [MARKDOWN, '#', ' '],
  [MARKDOWN, ']', '('],
  [MARKDOWN, '*', '*'],
  [LATIN_BYTES, '\u00a1-\u00ff', HIGH_BYTES],
  [LATIN_BYTES, HIGH_BYTES, '\u00a1-\u00ff'],
  [RESIDUE, '&＆', ' #a-zA-Z'],
  [RESIDUE, 'poht', ';'],
  [RESIDUE, '<', '/!?a-zA-Z'],
  [RESIDUE, '<＜〈', '正'],
  [RESIDUE, '=', '"\''],
  [RESIDUE, '_x', 'x0'],
  [RESIDUE, '\\', 'rnu'],
  [RESIDUE, '%', 'A-F0-9'],
  [RESIDUE, '`', '`'],
  [RESIDUE, 't', 'm'],
  [RESIDUE | ADDRESS | VERBATIM, '/', '/'],
  [ADDRESS, '分', '节'],
  [ADDRESS, '何', '负'],
  [ADDRESS, 'wWｗＷ', 'wWｗＷ'],
  [ADDRESS, '.', 'cnolCNi'],
  [VERBATIM, '^', '@`<{[$"\'\\'],
  [VERBATIM, 'w', '.'],
  [VERBATIM, ']', '('],
  [PAGE_NUMBER, '-—–─·•', `${DIGITS} \u3000`],
  [PAGE_NUMBER, '第', `0-9 \u3000`],
  [PAGE_NUMBER, 'Pp', 'a'],
]

/** The code units that a set lists, whether or not it is turned round by `^`. */
function listed(set: string): Set<number> {
  const units = new Set<number>()
  for (let i = set.startsWith('^') ? 1 : 0; i < set.length; i++) {
    const isRange = set[i + 1] === '-' && i + 2 < set.length
    const first = set.charCodeAt(i)
    if (isRange) i += 2
    for (let unit = first; unit <= set.charCodeAt(i); unit++) units.add(unit)
  }
  return units
}

/** Code units that are in the same sets are of one kind; nearly all are in none, and of kind 0. */
interface Tables {
  readonly kinds: Uint8Array
  /** The signs of two neighbours, by their kinds. */
  readonly signs: Int32Array
}

/** Room for 128 kinds; there are some 70. */
const KIND_BITS = 7

let tables: Tables | undefined

function build(): Tables {
  const sets = [...new Set(LOOKS.flatMap(([, left, right]) => [left, right]))]
  // The sets that a code unit is in, as a string with a character for each.
  const nameOf = (set: string): string => String.fromCharCode(sets.indexOf(set))
  const memberships = new Map<number, string>()
  for (const set of sets) {
    for (const unit of listed(set)) memberships.set(unit, (memberships.get(unit) ?? '') + nameOf(set))
  }
  const kinds = new Uint8Array(0x10000)
  const membershipOf = ['', ...new Set(memberships.values())]
  for (const [unit, membership] of memberships) kinds[unit] = membershipOf.indexOf(membership)
  const kindsIn = (set: string): number[] => {
    const name = nameOf(set)
    return membershipOf.flatMap((sets, kind) => (sets.includes(name) === set.startsWith('^') ? [] : [kind]))
  }
  const signs = new Int32Array(1 << (2 * KIND_BITS))
  for (const [sign, left, right] of LOOKS) {
    const rights = kindsIn(right)
    for (const kind of kindsIn(left)) for (const other of rights) signs[(kind << KIND_BITS) | other]! |= sign
  }
  return (tables = { kinds, signs })
}

/** Which of them the text has, and each of its lines that are not blank, with the break behind it. */
export interface Signs {
  readonly all: number
  readonly lines: Int32Array
}

/** One pass for all rules of marks, without a branch: a branch that goes by the character costs more than everything else here. */
export function signs(document: Document): Signs {
  const { text } = document
  const shapes = document.fact(lineShapes)
  const { kinds, signs } = tables ?? build()
  const lines = new Int32Array(shapes.count)
  let all = 0
  let last = 0
  let i = 0
  for (let line = 0; line < shapes.count || i < text.length; line++) {
    const next = line + 1 < shapes.count ? shapes.start[line + 1]! : text.length
    let seen = 0
    for (; i < next; i++) {
      const kind = kinds[text.charCodeAt(i)]!
      seen |= signs[(last << KIND_BITS) | kind]!
      last = kind
    }
    // The end of the text is one of no set, like most characters.
    if (i === text.length) seen |= signs[last << KIND_BITS]!
    if (line < shapes.count) lines[line] = seen
    all |= seen
  }
  return { all, lines }
}

/** The lines that have the sign and in which the pattern matches; the sign is one that each line has in which it can. */
export function linesWith(document: Document, sign: number, pattern: RegExp): number[] {
  const { all, lines } = document.fact(signs)
  const found: number[] = []
  if ((all & sign) === 0) return found
  const { start, end } = document.fact(lineShapes)
  for (let i = 0; i < lines.length; i++)
    if ((lines[i]! & sign) !== 0 && pattern.test(document.text.slice(start[i], end[i]))) found.push(i)
  return found
}
