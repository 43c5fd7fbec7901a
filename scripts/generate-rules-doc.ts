/** Writes `docs/rules.md` from the list of rules: `npm run docs`. A test fails while the file is not what this would write. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rules, type Example, type Rule } from '../src/index.ts'

const HEAD = `# Rules

<!-- Written by \`npm run docs\` from src/rules. Do not edit. -->

Every rule, in the order in which they act: each on the text that the ones before it left.

**safe** findings are applied by default, **risky** ones at \`level: 'risky'\`, and a **suggest** finding is reported in \`skipped\`
and never applied. The grade below is the rule's usual one; where the evidence for a single finding is weaker, that finding says so.

In the examples, what cannot be seen or told from its neighbour is written as an escape: \`\\u200B\`, \`\\u2F08\`.
`

/** The text of `docs/rules.md`. */
export const rulesDoc = (): string =>
  [
    HEAD,
    ...['| rule | what a reader sees | safety |', '| --- | --- | --- |'],
    ...rules.map((rule) => `| [\`${rule.id}\`](#${rule.id}) | ${cell(rule.title)} | ${rule.safety} |`),
    ...rules.map(section),
    '',
  ].join('\n')

function section(rule: Rule): string {
  const repaired = rule.examples!.filter((example) => 'damaged' in example)
  const untouched = rule.examples!.filter((example) => 'untouched' in example)
  return [
    `\n## \`${rule.id}\`\n\n**${rule.title}** · ${rule.safety}\n\n${rule.why}`,
    ...options(rule),
    'Repaired:',
    ...repaired.map(shown),
    'Left alone:',
    ...untouched.map(shown),
  ].join('\n\n')
}

function options(rule: Rule): string[] {
  const defaults = Object.entries(rule.defaults)
  if (defaults.length === 0) return []
  const source = readFileSync(new URL(`../src/rules/${rule.id}.ts`, import.meta.url), 'utf8')
  const rows = defaults.map(
    ([name, value]) => `| \`${name}\` | ${literal(value)} | ${cell(comment(source, rule.id, name))} |`,
  )
  return [['| option | default | |', '| --- | --- | --- |', ...rows].join('\n')]
}

/** A function has no text that is the same wherever it is built; as a default it stands for having none. */
const literal = (value: unknown): string => (typeof value === 'function' ? 'none' : `\`${JSON.stringify(value)}\``)

/** What the rule's option type says above the option. */
function comment(source: string, rule: string, option: string): string {
  const before = source.slice(0, Math.max(0, source.indexOf(`readonly ${option}:`))).trimEnd()
  const open = before.lastIndexOf('/**')
  if (open < 0 || !before.endsWith('*/')) throw new Error(`src/rules/${rule}.ts: option ${option} has no comment`)
  return before
    .slice(open + 3, -2)
    .split('\n')
    .map((line) => line.trim().replace(/^\* ?/u, ''))
    .join(' ')
    .trim()
}

function shown(example: Example): string {
  const note = example.note === undefined ? '' : `*${example.note}*\n\n`
  if ('untouched' in example) return note + fenced('text', lines(example.untouched))
  const signed = (sign: string, text: string): string[] => lines(text).map((line) => `${sign} ${line}`.trimEnd())
  return note + fenced('diff', [...signed('-', example.damaged), ...signed('+', example.repaired)])
}

function fenced(language: string, content: readonly string[]): string {
  const fence = content.some((line) => line.includes('```')) ? '````' : '```'
  return [fence + language, ...content, fence].join('\n')
}

/** What nobody sees, and forms that look like an ordinary character: radicals and compatibility ideographs. */
const HIDDEN_RE = /(?! )[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\p{Radical}\uf900-\ufad9]/gu

/** The lines, with nothing hidden; a plain space is in plain sight except at the end of a line. */
const lines = (text: string): string[] =>
  text.split('\n').map((line) => {
    const content = line.trimEnd()
    const tail = line.slice(content.length).replaceAll(' ', '\\u0020')
    return (content + tail).replace(HIDDEN_RE, escaped)
  })

const escaped = (character: string): string => {
  const hex = character.codePointAt(0)!.toString(16).toUpperCase()
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../docs/rules.md', import.meta.url), rulesDoc())
}
