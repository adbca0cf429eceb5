import type { Cells } from './cells.ts'
import { readTable, type Table } from './table.ts'
import { describeColumns } from './columns.ts'
import { readFacts } from '../bibliography/factColumns.ts'
import { guessMapping, rankOf, type Mapping } from './mapping.ts'
import type { Entry, Notice, Parsed } from '../entry/entry.ts'
import type { Column, FactColumn } from '../entry/columnNames.ts'
import { readRecord } from '../entry/entryFromRecord.ts'
import { fromMarkup } from '../entry/markup.ts'
import { yearIn } from '../entry/year.ts'
import { isOwnCsv, LIST_COLUMN } from './print.ts'

/**
 * Parses a table delimited by commas, semicolons, tabs or bars, with a header in many languages or without one.
 * `mapping` replaces the guess from header and cells for as many columns as it has.
 */
export function parseCsv(text: string, mapping?: Mapping): Parsed {
  const table = readTable(text)
  const notices: Notice[] = []
  const guess = guessMapping(
    table.header,
    table.rows.map(({ cells }) => cells),
  )
  const columns = (mapping ? [...mapping, ...guess.slice(mapping.length)] : guess).slice(0, MAX_COLUMNS)
  const inOrder = orderColumns(columns, table.header)
  if (table.rows.length > 0 && !columns.includes('title'))
    notices.push({ line: table.rows[0]!.line, field: 'title', message: 'no column of the table holds titles' })
  const widest = table.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  if (table.header.length > MAX_COLUMNS)
    notices.push({
      line: 1,
      field: null,
      message: `the header has ${table.header.length} cells: those after the first ${MAX_COLUMNS} are not read`,
    })
  // A header that has lost its line end contains the first row.
  if (table.rows.length > 0 && widest < table.header.length)
    notices.push({
      line: 1,
      field: null,
      message: `the header has ${table.header.length} cells, and no row has more than ${widest}`,
    })
  const entries = table.rows.flatMap((row) => {
    const entry = readRow(row, inOrder, table, notices)
    return entry ? [entry] : []
  })
  return { title: isOwnCsv(text) ? listOf(table) : '', entries, notices, columns: describeColumns(table, columns) }
}

/** The title of the list, in a column that only this app prints. */
const listOf = ({ header, rows }: Table): string => fromMarkup(rows[0]?.cells[header.indexOf(LIST_COLUMN)] ?? '')

/** Bound on columns. Each row is read for every column, so a header as long as the file would take quadratic time. */
const MAX_COLUMNS = 1000

type Columns = ReadonlyMap<Column | FactColumn, readonly number[]>

/** The cell indices of each column, the best named first. */
function orderColumns(mapping: Mapping, header: readonly string[]): Columns {
  const places = new Map<Column | FactColumn, number[]>()
  for (const [at, column] of mapping.entries()) {
    const known = column && places.get(column)
    if (known) known.push(at)
    else if (column) places.set(column, [at])
  }
  for (const ats of places.values()) ats.sort((a, b) => rankOf(header, a) - rankOf(header, b) || a - b)
  return places
}

function readRow(row: Cells, columns: Columns, { header, delimiter, usual }: Table, notices: Notice[]): Entry | null {
  const { line, problem } = row
  const report = (field: string | null, message: string) => notices.push({ line, field, message })
  if (problem) report(null, problem)
  const width = header.length || usual
  const cells = rejoin(row.cells, columns, width, delimiter)
  const isWrong = row.cells.slice(width).some((cell) => cell.trim() !== '') || cells !== row.cells
  if (width > 0 && (isWrong || (cells.length < width && !isCutShort(cells, width))))
    report(null, `has ${row.cells.length} cells where the ${header.length > 0 ? 'header has' : 'others have'} ${width}`)
  const texts = (column: Column | FactColumn) =>
    (columns.get(column) ?? []).map((at) => cells[at] ?? '').filter((cell) => cell !== '')
  const entry = readRecord(texts, line, report)
  if (entry.title !== '') return { ...entry, ...readFacts(texts, texts('status')) }
  if (columns.has('title')) report('title', 'is missing, so the row cannot be shown')
  return null
}

/** An unquoted title with the delimiter in it shifts all later cells. Joins it again if this restores the year. */
function rejoin(cells: readonly string[], columns: Columns, width: number, delimiter: string): readonly string[] {
  const [at, year] = [columns.get('title')?.[0] ?? -1, columns.get('year')?.[0] ?? -1]
  const extra = cells.length - width
  if (width === 0 || extra < 1 || at < 0 || year < at || yearIn(cells[year] ?? '') !== null) return cells
  const joined = [
    ...cells.slice(0, at),
    cells.slice(at, at + extra + 1).join(delimiter),
    ...cells.slice(at + extra + 1),
  ]
  return yearIn(joined[year] ?? '') === null ? cells : joined
}

// Spreadsheets omit empty cells at the end of a row. A row that ends after its title was truncated.
const isCutShort = (cells: readonly string[], width: number) => cells.length > 1 && cells.length > width / 4
