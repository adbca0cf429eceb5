import type { Marks } from '../../model/mark/cell.ts'
import type { Paper, PaperFacts, PaperHead, PaperId } from '../../model/paper/paper.ts'
import type { Bibliography } from '../../model/paper/bibliography.ts'
import type { Advice } from '../related/recommend.ts'
import type { SimilarPaper } from '../related/similarPapers.ts'
import type { Source } from './host.ts'
import type { Marked } from '../index/indexedMark.ts'
import type { Named } from '../query/findByName.ts'
import type { Moved, MoveTo } from '../queue/movePapers.ts'
import type { Answer, Compared, LoadResult, Papers, Question } from '../question.ts'
import type { Tally } from '../facets/statusTally.ts'
import type { RecommendationOptions } from '../related/recommendationOptions.ts'

/**
 * The engine as the stores see it, in the page or in a worker. A call that fails rejects with the reason, and later
 * calls work. An answer that is not a promise is there at once.
 */
export type EngineClient = {
  /**
   * Loads lists, whose bytes are transferred to the engine, and returns the report. While large lists load, `onPart` is
   * called when some papers can be asked about. The call waits for marks that are still to be loaded.
   */
  open(files: readonly Source[], onPart?: () => void): Promise<LoadResult>
  /** Passes all loaded marks; resolves once answers count them. */
  load(marks: Marks): Promise<void>
  /** Resolves once answers count the marks; questions that are asked after the call count them. */
  mark(marks: readonly Marked[]): Promise<void>
  /** Compares the papers of a stored list with those here; the likely ones are only looked for where wanted. */
  compare(blob: Blob, isLikelyWanted?: boolean): Promise<Compared>
  /** The number of papers that each query finds. */
  count(texts: readonly string[]): Promise<readonly number[]>
  /** The status counts of all papers. */
  tally(): Promise<Tally>
  /**
   * The ranks that move papers in Up next, for the caller to write; with `inList` a paper is moved past the next one of the
   * last answer.
   */
  move(papers: readonly PaperId[], to: MoveTo, inList: boolean): Promise<Moved>
  /** The first paper of Up next; null where none is To read. */
  first(): Promise<PaperHead | null>
  /** A few papers and values whose names have all words of a text, the best match first. */
  findByName(text: string): Promise<Named>
  /** Recommendations by all marks that answers count. */
  recommend(options: RecommendationOptions): Promise<Advice>
  /** The papers most similar to one, the most similar first. */
  findSimilar(paper: PaperId): Promise<readonly SimilarPaper[]>
  /** The answer, or null when a later question replaced this one before its turn. Answers come in order. */
  ask(question: Question): Answer | Promise<Answer | null>
  /**
   * Passes papers without their abstracts to `take`, some at a time, in the order of the last answer; resolves after the last of them.
   */
  papers(of: Papers, take: (papers: readonly PaperFacts[]) => void): Promise<void>
  /** The same with their abstracts and bibliography entries. */
  wholePapers(of: Papers, take: (papers: readonly Paper[]) => void): Promise<void>
  /**
   * Searches the words of a query in abstracts: true once answers count what was found; false where another question,
   * or other lists, ended it.
   */
  searchAbstracts(text: string): Promise<boolean>
  /** The abstract of a paper; empty where it has none. */
  abstract(paper: PaperId): Promise<string>
  /** The bibliography entry of a paper; null where it has none. */
  bibliography(paper: PaperId): Promise<Bibliography | null>
  /** Ends the worker, if there is one. */
  end(): void
}
