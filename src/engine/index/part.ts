import { prepare, type Prepared } from '../../model/columns/preparedPapers.ts'
import type { Paper } from '../../model/paper/paper.ts'
import { toAbstracts, toBibliographies, toLines, type Lines, type Spans } from './paperRecords.ts'

/** Prepared papers as they arrive, each with its line and the titles of its lists. */
export type Part = {
  readonly prepared: Prepared
  /** Without the abstracts and bibliography entries. */
  readonly lines: Lines
  readonly abstracts: Spans | null
  readonly bibliographies: Spans | null
  readonly listsOf: (paper: number) => readonly string[]
}

type Apart = Pick<Part, 'lines' | 'abstracts' | 'bibliographies'>

/** Papers as they arrive, without what is read apart. */
const toApart = (papers: readonly Paper[]): Apart => ({
  lines: toLines(papers),
  abstracts: toAbstracts(papers),
  bibliographies: toBibliographies(papers),
})

/** Papers as they arrive from a list that was not prepared. */
export const toPart = (papers: readonly Paper[], apart: Apart = toApart(papers)): Part => ({
  prepared: prepare(papers),
  ...apart,
  listsOf: (paper) => papers[paper]!.lists,
})
