import { DOUBLED_CHARACTERS } from '../data/reduplication.ts'

let table: ReadonlySet<string> | undefined

/** Is the character one that good Chinese doubles: 看看, 天天, 高高兴兴? */
export const isReduplicated = (character: string): boolean => (table ??= new Set(DOUBLED_CHARACTERS)).has(character)

/** Marks that good text never doubles: not `…`, `—`, `！`, `？`, `～` or a quote inside a quote. */
export const isNeverDoubled = (mark: string): boolean => '：，。；、《》（）“”〈〉【】:,;'.includes(mark)
