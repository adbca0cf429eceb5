import type { Marks } from '../../model/mark/cell.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import type { Advice } from '../related/recommend.ts'
import type { Alike } from '../related/similarPapers.ts'
import type { Source } from './host.ts'
import type { Marked } from '../index/indexedMark.ts'
import type { Named } from '../query/findByName.ts'
import type { Answer, LoadResult, Papers, Question, Twin } from '../question.ts'
import type { Tally } from '../facets/statusTally.ts'
import type { RecommendationOptions } from '../related/recommendationOptions.ts'

/**
 * The engine as the stores see it, wherever it runs. What it cannot do rejects with the reason, and it goes on with the
 * next. An answer that is not a promise is there at once.
 */
export type EngineClient = {
  /**
   * Hands over lists, whose bytes then belong to the engine, and tells what was found in them. Of lists that take their
   * time, `onPart` is told when some papers can be asked about. Marks that are still to be loaded are waited for.
   */
  open(files: readonly Source[], onPart?: () => void): Promise<LoadResult>
  /** Hands over all marks that were loaded; resolves once they count in answers. */
  load(marks: Marks): Promise<void>
  /** Resolves once the marks count in answers; those that are asked for from now on count them. */
  mark(marks: readonly Marked[]): Promise<void>
  /** What every paper of a list, kept as formats/stored/storedList.ts does, is among those here; null for those that are new. */
  compare(blob: Blob): Promise<readonly (Twin | null)[]>
  /** How many papers each of the queries finds. */
  count(texts: readonly string[]): Promise<readonly number[]>
  /** How all papers stand. */
  tally(): Promise<Tally>
  /** Papers and values of fields whose names have all the words of a text, a few, what was meant most likely first. */
  name(text: string): Promise<Named>
  /** What to read next, by all marks that count in answers. */
  advise(wish: RecommendationOptions): Promise<Advice>
  /** The papers most like one, the likest first. */
  alike(paper: PaperId): Promise<readonly Alike[]>
  /** The answer, or null when a later question took this one's place before its turn. Answers come in order. */
  ask(question: Question): Answer | Promise<Answer | null>
  /** Gives `take` whole papers, some at a time, in the order of the last answer; resolves after the last of them. */
  papers(of: Papers, take: (papers: readonly Paper[]) => void): Promise<void>
  /** Ends the thread that runs for it, if there is one. */
  end(): void
}
