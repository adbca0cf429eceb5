import type { Journal, CompactionRefusal } from './lazyJournal.ts'
import type { Reply, Request } from './journalWorker.ts'
import { settle, type Thread } from '../browser/workerThread.ts'
import type { Compared } from './tabJournal.ts'
import type { Compaction } from './journalSet.ts'

/** A worker that has not answered by then has failed. */
const ANSWER_TIMEOUT_MS = 5000
/** Reading or writing 100,000 notes takes some seconds on a slow disk, and nobody waits for it. */
const LONG_TIMEOUT_MS = 60_000

const canOpen = () =>
  typeof Worker === 'function' &&
  typeof navigator.storage?.getDirectory === 'function' &&
  typeof navigator.locks?.request === 'function'

/** The journal of this tab, or null where the browser has no private file system, no worker, or refuses them. */
export async function openJournal(writer: string): Promise<Journal | null> {
  if (!canOpen()) return null
  try {
    return await startJournal(
      new Worker(new URL('./journalWorker.ts', import.meta.url), { type: 'module', name: 'journal' }),
      writer,
    )
  } catch (error) {
    console.warn('Offprint keeps one copy of the marks, not two:', error)
    return null
  }
}

type Call = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

/** The journal in a worker. Rejects, and ends the worker, where it cannot be opened. */
export async function startJournal(thread: Thread<Request, Reply>, writer: string): Promise<Journal> {
  const calls = new Map<number, Call>()
  let number = 0
  /** Why the worker is not called any more. */
  let failure: Error | null = null

  const end = (error: Error) => {
    failure ??= error
    for (const { reject } of calls.values()) reject(error)
    calls.clear()
  }
  thread.onerror = ({ message }) => end(new Error(message || 'The journal’s worker did not start.'))
  thread.onmessage = ({ data }) => {
    // A worker that was only late, as after the sleep of a laptop, may go on.
    if (failure instanceof LateError) failure = null
    const call = calls.get(data.number)
    calls.delete(data.number)
    if (call) settle(data, call.resolve, call.reject)
  }

  const ask = (request: Asked, timeout = ANSWER_TIMEOUT_MS, transfer: Transferable[] = []) =>
    new Promise<unknown>((resolve, reject) => {
      if (failure) return reject(failure)
      number += 1
      const late = setTimeout(() => end(new LateError('The journal did not answer in time.')), timeout)
      calls.set(number, {
        resolve: (value) => {
          clearTimeout(late)
          resolve(value)
        },
        reject: (error) => {
          clearTimeout(late)
          reject(error)
        },
      })
      thread.postMessage({ ...request, number }, transfer)
    })

  try {
    await ask({ kind: 'open', writer })
  } catch (error) {
    thread.terminate()
    throw error
  }
  return {
    compare(ours) {
      // Millions of bytes, whose copy would block the page.
      const transfer = [ours.bytes.buffer, ours.ends.buffer]
      return ask({ kind: 'compare', ours }, LONG_TIMEOUT_MS, transfer) as Promise<Compared>
    },
    append: (marks) => ask({ kind: 'append', marks }) as Promise<void>,
    async compact() {
      const outcome = await ask({ kind: 'compact' }, LONG_TIMEOUT_MS).catch((error: unknown) => error)
      const refusal = toRefusal(outcome as Compaction | Error)
      if (refusal !== null && refusal !== 'busy') console.warn('Offprint keeps its journals as they are:', outcome)
      return refusal
    },
  }
}

function toRefusal(outcome: Compaction | Error): CompactionRefusal | 'busy' | null {
  if (outcome === 'done' || outcome === 'nothing') return null
  if (!(outcome instanceof Error)) return outcome
  return outcome.name === 'QuotaExceededError' ? 'full' : 'unverified'
}

class LateError extends Error {}

type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never
type Asked = Without<Request, 'number'>
