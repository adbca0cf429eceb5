import type { PaperFacts } from '../../model/paper/paper.ts'
import { pointsOf } from '../../model/columns/preparedPapers.ts'
import { termsOf } from '../../model/text/terms.ts'
import { fold } from '../../model/text/fold.ts'
import { createVectors, type Vectors } from '../../model/text/vectors.ts'
import type { PaperIndex } from '../index/paperIndex.ts'

/** Papers read between two yields: about 2 ms of work. */
const PAPERS_AT_ONCE = 40

/** The texts that say what a paper is about, as written: title, highlights and topics. */
export const textsOf = ({ title, highlights, topics }: PaperFacts): readonly string[] => [
  title,
  ...pointsOf(highlights),
  ...new Set(topics.flat()),
]

/** The terms of these texts. Title terms count twice, as the title is the shortest summary. */
export const termsOfPaper = (paper: PaperFacts): readonly string[] =>
  [paper.title, ...textsOf(paper)].flatMap((text) => termsOf(fold(text)))

/** Computes the vectors of all papers in an index, each at the row of its paper. */
export function* readVectors(index: PaperIndex): Generator<void, Vectors> {
  const vectors = createVectors()
  let row = 0
  for (const [i, place] of index.places().entries()) {
    for (; row < place; row += 1) vectors.add([])
    vectors.add(termsOfPaper(index.paper(place)))
    row += 1
    if (i % PAPERS_AT_ONCE === PAPERS_AT_ONCE - 1) yield
  }
  return yield* vectors.weigh()
}
