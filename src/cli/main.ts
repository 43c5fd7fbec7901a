import { run } from './run.ts'

const { stdin, stdout, stderr, argv, env } = process

// Every write is told of its own failure; a reader that has gone is no reason to crash.
for (const stream of [stdout, stderr]) stream.on('error', () => {})

const color = stdout.isTTY === true && !env['NO_COLOR']
// Not process.exit: what is still on its way to a pipe would be lost.
process.exitCode = await run(argv.slice(2), { stdin, stdout, stderr, color })
