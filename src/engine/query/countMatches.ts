import type { QueryContext } from './queryContext.ts'

/** The number of papers that each query finds as typed, without spelling correction. */
export const countPapers = ({ index, search, read }: QueryContext, texts: readonly string[]): readonly number[] =>
  texts.map((text) => {
    const { words, chosen, holds } = read(text)
    const groups = words.map((word) => [word])
    const among = words.length > 0 ? search.all(groups, false) : index.places()
    const left = holds ? among.filter(holds) : among
    return chosen ? chosen.sift(left).places.length : left.length
  })
