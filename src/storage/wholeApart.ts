import type { Whole } from './whole.ts'
import type { Reply, Request } from './wholeWorker.ts'

/** The part of a Worker that is spoken to. */
export type Thread = {
  postMessage(request: Request): void
  onmessage: ((event: MessageEvent<Reply>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  terminate(): void
}

/** To read fewer takes less memory than a thread does. */
const MANY_MARKS = 5000

/**
 * Does each work with all of the second copy of many marks in a thread of its own: what that took of memory, seventy
 * megabytes with 30,000 marks, goes with the thread instead of waiting for a collection that a quiet thread never has.
 * Where they are few, or no thread can be started, `here` does it.
 */
export function createApart(start: () => Thread, here: Whole): Whole {
  /** As far as is known. */
  let areMany = false
  const ask = <Result>(request: Request, otherwise: () => Promise<Result>) =>
    new Promise<Result>((resolve, reject) => {
      if (!areMany) return resolve(otherwise())
      let thread: Thread
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
        if ('error' in data) reject(new DOMException(data.error.message, data.error.name))
        else resolve(data.value as Result)
      }
      thread.postMessage(request)
    })
  return {
    compare(ours) {
      areMany = ours.ends.length >= MANY_MARKS
      return ask({ kind: 'compare', ours }, () => here.compare(ours))
    },
    compact: (own) => ask({ kind: 'compact', own }, () => here.compact(own)),
  }
}
