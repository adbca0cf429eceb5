import type { Asking, ParsedQuery } from './queryContext.ts'
import type { Facet } from '../facets/facetValues.ts'
import type { Instead } from '../question.ts'
import type { Shelf } from '../index/paperIndex.ts'
import { createSpeller, type Speller } from './spelling.ts'

/** What a query finds, before it is put in any order but that of how well it was found. */
export type Matched = {
  readonly reading: ParsedQuery
  readonly places: Int32Array
  readonly facets: readonly Facet[]
  /** Words that nobody has, and what was looked for in their place. */
  readonly instead: readonly Instead[]
}

export type Matching = ReturnType<typeof createQueryMatcher>

export const EMPTY_QUERY: ParsedQuery = {
  words: [],
  wanted: [],
  chosen: undefined,
  holds: null,
  problems: [],
}

/** What was found, and what the reader's values were then. */
type Kept = { readonly found: Matched; readonly values: number }

/** Whether words and dates had no part in it. */
const isByValues = ({ found: { reading } }: Kept) => reading.words.length === 0 && reading.holds === null

/** Results kept: sorting asks for the last one again, backspace and a choice taken back for one before it. */
const MAX_KEPT = 8
/** No more places than these in all of them: some megabytes. */
const MAX_PLACES = 1_000_000

/**
 * Finds the papers on a shelf that a query asks for; `ask` is called once something was typed. A word that no paper has
 * is read as those that may have been meant, where that finds papers.
 */
export function createQueryMatcher(shelf: Shelf, ask: () => Asking) {
  const kept = new Map<string, Kept>()
  /** Knows the words of the papers there are; null until it is asked. */
  let speller: Speller | null = null

  const match = (text: string, isRanked: boolean): Matched => {
    const reading = text.trim() === '' ? EMPTY_QUERY : ask().read(text)
    const { words, holds } = reading
    let groups: readonly (readonly string[])[] = words.map((word) => [word])
    let among = words.length > 0 ? ask().search.all(groups, isRanked) : shelf.places()
    const replaced: Instead[] = []
    if (words.length > 0 && among.length === 0) {
      groups = words.map((word) => {
        if (ask().search.knows(word)) return [word]
        const alike = (speller ??= createSpeller(ask().texts()))(word)
        if (alike.length > 0) replaced.push({ word, words: alike })
        return alike
      })
      if (replaced.length > 0 && groups.every((group) => group.length > 0)) among = ask().search.all(groups, isRanked)
    }
    const left = holds ? among.filter(holds) : among
    const { places, counts } = shelf.facets.count(left, reading.chosen)
    return { reading, places, facets: counts, instead: among.length > 0 ? replaced : [] }
  }

  return {
    /** What a query finds; `isRanked` brings first what was found in better places. */
    find(text: string, isRanked: boolean): Matched {
      const key = text.trim() === '' ? '' : `${isRanked ? 'ranked' : 'plain'} ${text}`
      const values = shelf.columns.saidValues()
      const before = kept.get(key)
      const found = before && (!isByValues(before) || before.values === values) ? before.found : match(text, isRanked)
      kept.delete(key)
      kept.set(key, { found, values })
      let sum = 0
      for (const { found } of kept.values()) sum += found.places.length
      for (const [oldest, { found }] of kept) {
        if (oldest === key || (kept.size <= MAX_KEPT && sum <= MAX_PLACES)) break
        kept.delete(oldest)
        sum -= found.places.length
      }
      return found
    },
    /** Marks have changed: what was found by more than values that can be counted may be something else. */
    forgetFound() {
      for (const [key, one] of kept) if (!isByValues(one)) kept.delete(key)
    },
    /** Papers have changed. */
    forget() {
      kept.clear()
      speller = null
    },
  }
}
