import { parseBibtex } from './bibtex/parse.ts'
import { printBibtex } from './bibtex/print.ts'
import { parseCslJson, printCslJson } from './json/cslJson.ts'
import { parseCsv } from './csv/parse.ts'
import { guessDelimiter } from './csv/cells.ts'
import type { Mapping } from './csv/mapping.ts'
import { printCsv } from './csv/print.ts'
import type { Entry, Parsed } from './entry/entry.ts'
import { readHeader } from './entry/columnNames.ts'
import { parseOffprint, printOffprint } from './json/offprintList.ts'
import { parseMarkdown } from './markdown/parse.ts'
import { printMarkdown } from './markdown/print.ts'
import { parsePaperJson } from './json/paperJson.ts'
import { parseRis } from './ris/parse.ts'
import { printRis } from './ris/print.ts'

export type Format = {
  readonly label: string
  /** File extensions without the dot, the usual one first. */
  readonly extensions: readonly string[]
  readonly mediaType: string
  /** Whether a text looks like this format. The first row of the table that matches wins. */
  readonly isLike: (text: string) => boolean
  /** Parses a text. `mapping` says what the columns of a table hold. Other formats ignore it. */
  readonly parse: (text: string, mapping?: Mapping) => Parsed
  /** Bound on the text in UTF-16 units, somewhat below the longest that a browser’s worker parsed within its memory. */
  readonly maxLetters: number
  /** Prints papers under a title, if the format has one. Null for a format that is only read. */
  readonly print: ((title: string, entries: readonly Entry[]) => string) | null
}

// Patterns skip blanks within a line only. Otherwise they would rescan a run of blank lines from each of them.
const isJson = (text: string) => /^\uFEFF?\s*[[{]/.test(text) && /"[^"\n]*"\s*:/.test(text)

/** Every format of papers that the app reads or prints. */
export const formats = {
  json: {
    label: 'Offprint list',
    extensions: ['json'],
    mediaType: 'application/json',
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
  ris: {
    label: 'RIS',
    extensions: ['ris', 'enw', 'nbib', 'txt'],
    mediaType: 'application/x-research-info-systems',
    isLike: isTagged,
    parse: parseRis,
    maxLetters: 200e6,
    print: printRis,
  },
  bibtex: {
    label: 'BibTeX',
    extensions: ['bib', 'bibtex', 'txt'],
    mediaType: 'application/x-bibtex',
    isLike: (text) =>
      /^[ \t]*@[ \t]*[a-z]+\s*[{(]\s*(?:[^\s,{}]+\s*)?[,=]/im.test(text) &&
      !/^(?:#{1,6} |[-*] \S|```|~~~)/m.test(text.slice(0, text.search(/^[ \t]*@[ \t]*[a-z]+\s*[{(]/im))),
    parse: parseBibtex,
    maxLetters: 200e6,
    print: printBibtex,
  },
  csv: {
    label: 'CSV',
    extensions: ['csv', 'tsv', 'txt'],
    mediaType: 'text/csv',
    isLike: isTable,
    parse: parseCsv,
    maxLetters: 60e6,
    print: printCsv,
  },
  markdown: {
    label: 'Markdown',
    extensions: ['md', 'markdown', 'mdown', 'txt'],
    mediaType: 'text/markdown',
    isLike: isMarkdown,
    parse: parseMarkdown,
    maxLetters: 20e6,
    print: printMarkdown,
  },
} as const satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats

/**
 * The format of a text by its content, or null. The name decides only between a table and nothing, since a .csv file
 * may have a single column.
 */
export function detect(name: string, text: string): FormatName | null {
  const names = Object.keys(formats) as FormatName[]
  const found = names.find((format) => formats[format].isLike(text))
  return found ?? (/\.(?:csv|tsv)$/i.test(name) && text.trim() !== '' ? 'csv' : null)
}

/** Whether a text has headings, bullets, links or table rows. Prose without any is no list. */
function isMarkdown(text: string): boolean {
  const head = text.slice(0, 100_000)
  return (
    /^(?:#{1,6} \S|[ \t]*(?:[-*+]|\d{1,9}[.)]) \S|\|.*\||\*\*\S)/m.test(head) ||
    /\[[^[\]\n]{1,500}\]\([^()\s]{1,2000}\)|<a\s[^<>]{0,500}href=/.test(head)
  )
}

/** Whether a text has lines of tags: RIS (even without its first line), PubMed or EndNote. */
function isTagged(text: string): boolean {
  if (/^[ \t]*TY {0,2}- ?\w/im.test(text) || /^PMID- ?\d/m.test(text)) return true
  if (/^%T /m.test(text) && /^%[0AD] /m.test(text)) return true
  return (text.slice(0, 50_000).match(/^(?:T[1I]|A[1U]|PY|JO|JF|ER|UR|VL) {2}- /gm)?.length ?? 0) > 2
}

function isTable(text: string): boolean {
  const head = text.replace(/^\uFEFF/, '').slice(0, 50_000)
  // Markdown lists and tables contain bars and commas too.
  if (/^(?:#{1,6} \S|[-*] \S|```|[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\|)/m.test(head.slice(0, 5_000))) return false
  if (/^sep=.\r?\n/i.test(head)) return true
  const isName = (cell: string) => readHeader(cell) !== undefined
  const delimiter = guessDelimiter(head, isName)
  if (delimiter === null) return false
  const lines = head.split(/\r?\n|\r/).filter((line) => line.trim() !== '')
  const named = lines.slice(0, 12).some((line) => {
    const columns = new Set(line.split(delimiter).map((cell) => readHeader(cell.replace(/^\s*"|"\s*$/g, ''))?.column))
    return columns.has('title') && columns.size > 1
  })
  const parted = lines.slice(0, 50).filter((line) => line.includes(delimiter)).length
  return named || (delimiter !== '|' && lines.length > 1 && parted >= lines.slice(0, 50).length * 0.9)
}
