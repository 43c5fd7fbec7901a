/**
 * The cleaner that everybody writes first: a few replacements that look only at the neighbouring characters. It is the baseline
 * that shows what harm looks like: it mends a good deal, and joins verse and headings, halves 爸爸, and drops the line of an
 * article that merely speaks of 备案.
 */
export function naiveClean(text: string): string {
  return text
    .split(/\r?\n/u)
    .filter((line) => !/ICP|备案|公网安备|版权所有|责任编辑|分享到/u.test(line))
    .join('\n')
    .replace(/(?<=[\p{Script=Han}，、])\n(?=\p{Script=Han})/gu, '')
    .replace(/(?<=[\p{Script=Han}，、])[ \u3000]+(?=\p{Script=Han})/gu, '')
    .replace(/([\p{Script=Han}，。：；、])\1+/gu, '$1')
    .replace(/(?<=\p{Script=Han})[,.:;?!]/gu, (mark) => FULL_WIDTH[mark]!)
    .replace(/(?<=\p{Script=Han})\(([^()\n]*)\)/gu, '（$1）')
}

const FULL_WIDTH: Readonly<Record<string, string>> = {
  ',': '，',
  '.': '。',
  ':': '：',
  ';': '；',
  '?': '？',
  '!': '！',
}
