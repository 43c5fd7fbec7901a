/**
 * For the build: leaves out of the rules what only the project's own documents and tests read, why they exist and their examples. It is
 * a tenth of the core, and who loads the core into a page pays for it.
 */
import { readFileSync } from 'node:fs'
import ts from 'typescript'

const PROSE = ['why', 'examples']
// esbuild's patterns are Go's, which know no flag u.
// eslint-disable-next-line regexp/require-unicode-regexp
const RULE_RE = /\Wrules\W[\w-]+\.ts$/

/** As much of an esbuild plugin's view of its build as is needed here. */
interface Build {
  onLoad(options: { filter: RegExp }, load: (file: { path: string }) => { contents: string; loader: 'ts' }): void
}

export const withoutProse = {
  name: 'without-prose',
  setup(build: Build): void {
    build.onLoad({ filter: RULE_RE }, ({ path }) => ({ contents: stripped(readFileSync(path, 'utf8')), loader: 'ts' }))
  },
}

/** The source of a rule without its prose: the properties are taken out of what is given to `defineRule`. */
export function stripped(source: string): string {
  const file = ts.createSourceFile('rule.ts', source, ts.ScriptTarget.ESNext, true)
  const cuts: [start: number, end: number][] = []
  const visit = (node: ts.Node): void => {
    const [given] = ts.isCallExpression(node) && node.expression.getText() === 'defineRule' ? node.arguments : []
    if (given === undefined || !ts.isObjectLiteralExpression(given)) return ts.forEachChild(node, visit)
    for (const { name, pos, end } of given.properties) {
      // With the comma behind it.
      if (name !== undefined && PROSE.includes(name.getText())) cuts.push([pos, end + 1])
    }
  }
  visit(file)
  return cuts.reduceRight((text, [start, end]) => text.slice(0, start) + text.slice(end), source)
}
