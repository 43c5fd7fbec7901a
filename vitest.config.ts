import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Property tests with a thousand runs take longer than a unit test; this is a guard against hanging, not a speed claim.
  test: { include: ['test/**/*.test.ts'], testTimeout: 120_000 },
})
