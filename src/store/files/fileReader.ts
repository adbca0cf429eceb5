import type { ReadAs } from '../../formats/workers/readAny.ts'
import type { FoundFile, Printed, ReaderFunctions } from '../../formats/workers/readingWorker.ts'
import { callWorker } from '../../formats/workers/workerCalls.ts'

/** Reads files beside the page, which goes on meanwhile; `end` stops it at once, as when the reader has changed their mind. */
export type Reader = {
  read(file: File): Promise<FoundFile>
  /** Reads the file of an earlier reading again, as the reader says. */
  readAs(file: File, as: ReadAs, instead?: number): Promise<FoundFile>
  /**
   * The papers at some places of a file that was read, or all, as a list to be kept. `addedAt`, in milliseconds since
   * 1970, is for papers without a time of their own.
   */
  print(file: number, id: string, title: string, places: readonly number[] | null, addedAt: number): Promise<Printed>
  end(): void
}

export function openReader(): Reader {
  const worker = new Worker(new URL('../../formats/workers/readingWorker.ts', import.meta.url), {
    type: 'module',
    name: 'reader',
  })
  const { call, end } = callWorker<ReaderFunctions>(worker)
  return {
    read: (file) => call('read', file),
    readAs: (file, as, instead) => call('read', file, as, instead),
    print: (...list) => call('print', ...list),
    end: () => end('It was cancelled.'),
  }
}
