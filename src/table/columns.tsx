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

/** A column: the cell it draws, its width in pixels, and whether the first click on its header sorts in descending order. */
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

/** Columns that are hidden, in this order, when an open paper leaves too little room. */
export const yielding: readonly ColumnId[] = ['changed', 'venue', 'links', 'affiliation', 'topic']

/** The engine filters, sorts and groups, so the core row model is all that the table needs. */
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
    // A cell draws its part of the paper and of its mark. The engine knows what a column is sorted by.
    return column.accessor((listed) => listed, {
      id,
      header: label,
      // Group headers are rows without cells.
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

/** The label of a column, and whether it can be hidden, for the columns menu. */
export const columnChoices = columnIds.map((id) => ({
  id,
  label: fields[id].label,
  fixed: id === 'title',
  width: shown[id].width,
}))
