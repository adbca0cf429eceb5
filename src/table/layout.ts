import { useMemo } from 'react'
import type { FieldId } from '../model/fields.ts'
import { MAX_WIDTH_PX, MIN_WIDTH_PX, type Columns } from '../model/view.ts'
import { useStores, useViewing } from '../store/hooks.ts'
import { columnIds, isColumnId, shown, yielding, type ColumnId } from './columns.ts'

export type Layout = {
  /** The columns that are shown, from the first to the last. */
  readonly ids: readonly ColumnId[]
  /** Their widths as a grid's template; the title takes what is left. */
  readonly template: string
  /** What they need together. */
  readonly widthPx: number
  readonly widthOf: (column: ColumnId) => number
  /** Puts a column in the place of another. */
  readonly onMove: (column: string, to: ColumnId) => void
  readonly onStep: (column: ColumnId, by: -1 | 1) => void
  /** Makes a column as wide as it may be; null brings its usual width back. */
  readonly onSize: (column: ColumnId, widthPx: number | null) => void
}

/**
 * Which columns stand where and how wide, as the view says; with `givesWay` those leave that `roomPx` has no room for.
 * They are words of the view: the table library's own features for them would be three kilobytes of the first visit.
 */
export function useLayout(roomPx: number, givesWay: boolean): Layout {
  const { viewing } = useStores()
  const { order, hidden, widths } = useViewing(({ view }) => view.columns)

  const arrange = (change: Partial<Columns>) => {
    const { view, change: changeView } = viewing.getState()
    changeView({ columns: { ...view.columns, ...change } }, 'replace')
  }
  const all = inOrder(order)
  const visible = all.filter((id) => !hidden.includes(id))
  const widthOf = (id: ColumnId) => widths[id] ?? shown[id].width
  const sum = (ids: readonly ColumnId[]) => ids.reduce((total, id) => total + widthOf(id), 0)

  let fitting = visible
  for (const id of givesWay ? yielding : []) {
    if (sum(fitting) <= roomPx) break
    fitting = fitting.filter((other) => other !== id)
  }
  const key = fitting.join()
  // By their names: the list is made anew at every drawing, and each line would be drawn with it.
  const ids = useMemo(() => key.split(',').filter(isColumnId), [key])

  const onMove = (moved: string, to: ColumnId) => {
    if (!isColumnId(moved) || moved === to) return
    const others = all.filter((id) => id !== moved)
    arrange({ order: others.toSpliced(all.indexOf(to), 0, moved) })
  }
  return {
    ids,
    template: ids.map((id) => (id === 'title' ? `minmax(${widthOf(id)}px, 1fr)` : `${widthOf(id)}px`)).join(' '),
    widthPx: sum(ids),
    widthOf,
    onMove,
    onStep: (id, by) => {
      const neighbour = visible[visible.indexOf(id) + by]
      if (neighbour) onMove(id, neighbour)
    },
    onSize: (id, widthPx) => {
      const { [id]: _, ...others } = viewing.getState().view.columns.widths
      const width = Math.round(Math.min(MAX_WIDTH_PX, Math.max(MIN_WIDTH_PX, widthPx ?? 0)))
      arrange({ widths: widthPx === null ? others : { ...others, [id]: width } })
    },
  }
}

/** All columns in the order chosen, those not named in it after them in their usual one. */
function inOrder(order: readonly FieldId[]): readonly ColumnId[] {
  return [...order.filter(isColumnId), ...columnIds.filter((id) => !order.includes(id))]
}
