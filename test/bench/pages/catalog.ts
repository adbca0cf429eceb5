import { pointTexts, type BenchMark, type Entry } from '../papers.ts'

/** The catalog and the marks that the address names by their size, as in `?1000`. */
export async function fetchCatalog(): Promise<{
  readonly papers: readonly Entry[]
  readonly marks: ReadonlyMap<number, BenchMark>
}> {
  const size = location.search.slice(1)
  const get = async (name: string): Promise<unknown> => (await fetch(`./data/${name}-${size}.json`)).json()
  const [papers, marks] = await Promise.all([get('papers'), get('marks')])
  return {
    papers: papers as readonly Entry[],
    marks: new Map((marks as readonly BenchMark[]).map((mark) => [mark.place, mark])),
  }
}

/** Text without case and diacritics. */
export const fold = (text: string): string =>
  /^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** All that is searched of a paper, in one text. */
export const textOf = (paper: Entry, note = ''): string =>
  fold(
    [
      paper.title,
      ...(paper.authors ?? []),
      ...paper.topics.flat(),
      ...paper.affiliations,
      ...(paper.awards ?? []),
      ...pointTexts(paper.highlights),
      `${paper.venue} ${paper.year}`,
      note,
    ].join(' | '),
  )

export const wordsOf = (text: string): readonly string[] => fold(text).split(/\s+/).filter(Boolean)

/** `12 of 1,000 papers`. */
export const countText = (total: number, all: number): string =>
  total === all ? `${all.toLocaleString()} papers` : `${total.toLocaleString()} of ${all.toLocaleString()} papers`
