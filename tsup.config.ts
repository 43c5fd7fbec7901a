import { defineConfig } from 'tsup'

const shared = { target: 'es2022', clean: false, treeshake: true, splitting: true } as const

export default defineConfig([
  { ...shared, entry: { index: 'src/index.ts', report: 'src/report/index.ts' }, format: ['esm', 'cjs'], dts: true },
  // The command line is the only part that may import node:*, and nobody imports it.
  { ...shared, entry: { cli: 'src/cli/main.ts' }, format: ['esm'], dts: false, banner: { js: '#!/usr/bin/env node' } },
])
