import type { Paper } from '../../model/paper/paper.ts'
import { pointsOf } from '../../model/columns/preparedPapers.ts'
import { termsOf } from '../../model/text/terms.ts'
import { fold } from '../../model/text/fold.ts'
import { createVectors, type Vectors } from '../../model/text/vectors.ts'
import type { Shelf } from '../index/paperIndex.ts'

/** Papers read between two yields: some two milliseconds of work. */
const PAPERS_AT_ONCE = 40

/** What of a paper tells what it is about, as it is written: its title, its highlights and its topics. */
export const textsOf = ({ title, highlights, topics }: Paper): readonly string[] => [
  title,
  ...pointsOf(highlights),
  ...new Set(topics.flat()),
]

/** The terms of that. Those of the title count twice: it is the shortest way to say it. */
export const termsOfPaper = (paper: Paper): readonly string[] =>
  [paper.title, ...textsOf(paper)].flatMap((text) => termsOf(fold(text)))

/** The vectors of all papers on a shelf, each in the row of its place. */
export function* readVectors(shelf: Shelf): Generator<void, Vectors> {
  const vectors = createVectors()
  let row = 0
  for (const [i, place] of shelf.places().entries()) {
    for (; row < place; row += 1) vectors.add([])
    vectors.add(termsOfPaper(shelf.paper(place)))
    row += 1
    if (i % PAPERS_AT_ONCE === PAPERS_AT_ONCE - 1) yield
  }
  return yield* vectors.weigh()
}
