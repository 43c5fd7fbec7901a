/** Something that can be read off a text and is worth reading once: its lines, its class masks, its profile. */
export type Fact<T> = (document: Document) => T

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
}
