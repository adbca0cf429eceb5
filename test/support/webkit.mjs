import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findOrInstall, isExecutable, onPath, waysWithApt } from './install.mjs'

/**
 * Where the MiniBrowser of WebKitGTK is, which is on no path: in one of these folders, or in its subfolder for the
 * machine.
 */
const FOLDERS = ['/usr/lib', '/usr/libexec', '/usr/lib64']

/**
 * Finds WebKitGTK: its driver, its MiniBrowser, and an X server without a screen; undefined unless all are installed.
 */
export function findWebKit() {
  const driver = onPath('WebKitWebDriver').find(isExecutable)
  const screen = onPath('Xvfb').find(isExecutable)
  const browser = FOLDERS.flatMap(below)
    .map((folder) => join(folder, 'MiniBrowser'))
    .find(isExecutable)
  return driver && screen && browser ? { driver, screen, browser } : undefined
}

/** Finds WebKitGTK, or installs it. Throws with what to do when neither works. */
export const getWebKit = () =>
  findOrInstall('WebKitGTK', findWebKit, waysWithApt('webkit2gtk-driver', 'xvfb'), missingMessage)

function below(folder) {
  const inside = (path) => (existsSync(path) ? readdirSync(path, { withFileTypes: true }) : [])
  const isWebKit = ({ name }) => /^webkit2?gtk-/.test(name)
  const own = inside(folder).filter((entry) => entry.isDirectory())
  const deeper = own.filter(({ name }) => name.endsWith('-linux-gnu')).map(({ name }) => join(folder, name))
  return [folder, ...deeper].flatMap((path) =>
    inside(path)
      .filter(isWebKit)
      .map(({ name }) => join(path, name)),
  )
}

const missingMessage = (tried) =>
  'The journeys in WebKit need WebKitGTK with its driver and MiniBrowser, and Xvfb; not all were found. ' +
  `Tried without success: ${tried.join('; ') || 'nothing'}.\nInstall them (Debian and Ubuntu: ` +
  'sudo apt-get install webkit2gtk-driver xvfb). There is no WebKitGTK but for Linux.'
