import type { Listed } from '../engine/parting.ts'
import { toMark, type KeptMark } from '../model/mark.ts'
import type { PaperHead } from '../model/paper.ts'
import type { Said } from './cells.ts'
import { shown, type ColumnId } from './columns.ts'
import { element, setAttribute } from './element.ts'
import styles from './Table.module.css'

/** How a line stands among the others. */
export type Standing = {
  readonly isSelected: boolean
  readonly isOpen: boolean
  /** Whether its paper matches no more what was asked. */
  readonly isGone: boolean
  /** Whether Tab enters the list here. */
  readonly isEntry: boolean
}

export type Line<Shown = Listed> = {
  readonly element: HTMLElement
  /** What it shows now, and its place in the answer. */
  listed(): Shown
  index(): number
  /** Shows what stands at a place. What it shows already is not written again. */
  show(index: number, listed: Shown, kept: KeptMark | undefined, needles: readonly string[]): void
  stand(standing: Standing): void
  /** Gives it the keyboard, without scrolling. */
  focus(): void
}

/**
 * A line of the list for any paper: it is made once, and only what another paper says differently is written. Drawn by
 * React, the lines of an answer took more than all the rest of a key in the search box.
 */
export function createLine(columns: readonly ColumnId[], rowHeight: number): Line<PaperHead> {
  const cells = columns.map((id) => shown[id].createCell())
  const boxes = columns.map((id, place) =>
    element(
      'div',
      {
        role: id === 'title' ? 'rowheader' : 'gridcell',
        class: styles['cell']!,
        'data-column': id,
        'aria-colindex': String(place + 1),
      },
      cells[place]!.content,
    ),
  )
  const name = boxes[columns.indexOf('title')]
  const line = element('div', { role: 'row', class: styles['row']!, tabindex: '-1' }, ...boxes)
  let said: Said | null = null
  let at = -1
  /** The paper whose controls Tab enters. */
  let entry: PaperHead | null = null
  return {
    element: line,
    listed: () => said!.paper,
    index: () => at,
    show(index, paper, kept, needles) {
      if (index !== at) {
        at = index
        line.setAttribute('aria-rowindex', String(index + 2))
        line.style.insetBlockStart = `${index * rowHeight}px`
      }
      if (said?.paper === paper && said.kept === kept && said.needles === needles) return
      if (said?.paper !== paper) {
        line.dataset['paper'] = paper.id
        name?.setAttribute('aria-label', paper.title)
      }
      said = { paper, mark: toMark(kept), kept, needles }
      for (const cell of cells) cell.show(said)
    },
    stand({ isSelected, isOpen, isGone, isEntry }) {
      setAttribute(line, 'aria-selected', String(isSelected))
      setAttribute(line, 'data-open', isOpen ? 'true' : null)
      setAttribute(line, 'data-gone', isGone ? 'true' : null)
      // For those who point at it and those who hear it.
      setAttribute(line, 'title', isGone ? 'No longer in this view' : null)
      // All that is made cannot be entered by Tab, until its line can.
      const entered = isEntry ? said!.paper : null
      if (entered === entry) return
      entry = entered
      for (const control of [line, ...line.querySelectorAll<HTMLElement>('button, a')])
        control.tabIndex = isEntry ? 0 : -1
    },
    focus: () => line.focus({ preventScroll: true }),
  }
}
