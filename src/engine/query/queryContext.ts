import { allWords, excluded, needles, parseQuery, wantedWords, type QueryProblem } from '../../model/query/query.ts'
import { choose } from '../facets/facetFilter.ts'
import { compilePredicates } from './predicates.ts'
import type { Chosen } from '../facets/facetValues.ts'
import { createSortOrders } from './sortOrders.ts'
import { wholeTexts } from '../index/textBlocks.ts'
import { createAbstractSearch } from './abstractSearch.ts'
import { createSearch } from './textSearch.ts'
import type { PaperIndex } from '../index/paperIndex.ts'

/** A query, compiled for the engine. */
export type ParsedQuery = {
  /** The folded words that a paper must have, and all words to highlight. */
  readonly words: readonly string[]
  readonly wanted: readonly string[]
  /** The folded words that are searched in abstracts too, also negated ones. */
  readonly anywhere: readonly string[]
  /** Undefined where nothing is chosen or excluded. */
  readonly chosen: Chosen | undefined
  /** The predicate of all other conditions; null where there are none. */
  readonly holds: ((place: number) => boolean) | null
  readonly problems: readonly QueryProblem[]
}

export type QueryContext = ReturnType<typeof createQueryContext>

/** The folded words of a query that are searched in abstracts too. */
export const wordsAnywhere = (index: PaperIndex, text: string): readonly string[] =>
  needles({ words: allWords(parseQuery(text, index.columns.notes.now().has)) })

/** Full-text search and sort orders for one index. Made on first use: the empty query of a first visit needs neither. */
export function createQueryContext(index: PaperIndex) {
  const abstracts = createAbstractSearch(index.abstracts)
  const search = createSearch(index.texts, index.columns, abstracts)
  const orders = createSortOrders(index.columns, index)
  return {
    index,
    search,
    abstracts,
    orders,
    /** The texts that the speller learns from. */
    texts: () => wholeTexts(index.texts, index.columns),
    /** Compiles the text of a query. */
    read(text: string): ParsedQuery {
      const query = parseQuery(text, index.columns.notes.now().has)
      const { choices } = query
      const without = excluded(query)
      return {
        words: needles(query),
        wanted: needles({ words: wantedWords(query) }),
        anywhere: needles({ words: allWords(query) }),
        chosen: choices.size + without.size > 0 ? choose(index.columns, choices, without) : undefined,
        holds: compilePredicates(index, search, query.conditions),
        problems: query.problems,
      }
    },
  }
}
