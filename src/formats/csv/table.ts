import { guessDelimiter, readCells, type Cells } from './cells.ts'
import { findHeader } from './mapping.ts'
import { readHeader } from '../entry/columnNames.ts'

/** A table whose columns have no fields yet. */
export type Table = {
  readonly header: readonly string[]
  readonly rows: readonly Cells[]
  readonly delimiter: string
  /** The most frequent number of cells in a row. */
  readonly usual: number
}

/** Splits a text into its header, which may be empty, and the rows below it. */
export function readTable(text: string): Table {
  // Excel may declare the delimiter in a first line, as in `sep=;`.
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(text)?.[1]
  const body = said ? text.replace(/^\uFEFF?sep=.\r?\n/i, '\n') : text
  const delimiter = said ?? guessDelimiter(body, (cell) => readHeader(cell) !== undefined) ?? '\t'
  const all = readCells(body, delimiter)
  const at = findHeader(all)
  const rows = at === null ? all : all.slice(at + 1)
  return { header: at === null ? [] : all[at]!.cells, rows, delimiter, usual: usualWidth(rows) }
}

/** The most frequent number of cells in a row, or the smallest of several such numbers. */
function usualWidth(rows: readonly Cells[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  return [...counts].toSorted(([a, often], [b, other]) => other - often || a - b)[0]?.[0] ?? 0
}
