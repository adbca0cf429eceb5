import { useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import { fields, type Field } from '../model/fields.ts'
import type { Sort as Order } from '../model/view.ts'
import type { ColumnId } from './columns.ts'
import type { Layout } from './layout.ts'
import type { Sort } from './sorting.ts'
import styles from './Table.module.css'

type Props = {
  readonly id: ColumnId
  readonly place: number
  /** What the list is sorted by; of several fields, each header shows its rank among them. */
  readonly sort: Order
  readonly onSort: Sort
  readonly width: number
} & Pick<Layout, 'onMove' | 'onStep' | 'onSize'>

const WIDEN_PX = 16

/** A column's head: click sorts, Shift-click sorts by several; dragging moves it, and its edge resizes it. */
export function Header({ id, place, sort, onSort, width, onMove, onStep, onSize }: Props) {
  const [over, setOver] = useState(false)
  /** Where the edge was taken hold of, and how wide the column was. */
  const held = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const rank = sort.findIndex(({ by }) => by === id)
  const isDescending = sort[rank]?.descending
  const { label, sortKey }: Field = fields[id]

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
      aria-sort={isDescending === undefined ? undefined : isDescending ? 'descending' : 'ascending'}
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
        aria-disabled={!sortKey || undefined}
        title={sortKey ? 'Click to sort, Shift-click to sort by several' : undefined}
        onClick={(event) => onSort(id, event)}
        onKeyDown={onKeyDown}
        onDragStart={(event) => event.dataTransfer.setData(DRAGGED, id)}
      >
        {label}
      </button>
      {isDescending !== undefined && (
        <span className={styles['sorted']} aria-hidden="true">
          {isDescending ? '↓' : '↑'}
          {sort.length > 1 && rank + 1}
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
