import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PaperId } from '../../src/model/paper/paper.ts'
import { STATUSES } from '../../src/model/mark/mark.ts'
import { conflictingVersions } from '../../src/model/mark/noteVersions.ts'
import { rankOfTime } from '../../src/model/queue/rank.ts'
import { cellsOf, connect, createDevice, type Device } from '../support/devices.ts'
import { createRandom } from '../support/random.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }))
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const PAPERS = Array.from({ length: 6 }, (_, i) => `doi:10.1/${i}` as PaperId)
const YEAR_MS = 365 * 86_400_000

type Course = {
  readonly seed: number
  readonly edits: number
  readonly cuts: boolean
  readonly restarts?: boolean
  readonly deletes?: boolean
  readonly skew?: number
}

/** Devices that edit at random, and a log of what each wrote. */
async function run({ seed, edits, cuts, restarts = false, deletes = false, skew = 0 }: Course) {
  const random = createRandom(seed)
  const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!
  const devices = ['ann', 'ben', 'cy'].map((name, i) => createDevice(name, { random, skew: i === 1 ? skew : 0 }))
  const wire = connect(devices, random)
  for (const device of devices) device.join()
  const words = new Map<PaperId, string[]>()
  const tags = new Map<PaperId, string[]>()
  const away = new Set<Device>()
  for (let i = 0; i < edits; i += 1) {
    const [device, paper] = [pick(devices), pick(PAPERS)]
    const kind = random()
    if (kind < 0.5) {
      // One character, unlike all others, so that it is clear which device inserted what where.
      const word = String.fromCodePoint(0x4e00 + i)
      words.set(paper, [...(words.get(paper) ?? []), word])
      const note = device.note(paper)
      const at = Math.floor(random() * (note.length + 1))
      device.edit(paper, { note: note.slice(0, at) + word + note.slice(at) })
    } else if (kind < 0.7) device.edit(paper, { status: pick(STATUSES) })
    else if (kind < 0.85) {
      const tag = `${device.name}${i}`
      tags.set(paper, [...(tags.get(paper) ?? []), tag])
      device.edit(paper, { tags: [...device.mark(paper).tags, tag] })
    } else device.edit(paper, { starred: !device.mark(paper).starred })
    if (cuts && random() < 0.03) {
      const one = pick(devices)
      if (away.delete(one)) wire.mend(one)
      else {
        away.add(one)
        wire.cut(one)
      }
    }
    if (restarts && random() < 0.01) {
      const keepsReplica = device.isJoined && (!deletes || random() < 0.5)
      device.restart(keepsReplica)
      if (keepsReplica) device.join()
      if (!away.has(device)) wire.mend(device)
    }
    await pass(pick([20, 150, 700, 4000]))
  }
  if (skew !== 0) {
    await wire.settle()
    devices[1]!.setRight()
    for (const device of devices) wire.mend(device)
  }
  await wire.settle()
  return { devices, words, tags }
}

const count = (text: string, word: string) => text.split(word).length - 1

/** The differences between the devices, and the words that are missing or occur more than once. */
function faultsOf({ devices, words, tags }: Awaited<ReturnType<typeof run>>, times: 'once' | 'kept' = 'once') {
  const [first, ...others] = devices.map((device) => JSON.stringify(cellsOf(device)))
  const [{ library, mark }] = devices as [Device]
  const lostTags = [...tags].flatMap(([paper, written]) => written.filter((tag) => !mark(paper).tags.includes(tag)))
  const wrongWords = [...words].flatMap(([paper, written]) => {
    const { note } = mark(paper)
    return written.filter((word) => (times === 'once' ? count(note, word) !== 1 : !note.includes(word)))
  })
  const rivals = [...words.keys()].flatMap((paper) => conflictingVersions(library.getState().marks.get(paper)!))
  return { unequal: others.filter((other) => other !== first).length, lostTags, wrongWords, rivals }
}
const NONE = { unequal: 0, lostTags: [], wrongWords: [], rivals: [] }
const seeds = (length: number) => Array.from({ length }, (_, seed) => seed)

test.each(seeds(12))(
  'devices that connect and disconnect end with the same cells, and every word once (%i)',
  async (seed) => {
    expect(faultsOf(await run({ seed, edits: 200, cuts: true }))).toEqual(NONE)
  },
)
test.each(seeds(10))('a device that is closed during sync loses nothing (%i)', async (seed) => {
  expect(faultsOf(await run({ seed, edits: 200, cuts: true, restarts: true }))).toEqual(NONE)
})
test.each(seeds(6))('a deleted replica loses nothing (%i)', async (seed) => {
  const course = { seed, edits: 200, cuts: true, restarts: true, deletes: true }
  expect(faultsOf(await run(course), 'kept')).toEqual(NONE)
})
test.each([-YEAR_MS, YEAR_MS])(
  'a clock that is a year off loses nothing, and all devices agree once it is right (%i)',
  async (skew) => {
    const course = await run({ seed: 1, edits: 200, cuts: true, skew })
    // Merged cells have the stamps of the first writer, and the values are the same.
    expect({ ...faultsOf(course), unequal: 0 }).toEqual(NONE)
    const [ann, ben, cy] = course.devices.map((device) => PAPERS.map((paper) => device.mark(paper)))
    expect([ben, cy]).toEqual([ann, ann])
  },
)

test('devices are warned of a clock a year ahead, but not of their own later edits', async () => {
  const random = createRandom(1)
  const devices = ['ann', 'ben', 'cy'].map((name, i) => createDevice(name, { random, skew: i === 0 ? YEAR_MS : 0 }))
  const [ann, ben, cy] = devices as [Device, Device, Device]
  const wire = connect(devices, random)
  for (const device of devices) device.join()
  ben.edit(PAPERS[0]!, { starred: true })
  await wire.settle()
  expect(devices.map(({ counts }) => counts.ahead)).toEqual([0, 0, 0])
  ann.edit(PAPERS[1]!, { starred: true })
  await wire.settle()
  expect(devices.map(({ counts }) => Math.round(counts.ahead / YEAR_MS))).toEqual([0, 1, 1])
  cy.counts.ahead = 0
  ben.edit(PAPERS[2]!, { starred: true })
  await wire.settle()
  expect([cy.mark(PAPERS[2]!).starred, cy.counts.ahead]).toEqual([true, 0])
})

test('devices that put papers at places in Up next at once have the same places in the end', async () => {
  const random = createRandom(3)
  const [ann, ben] = [createDevice('ann', { random }), createDevice('ben', { random })] as const
  const wire = connect([ann, ben], random)
  for (const device of [ann, ben]) device.join()
  for (const [i, paper] of PAPERS.entries()) ann.edit(paper, { status: 'to-read', next: rankOfTime(i) })
  await wire.settle()
  wire.cut(ben)
  ann.edit(PAPERS[0]!, { next: rankOfTime(10) })
  ann.edit(PAPERS[1]!, { next: rankOfTime(11) })
  ben.edit(PAPERS[1]!, { next: rankOfTime(12) })
  ben.edit(PAPERS[2]!, { status: 'read' })
  wire.mend(ben)
  await wire.settle()
  const places = (device: Device) => PAPERS.map((paper) => device.mark(paper).next)
  expect(places(ann)).toEqual(places(ben))
  expect(places(ann).slice(0, 4)).toEqual([rankOfTime(10), expect.anything(), undefined, rankOfTime(3)])
})
