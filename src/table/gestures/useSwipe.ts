import { useEffect, useState } from 'react'
import { STATUS_LABELS, toMark, type Status } from '../../model/mark/mark.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { useStores } from '../../store/hooks.ts'
import { offerNext } from '../../store/library/upNext.ts'
import { showUndo } from '../../store/toasts.ts'

/** Beyond this distance a touch is a swipe or a scroll, whichever is the larger part of it. */
const SLIP_PX = 10
/** A touch that rests this long on a row selects it. */
const REST_MS = 400
/** A swipe beyond this distance counts when the finger leaves: a third of a narrow phone. */
const FAR_PX = 104
/** The duration of the transition in Swipe.module.css. */
const BACK_MS = 160

/** A card that is being swiped: its offset to the right in pixels, and the status that the swipe sets. */
export type Swipe = {
  readonly paper: PaperId
  readonly right: number
  readonly to: Status
  /** Whether the swipe counts if the finger leaves now. */
  readonly isFar: boolean
  /** Whether the finger has left and the card moves back. */
  readonly isBack: boolean
}

/** The status that a swipe to the right or to the left sets. A second swipe of the same kind sets the paper to unread. */
export function swipe(before: Status, isRight: boolean): Status {
  const to = isRight ? 'read' : 'to-read'
  return before === to ? 'unread' : to
}

type Held = {
  readonly pointer: number
  readonly row: HTMLElement
  readonly paper: PaperId
  readonly x: number
  readonly y: number
  readonly since: number
  /** Whether the touch is a swipe, not a scroll. */
  isSwiping: boolean
}

/**
 * Sets the status of a paper when its card is swiped, and offers to undo it. Returns the swipe to draw. One set of listeners
 * serves all rows.
 */
export function useSwipe(): Swipe | null {
  const stores = useStores()
  const [drawn, draw] = useState<Swipe | null>(null)
  useEffect(() => {
    const { library } = stores
    const gone = new AbortController()
    const areCards = matchMedia('(max-width: 720px)')
    const listen = <Type extends keyof DocumentEventMap>(
      type: Type,
      onEvent: (event: DocumentEventMap[Type]) => void,
    ) => document.addEventListener(type, onEvent, { signal: gone.signal, capture: true })
    let held: Held | null = null
    /** Whether the touch that is ending was a swipe: it must click nothing. */
    let hasSwiped = false
    let back: ReturnType<typeof setTimeout> | undefined

    const statusOf = (paper: PaperId) => toMark(library.getState().marks.get(paper)).status
    const letGo = () => {
      const wasSwiping = held?.isSwiping
      held = null
      if (!wasSwiping) return
      draw((before) => before && { ...before, right: 0, isBack: true })
      clearTimeout(back)
      back = setTimeout(() => draw(null), BACK_MS)
    }

    listen(
      'pointerdown',
      ({ target, pointerType, pointerId: pointer, isPrimary, clientX: x, clientY: y, timeStamp }) => {
        letGo()
        hasSwiped = false
        const row = target instanceof Element ? target.closest<HTMLElement>('[role="row"][data-paper]') : null
        // The handle drags the row up and down (useRowDrag.ts).
        if (!row || (target as Element).closest('[data-handle]')) return
        if (!isPrimary || pointerType === 'mouse' || !areCards.matches) return
        held = { pointer, row, paper: row.dataset['paper'] as PaperId, x, y, since: timeStamp, isSwiping: false }
      },
    )
    listen('pointermove', ({ pointerId, clientX, clientY, timeStamp }) => {
      if (held?.pointer !== pointerId) return
      const [right, down] = [clientX - held.x, clientY - held.y]
      if (!held.isSwiping) {
        if (Math.hypot(right, down) < SLIP_PX) return
        if (Math.abs(right) <= Math.abs(down) || timeStamp - held.since > REST_MS) return letGo()
        clearTimeout(back)
        held.isSwiping = true
        hasSwiped = true
      }
      const { paper } = held
      const to = swipe(statusOf(paper), right > 0)
      draw({ paper, right, to, isFar: Math.abs(right) >= FAR_PX, isBack: false })
    })
    listen('pointerup', ({ pointerId, clientX }) => {
      if (held?.pointer !== pointerId) return
      const { row, paper, isSwiping, x } = held
      const right = clientX - x
      letGo()
      // The row may show another paper by now.
      if (!isSwiping || Math.abs(right) < FAR_PX || row.dataset['paper'] !== paper) return
      const to = swipe(statusOf(paper), right > 0)
      library.getState().edit([paper], { status: to })
      showUndo(`Marked as ${STATUS_LABELS[to]}`, library)
      offerNext(stores)
    })
    listen('pointercancel', letGo)
    listen('click', (event) => {
      if (!hasSwiped) return
      hasSwiped = false
      event.preventDefault()
      event.stopImmediatePropagation()
    })
    return () => {
      gone.abort()
      clearTimeout(back)
    }
  }, [stores])
  return drawn
}
