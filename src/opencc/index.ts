import type { Document } from '../core/document.ts'
import type { Edit } from '../core/edit.ts'
import type { Example, Finding, Rule } from '../core/rule.ts'
import { isRecord, mustBeAmong, wrongType } from '../options.ts'
import { classAt, HAN } from '../text/classes.ts'
import { script as scriptFact } from '../text/script.ts'
import { verbatim } from '../text/verbatim.ts'
import { converted, isConverted } from './conversion.ts'
import {
  crossing,
  regional,
  type Conversion,
  scriptOf,
  SIMPLIFIED,
  TARGETS,
  TRADITIONAL,
  type Target,
} from './dictionaries.ts'
import { mainScript, piecesOf, scriptOfPiece, strangers } from './pieces.ts'

/** What `script` does. Without `to` it changes nothing and only reports, in `explain(text).kept`. */
export interface ScriptOptions {
  /**
   * `'simplified'` as the mainland writes it, or traditional as `'taiwan'` or `'hongkong'` write it; `'traditional'` is OpenCC's own
   * standard, which no region writes exactly.
   */
  readonly to?: Target
  /** What a text is taken for that does not show it, such as a title: `以后`. By default such a text stays. */
  readonly from?: 'simplified' | 'traditional'
  /** Convert Taiwan's words as well, not only characters: `软件` to `軟體`, and back. For `'taiwan'` and `'simplified'`. */
  readonly phrases?: boolean
}

const SOURCES = ['simplified', 'traditional'] as const
const WITH_PHRASES: readonly Target[] = ['simplified', 'taiwan']

const UNTOUCHED: Example = { untouched: '東京の国会で新しい法案が発表された。', note: 'Japanese' }

const EXAMPLES: Readonly<Record<Target, Rule['examples']>> = {
  simplified: [{ damaged: '頭髮乾了，發展乾隆年間的書。', repaired: '头发干了，发展乾隆年间的书。' }, UNTOUCHED],
  traditional: [{ damaged: '这里的皇后以后不吃面条。', repaired: '這裏的皇后以後不喫麪條。' }, UNTOUCHED],
  taiwan: [{ damaged: '这里的头发很干净，皇后也在发展。', repaired: '這裡的頭髮很乾淨，皇后也在發展。' }, UNTOUCHED],
  hongkong: [{ damaged: '这里的头发很干净，皇后也在发展。', repaired: '這裏的頭髮很乾淨，皇后也在發展。' }, UNTOUCHED],
}

/**
 * A rule for `CleanOptions.extra` that converts a Chinese text to simplified or traditional characters, with OpenCC's dictionaries, and
 * reports what stands in the other script.
 *
 * @throws TypeError for an option of the wrong type; RangeError for a name that nothing has, with the nearest right one
 */
export function script(options: ScriptOptions = {}): Rule<'script', ScriptOptions> {
  if (!isRecord(options)) throw wrongType('options of script', 'an object', options)
  mustBeAmong('option of script', Object.keys(options), ['to', 'from', 'phrases'])
  const { to, from, phrases = false }: ScriptOptions = options
  if (to !== undefined) mustBeOne('to', to, TARGETS)
  if (from !== undefined) mustBeOne('from', from, SOURCES)
  if (typeof phrases !== 'boolean') throw wrongType('phrases of script', 'a boolean', phrases)
  if (phrases && (to === undefined || !WITH_PHRASES.includes(to))) {
    const what = to === undefined ? 'they need a target' : `there are none for '${to}'`
    throw new RangeError(`phrases of script: ${what} (known: ${WITH_PHRASES.join(', ')})`)
  }
  return {
    id: 'script',
    title: 'Characters of the other script',
    why:
      'Simplified and traditional characters do not map one to one: 发 is 發 or 髮, 后 is 後 or itself. OpenCC knows by the word. A ' +
      'sentence in the other script is converted as a whole; in one that is in the right script already, only words with a character ' +
      'that the script never writes. Japanese, Korean, code and addresses stay. Wrong in names, which a dictionary of words cannot know: ' +
      'put them into `keep`.',
    safety: 'safe',
    defaults: { ...(to && { to }), ...(from && { from }), phrases },
    examples: to === undefined ? [UNTOUCHED, { untouched: '他说台灣很遠。' }] : EXAMPLES[to],
    find: (document) => (to === undefined ? [] : conversions(document, to, from, phrases)),
    *kept(document) {
      if (document.fact(scriptFact).language !== 'chinese') return
      const main = to === undefined ? document.fact(mainScript) : ownScript(to)
      if (main === 0) return
      const reason =
        main === SIMPLIFIED ? `${TRADITIONAL_WORD} in a simplified text` : `${SIMPLIFIED_WORD} in a traditional text`
      for (const { start, end } of strangers(document, main)) yield { start, end, reason }
    },
  }
}

function mustBeOne(name: string, given: unknown, known: readonly string[]): void {
  if (typeof given !== 'string') throw wrongType(`${name} of script`, `one of ${known.join(', ')}`, given)
  mustBeAmong(`${name} of script`, [given], known)
}

const ownScript = (to: Target): number => (to === 'simplified' ? SIMPLIFIED : TRADITIONAL)

function* conversions(
  document: Document,
  to: Target,
  from: ScriptOptions['from'],
  phrases: boolean,
): Iterable<Finding> {
  if (document.fact(scriptFact).language !== 'chinese') return
  const { text } = document
  const own = ownScript(to)
  const shown = document.fact(mainScript)
  const main = shown || (from ? ownScript(from) : 0)
  const { has } = document.fact(verbatim)
  // Whoever writes 着 means 著 by 著; Taiwan writes 著 for both.
  const manner = main === TRADITIONAL && text.includes('着') ? 'standard' : 'taiwan'
  const stays = (edit: Edit): boolean => has(edit.start) || has(edit.end - 1) || isInAddress(text, edit.start, has)
  let done = 0
  for (const piece of piecesOf(document)) {
    const current = scriptOfPiece(piece, main)
    const strange = own === SIMPLIFIED ? piece.traditional : piece.simplified
    const isWhole = current !== own && current !== 0
    const isGuess = shown === 0 && piece.simplified === piece.traditional
    const isRegional = current === own && strange === 0
    const conversion = isRegional ? regionalOf(to) : isWhole || strange > 0 ? crossing(to, manner, phrases) : undefined
    if (conversion === undefined) continue
    const reason = isRegional ? REGIONAL : own === SIMPLIFIED ? TRADITIONAL_WORD : SIMPLIFIED_WORD
    for (const word of converted(text, { start: Math.max(piece.start, done), end: piece.end }, conversion)) {
      done = word.end
      // Nothing would tell the next pass that the word has been converted: what would go on to a third one stays.
      if (isGuess && isConverted(word.after, conversion)) continue
      const edits = word.edits.filter((edit) => !stays(edit) && (isWhole || isRegional || isStrange(text, edit, own)))
      if (edits.length > 0) yield { edits, reason }
    }
  }
}

/** Only a region has forms; to the others, everything in the script is theirs. */
const regionalOf = (to: Target): Conversion | undefined =>
  to === 'taiwan' || to === 'hongkong' ? regional(to) : undefined

const SIMPLIFIED_WORD = 'simplified characters'
const TRADITIONAL_WORD = 'traditional characters'
const REGIONAL = 'a form that another region writes'

const LONGEST_NAME = 64

/** Do the ideographs at `position` go on from an address that stands verbatim: https://example.com/山水? */
function isInAddress(text: string, position: number, has: (position: number) => boolean): boolean {
  let i = position - 1
  while (position - i < LONGEST_NAME && (classAt(text, i) & HAN) !== 0) i--
  return '/\\=?&#%_-.'.includes(text[i] ?? ' ') && has(i)
}

/** Does the edit take away a character that the script never writes? */
function isStrange(text: string, { start, end }: Edit, own: number): boolean {
  for (let i = start; i < end; i++) {
    const other = scriptOf(text.codePointAt(i)!)
    if (other !== 0 && other !== own) return true
  }
  return false
}
