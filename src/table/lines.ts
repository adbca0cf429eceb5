import type { PaperHead } from '../model/paper.ts'
import type { Stores } from '../store/hooks.ts'
import { followMarks } from '../store/pause.ts'
import type { ColumnId } from './columns.ts'
import { setAttribute } from './element.ts'
import { createLine, type Line } from './line.ts'

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

const NO_ROWS: readonly PaperHead[] = []
const NO_ANSWER = { rows: NO_ROWS, from: 0, total: 0 }

/**
 * Draws the lines near the screen into `body`, and keeps them as the stores say. Lines have one height, so which of them
 * are near is a division. `onDrawn` is told when lines may show other papers than before.
 */
export function drawLines(
  grid: HTMLElement,
  body: HTMLElement,
  { answers, library, viewing, cursor }: Pick<Stores, 'answers' | 'library' | 'viewing' | 'cursor'>,
  onDrawn: () => void,
): Lines {
  let columns: readonly ColumnId[] = []
  let rowHeight = 1
  // As events tell: to ask for them at any other time would have the page laid out at once.
  let [top, height, headHeight] = [0, 0, 0]
  let hasSpare = false
  let spare: ReturnType<typeof setTimeout> | undefined

  /** The lines that are drawn, by their places from the first to the last, and those that wait for a paper. */
  let lines = new Map<number, Line>()
  let free: Line[] = []
  let revision = answers.getState().answer?.revision
  let needles: readonly string[] = []
  let followed = cursor.getState().moves

  const lineOfActive = () => {
    const { active } = cursor.getState()
    return [...lines.values()].find((line) => line.paper().id === active)
  }
  const hasKeyboard = ({ element }: Line) => element.contains(document.activeElement)

  function draw() {
    if (columns.length === 0) return
    const { answer } = answers.getState()
    const { rows, from, total } = answer ?? NO_ANSWER
    const more = hasSpare || total <= FEW_LINES ? SPARE_LINES : 0
    const first = Math.floor(top / rowHeight)
    const [begin, end] = [Math.max(0, first - more), Math.min(total, first + Math.ceil(height / rowHeight) + 1 + more)]
    const held = [...lines.values()].find(hasKeyboard)
    // The line with the keyboard stays, however far away the list is scrolled.
    const isHeld = held && held.index() < total && revision === answer?.revision
    revision = answer?.revision

    const wanted = new Map<number, PaperHead>()
    if (isHeld && held.index() < begin) wanted.set(held.index(), held.paper())
    for (let index = Math.max(begin, from); index < Math.min(end, from + rows.length); index += 1) {
      wanted.set(index, rows[index - from]!)
    }
    if (isHeld && !wanted.has(held.index())) wanted.set(held.index(), held.paper())
    for (const [index, line] of lines) {
      if (wanted.has(index)) continue
      line.element.remove()
      free.push(line)
    }
    const { marks } = library.getState()
    const drawn = [...wanted].map(([index, paper]) => {
      const line = lines.get(index) ?? free.pop() ?? createLine(columns, rowHeight)
      line.show(index, paper, marks.get(paper.id), needles)
      return [index, line] as const
    })
    lines = new Map(drawn)
    putInOrder(drawn.map(([, line]) => line))
    setSize(total)
    stand()
    if (held) keepKeyboard(held)
    if (begin < from || end > from + rows.length) look(begin, end)
    onDrawn()
  }

  /** Lines follow each other in the page as they do in the list; those that stand right are not touched. */
  function putInOrder(drawn: readonly Line[]) {
    let next: Element | null = null
    for (const { element } of drawn.toReversed()) {
      if (element.parentNode !== body || element.nextElementSibling !== next) body.insertBefore(element, next)
      next = element
    }
  }

  function setSize(total: number) {
    const blockSize = `${total * rowHeight}px`
    if (body.style.blockSize !== blockSize) body.style.blockSize = blockSize
    setAttribute(grid, 'aria-rowcount', String(total + 1))
    setAttribute(grid, 'aria-busy', String(answers.getState().answer === null))
  }

  function stand() {
    const { selected } = cursor.getState()
    const { paper: open } = viewing.getState().view
    // Where the active line is not among those drawn, Tab enters at the first that is.
    const entry = lineOfActive() ?? lines.values().next().value
    for (const line of lines.values()) {
      const { id } = line.paper()
      line.stand({ isSelected: selected.has(id), isOpen: id === open, isEntry: line === entry })
    }
  }

  /** The keyboard goes along with the paper that it was on, and is never left where there is no line any more. */
  function keepKeyboard(held: Line) {
    const active = lineOfActive()
    if (hasKeyboard(held) && (!active || active === held)) return
    const line = active ?? lines.values().next().value
    const to = line?.element ?? grid
    to.focus({ preventScroll: true })
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

  function scrollTo(to: number) {
    const { total } = answers.getState().answer ?? NO_ANSWER
    const last = Math.max(0, total * rowHeight + headHeight - height)
    top = Math.min(last, Math.max(0, to))
    grid.scrollTo({ top })
  }

  /** Brings the active line into view, and the keyboard to it, when a key moved there. */
  function follow() {
    const { active, index, moves } = cursor.getState()
    const { rows, from } = answers.getState().answer ?? NO_ANSWER
    if (followed === moves || rows[index - from]?.id !== active) return
    const [above, below] = [index * rowHeight, (index + 1) * rowHeight + headHeight]
    if (above < top) scrollTo(above)
    else if (below > top + height) scrollTo(below - height)
    followed = moves
    draw()
    lineOfActive()?.element.focus({ preventScroll: true })
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
      follow()
    }),
    followMarks(library, () => {
      const { marks } = library.getState()
      for (const [index, line] of lines) line.show(index, line.paper(), marks.get(line.paper().id), needles)
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
      ;[columns, rowHeight, lines, free] = [nextColumns, nextHeight, new Map(), []]
      body.replaceChildren()
      onResize()
      if (held !== undefined) (lines.get(held)?.element ?? grid).focus({ preventScroll: true })
    },
    stop() {
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
