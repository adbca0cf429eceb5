import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The same journeys in three engines: a file an engine, two of them at a time, each with one browser for all. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/journeys/*.journeys.ts'],
    // One engine's journeys beside another's.
    maxWorkers: 2,
    // A hang, not a slow machine, is what ends a test.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000, interval: 50 } },
  },
})
