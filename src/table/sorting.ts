import { createColumnHelper, functionalUpdate, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import { fields, isFieldId, type Field } from '../model/fields.ts'
import type { PaperHead } from '../model/paper.ts'
import { useStores, useViewing } from '../store/hooks.ts'
import { columnIds, shown, type ColumnId, type Shown } from './columns.ts'

/** A click on a column's head, which may be one with Shift. */
export type Sort = (column: ColumnId, event: unknown) => void

const NO_ROWS: readonly never[] = []

// No row models: the engine has filtered and sorted. The table knows what a click on a head makes of the order.
const features = tableFeatures({ rowSortingFeature })
const column = createColumnHelper<typeof features, PaperHead>()
const columns = column.columns(
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

/** Sorts by columns as their heads are clicked. It has no rows: the engine sorts. */
export function useSort(): Sort {
  const { viewing } = useStores()
  const sort = useViewing(({ view }) => view.sort)
  const state = useMemo(
    () => ({ sorting: sort.map(({ by, descending }) => ({ id: by as string, desc: descending })) }),
    [sort],
  )
  const table = useTable({
    features,
    columns,
    data: NO_ROWS,
    state,
    manualSorting: true,
    onSortingChange: (update) => {
      const sorting = functionalUpdate(update, state.sorting)
      viewing
        .getState()
        .change({ sort: sorting.flatMap(({ id, desc }) => (isFieldId(id) ? [{ by: id, descending: desc }] : [])) })
    },
  })
  return (id, event) => table.getColumn(id)?.getToggleSortingHandler()?.(event)
}
