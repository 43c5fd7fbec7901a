import { applyEdits, type Edit } from './edit.ts'
import { editedLines, lines, type KeptLines, type Lines } from './lines.ts'

/** Something that can be read off a text and is worth reading once: its lines, its class masks, its profile. */
export interface Fact<T> {
  (document: Document): T
  /** Of what is told line by line: the same of the `edited` document, by what is `known` of the lines that it has `kept`. */
  carried?(edited: Document, known: T, kept: readonly KeptLines[]): T
}

/**
 * A text and what has been read off it. The facts are computed when first asked for and shared by all rules,
 * until a step changes the text and with it the document.
 */
export class Document {
  readonly text: string
  readonly #facts = new Map<Fact<unknown>, unknown>()

  constructor(text: string) {
    this.text = text
  }

  /** The fact's value for this text, computed once. The fact must be a named function that is the same at each call. */
  fact<T>(fact: Fact<T>): T {
    const known = this.#facts.get(fact)
    if (known !== undefined || this.#facts.has(fact)) return known as T
    const value = fact(this)
    this.#facts.set(fact, value)
    return value
  }

  /**
   * The document with sorted, disjoint `edits` applied. Most steps leave most lines alone, and of these it knows at once what this one
   * does: a tenth of the price of reading them. It holds on to nothing of this one.
   */
  edited(edits: readonly Edit[]): Document {
    const next = new Document(applyEdits(this.text, edits))
    const known = this.#facts.get(lines)
    if (known === undefined) return next
    const { lines: all, kept } = editedLines(next.text, known as Lines, edits)
    if (kept.length === 0) return next
    next.#facts.set(lines, all)
    for (const [fact, value] of this.#facts)
      if (fact.carried !== undefined) next.#facts.set(fact, fact.carried(next, value, kept))
    return next
  }
}
