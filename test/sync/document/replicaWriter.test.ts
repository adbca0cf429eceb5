import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { persistReplica } from '../../../src/sync/document/replicaWriter.ts'
import { createBases } from '../../../src/sync/merge/mergeBases.ts'
import type { Replica } from '../../../src/storage/sync/replica.ts'
import { A } from '../../support/marks.ts'

/** A stored replica that can fail, and whose writes can be held back. */
function createReplica() {
  let updates: Uint8Array[] = []
  let replacements = 0
  let isBroken = false
  let held: Promise<void> | null = null
  const put = async (change: () => void) => {
    await held
    if (isBroken) throw new DOMException('No more room', 'QuotaExceededError')
    change()
  }
  const replica: Replica = {
    load: async () => ({ device: null, updates, bases: new Map() }),
    name: async () => {},
    add: (update) => put(() => update && updates.push(update)),
    replace: (update) =>
      put(() => {
        replacements += 1
        updates = [update]
      }),
    clear: async () => {},
  }
  return {
    replica,
    replacements: () => replacements,
    setBroken: (to: boolean) => (isBroken = to),
    hold: () => {
      let release = () => {}
      held = new Promise((resolve) => (release = resolve))
      return () => {
        held = null
        release()
      }
    },
    text: () => {
      const doc = new Y.Doc()
      for (const update of updates) Y.applyUpdate(doc, update)
      return doc.getText('t').toJSON()
    },
  }
}

let doc: Y.Doc
beforeEach(() => {
  doc = new Y.Doc()
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('changes are stored together a moment after the first, without being asked for', async () => {
  const { replica, text } = createReplica()
  persistReplica(doc, replica, createBases())
  doc.getText('t').insert(0, 'a')
  doc.getText('t').insert(1, 'b')
  expect(text()).toBe('')
  await vi.advanceTimersByTimeAsync(40)
  expect(text()).toBe('ab')
})

test('an update is passed on only after it is stored', async () => {
  const { replica, hold, text } = createReplica()
  const keeper = persistReplica(doc, replica, createBases())
  const stored: string[] = []
  keeper.onUpdate(() => stored.push(text()))
  const release = hold()
  doc.getText('t').insert(0, 'a')
  await vi.advanceTimersByTimeAsync(100)
  expect(stored).toEqual([])
  release()
  await vi.advanceTimersByTimeAsync(0)
  expect(stored).toEqual(['a'])
})

test('waiting lasts until what arrives meanwhile is stored as well', async () => {
  const { replica, text } = createReplica()
  const keeper = persistReplica(doc, replica, createBases())
  doc.getText('t').insert(0, 'a')
  const waiting = keeper.wait()
  doc.getText('t').insert(1, 'b')
  await waiting
  expect(text()).toBe('ab')
})

test('bases that changed without the document are stored too', async () => {
  const { replica } = createReplica()
  const add = vi.spyOn(replica, 'add')
  const bases = createBases()
  const keeper = persistReplica(doc, replica, bases)
  await keeper.write()
  expect(add).not.toHaveBeenCalled()
  bases.sent([{ paper: A, text: 'one', matchesVersion: false, isToStore: true }], 0)
  await keeper.write()
  expect(add).toHaveBeenCalledExactlyOnceWith(null, new Map([[A, ['one']]]))
})

test('after two hundred writes one update takes the place of all, and says the same', async () => {
  const { replica, replacements, text } = createReplica()
  const keeper = persistReplica(doc, replica, createBases())
  for (let i = 0; i < 201; i += 1) {
    doc.getText('t').insert(i, 'x')
    await keeper.write()
  }
  expect(replacements()).toBe(1)
  expect(text()).toBe('x'.repeat(201))
})

test('a write that fails stops nothing: its update is passed on, and the next write stores the whole', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { replica, setBroken, text, replacements } = createReplica()
  const keeper = persistReplica(doc, replica, createBases())
  let passed = 0
  keeper.onUpdate(() => (passed += 1))
  setBroken(true)
  doc.getText('t').insert(0, 'a')
  await keeper.write()
  expect([passed, text()]).toEqual([1, ''])
  setBroken(false)
  doc.getText('t').insert(1, 'b')
  await keeper.write()
  expect([replacements(), text()]).toEqual([1, 'ab'])
  doc.getText('t').insert(2, 'c')
  await keeper.write()
  expect([replacements(), text()]).toEqual([1, 'abc'])
})

test('after it is stopped nothing more is stored', async () => {
  const { replica, text } = createReplica()
  const keeper = persistReplica(doc, replica, createBases())
  doc.getText('t').insert(0, 'a')
  await keeper.stop()
  doc.getText('t').insert(1, 'b')
  await vi.advanceTimersByTimeAsync(100)
  expect(text()).toBe('a')
})
