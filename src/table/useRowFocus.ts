import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react'
import { useCursor } from '../store/hooks.ts'
import { isTypedIn } from '../widgets/textInput.ts'

type Props = {
  readonly grid: RefObject<HTMLElement | null>
  /** Whether the paper or group that the reader is on stands in the list at all. */
  readonly isFound: boolean
  readonly scrollTo: (index: number) => void
}

/**
 * Takes the keyboard along with the reader's place in the list: to the row that a key moved to, and with a paper that an
 * answer puts on another row. It is never left where there is no row any more. Gives the refs of the row that the reader is on
 * and of the first that is drawn, and what the rows' parent has to hear.
 */
export function useRowFocus({ grid, isFound, scrollTo }: Props) {
  const currentRow = useRef<HTMLElement>(null)
  const firstRow = useRef<HTMLElement>(null)
  const index = useCursor(({ index }) => index)
  const moves = useCursor(({ moves }) => moves)
  const followed = useRef(moves)
  /** Whether the row of the last move comes later than the move. */
  const isLate = useRef(false)
  const hasKeyboard = useRef(false)

  // After every drawing: each may have moved the row, or taken it away.
  useLayoutEffect(() => {
    const row = currentRow.current
    if (followed.current !== moves) {
      if (!row) {
        isLate.current = true
        return
      }
      const wasLate = isLate.current
      isLate.current = false
      followed.current = moves
      // Whoever writes elsewhere by the time the row is there stays there: letters would be taken for keys.
      if (wasLate && isTypedIn(document.activeElement)) return
      scrollTo(index)
      row.focus({ preventScroll: true })
      return
    }
    const at = document.activeElement
    const isOnGrid = at === grid.current
    if (!hasKeyboard.current && !isOnGrid) return
    const isLost = at === null || at === document.body || isOnGrid
    const isElsewhere = row !== null && grid.current!.contains(at) && !row.contains(at)
    if (!isLost && !isElsewhere) return
    const to = row ?? (isFound ? grid.current : firstRow.current) ?? grid.current
    if (to !== at) to?.focus({ preventScroll: true })
  })

  return {
    currentRow,
    firstRow,
    onFocus: () => void (hasKeyboard.current = true),
    onBlur: ({ target }: FocusEvent) => {
      // A row that is taken away loses the keyboard too, and hands it on.
      if (target.isConnected) hasKeyboard.current = false
    },
  }
}
