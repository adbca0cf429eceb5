import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import {
  answersVersion,
  findOrInstall,
  hasApt,
  isExecutable,
  isRoot,
  isUbuntu,
  onPath,
  wanted,
  waysWithApt,
  wayWithNpx,
} from './install.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/snap/bin/chromium',
]

/** Flags for every Chromium in the tests: no traffic of its own, and no sandbox, which Chromium refuses as root. */
export const LAUNCH_ARGS = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
]

/** Finds an installed Chromium or Chrome. Throws when CHROMIUM_PATH is set but cannot be run. */
export function findChromium() {
  const candidates = [...NAMES.flatMap(onPath), ...PLACES, chromium.executablePath()]
  return (
    wanted('CHROMIUM_PATH') ?? [...new Set(candidates)].find((path) => answersVersion(path, /\bChrom(e|ium)\b.*\d/))
  )
}

/**
 * The headless build beside a Chromium, if Debian’s package of the same version is installed. It draws no window for
 * each page, which takes a third of the time of a test.
 */
export const findHeadlessShell = (chromiumPath) =>
  onPath('chromium-headless-shell').find((path) => isExecutable(path) && versionOf(path) === versionOf(chromiumPath))

const versionOf = (path) => spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.match(/[\d.]+/)?.[0]

/** Finds a Chromium, or installs one. Throws with what to do when neither works. */
export const getChromium = () => findOrInstall('Chromium', findChromium, waysToInstall(), missingMessage)

const waysToInstall = () => [
  ...(isUbuntu() ? [] : [...waysWithApt('chromium', 'chromium-headless-shell'), ...waysWithApt('chromium')]),
  ...(hasApt() ? [wayWithNpx('playwright', 'install', '--with-deps', 'chromium')] : []),
  wayWithNpx('playwright', 'install', 'chromium'),
]

function missingMessage(tried) {
  const downloaded = existsSync(chromium.executablePath())
  return [
    `The browser tests need Chromium or Chrome; none was found. Tried without success: ${tried.join('; ')}.`,
    ...(downloaded ? ["Playwright's Chromium is here but does not start: libraries are missing."] : []),
    'Install one (Debian: sudo apt-get install chromium; others: sudo npx playwright install-deps chromium, then ' +
      'npx playwright install chromium), or set CHROMIUM_PATH to the path of one.',
  ].join('\n')
}
