import { functionalUpdate, type Updater } from '@tanstack/react-table'
import { useMemo } from 'react'
import { MAX_WIDTH_PX, MIN_WIDTH_PX, type Columns } from '../model/query/view.ts'
import { useStores, useView } from '../store/hooks.ts'
import { columnChoices, columnIds, isColumnId, yielding, type ColumnId } from './columns.tsx'

const usualWidths = Object.fromEntries(columnChoices.map(({ id, width }) => [id, width])) as Record<ColumnId, number>

/**
 * The state of the columns and of the sort, as the view in the address has it. With `givesWay`, columns that do not fit into
 * `roomPx` are hidden.
 */
export function useColumnState(roomPx: number, givesWay: boolean) {
  const { viewing } = useStores()
  const { sort } = useView(({ view }) => view)
  const { order, hidden, widths } = useView(({ view }) => view.columns)

  const state = useMemo(() => {
    const columnOrder = [...order.filter(isColumnId), ...columnIds.filter((id) => !order.includes(id))]
    const isShown = (id: ColumnId) => !hidden.includes(id)
    let visible = columnOrder.filter(isShown)
    const widthPx = () => visible.reduce((sum, id) => sum + (widths[id] ?? usualWidths[id]), 0)
    for (const id of givesWay ? yielding : []) {
      if (widthPx() <= roomPx) break
      visible = visible.filter((other) => other !== id)
    }
    return {
      sorting: sort.map(({ by, descending }) => ({ id: by as string, desc: descending })),
      columnOrder: columnOrder,
      columnVisibility: Object.fromEntries(columnIds.map((id) => [id, visible.includes(id)])),
      columnSizing: widths,
    }
  }, [sort, order, hidden, widths, givesWay, roomPx])

  const arrange = (change: Partial<Columns>) => {
    const { view, change: changeView } = viewing.getState()
    changeView({ columns: { ...view.columns, ...change } }, 'replace')
  }
  return {
    state,
    onSortingChange(update: Updater<(typeof state)['sorting']>) {
      const sorting = functionalUpdate(update, state.sorting)
      const next = sorting.flatMap(({ id, desc }) => (isColumnId(id) ? [{ by: id, descending: desc }] : []))
      viewing.getState().change({ sort: next })
    },
    onColumnOrderChange(update: Updater<string[]>) {
      arrange({ order: functionalUpdate(update, state.columnOrder).filter(isColumnId) })
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
