import { isPaper } from '../../engine/facets/groupRows.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Stores } from '../../store/hooks.ts'

type Reader = Pick<Stores, 'cursor' | 'answers'>

/** A touch that rests this long on a row selects it. */
const HOLD_MS = 500
/** Beyond this distance a touch is a scroll. */
const SLIP_PX = 10

/**
 * Selects rows with the pointer. Ctrl or ⌘ and a click toggles a row, Shift and a click selects the range up to it. A long
 * press selects the first row, and taps toggle others. One set of listeners serves all rows.
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
  // The context menu and the text selection that browsers begin on a long press.
  for (const type of ['contextmenu', 'selectstart'] as const)
    listen(type, (event) => (hold || isHeld) && event.preventDefault())

  listen('mousedown', (event) => {
    // The browser must neither select the text between two clicks nor move the focus before the range is known.
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

/** The row that was pressed, unless a control in it was pressed. */
function lineOf(target: EventTarget | null): Line | null {
  if (!(target instanceof Element) || target.closest('a, button, input, [data-handle]')) return null
  const row = target.closest<HTMLElement>('[role="grid"] [role="row"][data-paper]')
  return row && { paper: row.dataset['paper'] as PaperId, index: Number(row.getAttribute('aria-rowindex')) - FIRST_ROW }
}

/** The `aria-rowindex` of the first paper; the header row has 1. */
const FIRST_ROW = 2

const isMarked = ({ shiftKey, ctrlKey, metaKey }: MouseEvent) => shiftKey || ctrlKey || metaKey

function toggle({ cursor }: Reader, { paper, index }: Line) {
  cursor.getState().toggleSelected(paper)
  cursor.getState().moveTo(paper, index, true)
}

/** Selects all rows from the active row to this one, which is then the active row. */
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
  // A new answer may have moved both rows.
  const isBetween = ids.at(before < index ? 0 : -1) === active && ids.at(before < index ? -1 : 0) === paper
  select(isBetween ? ids : [paper])
  moveTo(paper, index, true)
}
