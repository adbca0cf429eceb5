import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { useCursor } from '../store/hooks.ts'
import { isTypedIn } from '../widgets/textInput.ts'
import { cellOf, focusCell } from './notes/moveToCell.ts'

type Props = {
  readonly grid: RefObject<HTMLElement | null>
  /** Whether the active paper or group is in the list. */
  readonly isFound: boolean
  readonly scrollTo: (index: number) => void
}

/**
 * Moves the focus with the active row: to the row that a key moved to, and along with a paper that a new answer puts on
 * another row. The focus is never left on a row that is gone. Returns the refs of the active row, of the first row that is
 * drawn, and of the body of the grid, and a handler of the body.
 */
export function useRowFocus({ grid, isFound, scrollTo }: Props) {
  const body = useRef<HTMLDivElement>(null)
  const currentRow = useRef<HTMLElement>(null)
  const firstRow = useRef<HTMLElement>(null)
  const index = useCursor(({ index }) => index)
  const moves = useCursor(({ moves }) => moves)
  const cell = useCursor(({ cell }) => cell)
  const followed = useRef(moves)
  /** Whether the row of the last move was not drawn with the move. */
  const isLate = useRef(false)
  const hasKeyboard = useRef(false)

  // Not React’s `onFocus`, which misses the focus that a dialog returns while React removes it.
  useEffect(() => {
    const gone = new AbortController()
    body.current!.addEventListener('focusin', () => void (hasKeyboard.current = true), gone)
    return () => gone.abort()
  }, [])

  // After every render: each may have moved or removed the row.
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
      // A user who types elsewhere by now stays there: their letters would be taken for commands.
      if (wasLate && isTypedIn(document.activeElement)) return
      scrollTo(index)
      const to = cell && cellOf(row, cell)
      if (to) focusCell(to)
      else row.focus({ preventScroll: true })
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
    body,
    currentRow,
    firstRow,
    // React’s own, which misses that a row loses the focus because React removes it: the effect above moves that on.
    onBlur: () => void (hasKeyboard.current = false),
  }
}
