import type { Document } from '../core/document.ts'
import { defineRule, type Finding, type Safety } from '../core/rule.ts'
import { ADULT, ADULT_PROOF, BOOK_SITES, GAMBLING, KEYWORD_PAIRS, OFFERS, PROMISES } from '../data/spam.ts'
import { classAt, END } from '../text/classes.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'
import { plainOf } from '../text/footer-line.ts'
import { pairSigns, signsIn, type PairSigns } from '../text/pair-signs.ts'
import { ADDRESS, linesWith } from '../text/signs.ts'
import { verbatim } from '../text/verbatim.ts'
import { withoutLines } from '../text/whole-lines.ts'

/** What a line has that may give an address. */
const ADDRESS_SIGN_RE =
  /分节阅读|不做任何负责|[wWｗＷ]{3}[.．。·]|:\/\/|\.(?:com|net|org|cc|la|info|COM|NET|CoM|Com|Net)\b/u

/** A keyword line is made of keywords for the most part, and is no longer than this. */
const LONGEST_LINE = 80
const SHARE = 0.7
/** So many keyword lines, or the same one so often, are no headings of an article. */
const LINES = 3
/** But where they make up this share of all lines, they are what the text is. */
const MOST = 0.6
const SHORTEST_KEYWORD = 6
const MOST_KEYWORDS = 64

export const spam = defineRule({
  id: 'spam',
  title: 'Advertisements that others put into the text: keyword lines, addresses of book sites',
  why:
    'Hijacked sites carry lines of keywords of the gambling and adult trades among their own; sites that copy books put their address ' +
    'between the paragraphs or behind a sentence, disguised so that no filter finds it. Keyword lines are known by their make: hardly ' +
    'anything but the vocabulary of the trade, no sentence, and several of them in a text of other lines. An address is spam where it ' +
    'is disguised (letters of both widths or of both cases by turns), or where its line offers books for download. Articles about ' +
    'gambling have sentences. Wrong where a text quotes such lines.',
  safety: 'safe',
  defaults: {},
  examples: [
    { damaged: '他推开门，屋里没有人。wWw.ShuKu-9.CoM\n灯还亮着。', repaired: '他推开门，屋里没有人。\n灯还亮着。' },
    {
      damaged:
        '更多全本小说下载，请登录www.example.com\n第一章\u3000雨夜\n雨下了一整夜，到天亮也没有停。\n最新网址：www.example.org',
      repaired: '第一章\u3000雨夜\n雨下了一整夜，到天亮也没有停。',
    },
    { untouched: '警方提醒，网上的“极速赛车”“幸运飞艇”都是赌博平台，不要下载其软件。' },
    { untouched: '更多信息，请访问www.example.com。' },
  ],
  *find(document) {
    const { text } = document
    const shapes = document.fact(lineShapes)
    const addressed = linesWith(document, ADDRESS, ADDRESS_SIGN_RE)
    const keywords = keywordLines(text, shapes)
    if (addressed.length === 0 && keywords.lines.length === 0) return
    const wholes = new Map<number, Whole>()
    for (const [i, safety] of keywords.lines) {
      // What leads keywords of sites for adults in leads nothing else in.
      const led = safety === 'safe' && i > 0 && text[shapes.end[i - 1]! - 1] === '：'
      wholes.set(led ? i - 1 : i, { last: i, reason: 'a line of keywords', safety })
    }
    const books = addressed.map((i) => bookAdvertisement(text.slice(shapes.start[i], shapes.end[i])))
    // One by itself may be what an archivist left; sites that copy books put in several.
    const inCompany = books.filter((book) => book !== undefined).length > 1
    for (const [k, i] of addressed.entries()) {
      const first = promotionStart(text, shapes, i, text.slice(shapes.start[i], shapes.end[i]))
      const book = books[k]
      if (first !== undefined) {
        wholes.set(first, { last: i, reason: 'an inserted advertisement with its address', safety: 'risky' })
      } else if (book !== undefined) {
        const safety = book === 'sure' || (inCompany && book !== 'likely') ? 'safe' : ALONE[book]
        wholes.set(i, { last: i, reason: 'an advertisement of a book site', safety })
      }
    }
    const isAddressed = new Set(addressed)
    let atTop = true
    for (let i = 0; i < shapes.count; i++) {
      const found = wholes.get(i)
      if (found === undefined) {
        atTop = false
        if (keywords.found !== undefined || isAddressed.has(i)) yield* within(document, shapes, i, keywords.found)
        continue
      }
      const count = found.last - i + 1
      const reason = count > 1 ? `${found.reason}, ${count} lines` : found.reason
      yield { edits: [withoutLines(document, i, found.last, atTop)], reason, safety: found.safety }
      i = found.last
    }
  },
})

/** What lines are as a whole. */
interface Whole {
  readonly last: number
  readonly reason: string
  readonly safety: Safety
}

const KEYWORD_SIGN_RE = new RegExp([...GAMBLING, ADULT_PROOF].join('|'), 'iu')
const KEYWORD = 1
let keywordPairs: PairSigns | undefined
const KEYWORD_RE = new RegExp([...GAMBLING, ...OFFERS].join('|'), 'giu')
const GAMBLING_RE = new RegExp(GAMBLING.join('|'), 'iu')
const ADULT_RE = new RegExp([...ADULT, ...OFFERS].join('|'), 'giu')
const ADULT_PROOF_RE = new RegExp(ADULT_PROOF, 'giu')
/** Names joined for search engines; one such line is proof enough. */
const CHAIN_RE = /[^_＿]{2,20}[_＿][^_＿]{2,20}[_＿]/u
const SENTENCE_RE = /[。！？；!?;：:“”]/u

interface Keywords {
  /** The keyword lines. */
  readonly lines: readonly (readonly [line: number, safety: Safety])[]
  /** The keywords themselves, which may be glued to other lines too. */
  readonly found: RegExp | undefined
}

function keywordLines(text: string, shapes: LineShapes): Keywords {
  const adult: [number, Safety][] = []
  const gambling: [number, Safety][] = []
  const seen = new Map<string, number>()
  let proof = 0
  for (let i = 0; i < shapes.count; i++) {
    // Most lines are longer, or have the marks of a sentence.
    if (shapes.width[i]! > LONGEST_LINE * 2 || shapes.innerEnds[i]! > 0) continue
    if ((classAt(text, shapes.end[i]! - 1) & END) !== 0) continue
    // A look at the pairs takes a fifth of the time that the pattern takes.
    const pairs = (keywordPairs ??= pairSigns([[KEYWORD, KEYWORD_PAIRS]]))
    if ((signsIn(pairs, text, shapes.start[i]!, shapes.end[i]!) & KEYWORD) === 0) continue
    const line = text.slice(shapes.start[i], shapes.end[i])
    if (!KEYWORD_SIGN_RE.test(line)) continue
    const kind = keywordKind(line)
    if (kind === 'adult') adult.push([i, 'safe'])
    if (kind !== 'gambling') continue
    gambling.push([i, 'risky'])
    proof += CHAIN_RE.test(line) ? LINES : 1
    seen.set(line, (seen.get(line) ?? 0) + 1)
  }
  // As many as there are lines at all are what the text is about.
  if (proof < LINES || gambling.length > MOST * shapes.count) return { lines: adult, found: undefined }
  const words = [...seen.keys()].flatMap((line) => line.split(/[\s|_-]+/u))
  const chosen = words.filter((word) => word.length >= SHORTEST_KEYWORD && keywordKind(word) !== undefined)
  const found = [...new Set(chosen)].slice(0, MOST_KEYWORDS).map(escaped).join('|')
  return { lines: [...adult, ...gambling], found: found === '' ? undefined : new RegExp(found, 'gu') }
}

/** Is the line made of the keywords of a trade, with one at least that only this trade has? */
function keywordKind(line: string): 'gambling' | 'adult' | undefined {
  const plain = plainOf(line).replace(/[\s|_,，、/\\【】[\]（）()>-]+/gu, '')
  if (plain.length < 4 || plain.length > LONGEST_LINE || SENTENCE_RE.test(plain)) return undefined
  const proofs = new Set(plain.match(ADULT_PROOF_RE))
  if (proofs.size >= 2 && covered(plain, ADULT_RE) >= SHARE) return 'adult'
  return GAMBLING_RE.test(plain) && covered(plain, KEYWORD_RE) >= SHARE ? 'gambling' : undefined
}

const covered = (line: string, words: RegExp): number => (line.match(words) ?? []).join('').length / line.length

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')

/** An address, also one with letters of both widths. */
const ADDRESS_RE =
  /(?:https?:\/\/|[wｗ]{3}[.．。·])[\w\uff10-\uff5a.．·/|?&=#~-]{3,80}|[a-z\d][a-z\d-]{1,30}\.(?:com|net|org|cc|la|info)\b/iu
const BOOK_SITES_RE = new RegExp(BOOK_SITES, 'giu')
const MARKDOWN_RE = /^(?:[-*+#>|`]|\d{1,3}[.、])/u
/** The address that a novel site has moved to, and the marker of its pages. */
const READER_RE =
  /^(?:最新网址|最新地址|备用网址|永久地址|手机(?:版|站)?阅读(?:地址|网址)?|一秒记住)[:：【]?.{0,60}$|^[_—-]{0,4}分节阅读[_ ]?\d{1,5}$/u

/** What an advertisement of a book site is by itself. */
const ALONE = { sure: 'safe', open: 'risky', likely: 'risky', disguised: 'suggest' } as const

/** Whether the line is an advertisement of a book site: `open` ones offer books and give their address. */
function bookAdvertisement(line: string): keyof typeof ALONE | undefined {
  if (line.length > LONGEST_ADVERTISEMENT) return undefined
  if (READER_RE.test(line) && (ADDRESS_RE.test(line) || line.includes('分节阅读'))) return 'sure'
  if (MARKDOWN_RE.test(line)) return undefined
  const address = ADDRESS_RE.exec(line)
  const said = new Set(line.match(BOOK_SITES_RE)).size
  if (address === null)
    return said >= 2 && line.length < 60 && /^(?:附[:：])?[【〖（(［]/u.test(line) ? 'open' : undefined
  const disguised = isDisguised(address[0])
  const alone = address.index === 0 && LONE_RE.test(line.slice(address[0].length))
  if (disguised) return said > 0 || alone ? 'disguised' : undefined
  if (said >= 2) return 'open'
  return said === 1 && line.length < 60 && !line.includes('。') ? 'likely' : undefined
}

/** The name of the site, and what a disguise leaves of it. */
const LONE_RE = /^[\s《》【】()（）\w\uff10-\uff5a|?.·-]{0,12}[\u4e00-\u9fff]{0,8}$/u

/** Letters of both widths, or of both cases by turns: `xiＡoshu.Ｎｅｔ`, `wWw.dU.LA`. */
function isDisguised(address: string): boolean {
  if (/[\uff10-\uff5a]/u.test(address) && /[A-Za-z]/u.test(address)) return true
  return /^(?:w+W|W+w+W|WWw)[wW]*\./u.test(address)
}

const PROMISES_RE = new RegExp(PROMISES, 'gu')
const SITE_RE =
  /^(?:官网|网址|网站|地址|链接|入口|下载地址|体验地址)[:：]?(?:https?:\/\/|www\.)[\w./?&=%#~-]{4,120}[。.]?$/u
const PROMOTION_LINES = 3
/** In code units. */
const LONGEST_ADVERTISEMENT = 240
/** An honest recommendation promises less. */
const MOST_HONEST = 4

/** The first line of an advertisement of which line `i` is the address: promises, then nothing but the address. */
function promotionStart(text: string, shapes: LineShapes, i: number, line: string): number | undefined {
  if (line.length > LONGEST_ADVERTISEMENT || !SITE_RE.test(plainOf(line))) return undefined
  const promises = new Set<string>()
  let first = i
  while (first > 0 && i - first < PROMOTION_LINES) {
    const above = text.slice(shapes.start[first - 1], Math.min(shapes.end[first - 1]!, shapes.start[first - 1]! + 300))
    const here = new Set(plainOf(above).match(PROMISES_RE))
    if (above.length > LONGEST_ADVERTISEMENT || here.size < 2) break
    for (const promise of here) promises.add(promise)
    first--
  }
  return promises.size >= MOST_HONEST ? first : undefined
}

/** Inside other lines: keywords glued to them, and disguised addresses behind a sentence or alone. */
function* within(document: Document, shapes: LineShapes, i: number, keywords: RegExp | undefined): Iterable<Finding> {
  const start = shapes.start[i]!
  const line = document.text.slice(start, shapes.end[i])
  const cut = (from: number, to: number, reason: string, safety: Safety): Finding => ({
    edits: [{ start: start + from, end: start + to, text: '' }],
    reason,
    safety,
  })
  if (keywords !== undefined) {
    for (const { 0: word, index } of line.matchAll(keywords)) {
      if (index > 0 && !/\s/u.test(line[index - 1]!)) continue
      let end = index + word.length
      while (line[end] === ' ') end++
      yield cut(index, end, 'keywords glued to the text', 'risky')
    }
    return
  }
  const address = line.length < 4000 ? ADDRESS_RE.exec(line) : null
  if (address === null || !isDisguised(address[0]) || document.fact(verbatim).has(start + address.index - 1)) return
  const end = address.index + address[0].length
  const behind = /[。！？”…」]\s*$/u.test(line.slice(0, address.index)) && end === line.length
  if (behind) yield cut(address.index, end, 'the disguised address of a book site', 'safe')
}
