import { printCells } from '../csv/cells.ts'
import { isGroupLine, type ShownCell, type ShownTable } from './shownTable.ts'

/** Prints a table as CSV. Groups become a first column, with the names of the groups above before a `>`. */
export function printCsvTable({ columns, lines }: ShownTable): string {
  const isGrouped = lines.some(isGroupLine)
  const rows: string[][] = [[...(isGrouped ? ['Group'] : []), ...columns.map(({ label }) => label)]]
  let path: readonly string[] = []
  for (const line of lines) {
    if (isGroupLine(line)) path = [...path.slice(0, line.depth), line.group]
    else rows.push([...(isGrouped ? [path.join(' > ')] : []), ...line.cells.map(printCell)])
  }
  return printCells(rows)
}

const printCell = (cell: ShownCell): string =>
  typeof cell === 'string' ? cell : cell.map(({ label, url }) => `${label} <${url}>`).join('; ')
