import { PATH_SEPARATOR } from '../../model/query/fields.ts'
import { STATUSES, STATUS_LABELS } from '../../model/mark/mark.ts'
import { hasAnyValue } from './facetFilter.ts'
import type { FacetValue } from './facetValues.ts'
import type { PaperIndex } from '../index/paperIndex.ts'

/** The number of papers with each status, in the order of STATUSES. */
export type Counts = readonly number[]

/** Status counts of all papers, and of those of each value of a field. */
export type Tally = { readonly all: Counts; readonly by: Readonly<Record<TallyField, TallyTable>> }
export const TALLY_FIELDS = ['topic', 'venue', 'year'] as const
export type TallyField = (typeof TALLY_FIELDS)[number]
export type TallyTable = {
  /** Broad topics and venues by the number of papers, or years in descending order. A paper may be in several. */
  readonly rows: readonly { readonly value: string; readonly counts: Counts }[]
  /** The papers that are in none of the rows. */
  readonly rest: Counts
}

/** The most rows of the chart. */
const MOST_ROWS = 12

/** Counts the papers of an index by status, and by topic, venue and year. */
export function tallyStatuses({ facets, columns, yearAt, places }: PaperIndex, most = MOST_ROWS): Tally {
  const all = places()
  const statusOf = new Uint8Array((all.at(-1) ?? -1) + 1)
  for (const [number, status] of STATUSES.entries()) {
    const holds = hasAnyValue(columns, 'status', [STATUS_LABELS[status]])
    for (const place of all) if (holds(place)) statusOf[place] = number
  }
  const count = (isIn: (place: number) => boolean): Counts => {
    const counts = STATUSES.map(() => 0)
    for (const place of all) if (isIn(place)) counts[statusOf[place]!]! += 1
    return counts
  }
  const table = (values: readonly string[], holdsOf: (value: string) => (place: number) => boolean): TallyTable => {
    const isShown = new Uint8Array(statusOf.length)
    const rows = values.slice(0, most).map((value) => {
      const holds = holdsOf(value)
      const counts = count((place) => {
        const isIn = holds(place)
        if (isIn) isShown[place] = 1
        return isIn
      })
      return { value, counts }
    })
    return { rows, rest: count((place) => isShown[place] === 0) }
  }

  const counts = facets.count(all).facets()
  const valuesOf = (field: 'topic' | 'venue') => counts.find((facet) => facet.field === field)!.values
  const years = [...new Set(Array.from(all, yearAt))].filter((year) => year !== null)
  return {
    all: count(() => true),
    by: {
      topic: table(broadest(valuesOf('topic')), (value) => hasAnyValue(columns, 'topic', [value])),
      venue: table(names(valuesOf('venue')), (value) => hasAnyValue(columns, 'venue', [value])),
      year: table(years.toSorted((a, b) => b - a).map(String), (value) => (place) => yearAt(place) === Number(value)),
    },
  }
}

const names = (values: readonly FacetValue[]) => values.map(({ value }) => value)

/** Root topics by the number of papers; where there is only one, the topics below it. */
function broadest(values: readonly FacetValue[]): readonly string[] {
  const depthOf = ({ value }: FacetValue) => value.split(PATH_SEPARATOR).length
  const at = (depth: number) => values.filter((value) => depthOf(value) === depth)
  const [roots, below] = [at(1), at(2)]
  return names((roots.length === 1 && below.length > 0 ? below : roots).toSorted((a, b) => b.count - a.count))
}
