import { isGroupHead, type Listed } from '../engine/parting.ts'
import type { Stores } from '../store/hooks.ts'
import { followMarks } from '../store/following.ts'
import type { ColumnId } from './columns.ts'
import { setAttribute } from './element.ts'
import type { createGroupLine as CreateGroupLine } from './groupLine.ts'
import { createLine, type Line } from './line.ts'
import { isTypedIn } from './typing.ts'

/** Lines kept ready beyond the screen in either direction, so that a fling finds them drawn. */
const SPARE_LINES = 15
/** Whoever types goes on sooner, and has no use for them. */
const SPARE_DELAY_MS = 250
/** So few are drawn at once: no more of them would be left for later than a screen more or less. */
const FEW_LINES = 30
/** Rows are asked for in steps of this many, so that scrolling asks seldom. */
const STEP_ROWS = 50

export type Lines = {
  /** Draws these columns, in lines of this height in pixels. */
  layOut(columns: readonly ColumnId[], rowHeight: number): void
  stop(): void
}

const NO_LINES: readonly Listed[] = []
const NO_ANSWER = { lines: NO_LINES, from: 0, extent: 0, gone: [] as readonly number[] }

/**
 * Draws the lines near the screen into `body`, and keeps them as the stores say. Lines have one height, so which of them
 * are near is a division. `onDrawn` is told when lines may show other papers than before.
 */
export function drawLines(
  grid: HTMLElement,
  body: HTMLElement,
  stores: Pick<Stores, 'answers' | 'library' | 'viewing' | 'cursor'>,
  onDrawn: () => void,
): Lines {
  const { answers, library, viewing, cursor } = stores
  let columns: readonly ColumnId[] = []
  let rowHeight = 1
  // As events tell: to ask for them at any other time would have the page laid out at once.
  let [top, height, headHeight] = [0, 0, 0]
  let hasSpare = false
  let spare: ReturnType<typeof setTimeout> | undefined

  /** The lines that are drawn, by their places from the first to the last, and those that wait for a paper or a group. */
  let lines = new Map<number, Line>()
  let free: Line[] = []
  let freeGroups: Line[] = []
  /** Fetched with the first list that is parted. */
  let createGroupLine: typeof CreateGroupLine | undefined
  let revision = answers.getState().answer?.revision
  let lastExtent = 0
  let needles: readonly string[] = []
  let followed = cursor.getState().moves

  const isActive = (listed: Listed) => {
    const { active, group } = cursor.getState()
    return isGroupHead(listed) ? listed.group === group : listed.id === active
  }
  /** A paper may stand on several lines: of those the reader is on one. */
  const lineOfActive = () => {
    const at = lines.get(cursor.getState().index)
    return at && isActive(at.listed()) ? at : [...lines.values()].find((line) => isActive(line.listed()))
  }
  const keptOf = (listed: Listed) => (isGroupHead(listed) ? undefined : library.getState().marks.get(listed.id))
  const freeFor = (listed: Listed) => (isGroupHead(listed) ? freeGroups : free)
  const createFor = (listed: Listed): Line =>
    isGroupHead(listed) ? createGroupLine!(stores, columns.length, rowHeight) : createLine(columns, rowHeight)
  const hasKeyboard = ({ element }: Line) => element.contains(document.activeElement)

  function draw() {
    if (columns.length === 0) return
    const { answer } = answers.getState()
    const { lines: shown, from, extent } = answer ?? NO_ANSWER
    const more = hasSpare || extent <= FEW_LINES ? SPARE_LINES : 0
    top = Math.min(top, lastTop(extent))
    const first = Math.floor(top / rowHeight)
    const [begin, end] = [Math.max(0, first - more), Math.min(extent, first + Math.ceil(height / rowHeight) + 1 + more)]
    const held = [...lines.values()].find(hasKeyboard)
    // Groups that are collapsed have all lines below them move up.
    const isSame = revision === answer?.revision && (lastExtent === extent || viewing.getState().view.group === null)
    // The line with the keyboard stays, however far away the list is scrolled.
    const isHeld = held && held.index() < extent && isSame
    revision = answer?.revision
    lastExtent = extent

    const wanted = new Map<number, Listed>()
    if (isHeld && held.index() < begin) wanted.set(held.index(), held.listed())
    let isWaiting = false
    for (let index = Math.max(begin, from); index < Math.min(end, from + shown.length); index += 1) {
      const listed = shown[index - from]!
      if (isGroupHead(listed) && !createGroupLine) isWaiting = true
      else wanted.set(index, listed)
    }
    if (isWaiting) fetchGroupLines()
    if (isHeld && !wanted.has(held.index())) wanted.set(held.index(), held.listed())
    for (const [index, line] of lines) {
      const next = wanted.get(index)
      if (next && freeFor(next) === freeFor(line.listed())) continue
      line.element.remove()
      lines.delete(index)
      freeFor(line.listed()).push(line)
    }
    const drawn = [...wanted].map(([index, listed]) => {
      const line = lines.get(index) ?? freeFor(listed).pop() ?? createFor(listed)
      line.show(index, listed, keptOf(listed), needles)
      return [index, line] as const
    })
    lines = new Map(drawn)
    putInOrder(drawn.map(([, line]) => line))
    setSize(extent)
    stand()
    if (held) keepKeyboard(held)
    if (begin < from || end > from + shown.length) look(begin, end)
    onDrawn()
  }

  function fetchGroupLines() {
    import('./groupLine.ts').then((fetched) => {
      createGroupLine ??= fetched.createGroupLine
      draw()
    }, console.warn)
  }

  /** Lines follow each other in the page as they do in the list; those that stand right are not touched. */
  function putInOrder(drawn: readonly Line[]) {
    let next: Element | null = null
    for (const { element } of drawn.toReversed()) {
      if (element.parentNode !== body || element.nextElementSibling !== next) body.insertBefore(element, next)
      next = element
    }
  }

  function setSize(extent: number) {
    const blockSize = `${extent * rowHeight}px`
    if (body.style.blockSize !== blockSize) body.style.blockSize = blockSize
    setAttribute(grid, 'aria-rowcount', String(extent + 1))
    setAttribute(grid, 'aria-busy', String(answers.getState().answer === null))
  }

  function stand() {
    const { selected } = cursor.getState()
    const { paper: open } = viewing.getState().view
    // Where the active line is not among those drawn, Tab enters at the first that is.
    const entry = lineOfActive() ?? lines.values().next().value
    const { gone } = answers.getState().answer ?? NO_ANSWER
    for (const [index, line] of lines) {
      const listed = line.listed()
      const id = isGroupHead(listed) ? null : listed.id
      line.stand({
        isSelected: id !== null && selected.has(id),
        isOpen: id !== null && id === open,
        isGone: gone.includes(index),
        isEntry: line === entry,
      })
    }
  }

  /** The keyboard goes along with the paper that it was on, and is never left where there is no line any more. */
  function keepKeyboard(held: Line) {
    const active = lineOfActive()
    if (hasKeyboard(held) && (!active || active === held)) return
    giveKeyboard(active ?? lines.values().next().value)
  }

  function giveKeyboard(line: Line | undefined) {
    if (line) line.focus()
    else grid.focus({ preventScroll: true })
  }

  function look(begin: number, end: number) {
    answers
      .getState()
      .look(
        Math.max(0, Math.floor(begin / STEP_ROWS) * STEP_ROWS - STEP_ROWS),
        Math.ceil(end / STEP_ROWS) * STEP_ROWS + STEP_ROWS,
      )
  }

  function drawSpare() {
    clearTimeout(spare)
    hasSpare = true
    draw()
  }

  const lastTop = (extent: number) => Math.max(0, extent * rowHeight + headHeight - height)

  function scrollTo(to: number) {
    const { extent } = answers.getState().answer ?? NO_ANSWER
    top = Math.min(lastTop(extent), Math.max(0, to))
    grid.scrollTo({ top })
  }

  /**
   * Brings the active line into view, and the keyboard to it, when a key moved there; where the line comes late, not from
   * where the reader writes by then.
   */
  function follow(isLate = false) {
    const { index, moves } = cursor.getState()
    const { lines: shown, from } = answers.getState().answer ?? NO_ANSWER
    const listed = shown[index - from]
    if (followed === moves || !listed || !isActive(listed)) return
    followed = moves
    if (isLate && isTypedIn(document.activeElement)) return
    const [above, below] = [index * rowHeight, (index + 1) * rowHeight + headHeight]
    if (above < top) scrollTo(above)
    else if (below > top + height) scrollTo(below - height)
    draw()
    lineOfActive()?.focus()
  }

  const onScroll = () => {
    top = grid.scrollTop
    drawSpare()
  }
  const onResize = () => {
    ;[top, height, headHeight] = [grid.scrollTop, grid.clientHeight, grid.firstElementChild?.clientHeight ?? 0]
    answers.getState().fit(Math.ceil(height / rowHeight) + 1 + SPARE_LINES)
    draw()
  }
  const resized = new ResizeObserver(onResize)
  resized.observe(grid)
  grid.addEventListener('scroll', onScroll, { passive: true })
  const leave = [
    answers.subscribe(({ answer }, before) => {
      if (answer === before.answer) return
      needles = readNeedles(answer, needles)
      if (answer?.revision !== revision) {
        // Revision 0 is what the last visit showed, which the same question goes on from.
        if (revision && top > 0) scrollTo(0)
        clearTimeout(spare)
        hasSpare = false
        spare = setTimeout(drawSpare, SPARE_DELAY_MS)
      }
      draw()
      follow(true)
    }),
    followMarks(library, () => {
      for (const [index, line] of lines) line.show(index, line.listed(), keptOf(line.listed()), needles)
    }),
    cursor.subscribe(() => {
      stand()
      follow()
    }),
    viewing.subscribe(({ view }, before) => view.paper !== before.view.paper && stand()),
  ]

  return {
    layOut(nextColumns, nextHeight) {
      if (nextColumns === columns && nextHeight === rowHeight) return
      const held = [...lines.values()].find(hasKeyboard)?.index()
      ;[columns, rowHeight, lines, free, freeGroups] = [nextColumns, nextHeight, new Map(), [], []]
      body.replaceChildren()
      onResize()
      if (held !== undefined) giveKeyboard(lines.get(held))
    },
    stop() {
      columns = []
      for (const one of leave) one()
      resized.disconnect()
      grid.removeEventListener('scroll', onScroll)
      clearTimeout(spare)
      body.replaceChildren()
    },
  }
}

type Searched = {
  readonly words: readonly string[]
  readonly instead: readonly { readonly words: readonly string[] }[]
}

/** The words to be marked; the same array as long as they are the same, since lines compare it. */
function readNeedles(answer: Searched | null, before: readonly string[]): readonly string[] {
  const { words, instead } = answer ?? { words: [], instead: [] }
  const needles = [...words, ...instead.flatMap((one) => one.words)]
  return needles.join('\n') === before.join('\n') ? before : needles
}
