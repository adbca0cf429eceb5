import type { Column } from '@tanstack/react-table'
import { useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import type { PaperHead } from '../model/paper.ts'
import type { ColumnId, features } from './columns.ts'
import type { Layout } from './layout.ts'
import styles from './Table.module.css'

type Props = {
  readonly id: ColumnId
  readonly column: Column<typeof features, PaperHead>
  readonly place: number
  /** How many fields sort; with more than one, each header shows its rank among them. */
  readonly sorts: number
  readonly width: number
} & Pick<Layout, 'onMove' | 'onStep' | 'onSize'>

const WIDEN_PX = 16
const ORDERS = { asc: 'ascending', desc: 'descending' } as const

/** A column's head: click sorts, Shift-click sorts by several; dragging moves it, and its edge resizes it. */
export function Header({ id, column, place, sorts, width, onMove, onStep, onSize }: Props) {
  const [over, setOver] = useState(false)
  /** Where the edge was taken hold of, and how wide the column was. */
  const held = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const sorted = column.getIsSorted()
  const label = String(column.columnDef.header)

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined
    if (!by || !event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    if (event.shiftKey) onSize(id, width + by * WIDEN_PX)
    else onStep(id, by)
  }
  const onDrop = (event: DragEvent) => {
    setOver(false)
    const moved = event.dataTransfer.getData(DRAGGED)
    if (moved) onMove(moved, id)
  }

  return (
    <div
      role="columnheader"
      className={styles['head']}
      data-column={id}
      data-over={over || undefined}
      aria-colindex={place + 1}
      aria-sort={sorted ? ORDERS[sorted] : undefined}
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
        aria-disabled={!column.getCanSort() || undefined}
        title={column.getCanSort() ? 'Click to sort, Shift-click to sort by several' : undefined}
        onClick={column.getToggleSortingHandler()}
        onKeyDown={onKeyDown}
        onDragStart={(event) => event.dataTransfer.setData(DRAGGED, id)}
      >
        {label}
      </button>
      {sorted && (
        <span className={styles['sorted']} aria-hidden="true">
          {sorted === 'asc' ? '↑' : '↓'}
          {sorts > 1 && column.getSortIndex() + 1}
        </span>
      )}
      <span
        className={styles['edge']}
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          held.current = { x: event.clientX, width }
        }}
        onPointerMove={({ clientX }) => {
          if (held.current) onSize(id, held.current.width + clientX - held.current.x)
        }}
        onLostPointerCapture={() => (held.current = null)}
        onDoubleClick={() => onSize(id, null)}
      />
    </div>
  )
}

const DRAGGED = 'application/x-offprint-column'
