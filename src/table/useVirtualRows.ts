import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import type { Answer } from '../engine/question.ts'
import { useCursor, useStores } from '../store/hooks.ts'

type Props = {
  readonly grid: RefObject<HTMLElement | null>
  readonly answer: Answer | null
  readonly rowHeight: number
  /** Whether rows may be taller than `rowHeight`, as they are where text wraps: each is measured when it is drawn. */
  readonly isMeasured: boolean
  /** The heights of the grid and of its header row, in pixels. */
  readonly height: number
  readonly headHeight: number
}

/** The overscan: rows drawn beyond the screen on either side, so that a fling shows no gap. */
const OVERSCAN_ROWS = 20
/** The window of rows moves in steps of this many, so that scrolling asks the engine seldom. */
const STEP_ROWS = 50

/** The rows to draw, which are those near the screen and the active one. Asks the engine for rows that are not at hand. */
export function useVirtualRows({ grid, answer, rowHeight, isMeasured, height, headHeight }: Props) {
  const { answers } = useStores()
  const { from = 0, extent = 0, revision = 0 } = answer ?? {}
  const to = from + (answer?.lines.length ?? 0)
  const present = useCursor(({ active, group, index }) => ((active ?? group) === null ? -1 : index))

  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range)
      if (present < 0 || present >= range.count || indexes.includes(present)) return indexes
      return [...indexes, present].toSorted((a, b) => a - b)
    },
    [present],
  )
  const virtualizer = useVirtualizer({
    count: extent,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN_ROWS,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor,
  })
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight, isMeasured])

  const seen = useRef(revision)
  /** Whether a command has scrolled since; the virtualizer hears of it with the next frame. */
  const isLed = useRef(false)
  useLayoutEffect(() => {
    // Revision 0 is what the last visit showed, which the same question goes on from. At the top there is nothing to scroll,
    // and no need to have the page laid out for it at once.
    const isOther = seen.current !== 0 && seen.current !== revision
    if (isOther && (virtualizer.scrollOffset || isLed.current)) virtualizer.scrollToOffset(0)
    if (seen.current !== revision) isLed.current = false
    seen.current = revision
  }, [virtualizer, revision])

  useEffect(() => {
    if (height > 0) answers.getState().setPageSize(Math.ceil(height / rowHeight) + 1 + OVERSCAN_ROWS)
  }, [answers, height, rowHeight])
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {}
  useLayoutEffect(() => {
    const [begin, end] = [Math.max(0, startIndex - OVERSCAN_ROWS), Math.min(extent, endIndex + 1 + OVERSCAN_ROWS)]
    if (begin >= from && end <= to) return
    // The virtualizer has not heard of the last scroll yet. It asks for rows when it has.
    if (grid.current!.scrollTop !== virtualizer.scrollOffset) return
    const [first, last] = [Math.floor(begin / STEP_ROWS) - 1, Math.ceil(end / STEP_ROWS) + 1]
    answers.getState().setWindow(Math.max(0, first * STEP_ROWS), last * STEP_ROWS)
  }, [answers, grid, virtualizer, startIndex, endIndex, extent, from, to])
  return {
    items: virtualizer.getVirtualItems(),
    /** The height of all rows. */
    totalSize: virtualizer.getTotalSize(),
    measure: isMeasured ? virtualizer.measureElement : null,
    scrollTo(index: number) {
      isLed.current = true
      virtualizer.scrollToIndex(index)
    },
  }
}
