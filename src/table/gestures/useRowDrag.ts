import { useEffect, useState, type RefObject } from 'react'
import { isInNextOrder } from '../../model/query/view.ts'
import { useShownView, useStores } from '../../store/hooks.ts'
import type { RowDrag } from './rowDrag.ts'

/** Lets rows be dragged while the list is in the order of Up next. Returns the drag to draw. */
export function useRowDrag(grid: RefObject<HTMLElement | null>): RowDrag | null {
  const stores = useStores()
  const isInOrder = useShownView(isInNextOrder)
  const [drag, draw] = useState<RowDrag | null>(null)
  useEffect(() => {
    if (!isInOrder) return undefined
    const gone = new AbortController()
    import('./rowDrag.ts').then(({ dragRows }) => {
      if (!gone.signal.aborted) dragRows(grid.current!, stores, draw, gone.signal)
    }, console.warn)
    return () => gone.abort()
  }, [grid, stores, isInOrder])
  return drag
}
