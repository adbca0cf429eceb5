import { IDBKeyRange } from 'fake-indexeddb'
import { set } from 'idb-keyval'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openDatabase } from '../../../src/storage/browser/database.ts'
import { openReplica } from '../../../src/storage/sync/replica.ts'
import { createDisk } from '../../support/disk.ts'
import { A, B } from '../../support/marks.ts'

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))
afterEach(() => void vi.unstubAllGlobals())

const update = (byte: number) => new Uint8Array([byte])

async function open() {
  const { factory } = createDisk()
  const { transact } = await openDatabase('sync', factory)
  return { transact, replica: openReplica(transact), again: () => openReplica(transact).load() }
}

test('a replica loads with its name, its updates in order, and the bases of the last one', async () => {
  const { replica, again } = await open()
  expect(await replica.load()).toEqual({ device: null, updates: [], bases: new Map() })
  await replica.name('one')
  await replica.add(update(1), new Map([[A, ['First.']]]))
  await replica.add(update(2), new Map([[B, ['Second.', 'Third.']]]))
  await replica.add(null, new Map([[A, ['Fourth.']]]))
  expect(await again()).toEqual({
    device: 'one',
    updates: [update(1), update(2)],
    bases: new Map([[A, ['Fourth.']]]),
  })
  await replica.replace(update(3), new Map())
  expect(await again()).toEqual({ device: 'one', updates: [update(3)], bases: new Map() })
  await replica.clear()
  expect(await again()).toEqual({ device: null, updates: [], bases: new Map() })
})

test('an invalid base is left out, and the rest is read', async () => {
  const { replica, transact, again } = await open()
  await replica.add(update(1), new Map())
  for (const [nonsense, bases] of [
    ['text', new Map()],
    [
      new Map<unknown, unknown>([
        [A, 'text'],
        [B, ['Kept.']],
      ]),
      new Map([[B, ['Kept.']]]),
    ],
  ] as const) {
    await set('bases', nonsense, transact)
    expect(await again()).toEqual({ device: null, updates: [update(1)], bases })
  }
})
