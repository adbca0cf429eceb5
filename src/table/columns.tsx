import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  type Row,
} from '@tanstack/react-table'
import type { ComponentType } from 'react'
import { isPaper, type Listed } from '../engine/facets/groupRows.ts'
import { fields, type Field, type FieldId } from '../model/query/fields.ts'
import type { PaperHead } from '../model/paper/paper.ts'
import { MAX_WIDTH_PX, MIN_WIDTH_PX } from '../model/query/view.ts'
import {
  AffiliationCell,
  ChangedCell,
  LinksCell,
  StarCell,
  StatusCell,
  TitleCell,
  TopicCell,
  VenueCell,
} from './rows/cells.tsx'

/** What one column shows of a paper, how wide it is in pixels, and whether a first click on its head sorts downwards. */
type Shown = {
  readonly width: number
  readonly Cell: ComponentType<{ readonly paper: PaperHead }>
  readonly newestFirst?: boolean
}

/** Columns in their usual order. Together they fit a window of 1280 pixels beside the facets. */
const shown = {
  starred: { width: 46, Cell: StarCell },
  status: { width: 100, Cell: StatusCell },
  title: { width: 320, Cell: TitleCell },
  topic: { width: 136, Cell: TopicCell },
  affiliation: { width: 128, Cell: AffiliationCell },
  venue: { width: 82, Cell: VenueCell },
  links: { width: 102, Cell: LinksCell },
  changed: { width: 80, Cell: ChangedCell, newestFirst: true },
} as const satisfies { readonly [F in FieldId]?: Shown }

export type ColumnId = keyof typeof shown
export const columnIds = Object.keys(shown) as readonly ColumnId[]
export const isColumnId = (id: string): id is ColumnId => Object.hasOwn(shown, id)

/** Columns that make room for a paper that is open beside the table, the first to go first. */
export const yielding: readonly ColumnId[] = ['changed', 'venue', 'links', 'affiliation', 'topic']

/** The engine has filtered, sorted and grouped, so that the table needs no row model but its core one. */
export const features = tableFeatures({
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
})
export type TableRow = Row<typeof features, Listed>

const column = createColumnHelper<typeof features, Listed>()

export const columns = column.columns(
  columnIds.map((id) => {
    const { label, sortKey }: Field = fields[id]
    const { width, Cell, newestFirst = false }: Shown = shown[id]
    // A cell shows its part of a paper and of the mark on it; what a column is sorted by is the engine's.
    return column.accessor((listed) => listed, {
      id,
      header: label,
      // Heads of groups are rows of their own, which have no cells of columns.
      cell: ({ row: { original } }) => isPaper(original) && <Cell paper={original} />,
      size: width,
      minSize: MIN_WIDTH_PX,
      maxSize: MAX_WIDTH_PX,
      enableSorting: sortKey !== undefined,
      enableHiding: id !== 'title',
      sortDescFirst: newestFirst,
    })
  }),
)

/** Whether a column can be put away, and what it is called, for the menu of columns. */
export const columnChoices = columnIds.map((id) => ({
  id,
  label: fields[id].label,
  fixed: id === 'title',
  width: shown[id].width,
}))
