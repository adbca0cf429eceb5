import type { Entry } from './entry.ts'
import type { ExportName } from './export.ts'
import type { Reply, Request } from './printWorker.ts'

/** The part of a Worker that is spoken to. */
export type Thread = {
  postMessage(request: Request): void
  onmessage: ((event: MessageEvent<Reply>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  terminate(): void
}

/** Prints one file in a thread of its own, so that a text of any length keeps nobody waiting. */
export type Printer = {
  /** Hands papers over, after those handed over before. */
  take(entries: readonly Entry[]): void
  /** All that were handed over as a file; rejects with the reason where they cannot be printed. The thread then ends. */
  print(format: ExportName, title: string): Promise<Blob>
  /** Ends the thread without a file. */
  stop(): void
}

/** A thread of the browser, in which papers are printed. */
export const startThread = (): Thread =>
  new Worker(new URL('./printWorker.ts', import.meta.url), { type: 'module', name: 'print' })

export function createPrinter(thread: Thread = startThread()): Printer {
  let hasFailed = false
  let fail = () => {}
  // A thread that cannot start says nothing else; it may say so before it is asked for anything.
  thread.onerror = () => {
    hasFailed = true
    fail()
  }
  return {
    take: (entries) => thread.postMessage({ kind: 'take', entries }),
    print: (format, title) =>
      new Promise<Blob>((resolve, reject) => {
        fail = () => reject(new Error('a part of the app could not be started'))
        if (hasFailed) return fail()
        thread.onmessage = ({ data }) => (data.kind === 'printed' ? resolve(data.blob) : reject(new Error(data.reason)))
        thread.postMessage({ kind: 'print', format, title })
      }).finally(() => thread.terminate()),
    stop: () => thread.terminate(),
  }
}
