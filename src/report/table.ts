import type { Rule } from '../core/rule.ts'
import { columns } from './columns.ts'

/** The rules, one a line: id, safety and title, aligned by terminal cells. Ends with a line feed unless there are no rules. */
export const formatTable = (rules: readonly Pick<Rule, 'id' | 'safety' | 'title'>[]): string =>
  columns(rules.map(({ id, safety, title }) => [id, safety, title]))
    .map((line) => `${line}\n`)
    .join('')
