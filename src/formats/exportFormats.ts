import type { Mark } from '../model/mark/mark.ts'
import type { Paper } from '../model/paper/paper.ts'
import { complete } from './entry/completeEntry.ts'
import { BLANK, type Entry } from './entry/entry.ts'
import { normalizeDoi } from './entry/addresses.ts'

/** An export format as a menu shows it. Its printer is in formats/workers/printerFunctions.ts. */
export type ExportFormat = {
  readonly label: string
  /** The file extension, without its first dot. */
  readonly extension: string
  /** Whether the file has marks: `always` for the user’s own use, `never` for sharing, `asked` if the user decides. */
  readonly marks: 'always' | 'asked' | 'never'
}

/** The export formats, in menu order. */
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

/** Converts a paper, and its mark if there is one, to an entry. */
export function toEntry(paper: Paper, mark: Mark | null): Entry {
  const { title, authors, year, venue, abstract, topics, affiliations, links, awards, notices, highlights } = paper
  const named = (scheme: string) => paper.aliases.find((alias) => alias.startsWith(scheme))?.slice(scheme.length) ?? ''
  const doi = named('doi:')
  return complete({
    ...BLANK,
    title,
    authors,
    year,
    venue,
    abstract,
    topics,
    affiliations,
    links,
    awards,
    notices,
    highlights,
    mark,
    ...(paper.bibliography && { bibliography: paper.bibliography }),
    // Aliases are in lower case. The link has the publisher’s spelling.
    doi: links.map(({ url }) => normalizeDoi(url)).find((bare) => bare.toLowerCase() === doi) ?? doi,
    arxiv: named('arxiv:'),
  })
}
