import { createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table'
import { fields, type Field, type FieldId } from '../model/fields.ts'
import type { PaperHead } from '../model/paper.ts'
import {
  affiliationsCell,
  changedCell,
  linksCell,
  starCell,
  statusCell,
  titleCell,
  topicCell,
  venueCell,
  type Cell,
} from './cells.ts'

// No row models: the engine has filtered and sorted. The table owns columns and what sorts.
export const features = tableFeatures({
  rowSortingFeature,
})

type Shown = { readonly width: number; readonly createCell: () => Cell; readonly newestFirst?: true }

/** Columns in their usual order. Together they fit a window of 1280 pixels beside the facets. */
export const shown = {
  starred: { width: 46, createCell: starCell },
  status: { width: 100, createCell: statusCell },
  title: { width: 320, createCell: titleCell },
  topic: { width: 136, createCell: topicCell },
  affiliation: { width: 128, createCell: affiliationsCell },
  venue: { width: 82, createCell: venueCell },
  links: { width: 102, createCell: linksCell },
  changed: { width: 80, createCell: changedCell, newestFirst: true },
} as const satisfies { readonly [F in FieldId]?: Shown }

/** Columns that make room for a paper that is open beside the table, the first to go first. */
export const yielding: readonly ColumnId[] = ['changed', 'venue', 'links', 'affiliation', 'topic']

export type ColumnId = keyof typeof shown
export const columnIds = Object.keys(shown) as readonly ColumnId[]
export const isColumnId = (id: string): id is ColumnId => Object.hasOwn(shown, id)

const column = createColumnHelper<typeof features, PaperHead>()

export const columns = column.columns(
  columnIds.map((id) => {
    const { label, sortKey }: Field = fields[id]
    const { newestFirst }: Shown = shown[id]
    return column.accessor((paper) => paper.title, {
      id,
      header: label,
      enableSorting: sortKey !== undefined,
      sortDescFirst: newestFirst ?? false,
    })
  }),
)
