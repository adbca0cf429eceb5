import { readDetails } from './details.ts'
import type { Details } from '../line/facts.ts'
import type { Head } from '../line/head.ts'
import type { Context } from './sections.ts'
import type { PaperRow } from './table.ts'
import type { Element } from '../tree/nodes.ts'

/** A line that may be a paper, with all that is needed to judge whether it is. */
export type Candidate = Context & {
  readonly head: Head
  readonly details: Details
  readonly form: 'item' | 'row' | 'paragraph' | 'heading'
  /** Candidates of one list or table have one number. */
  readonly group: number
  readonly line: number
  /** The task box before it. */
  readonly ticked: boolean | null
  /** Whether lines stand below it. */
  readonly detailed: boolean
  /** What a list of our own says in a comment. */
  readonly given: string | null
  readonly text: string
}

/** A line as it was found; without a text of its own it is called by its title. */
export type Line = Pick<Candidate, 'head' | 'form' | 'group' | 'line'> &
  Partial<Pick<Candidate, 'ticked' | 'given' | 'text'>>

/** A candidate of a line. The blocks below it are read as its details, by the file's convention for affiliations. */
export function lineCandidate(line: Line, below: readonly Element[], context: Context, convention: boolean): Candidate {
  const details: Details = { found: line.head.found, notices: [], highlights: [], own: new Map() }
  readDetails(below, details, convention)
  return { ticked: null, given: null, text: line.head.title, ...line, details, detailed: below.length > 0, ...context }
}

/** A candidate of a table's row, which holds its own details. */
export function rowCandidate({ head, details, line, named }: PaperRow, group: number, context: Context): Candidate {
  return {
    head,
    details,
    form: 'row',
    group,
    line,
    ticked: null,
    detailed: named,
    given: null,
    text: head.title,
    ...context,
  }
}
