import type { TableColumn } from './columnNames.ts'
import { identify } from '../../model/paper/identity.ts'
import type { Mark } from '../../model/mark/mark.ts'
import type { Highlight, Link, Paper, TopicPath } from '../../model/paper/paper.ts'

/** A paper as a file tells of it, before it has an identity or a place among others. */
export type Entry = {
  readonly title: string
  readonly authors: readonly string[]
  readonly year: number | null
  readonly venue: string
  /** Bare, without the resolver's address; empty where the file names none. */
  readonly doi: string
  readonly arxiv: string
  readonly topics: readonly TopicPath[]
  readonly affiliations: readonly string[]
  readonly links: readonly Link[]
  readonly awards: readonly string[]
  readonly notices: readonly string[]
  readonly highlights: readonly Highlight[]
  /** What the user said about the paper, in files that have been theirs. */
  readonly mark: Mark | null
  /** Where the file speaks of it, counted from 1. */
  readonly line: number
}

/** Something in a file that was not understood, or could not be used. */
export type Notice = { readonly line: number; readonly field: string | null; readonly message: string }

/** What a file was found to hold. Every line with content belongs to an entry, to a notice, or to what is known to be no paper. */
export type Parsed = {
  /** What the file calls itself; empty where it does not say. */
  readonly title: string
  readonly entries: readonly Entry[]
  readonly notices: readonly Notice[]
  /** What the columns are taken for, where it is a table. */
  readonly columns?: readonly TableColumn[]
}

/** Nothing known yet: what a parser begins with. */
export const BLANK: Entry = {
  title: '',
  authors: [],
  year: null,
  venue: '',
  doi: '',
  arxiv: '',
  topics: [],
  affiliations: [],
  links: [],
  awards: [],
  notices: [],
  highlights: [],
  mark: null,
  line: 1,
}

/** The paper that an entry of a list tells of. */
export function toPaper({ title, doi, arxiv, line: _line, mark: _mark, ...facts }: Entry, list: string): Paper {
  const aliases = identify({ title, links: facts.links, doi, arxiv })
  return { ...facts, title, id: aliases[0]!, aliases, lists: [list] }
}
