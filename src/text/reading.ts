/** A stretch of text that reads as another, of which it is a wrong decoding. */
export interface Reading {
  /** In UTF-16 code units of the text. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Is it beyond doubt? */
  readonly sure: boolean
  /** Which encoding was read as which, in words that a reader of the explanation understands. */
  readonly reason: string
}
