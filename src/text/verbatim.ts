import type { Document } from '../core/document.ts'
import type { Span } from '../core/edit.ts'
import { lines } from '../core/lines.ts'

/** Stretches that are not prose: code, addresses, markup. Sorted and disjoint. */
export interface Verbatim {
  readonly spans: readonly Span[]
  /** Is the code unit at `position` part of one? */
  has(position: number): boolean
}

const FENCE_RE = /^ {0,3}(?:`{3,}|~{3,})/u

/** URLs, e-mail addresses, Markdown link targets, inline code, file paths. Each alternative runs over one class of characters. */
const INLINE_RE = new RegExp(
  [
    String.raw`[a-zA-Z][a-zA-Z\d+.-]{1,15}:\/\/[\x21-\x7e]+`,
    String.raw`www\.[\x21-\x7e]+`,
    String.raw`[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+){1,8}`,
    String.raw`\]\([^\s()]{1,2000}\)`,
    '`[^`\\n]{1,500}`',
    String.raw`<\/?[a-zA-Z][^<>\n]{0,500}>`,
    String.raw`[A-Za-z]:\\[\w\\.-]+`,
  ].join('|'),
  'gu',
)

/** What the document holds verbatim: fenced code blocks, and inline code, addresses, tags and link targets. */
export function verbatim(document: Document): Verbatim {
  const { text } = document
  const spans: Span[] = []
  for (const block of fencedBlocks(document)) spans.push(block)
  let k = 0
  const inline: Span[] = []
  if (/[@`<]|:\/\/|www\.|\]\(|:\\/u.test(text)) {
    for (const match of text.matchAll(INLINE_RE)) {
      const start = match.index
      while (k < spans.length && spans[k]!.end <= start) k++
      if (k < spans.length && spans[k]!.start <= start) continue
      inline.push({ start, end: start + match[0].length })
    }
  }
  const all = [...spans, ...inline].sort((a, b) => a.start - b.start)
  return {
    spans: all,
    has(position) {
      let low = 0
      let high = all.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (all[middle]!.end <= position) low = middle + 1
        else high = middle
      }
      return low < all.length && all[low]!.start <= position
    },
  }
}

/** Fenced code blocks, fences included; a fence that is never closed runs to the end of the text. */
function* fencedBlocks(document: Document): Iterable<Span> {
  const { text } = document
  if (!text.includes('```') && !text.includes('~~~')) return
  const all = document.fact(lines)
  let open = -1
  for (let i = 0; i < all.count; i++) {
    if (!FENCE_RE.test(text.slice(all.starts[i], Math.min(all.ends[i]!, all.starts[i]! + 12)))) continue
    if (open < 0) open = i
    else {
      yield { start: all.starts[open]!, end: all.ends[i]! }
      open = -1
    }
  }
  if (open >= 0) yield { start: all.starts[open]!, end: text.length }
}
