import type { Entry } from '../entry/entry.ts'
import type { ExportName } from '../exportFormats.ts'
import type { PrinterFunctions } from './printWorker.ts'
import { callWorker, type Thread } from './workerCalls.ts'

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
const startThread = (): Thread =>
  new Worker(new URL('./printWorker.ts', import.meta.url), { type: 'module', name: 'print' })

export function createPrinter(thread: Thread = startThread()): Printer {
  const { call, end } = callWorker<PrinterFunctions>(thread)
  return {
    // What fails here fails where the file is asked for.
    take: (entries) => void call('take', entries).catch(() => {}),
    print: (format, title) => call('print', format, title).finally(() => end()),
    stop: () => end(),
  }
}
