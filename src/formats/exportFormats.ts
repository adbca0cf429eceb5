import type { Mark } from '../model/mark/mark.ts'
import type { Paper } from '../model/paper/paper.ts'
import { complete } from './entry/completeEntry.ts'
import { BLANK, type Entry } from './entry/entry.ts'
import { normalizeDoi } from './entry/addresses.ts'

/** A format that papers can be exported in, as a menu shows it. What prints it is in formats/workers/printWorker.ts. */
export type ExportFormat = {
  readonly label: string
  /** The ending of the file's name, without its first dot. */
  readonly extension: string
  /** Whether status, star, tags and notes are in it: it is for oneself, or they are to be asked for, or it is to be shared. */
  readonly marks: 'always' | 'asked' | 'never'
}

/** The formats to export in, in the order of the menu. */
export const EXPORT_FORMATS = {
  markdown: { label: 'Markdown', extension: 'md', marks: 'asked' },
  bibtex: { label: 'BibTeX', extension: 'bib', marks: 'never' },
  ris: { label: 'RIS', extension: 'ris', marks: 'never' },
  csl: { label: 'CSL-JSON', extension: 'csl.json', marks: 'never' },
  csv: { label: 'CSV', extension: 'csv', marks: 'asked' },
  list: { label: 'Offprint list', extension: 'json', marks: 'never' },
  notes: { label: 'My notes as files (ZIP)', extension: 'zip', marks: 'always' },
} as const satisfies Readonly<Record<string, ExportFormat>>

export type ExportName = keyof typeof EXPORT_FORMATS

/** A paper as a file would tell of it, and of the mark where there is one. */
export function toEntry(paper: Paper, mark: Mark | null): Entry {
  const { title, authors, year, venue, topics, affiliations, links, awards, notices, highlights } = paper
  const named = (scheme: string) => paper.aliases.find((alias) => alias.startsWith(scheme))?.slice(scheme.length) ?? ''
  const doi = named('doi:')
  return complete({
    ...BLANK,
    title,
    authors,
    year,
    venue,
    topics,
    affiliations,
    links,
    awards,
    notices,
    highlights,
    mark,
    // An id is in lower case; the publisher's own spelling is in the link.
    doi: links.map(({ url }) => normalizeDoi(url)).find((bare) => bare.toLowerCase() === doi) ?? doi,
    arxiv: named('arxiv:'),
  })
}
