import { rmSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'
import { constants } from './scripts/constants.ts'
import { withoutProse } from './scripts/without-prose.ts'

// Before both builds, since they run at the same time: declarations have names with hashes, and old ones would be published.
rmSync(new URL('dist', import.meta.url), { recursive: true, force: true })

const shared: Options = {
  target: 'es2022',
  treeshake: true,
  splitting: true,
  // As escapes, the ideographs of the tables take twice the room.
  esbuildOptions: (options) => void (options.charset = 'utf8'),
  esbuildPlugins: [withoutProse],
  plugins: [constants],
}

export default defineConfig([
  {
    ...shared,
    entry: {
      index: 'src/index.ts',
      report: 'src/report/index.ts',
      opencc: 'src/opencc/index.ts',
      lexicon: 'src/lexicon.ts',
    },
    format: ['esm', 'cjs'],
    dts: true,
  },
  // The command line is the only part that may import node:*, and nobody imports it.
  {
    ...shared,
    entry: { cli: 'src/cli/main.ts' },
    format: ['esm'],
    banner: { js: '#!/usr/bin/env node' },
  },
])
