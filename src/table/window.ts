import { useEffect, useRef, useState, type RefObject } from 'react'

/** Rows kept ready beyond the screen in either direction, so that a fling finds them drawn. */
const SPARE_ROWS = 15
/** Rows are asked for in steps of this many, so that scrolling asks seldom. */
const STEP_ROWS = 50

export type RowWindow = {
  /** Rows to draw. */
  readonly from: number
  readonly to: number
  /** Pixels there are for columns. */
  readonly width: number
}

/**
 * Which rows of equal height stand in a scrolled box. `onLook` is told the wider stretch of rows worth having at hand.
 * Equal heights make this a division; a general virtualiser would cost ten kilobytes of the first visit.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  onLook: (from: number, to: number) => void,
): readonly [window: RowWindow, isAtTop: RefObject<boolean>] {
  const [window, setWindow] = useState<RowWindow>({ from: 0, to: 40, width: 0 })
  const isAtTop = useRef(true)

  useEffect(() => {
    const box = scroller.current
    if (!box) return undefined
    const measure = () => {
      const top = box.scrollTop
      isAtTop.current = top === 0
      const first = Math.floor(top / rowHeight)
      const count = Math.ceil(box.clientHeight / rowHeight) + 1
      const [from, to] = [Math.max(0, first - SPARE_ROWS), first + count + SPARE_ROWS]
      const width = box.clientWidth
      setWindow((before) =>
        before.from === from && before.to === to && before.width === width ? before : { from, to, width },
      )
      onLook(
        Math.max(0, Math.floor(from / STEP_ROWS) * STEP_ROWS - STEP_ROWS),
        Math.ceil(to / STEP_ROWS) * STEP_ROWS + STEP_ROWS,
      )
    }
    measure()
    box.addEventListener('scroll', measure, { passive: true })
    const resized = new ResizeObserver(measure)
    resized.observe(box)
    return () => {
      box.removeEventListener('scroll', measure)
      resized.disconnect()
    }
  }, [scroller, rowHeight, onLook])

  return [window, isAtTop]
}
