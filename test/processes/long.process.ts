import { afterEach, beforeEach, expect, test } from 'vitest'
import { STATUSES } from '../../src/model/mark/mark.ts'
import { createRandom } from '../support/random.ts'
import { makeFolder, startServer } from '../support/syncServer.ts'
import type { Order } from './device.ts'
import { killAll, startDevice, untilEqual, type Device } from './support.ts'

// `npm run test:sync` sets LONG, and takes long.
const EDITS = process.env['LONG'] ? 5000 : 400
const SEED = Number(process.env['SEED'] ?? 1)
const AT_ONCE = 20
const PAPERS = 40
const NOTES = 8

let folder = ''
let remove = () => {}
beforeEach(() => ({ folder, remove } = makeFolder()))
afterEach(() => {
  killAll()
  remove()
})

test(`three devices of ${EDITS} edits each, cut off, killed and restarted at random end equal without loss`, async () => {
  const random = createRandom(SEED)
  const pick = (count: number) => Math.floor(random() * count)
  let server = await startServer(folder)
  const { token } = server
  const port = Number(new URL(server.url).port)
  const names = ['ann', 'ben', 'cy']
  const start = (name: string) =>
    startDevice({ name, url: server.url, token, folder, skew: (names.indexOf(name) - 1) * 90_000 })
  const devices: Device[] = await Promise.all(names.map(start))
  await untilEqual(devices)

  const tags: (readonly [paper: string, tag: string])[] = []
  const signs: (readonly [paper: string, sign: string])[] = []
  const done = { cuts: 0, kills: 0, serverKills: 0 }
  const cut = new Set<Device>()
  const left = names.map(() => EDITS)
  let next = 0

  const ordersOf = (place: number): readonly Order[] => {
    const edits: Extract<Order, { do: 'edit' }>['edits'][number][] = []
    const letters: Extract<Order, { do: 'type' }>['letters'][number][] = []
    for (let i = 0; i < Math.min(AT_ONCE, left[place]!); i += 1) {
      const [kind, paper] = [random(), `doi:10.1/${pick(PAPERS)}`]
      if (kind < 0.45) {
        const sign = String.fromCodePoint(0x3400 + (next += 1))
        const note = `doi:10.1/${pick(NOTES)}`
        signs.push([note, sign])
        letters.push([note, sign, random()])
      } else if (kind < 0.7) {
        const tag = `${names[place]}${(next += 1)}`
        tags.push([paper, tag])
        edits.push([paper, { tags: [tag] }])
      } else if (kind < 0.85) edits.push([paper, { status: STATUSES[pick(STATUSES.length)]! }])
      else edits.push([paper, { starred: random() < 0.5 }])
    }
    return [
      { do: 'edit', edits },
      { do: 'type', letters },
    ]
  }

  while (left.some((count) => count > 0)) {
    const place = pick(names.length)
    if (left[place]! > 0) {
      for (const order of ordersOf(place)) await devices[place]!.order(order)
      left[place]! -= AT_ONCE
    }
    const chance = random()
    const device = devices[place]!
    if (chance < 0.1) {
      const isCut = !cut.delete(device)
      if (isCut) cut.add(device)
      done.cuts += 1
      await device.order({ do: 'weather', weather: { isCut, twice: 0.1, late: 0.1 } })
    } else if (chance < 0.13) {
      await device.kill()
      cut.delete(device)
      devices[place] = await start(names[place]!)
      done.kills += 1
    } else if (chance < 0.15) {
      await server.kill()
      server = await startServer(folder, { port })
      done.serverKills += 1
    }
  }
  for (const device of devices) await device.order({ do: 'weather', weather: { isCut: false, twice: 0, late: 0 } })
  const began = Date.now()
  const [report] = await untilEqual(devices, 240_000)
  const cells = new Map(report!.cells.map(([paper, plain]) => [paper, new Set(plain.map(([cell]) => cell))]))
  const lostTags = tags.filter(([paper, tag]) => !cells.get(paper)?.has(`tag:${tag}`))
  const wrongSigns = signs.filter(([paper, sign]) => report!.notes[paper]!.split(sign).length !== 2)
  const times = (sign: string, paper: string) => report!.notes[paper]!.split(sign).length - 1
  const missing = wrongSigns.filter(([paper, sign]) => times(sign, paper) === 0).length
  console.log(
    `seed ${SEED}: ${JSON.stringify({ ...done, tags: tags.length, signs: signs.length, lostTags: lostTags.length, doubled: wrongSigns.length - missing, missing, agreedAfterMs: Date.now() - began })}`,
  )
  expect([lostTags, wrongSigns]).toEqual([[], []])
}, 1_800_000)
