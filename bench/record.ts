/**
 * Measures everything, keeps the figures in `bench/records` and writes them into the README and `docs/performance.md`:
 *
 *   npm run bench:record [-- --quick | --full]
 *
 * On a machine that has nothing else to do. It takes some minutes with `--quick`, and with `--full` as long as 256 MB need.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { optionsOf, print } from './measure.ts'

const { values } = optionsOf('usage: npm run bench:record [-- --quick | --full]', {
  quick: { type: 'boolean', default: false },
  full: { type: 'boolean', default: false },
})
const quick = values.quick ? ['--quick'] : []
const length = values.full ? ['--full'] : quick

const COMMANDS = [
  ['bench/speed.ts', '--record', ...quick],
  ['bench/speed.ts', '--rules', '--record', ...quick],
  ['bench/scaling.ts', '--record', ...length],
  ['bench/size.ts', '--record'],
  ['scripts/speed-tables.ts'],
]

for (const command of COMMANDS) {
  print(`\n${command.join(' ')}\n`)
  execFileSync(process.execPath, ['--import', 'tsx', ...command], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
  })
}
