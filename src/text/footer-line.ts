import * as forms from '../data/site-furniture.ts'

/** Longer lines hold sentences. */
const LONGEST_LINE = 240
/** A company’s name on a line of its own, between two lines of a footer. */
const LONGEST_NAME = 24

/** What a line shows of a footer, as bits: the number of an ICP filing, and any number by which a site is registered. */
export const FILING = 1
export const REGISTRATION = 1 << 1
/** The number of a trade’s licence. */
export const LICENCE = 1 << 2
/** A copyright notice: the sign with a year, the claim in Chinese, the claim in English. */
export const SIGN = 1 << 3
export const CHINESE = 1 << 4
export const ENGLISH = 1 << 5
/** Who runs the site, and what else only a page of the web says. */
export const SPONSOR = 1 << 6
export const PAGE = 1 << 7
/** A bar of links and buttons; one of buttons that act on a page. */
export const LINKS = 1 << 8
export const CONTROLS = 1 << 9
/** A notice that the text was collected elsewhere. */
export const DISCLAIMER = 1 << 10
/** An address, the rest of a number, a name, a single button: these belong to a footer only below something else of it. */
export const CONTACT = 1 << 11
export const FRAGMENT = 1 << 12
export const NAME = 1 << 13
export const BUTTON = 1 << 14
export const WEAK = CONTACT | FRAGMENT | NAME | BUTTON
export const CLAIM = SIGN | CHINESE | ENGLISH

const oneOf = (...sources: (string | readonly string[])[]): string => `(?:${sources.flat().join('|')})`
const FILING_RE = /ICP备.{0,4}\d{4}/iu
const REGISTRATION_RE = new RegExp(oneOf(forms.REGISTRATIONS), 'iu')
const LICENCE_RE = new RegExp(oneOf(forms.LICENCES), 'iu')
const SIGN_RE = new RegExp(`${oneOf(forms.NOTICE_SIGN)}.{0,40}(?:19|20)\\d\\d`, 'iu')
const CHINESE_RE = new RegExp(oneOf(forms.NOTICE_CHINESE), 'u')
const ENGLISH_RE = new RegExp(oneOf(forms.NOTICE_ENGLISH), 'iu')
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

/**
 * What the line, which is `plain` as its forms are written, shows of a footer; 0 if it cannot be part of one. The caller may know that
 * nothing parts its words.
 */
export function shownBy(line: string, plain = plainOf(line), isKnownWhole = false): number {
  if (line.length > LONGEST_LINE || NOT_FOOTER_RE.test(line)) return 0
  const isWhole = plain !== '' && (isKnownWhole || !SEPARATORS_RE.test(plain))
  const items = isWhole ? [plain] : plain.split(SEPARATORS_RE).filter((item) => item !== '')
  const bare = isWhole ? plain : plain.replace(BLANKS_RE, '')
  const buttons = items.filter((item) => BUTTON_RE.test('!！'.includes(item.at(-1)!) ? item.slice(0, -1) : item))
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
  for (const item of isWhole ? items : [bare, ...items]) {
    if (SPONSOR_RE.test(item)) shown |= SPONSOR
    if (PAGE_RE.test(item)) shown |= PAGE
    if (CONTACT_RE.test(item)) shown |= CONTACT
  }
  const links: string[] = bare.match(LINK_RE) ?? []
  const linked = [...links, ...buttons.filter((button) => !links.includes(button))].join('').length
  const most = links.length + buttons.length > 1 && linked * 2 > bare.replace(DATE_RE, '').length
  if (links.length > 2 || most) shown |= LINKS
  if (FRAGMENT_RE.test(bare)) shown |= FRAGMENT
  // A line that begins like a footer's may go on with a comma.
  if (/[\u4e00-\u9fff][，,；;][\u4e00-\u9fff]/u.test(bare) && !SPONSOR_RE.test(bare) && !CONTACT_RE.test(bare)) return 0
  const isName = bare.length <= LONGEST_NAME && !/[，、；：,;:]/u.test(bare) && bare.replace(DATE_RE, '') !== ''
  return shown === 0 && isName ? NAME : shown
}

/** The line as its forms are written: in simplified characters, without the pinyin that some sites put in. */
export function plainOf(line: string): string {
  const plain = simplified(line)
  return plain.includes('(') ? plain.replace(GLOSS_RE, '') : plain
}

const isDisclaimer = (line: string): boolean => LABEL_RE.test(line) && COLLECTED_RE.test(line) && TAKEDOWN_RE.test(line)

const LABEL_RE = new RegExp(forms.DISCLAIMER.label, 'u')
const COLLECTED_RE = new RegExp(forms.DISCLAIMER.collected, 'u')
const TAKEDOWN_RE = new RegExp(forms.DISCLAIMER.takedown, 'u')

let units: Uint16Array | undefined

/** For each code unit the simplified form of a traditional character that occurs in footers; all others stay. */
function simplifiedUnits(): Uint16Array {
  if (units !== undefined) return units
  units = new Uint16Array(0x10000)
  for (const pair of forms.FOOTER_CHARACTERS.match(/../gu)!) units[pair.charCodeAt(0)] = pair.charCodeAt(1)
  return units
}

/** The line with them in that form. Most have none, and a class of three hundred characters is dear to look for. */
function simplified(line: string): string {
  const table = simplifiedUnits()
  let out = ''
  let from = 0
  for (let i = 0; i < line.length; i++) {
    const simple = table[line.charCodeAt(i)]!
    if (simple === 0) continue
    out += line.slice(from, i) + String.fromCharCode(simple)
    from = i + 1
  }
  return from === 0 ? line : out + line.slice(from)
}
