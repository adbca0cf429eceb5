import { describe, expect, test, vi } from 'vitest'
import { pack } from '../../../src/model/mark/packedMarks.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { openVault } from '../../../src/storage/journal/tabJournal.ts'
import { openJournalSet, type JournalSet } from '../../../src/storage/journal/journalSet.ts'
import type { Outcome, Thread } from '../../../src/storage/browser/workerThread.ts'
import { journalSetInWorker } from '../../../src/storage/journal/journalSetInWorker.ts'
import type { Request } from '../../../src/storage/journal/journalSetWorker.ts'
import { createFiles, createLocks } from '../../support/folder.ts'
import { A, B, kept } from '../../support/marks.ts'

const few = new Map([[A, kept({ note: 'ours' })]])
const many = pack(
  new Map([...few, ...Array.from({ length: 5000 }, (_, i) => [`doi:10.1/${i}` as PaperId, kept({})] as const)]),
)
const refuse = () => Promise.reject(new Error('not here'))
const nobody: JournalSet = { compare: refuse, compact: refuse }

/** A worker that replies to each request with the result of `answer`, or fails to start. */
function createThread(answer: ((request: Request) => Promise<Outcome>) | null) {
  const terminate = vi.fn<() => void>()
  const thread: Thread<Request, Outcome> = {
    onmessage: null,
    onerror: null,
    terminate,
    postMessage: (request) => {
      if (answer === null) queueMicrotask(() => thread.onerror?.({ message: 'blocked' } as ErrorEvent))
      else void answer(structuredClone(request)).then((data) => thread.onmessage?.({ data } as MessageEvent<Outcome>))
    },
  }
  return thread
}

const over = (whole: JournalSet) => async (request: Request) => ({
  value: structuredClone(
    await (request.kind === 'compare' ? whole.compare(request.ours, request.own) : whole.compact(request.own)),
  ),
})

describe('work with the whole second copy', () => {
  test('of many marks runs in a worker of its own, which is terminated afterwards', async () => {
    const [files, locks] = [createFiles(), createLocks()]
    const whole = openJournalSet(files, locks, Date.now)
    const threads: Thread<Request, Outcome>[] = []
    const start = () => {
      threads.push(createThread(over(whole)))
      return threads.at(-1)!
    }
    const vault = await openVault(files, locks, 'here', Date.now, journalSetInWorker(start, nobody))
    expect(await vault.compare(many)).toMatchObject({ isGiven: true, news: new Map() })
    vault.append(new Map([[B, kept({ starred: true })]]))
    expect(await vault.compact()).toBe('done')
    expect(await vault.compact()).toBe('nothing')
    expect(threads).toHaveLength(3)
    for (const { terminate } of threads) expect(terminate).toHaveBeenCalledOnce()
    const { news } = await whole.compare(pack(new Map()), null)
    expect(news.get(A)).toEqual(few.get(A))
    expect(news.get(B)).toEqual(kept({ starred: true }))
  })

  test('runs in this thread if no worker can be started, or it does not start', async () => {
    const compare = vi.fn<JournalSet['compare']>()
    const here = { compare, compact: refuse }
    const refused = journalSetInWorker(() => {
      throw new TypeError('This document requires TrustedScriptURL assignment')
    }, here)
    await refused.compare(many, null)
    const silent = createThread(null)
    await journalSetInWorker(() => silent, here).compare(many, null)
    expect(compare.mock.calls).toEqual([
      [many, null],
      [many, null],
    ])
    expect(silent.terminate).toHaveBeenCalledOnce()
  })

  test('of few marks runs in this thread', async () => {
    const start = vi.fn<() => Thread<Request, Outcome>>()
    const [files, locks] = [createFiles(), createLocks()]
    const apart = journalSetInWorker(start, openJournalSet(files, locks, Date.now))
    const vault = await openVault(files, locks, 'here', Date.now, apart)
    expect(await vault.compare(pack(few))).toMatchObject({ isGiven: true })
    expect(await vault.compact()).toBe('done')
    expect(start).not.toHaveBeenCalled()
  })

  test('that fails in the worker rejects with its error and is not retried here', async () => {
    const error = { name: 'QuotaExceededError', message: 'No more room' }
    const thread = createThread(async () => ({ error }))
    await expect(journalSetInWorker(() => thread, nobody).compare(many, null)).rejects.toMatchObject(error)
    expect(thread.terminate).toHaveBeenCalledOnce()
  })
})
