import type { PaperId } from '../../model/paper/paper.ts'
import type { Vectors } from '../../model/text/vectors.ts'
import { recommend, type Advice } from './recommend.ts'
import type { RecommendationOptions } from './recommendationOptions.ts'
import { findSimilarPapers, type SimilarPaper } from './similarPapers.ts'
import type { Engine } from '../engine.ts'
import { readVectors } from './paperTerms.ts'
import type { PaperIndex } from '../index/paperIndex.ts'

export type Recommender = ReturnType<typeof createRecommender>

/** The vectors of one edition of the papers; null until `steps` is done. */
type Known = {
  readonly edition: number
  readonly index: PaperIndex
  readonly steps: Generator<void, Vectors>
  vectors: Vectors | null
}

const know = (edition: number, index: PaperIndex): Known => ({
  edition,
  index,
  steps: readVectors(index),
  vectors: null,
})

/**
 * Recommends papers of an engine. The vectors are computed on the first request and kept until the papers change. A
 * request yields every few milliseconds and starts over if the papers change meanwhile.
 */
export function createRecommender(engine: Engine) {
  let known: Known | null = null

  function* about<T>(find: (index: PaperIndex, vectors: Vectors) => Generator<void, T>): Generator<void, T> {
    for (;;) {
      const edition = engine.edition()
      if (known?.edition !== edition)
        known = know(
          edition,
          engine.withIndex((index) => index),
        )
      const here = known
      const found = yield* meanwhile(edition, function* () {
        // Concurrent requests advance the same steps.
        while (!here.vectors) {
          const { done, value } = here.steps.next()
          if (done) here.vectors = value
          else yield
        }
        return yield* find(here.index, here.vectors)
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
      about((index, vectors) => recommend(index, vectors, options)),
    findSimilar: (paper: PaperId): Generator<void, readonly SimilarPaper[]> =>
      about((index, vectors) => findSimilarPapers(index, vectors, paper)),
    /** Frees the vectors. */
    forget() {
      known = null
    },
  }
}
