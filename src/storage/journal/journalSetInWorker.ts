import { MANY_MARKS, settle, type Outcome, type Thread } from '../browser/workerThread.ts'
import type { JournalSet } from './journalSet.ts'
import type { Request } from './journalSetWorker.ts'

/**
 * Does each work with all of the second copy of many marks in a thread of its own: what that took of memory, seventy
 * megabytes with 30,000 marks, goes with the thread instead of waiting for a collection that a quiet thread never has.
 * Where they are few, or no thread can be started, `here` does it.
 */
export function journalSetInWorker(start: () => Thread<Request, Outcome>, here: JournalSet): JournalSet {
  /** As far as is known. */
  let areMany = false
  const ask = <Result>(request: Request, otherwise: () => Promise<Result>) =>
    new Promise<Result>((resolve, reject) => {
      if (!areMany) return resolve(otherwise())
      let thread: ReturnType<typeof start>
      try {
        thread = start()
      } catch {
        return resolve(otherwise())
      }
      thread.onerror = () => {
        thread.terminate()
        resolve(otherwise())
      }
      thread.onmessage = ({ data }) => {
        thread.terminate()
        settle(data, resolve as (value: unknown) => void, reject)
      }
      thread.postMessage(request)
    })
  return {
    compare(ours, own) {
      areMany = ours.ends.length >= MANY_MARKS
      return ask({ kind: 'compare', ours, own }, () => here.compare(ours, own))
    },
    compact: (own) => ask({ kind: 'compact', own }, () => here.compact(own)),
  }
}
