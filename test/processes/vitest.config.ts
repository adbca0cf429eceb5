import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Tests with processes of their own, as servers and devices are: slower than the others, and one file after the other. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    // What takes long is for `npm run test:sync` alone.
    include: ['test/processes/**/*.process.ts', ...(process.env['LONG'] ? ['test/processes/**/*.long.ts'] : [])],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
