import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const ANSWER_MS = 60_000
const INSTALL_MS = 900_000

export const isRoot = process.getuid?.() === 0

/** A way to install something: a name for messages, and a function. */
export const way = (name, install) => ({ name, install })

/**
 * Finds something, or installs it by the first way after which it is found. Throws with `missing`, which receives the
 * names of the ways that were tried, when none works.
 */
export function findOrInstall(what, find, ways, missing) {
  const present = find()
  if (present) return present
  for (const { name, install } of ways) {
    console.log(`No ${what} here. Trying: ${name}`)
    install()
    const installed = find()
    if (installed) return installed
  }
  throw new Error(missing(ways.map(({ name }) => name)))
}

/** Debian packages, where they may be installed: as root, or with a sudo that needs no password. */
export function waysWithApt(...packages) {
  const apt = aptPrefix()
  if (!apt) return []
  const [command, ...prefix] = apt
  const aptGet = (...args) =>
    run(command, [...prefix, 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-o', 'DPkg::Lock::Timeout=120', ...args])
  return [
    way(`apt-get install ${packages.join(' ')}`, () => {
      aptGet('update')
      aptGet('install', '-y', '--no-install-recommends', ...packages)
    }),
  ]
}

/** A tool of this project’s packages, as `npx` runs it. */
export const wayWithNpx = (tool, ...args) =>
  way(`npx ${tool} ${args.join(' ')}`, () =>
    run(fileURLToPath(new URL(`../../node_modules/.bin/${tool}`, import.meta.url)), args),
  )

/** Whether packages may be installed with apt-get. */
export const hasApt = () => aptPrefix() !== undefined

/** Ubuntu’s browser packages only install a snap, which does not work in a container. */
export const isUbuntu = () =>
  existsSync('/etc/os-release') && /^ID="?ubuntu"?$/m.test(readFileSync('/etc/os-release', 'utf8'))

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Whether a program prints the expected version: a file of that name may be a stub that only says what to install. */
export function answersVersion(path, expected) {
  if (!isExecutable(path)) return false
  const options = { encoding: 'utf8', timeout: ANSWER_MS, killSignal: 'SIGKILL', stdio: ['ignore', 'pipe', 'ignore'] }
  const { status, stdout } = spawnSync(path, ['--version'], options)
  return status === 0 && expected.test(stdout)
}

/** The paths at which a program of this name may be. */
export const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && folder !== '/snap/bin')
    .map((folder) => resolve(join(folder, name)))

/** The program in an environment variable, or undefined. Throws when it cannot be run. */
export function wanted(variable) {
  const path = process.env[variable]
  if (!path) return undefined
  if (isExecutable(path)) return resolve(path)
  throw new Error(`${variable} is set to ${path}, which is not a file that can be run. Correct it or unset it.`)
}

// The prefix with which apt-get may install, or undefined where it may not.
function aptPrefix() {
  if (!onPath('apt-get').some(isExecutable)) return undefined
  if (isRoot) return ['env']
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n', 'env'] : undefined
}

// Exit codes are ignored: only whether the program is found afterwards counts.
function run(command, args) {
  spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: INSTALL_MS })
}
