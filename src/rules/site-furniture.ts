import type { Document } from '../core/document.ts'
import { defineRule } from '../core/rule.ts'
import { classAt, END } from '../text/classes.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'

/** Longer lines hold sentences, longer footers hold the page. */
const LONGEST_LINE = 160
const MOST_LINES = 15

/** The numbers that a Chinese site must show: the proof that a block is a footer. */
const FILING_RE =
  /ICP\s{0,2}[备備证證]\s{0,2}(?:案号?[：:]?)?\s{0,2}[A-Z\d]|[公网網]安[备備]\s{0,2}(?:案?号?[：:]?)?\s{0,2}\d|(?:网站|網站)标识码\s{0,2}[：:]?\s{0,2}[a-z\d]|(?:信息网络传播视听节目|互联网新闻信息服务|增值电信业务(?:经营)?|广播电视节目制作(?:经营)?|网络出版服务|出版物(?:经营|网络交易平台)?|互联网药品信息服务)(?:许可证|许可|备案)?(?:编号|证号|号)?[：:]?\s{0,2}[（(]?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼\u4e00-\u9fff]{0,6}\d/u

/** What else stands in a footer, at the start of a line. */
const FOOTER_RE =
  /^\s{0,4}(?:(?:本站|网站)?(?:主办|承办|协办|主管|运营|建设|维护|管理)(?:单位|方|部门|者)?\s{0,2}[：:]|技术支持|版权(?:所有|声明)|著作权|all rights reserved|copyright|©|\(c\)|（c）|备案(?:号|序号|编号)|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼](?:ICP|公网安备)|网站地图|网站声明|关于我们|联系我们|隐私(?:政策|声明|保护)|免责声明|友情链接|(?:联系)?(?:地址|电话|传真|邮编|邮箱|邮政编码)\s{0,2}[：:]|违法和不良信息|举报(?:电话|邮箱)|经营许可证|您是第|访问量|最佳浏览)/iu

/** What is left of a line that was broken: the rest of a number, with its 号. */
const FRAGMENT_RE = /^[\d\s.\-—|·]{0,30}号?(?:\s|$)/u

export const siteFurniture = defineRule({
  id: 'site-furniture',
  title: 'Site footers: sponsors, licence and filing numbers',
  why:
    'A scraped page ends with what the site must show: who runs it, its ICP filing and public-security numbers, whom to call. On hijacked ' +
    'sites, advertisers stand there under the institution’s name. The block goes as a whole if it stands at the very end, has no sentence, ' +
    'and holds a filing number. An article about filings has sentences; a list of many numbers of one kind is its content. Wrong where a ' +
    'notice ends with the filing number it is about, alone on the last line, under a label.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged:
        '开馆时间为每日九时。\n主办单位：某市图书馆 承办单位：某市信息中心\n云ICP备12345678号\n云公网安备 53010002000001\n号 网站标识码：5301000001',
      repaired: '开馆时间为每日九时。',
    },
    { untouched: '依照规定，网站要在首页下方标明备案号，如云ICP备12345678号。' },
    { untouched: '以下备案号已注销：\n云ICP备10000001号\n云ICP备10000002号\n云ICP备10000003号' },
  ],
  *find(document) {
    const shapes = document.fact(lineShapes)
    const first = footerStart(document, shapes)
    if (first === undefined) return
    const start = shapes.end[first - 1]!
    const end = shapes.end[shapes.count - 1]!
    yield {
      edits: [{ start, end, text: '' }],
      reason: `a site footer of ${shapes.count - first} lines with a filing number`,
    }
  },
})

/** The line with which the footer begins, if the text ends with one and has something before it. */
function footerStart({ text }: Document, shapes: LineShapes): number | undefined {
  let first = shapes.count
  let filings = 0
  for (let i = shapes.count - 1; i > 0 && shapes.count - i <= MOST_LINES; i--) {
    const line = text.slice(shapes.start[i], Math.min(shapes.end[i]!, shapes.start[i]! + LONGEST_LINE + 1))
    if (line.length > LONGEST_LINE || isSentence(text, shapes, i)) break
    const files = FILING_RE.test(line)
    if (files) filings++
    if (files || FOOTER_RE.test(line)) first = i
    // A fragment belongs to the footer only if a line of the footer stands above it.
    else if (!FRAGMENT_RE.test(line)) break
  }
  if (first === shapes.count || filings === 0) return undefined
  const previous = text[shapes.end[first - 1]! - 1]
  if (previous === '：' || previous === ':' || filings > 4) return undefined
  return first
}

/** Does the line hold a sentence: an end mark anywhere? */
function isSentence(text: string, shapes: LineShapes, i: number): boolean {
  if (shapes.innerEnds[i]! > 0 && /[。！？]/u.test(text.slice(shapes.start[i], shapes.end[i]))) return true
  return (classAt(text, shapes.end[i]! - 1) & END) !== 0
}
