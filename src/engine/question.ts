import type { Reattachment } from '../model/mark/markIdentity.ts'
import type { AnyFieldId } from '../model/query/fields.ts'
import type { ListHead, Problem } from '../model/paper/list.ts'
import type { Paper, PaperFacts, PaperHead, PaperId } from '../model/paper/paper.ts'
import type { QueryProblem } from '../model/query/query.ts'
import type { Sort } from '../model/query/view.ts'
import type { Facet } from './facets/facetValues.ts'
import type { NoteKey } from './index/noteFields.ts'
import type { GroupHead, Listed, GroupedRows } from './facets/groupRows.ts'

/** A question about the papers. */
export type Question = {
  readonly text: string
  readonly sort: Sort
  /** The window of rows: the first index, and the one after the last. */
  readonly window: readonly [from: number, to: number]
  /** A paper to return whole, wherever it is. */
  readonly paper: PaperId | null
  /** A paper whose index in the answer is wanted. */
  readonly find: PaperId | null
  /** Facets of which more than the first values are wanted. */
  readonly wide: readonly AnyFieldId[]
  /** Absent or null without grouping. */
  readonly group?: GroupedRows | null
  /** How often the user has asked for the rows to be sorted again. */
  readonly sorted?: number
}

/** The open paper, and the sizes in bytes of its abstract and its bibliography entry, which are read apart. */
export type OpenPaper = PaperFacts & { readonly abstractBytes: number; readonly bibliographyBytes: number }

/** The answer to a question. */
export type Answer = {
  /** Incremented when the question, and not only the window, has changed. Rows of one revision belong together. */
  readonly revision: number
  readonly from: number
  /** The rows of the window, and the papers among them. */
  readonly lines: readonly Listed[]
  readonly rows: readonly PaperHead[]
  /** The position of each row of the window in Up next, from 1; 0 where it is no paper To read. */
  readonly positions: readonly number[]
  /** The number of rows. */
  readonly extent: number
  /** Rows of the window whose papers have stopped matching since the question was asked. */
  readonly gone: readonly number[]
  /** Whether a key of the notes by which the rows are sorted or grouped has changed since: they stay where they are. */
  readonly isOutdated: boolean
  /** The number of papers that match, and of all papers. */
  readonly total: number
  readonly all: number
  readonly facets: readonly Facet[]
  /** The keys of all notes, those of most papers first. */
  readonly keys: readonly NoteKey[]
  readonly paper: OpenPaper | null
  /** The paper that was asked for. It may be in no list. */
  readonly asked: PaperId | null
  /** Another paper that the one asked for may be: the one that replaced it in its list, or a likely duplicate. */
  readonly likely: PaperHead | null
  /** The index of the paper or group header that was to be found, or -1. */
  readonly found: number
  /** Words that no paper has, each with the words that were searched instead; only where nothing matched as typed. */
  readonly instead: readonly Instead[]
  /** The folded words that were searched, and the parts of the query that could not be read. */
  readonly words: readonly string[]
  readonly problems: readonly QueryProblem[]
  /** Whether words are still to be searched in abstracts (`searchAbstracts`), which may add papers, or drop some. */
  readonly looking: boolean
}
/** An answer with row numbers in place of papers, valid for one edition. Group headers are below zero. */
export type FoundRows = Omit<Answer, 'lines' | 'rows' | 'paper'> & {
  readonly places: readonly number[]
  /** The group headers among them, in order. */
  readonly groups: readonly GroupHead[]
  readonly open: number | null
}
/** A paper that is here; `differs` in title or year from the file. */
export type Twin = {
  readonly id: PaperId
  readonly differs: boolean
  /** Whether only the file has a bibliography entry of it, with a citation key and more. */
  readonly isFuller: boolean
}
/** A new paper of a list by its index, and the paper here that it is likely the same as. */
export type LikelyTwin = {
  readonly place: number
  readonly id: PaperId
  readonly title: string
  readonly is: Pick<PaperHead, 'id' | 'title' | 'venue' | 'year'>
}
/** The paper that each paper of a list is the same as; null for new ones, of which some are likely here. */
export type Compared = { readonly twins: readonly (Twin | null)[]; readonly likely: readonly LikelyTwin[] }
export type Instead = { readonly word: string; readonly words: readonly string[] }

/** Which papers: these, those of the last answer, a range of those, or all. */
export type Papers = readonly PaperId[] | 'shown' | Stretch | 'all'
/** The range: the first index, and the one after the last. */
export type Stretch = { readonly from: number; readonly to: number }

/** The report of loading lists, and what the marks have to record of it. */
export type LoadResult = Pick<Reattachment, 'moves'> & {
  readonly lists: readonly ListHead[]
  readonly problems: readonly Problem[]
  readonly papers: number
  /** Marked papers as their lists have them, where the marks have not recorded that yet. */
  readonly known: readonly Pick<Paper, 'id' | 'title' | 'aliases'>[]
}
