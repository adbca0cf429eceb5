import type { BenchMark, Entry } from '../papers.ts'
import { textOf, wordsOf } from './catalog.ts'
import type { Facet } from './draw.ts'
import { createFacets } from './facets.ts'

export type Order = 'catalog' | 'title' | 'titleDescending'
export type Question = {
  readonly text: string
  readonly topic: string | null
  readonly order: Order
  /** The range of rows to return, without the end. */
  readonly from: number
  readonly to: number
}
export type Row = { readonly place: number; readonly paper: Entry; readonly mark: BenchMark | undefined }
export type Answer = {
  readonly total: number
  readonly all: number
  readonly facets: readonly Facet[]
  readonly from: number
  readonly rows: readonly Row[]
}
type Match = { readonly found: readonly number[]; readonly facets: readonly Facet[] }

/** The number of cached results. */
const KEPT_MATCHES = 30
/** The number of texts prepared at once. */
const TEXTS_AT_ONCE = 500

export type Engine = ReturnType<typeof createEngine>

/** A plain engine: it narrows the last result while the query grows, and caches the latest results. */
export function createEngine(papers: readonly Entry[], marks: ReadonlyMap<number, BenchMark>) {
  const all = papers.map((_, place) => place)
  const count = createFacets(papers)
  const texts: string[] = []
  const textAt = (place: number) => (texts[place] ??= textOf(papers[place]!, marks.get(place)?.note))
  let byTitle: readonly number[] | null = null
  const inOrder = (order: Order): readonly number[] => {
    if (order === 'catalog') return all
    byTitle ??= all.toSorted((a, b) => papers[a]!.title.localeCompare(papers[b]!.title))
    return order === 'title' ? byTitle : byTitle.toReversed()
  }
  const everything: Match = { found: all, facets: count(all) }
  const matches = new Map<string, Match>()
  let last: { readonly words: readonly string[]; readonly asked: string; readonly match: Match } | null = null

  const match = ({ text, topic, order }: Question): Match => {
    const words = wordsOf(text)
    const asked = JSON.stringify([topic, order])
    const key = JSON.stringify([words, asked])
    let match = matches.get(key)
    if (!match) {
      const narrowed =
        last?.asked === asked && last.words.every((word) => words.some((longer) => longer.includes(word)))
          ? last.match.found
          : inOrder(order).filter((place) => topic === null || papers[place]!.topics.some(([broad]) => broad === topic))
      const found = narrowed.filter((place) => words.every((word) => textAt(place).includes(word)))
      match = { found, facets: found.length === all.length ? everything.facets : count(found) }
      matches.set(key, match)
      if (matches.size > KEPT_MATCHES) matches.delete(matches.keys().next().value!)
    }
    last = { words, asked, match }
    return match
  }

  return {
    answer(question: Question): Answer {
      const { found, facets } = match(question)
      const { from, to } = question
      const rows = found.slice(from, to).map((place) => ({ place, paper: papers[place]!, mark: marks.get(place) }))
      return { total: found.length, all: papers.length, facets, from, rows }
    },
    /** Prepares some of what the next question may need; false once all is prepared. */
    prepare(): boolean {
      const next = texts.length
      if (next >= papers.length) {
        const wasSorted = byTitle !== null
        inOrder('title')
        return !wasSorted
      }
      for (let place = next; place < Math.min(papers.length, next + TEXTS_AT_ONCE); place += 1) textAt(place)
      return true
    },
  }
}
