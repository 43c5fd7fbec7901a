import { CLOSING_MARKS, OPENING_MARKS } from '../data/character-classes.ts'
import { classOf, CLOSE, OPEN } from './classes.ts'

/**
 * Which brackets and quotes are open at a place of the text, read from left to right. A stray closing mark is ignored, and a stack
 * deeper than any good text is cut, so that each step takes constant time.
 */
export class OpenMarks {
  readonly #stack: number[] = []

  /** Nothing is open: at the start of a paragraph. */
  clear(): void {
    this.#stack.length = 0
  }

  /** Reads `[start, end)`. */
  read(text: string, start: number, end: number): void {
    for (let i = start; i < end; i++) this.#next(text.charCodeAt(i))
  }

  get depth(): number {
    return this.#stack.length
  }

  /** The innermost mark that is still open, as its code unit. */
  get innermost(): number | undefined {
    return this.#stack.at(-1)
  }

  /** Does `[start, end)` close the innermost open mark, before the same mark is opened again? */
  isClosedIn(text: string, start: number, end: number): boolean {
    const open = this.#stack.at(-1)
    if (open === undefined) return false
    const close = closerOf(open)
    for (let i = start; i < end; i++) {
      const unit = text.charCodeAt(i)
      if (unit === close) return true
      if (unit === open) return false
    }
    return false
  }

  #next(unit: number): void {
    const bits = classOf(unit)
    if ((bits & OPEN) !== 0) {
      if (this.#stack.length < 16) this.#stack.push(unit)
    } else if ((bits & CLOSE) !== 0) {
      const at = this.#stack.lastIndexOf(OPENING_MARKS.charCodeAt(CLOSING_MARKS.indexOf(String.fromCharCode(unit))))
      if (at >= 0) this.#stack.length = at
    }
  }
}

const closerOf = (open: number): number => CLOSING_MARKS.charCodeAt(OPENING_MARKS.indexOf(String.fromCharCode(open)))
