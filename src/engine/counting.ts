import { readAsked } from './asking.ts'
import type { Shelf } from './shelf.ts'

/** How many papers each of the queries finds, as they are typed; what may be meant instead of a word does not count. */
export function countPapers(shelf: Shelf, texts: readonly string[]): readonly number[] {
  const all = shelf.places().length
  return texts.map((text) => {
    const { words, choices, holds } = readAsked(shelf, text)
    const tests = [...choices].map(([field, values]) => shelf.facets.holds(field, values))
    if (holds) tests.push(holds)
    if (words.length + tests.length === 0) return all
    const among =
      words.length > 0
        ? shelf.search.all(
            words.map((word) => [word]),
            false,
          )
        : shelf.places()
    let count = 0
    for (const place of shelf.standing(among)) if (tests.every((test) => test(place))) count += 1
    return count
  })
}
