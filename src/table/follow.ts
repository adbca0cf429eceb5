import { useEffect, useRef, type RefObject } from 'react'
import type { PaperHead } from '../model/paper.ts'
import { useCursor, useStores } from '../store/hooks.ts'

/** Another question begins at its first answer. */
export function useScrollToTop(
  scroller: RefObject<HTMLElement | null>,
  revision: number | undefined,
  isAtTop: RefObject<boolean>,
) {
  const shownRevision = useRef(revision)
  useEffect(() => {
    // Revision 0 is what the last visit showed, which the same question goes on from.
    const isAnother = shownRevision.current && shownRevision.current !== revision
    // To ask for the place, or to set it, would lay the page out a second time: the top row tells as well.
    if (isAnother && !isAtTop.current) scroller.current?.scrollTo({ top: 0 })
    shownRevision.current = revision
  }, [scroller, revision, isAtTop])
}

/** Frames to wait for a line to be drawn after the list was scrolled to it. */
const FRAMES = 10

/** Brings the active line into view, and the keyboard to it, when a key moved there. */
export function useFollowCursor(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  rows: readonly PaperHead[],
) {
  const { cursor } = useStores()
  const moves = useCursor(({ moves }) => moves)
  const followed = useRef(moves)

  useEffect(() => {
    const box = scroller.current
    const { active, index } = cursor.getState()
    if (!box || followed.current === moves || !rows.some(({ id }) => id === active)) return undefined
    const head = box.firstElementChild?.clientHeight ?? 0
    const [top, bottom] = [index * rowHeight, (index + 1) * rowHeight + head]
    if (top < box.scrollTop) box.scrollTo({ top })
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTo({ top: bottom - box.clientHeight })

    let frame = 0
    const seek = (frames: number) => {
      frame = requestAnimationFrame(() => {
        const line = [...box.querySelectorAll<HTMLElement>('[data-paper]')].find(
          (row) => row.dataset['paper'] === active,
        )
        if (!line) return frames > 0 ? seek(frames - 1) : undefined
        line.focus({ preventScroll: true })
        followed.current = moves
        return undefined
      })
    }
    seek(FRAMES)
    return () => cancelAnimationFrame(frame)
  }, [scroller, rowHeight, cursor, moves, rows])
}
