import type { Entry } from './entry.ts'
import { EXPORT_FORMATS, type ExportName } from './export.ts'
import { errorMessage } from '../model/errorMessage.ts'
import { connect, toPage } from './threads.ts'

export type PrinterFunctions = typeof functions

type Print = (title: string, entries: readonly Entry[]) => string | Uint8Array<ArrayBuffer>

const PRINTERS: Readonly<Record<ExportName, () => Promise<Print>>> = {
  markdown: async () => (await import('./markdownPrint.ts')).printMarkdown,
  bibtex: async () => (await import('./bibtexPrint.ts')).printBibtex,
  ris: async () => (await import('./risPrint.ts')).printRis,
  csl: async () => (await import('./cslJson.ts')).printCslJson,
  csv: async () => (await import('./csvPrint.ts')).printCsv,
  list: async () => (await import('./offprint.ts')).printOffprint,
  notes: async () => (await import('./notesZip.ts')).printNotesZip,
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

const entries: Entry[] = []

const functions = {
  /** Takes papers, after those taken before. */
  take(some: readonly Entry[]) {
    for (const entry of some) entries.push(entry)
  },
  /** Prints what was taken. The text stays in this thread: the page gets no more than the name of where it lies. */
  async print(format: ExportName, title: string): Promise<Blob> {
    try {
      const print = await PRINTERS[format]()
      return new Blob([print(title, entries)], { type: MEDIA_TYPES[format] })
    } catch (error) {
      throw new Error(`${EXPORT_FORMATS[format].label} could not be printed: ${errorMessage(error)}`, { cause: error })
    }
  },
}
connect(toPage(), functions)
