import type { Entry } from '../papers.ts'
import type { Facet } from './draw.ts'

const SHOWN = 8

/** Counts topics and institutions of papers by their indexes, each as a number in an array. */
export function createFacets(papers: readonly Entry[]): (places: ArrayLike<number>) => readonly Facet[] {
  const columns = [
    toColumn('Topic', papers, ({ topics }) => [...new Set(topics.flat())]),
    toColumn('Affiliation', papers, ({ affiliations }) => affiliations),
  ]
  return (places) =>
    columns.map(({ label, names, rows }): Facet => {
      const counts = new Uint32Array(names.length)
      for (let i = 0; i < places.length; i += 1) for (const number of rows[places[i]!]!) counts[number]! += 1
      const all = names.map((name, number) => [name, counts[number]!] as const).filter(([, count]) => count > 0)
      const most = label === 'Topic' ? all : all.toSorted((a, b) => b[1] - a[1])
      return [label, most.slice(0, SHOWN)]
    })
}

function toColumn(label: string, papers: readonly Entry[], values: (paper: Entry) => readonly string[]) {
  const numbers = new Map<string, number>()
  const rows = papers.map((paper) =>
    values(paper).map((name) => {
      if (!numbers.has(name)) numbers.set(name, numbers.size)
      return numbers.get(name)!
    }),
  )
  return { label, names: [...numbers.keys()], rows }
}
