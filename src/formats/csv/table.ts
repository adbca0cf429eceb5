import { guessDelimiter, readCells, type Cells } from './cells.ts'
import { findHeader } from './mapping.ts'
import { readHeader } from '../entry/columnNames.ts'

/** A table before anything is known of its columns: what a dialog for choosing them shows. */
export type Table = {
  readonly header: readonly string[]
  readonly rows: readonly Cells[]
  readonly delimiter: string
  /** How many cells most rows have. */
  readonly usual: number
}

/** The header, empty where there is none, and the rows below it. */
export function readTable(text: string): Table {
  // Excel says itself what parts the cells.
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(text)?.[1]
  const body = said ? text.replace(/^\uFEFF?sep=.\r?\n/i, '\n') : text
  const delimiter = said ?? guessDelimiter(body, (cell) => readHeader(cell) !== undefined) ?? '\t'
  const all = readCells(body, delimiter)
  const at = findHeader(all)
  const rows = at === null ? all : all.slice(at + 1)
  return { header: at === null ? [] : all[at]!.cells, rows, delimiter, usual: usualWidth(rows) }
}

/** The number of cells that most rows have; of several such, the smallest. */
function usualWidth(rows: readonly Cells[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  return [...counts].toSorted(([a, often], [b, other]) => other - often || a - b)[0]?.[0] ?? 0
}
