import { defineRule } from '../core/rule.ts'
import * as forms from '../data/site-furniture.ts'
import { classAt, CLOSE, END } from '../text/classes.ts'
import { lineShapes, type LineShapes } from '../text/line-shape.ts'

/** Longer lines hold sentences, longer footers hold the page. */
const LONGEST_LINE = 240
const MOST_LINES = 30
/** A company’s name on a line of its own, between two lines of a footer. */
const LONGEST_NAME = 24
const MOST_NAMES = 2
/** How far above a copyright notice the imprint of a book may stand. */
const IMPRINT_LINES = 8

export const siteFurniture = defineRule({
  id: 'site-furniture',
  title: 'Site footers: sponsors, licence and filing numbers',
  why:
    'A scraped page ends with what the site must show: who runs it, its ICP filing and public-security numbers, whom to call, and with ' +
    'links and buttons. On hijacked sites, advertisers stand there under the institution’s name. The block goes as a whole if it stands ' +
    'at the very end, has no sentence, and holds a filing number, or a copyright notice or a licence together with something else ' +
    'that only sites have. A notice that the text was collected elsewhere, with an offer to take it down, goes too. An article about filings ' +
    'has sentences, a list of numbers of one kind is its content, and the imprint of a book names its edition. Wrong where a text ends ' +
    'with the filing number that it is about.',
  safety: 'safe',
  defaults: {},
  examples: [
    {
      damaged:
        '开馆时间为每日九时。\n主办单位：某市图书馆 承办单位：某市信息中心\n云ICP备12345678号\n云公网安备 53010002000001\n号 网站标识码：5301000001',
      repaired: '开馆时间为每日九时。',
    },
    { damaged: '渔港的灯亮了。\n【打印本页】【关闭窗口】', repaired: '渔港的灯亮了。' },
    { untouched: '依照规定，网站要在首页下方标明备案号，如云ICP备12345678号。' },
    { untouched: '以下备案号已注销：\n云ICP备10000001号\n云ICP备10000002号\n云ICP备10000003号' },
    { untouched: '山居食单\n著者\u3000何有田\n版权所有\u3000翻印必究', note: 'the imprint of a book' },
  ],
  *find(document) {
    const shapes = document.fact(lineShapes)
    const first = footerStart(document.text, shapes)
    if (first === undefined) return
    const start = shapes.end[first - 1]!
    const end = shapes.end[shapes.count - 1]!
    yield { edits: [{ start, end, text: '' }], reason: `a site footer of ${shapes.count - first} lines` }
  },
})

/** What a line shows of a footer, as bits. */
const FILING = 1
const REGISTRATION = 1 << 1
const LICENCE = 1 << 2
const SIGN = 1 << 3
const CHINESE = 1 << 4
const ENGLISH = 1 << 5
const SPONSOR = 1 << 6
const PAGE = 1 << 7
const LINKS = 1 << 8
const CONTROLS = 1 << 9
const DISCLAIMER = 1 << 10
/** These belong to a footer only below something else of it: a section of an article may be called 联系我们 too. */
const CONTACT = 1 << 11
const FRAGMENT = 1 << 12
const NAME = 1 << 13
const BUTTON = 1 << 14
const WEAK = CONTACT | FRAGMENT | NAME | BUTTON
const CLAIM = SIGN | CHINESE | ENGLISH

const oneOf = (...sources: (string | readonly string[])[]): string => `(?:${sources.flat().join('|')})`
const FILING_RE = /ICP备.{0,4}\d{4}/iu
const REGISTRATION_RE = new RegExp(oneOf(forms.REGISTRATIONS), 'iu')
const LICENCE_RE = new RegExp(oneOf(forms.LICENCES), 'iu')
const SIGN_RE = new RegExp(`${oneOf(forms.NOTICE_SIGN)}.{0,40}(?:19|20)\\d\\d`, 'iu')
const CHINESE_RE = new RegExp(oneOf(forms.NOTICE_CHINESE), 'u')
const ENGLISH_RE = new RegExp(oneOf(forms.NOTICE_ENGLISH), 'iu')
const IMPRINT_RE = new RegExp(oneOf(forms.IMPRINT), 'iu')
const SPONSOR_RE = new RegExp(`^${oneOf(forms.SPONSORS)}`, 'u')
const PAGE_RE = new RegExp(`^${oneOf(forms.PAGE_FORMS)}`, 'iu')
const CONTACT_RE = new RegExp(`^${oneOf(forms.CONTACTS)}`, 'iu')
const LINK_RE = new RegExp(oneOf(forms.LINKS), 'giu')
const BUTTON_RE = new RegExp(`^${oneOf(forms.LINKS, forms.BUTTONS, forms.PAGE_BUTTONS)}$`, 'iu')
const CONTROL_RE = new RegExp(`^${oneOf(forms.PAGE_BUTTONS)}$`, 'u')

const SEPARATORS_RE = /[\s|丨｜│【】[\]\ue000-\uf8ff]+/u
/** Private-use characters are icons. */
const BLANKS_RE = /[\s|丨｜│\ue000-\uf8ff]+/gu
/** Pinyin that some sites put after each character. */
const GLOSS_RE = /\([\p{Ll}\s]{1,8}\)/gu
/** Code, tables, lists, headings and keys. */
const NOT_FOOTER_RE = /[<>{}=`]|^[-*+#|] |^#|^(?!copyright|e-?mail|tel|fax|add|qq|powered|produced)[a-z_-]+:/iu
/** What is left of a number that was broken. */
const FRAGMENT_RE = /^[\d.\-—|·号]{1,30}$/u
const DATE_RE = /\d+[年月日号]?|[-:：.]/gu

/** The line with which the footer begins, if the text ends with one and has something before it. */
function footerStart(text: string, shapes: LineShapes): number | undefined {
  const shown: number[] = []
  let first = shapes.count
  let names = 0
  for (let i = shapes.count - 1; i > 0; i--) {
    if (shapes.count - i > MOST_LINES) return undefined
    const shows = shownBy(text.slice(shapes.start[i], Math.min(shapes.end[i]!, shapes.start[i]! + LONGEST_LINE + 1)))
    shown[i] = shows
    if (shows === 0) break
    if ((shows & ~WEAK) === 0) {
      if ((shows & NAME) !== 0 && (first === shapes.count || ++names > MOST_NAMES)) break
      continue
    }
    // Above a name, sponsors are more likely those of the event that the text is about.
    if (names > 0 && (shows & ~(SPONSOR | CONTACT)) === 0) break
    names = 0
    first = i
  }
  first = provenFrom(shown, first, text, shapes)
  if (first === shapes.count || ':：'.includes(text[shapes.end[first - 1]! - 1]!)) return undefined
  return first
}

/** The first line from `first` on that is proved to be a footer's by what the lines show; the number of lines if none is. */
function provenFrom(shown: readonly number[], first: number, text: string, shapes: LineShapes): number {
  const none = shapes.count
  const seenFrom = (line: number): number => shown.slice(line, none).reduce((seen, shows) => seen | shows, 0)
  let seen = first === none ? 0 : seenFrom(first)
  if ((seen & REGISTRATION) !== 0) {
    // Numbers of one kind and nothing else are the content of the text; so may be a single one that no sentence comes before.
    if ((seen & (CLAIM | SPONSOR | LINKS | CONTROLS)) !== 0) return first
    const filings = shown.slice(first, none).filter((shows) => (shows & FILING) !== 0).length
    if (filings > 1 && (seen & ~(REGISTRATION | FILING | WEAK)) === 0) return none
    const finished = (classAt(text, shapes.end[first - 1]! - 1) & (END | CLOSE)) !== 0
    return first < none - 1 || finished ? first : none
  }
  // Without such a number, the first sponsors may be those of the event that the text is about.
  while (first < none && (shown[first]! & ~(SPONSOR | WEAK)) === 0) first++
  seen = first === none ? 0 : seenFrom(first)
  if (isClaimed(seen) && !hasImprint(text, shapes, first)) return first
  let last = none
  while (last > first && (shown[last - 1]! & ~(LINKS | CONTROLS | DISCLAIMER | BUTTON)) === 0) last--
  return (seenFrom(last) & (CONTROLS | DISCLAIMER)) !== 0 ? last : none
}

/** A licence or a copyright notice, with something else that only sites have, or the notice in both languages with its year. */
function isClaimed(seen: number): boolean {
  const site = (seen & (SPONSOR | PAGE | LINKS | BUTTON)) !== 0
  if ((seen & LICENCE) !== 0) return site || (seen & CLAIM) !== 0
  return (seen & (SIGN | CHINESE)) !== 0 && (site || (seen & CLAIM) === CLAIM)
}

/** Is it a book, a journal or a README that claims its copyright? */
function hasImprint(text: string, shapes: LineShapes, first: number): boolean {
  const from = shapes.start[Math.max(0, first - IMPRINT_LINES)]
  return text[shapes.start[first - 1]!] === '#' || IMPRINT_RE.test(text.slice(from, shapes.end[shapes.count - 1]))
}

/** What the line shows of a footer; 0 if it cannot be part of one. */
function shownBy(line: string): number {
  if (line.length > LONGEST_LINE || NOT_FOOTER_RE.test(line)) return 0
  const plain = simplified(line).replace(GLOSS_RE, '')
  const items = plain.split(SEPARATORS_RE).filter((item) => item !== '')
  const bare = plain.replace(BLANKS_RE, '')
  const buttons = items.filter((item) => BUTTON_RE.test(item.replace(/[!！]$/u, '')))
  if (buttons.length === items.length) {
    if (items.length < 2) return items.length === 1 ? BUTTON : FRAGMENT
    return items.every((item) => CONTROL_RE.test(item)) ? CONTROLS : LINKS
  }
  if (isDisclaimer(bare)) return DISCLAIMER
  if (/[。！？!]/u.test(bare)) return 0
  let shown = 0
  if (FILING_RE.test(bare)) shown |= FILING
  if (REGISTRATION_RE.test(bare)) shown |= REGISTRATION
  if (LICENCE_RE.test(bare)) shown |= LICENCE
  if (SIGN_RE.test(bare)) shown |= SIGN
  if (CHINESE_RE.test(bare)) shown |= CHINESE
  if (ENGLISH_RE.test(bare)) shown |= ENGLISH
  for (const item of [bare, ...items]) {
    if (SPONSOR_RE.test(item)) shown |= SPONSOR
    if (PAGE_RE.test(item)) shown |= PAGE
    if (CONTACT_RE.test(item)) shown |= CONTACT
  }
  const links: string[] = bare.match(LINK_RE) ?? []
  const linked = [...links, ...buttons.filter((button) => !links.includes(button))].join('').length
  if (links.length > 2 || linked * 2 > bare.replace(DATE_RE, '').length) shown |= LINKS
  if (FRAGMENT_RE.test(bare)) shown |= FRAGMENT
  // A line that begins like a footer's may go on with a comma.
  if (/[\u4e00-\u9fff][，,；;][\u4e00-\u9fff]/u.test(bare) && !SPONSOR_RE.test(bare) && !CONTACT_RE.test(bare)) return 0
  return shown === 0 && bare.length <= LONGEST_NAME && !/[，、；：,;:]/u.test(bare) ? NAME : shown
}

const isDisclaimer = (line: string): boolean => LABEL_RE.test(line) && COLLECTED_RE.test(line) && TAKEDOWN_RE.test(line)

const LABEL_RE = new RegExp(forms.DISCLAIMER.label, 'u')
const COLLECTED_RE = new RegExp(forms.DISCLAIMER.collected, 'u')
const TAKEDOWN_RE = new RegExp(forms.DISCLAIMER.takedown, 'u')

let table: Map<string, string> | undefined

/** The line with the traditional characters that occur in footers in their simplified form. */
function simplified(line: string): string {
  if (table === undefined) {
    table = new Map()
    const pairs = forms.FOOTER_CHARACTERS
    for (let i = 0; i < pairs.length; i += 2) table.set(pairs[i]!, pairs[i + 1]!)
  }
  let out = ''
  for (const character of line) out += table.get(character) ?? character
  return out
}
