import { FlexRender } from '@tanstack/react-table'
import { memo, useCallback, type KeyboardEvent, type RefObject } from 'react'
import { isNoteField, type AnyFieldId, type NoteFieldId } from '../../model/query/fields.ts'
import { STATUS_LABELS } from '../../model/mark/mark.ts'
import type { PaperHead } from '../../model/paper/paper.ts'
import { useStores } from '../../store/hooks.ts'
import { firstCell, focusCell } from '../notes/moveToCell.ts'
import { NoteCell } from '../notes/NoteCell.tsx'
import type { TableRow } from '../columns.tsx'
import type { Swipe } from '../gestures/useSwipe.ts'
import { TabStop } from '../../widgets/tabStop.ts'
import status from '../../widgets/Status.module.css'
import swiping from '../gestures/Swipe.module.css'
import { Position } from './position.ts'
import styles from '../Table.module.css'

type Props = {
  readonly row: TableRow
  readonly paper: PaperHead
  /** The index of the row in the list, and its distance from the first row in pixels. */
  readonly index: number
  readonly top: number
  /** The ids of the visible columns: the row renders again when they change. */
  readonly columns: string
  readonly isSelected: boolean
  readonly isOpen: boolean
  /** Whether its paper no longer matches the query. */
  readonly isGone: boolean
  /** The position of the paper in Up next, from 1; 0 where it is not To read. */
  readonly position: number
  /** Whether it is being dragged. */
  readonly isDragged: boolean
  /** Whether Tab enters the list here. */
  readonly isTabStop: boolean
  readonly swipe: Swipe | null
  /** Measures the row; null where all rows are equally high. */
  readonly measure: ((row: HTMLElement | null) => void) | null
  readonly ref: RefObject<HTMLElement | null> | undefined
}

/** The row of a paper. TanStack Table makes new row objects with every answer; this one renders again only when its content changes. */
export const PaperRow = memo(function PaperRow(props: Props) {
  const { row, paper, index, top, isSelected, isOpen, isGone, position, isDragged, isTabStop, swipe, measure, ref } =
    props
  const { cursor, viewing } = useStores()
  const onDrawn = useCallback(
    (row: HTMLElement | null) => {
      if (ref) ref.current = row
      measure?.(row)
    },
    [ref, measure],
  )
  const open = () => {
    cursor.getState().moveTo(paper.id, index)
    viewing.getState().change({ paper: paper.id })
  }
  return (
    <div
      role="row"
      ref={onDrawn}
      className={styles['row']}
      tabIndex={isTabStop ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      data-paper={paper.id}
      data-open={isOpen || undefined}
      data-gone={isGone || undefined}
      data-dragged={isDragged || undefined}
      data-swiped={swipe ? (swipe.isBack ? 'back' : 'on') : undefined}
      // For the pointer and for screen readers.
      title={isGone ? 'No longer in this view' : undefined}
      style={{ insetBlockStart: top, ...(swipe && { '--swipe': `${swipe.right}px` }) }}
      onFocus={() => cursor.getState().moveTo(paper.id, index)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || isHeld(event)) return
        const cell = (event.key === 'F2' || event.key === 'ArrowRight') && firstCell(event.currentTarget)
        if (!cell) return
        event.preventDefault()
        focusCell(cell)
      }}
    >
      <TabStop value={isTabStop}>
        <Position value={position}>
          {row.getVisibleCells().map((cell, place) => {
            const isTitle = cell.column.id === 'title'
            if (isNoteField(cell.column.id as AnyFieldId)) {
              return (
                // A row may become that of another paper, and an edit stays with its own.
                <NoteCell
                  key={`${cell.column.id} ${paper.id}`}
                  paper={paper.id}
                  field={cell.column.id as NoteFieldId}
                  label={cell.column.columnDef.header as string}
                  {...{ index, place, isTabStop }}
                >
                  <FlexRender cell={cell} />
                </NoteCell>
              )
            }
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- Enter on the row does the same
              <div
                key={cell.column.id}
                role={isTitle ? 'rowheader' : 'gridcell'}
                className={styles['cell']}
                data-column={cell.column.id}
                aria-colindex={place + 1}
                aria-label={isTitle ? paper.title : undefined}
                onClick={isTitle ? open : undefined}
              >
                <FlexRender cell={cell} />
              </div>
            )
          })}
        </Position>
      </TabStop>
      {swipe && <SwipeStrip swipe={swipe} />}
    </div>
  )
}, isSame)

const isHeld = ({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent) => altKey || ctrlKey || metaKey || shiftKey

function isSame(before: Props, after: Props): boolean {
  return (Object.keys(after) as (keyof Props)[]).every((name) => name === 'row' || before[name] === after[name])
}

/** The strip under a swiped card: the status that the swipe sets. */
const SwipeStrip = ({ swipe: { right, to, isFar } }: { readonly swipe: Swipe }) => (
  <div
    className={swiping['strip']}
    aria-hidden="true"
    data-side={right > 0 ? 'left' : 'right'}
    data-far={isFar || undefined}
    data-status={to}
  >
    <span className={status['dot']} />
    {STATUS_LABELS[to]}
  </div>
)
