import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The same journeys in three engines: one file for each, with one browser for all its journeys. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/journeys/*.journeys.ts'],
    // One engine’s journeys beside another’s.
    maxWorkers: 3,
    // Long enough for a slow machine: only a hang ends a test.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000, interval: 50 } },
  },
})
