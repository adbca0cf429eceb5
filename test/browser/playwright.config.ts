import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { LAUNCH_ARGS, findChromium, findHeadlessShell } from '../support/chromium.mjs'

const executablePath = findChromium()
if (!executablePath) throw new Error('No Chromium found: `npm test` gets one, or set CHROMIUM_PATH to the path of one.')

// Each worker reads this file again: pass the path on instead of searching once more.
process.env.CHROMIUM_PATH = executablePath

// Two runs at once need a port and a build each.
const { PORT = '4173', DIST = 'dist' } = process.env
const baseURL = `http://127.0.0.1:${PORT}`

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // A folder of its own, because Playwright empties it and unit.json is beside it.
  outputDir: '../../test-results/browser',
  reporter: [['list'], ['json', { outputFile: '../../test-results/browser.json' }]],
  workers: 2,
  // Test by test, because the workers would otherwise wait for the one with the longest file.
  fullyParallel: true,
  retries: 0,
  // Long enough for a slow machine: only a hang ends a test.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL,
    // Every page of a test would fetch and store all files of the build again. The tests of the service worker allow
    // it.
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
