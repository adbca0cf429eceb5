import type { Mapping } from '../../formats/csv/mapping.ts'
import type { FoundFile, Printed, ReaderFunctions } from '../../formats/workers/readingWorker.ts'
import { callWorker } from '../../formats/workers/workerCalls.ts'

/** Reads files beside the page, which goes on meanwhile; `end` stops it at once, as when the reader has changed their mind. */
export type Reader = {
  read(file: File): Promise<FoundFile>
  /** Reads the file of an earlier reading again, with the columns of its table taken as the reader says. */
  readAs(file: File, mapping: Mapping, instead: number): Promise<FoundFile>
  /** The papers at some places of a file that was read, or all, as a list to be kept. */
  print(file: number, id: string, title: string, places: readonly number[] | null): Promise<Printed>
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
    readAs: (file, mapping, instead) => call('read', file, mapping, instead),
    print: (file, id, title, places) => call('print', file, id, title, places),
    end: () => end('It was cancelled.'),
  }
}
