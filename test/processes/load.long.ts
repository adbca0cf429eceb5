import { execFileSync, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getNode } from '../support/node.mjs'
import { startRedis } from '../support/redis.ts'
import { makeFolder, startServer, type SyncServer } from '../support/syncServer.ts'
import { killAll } from './support.ts'

const SIZES = [50, 100, 200, 400]
const MARKS = 1000
/** Changes per second by each user: one every five seconds, as a busy user makes. */
const RATE = 0.2
const SECONDS = 20
const REDIS_PORT = 16_379

let folder = ''
let remove = () => {}
let stopRedis = async () => {}
beforeEach(() => ({ folder, remove } = makeFolder()))
afterEach(async () => {
  killAll()
  await stopRedis()
  remove()
})

/** A process of many users that takes orders. */
function startReaders() {
  const child = fork('test/processes/readers.ts', {
    execPath: getNode(),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
  })
  const calls = new Map<number, (value: never) => void>()
  let number = 0
  child.on('message', ({ number, value }: { number: number; value: never }) => calls.get(number)?.(value))
  return {
    order: <T>(order: unknown) =>
      new Promise<T>((done) => {
        calls.set((number += 1), done)
        child.send({ number, order })
      }),
    stop: () => void child.kill('SIGKILL'),
  }
}

const memoryOf = ({ pid }: SyncServer) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
const percentile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

async function measure(servers: readonly SyncServer[], tokens: readonly string[]) {
  const before = servers.map(memoryOf)
  const readers = startReaders()
  const urls = [servers[0]!.url, servers.at(-1)!.url]
  const connectMs = await readers.order<number>({ tokens, urls })
  await wait(2000)
  const { sent, delays } = await readers.order<{ sent: number; delays: readonly number[] }>({
    seconds: SECONDS,
    rate: RATE,
  })
  const grown = servers.reduce((sum, server, i) => sum + memoryOf(server) - before[i]!, 0)
  readers.stop()
  await wait(1000)
  return {
    readers: tokens.length,
    connectMs,
    sent,
    arrived: delays.length,
    p50: Math.round(percentile(delays, 0.5)),
    p95: Math.round(percentile(delays, 0.95)),
    memoryMB: Number((grown / tokens.length).toFixed(2)),
  }
}

const seed = (from: number, to: number) =>
  execFileSync(getNode(), [
    '--disable-warning=ExperimentalWarning',
    'test/processes/seed.mjs',
    join(folder, 'sync.sqlite'),
    String(from),
    String(to),
    String(MARKS),
  ])
    .toString()
    .trim()
    .split('\n')

test.each(SIZES)(
  'one server process serves %i users of 1,000 marks, and every change arrives',
  async (size) => {
    const tokens = seed(0, size)
    const figures = await measure([await startServer(folder)], tokens)
    console.log(`one process: ${JSON.stringify(figures)}`)
    expect(figures.arrived).toBe(figures.sent)
  },
  600_000,
)

test.each(SIZES)(
  'two server processes over Redis serve %i users with a device on each, and every change arrives',
  async (size) => {
    const redis = await startRedis(REDIS_PORT)
    stopRedis = redis.stop
    const tokens = seed(0, size)
    const servers = [await startServer(folder, { redis: redis.url }), await startServer(folder, { redis: redis.url })]
    const figures = await measure(servers, tokens)
    console.log(`two processes: ${JSON.stringify(figures)}`)
    expect(figures.arrived).toBe(figures.sent)
  },
  600_000,
)
