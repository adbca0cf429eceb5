import type { Entry } from '../entry/entry.ts'
import { EXPORT_FORMATS, type ExportName } from '../exportFormats.ts'
import { errorMessage } from '../../model/errorMessage.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { citationKeys } from '../bibtex/citationKeys.ts'
import { isGroupLine, type GroupLine, type ShownTable, type UncitedLine } from '../table/shownTable.ts'
import { TABLE_FORMATS, type TableFormatName } from '../table/tableFormats.ts'

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

/** A printed table: its file, its first lines, and how many it has. */
export type PrintedTable = { readonly file: Blob; readonly beginning: string; readonly lines: number }

/** More lines of a table are not looked through. */
const MOST_LINES = 200

/** Collects papers or the rows of a table, and prints them in a format. */
export function createPrinterFunctions() {
  const entries: Entry[] = []
  const lines: (UncitedLine | GroupLine)[] = []
  return {
    /** Adds papers to those taken before. */
    take(some: readonly Entry[]) {
      for (const entry of some) entries.push(entry)
    },
    /** Adds rows of a table to those taken before. */
    takeLines(some: readonly (UncitedLine | GroupLine)[]) {
      for (const line of some) lines.push(line)
    },
    /** Prints the rows taken so far. They are cited by the keys of the papers taken so far, which `cited` names in order. */
    printTable(name: TableFormatName, columns: ShownTable['columns'], cited: readonly PaperId[]): PrintedTable {
      const { print, mediaType } = TABLE_FORMATS[name]
      const keys = citationKeys(entries)
      const keyOf = new Map(cited.map((paper, place) => [paper, keys[place]]))
      const citedLines = lines.map((line) =>
        isGroupLine(line) ? line : { cells: line.cells, cite: keyOf.get(line.paper) ?? '' },
      )
      const text = print({ columns, lines: citedLines })
      const all = text.split(/\r?\n/)
      return {
        file: new Blob([text], { type: mediaType }),
        beginning: all.slice(0, MOST_LINES).join('\n'),
        lines: all.length,
      }
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
