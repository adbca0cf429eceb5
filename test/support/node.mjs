import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The version that the sync server needs (src/server/main.mjs), and where such a Node is installed if this one is
 * older.
 */
const NEEDED = [22, 13]
const VERSION = '24.21.0'
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url))
const INSTALLED = `${FOLDER}/node_modules/node/bin/node`
const INSTALL_MS = 300_000

const [major, minor] = process.versions.node.split('.').map(Number)
const isNew = major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])

/** The path of a Node that can run the sync server; undefined where there is none yet. */
export function findNode() {
  const { SYNC_NODE } = process.env
  if (SYNC_NODE) return SYNC_NODE
  if (isNew) return process.execPath
  return existsSync(INSTALLED) ? INSTALLED : undefined
}

/**
 * Finds one, or lets npm install one into a folder of its own. As a package of the project it would be first on the
 * path of every script, and nothing would be tested with the installed Node. Throws with what to do where that fails.
 */
export function getNode() {
  const present = findNode()
  if (present) return present
  console.log(`The sync server needs Node ${NEEDED.join('.')}; this is ${process.version}. Fetching ${VERSION} for it.`)
  mkdirSync(FOLDER, { recursive: true })
  // The package’s script downloads the binary for this system from the registry.
  writeFileSync(`${FOLDER}/package.json`, JSON.stringify({ private: true, allowScripts: { node: true } }))
  const args = ['install', '--prefix', FOLDER, '--no-audit', '--no-fund', '--save-exact', `node@${VERSION}`]
  spawnSync('npm', args, { stdio: 'inherit', timeout: INSTALL_MS, shell: process.platform === 'win32' })
  const installed = findNode()
  if (installed) return installed
  throw new Error(`No Node ${NEEDED.join('.')} or newer could be had. Set SYNC_NODE to the path of one.`)
}
