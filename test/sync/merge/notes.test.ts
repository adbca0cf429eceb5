import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pastVersions, conflictingVersions, versions } from '../../../src/model/mark/noteVersions.ts'
import { cellsOf, connect, createDevice, type Device } from '../../support/devices.ts'
import { A } from '../../support/marks.ts'
import { createRandom } from '../../support/random.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }))
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const keptOf = (device: Device) => device.library.getState().marks.get(A)!

/** Types one letter after another at the end of the note. */
const typeAtEnd = (device: Device, letter: string) => device.edit(A, { note: device.note(A) + letter })
const typeAtStart = (device: Device, letter: string) => device.edit(A, { note: letter + device.note(A) })

async function pair() {
  const random = createRandom(1)
  const [here, there] = [createDevice('here', { random }), createDevice('there', { random })]
  const wire = connect([here, there], random)
  here.join()
  there.join()
  await pass(500)
  return { here, there, wire }
}

test('two devices typing in one note get one text with all letters, a version each, and no conflict', async () => {
  const { here, there, wire } = await pair()
  here.edit(A, { note: 'Middle' })
  await pass(5000)
  expect(there.note(A)).toBe('Middle')
  const [ends, starts] = ['abcdefghijklmnopqrst', 'zyxwvutsrqponmlkjihg']
  for (let i = 0; i < ends.length; i += 1) {
    typeAtEnd(here, ends[i]!)
    await pass(90)
    typeAtStart(there, starts[i]!)
    await pass(130)
  }
  await wire.settle()
  const joined = `${starts.split('').toReversed().join('')}Middle${ends}`
  expect([here.note(A), there.note(A)]).toEqual([joined, joined])
  expect(cellsOf(here)).toEqual(cellsOf(there))
  expect(conflictingVersions(keptOf(here))).toEqual([])
  expect(versions(keptOf(here)).length).toBeLessThanOrEqual(4)
  expect(pastVersions(keptOf(here)).map(({ text }) => text)).toContain('Middle')
  const { written } = here.counts
  await pass(60_000)
  expect(here.counts.written).toBe(written)
})

test('a day of offline edits on two devices becomes one merged note', async () => {
  const { here, there, wire } = await pair()
  here.edit(A, { note: 'One.\n\nTwo.\n\nThree.' })
  await pass(5000)
  wire.cut(here)
  for (let hour = 0; hour < 24; hour += 1) {
    typeAtEnd(here, `\nhere ${hour}`)
    typeAtStart(there, `there ${hour}\n`)
    await pass(3_600_000)
  }
  await wire.settle()
  expect(here.note(A)).toBe(there.note(A))
  for (let hour = 0; hour < 24; hour += 1)
    for (const word of [`here ${hour}`, `there ${hour}`]) {
      const lines = here.note(A).split('\n')
      expect(lines.filter((line) => line === word)).toHaveLength(1)
    }
  expect(here.note(A).match(/Two/g)).toHaveLength(1)
  expect(cellsOf(here)).toEqual(cellsOf(there))
  expect(conflictingVersions(keptOf(here))).toEqual([])
})
