import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Replica } from '../../src/storage/sync/replica.ts'
import type { Marks } from '../../src/model/mark/cell.ts'
import type { PaperId } from '../../src/model/paper/paper.ts'
import { entryKey, packCells } from '../../src/sync/document/entryFormat.ts'
import type { ToPage } from '../../src/sync/messages.ts'
import type { StoredUpdates } from '../../src/sync/document/replicaWriter.ts'
import { startSession, type TransportEvents } from '../../src/sync/session.ts'
import { A, B, kept } from '../support/marks.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }))
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const star = (paper: PaperId): Marks => new Map([[paper, kept({ starred: true })]])

/** A replica that a test can inspect and damage. */
function createReplica() {
  const disk = { device: null as string | null, updates: [] as Uint8Array[], isSlow: false }
  const done = () => new Promise<void>((next) => setTimeout(next, disk.isSlow ? 10_000 : 1))
  const replica: Replica = {
    load: async () => ({ device: disk.device, updates: [...disk.updates], bases: new Map() }),
    name: async (device) => void (disk.device = device),
    async add(update) {
      await done()
      if (update) disk.updates.push(update)
    },
    async replace(update) {
      await done()
      disk.updates = [update]
    },
    clear: async () => void Object.assign(disk, { device: null, updates: [] }),
  }
  return { disk, replica }
}

async function start(replica: Replica, { hasMet = true, names = ['one', 'two', 'three'] } = {}) {
  const said: ToPage[] = []
  let options = {} as { doc: Y.Doc; events: TransportEvents; kept: StoredUpdates; device: () => string }
  const session = await startSession({
    replica,
    hasMet,
    open: (doc, device, events, kept) => {
      options = { doc, events, kept, device }
      return { exchange() {}, stop() {} }
    },
    post: (message) => said.push(message),
    now: Date.now,
    newName: () => names.shift()!,
    isOwn: (name) => name !== 'stranger',
  })
  const kinds = () => said.map(({ kind }) => kind).filter((kind) => kind !== 'progress')
  return { session, said, kinds, ...options }
}
const bring = (marks: Marks) => ({ kind: 'marks', marks, total: marks.size, isLast: true }) as const

test('a new replica applies nothing before the first sync, and a known one begins at once', async () => {
  const { replica, disk } = createReplica()
  const first = await start(replica)
  await pass(10_000)
  expect(first.kinds()).toEqual([])
  first.events.onSynced()
  first.session.take(bring(star(A)))
  await pass(1000)
  expect(first.kinds()).toEqual(['marks', 'joined', 'lists'])
  first.session.take({ kind: 'stop', forgets: false })
  await pass(1000)
  expect(disk.device).toBe('one')
  const again = await start(replica)
  expect(again.kinds()).toEqual(['marks'])
  expect(again.device()).toBe('one')
})

test('a replica from an earlier sync, or a damaged one, is not used', async () => {
  for (const damage of [{ device: 'stranger' }, { updates: [new Uint8Array([9, 9, 9])] }]) {
    const { replica, disk } = createReplica()
    const doc = new Y.Doc()
    doc.getMap('cells:one').set(entryKey(A, 'x'), '[]')
    Object.assign(disk, { device: 'one', updates: [Y.encodeStateAsUpdate(doc)] }, damage)
    const { kinds, device, doc: opened } = await start(replica, { names: ['new'] })
    expect([kinds(), device(), opened.share.has('cells:one')]).toEqual([[], 'new', false])
  }
})

test('nothing is sent before the replica has stored it', async () => {
  const { replica, disk } = createReplica()
  const { session, events, kept, said } = await start(replica)
  events.onSynced()
  session.take(bring(new Map()))
  await pass(1000)
  const sent: Uint8Array[] = []
  kept.onUpdate((update) => sent.push(update))
  disk.isSlow = true
  session.take({ kind: 'changes', changes: { number: 1, acknowledged: 0, marks: star(A), notes: [] } })
  let isKept = false
  await pass(100)
  void kept.wait().then(() => (isKept = true))
  await pass(5000)
  expect([sent.length, isKept, disk.updates.length]).toEqual([0, false, 0])
  await pass(10_000)
  expect([sent.length, isKept, disk.updates.length]).toEqual([1, true, 1])
  expect(said.at(-1)).toMatchObject({ kind: 'progress', progress: { waiting: 1 } })
  events.onSent()
  await pass(1000)
  expect(said.at(-1)).toMatchObject({
    kind: 'progress',
    progress: { waiting: 0, exchangedAt: expect.any(Number) as number },
  })
})

test('a replica whose name another writer uses, as in a cloned profile, takes a new name and resends all', async () => {
  const { replica } = createReplica()
  const { session, events, doc, device, kinds, said } = await start(replica)
  events.onSynced()
  session.take(bring(star(A)))
  await pass(1000)
  const twin = new Y.Doc()
  twin.getMap('cells:one').set(entryKey(B, 'starred'), packCells(kept({ starred: true })))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(twin), 'wire')
  await pass(1000)
  expect(device()).toBe('two')
  expect(kinds().slice(-1)).toEqual(['marks'])
  session.take(bring(star(A)))
  await pass(1000)
  expect(kinds().slice(-3)).toEqual(['joined', 'lists', 'delivery'])
  expect(said.findLast(({ kind }) => kind === 'delivery')).toMatchObject({
    delivery: { marks: new Map([[B, kept({ starred: true })]]) },
  })
})

test('a first merge that the user agreed to and a reload interrupted goes on without asking again', async () => {
  const { replica, disk } = createReplica()
  const before = new Y.Doc()
  for (const [name, paper] of [
    ['cells:other', A],
    ['cells:one', B],
  ] as const)
    before.getMap(name).set(entryKey(paper, 'starred'), packCells(kept({ starred: true })))
  Object.assign(disk, { device: 'one', updates: [Y.encodeStateAsUpdate(before)] })
  const { session, events, kinds } = await start(replica, { hasMet: false })
  events.onSynced()
  session.take(bring(star(A)))
  expect(kinds()).toEqual(['marks', 'joined', 'lists'])
})

test('entries of a newer version that this one cannot read do not count as still to come', async () => {
  const { replica } = createReplica()
  const { session, events, doc, said } = await start(replica)
  events.onSynced()
  session.take(bring(star(A)))
  await pass(1000)
  const newer = new Y.Doc()
  newer.getMap('cells:other').set(entryKey(B, 'x'), JSON.stringify([{ shape: 'new' }]))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(newer), 'wire')
  await pass(1000)
  expect(said.at(-1)).toMatchObject({ kind: 'progress', progress: { coming: 0 } })
})

test('an unreadable document ends the session with a reason, and leaves no damaged replica', async () => {
  const { replica, disk } = createReplica()
  const { session, events, said } = await start(replica)
  events.onSynced()
  session.take(bring(star(A)))
  await pass(1000)
  events.onBroken('The server sent nonsense.')
  await pass(1000)
  expect(said.at(-1)).toMatchObject({ progress: { phase: 'broken', problem: 'The server sent nonsense.' } })
  expect(disk).toMatchObject({ device: null, updates: [] })
})

test('switching off deletes the replica, and later messages change nothing', async () => {
  const { replica, disk } = createReplica()
  const { session, events, doc, said, kinds } = await start(replica)
  events.onSynced()
  session.take(bring(star(A)))
  await pass(1000)
  session.take({ kind: 'stop', forgets: true })
  await pass(1000)
  expect(kinds().at(-1)).toBe('stopped')
  expect(disk).toMatchObject({ device: null, updates: [] })
  const { length } = said
  doc.getMap('cells:other').set(entryKey(B, 'starred'), packCells(kept({ starred: true })))
  await pass(5000)
  expect(said).toHaveLength(length)
})
