import type { Entry } from './entry.ts'
import { EXPORT_FORMATS, type ExportName } from './export.ts'
import { errorMessage } from '../model/errorMessage.ts'

/** What the page says to the worker: papers, as often as there are more, and at the end the format to print them in. */
export type Request =
  | { readonly kind: 'take'; readonly entries: readonly Entry[] }
  | { readonly kind: 'print'; readonly format: ExportName; readonly title: string }
export type Reply =
  | { readonly kind: 'printed'; readonly blob: Blob }
  | { readonly kind: 'failed'; readonly reason: string }

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

// `self` is a window to the types of a page; in a worker it speaks to the page alone.
const page = self as unknown as {
  postMessage(reply: Reply): void
  onmessage: ((event: MessageEvent<Request>) => void) | null
}

const entries: Entry[] = []

page.onmessage = ({ data }) => {
  if (data.kind === 'take') for (const entry of data.entries) entries.push(entry)
  else void print(data.format, data.title).then((reply) => page.postMessage(reply))
}

// The text stays in this thread: the page gets no more than the name of where it lies.
async function print(format: ExportName, title: string): Promise<Reply> {
  try {
    const print = await PRINTERS[format]()
    return { kind: 'printed', blob: new Blob([print(title, entries)], { type: MEDIA_TYPES[format] }) }
  } catch (error) {
    const reason = errorMessage(error)
    return { kind: 'failed', reason: `${EXPORT_FORMATS[format].label} could not be printed: ${reason}` }
  }
}
