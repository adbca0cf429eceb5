import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Tests with processes of their own, servers and devices: slower than the others, and run one file at a time. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    // The long tests run only in `npm run test:sync`.
    include: ['test/processes/**/*.process.ts', ...(process.env['LONG'] ? ['test/processes/**/*.long.ts'] : [])],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
