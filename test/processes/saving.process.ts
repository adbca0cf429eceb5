import { execFileSync, spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getNode } from '../support/node.mjs'
import { makeFolder, runServer, startServer } from '../support/syncServer.ts'
import { killAll, startDevice, until, untilEqual } from './support.ts'
import { countMissing, killWriters, startWriter } from './writers.ts'

let folder = ''
let remove = () => {}
beforeEach(() => ({ folder, remove } = makeFolder()))
afterEach(() => {
  killWriters()
  killAll()
  remove()
})

const KILOBYTE = 1024
/** Limits the size of the process’s files, as a full disk does. */
const limitFiles = (pid: number, bytes: number | 'unlimited') =>
  execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:unlimited`])

test('a full disk on the server is reported to a device, and its edits arrive once there is room', async () => {
  const server = await startServer(folder)
  const { url, token } = server
  const here = await startDevice({ name: 'here', url, token, folder })
  await here.order({ do: 'edit', edits: [['before', { starred: true }]] })
  await untilEqual([here])
  limitFiles(server.pid, KILOBYTE)
  await here.order({ do: 'edit', edits: [['while', { starred: true }]] })
  await until(async () => /Not saved/.test((await here.report()).progress?.problem ?? ''), 'the device to say so')
  expect((await here.report()).progress?.waiting).toBe(1)
  limitFiles(server.pid, 'unlimited')
  await here.order({ do: 'retry' })
  await untilEqual([here])
  await until(async () => (await here.report()).progress?.problem === null, 'the word to go away')
  await here.kill()
  await server.kill()
  const again = await startServer(folder)
  const there = await startDevice({ name: 'there', url: again.url, token, folder })
  await until(async () => (await there.report()).cells.length === 2, 'both edits')
})

test('the server acknowledges nothing while another process locks the database, and all of it after', async () => {
  const server = await startServer(folder)
  const { url, token } = server
  const first = startWriter({ url, token, name: 'first', count: 20 })
  await until(() => first.acked() === 20, 'the first updates')
  const code = `const { DatabaseSync } = require('node:sqlite')
    new DatabaseSync(${JSON.stringify(join(folder, 'sync.sqlite'))}).exec('BEGIN IMMEDIATE')
    console.log('held'); setInterval(() => {}, 1000)`
  const holder = spawn(getNode(), ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] })
  await new Promise((done) => holder.stdout.once('data', done))
  const second = startWriter({ url, token, name: 'second', count: 20 })
  await until(() => second.refused() === 'not-saved', 'the refusal')
  expect(second.acked()).toBe(0)
  holder.kill('SIGKILL')
  await until(() => second.acked() === 20, 'the updates to be acknowledged')
  await server.kill()
  expect(countMissing(folder, 'me', 'second', 20)).toBe(0)
})

test('a backup made while the server runs is complete, and only its user can read it', async () => {
  const server = await startServer(folder)
  const writer = startWriter({ url: server.url, token: server.token, name: 'w', count: 100 })
  await until(() => writer.acked() === 100, 'the updates to be acknowledged')
  const copy = makeFolder()
  const file = join(copy.folder, 'sync.sqlite')
  await runServer(folder, 'backup', file)
  expect(countMissing(copy.folder, 'me', 'w', 100)).toBe(0)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await expect(runServer(folder, 'backup', file)).rejects.toThrow(/already exists/)
  copy.remove()
})

test('only the server’s user can read the server’s files', async () => {
  const server = await startServer(join(folder, 'made'))
  const writer = startWriter({ url: server.url, token: server.token, name: 'w', count: 20 })
  await until(() => writer.acked() === 20, 'the updates to be acknowledged')
  expect(statSync(join(folder, 'made')).mode & 0o777).toBe(0o700)
  const files = readdirSync(join(folder, 'made')).filter((name) => name.startsWith('sync.sqlite'))
  expect(files.toSorted()).toEqual(['sync.sqlite', 'sync.sqlite-shm', 'sync.sqlite-wal'])
  for (const name of files) expect(statSync(join(folder, 'made', name)).mode & 0o777).toBe(0o600)
})
