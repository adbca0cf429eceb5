import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import * as Y from 'yjs'
import { createClock } from '../../src/model/mark/clock.ts'
import type { PaperId } from '../../src/model/paper/paper.ts'
import { entryKey, packCells } from '../../src/sync/document/entryFormat.ts'
import { userOfToken } from '../../src/sync/transport/serverTransport.ts'

// Many users in one process, each with two devices: one writes, and the other waits for the write.

type Order = { readonly tokens: readonly string[]; readonly urls: readonly [string, string] }
type Reader = { readonly write: (stamp: string) => void; readonly arrivals: Map<string, number> }

const clock = createClock('load', Date.now)
const readers: Reader[] = []
const sent = new Map<string, number>()
const KEY = entryKey('doi:10.1/0' as PaperId, 'status')

function device(url: string, token: string): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const websocketProvider = new HocuspocusProviderWebsocket({ url })
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: userOfToken(token),
    token,
    document: doc,
    flushDelay: 50,
  })
  provider.attach()
  return new Promise((done) => provider.on('synced', () => done(doc)))
}

async function connect({ tokens, urls }: Order): Promise<number> {
  const began = Date.now()
  for (let from = 0; from < tokens.length; from += 20) {
    await Promise.all(
      tokens.slice(from, from + 20).map(async (token) => {
        const [one, other] = await Promise.all([device(urls[0], token), device(urls[1], token)])
        const own = one.getMap('cells:load')
        const arrivals = new Map<string, number>()
        other.getMap('cells:load').observe((event) => {
          const packed = event.target.get(KEY)
          if (typeof packed === 'string') arrivals.set(packed, performance.now())
        })
        readers.push({
          arrivals,
          write(packed) {
            sent.set(packed, performance.now())
            own.set(KEY, packed)
          },
        })
      }),
    )
  }
  return Date.now() - began
}

/** All users write for a while, each so many times a second. Reports the latencies at the other devices. */
async function run({ seconds, rate }: { readonly seconds: number; readonly rate: number }) {
  sent.clear()
  for (const { arrivals } of readers) arrivals.clear()
  const end = performance.now() + seconds * 1000
  const pause = 1000 / (rate * readers.length)
  let next = performance.now()
  for (let i = 0; performance.now() < end; i += 1) {
    const at = clock.tick()
    readers[i % readers.length]!.write(
      packCells(
        new Map([
          ['status', ['read', at]],
          [`log:${at}`, ['read', at]],
        ]),
      ),
    )
    next += pause
    const wait = next - performance.now()
    if (wait > 1) await new Promise((done) => setTimeout(done, wait))
    else if (i % 50 === 0) await new Promise((done) => setImmediate(done))
  }
  await new Promise((done) => setTimeout(done, 3000))
  const arrived = new Map(readers.flatMap(({ arrivals }) => [...arrivals]))
  const delays = [...sent].flatMap(([packed, at]) => {
    const there = arrived.get(packed)
    return there === undefined ? [] : [there - at]
  })
  return { sent: sent.size, delays: delays.toSorted((a, b) => a - b) }
}

process.on('message', ({ number, order }: { number: number; order: Order | { seconds: number; rate: number } }) => {
  void ('tokens' in order ? connect(order) : run(order)).then((value) => process.send!({ number, value }))
})
