import { parseNumber } from '../../model/note/field/fieldValue.ts'
import type { Link, PaperId } from '../../model/paper/paper.ts'
import type { AnyFieldId } from '../../model/query/fields.ts'

/** What a cell shows: a text, or links. */
export type ShownCell = string | readonly Link[]

export type ShownColumn = { readonly id: AnyFieldId; readonly label: string }

/** The row of a paper. `cite` is its citation key, empty where the format needs none. */
export type PaperLine = { readonly cells: readonly ShownCell[]; readonly cite: string }

/** The row of a paper before its citation key is known. */
export type UncitedLine = { readonly cells: readonly ShownCell[]; readonly paper: PaperId }

/** The heading of the papers below it, and how deep it is among the headings. */
export type GroupLine = { readonly group: string; readonly depth: number }

/** The table as the list shows it: its visible columns in order, and its rows, with groups as headings. */
export type ShownTable = {
  readonly columns: readonly ShownColumn[]
  readonly lines: readonly (PaperLine | GroupLine)[]
}

export const isGroupLine = (line: PaperLine | UncitedLine | GroupLine): line is GroupLine => 'group' in line

/** The cells of a column, of papers only. */
export const cellsOf = ({ lines }: ShownTable, place: number): readonly ShownCell[] =>
  lines.flatMap((line) => (isGroupLine(line) ? [] : [line.cells[place] ?? '']))

/** Whether all values of a column are numbers. */
export function isNumeric(table: ShownTable, place: number): boolean {
  const filled = cellsOf(table, place).filter((cell) => cell.length > 0)
  return filled.length > 0 && filled.every((cell) => typeof cell === 'string' && parseNumber(cell) !== null)
}
