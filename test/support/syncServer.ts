import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { getNode } from './node.mjs'

export type SyncServer = {
  readonly url: string
  /** The token that it created; empty where the data has users already. */
  readonly token: string
  readonly pid: number
  kill(signal?: NodeJS.Signals): Promise<void>
}

/** A folder for one test. `remove` deletes it. */
export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-sync-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const children = new Set<ChildProcess>()

/** Ends every server that was started here. */
export function killServers() {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
}

const envOf = (folder: string, more: Readonly<Record<string, string>> = {}) => ({
  ...process.env,
  DATA: join(folder, 'sync.sqlite'),
  ...more,
})

/** Starts the sync server as `npm run sync-server` does. On the same data it has the same users. */
export async function startServer(
  folder: string,
  {
    port = 0,
    redis = '',
    env = {},
  }: { readonly port?: number; readonly redis?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<SyncServer> {
  const child = spawn(getNode(), ['src/server/main.mjs'], {
    env: envOf(folder, { PORT: String(port), ...(redis && { REDIS: redis }), ...env }),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  let said = ''
  child.stdout.on('data', (data: Buffer) => (said += data.toString()))
  while (!/^ {2}\S+$|^Ready/m.test(said)) {
    if (child.exitCode !== null) throw new Error(`The sync server ended: ${said}`)
    await wait(20)
  }
  return {
    url: /ws:\S+/.exec(said)![0],
    token: /^ {2}(\S+)$/m.exec(said)?.[1] ?? '',
    pid: child.pid!,
    async kill(signal = 'SIGKILL') {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill(signal)
      await gone
      children.delete(child)
    },
  }
}

/** Runs a command of the server, such as `add NAME`. Returns its output, or rejects with it. */
export function runServer(folder: string, ...args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(getNode(), ['src/server/main.mjs', ...args], {
      env: envOf(folder),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const hear = (data: Buffer) => (said += data.toString())
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', fail)
    child.on('close', (code) => (code === 0 ? done(said) : fail(new Error(said))))
  })
}
