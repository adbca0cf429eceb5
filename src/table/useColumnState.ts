import { functionalUpdate, type Updater } from '@tanstack/react-table'
import { useMemo } from 'react'
import { MAX_WIDTH_PX, MIN_WIDTH_PX, type Columns } from '../model/query/view.ts'
import { useStores, useView } from '../store/hooks.ts'
import { columnChoices, yielding } from './columns.tsx'
import { NOTE_WIDTH_PX, noteColumnIds } from './notes/noteColumns.tsx'
import { isColumn, orderedColumns, placedColumns, visibleColumns } from './shownColumns.ts'

const usualWidths: Readonly<Record<string, number>> = Object.fromEntries(
  columnChoices.map(({ id, width }) => [id, width]),
)

/**
 * The state of the columns and of the sort, as the view in the address has it. With `givesWay`, columns that do not fit into
 * `roomPx` are hidden.
 */
export function useColumnState(roomPx: number, givesWay: boolean) {
  const { viewing } = useStores()
  const { sort } = useView(({ view }) => view)
  const columns = useView(({ view }) => view.columns)

  const { state, listOrder } = useMemo(() => {
    const { widths } = columns
    const keys = noteColumnIds(columns, sort)
    const placed = placedColumns({ columns, sort })
    let visible = visibleColumns({ columns, sort })
    const widthPx = () => visible.reduce((sum, id) => sum + (widths[id] ?? usualWidths[id] ?? NOTE_WIDTH_PX), 0)
    for (const id of givesWay ? [...yielding, ...keys.toReversed()] : []) {
      if (widthPx() <= roomPx) break
      visible = visible.filter((other) => other !== id)
    }
    const state = {
      sorting: sort.map(({ by, descending }) => ({ id: by as string, desc: descending })),
      columnOrder: [...placed] as string[],
      columnVisibility: Object.fromEntries(placed.map((id) => [id, visible.includes(id)])),
      columnSizing: widths as Record<string, number>,
    }
    return { state, listOrder: orderedColumns({ columns, sort }) }
  }, [sort, columns, givesWay, roomPx])

  const arrange = (change: Partial<Columns>) => {
    const { view, change: changeView } = viewing.getState()
    changeView({ columns: { ...view.columns, ...change } }, 'replace')
  }
  return {
    state,
    onSortingChange(update: Updater<(typeof state)['sorting']>) {
      const sorting = functionalUpdate(update, state.sorting)
      const next = sorting.flatMap(({ id, desc }) => (isColumn(id) ? [{ by: id, descending: desc }] : []))
      viewing.getState().change({ sort: next })
    },
    onColumnOrderChange(update: Updater<string[]>) {
      arrange({ order: functionalUpdate(update, [...listOrder] as string[]).filter(isColumn) })
    },
    onColumnSizingChange(update: Updater<Record<string, number>>) {
      const sizes = Object.entries(
        functionalUpdate(update, viewing.getState().view.columns.widths as Record<string, number>),
      )
      const within = (px: number) => Math.round(Math.min(MAX_WIDTH_PX, Math.max(MIN_WIDTH_PX, px)))
      arrange({ widths: Object.fromEntries(sizes.map(([id, px]) => [id, within(px)])) })
    },
  }
}
