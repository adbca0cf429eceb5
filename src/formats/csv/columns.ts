import type { Mapping } from './mapping.ts'
import type { Table } from './table.ts'
import type { TableColumn } from '../entry/columnNames.ts'

const MAX_COLUMNS = 200
const SAMPLES = 3
const SAMPLE_LETTERS = 80

/** Describes a table’s columns for the user: no more columns than a user looks through, with a few short samples. */
export function describeColumns({ header, rows }: Table, mapping: Mapping): readonly TableColumn[] {
  const first = rows.slice(0, 200)
  const width = first.reduce((most, { cells }) => Math.max(most, cells.length), Math.max(header.length, mapping.length))
  return Array.from({ length: Math.min(width, MAX_COLUMNS) }, (_, at) => ({
    name: header[at]?.trim() ?? '',
    samples: samplesOf(first.map(({ cells }) => cells[at]?.trim() ?? '')),
    holds: mapping[at] ?? null,
  }))
}

function samplesOf(cells: readonly string[]): readonly string[] {
  const different = new Set(cells.filter(Boolean))
  return [...different].slice(0, SAMPLES).map((cell) => cell.slice(0, SAMPLE_LETTERS))
}

type Held = TableColumn['holds']

/** Fields that a paper has once. Several columns may hold any other field, and their values are joined. */
const ONE: ReadonlySet<Held> = new Set<Held>([
  ...(['title', 'subtitle', 'authors', 'year', 'venue', 'doi', 'arxiv'] as const),
  ...(['key', 'type', 'volume', 'number', 'pages', 'firstPage', 'lastPage'] as const),
  ...(['publisher', 'address', 'edition', 'language', 'series'] as const),
])

/** The mapping after the user has set one column. Others with this field lose it if a paper has only one such value. */
export const correctColumn = (columns: readonly TableColumn[], at: number, holds: Held): Mapping =>
  columns.map((column, place) => {
    if (place === at) return holds
    return ONE.has(holds) && column.holds === holds ? null : column.holds
  })
