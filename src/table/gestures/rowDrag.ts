import { isPaper } from '../../engine/facets/groupRows.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Stores } from '../../store/hooks.ts'
import { moveInUpNext } from '../../store/library/upNext.ts'
import { headHeightOf } from '../useSize.ts'

/** Within this distance a press of the handle is no drag. */
const SLIP_PX = 4
/** Within this distance of its upper or lower edge the list scrolls, at the edge by so much a frame. */
const EDGE_PX = 56
const SCROLL_PX = 14

/** Papers that are being dragged, and the index of the row before which they come if they are let go now. */
export type RowDrag = { readonly papers: ReadonlySet<PaperId>; readonly index: number }

type Held = {
  readonly pointer: number
  readonly papers: readonly PaperId[]
  readonly startY: number
  y: number
  isDragged: boolean
}

/**
 * Moves a paper in Up next, or the selected ones with it, when its row is dragged by the handle, until the signal aborts.
 * Escape cancels. `draw` is called with the drag to draw. One set of listeners serves all rows.
 */
export function dragRows(list: HTMLElement, stores: Stores, draw: (drag: RowDrag | null) => void, signal: AbortSignal) {
  const { answers, cursor } = stores
  let held: Held | null = null
  let frame = 0
  /** The index that was drawn last. */
  let drawn = -1

  const headHeight = () => headHeightOf(list)
  /** After the last row of which the pointer is in the lower half, or below it. */
  const indexAt = ({ y }: Held) => {
    const above = [...list.querySelectorAll('[role="row"]')].findLast((row) => {
      const { top, height } = row.getBoundingClientRect()
      return y > top + height / 2
    })
    return Number(above?.getAttribute('aria-rowindex') ?? 1) - 1
  }
  const show = (held: Held) => {
    const index = indexAt(held)
    if (drawn !== index) draw({ papers: new Set(held.papers), index })
    drawn = index
  }
  const scroll = () => {
    if (!held) return
    const { top, bottom } = list.getBoundingClientRect()
    const [above, below] = [top + headHeight() + EDGE_PX - held.y, held.y - (bottom - EDGE_PX)]
    const by = above > 0 ? -above : Math.max(0, below)
    if (by !== 0) {
      list.scrollTop += Math.sign(by) * Math.min(SCROLL_PX, Math.ceil((Math.abs(by) / EDGE_PX) * SCROLL_PX))
      show(held)
    }
    frame = requestAnimationFrame(scroll)
  }
  const letGo = () => {
    held = null
    cancelAnimationFrame(frame)
    if (drawn >= 0) draw(null)
    drawn = -1
  }
  const drop = async (papers: readonly PaperId[], index: number) => {
    const listed = await answers.getState().rowAt(index)
    await moveInUpNext(stores, papers, { before: listed && isPaper(listed) ? listed.id : null })
  }

  list.addEventListener(
    'pointerdown',
    ({ target, button, isPrimary, pointerId: pointer, clientY: y }) => {
      letGo()
      const row = (target as Element).closest('[data-handle]')?.closest<HTMLElement>('[data-paper]')
      if (!row || button !== 0 || !isPrimary) return
      const paper = row.dataset['paper'] as PaperId
      const { selected } = cursor.getState()
      const papers = selected.has(paper) ? [...selected] : [paper]
      held = { pointer, papers, startY: y, y, isDragged: false }
    },
    { signal },
  )
  document.addEventListener(
    'pointermove',
    ({ pointerId, clientY }) => {
      if (held?.pointer !== pointerId) return
      held.y = clientY
      if (!held.isDragged) {
        if (Math.abs(clientY - held.startY) < SLIP_PX) return
        held.isDragged = true
        // The row may be reused for another paper while the list scrolls.
        list.setPointerCapture(pointerId)
        frame = requestAnimationFrame(scroll)
      }
      show(held)
    },
    { signal },
  )
  document.addEventListener(
    'pointerup',
    ({ pointerId }) => {
      if (held?.pointer !== pointerId) return
      const { papers, isDragged } = held
      const index = indexAt(held)
      letGo()
      if (isDragged) drop(papers, index).catch(console.warn)
    },
    { signal },
  )
  document.addEventListener('pointercancel', letGo, { signal })
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !held?.isDragged) return
      event.preventDefault()
      event.stopPropagation()
      letGo()
    },
    { signal, capture: true },
  )
  signal.addEventListener('abort', letGo)
}
