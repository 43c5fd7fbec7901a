import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { stripped } from '../scripts/without-prose.ts'

const RULES = new URL('../src/rules/', import.meta.url)

/** The names of what is given to `defineRule`, and whether the source can be read. */
function propertiesOf(source: string): { names: string[]; faults: number } {
  const { diagnostics } = ts.transpileModule(source, { reportDiagnostics: true })
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'defineRule') {
      const [given] = node.arguments
      if (given !== undefined && ts.isObjectLiteralExpression(given)) {
        names.push(...given.properties.map((property) => property.name!.getText()))
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('rule.ts', source, ts.ScriptTarget.ESNext, true))
  return { names, faults: diagnostics!.length }
}

it.each(readdirSync(RULES).filter((name) => name !== 'index.ts'))(
  '%s is built without its prose, and with the rest',
  (name) => {
    const source = readFileSync(new URL(name, RULES), 'utf8')
    const whole = propertiesOf(source).names
    expect(whole).toContain('why')
    expect(whole).toContain('examples')
    expect(propertiesOf(stripped(source))).toEqual({
      names: whole.filter((property) => property !== 'why' && property !== 'examples'),
      faults: 0,
    })
  },
)

it('what is no rule is built as it is', () => {
  const source = "export const other = describe({ why: 'nothing', examples: [] })\n"
  expect(stripped(source)).toBe(source)
})
