import type { PaperHead, PaperId } from '../../model/paper/paper.ts'
import { phrasesOf } from '../../model/text/phrases.ts'
import { product, spreadOut, type Vectors } from '../../model/text/vectors.ts'
import { textsOf } from './paperTerms.ts'
import type { PaperIndex } from '../index/paperIndex.ts'

/** A similar paper and the words that both papers have, as written. */
export type SimilarPaper = { readonly paper: PaperHead; readonly words: readonly string[] }

const MOST_ALIKE = 5
/** Papers with a lower similarity share a word or two by chance. */
export const MIN_SIMILARITY = 0.2
const PLACES_AT_ONCE = 2000

/** Up to five listed papers of any status, the most similar by their words first; empty if none is similar enough. */
export function* findSimilarPapers(
  index: PaperIndex,
  vectors: Vectors,
  id: PaperId,
): Generator<void, readonly SimilarPaper[]> {
  const of = index.find(id)
  if (of === undefined || of >= vectors.rows) return []
  const vector = vectors.at(of)
  const spread = spreadOut(vector, vectors.terms.length)
  let best: { readonly place: number; readonly likeness: number }[] = []
  for (const [i, place] of index.places().entries()) {
    if (place >= vectors.rows) break
    if (i % PLACES_AT_ONCE === PLACES_AT_ONCE - 1) yield
    const least = best.length < MOST_ALIKE ? MIN_SIMILARITY : best.at(-1)!.likeness
    const likeness = place === of || !index.isListed(place) ? 0 : product(vectors.at(place), spread)
    // Of two equally similar papers the earlier in the lists wins.
    if (likeness < MIN_SIMILARITY || (best.length === MOST_ALIKE && likeness <= least)) continue
    const after = best.findIndex((other) => other.likeness < likeness)
    best = best.toSpliced(after < 0 ? best.length : after, 0, { place, likeness }).slice(0, MOST_ALIKE)
  }
  return best.map(({ place }) => {
    const { numbers, weights } = vectors.at(place)
    const shared = Array.from(numbers, (number, k) => [number, weights[k]! * spread[number]!] as const)
      .filter(([, part]) => part > 0)
      .toSorted(([a, partA], [b, partB]) => partB - partA || a - b)
    const words = shared.map(([number, part]) => [vectors.terms[number]!, part] as const)
    return { paper: index.head(place), words: phrasesOf(textsOf(index.paper(place)), words) }
  })
}
