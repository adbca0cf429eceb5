import type { QueryContext, ParsedQuery } from './queryContext.ts'
import type { Facet } from '../facets/facetValues.ts'
import { isNoteField, type AnyFieldId } from '../../model/query/fields.ts'
import type { Instead } from '../question.ts'
import type { PaperIndex } from '../index/paperIndex.ts'
import { createSpeller, type Speller } from './spelling.ts'

/** What a query finds, ordered by relevance alone. */
export type Matched = {
  readonly reading: ParsedQuery
  readonly places: Int32Array
  /** The counts; fields on demand have them where they are wanted. */
  readonly facets: (wanted: readonly AnyFieldId[]) => readonly Facet[]
  /** Words that no paper has, and the words that were searched instead. */
  readonly instead: readonly Instead[]
  /** Whether words are still to be searched in abstracts. */
  readonly looking: boolean
}

export type Matching = ReturnType<typeof createQueryMatcher>

export const EMPTY_QUERY: ParsedQuery = {
  words: [],
  wanted: [],
  anywhere: [],
  chosen: undefined,
  holds: null,
  problems: [],
}

/** A match, and the version of the values of marks that it is of. */
type Kept = { readonly found: Matched; readonly values: number }

/** Whether the match used neither words nor dates. */
const isByValues = ({ found: { reading } }: Kept) => reading.words.length === 0 && reading.holds === null

/** Cached matches: a sort asks for the last one again, backspace for an earlier one. */
const MAX_KEPT = 8
/** The most rows in all cached matches: some megabytes. */
const MAX_PLACES = 1_000_000

/**
 * Finds the papers of an index that a query asks for, narrowing the last match where it can. `ask` is called once
 * something was typed. A word that no paper has is replaced by likely spellings, if those find papers.
 */
export function createQueryMatcher(index: PaperIndex, ask: () => QueryContext) {
  const kept = new Map<string, Kept>()
  /** Knows the words of all papers; null until it is needed. */
  let speller: Speller | null = null

  const match = (text: string, isRanked: boolean): Matched => {
    const reading = text.trim() === '' ? EMPTY_QUERY : ask().read(text)
    const { words, holds } = reading
    let groups: readonly (readonly string[])[] = words.map((word) => [word])
    let among = words.length > 0 ? ask().search.all(groups, isRanked) : index.places()
    const looking = reading.anywhere.length > 0 && ask().abstracts.lacks(reading.anywhere)
    const replaced: Instead[] = []
    // An abstract may have the word as it was typed.
    if (words.length > 0 && among.length === 0 && !looking) {
      groups = words.map((word) => {
        if (ask().search.knows(word)) return [word]
        const alike = (speller ??= createSpeller(ask().texts()))(word)
        if (alike.length > 0) replaced.push({ word, words: alike })
        return alike
      })
      if (replaced.length > 0 && groups.every((group) => group.length > 0)) among = ask().search.all(groups, isRanked)
    }
    const left = holds ? among.filter(holds) : among
    const { places, facets } = index.facets.count(left, reading.chosen)
    return { reading, places, facets, instead: among.length > 0 ? replaced : [], looking }
  }

  /** Most letters of a note change no key, and most queries name none. */
  const versionOf = ({ reading: { chosen } }: Matched): number => {
    const { saidValues, notes } = index.columns
    const isByNotes = chosen && [...chosen.chosen.keys(), ...chosen.excluded.keys()].some(isNoteField)
    return saidValues() + (isByNotes ? notes.now().changes() : 0)
  }

  return {
    /** Matches a query; `isRanked` puts better matches first. */
    find(text: string, isRanked: boolean): Matched {
      const key = text.trim() === '' ? '' : `${isRanked ? 'ranked' : 'plain'} ${text}`
      const before = kept.get(key)
      const found =
        before && (!isByValues(before) || before.values === versionOf(before.found))
          ? before.found
          : match(text, isRanked)
      kept.delete(key)
      kept.set(key, { found, values: versionOf(found) })
      let sum = 0
      for (const { found } of kept.values()) sum += found.places.length
      for (const [oldest, { found }] of kept) {
        if (oldest === key || (kept.size <= MAX_KEPT && sum <= MAX_PLACES)) break
        kept.delete(oldest)
        sum -= found.places.length
      }
      return found
    },
    /** Marks have changed: matches by words or dates are dropped. */
    forgetFound() {
      for (const [key, one] of kept) if (!isByValues(one)) kept.delete(key)
    },
    /** Papers have changed: all matches are dropped. */
    forget() {
      kept.clear()
      speller = null
    },
  }
}
