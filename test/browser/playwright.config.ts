import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { LAUNCH_ARGS, findChromium, findHeadlessShell } from '../support/chromium.mjs'

const executablePath = findChromium()
if (!executablePath) throw new Error('No Chromium found: `npm test` gets one, or set CHROMIUM_PATH to the path of one.')

// Each worker reads this file again: hand the answer down instead of searching once more.
process.env.CHROMIUM_PATH = executablePath

// Two runs at once need a port, and a build, each of its own.
const { PORT = '4173', DIST = 'dist' } = process.env
const baseURL = `http://127.0.0.1:${PORT}`

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // A folder of its own, because Playwright empties it and unit.json lies beside it.
  outputDir: '../../test-results/browser',
  reporter: [['list'], ['json', { outputFile: '../../test-results/browser.json' }]],
  workers: 2,
  // Test by test, since the workers would else wait for the one that has the longest file.
  fullyParallel: true,
  retries: 0,
  // A hang, not a slow machine, is what ends a test.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL,
    // Every page of a test would fetch and store all files of the build once more; the tests of the service worker allow it.
    serviceWorkers: 'block',
    launchOptions: { executablePath: findHeadlessShell(executablePath) ?? executablePath, args: LAUNCH_ARGS },
  },
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${PORT} --strictPort --outDir ${DIST}`,
    url: baseURL,
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    reuseExistingServer: false,
  },
})
