import type { BenchMark, Entry } from '../papers.ts'
import { drawPage, type Facet } from './draw.ts'

// Receives every answer beforehand and only paints it: what remains is the browser’s own cost.

/** An answer as the benchmark provides it. */
export type Told = {
  readonly total: number
  readonly all: number
  readonly rows: readonly { readonly paper: Entry; readonly mark: BenchMark | undefined }[]
  readonly facets: readonly Facet[]
}

const page = globalThis as unknown as { told: Told }
const paint = () => {
  const { total, all, rows, facets } = page.told
  show({ total, all, row: (index) => rows[index], facets })
}
const show = drawPage({ search: paint, sort: paint, choose: paint })
if (page.told) paint()
