import type { Edit } from '../core/edit.ts'
import { defineRule } from '../core/rule.ts'
import { classAt, DIGIT, FULLWIDTH, LETTER } from '../text/classes.ts'
import { script } from '../text/script.ts'

/** Signs that are full-width on purpose in Chinese, unless digits of a number stand around them. */
const SEPARATORS = '，：．'
/** Signs that belong to numbers and words. */
const SIGNS = '％＋－＝／＃＆＠＊＄＜＞'
/** Parts of faces drawn with type: （＾ｏ＾）. */
const FACES = '＾∩＿´｀≧≦・ω'

export const fullwidthAscii = defineRule({
  id: 'fullwidth-ascii',
  title: 'Full-width letters, digits and the signs that belong to them',
  why:
    'Old typesetting systems and input methods write Western letters and digits as wide as ideographs. No search finds `２０２３年`. A ' +
    'number with its separators is one unit: `１，２３４．５` becomes `1,234.5`. Full-width marks of Chinese stay, and so do `～`, faces ' +
    'drawn with type, and Japanese text, which has its own habits. Wrong where a table is aligned by full-width digits.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '２０２３年，增长９１．１％', repaired: '2023年，增长91.1%' },
    { damaged: '共１，２３４．５元', repaired: '共1,234.5元' },
    { damaged: '推进“335＋X”计划', repaired: '推进“335+X”计划' },
    { untouched: '你好，世界！（再见）～' },
    { untouched: '（＾ｏ＾）' },
  ],
  *find(document) {
    const { text } = document
    if (!/[\uff03-\uff5a]/u.test(text)) return
    if (document.fact(script).language === 'japanese') return
    for (let i = 0; i < text.length;) {
      if (!converts(text, i)) {
        i++
        continue
      }
      const edits: Edit[] = []
      for (; converts(text, i); i++) {
        edits.push({ start: i, end: i + 1, text: String.fromCharCode(text.charCodeAt(i) - 0xfee0) })
      }
      yield { edits, reason: 'full-width form of a Western letter, digit or sign' }
    }
  },
})

const isWideAlphanumeric = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return (unit >= 0xff10 && unit <= 0xff19) || (unit >= 0xff21 && unit <= 0xff3a) || (unit >= 0xff41 && unit <= 0xff5a)
}
const isWideDigit = (text: string, at: number): boolean =>
  text.charCodeAt(at) >= 0xff10 && text.charCodeAt(at) <= 0xff19
const isAlphanumeric = (text: string, at: number): boolean =>
  (classAt(text, at) & (LETTER | DIGIT)) !== 0 || isWideAlphanumeric(text, at)

function converts(text: string, i: number): boolean {
  if (isWideAlphanumeric(text, i)) {
    const single = !isWideAlphanumeric(text, i - 1) && !isWideAlphanumeric(text, i + 1)
    return !(single && (FACES.includes(text[i - 1] ?? ' ') || FACES.includes(text[i + 1] ?? ' ')))
  }
  if ((classAt(text, i) & FULLWIDTH) === 0 && !SEPARATORS.includes(text[i] ?? ' ')) return false
  const mark = text[i]!
  if (mark === '％') return isAlphanumeric(text, i - 1)
  if (SIGNS.includes(mark)) return isAlphanumeric(text, i - 1) && isAlphanumeric(text, i + 1)
  if (mark === '，') return isThousands(text, i)
  return SEPARATORS.includes(mark) && isWideDigit(text, i - 1) && isWideDigit(text, i + 1)
}

/** Exactly three full-width digits on the right, up to three on the left. */
function isThousands(text: string, comma: number): boolean {
  let left = 0
  while (left < 4 && isWideDigit(text, comma - 1 - left)) left++
  let right = 0
  while (right < 4 && isWideDigit(text, comma + 1 + right)) right++
  return left >= 1 && left <= 3 && right === 3
}
