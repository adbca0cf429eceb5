import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

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

const ANSWER_MS = 60_000
const INSTALL_MS = 900_000
const PLAYWRIGHT = fileURLToPath(new URL('../../node_modules/.bin/playwright', import.meta.url))

const isRoot = process.getuid?.() === 0

/** Flags for every Chromium the tests start: no traffic of its own; as root Chromium refuses a sandbox. */
export const LAUNCH_ARGS = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
]

/** Finds a Chromium or Chrome that is already here; throws when CHROMIUM_PATH is set but cannot be run. */
export function findChromium() {
  const wanted = process.env.CHROMIUM_PATH
  if (wanted) {
    if (isExecutable(wanted)) return resolve(wanted)
    throw new Error(`CHROMIUM_PATH is set to ${wanted}, which is not a file that can be run. Correct it or unset it.`)
  }
  const candidates = [...NAMES.flatMap(onPath), ...PLACES, chromium.executablePath()]
  return [...new Set(candidates)].find(answersVersion)
}

/** Finds a Chromium, or installs one; throws with what to do when neither works. */
export function getChromium() {
  const present = findChromium()
  if (present) return present
  const ways = waysToInstall()
  for (const way of ways) {
    console.log(`No Chromium here. Trying: ${way.name}`)
    way.install()
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(missingMessage(ways.map((way) => way.name)))
}

function waysToInstall() {
  const apt = aptPrefix()
  const withApt = {
    name: 'apt-get install chromium',
    install() {
      aptGet(apt, ['update'])
      aptGet(apt, ['install', '-y', '--no-install-recommends', 'chromium'])
    },
  }
  return [
    // Ubuntu's package is an empty shell around a snap, which does not work in a container.
    ...(apt && !isUbuntu() ? [withApt] : []),
    ...(apt ? [withPlaywright('install', '--with-deps', 'chromium')] : []),
    withPlaywright('install', 'chromium'),
  ]
}

function withPlaywright(...args) {
  return { name: `npx playwright ${args.join(' ')}`, install: () => run(PLAYWRIGHT, args) }
}

function missingMessage(tried) {
  const downloaded = existsSync(chromium.executablePath())
  return [
    `The browser tests need Chromium or Chrome; none was found. Tried without success: ${tried.join('; ')}.`,
    ...(downloaded ? ["Playwright's Chromium is here but does not start: libraries are missing."] : []),
    'Install one (Debian: sudo apt-get install chromium; others: sudo npx playwright install-deps chromium, then ' +
      'npx playwright install chromium), or set CHROMIUM_PATH to the path of one.',
  ].join('\n')
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

// A file by that name may be a stub that only tells you to install the real one.
function answersVersion(path) {
  if (!isExecutable(path)) return false
  const options = { encoding: 'utf8', timeout: ANSWER_MS, killSignal: 'SIGKILL', stdio: ['ignore', 'pipe', 'ignore'] }
  const { status, stdout } = spawnSync(path, ['--version'], options)
  return status === 0 && /\bChrom(e|ium)\b.*\d/.test(stdout)
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && folder !== '/snap/bin')
    .map((folder) => resolve(join(folder, name)))
}

// What to put before apt-get to be allowed to install, or undefined when we may not.
function aptPrefix() {
  if (!onPath('apt-get').some(isExecutable)) return undefined
  if (isRoot) return ['env']
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n', 'env'] : undefined
}

function aptGet([command, ...prefix], args) {
  run(command, [...prefix, 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-o', 'DPkg::Lock::Timeout=120', ...args])
}

function isUbuntu() {
  return existsSync('/etc/os-release') && /^ID="?ubuntu"?$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

// Exit codes are not asked: whether a Chromium answers afterwards is the only thing that counts.
function run(command, args) {
  spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: INSTALL_MS })
}
