import type { Mapping } from './mapping.ts'
import type { Table } from './table.ts'
import type { Column, TableColumn } from '../entry/columnNames.ts'

const MAX_COLUMNS = 200
const SAMPLES = 3
const SAMPLE_LETTERS = 80

/** The columns of a table as a user is shown them: no more than anybody looks through, and no cell in full. */
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

/** Of these a paper has one; what else a column can hold is put together where several hold it. */
const ONE: ReadonlySet<Column | null> = new Set(['title', 'subtitle', 'authors', 'year', 'venue', 'doi', 'arxiv'])

/** What the columns hold once the user has said it of one of them: a column that held the same gives it up, where a paper has only one such. */
export const correctColumn = (columns: readonly TableColumn[], at: number, holds: Column | null): Mapping =>
  columns.map((column, place) => {
    if (place === at) return holds
    return ONE.has(holds) && column.holds === holds ? null : column.holds
  })
