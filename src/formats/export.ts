import type { Mark } from '../model/mark.ts'
import type { Paper } from '../model/paper.ts'
import { complete } from './complete.ts'
import { BLANK, type Entry } from './entry.ts'
import { bareDoi } from './links.ts'

/** A format that papers can be exported in, as a menu shows it. What prints it is in printWorker.ts. */
export type ExportFormat = {
  readonly label: string
  /** The ending of the file's name, without its first dot. */
  readonly extension: string
  /** Whether the reader may want status, star, tags and notes in it; the others are to be shared. */
  readonly canSayMarks: boolean
}

/** The formats to export in, in the order of the menu. */
export const EXPORT_FORMATS = {
  markdown: { label: 'Markdown', extension: 'md', canSayMarks: true },
  bibtex: { label: 'BibTeX', extension: 'bib', canSayMarks: false },
  ris: { label: 'RIS', extension: 'ris', canSayMarks: false },
  csl: { label: 'CSL-JSON', extension: 'csl.json', canSayMarks: false },
  csv: { label: 'CSV', extension: 'csv', canSayMarks: true },
  list: { label: 'Offprint list', extension: 'json', canSayMarks: false },
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
    doi: links.map(({ url }) => bareDoi(url)).find((bare) => bare.toLowerCase() === doi) ?? doi,
    arxiv: named('arxiv:'),
  })
}
