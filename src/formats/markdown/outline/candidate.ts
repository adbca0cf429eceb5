import { type Box, readBox } from './box.ts'
import { readDetails } from './details.ts'
import type { Details } from '../field/paperFacts.ts'
import type { Head } from '../line/head.ts'
import type { Context } from './sections.ts'
import type { PaperRow } from './table.ts'
import type { Element } from '../tree/nodes.ts'

/** A line that may be a paper, with all that decides whether it is. */
export type Candidate = Context & {
  readonly head: Head
  readonly details: Details
  /** `prose`: a link within sentences. */
  readonly form: 'item' | 'row' | 'paragraph' | 'heading' | 'prose'
  /** The candidates of one list or table share a number. */
  readonly group: number
  readonly line: number
  /** What the task box before the line says. Null without one. */
  readonly ticked: Box | null
  /** Whether the line has blocks below it, or the row a table whose header names papers. */
  readonly detailed: boolean
  /** The text of the Offprint comment below the line. Null without one. */
  readonly given: string | null
  readonly text: string
}

/** A line as the walk found it. `text` defaults to the title. */
export type Line = Pick<Candidate, 'head' | 'form' | 'group' | 'line'> &
  Partial<Pick<Candidate, 'ticked' | 'given' | 'text'>>

/** Makes a candidate of a line. `convention`: the first line below a paper names its institutions. */
export function lineCandidate(line: Line, below: readonly Element[], context: Context, convention: boolean): Candidate {
  const details: Details = { found: line.head.found, notices: [], highlights: [], own: new Map() }
  readDetails(below, details, convention)
  return { ticked: null, given: null, text: line.head.title, ...line, details, detailed: below.length > 0, ...context }
}

/** Makes a candidate of a table row, which has its own details. */
export function rowCandidate(
  { head, details, line, named, ticked }: PaperRow,
  group: number,
  context: Context,
): Candidate {
  return {
    head,
    details,
    form: 'row',
    group,
    line,
    ticked: ticked === null ? null : readBox(String(ticked)),
    detailed: named,
    given: null,
    text: head.title,
    ...context,
  }
}
