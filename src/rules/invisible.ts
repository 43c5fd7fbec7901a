import { defineRule } from '../core/rule.ts'
import { BREAK, CJK, classAt, MARK, WIDE } from '../text/classes.ts'

/** Everything this rule may remove; most texts hold none, and end here. */
const CANDIDATE_RE = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u

const isControl = (unit: number): boolean =>
  unit <= 0x08 || (unit >= 0x0e && unit <= 0x1f) || (unit >= 0x7f && unit <= 0x9f && unit !== 0x85)

/** Zero-width spaces and joiners, marks of direction, soft hyphens, byte-order marks. */
const isInvisible = (unit: number): boolean =>
  unit === 0xad ||
  (unit >= 0x200b && unit <= 0x200f) ||
  (unit >= 0x202a && unit <= 0x202e) ||
  unit === 0x2060 ||
  (unit >= 0x2066 && unit <= 0x2069) ||
  unit === 0xfeff

export const invisible = defineRule({
  id: 'invisible',
  title: 'Characters that nobody sees: control characters, zero-width spaces, byte-order marks',
  why:
    'Control characters come out of broken PDF fonts and old databases, byte-order marks from files that were strung together, ' +
    'zero-width spaces and soft hyphens from web pages that say where a line may break. Chinese text has no use for any of them. ' +
    'Where neither neighbour is Chinese or a line’s edge they stay, and so they do beside a letter of a script that needs them: ' +
    'joiners make emoji and shape Arabic and Indic letters, marks of direction turn Hebrew the right way round, and Khmer breaks its ' +
    'lines at zero-width spaces; in a text with such letters only Chinese is evidence. Wrong where a zero-width space carries a hidden ' +
    'mark.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '\ufeff开馆\u200b时间', repaired: '开馆时间' },
    { damaged: '第一\u0007章', repaired: '第一章' },
    { untouched: '一家人\u{1f468}\u200d\u{1f469}\u200d\u{1f466}出游', note: 'the joiners make one emoji' },
    { untouched: 'co\u00adoperation', note: 'a soft hyphen in a Western word' },
  ],
  *find({ text }) {
    if (!CANDIDATE_RE.test(text)) return
    const plain = !NEEDS_THEM_RE.test(text)
    for (let start = 0; start < text.length;) {
      let end = start
      let controls = 0
      while (isInvisible(text.charCodeAt(end)) || isControl(text.charCodeAt(end))) {
        if (isControl(text.charCodeAt(end++))) controls++
      }
      if (end === start) {
        start++
        continue
      }
      if (isOutOfPlace(text, start, end, plain)) {
        yield { edits: [{ start, end, text: '' }], reason: 'an invisible character beside Chinese' }
      } else if (controls > 0) {
        for (let i = start; i < end; i++) {
          if (isControl(text.charCodeAt(i)))
            yield { edits: [{ start: i, end: i + 1, text: '' }], reason: 'a control character' }
        }
      }
      start = end
    }
  },
})

/** Letters that joiners shape, or that are written from right to left: Hebrew to Mongolian, and the forms of Arabic. */
const NEEDS_THEM_RE = /[\u0590-\u10ff\u1200-\u1aff\ufb1d-\ufdff\ufe70-\ufefc]/u

/** Does the run `[start, end)` touch Chinese, and no letter that needs it? In a `plain` text any mark or line edge will do. */
function isOutOfPlace(text: string, start: number, end: number, plain: boolean): boolean {
  if (!plain && NEEDS_THEM_RE.test(text.charAt(start - 1) + text.charAt(end))) return false
  const before = classAt(text, start - 1)
  const after = classAt(text, end)
  const atEdge = start === 0 || end === text.length || ((before | after) & BREAK) !== 0
  return isChinese(before) || isChinese(after) || (plain && (atEdge || ((before & MARK) !== 0 && (after & MARK) !== 0)))
}

/** An ideograph, kana or hangul, or a mark as wide as they are. */
const isChinese = (bits: number): boolean => (bits & CJK) !== 0 || ((bits & MARK) !== 0 && (bits & WIDE) !== 0)
