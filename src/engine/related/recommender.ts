import type { PaperId } from '../../model/paper/paper.ts'
import type { Vectors } from '../../model/text/vectors.ts'
import { recommend, type Advice } from './recommend.ts'
import type { RecommendationOptions } from './recommendationOptions.ts'
import { findSimilarPapers, type SimilarPaper } from './similarPapers.ts'
import type { Engine } from '../engine.ts'
import { readVectors } from './paperTerms.ts'
import type { Shelf } from '../index/paperIndex.ts'

export type Recommender = ReturnType<typeof createRecommender>

/** The vectors of one edition of the papers; null until `steps` is done. */
type Known = {
  readonly edition: number
  readonly shelf: Shelf
  readonly steps: Generator<void, Vectors>
  vectors: Vectors | null
}

const know = (edition: number, shelf: Shelf): Known => ({ edition, shelf, steps: readVectors(shelf), vectors: null })

/**
 * Recommends papers of an engine. The vectors are computed on the first request and kept until the papers change. A
 * request yields every few milliseconds and starts over if the papers change meanwhile.
 */
export function createRecommender(engine: Engine) {
  let known: Known | null = null

  function* about<T>(find: (shelf: Shelf, vectors: Vectors) => Generator<void, T>): Generator<void, T> {
    for (;;) {
      const edition = engine.edition()
      if (known?.edition !== edition)
        known = know(
          edition,
          engine.look((shelf) => shelf),
        )
      const here = known
      const found = yield* meanwhile(edition, function* () {
        // Concurrent requests advance the same steps.
        while (!here.vectors) {
          const { done, value } = here.steps.next()
          if (done) here.vectors = value
          else yield
        }
        return yield* find(here.shelf, here.vectors)
      })
      if (found) return found.value
    }
  }

  /** The result of the work, or null once the papers have changed. */
  function* meanwhile<T>(
    edition: number,
    work: () => Generator<void, T>,
  ): Generator<void, { readonly value: T } | null> {
    const steps = work()
    while (engine.edition() === edition) {
      const { done, value } = steps.next()
      if (done) return { value }
      yield
    }
    return null
  }

  return {
    recommend: (options: RecommendationOptions): Generator<void, Advice> =>
      about((shelf, vectors) => recommend(shelf, vectors, options)),
    findSimilar: (paper: PaperId): Generator<void, readonly SimilarPaper[]> =>
      about((shelf, vectors) => findSimilarPapers(shelf, vectors, paper)),
    /** Frees the vectors. */
    forget() {
      known = null
    },
  }
}
