import type { Reattachment } from '../model/mark/markIdentity.ts'
import type { FieldId } from '../model/query/fields.ts'
import type { ListHead, Problem } from '../model/paper/list.ts'
import type { Paper, PaperHead, PaperId } from '../model/paper/paper.ts'
import type { QueryProblem } from '../model/query/query.ts'
import type { Sort } from '../model/query/view.ts'
import type { Facet } from './facets/facetValues.ts'
import type { GroupHead, Listed, GroupedRows } from './facets/groupRows.ts'

/** What is asked of the papers there are. */
export type Question = {
  readonly text: string
  readonly sort: Sort
  /** The lines to hand over: from the first up to, but without, the second. */
  readonly window: readonly [from: number, to: number]
  /** A paper to hand over whole, wherever it stands. */
  readonly paper: PaperId | null
  /** A paper whose place in the answer is wanted. */
  readonly find: PaperId | null
  /** Fields of which more values are wanted than the first few. */
  readonly wide: readonly FieldId[]
  /** Left out, or null, where a line is a paper and nothing else. */
  readonly group?: GroupedRows | null
}

/** What is said to a question. */
export type Answer = {
  /** Counts up when the question, not only the window, has changed; rows of one revision belong together. */
  readonly revision: number
  readonly from: number
  /** What stands on the lines of the window, and the papers among that. */
  readonly lines: readonly Listed[]
  readonly rows: readonly PaperHead[]
  /** Lines there are. */
  readonly extent: number
  /** Lines of the window whose papers, since the question was asked, have come to match it no more. */
  readonly gone: readonly number[]
  /** Papers that match, and papers there are. */
  readonly total: number
  readonly all: number
  readonly facets: readonly Facet[]
  readonly paper: Paper | null
  /** The paper that was asked for, which may be in no list. */
  readonly asked: PaperId | null
  /** Another paper that the one asked for may be: what it has become where no list has it, or else a likely twin. */
  readonly likely: PaperHead | null
  /** The line of the paper, or of the head, that was to be found, or -1. */
  readonly found: number
  /** Words that no paper has, each with those that were looked for instead; only where nothing matched as typed. */
  readonly instead: readonly Instead[]
  /** The words that were looked for, folded, and what of the query could not be followed. */
  readonly words: readonly string[]
  readonly problems: readonly QueryProblem[]
}
/** An answer that names its papers by the places at which they are, until another edition; heads are below zero. */
export type FoundRows = Omit<Answer, 'lines' | 'rows' | 'paper'> & {
  readonly places: readonly number[]
  /** The heads among them, in their order. */
  readonly groups: readonly GroupHead[]
  readonly open: number | null
}
/** A paper that is here; `differs` in its title or year from what a file says. */
export type Twin = { readonly id: PaperId; readonly differs: boolean }
export type Instead = { readonly word: string; readonly words: readonly string[] }

/** Which papers are meant: these, those that the last answer was about, a stretch of those, or every one. */
export type Papers = readonly PaperId[] | 'shown' | Stretch | 'all'
/** Lines of the last answer, from the first up to, but without, the second. */
export type Stretch = { readonly from: number; readonly to: number }

/** What was found in the lists, and what the marks have to know of it. */
export type LoadResult = Pick<Reattachment, 'moves'> & {
  readonly lists: readonly ListHead[]
  readonly problems: readonly Problem[]
  readonly papers: number
  /** The marked papers as their lists have them, where their marks do not know that yet. */
  readonly known: readonly Pick<Paper, 'id' | 'title' | 'aliases'>[]
}
