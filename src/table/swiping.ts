import { STATUS_LABELS, toMark, type Status } from '../model/mark.ts'
import type { PaperId } from '../model/paper.ts'
import type { Stores } from '../store/hooks.ts'
import { element, setAttribute } from './element.ts'
import status from './Status.module.css'
import styles from './swiping.module.css'

/** A finger that has moved farther scrolls or swipes, whichever is the more of it. */
const SLIP_PX = 10
/** One that has rested so long on a line before selects it. */
const REST_MS = 400
/** From here on it is done when the finger leaves: a third of a narrow phone. */
const FAR_PX = 104
/** As long as lines take to come back, in swiping.module.css. */
const BACK_MS = 160

/** What a swipe to the right, or to the left, makes of a status; where it is that already, the paper is unread again. */
export function swipe(before: Status, isRight: boolean): Status {
  const to = isRight ? 'read' : 'to-read'
  return before === to ? 'unread' : to
}

type Swipe = {
  readonly pointer: number
  readonly row: HTMLElement
  readonly paper: PaperId
  readonly x: number
  readonly y: number
  readonly since: number
  /** What lies below the line; null until it is known that the finger swipes. */
  strip: HTMLElement | null
}

/**
 * Sets the status of a paper where its card is swept aside by a finger, and says so by `onSwiped`. Lines show what would
 * be done while the finger is on them; one set of listeners serves them all. The menu of a card does the same.
 */
export function setBySwipes(
  { library }: Pick<Stores, 'library'>,
  onSwiped: (status: Status) => void,
  signal: AbortSignal,
) {
  const areCards = matchMedia('(max-width: 720px)')
  const listen = <Type extends keyof DocumentEventMap>(type: Type, onEvent: (event: DocumentEventMap[Type]) => void) =>
    document.addEventListener(type, onEvent, { signal, capture: true })
  let held: Swipe | null = null
  /** Whether the finger that is leaving has swiped, so that nothing is clicked by it. */
  let hasSwiped = false

  const statusOf = (paper: PaperId) => toMark(library.getState().marks.get(paper)).status
  const letGo = () => {
    const { row, strip } = held ?? {}
    held = null
    if (!row || !strip) return
    row.dataset['swiped'] = 'back'
    row.style.setProperty('--swipe', '0px')
    setTimeout(() => {
      strip.remove()
      if (row.contains(held?.strip ?? null)) return
      delete row.dataset['swiped']
      row.style.removeProperty('--swipe')
    }, BACK_MS)
  }

  listen('pointerdown', ({ target, pointerType, pointerId: pointer, isPrimary, clientX: x, clientY: y, timeStamp }) => {
    letGo()
    hasSwiped = false
    const row = target instanceof Element ? target.closest<HTMLElement>('[role="row"][data-paper]') : null
    if (!row || !isPrimary || pointerType === 'mouse' || !areCards.matches) return
    held = { pointer, row, paper: row.dataset['paper'] as PaperId, x, y, since: timeStamp, strip: null }
  })
  listen('pointermove', ({ pointerId, clientX, clientY, timeStamp }) => {
    if (held?.pointer !== pointerId) return
    const [right, down] = [clientX - held.x, clientY - held.y]
    if (!held.strip) {
      if (Math.hypot(right, down) < SLIP_PX) return
      if (Math.abs(right) <= Math.abs(down) || timeStamp - held.since > REST_MS) return letGo()
      held.strip = element('div', { class: styles['strip']!, 'aria-hidden': 'true' })
      for (const old of held.row.querySelectorAll(`.${styles['strip']}`)) old.remove()
      held.row.append(held.strip)
      held.row.dataset['swiped'] = 'on'
      hasSwiped = true
    }
    show(held.row, held.strip, swipe(statusOf(held.paper), right > 0), right)
  })
  listen('pointerup', ({ pointerId, clientX }) => {
    if (held?.pointer !== pointerId) return
    const { row, paper, strip, x } = held
    const right = clientX - x
    letGo()
    // The line may show another paper by now.
    if (!strip || Math.abs(right) < FAR_PX || row.dataset['paper'] !== paper) return
    const to = swipe(statusOf(paper), right > 0)
    library.getState().edit([paper], { status: to })
    onSwiped(to)
  })
  listen('pointercancel', letGo)
  listen('click', (event) => {
    if (!hasSwiped) return
    hasSwiped = false
    event.preventDefault()
    event.stopImmediatePropagation()
  })
}

/** Shows a line moved so many pixels to the right, and what it would be set to. */
function show(row: HTMLElement, strip: HTMLElement, to: Status, right: number) {
  row.style.setProperty('--swipe', `${right}px`)
  setAttribute(strip, 'data-side', right > 0 ? 'left' : 'right')
  setAttribute(strip, 'data-far', Math.abs(right) < FAR_PX ? null : '')
  if (strip.dataset['status'] === to) return
  strip.dataset['status'] = to
  strip.replaceChildren(element('span', { class: status['dot']! }), STATUS_LABELS[to])
}
