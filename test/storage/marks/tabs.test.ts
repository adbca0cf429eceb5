import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Marks } from '../../../src/model/mark/cell.ts'
import { joinTabs } from '../../../src/storage/marks/tabs.ts'
import { followChannels } from '../../support/channels.ts'
import { A, B, kept, START_MS } from '../../support/marks.ts'
import { until } from '../../support/waiting.ts'

let closeChannels = () => {}
beforeEach(() => {
  closeChannels = followChannels()
})
afterEach(() => {
  closeChannels()
  vi.unstubAllGlobals()
})

/** A tab that receives from others. `heard` waits for so many messages. */
function listen() {
  const received: Marks[] = []
  const tell = joinTabs((marks) => received.push(marks))
  return {
    received,
    tell,
    heard: (times: number) => until(() => expect(received.length).toBeGreaterThanOrEqual(times)),
  }
}

test('what one tab saved arrives unchanged in the others, and not in itself', async () => {
  const [here, there, elsewhere] = [listen(), listen(), listen()]
  const saved: Marks = new Map([
    [A, kept({ status: 'read', tags: ['to cite'] }, 1)],
    [B, kept({ note: 'μ' }, 2)],
  ])
  here.tell(saved)
  await Promise.all([there.heard(1), elsewhere.heard(1)])
  expect(there.received).toEqual([saved])
  expect(elsewhere.received).toEqual([saved])
  expect(here.received).toEqual([])
})

test('messages without marks are ignored, and later ones arrive', async () => {
  const here = listen()
  const channel = new BroadcastChannel('offprint-marks')
  const junk: unknown[] = ['hello', null, undefined, 7, {}, [[A, kept({ starred: true })]], new Set([A]), new Date()]
  for (const message of junk) channel.postMessage(message)
  const good = new Map([[A, kept({ starred: true })]])
  channel.postMessage(good)
  await here.heard(1)
  expect(here.received).toEqual([good])
})

test('of a message that is invalid in part, the valid marks arrive', async () => {
  const here = listen()
  const channel = new BroadcastChannel('offprint-marks')
  const [, at] = kept({ starred: true }).get('starred')!
  channel.postMessage(
    new Map<unknown, unknown>([
      [7, kept({ starred: true })],
      ['doi:10.1/no-map', { starred: true }],
      ['doi:10.1/no-stamp', new Map([['starred', [true, String(START_MS)]]])],
      ['doi:10.1/no-value', new Map([['starred', [{ is: true }, at]]])],
      [B, kept({ note: 'good' })],
    ]),
  )
  await here.heard(1)
  expect(here.received).toEqual([new Map([[B, kept({ note: 'good' })]])])
})

test('saving works in a browser without BroadcastChannel', () => {
  vi.stubGlobal('BroadcastChannel', undefined)
  const tell = joinTabs(() => {})
  expect(() => tell(new Map([[A, kept({ starred: true })]]))).not.toThrow()
})
