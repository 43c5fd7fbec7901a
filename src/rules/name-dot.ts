import type { Document } from '../core/document.ts'
import { defineRule } from '../core/rule.ts'
import { classAt, HAN, MARK } from '../text/classes.ts'
import { isOfNames, namePart, type NamePart } from '../text/foreign-names.ts'
import { lineShapes } from '../text/line-shape.ts'
import { isEdge } from '../text/prose-lines.ts'
import { isForeignAt, script } from '../text/script.ts'
import { BEFORE_NAME, BEHIND_NAME, signs } from '../text/signs.ts'
import { verbatim } from '../text/verbatim.ts'

const DOTS = '.。．•‧・⋅∙˙'
/** Traditional typesetting has these for the dot of a name. */
const TRADITIONAL_DOTS = '．‧・'
/** As far as the mark that opens a title is looked for, in code units. */
const LONGEST_TITLE = 24

export const nameDot = defineRule({
  id: 'name-dot',
  title: 'Full stops and bullets in the place of the dot in foreign names',
  why:
    'The dot `·` between the parts of a foreign name is not on the keyboard, and scanners and converters take it for a full stop or a ' +
    'bullet. Both sides must be written as foreign names are. A `。` may also end a sentence, so before it must stand a given name and ' +
    'behind it none, or the name must be a title or a line of its own; beyond doubt is only a name that the text also writes with `·`. ' +
    'Chains of places, initials, and the wide dots of Traditional typesetting stay; a `?` in a name stands for a lost character, and is ' +
    'only reported. Wrong where a sentence ends with one name and the next begins with another.',
  safety: 'risky',
  defaults: {},
  examples: [
    {
      damaged: '荣格和卡尔·荣格是一个人。卡尔。荣格生于一八七五年。',
      repaired: '荣格和卡尔·荣格是一个人。卡尔·荣格生于一八七五年。',
      note: 'the name stands there with its own dot too',
    },
    { untouched: '他回到了巴黎。约翰留在里昂。', note: 'two sentences' },
    { untouched: '巴黎•里昂•马赛', note: 'a list of places' },
  ],
  *find(document, _, least = 'suggest') {
    // Beyond doubt is nothing where no name has its own dot.
    if (least === 'safe' && !document.text.includes('·')) return
    for (const { at, left, right } of places(document, dotsOf(document))) {
      const parts = document.text[at] !== '。' || (left.given && isWhole(document.text, left.start, right.end))
      const sure = parts && isWrittenRight(document, at)
      const safety = sure ? 'safe' : isName(document, at, left, right) ? 'risky' : undefined
      if (safety === undefined) continue
      const reason = sure ? 'a name that the text also writes with ·' : 'a dot between two parts of a foreign name'
      yield { edits: [{ start: at, end: at + 1, text: '·' }], reason, safety }
    }
  },
  *kept(document) {
    for (const { left, right } of places(document, each(document.text, '?'))) {
      if (left.given || right.given) {
        yield { start: left.start, end: right.end, reason: 'a lost character in what may be a foreign name' }
      }
    }
  },
})

interface Place {
  readonly at: number
  readonly left: NamePart
  readonly right: NamePart
}

function* each(text: string, sign: string): Iterable<number> {
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) yield at
}

/** The dots and full stops of lines that have one behind a character of foreign names, and one before. */
function* dotsOf(document: Document): Iterable<number> {
  const { text } = document
  const { all, lines } = document.fact(signs)
  const BOTH = BEHIND_NAME | BEFORE_NAME
  if ((all & BOTH) !== BOTH) return
  const shapes = document.fact(lineShapes)
  for (let i = 0; i < shapes.count; i++) {
    if ((lines[i]! & BOTH) !== BOTH) continue
    for (let at = shapes.start[i]!; at < shapes.end[i]!; at++) {
      const unit = text.charCodeAt(at)
      if ((unit < 0x3100 || unit === 0xff0e) && DOTS.includes(text[at]!)) yield at
    }
  }
}

/** Which of the candidates stand between what may be two parts of a foreign name. */
function* places(document: Document, candidates: Iterable<number>): Iterable<Place> {
  const { text } = document
  for (const at of candidates) {
    if (!isOfNames(text.charCodeAt(at - 1)) || !isOfNames(text.charCodeAt(at + 1))) continue
    const { language, characters } = document.fact(script)
    if (language !== 'chinese') return
    if (characters === 'traditional' && TRADITIONAL_DOTS.includes(text[at]!)) continue
    const left = namePart(text, at, -1)
    if (left === undefined || !isPart(left)) continue
    const right = namePart(text, at, 1)
    if (right === undefined) continue
    // Behind two parts a last one may be short: `马丁·路德·金`; behind a given name in full it may be of any characters.
    const short = isNamedBefore(text, at, left) || (left.given && right.end - right.start > 1 && text[at] !== '。')
    if (!short && !isPart(right)) continue
    if (!document.fact(verbatim).has(at) && !isForeignAt(text, at)) yield { at, left, right }
  }
}

const isPart = (part: NamePart): boolean => part.given || part.telling

/** Does the same sign part the name on the left from another part? */
const isNamedBefore = (text: string, at: number, left: NamePart): boolean => {
  const before = text[left.start - 1] === text[at] ? namePart(text, left.start - 1, -1) : undefined
  return before !== undefined && isPart(before)
}

/** Is there a mark before the name or behind it? Else one sentence may end with its first part, and the next begin with the second. */
const isWhole = (text: string, start: number, end: number): boolean =>
  isEdge(text, start - 1) || isEdge(text, end) || ((classAt(text, start - 1) | classAt(text, end)) & MARK) !== 0

/** The two characters on each side. */
const keyOf = (text: string, at: number): string => text.slice(at - 2, at) + text.slice(at + 1, at + 3)

/** Those of the names that the text writes with their own dot. */
function rightNames({ text }: Document): ReadonlySet<string> {
  const keys = new Set<string>()
  for (let at = text.indexOf('·'); at >= 0; at = text.indexOf('·', at + 1)) keys.add(keyOf(text, at))
  return keys
}

const isWrittenRight = (document: Document, at: number): boolean =>
  document.fact(rightNames).has(keyOf(document.text, at))

function isName({ text }: Document, at: number, left: NamePart, right: NamePart): boolean {
  const dot = text[at]!
  const next = text[right.end] === dot ? namePart(text, right.end, 1) : undefined
  if (dot === '。') {
    // Given names alone are so many people, and `让` alone is a word.
    const ends = right.given ? next?.given === false : next !== undefined || left.end - left.start > 1
    if (left.given && ends) return true
    return isTitle(text, left.start) || (isEdge(text, left.start - 1) && isEdge(text, right.end))
  }
  // A chain of which a part is no name is a list.
  if (text[right.end] === dot && next === undefined) return false
  if (text[left.start - 1] === dot && !isNamedBefore(text, at, left)) return false
  return left.given || isProse(text, left.start - 1) || isProse(text, right.end)
}

const isProse = (text: string, at: number): boolean => (classAt(text, at) & HAN) !== 0

/** Is a title open at `at`? No sentence ends in one. */
function isTitle(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_TITLE), at)
  return before.lastIndexOf('《') > Math.max(before.lastIndexOf('》'), before.lastIndexOf('\n'))
}
