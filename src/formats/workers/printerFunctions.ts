import type { Entry } from '../entry/entry.ts'
import { EXPORT_FORMATS, type ExportName } from '../exportFormats.ts'
import { errorMessage } from '../../model/errorMessage.ts'

/** The functions of the print worker (formats/workers/printWorker.ts). */
export type PrinterFunctions = ReturnType<typeof createPrinterFunctions>

type Print = (title: string, entries: readonly Entry[]) => string | Uint8Array<ArrayBuffer>

const PRINTERS: Readonly<Record<ExportName, () => Promise<Print>>> = {
  markdown: async () => (await import('../markdown/print.ts')).printMarkdown,
  bibtex: async () => (await import('../bibtex/print.ts')).printBibtex,
  ris: async () => (await import('../ris/print.ts')).printRis,
  csl: async () => (await import('../json/cslPrint.ts')).printCslJson,
  csv: async () => (await import('../csv/print.ts')).printCsv,
  list: async () => (await import('../json/offprintList.ts')).printOffprint,
  notes: async () => (await import('../notes/notesZip.ts')).printNotesZip,
}

const MEDIA_TYPES: Readonly<Record<ExportName, string>> = {
  markdown: 'text/markdown',
  bibtex: 'application/x-bibtex',
  ris: 'application/x-research-info-systems',
  csl: 'application/vnd.citationstyles.csl+json',
  csv: 'text/csv',
  list: 'application/json',
  notes: 'application/zip',
}

/** Collects papers, and prints them in a format. */
export function createPrinterFunctions() {
  const entries: Entry[] = []
  return {
    /** Adds papers to those taken before. */
    take(some: readonly Entry[]) {
      for (const entry of some) entries.push(entry)
    },
    /** Prints the papers taken so far. The text stays in this thread: the page gets only a reference to the Blob. */
    async print(format: ExportName, title: string): Promise<Blob> {
      try {
        const print = await PRINTERS[format]()
        return new Blob([print(title, entries)], { type: MEDIA_TYPES[format] })
      } catch (error) {
        throw new Error(`${EXPORT_FORMATS[format].label} could not be printed: ${errorMessage(error)}`, {
          cause: error,
        })
      }
    },
  }
}
