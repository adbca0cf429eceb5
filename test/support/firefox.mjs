import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { answersVersion, findOrInstall, hasApt, isUbuntu, onPath, wanted, waysWithApt, wayWithNpx } from './install.mjs'

const NAMES = ['firefox-esr', 'firefox']
const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox']
/** Where a Firefox from Mozilla itself is installed. */
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/browsers', import.meta.url))

/** Finds an installed Firefox. Throws when FIREFOX_PATH is set but cannot be run. */
export function findFirefox() {
  const candidates = [...NAMES.flatMap(onPath), ...PLACES, ...fetched()]
  return wanted('FIREFOX_PATH') ?? [...new Set(candidates)].find((path) => answersVersion(path, /\bFirefox\b.*\d/))
}

/** Finds a Firefox, or installs one. Throws with what to do when neither works. */
export const getFirefox = () => findOrInstall('Firefox', findFirefox, waysToInstall(), missingMessage)

const waysToInstall = () => [
  ...(isUbuntu() ? [] : waysWithApt('firefox-esr')),
  // Playwright’s own Firefox is another build, but needs the same libraries.
  ...(hasApt() ? [wayWithNpx('playwright', 'install-deps', 'firefox')] : []),
  ...(process.platform === 'linux' ? [wayWithNpx('browsers', 'install', 'firefox@stable', '--path', FOLDER)] : []),
]

function fetched() {
  const folder = join(FOLDER, 'firefox')
  return existsSync(folder) ? readdirSync(folder).map((version) => join(folder, version, 'firefox/firefox')) : []
}

const missingMessage = (tried) =>
  `The journeys in Firefox need one; none was found. Tried without success: ${tried.join('; ') || 'nothing'}.\n` +
  'Install one (Debian: sudo apt-get install firefox-esr; others: from Mozilla), or set FIREFOX_PATH to the path of one.'
