import { FlexRender, type Header } from '@tanstack/react-table'
import { useState, type DragEvent, type KeyboardEvent } from 'react'
import type { Listed } from '../engine/facets/groupRows.ts'
import type { features } from './columns.tsx'
import styles from './Table.module.css'

type Props = {
  readonly header: Header<typeof features, Listed>
  readonly place: number
  /** How many columns the list is sorted by. With several, each header shows its rank. */
  readonly sorts: number
  /** Moves another column to the place of this one. */
  readonly onMove: (moved: string) => void
  /** Moves this column past its neighbour. */
  readonly onStep: (by: -1 | 1) => void
  /** Sets the width of the column, in pixels. */
  readonly onSize: (widthPx: number) => void
}

const WIDEN_PX = 16
const DRAGGED = 'application/x-offprint-column'

/** A column header: a click sorts, a Shift-click adds a sort, a drag moves the column, and a drag of the edge resizes it. */
export function ColumnHeader({ header, place, sorts, onMove, onStep, onSize }: Props) {
  const [over, setOver] = useState(false)
  const { column } = header
  const sorted = column.getIsSorted()
  const canSort = column.getCanSort()
  const resize = header.getResizeHandler()

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined
    if (!by || !event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    if (event.shiftKey) onSize(column.getSize() + by * WIDEN_PX)
    else onStep(by)
  }
  const onDrop = (event: DragEvent) => {
    setOver(false)
    const moved = event.dataTransfer.getData(DRAGGED)
    if (moved) onMove(moved)
  }

  return (
    <div
      role="columnheader"
      className={styles['head']}
      data-column={column.id}
      data-over={over || undefined}
      aria-colindex={place + 1}
      aria-sort={sorted === false ? undefined : sorted === 'desc' ? 'descending' : 'ascending'}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <button
        type="button"
        className={styles['label']}
        draggable
        aria-disabled={!canSort || undefined}
        title={canSort ? 'Click to sort, Shift-click to sort by several' : undefined}
        onClick={column.getToggleSortingHandler()}
        onKeyDown={onKeyDown}
        onDragStart={(event) => event.dataTransfer.setData(DRAGGED, column.id)}
      >
        <FlexRender header={header} />
      </button>
      {sorted !== false && (
        <span className={styles['sorted']} aria-hidden="true">
          {sorted === 'desc' ? '↓' : '↑'}
          {sorts > 1 && column.getSortIndex() + 1}
        </span>
      )}
      {/* Keys do the same: Alt and Shift with an arrow on the head. */}
      <span
        className={styles['edge']}
        aria-hidden="true"
        onMouseDown={resize}
        onTouchStart={resize}
        onDoubleClick={() => column.resetSize()}
      />
    </div>
  )
}
