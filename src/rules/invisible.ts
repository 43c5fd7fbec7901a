import { defineRule } from '../core/rule.ts'
import { CJK, classAt, MARK } from '../text/classes.ts'

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
    'Where neither neighbour is Chinese, a mark or the end of a line they stay: joiners make emoji and shape the letters of other ' +
    'scripts, and those scripts need marks of direction and soft hyphens. Wrong where a zero-width space carries a hidden mark.',
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
      if (isOutOfPlace(text, start, end)) {
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

/** Does the run `[start, end)` touch Chinese, or the edge of a line? */
function isOutOfPlace(text: string, start: number, end: number): boolean {
  const before = classAt(text, start - 1)
  const after = classAt(text, end)
  const atEdge = start === 0 || end === text.length || text[start - 1] === '\n' || text[end] === '\n'
  return ((before | after) & CJK) !== 0 || atEdge || ((before & MARK) !== 0 && (after & MARK) !== 0)
}
