import { isGroupHead, type Listed } from '../../engine/facets/groupRows.ts'
import { citationKeys } from '../../formats/bibtex/citationKeys.ts'
import { shownCells } from '../../formats/table/shownCell.ts'
import type { GroupLine, PaperLine, ShownTable } from '../../formats/table/shownTable.ts'
import { changedAt, toMark } from '../../model/mark/mark.ts'
import type { Paper, PaperHead, PaperId } from '../../model/paper/paper.ts'
import { toEntries } from '../../store/files/exportPapers.ts'
import type { Stores } from '../../store/hooks.ts'
import { labelOfColumn, visibleColumns } from '../../table/shownColumns.ts'

type Reading = Pick<Stores, 'answers' | 'cursor' | 'library' | 'viewing'>
type Placed = { readonly listed: Listed; readonly position: number }

/**
 * Reads the table as the list shows it: its visible columns, and all rows of the view, or the selected ones. Selected
 * papers that the view does not have come last. `cites` says whether the citation keys of the BibTeX export are wanted.
 */
export async function readShownTable(stores: Reading, cites: boolean): Promise<ShownTable> {
  const { answers, cursor, library, viewing } = stores
  const { selected } = cursor.getState()
  const { lines, positions } = await answers.getState().firstRows(Number.MAX_SAFE_INTEGER)
  const all = lines.map((listed, at): Placed => ({ listed, position: positions[at] ?? 0 }))
  const rows = selected.size > 0 ? [...selectedRows(all, selected), ...(await outsideRows(stores, all))] : all
  const keys = cites ? await keysOf(stores) : NO_KEYS
  const { marks } = library.getState()
  const { view } = viewing.getState()
  const ids = visibleColumns(view)
  const names = answers.getState().answer?.keys ?? []
  const toLine = ({ listed, position }: Placed): PaperLine | GroupLine => {
    if (isGroupHead(listed)) return { group: listed.label, depth: listed.depth }
    const kept = marks.get(listed.id)
    const shown = { paper: listed, mark: toMark(kept), changedAt: changedAt(kept), position }
    return { cells: shownCells(ids, shown), cite: keys.get(listed.id) ?? '' }
  }
  return { columns: ids.map((id) => ({ id, label: labelOfColumn(id, names, view.columns) })), lines: rows.map(toLine) }
}

const NO_KEYS: ReadonlyMap<PaperId, string> = new Map()

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

/** The citation keys that the BibTeX export of the same papers has. */
async function keysOf({ answers, cursor }: Reading): Promise<ReadonlyMap<PaperId, string>> {
  const { selected } = cursor.getState()
  const papers: Paper[] = []
  // One at a time, since a call takes only so many arguments.
  await answers.getState().wholePapers(selected.size > 0 ? [...selected] : 'shown', (some) => {
    for (const paper of some) papers.push(paper)
  })
  const keys = citationKeys(toEntries(papers, new Map()))
  return new Map(papers.map(({ id }, at) => [id, keys[at]!]))
}
