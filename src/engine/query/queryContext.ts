import { excluded, needles, parseQuery, wantedWords, type QueryProblem } from '../../model/query/query.ts'
import { choose } from '../facets/facetFilter.ts'
import { compilePredicates } from './predicates.ts'
import type { Chosen } from '../facets/facetValues.ts'
import { createSortOrders } from './sortOrders.ts'
import { wholeTexts } from '../index/textBlocks.ts'
import { createSearch } from './textSearch.ts'
import type { Shelf } from '../index/paperIndex.ts'

/** A query as the engine answers it. */
export type ParsedQuery = {
  /** The words that must all be in a paper, folded, and all those to be shown in it. */
  readonly words: readonly string[]
  readonly wanted: readonly string[]
  /** Undefined where nothing is chosen or left out. */
  readonly chosen: Chosen | undefined
  /** Whether all else that is asked holds at a place; null where nothing is. */
  readonly holds: ((place: number) => boolean) | null
  readonly problems: readonly QueryProblem[]
}

export type Asking = ReturnType<typeof createQueryContext>

/** What it takes to answer about the papers on a shelf once something is typed or sorted: no first visit begins with that. */
export function createQueryContext(shelf: Shelf) {
  const search = createSearch(shelf.texts, shelf.columns)
  const orders = createSortOrders(shelf.columns, shelf)
  return {
    shelf,
    search,
    orders,
    /** Texts to learn words from. */
    texts: () => wholeTexts(shelf.texts, shelf.columns),
    /** Reads what was typed. */
    read(text: string): ParsedQuery {
      const query = parseQuery(text)
      const { choices } = query
      const without = excluded(query)
      return {
        words: needles(query),
        wanted: needles({ words: wantedWords(query) }),
        chosen: choices.size + without.size > 0 ? choose(shelf.columns, choices, without) : undefined,
        holds: compilePredicates(shelf, search, query.conditions),
        problems: query.problems,
      }
    },
  }
}
