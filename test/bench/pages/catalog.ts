import { pointTexts, type BenchMark, type Entry } from '../papers.ts'

/** The base URL of the pages, and the number of papers in the query string, as in `?1000`. */
export type Source = { readonly size: string; readonly base: string }

export const sourceOfPage = (): Source => ({ size: location.search.slice(1), base: location.href })

/** Fetches the catalog and the marks. A worker receives its source from the page, because its URL differs. */
export async function fetchCatalog({ size, base } = sourceOfPage()): Promise<{
  readonly papers: readonly Entry[]
  readonly marks: ReadonlyMap<number, BenchMark>
}> {
  const get = async (name: string): Promise<unknown> => (await fetch(new URL(`data/${name}-${size}.json`, base))).json()
  const [papers, marks] = await Promise.all([get('papers'), get('marks')])
  return {
    papers: papers as readonly Entry[],
    marks: new Map((marks as readonly BenchMark[]).map((mark) => [mark.place, mark])),
  }
}

/** Text without case and diacritics. */
export const fold = (text: string): string =>
  /^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** All searched text of a paper, in one string. */
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
