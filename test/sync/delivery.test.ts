import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { KeptMark } from '../../src/model/mark/cell.ts'
import type { PaperId } from '../../src/model/paper/paper.ts'
import { createDelivery } from '../../src/sync/delivery.ts'
import { changeText } from '../../src/sync/document/noteTexts.ts'
import { openMarks } from '../../src/sync/document/sharedMarks.ts'
import type { Delivery } from '../../src/sync/messages.ts'
import { A, B, kept, START_MS } from '../support/marks.ts'

const id = (number: number) => `doi:10.1/${number}` as PaperId

/** A delivery over a document, as the bridge drives it. */
function start() {
  const doc = new Y.Doc()
  const shared = openMarks(doc, 'here', Date.now)
  const batches: Pick<Delivery, 'marks' | 'notes'>[] = []
  let dropped = 0
  const delivery = createDelivery({
    doc,
    shared,
    send: (batch) => batches.push(batch),
    onDropped: () => (dropped += 1),
    now: Date.now,
    random: () => 0,
  })
  const write = (paper: PaperId, cells: KeptMark) => {
    shared.write(paper, cells)
    delivery.add(paper, shared.keysOf(paper))
  }
  return { doc, delivery, batches, write, dropped: () => dropped }
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('changed entries', () => {
  test('of many papers go out in batches of 200, of which two are on the way at most', async () => {
    const { delivery, batches, write } = start()
    for (let i = 0; i < 1000; i += 1) write(id(i), kept({ starred: true }))
    await pass(1000)
    expect(batches.map(({ marks }) => marks.size)).toEqual([200, 200])
    expect(delivery.queued()).toBe(602)
    delivery.acknowledge()
    await pass(100)
    expect(batches).toHaveLength(3)
    for (let i = 0; i < 4; i += 1) {
      delivery.acknowledge()
      await pass(100)
    }
    expect(new Set(batches.flatMap(({ marks }) => [...marks.keys()])).size).toBe(1000)
    expect(delivery.queued()).toBe(0)
  })

  test('of few papers with long notes end a batch early', async () => {
    const { batches, write } = start()
    for (let i = 0; i < 3; i += 1) write(id(i), kept({ note: 'x'.repeat(150_000) }))
    await pass(100)
    expect(batches.map(({ marks }) => marks.size)).toEqual([2, 1])
  })

  test('that are gone by their turn are dropped, which is told', async () => {
    const { delivery, batches, dropped } = start()
    delivery.add(A, ['nobody wrote this'])
    await pass(100)
    expect([batches.length, dropped(), delivery.queued()]).toEqual([0, 1, 0])
  })

  test('are not delivered after it is stopped', async () => {
    const { delivery, batches, write } = start()
    write(A, kept({ starred: true }))
    delivery.stop()
    await pass(100)
    expect(batches).toEqual([])
  })
})

describe('the text of a note', () => {
  const noted = () => {
    const all = start()
    all.write(A, kept({ note: 'One.' }))
    changeText(all.doc, A, 'One.', true)
    return all
  }

  test('goes out with its version where both say the same, and need not be saved', async () => {
    const { batches } = noted()
    await pass(100)
    expect(batches[0]!.notes).toEqual([{ paper: A, text: 'One.', matchesVersion: true, isToStore: false }])
  })

  test('that differs waits three seconds for its author to write it as a version', async () => {
    const { doc, delivery, batches } = noted()
    await pass(100)
    delivery.acknowledge()
    changeText(doc, A, 'One. Two.')
    delivery.add(A)
    await pass(2900)
    expect(batches).toHaveLength(1)
    await pass(200)
    expect(batches[1]!.notes).toEqual([{ paper: A, text: 'One. Two.', matchesVersion: false, isToStore: true }])
  })

  test('goes out at once while the user types there, and 0.4 s after a letter to one who wrote it lately', async () => {
    const { doc, delivery, batches } = noted()
    await pass(100)
    delivery.acknowledge()
    delivery.noteTyped(A)
    changeText(doc, A, 'One. Two.')
    delivery.add(A)
    await pass(40)
    expect(batches[1]!.notes).toMatchObject([{ text: 'One. Two.', isToStore: true }])
    delivery.acknowledge()
    await pass(2000)
    changeText(doc, A, 'One. Two. Three.')
    delivery.add(A)
    await pass(300)
    expect(batches).toHaveLength(2)
    await pass(200)
    expect(batches[2]!.notes).toMatchObject([{ text: 'One. Two. Three.' }])
  })

  test('goes out at once where it is asked for', async () => {
    const { doc, delivery, batches } = noted()
    await pass(100)
    delivery.acknowledge()
    changeText(doc, A, 'One. Two.')
    delivery.addText(A)
    await pass(40)
    expect(batches[1]!.notes).toMatchObject([{ text: 'One. Two.', isToStore: true }])
  })

  test('that changes again while it waits, waits anew, and other marks do not wait for it', async () => {
    const { doc, delivery, batches, write } = noted()
    await pass(100)
    delivery.acknowledge()
    changeText(doc, A, 'One. T')
    delivery.add(A)
    await pass(2000)
    changeText(doc, A, 'One. Two.')
    delivery.add(A)
    write(B, kept({ starred: true }))
    await pass(2000)
    expect(batches.slice(1).map(({ marks }) => [...marks.keys()])).toEqual([[B]])
    await pass(1200)
    expect(batches.at(-1)!.notes).toMatchObject([{ paper: A, text: 'One. Two.' }])
  })
})
