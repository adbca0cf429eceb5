import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes a copy of a build in which a script runs before the page’s own script and before that of each worker: every
 * engine allows this in a page, and only some allow it to a driver. The service worker refuses such files by their
 * hashes.
 */
export function writeBroken(build: string, folder: string, fault: string): string {
  cpSync(build, folder, { recursive: true })
  writeFileSync(join(folder, 'fault.js'), fault)
  const page = join(folder, 'index.html')
  writeFileSync(page, readFileSync(page, 'utf8').replace('<script', '<script src="./fault.js"></script><script'))
  for (const name of readdirSync(join(folder, 'assets'))) {
    if (!/worker/i.test(name)) continue
    const file = join(folder, 'assets', name)
    writeFileSync(file, `${fault};\n${readFileSync(file, 'utf8')}`)
  }
  return folder
}

/** Writes a copy of a build that is another version to the service worker: this text is added to one of its files. */
export function writeNext(build: string, folder: string, added: string): string {
  cpSync(build, folder, { recursive: true })
  const [icon, worker] = [join(folder, 'icon.svg'), join(folder, 'sw.js')]
  const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('base64')
  const before = hashOf(icon)
  writeFileSync(icon, readFileSync(icon, 'utf8') + added)
  const code = readFileSync(worker, 'utf8')
  // The version is the only text of its kind in the worker: twelve characters of a hash.
  const [version] = /"[A-Za-z0-9+/]{12}"/.exec(code) ?? []
  if (version === undefined || !code.includes(before)) throw new Error('sw.js names no version, or not the icon')
  writeFileSync(worker, code.replace(before, hashOf(icon)).replace(version, '"next-version"'))
  return folder
}
