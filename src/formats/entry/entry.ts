import type { TableColumn } from './columnNames.ts'
import type { Bibliography } from '../../model/paper/bibliography.ts'
import { identify } from '../../model/paper/identity.ts'
import type { Mark } from '../../model/mark/mark.ts'
import type { Highlight, Link, Paper, TopicPath } from '../../model/paper/paper.ts'

/** A paper as a file describes it, before it has an id or belongs to a list. */
export type Entry = {
  readonly title: string
  readonly authors: readonly string[]
  readonly year: number | null
  readonly venue: string
  /** Without the resolver’s address. Empty if the file has none. */
  readonly doi: string
  readonly arxiv: string
  /** Plain text, with blank lines between its paragraphs. Empty if the file has none. */
  readonly abstract: string
  readonly topics: readonly TopicPath[]
  readonly affiliations: readonly string[]
  readonly links: readonly Link[]
  readonly awards: readonly string[]
  readonly notices: readonly string[]
  readonly highlights: readonly Highlight[]
  /** The user’s mark, in a file that was the user’s own. */
  readonly mark: Mark | null
  /** The entry itself, in a file that is a bibliography. */
  readonly bibliography?: Bibliography
  /** The line of the entry in the file, counted from 1. */
  readonly line: number
}

/** A part of a file that the parser did not understand or could not use. */
export type Notice = { readonly line: number; readonly field: string | null; readonly message: string }

/** The content of a file. Each line with content belongs to an entry, to a notice, or to text known to be no paper. */
export type Parsed = {
  /** The file’s own title. Empty if it has none. */
  readonly title: string
  readonly entries: readonly Entry[]
  readonly notices: readonly Notice[]
  /** The columns with their fields, if the file is a table. */
  readonly columns?: readonly TableColumn[]
}

/** An entry without facts, from which parsers start. */
export const BLANK: Entry = {
  title: '',
  authors: [],
  year: null,
  venue: '',
  doi: '',
  arxiv: '',
  abstract: '',
  topics: [],
  affiliations: [],
  links: [],
  awards: [],
  notices: [],
  highlights: [],
  mark: null,
  line: 1,
}

/** Converts an entry of a list to a paper that has not been added yet. */
export function toPaper({ title, doi, arxiv, line: _line, mark: _mark, ...facts }: Entry, list: string): Paper {
  const aliases = identify({ ...facts, title, doi, arxiv })
  return { ...facts, title, id: aliases[0]!, aliases, lists: [list], addedAt: null }
}
