import { isGroupHead, type Listed } from '../../engine/facets/groupRows.ts'
import { createTimeSlice } from '../../engine/loading/timeSlice.ts'
import { shownCells } from '../../formats/table/shownCell.ts'
import type { GroupLine, UncitedLine } from '../../formats/table/shownTable.ts'
import { TABLE_FORMATS, type TableFormatName } from '../../formats/table/tableFormats.ts'
import { createPrinter, type Printer } from '../../formats/workers/printer.ts'
import type { PrintedTable } from '../../formats/workers/printerFunctions.ts'
import { changedAt, toMark } from '../../model/mark/mark.ts'
import type { PaperHead, PaperId } from '../../model/paper/paper.ts'
import { toEntries } from '../../store/files/exportPapers.ts'
import type { Stores } from '../../store/hooks.ts'
import { labelOfColumn, visibleColumns } from '../../table/shownColumns.ts'

type Reading = Pick<Stores, 'answers' | 'cursor' | 'library' | 'viewing'>
type Placed = { readonly listed: Listed; readonly position: number }

/** Rows that are asked for, and rows that are sent, at a time. Each takes a few milliseconds. */
const ASKED_AT_ONCE = 2000
const SENT_AT_ONCE = 200

/** A table as a file, its first lines, and the numbers of its lines, its rows and its columns. */
export type ShownFile = PrintedTable & { readonly rows: number; readonly columns: number }

/**
 * Prints the table as the list shows it, in a worker: its visible columns, and all rows of the view, or the selected ones.
 * Selected papers that the view does not have come last.
 */
export async function printShownTable(
  stores: Reading,
  format: TableFormatName,
  printer: Printer = createPrinter(),
): Promise<ShownFile> {
  const { answers, cursor, library, viewing } = stores
  try {
    const { selected } = cursor.getState()
    const all = await allRows(answers)
    const rows = selected.size > 0 ? [...selectedRows(all, selected), ...(await outsideRows(stores, all))] : all
    const cited = TABLE_FORMATS[format].cites ? await sendPapers(stores, printer) : []
    const { marks } = library.getState()
    const { view } = viewing.getState()
    const ids = visibleColumns(view)
    const names = answers.getState().answer?.keys ?? []
    const toLine = ({ listed, position }: Placed): UncitedLine | GroupLine => {
      if (isGroupHead(listed)) return { group: listed.label, depth: listed.depth }
      const kept = marks.get(listed.id)
      const shown = { paper: listed, mark: toMark(kept), changedAt: changedAt(kept), position }
      return { cells: shownCells(ids, shown), paper: listed.id }
    }
    const pause = createTimeSlice()
    for (let from = 0; from < rows.length; from += SENT_AT_ONCE) {
      printer.takeLines(rows.slice(from, from + SENT_AT_ONCE).map(toLine))
      await pause()
    }
    const columns = ids.map((id) => ({ id, label: labelOfColumn(id, names, view.columns) }))
    const printed = await printer.printTable(format, columns, cited)
    return { ...printed, rows: rows.filter(({ listed }) => !isGroupHead(listed)).length, columns: ids.length }
  } catch (error) {
    printer.stop()
    throw error
  }
}

/** All rows of the view. Where another answer comes meanwhile, they are its rows. */
async function allRows(answers: Stores['answers']): Promise<readonly Placed[]> {
  const rows: Placed[] = []
  let now: number | null = null
  for (;;) {
    const { revision, extent, lines, positions } = await answers
      .getState()
      .rows(rows.length, rows.length + ASKED_AT_ONCE)
    if (now !== null && revision !== now) {
      rows.length = 0
      now = null
      continue
    }
    now = revision
    for (const [at, listed] of lines.entries()) rows.push({ listed, position: positions[at] ?? 0 })
    if (rows.length >= extent || lines.length === 0) return rows
  }
}

/** The rows of selected papers, and of the groups that have any. */
function selectedRows(rows: readonly Placed[], selected: ReadonlySet<PaperId>): readonly Placed[] {
  const found: Placed[] = []
  let heads: Placed[] = []
  for (const row of rows) {
    const { listed } = row
    if (isGroupHead(listed)) {
      heads = [...heads.filter((head) => isGroupHead(head.listed) && head.listed.depth < listed.depth), row]
    } else if (selected.has(listed.id)) {
      found.push(...heads, row)
      heads = []
    }
  }
  return found
}

/** The selected papers that are in no row. */
async function outsideRows({ answers, cursor }: Reading, rows: readonly Placed[]): Promise<readonly Placed[]> {
  const inside = new Set(rows.flatMap(({ listed }) => (isGroupHead(listed) ? [] : [listed.id])))
  const papers: PaperHead[] = []
  const left = [...cursor.getState().selected].filter((id) => !inside.has(id))
  if (left.length > 0) await answers.getState().papers(left, (some) => papers.push(...some))
  return papers.map((listed) => ({ listed, position: 0 }))
}

/** Sends the papers of the BibTeX export, which have the citation keys, and returns their ids. */
async function sendPapers({ answers, cursor }: Reading, printer: Printer): Promise<readonly PaperId[]> {
  const { selected } = cursor.getState()
  const ids: PaperId[] = []
  await answers.getState().wholePapers(selected.size > 0 ? [...selected] : 'shown', (some) => {
    for (const { id } of some) ids.push(id)
    printer.take(toEntries(some, new Map()))
  })
  return ids
}
