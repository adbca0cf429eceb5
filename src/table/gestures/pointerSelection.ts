import { isPaper } from '../../engine/facets/groupRows.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Stores } from '../../store/hooks.ts'

type Reader = Pick<Stores, 'cursor' | 'answers'>

/** A finger that rests so long on a line selects it. */
const HOLD_MS = 500
/** A finger that moves farther scrolls. */
const SLIP_PX = 10

/**
 * Selects lines with the pointer: Ctrl or ⌘ and a click take one in or out, Shift and a click all as far as there; a
 * finger rests on the first, and taps others. One set of listeners for all lines, since each line more would cost time.
 */
export function selectByPointer(reader: Reader, signal: AbortSignal) {
  const { cursor } = reader
  const listen = <Type extends keyof DocumentEventMap>(type: Type, onEvent: (event: DocumentEventMap[Type]) => void) =>
    document.addEventListener(type, onEvent, { signal, capture: true })
  let hold: { readonly timer: ReturnType<typeof setTimeout>; readonly x: number; readonly y: number } | null = null
  let isTouch = false
  /** Whether a finger has selected a line and has not left it yet, and when it came, in milliseconds. */
  let isHeld = false
  let since = 0
  const letGo = () => {
    clearTimeout(hold?.timer)
    hold = null
  }
  const stop = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }

  listen('pointerdown', ({ target, pointerType, clientX: x, clientY: y, timeStamp }) => {
    const line = lineOf(target)
    letGo()
    isHeld = false
    since = timeStamp
    isTouch = pointerType === 'touch'
    if (!line || !isTouch) return
    const onHeld = () => {
      isHeld = true
      toggle(reader, line)
    }
    hold = { timer: setTimeout(onHeld, HOLD_MS), x, y }
  })
  listen('pointermove', ({ clientX, clientY }) => {
    if (hold && Math.hypot(clientX - hold.x, clientY - hold.y) > SLIP_PX) letGo()
  })
  for (const type of ['pointerup', 'scroll'] as const) listen(type, letGo)
  listen('pointercancel', () => {
    letGo()
    isHeld = false
  })
  // What else browsers do where a finger rests on words.
  for (const type of ['contextmenu', 'selectstart'] as const)
    listen(type, (event) => (hold || isHeld) && event.preventDefault())

  listen('mousedown', (event) => {
    // Neither the text between two clicks is selected, nor has the line clicked the keyboard before it is known whence.
    if (event.button === 0 && isMarked(event) && lineOf(event.target)) event.preventDefault()
  })
  listen('click', (event) => {
    const line = lineOf(event.target)
    if (isHeld) {
      isHeld = false
      if (event.timeStamp - since >= HOLD_MS) return stop(event)
      // It was a tap: the page was too busy to hear in time that the finger had left.
      if (line) cursor.getState().toggleSelected(line.paper)
    }
    const isTap = isTouch && cursor.getState().selected.size > 0
    if (!line || !(isMarked(event) || isTap)) return
    stop(event)
    if (event.shiftKey) void selectAsFarAs(reader, line)
    else toggle(reader, line)
  })
}

type Line = { readonly paper: PaperId; readonly index: number }

/** The line that was pressed, unless it was on something there that does something else. */
function lineOf(target: EventTarget | null): Line | null {
  if (!(target instanceof Element) || target.closest('a, button, input')) return null
  const row = target.closest<HTMLElement>('[role="grid"] [role="row"][data-paper]')
  return row && { paper: row.dataset['paper'] as PaperId, index: Number(row.getAttribute('aria-rowindex')) - FIRST_ROW }
}

/** The first paper's line is counted so, after that of the heads. */
const FIRST_ROW = 2

const isMarked = ({ shiftKey, ctrlKey, metaKey }: MouseEvent) => shiftKey || ctrlKey || metaKey

function toggle({ cursor }: Reader, { paper, index }: Line) {
  cursor.getState().toggleSelected(paper)
  cursor.getState().moveTo(paper, index, true)
}

/** Selects all lines between the one the reader is on and this one, which is then the present one. */
async function selectAsFarAs({ cursor, answers }: Reader, { paper, index }: Line) {
  const { active, index: before, select, moveTo } = cursor.getState()
  const from = Math.min(before, index)
  const ids: PaperId[] = []
  const take = (papers: readonly { readonly id: PaperId }[]) => ids.push(...papers.map(({ id }) => id))
  if (active !== null && from >= 0) {
    const stretch = { from, to: Math.max(before, index) + 1 }
    const { answer, papers } = answers.getState()
    const here = answer?.lines.slice(from - answer.from, stretch.to - answer.from) ?? []
    if (answer && from >= answer.from && here.length === stretch.to - from) take(here.filter(isPaper))
    else await papers(stretch, take)
  }
  // The list may be another by now, where neither stands where it stood.
  const isBetween = ids.at(before < index ? 0 : -1) === active && ids.at(before < index ? -1 : 0) === paper
  select(isBetween ? ids : [paper])
  moveTo(paper, index, true)
}
