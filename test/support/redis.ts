import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const find = () =>
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin']
    .map((folder) => join(folder, 'redis-server'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })

/** Starts a Redis without persistence on loopback. Installs Debian’s if there is none and it may. */
export async function startRedis(port: number): Promise<{ readonly url: string; stop(): Promise<void> }> {
  if (!find()) spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], { stdio: 'ignore' })
  const path = find()
  if (!path)
    throw new Error('No redis-server here, and none could be installed (Debian: apt-get install redis-server).')
  const child = spawn(path, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
  })
  await wait(500)
  if (child.exitCode !== null) throw new Error(`redis-server ended at once; is port ${port} taken?`)
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    url: `redis://127.0.0.1:${port}`,
    stop() {
      child.kill()
      return gone
    },
  }
}
