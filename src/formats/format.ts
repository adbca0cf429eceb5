import { parseBibtex } from './bibtex/parse.ts'
import { isOwnBibtex, printBibtex } from './bibtex/print.ts'
import { parseCslJson } from './json/cslJson.ts'
import { isOwnCslJson, printCslJson } from './json/cslPrint.ts'
import { parseCsv } from './csv/parse.ts'
import { isCitations, parseCitations } from './citations/parse.ts'
import type { Mapping } from './csv/mapping.ts'
import { isOwnCsv, printCsv } from './csv/print.ts'
import type { Entry, Parsed } from './entry/entry.ts'
import { parseBibliography } from './html/bibliography.ts'
import { parseBookmarks } from './html/bookmarks.ts'
import { isOwnList, parseOffprint, printOffprint } from './json/offprintList.ts'
import { parseMarkdown } from './markdown/parse.ts'
import { isOwnMarkdown, printMarkdown } from './markdown/print.ts'
import { parsePaperJson } from './json/paperJson.ts'
import { parseRis } from './ris/parse.ts'
import { isOwnRis, printRis } from './ris/print.ts'
import { isBibliography, isBookmarks } from './html/webPage.ts'
import { parseEndNoteXml } from './xml/endnote.ts'
import { parsePubmedXml } from './xml/pubmed.ts'
import { isEndNoteXml, isPubmedXml, isZoteroRdf } from './xml/rootElement.ts'
import { parseZoteroRdf } from './xml/zoteroRdf.ts'
import { parseYaml } from './yaml/parse.ts'
import { isPapersYaml } from './yaml/yamlShape.ts'
import { isOwnNote, isPaperNote } from './notes/noteShape.ts'
import { parseNote } from './notes/parse.ts'
import { isBibtex, isJson, isMarkdown, isNamedTable, isTable, isTagged } from './textShapes.ts'

export type Format = {
  readonly label: string
  /** File extensions without the dot, the usual one first. */
  readonly extensions: readonly string[]
  readonly mediaType: string
  /** Whether a text has the mark of this app’s printer. No text has that of two. */
  readonly isOwn?: (text: string) => boolean
  /** Whether a text looks like this format. The first row of the table that matches wins. */
  readonly isLike: (text: string) => boolean
  /** Parses a text. `mapping` says what the columns of a table hold. Other formats ignore it. */
  readonly parse: (text: string, mapping?: Mapping) => Parsed
  /** Bound on the text in UTF-16 units, somewhat below the longest that a browser’s worker parsed within its memory. */
  readonly maxLetters: number
  /** Prints papers under a title, if the format has one. Null for a format that is only read. */
  readonly print: ((title: string, entries: readonly Entry[]) => string) | null
}

/** Every format of papers that the app reads or prints. */
export const formats = {
  bookmarks: {
    label: 'Bookmarks',
    extensions: ['html', 'htm'],
    mediaType: 'text/html',
    isLike: isBookmarks,
    parse: parseBookmarks,
    maxLetters: 100e6,
    print: null,
  },
  bibliography: {
    label: 'Bibliography as HTML',
    extensions: ['html', 'htm'],
    mediaType: 'text/html',
    isLike: isBibliography,
    parse: parseBibliography,
    maxLetters: 20e6,
    print: null,
  },
  endNoteXml: {
    label: 'EndNote XML',
    extensions: ['xml'],
    mediaType: 'application/xml',
    isLike: isEndNoteXml,
    parse: parseEndNoteXml,
    maxLetters: 200e6,
    print: null,
  },
  pubmedXml: {
    label: 'PubMed XML',
    extensions: ['xml'],
    mediaType: 'application/xml',
    isLike: isPubmedXml,
    parse: parsePubmedXml,
    maxLetters: 200e6,
    print: null,
  },
  zoteroRdf: {
    label: 'Zotero RDF',
    extensions: ['rdf'],
    mediaType: 'application/rdf+xml',
    isLike: isZoteroRdf,
    parse: parseZoteroRdf,
    maxLetters: 60e6,
    print: null,
  },
  json: {
    label: 'Offprint list',
    extensions: ['json'],
    mediaType: 'application/json',
    isOwn: isOwnList,
    isLike: (text) =>
      isJson(text) && /^\uFEFF?\s*\{/.test(text) && /"papers"\s*:\s*\[/.test(text) && !/"authors?"\s*:\s*"/.test(text),
    parse: parseOffprint,
    maxLetters: 100e6,
    print: printOffprint,
  },
  csl: {
    label: 'CSL-JSON',
    extensions: ['json'],
    mediaType: 'application/vnd.citationstyles.csl+json',
    isOwn: isOwnCslJson,
    isLike: (text) => isJson(text) && /"(?:date-parts|container-title|family|literal)"\s*:/.test(text),
    parse: parseCslJson,
    maxLetters: 100e6,
    print: printCslJson,
  },
  paperJson: {
    label: 'JSON of papers',
    extensions: ['json', 'jsonl', 'ndjson'],
    mediaType: 'application/json',
    isLike: isJson,
    parse: parsePaperJson,
    maxLetters: 100e6,
    print: null,
  },
  note: {
    label: 'Notes',
    extensions: ['md', 'zip'],
    mediaType: 'text/markdown',
    isOwn: isOwnNote,
    isLike: isPaperNote,
    parse: parseNote,
    maxLetters: 20e6,
    print: null,
  },
  yaml: {
    label: 'YAML of papers',
    extensions: ['yaml', 'yml'],
    mediaType: 'application/yaml',
    isLike: isPapersYaml,
    parse: parseYaml,
    maxLetters: 20e6,
    print: null,
  },
  ris: {
    label: 'RIS',
    extensions: ['ris', 'enw', 'nbib', 'ciw', 'txt'],
    mediaType: 'application/x-research-info-systems',
    isOwn: isOwnRis,
    isLike: isTagged,
    parse: parseRis,
    maxLetters: 200e6,
    print: printRis,
  },
  bibtex: {
    label: 'BibTeX',
    extensions: ['bib', 'bibtex', 'txt'],
    mediaType: 'application/x-bibtex',
    isOwn: isOwnBibtex,
    isLike: isBibtex,
    parse: parseBibtex,
    maxLetters: 200e6,
    print: printBibtex,
  },
  csv: {
    label: 'CSV',
    extensions: ['csv', 'tsv', 'txt'],
    mediaType: 'text/csv',
    isOwn: isOwnCsv,
    isLike: isTable,
    parse: parseCsv,
    maxLetters: 60e6,
    print: printCsv,
  },
  markdown: {
    label: 'Markdown',
    extensions: ['md', 'markdown', 'mdown', 'txt'],
    mediaType: 'text/markdown',
    isOwn: isOwnMarkdown,
    isLike: isMarkdown,
    parse: parseMarkdown,
    maxLetters: 20e6,
    print: printMarkdown,
  },
  citations: {
    label: 'Citations as text',
    extensions: ['txt'],
    mediaType: 'text/plain',
    isLike: isCitations,
    parse: parseCitations,
    maxLetters: 20e6,
    print: null,
  },
} as const satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats

/**
 * The format of a text by its content, or null: a file of this app by its mark, any other by its shape. The name decides
 * only between a table and nothing, since a .csv file may have a single column.
 */
export function detect(name: string, text: string): FormatName | null {
  const names = Object.keys(formats) as FormatName[]
  const own = names.find((format) => (formats[format] as Format).isOwn?.(text))
  if (own) return own
  if (!isJson(text) && isNamedTable(text)) return 'csv'
  const found = names.find((format) => formats[format].isLike(text))
  return found ?? (/\.(?:csv|tsv)$/i.test(name) && text.trim() !== '' ? 'csv' : null)
}
