import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pack } from '../../../src/model/mark/packedMarks.ts'
import { openJournal, startJournal } from '../../../src/storage/journal/journalClient.ts'
import type { Reply, Request } from '../../../src/storage/journal/journalWorker.ts'
import type { Thread } from '../../../src/storage/browser/workerThread.ts'
import { A, kept } from '../../support/marks.ts'

type Held = Thread<Request, Reply> & { readonly requests: Request[]; wasEnded: boolean; reply(reply: Reply): void }

/** A worker that replies when the test says so. */
function createThread(): Held {
  const thread: Held = {
    requests: [],
    wasEnded: false,
    onmessage: null,
    onerror: null,
    postMessage: (request, transfer = []) => void thread.requests.push(structuredClone(request, { transfer })),
    terminate: () => (thread.wasEnded = true),
    reply: (data) => thread.onmessage?.({ data } as MessageEvent<Reply>),
  }
  return thread
}

async function start() {
  const thread = createThread()
  const opening = startJournal(thread, 'here')
  thread.reply({ number: 1, value: null })
  return { thread, journal: await opening }
}

const marks = new Map([[A, kept({ note: 'x' })]])

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('the journal is null where the browser has no private file system', async () => {
  vi.stubGlobal('navigator', { storage: {} })
  expect(await openJournal('here')).toBeNull()
})

test('a journal that does not open is null, and its worker is terminated', async () => {
  const thread = createThread()
  const opening = startJournal(thread, 'here')
  thread.reply({ number: 1, error: { name: 'SecurityError', message: 'not here' } })
  await expect(opening).rejects.toMatchObject({ name: 'SecurityError', message: 'not here' })
  expect(thread.wasEnded).toBe(true)
})

test('all marks are transferred to the worker for comparison, not copied', async () => {
  const { thread, journal } = await start()
  const ours = pack(marks)
  const { length } = ours.bytes
  void journal.compare(ours)
  expect(thread.requests.at(-1)).toMatchObject({ kind: 'compare', ours: { bytes: { length } } })
  expect(ours.bytes).toHaveLength(0)
})

describe('an append', () => {
  test('is posted before it returns, and resolves when the worker replies', async () => {
    const { thread, journal } = await start()
    const done = vi.fn<() => void>()
    const appended = journal.append(marks).then(done)
    expect(thread.requests.at(-1)).toEqual({ kind: 'append', number: 2, marks })
    await Promise.resolve()
    expect(done).not.toHaveBeenCalled()
    thread.reply({ number: 2, value: undefined })
    await appended
  })

  test('rejects with the error of the disk', async () => {
    const { thread, journal } = await start()
    const appended = journal.append(marks)
    thread.reply({ number: 2, error: { name: 'QuotaExceededError', message: 'No more room' } })
    await expect(appended).rejects.toMatchObject({ name: 'QuotaExceededError' })
  })

  test('rejects after 5 s without a reply, and the next at once until the worker replies again', async () => {
    const { thread, journal } = await start()
    const late = journal.append(marks).catch(String)
    await vi.advanceTimersByTimeAsync(5000)
    expect(await late).toContain('did not answer in time')
    await expect(journal.append(marks)).rejects.toThrow('did not answer in time')
    thread.reply({ number: 2, value: undefined })
    const again = journal.append(marks)
    thread.reply({ number: 3, value: undefined })
    await expect(again).resolves.toBeUndefined()
  })

  test('rejects, as do all later ones, when the worker dies', async () => {
    const { thread, journal } = await start()
    const appended = journal.append(marks)
    thread.onerror?.({ message: 'out of memory' } as ErrorEvent)
    await expect(appended).rejects.toThrow('out of memory')
    await expect(journal.append(marks)).rejects.toThrow('out of memory')
  })
})

test('a compaction may take longer than the timeout of a reply', async () => {
  const { thread, journal } = await start()
  const compacted = journal.compact()
  await vi.advanceTimersByTimeAsync(30_000)
  thread.reply({ number: 2, value: 'done' })
  expect(await compacted).toBeNull()
})

test.each([
  [{ value: 'done' }, null],
  [{ value: 'nothing' }, null],
  [{ value: 'busy' }, 'busy'],
  [{ value: 'fewer' }, 'fewer'],
  [{ value: 'newer' }, 'newer'],
  [{ error: { name: 'QuotaExceededError', message: 'No more room' } }, 'full'],
  [{ error: { name: 'Error', message: 'snapshot-a is not on the disk as it was written' } }, 'unverified'],
] as const)('a compaction that ends with %j is reported as %s', async (end, told) => {
  vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const { thread, journal } = await start()
  const compacted = journal.compact()
  thread.reply({ number: 2, ...end })
  expect(await compacted).toBe(told)
})
