import type { Document } from './document.ts'
import type { Edit } from './edit.ts'

/**
 * `safe` is applied by default, `risky` at `level: 'risky'`, and `suggest` is reported in `skipped` but never applied.
 */
export type Safety = 'safe' | 'risky' | 'suggest'

/** What `CleanOptions.level` accepts. */
export type Level = Exclude<Safety, 'suggest'>

/** One occurrence of an artifact: edits that are applied together or not at all. */
export interface Finding {
  /** At least one; sorted, disjoint from each other and from those of the rule's other findings. */
  readonly edits: readonly Edit[]
  /** What the evidence is, in words that a reader of the explanation understands. */
  readonly reason: string
  /** Where the evidence is weaker or stronger than the rule's usual. */
  readonly safety?: Safety
  /** Of a suggestion: how likely it is right, from 0 to 1, as measured on damaged texts. */
  readonly confidence?: number
}

/** A place that a rule looked at closely and left as it is. */
export interface Kept {
  /** In UTF-16 code units of the document. */
  readonly start: number
  readonly end: number
  /** What spoke for leaving it, in words that a reader of the explanation understands. */
  readonly reason: string
}

/** What a part of a text is to its reader; `unknown` where the evidence does not say. */
export type BlockKind = 'title' | 'dateline' | 'byline' | 'body' | 'caption' | 'furniture' | 'unknown'

/** A part of a text: whole lines, without the break behind the last one. */
export interface Block {
  /** In UTF-16 code units of the document. */
  readonly start: number
  readonly end: number
  readonly kind: BlockKind
  /** Of furniture, what it is, such as `navigation` or `footer`, and at which level it would go. */
  readonly furniture?: string
  readonly safety?: Safety
}

/** A text that shows what the rule does, or what it must leave alone. Examples run in the tests and are printed in the docs. */
export type Example =
  | { readonly damaged: string; readonly repaired: string; readonly note?: string }
  | { readonly untouched: string; readonly note?: string }

/**
 * One artifact: how to detect it and what to do about it. A rule is pure: the same document and options give the same findings.
 */
export interface Rule<Id extends string = string, Options extends object = object> {
  /** Names the artifact, never the cure: `broken-line`. */
  readonly id: Id
  /** One line: what the reader sees in the text. */
  readonly title: string
  /** How the damage comes about, and when the repair would be wrong. The published build leaves it out of the own rules. */
  readonly why?: string
  readonly safety: Safety
  readonly defaults: Readonly<Options>
  /** What an option that is a string accepts. */
  readonly choices?: { readonly [Name in keyof Options]?: readonly Options[Name][] }
  /** At least one repaired and one untouched. The published build leaves them out as well. */
  readonly examples?: readonly [Example, Example, ...Example[]]
  /**
   * Findings in the order of their first edits. Positions are UTF-16 code units of `document.text`. Nobody hears of what is less safe
   * than `least`, by default a suggestion, and a rule may spare itself such findings. Where `least` is more than that, nothing is explained
   * at all: reasons may be empty.
   */
  find(document: Document, options: Readonly<Options>, least?: Safety): Iterable<Finding>
  /** Where the rule decided against a change, in order, for the explanation. Not called for cleaning. */
  kept?(document: Document, options: Readonly<Options>): Iterable<Kept>
  /** The parts of the text, in order, for the explanation. Not called for cleaning. */
  blocks?(document: Document, options: Readonly<Options>): Iterable<Block>
}

/** Identity; it gives a rule its types without repeating them. */
export const defineRule = <const Id extends string, Options extends object>(
  rule: Rule<Id, Options>,
): Rule<Id, Options> => rule
