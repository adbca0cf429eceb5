import { IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { merge, parseKept, type KeptMark } from '../../../src/model/mark/cell.ts'
import { PackedMarks } from '../../../src/model/mark/packedMarks.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { openCollection } from '../../../src/storage/marks/collection.ts'
import { readMarksInWorker } from '../../../src/storage/marks/readInWorker.ts'
import { readRecords } from '../../../src/storage/marks/recordReader.ts'
import type { Outcome, Thread } from '../../../src/storage/browser/workerThread.ts'
import { createDisk, openTab, putOnDisk, type Disk } from '../../support/disk.ts'
import { A, B, kept } from '../../support/marks.ts'
import { until } from '../../support/waiting.ts'

const MANY = 5000
const marksOf = (count: number) =>
  new Map(
    Array.from({ length: count }, (_, i) => [`doi:10.1/${i}` as PaperId, kept({ note: `note ${i}` }, i)] as const),
  )

type Answer = () => Promise<Outcome>

/**
 * A worker that begins by itself, as the real one does, and posts the result of `answer`; with null it fails to start.
 */
function createThread(answer: Answer | null) {
  const terminate = vi.fn<() => void>()
  const thread: Thread<never, Outcome> = { onmessage: null, onerror: null, terminate, postMessage() {} }
  queueMicrotask(() => {
    if (answer === null) thread.onerror?.({ message: 'blocked' } as ErrorEvent)
    else void answer().then((data) => thread.onmessage?.({ data: structuredClone(data) } as MessageEvent<Outcome>))
  })
  return thread
}

/** What the worker does with this disk. */
const over = (disk: Disk) => async () => {
  const { database } = await openTab(disk, 'thread')
  const packed = new PackedMarks()
  const shape = { parse: parseKept, collect: () => packed }
  const read = await database.transact('readonly', (store) => readRecords(store, shape))
  return { value: { ...read, records: packed.handOver() } }
}

async function openWith(disk: Disk, start: () => Thread<never, Outcome>) {
  const { database } = await openTab(disk, 'here')
  const readApart = vi.fn<() => ReturnType<typeof readMarksInWorker>>(() => readMarksInWorker(start))
  const shape = { merge, parse: parseKept, readApart }
  return { readApart, collection: openCollection<PaperId, KeptMark>(database.transact, shape, 'here') }
}

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('many marks are read by a worker that is then terminated, with unreadable records counted', async () => {
  const disk = createDisk()
  const { collection: before } = await openTab(disk, 'before')
  await before.save(marksOf(MANY))
  await before.saveAtOnce(new Map([[A, kept({ note: 'last word' }, 9999)]]))
  await putOnDisk(disk, B, 'no mark')
  const thread = createThread(over(disk))
  const { collection, readApart } = await openWith(disk, () => thread)
  const { records, unreadable, aside } = await collection.load()
  expect(readApart).toHaveBeenCalledOnce()
  expect(thread.terminate).toHaveBeenCalledOnce()
  expect([records.size, unreadable, aside]).toEqual([MANY + 1, 1, 0])
  const all = new Map([...marksOf(MANY), [A, kept({ note: 'last word' }, 9999)] as const])
  expect(new Map(records)).toEqual(all)

  // The last write is merged by the next save.
  await collection.save(new Map([[B, kept({ starred: true }, 10_000)]]))
  const { records: after } = await (await openTab(disk, 'after')).collection.load()
  expect(after.get(A)).toEqual(all.get(A))
})

test('few marks start no worker', async () => {
  const disk = createDisk()
  await (await openTab(disk, 'before')).collection.save(marksOf(MANY - 1))
  const { collection, readApart } = await openWith(disk, () => createThread(null))
  expect((await collection.load()).records.size).toBe(MANY - 1)
  expect(readApart).not.toHaveBeenCalled()
})

test.each<readonly [string, Answer | null]>([
  ['does not start', null],
  ['cannot read', async () => ({ error: { name: 'NotReadableError', message: 'no' } })],
  ['never answers', () => new Promise<never>(() => {})],
])('if the worker %s, the page reads the marks', async (_, answer) => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const disk = createDisk()
  await (await openTab(disk, 'before')).collection.save(marksOf(MANY))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let thread: ReturnType<typeof createThread> | undefined
  const { collection } = await openWith(disk, () => (thread = createThread(answer)))
  const loading = collection.load()
  await until(() => expect(thread).toBeDefined())
  await vi.advanceTimersByTimeAsync(20_001)
  const { records } = await loading
  expect(new Map(records)).toEqual(marksOf(MANY))
  expect(thread!.terminate).toHaveBeenCalledOnce()
  expect(warn).toHaveBeenCalledOnce()
})
