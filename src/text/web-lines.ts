import type { Document } from '../core/document.ts'
import { lineShapes, type LineShapes } from './line-shape.ts'
import {
  ATTRIBUTION,
  COMMENTS,
  FILED,
  FOOTER,
  HOST,
  NAVIGATION,
  PROMPT,
  REACH,
  RELATED,
  SAYS,
  SHARING,
  SHOWS,
  webLineOf,
  webSignsOf,
} from './web-line.ts'

/** One of these stands on nearly every page. */
const PAGE_SIGN_RE =
  /[首主][页頁]|[上下]一?[篇页期条頁條]|热[文门榜闻]|熱[門文榜聞]|猜你|相[关關]|延伸|分享|[浏瀏][览覽]|[点點][击擊][数量率：:右]|[阅閱][读讀][量数次：:\d]|位置[:：]|版[权權]|Copyright|ICP|安[备備]|登[录錄陆]|[注註][册冊]|字[号體体]|扫一扫|二[维維][码碼]|[评評][论論]|推[荐薦]|加入[书書]|[书書][签籤]|已有|下载|预览|©|reserved|cookie|home|search/iu

/** What a site says in sentences has one of these; looking closely at all the prose is dear. */
export const SENTENCE_SIGN_RE: RegExp =
  /[浏瀏][览覽]器|cookie|版[权權]|未[经經]|[许許]可|[备備]案|[声聲]明|提示|[©扫图圖摄攝]|reserved|登[录錄入]|[长長]按|app|客[户戶]端|本[站网網]|[转轉][载載]|[关關][注闭閉]|位置|[链鏈]接|[标標][题題]|欢迎|歡迎|20\d\d|[记記]者|[编編][辑輯]/iu
/** In cells. */
const LONGEST_FORM = 640
const LONGEST_SIGN = 160

const HEADINGS = NAVIGATION | SHARING | COMMENTS | RELATED | PROMPT
/** Ideographs of a line that announces others, and how many it announces at the most. */
const SHORTEST_LEAD_IN = 8
const LONGEST_LIST = 16
/** In cells: a word of a bar. */
const LONGEST_WORD = 8

/** Does a short line that is no sentence have a word of pages? Looking at all lines closely is dear. */
export function mayBePage(document: Document): boolean {
  const { text } = document
  const shapes = document.fact(lineShapes)
  for (let i = 0; i < shapes.count; i++) {
    if (shapes.width[i]! > LONGEST_SIGN || shapes.innerEnds[i]! > 1 || text[shapes.end[i]! - 1] === '。') continue
    if (PAGE_SIGN_RE.test(text.slice(shapes.start[i], shapes.end[i]))) return true
  }
  return false
}

/** What each line shows of a page, in the company of the others; what a site says in sentences is struck from the prose. */
export function shownOf(text: string, shapes: LineShapes, prose: Int32Array): Int32Array {
  const shown = new Int32Array(shapes.count)
  for (let i = 0; i < shapes.count; i++) {
    if (shapes.web[i] === 0) shapes.web[i] = shownAlone(text, shapes, prose, i) | ASKED
    shown[i] = shapes.web[i]! & ~ASKED
    if ((shown[i]! & (PROMPT | FOOTER | ATTRIBUTION)) !== 0) prose[i] = 0
  }
  for (let i = 0; i < shapes.count; i++) if (isHeading(shapes, shown, prose, i)) shown[i]! &= ~HEADINGS
  clearAnnounced(text, shapes, shown, prose)
  claimHosts(shown)
  return shown
}

/** A bit that `webLineOf` leaves free. */
const ASKED = 1 << 30

/** What the line shows by itself. */
function shownAlone(text: string, shapes: LineShapes, prose: Int32Array, i: number): number {
  if (shapes.width[i]! > LONGEST_FORM) return 0
  const signs = webSignsOf(text, shapes.start[i]!, shapes.end[i]!)
  if ((signs & SHOWS) === 0) return 0
  const isSaid = '。！？”」'.includes(text[shapes.end[i]! - 1]!) || (prose[i]! > 0 && shapes.innerMarks[i]! > 1)
  if (isSaid && (signs & SAYS) === 0) return 0
  const line = text.slice(shapes.start[i], shapes.end[i])
  return isSaid && !SENTENCE_SIGN_RE.test(line) ? 0 : webLineOf(line, signs)
}

/** A word of a bar that stands alone above a paragraph is its heading: a manual has a chapter 评论. */
function isHeading(shapes: LineShapes, shown: Int32Array, prose: Int32Array, i: number): boolean {
  const bare = shown[i]! & HEADINGS
  if (bare === 0 || shapes.width[i]! > LONGEST_WORD || i + 1 >= shapes.count || prose[i + 1] === 0) return false
  return i === 0 || (shown[i - 1]! & HEADINGS) === 0
}

/** Above the number of a filing, the organisers are the site's; the lines between them too. */
function claimHosts(shown: Int32Array): void {
  for (let i = shown.length - 1; i > 0; i--) {
    if ((shown[i]! & FILED) === 0) continue
    let top = i
    for (let k = i - 1; k >= 0 && i - k < LONGEST_LIST && (shown[k]! & (FOOTER | HOST | REACH)) !== 0; k--)
      if ((shown[k]! & HOST) !== 0) top = k
    for (let k = top; k < i; k++) shown[k]! |= FOOTER
    i = top
  }
}

/** `屏幕下方有一排按钮：` announces what follows, down to the next paragraph: it is the author's. */
function clearAnnounced(text: string, shapes: LineShapes, shown: Int32Array, prose: Int32Array): void {
  for (let i = 0; i + 1 < shapes.count; i++) {
    const end = shapes.end[i]!
    const announces = '：:'.includes(text[end - 1]!)
      ? shapes.han[i]! >= SHORTEST_LEAD_IN
      : text.startsWith('如下', end - 2)
    if (!announces || shown[i] !== 0) continue
    for (let k = i + 1; k < Math.min(shapes.count, i + LONGEST_LIST) && prose[k] === 0; k++) shown[k] = 0
  }
}
