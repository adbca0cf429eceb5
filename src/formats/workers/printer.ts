import type { Entry } from '../entry/entry.ts'
import type { ExportName } from '../exportFormats.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { GroupLine, ShownTable, UncitedLine } from '../table/shownTable.ts'
import type { TableFormatName } from '../table/tableFormats.ts'
import type { PrintedTable, PrinterFunctions } from './printerFunctions.ts'
import { callWorker, type Thread } from './workerCalls.ts'

/** Prints one file in a thread of its own, so that a long text does not block the page. */
export type Printer = {
  /** Adds papers to those taken before. */
  take(entries: readonly Entry[]): void
  /** Prints the papers taken so far, and ends the thread. Rejects with the reason if printing fails. */
  print(format: ExportName, title: string): Promise<Blob>
  /** Adds rows of a table to those taken before. */
  takeLines(lines: readonly (UncitedLine | GroupLine)[]): void
  /** Prints the rows taken so far, cited by the keys of the papers taken, which `cited` names in order; ends the thread. */
  printTable(format: TableFormatName, columns: ShownTable['columns'], cited: readonly PaperId[]): Promise<PrintedTable>
  /** Ends the thread without a file. */
  stop(): void
}

const startThread = (): Thread =>
  new Worker(new URL('./printWorker.ts', import.meta.url), { type: 'module', name: 'print' })

export function createPrinter(thread: Thread = startThread()): Printer {
  const { call, end } = callWorker<PrinterFunctions>(thread)
  return {
    // An error here also rejects the call of `print`.
    take: (entries) => void call('take', entries).catch(() => {}),
    takeLines: (lines) => void call('takeLines', lines).catch(() => {}),
    printTable: (...table) => call('printTable', ...table).finally(() => end()),
    print: (format, title) => call('print', format, title).finally(() => end()),
    stop: () => end(),
  }
}
