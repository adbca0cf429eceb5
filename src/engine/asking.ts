import { excluded, needles, parseQuery, wantedWords, type Choices, type QueryProblem } from '../model/query.ts'
import { readConditions } from './conditions.ts'
import type { Shelf } from './shelf.ts'

/** A query as the engine answers it. */
export type Reading = {
  /** The words that must all be in a paper, folded, and all those to be shown in it. */
  readonly words: readonly string[]
  readonly wanted: readonly string[]
  readonly choices: Choices
  readonly without: Choices
  /** Whether all else that is asked holds at a place; null where nothing is. */
  readonly holds: ((place: number) => boolean) | null
  readonly problems: readonly QueryProblem[]
}

/** Reads what was typed for the papers on a shelf. */
export function readAsked(shelf: Shelf, text: string): Reading {
  const query = parseQuery(text)
  return {
    words: needles(query),
    wanted: needles({ words: wantedWords(query) }),
    choices: query.choices,
    without: excluded(query),
    holds: readConditions(shelf, query.conditions),
    problems: query.problems,
  }
}
