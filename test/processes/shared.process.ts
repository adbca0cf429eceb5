import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRedis } from '../support/redis.ts'
import { makeFolder, startServer } from '../support/syncServer.ts'
import { startLossyRedis } from './lossy.ts'
import { killAll, until } from './support.ts'
import { countMissing, killWriters, startWriter } from './writers.ts'

// `npm run test:sync` sets LONG, and then 10,000 updates are acknowledged.
const UPDATES = process.env['LONG'] ? 10_000 : 800
const KILLS = process.env['LONG'] ? 40 : 4
const LOSS = 0.5
const REDIS_PORT = 16_380

let folder = ''
let remove = () => {}
const stops: (() => unknown)[] = []
beforeEach(() => ({ folder, remove } = makeFolder()))
afterEach(async () => {
  killWriters()
  killAll()
  for (const stop of stops.splice(0)) await stop()
  remove()
})

test(`two servers over a lossy Redis keep ${UPDATES} acknowledged updates over ${KILLS} kills`, async () => {
  const real = await startRedis(REDIS_PORT)
  stops.push(real.stop)
  const redis = await startLossyRedis(real.url, LOSS)
  stops.unshift(redis.stop)
  const first = await startServer(folder, { redis: redis.url })
  const servers = [first, await startServer(folder, { redis: redis.url })]
  const { token } = first
  const ports = servers.map(({ url }) => Number(new URL(url).port))
  const writers = servers.map(({ url }, i) => startWriter({ url, token, name: `w${i}`, count: UPDATES / 2 }))
  const sum = () => writers.reduce((all, { acked }) => all + acked(), 0)
  for (let kill = 0; kill < KILLS; kill += 1) {
    await until(() => sum() > ((kill + 1) * UPDATES) / (KILLS + 2), 'more to be acknowledged', 100_000)
    const one = kill % 2
    // A server that ends in order stores the whole document, and clears the log of updates that the document contains.
    await servers[one]!.kill(kill % 4 < 2 ? 'SIGKILL' : 'SIGTERM')
    expect(writers.map(({ acked }, i) => countMissing(folder, 'me', `w${i}`, acked()))).toEqual([0, 0])
    servers[one] = await startServer(folder, { port: ports[one]!, redis: redis.url })
  }
  await until(() => sum() === UPDATES, 'all to be acknowledged', 100_000)
  for (const server of servers) await server.kill('SIGTERM')
  console.log(JSON.stringify({ acked: sum(), kills: KILLS, dropped: redis.dropped() }))
  expect(redis.dropped()).toBeGreaterThan(0)
  expect(writers.map(({ acked }, i) => countMissing(folder, 'me', `w${i}`, acked()))).toEqual([0, 0])
}, 600_000)

test('two servers with shared data and no Redis pass on what either has logged', async () => {
  const first = await startServer(folder)
  const second = await startServer(folder)
  const { token } = first
  const here = startWriter({ url: first.url, token, name: 'here', count: 40 })
  const there = startWriter({ url: second.url, token, name: 'there', count: 40 })
  await until(() => here.acked() === 40 && there.acked() === 40, 'all to be acknowledged')
  await first.kill('SIGTERM')
  await second.kill('SIGTERM')
  expect(countMissing(folder, 'me', 'here', 40) + countMissing(folder, 'me', 'there', 40)).toBe(0)
})
