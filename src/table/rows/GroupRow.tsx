import { memo, useId, type KeyboardEvent, type Ref, type RefCallback } from 'react'
import type { GroupHead } from '../../engine/facets/groupRows.ts'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { collapseGroup } from '../../store/view/groupCollapse.ts'
import { useStores } from '../../store/hooks.ts'
import styles from './GroupRow.module.css'

type Props = {
  readonly head: GroupHead
  /** The index of the row in the list. */
  readonly index: number
  readonly top: number
  readonly columns: number
  readonly isTabStop: boolean
  /** Tells the virtualizer the height of the row; null where all rows have the same. */
  readonly measure: RefCallback<HTMLElement> | null
  readonly ref: Ref<HTMLElement> | undefined
}

/** A group header across all columns, with its name and how much of the group is read. A click collapses the group. */
export const GroupRow = memo(function GroupRow({ head, index, top, columns, isTabStop, measure, ref }: Props) {
  const stores = useStores()
  const id = useId()
  const { group, label, depth, count, read, isCollapsed } = head
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event
    if ((key !== 'ArrowLeft' && key !== 'ArrowRight') || altKey || ctrlKey || metaKey || shiftKey) return
    event.preventDefault()
    if ((key === 'ArrowLeft') !== isCollapsed) collapseGroup(stores, group, !isCollapsed)
  }
  return (
    // Keys and screen readers use the button. The rest of the row is a larger target for the pointer.
    <div
      role="row"
      ref={measure}
      className={styles['head']}
      aria-rowindex={index + 2}
      data-index={index}
      style={{ insetBlockStart: top }}
      onFocus={() => stores.cursor.getState().moveToGroup(group, index)}
      onKeyDown={onKeyDown}
      onClick={({ currentTarget }) => {
        currentTarget.querySelector('button')!.focus({ preventScroll: true })
        collapseGroup(stores, group, !isCollapsed)
      }}
    >
      <div
        role="gridcell"
        className={styles['cell']}
        aria-colindex={1}
        aria-colspan={columns}
        style={{ paddingInlineStart: `calc(var(--space-2) + ${depth} * var(--space-4))` }}
      >
        <button
          type="button"
          ref={ref as Ref<HTMLButtonElement>}
          className={styles['button']}
          aria-describedby={id}
          aria-expanded={!isCollapsed}
          tabIndex={isTabStop ? 0 : -1}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M5.5 3.5 10 8l-4.5 4.5" />
          </svg>
          <span className={styles['name']} dir="auto">
            {label}
          </span>
        </button>
        <span className={styles['count']} id={id}>
          {countOf(head)}
          <span className="hidden">{depth > 0 && ` (level ${depth + 1})`}</span>
        </span>
        {read !== null && (
          <span className={styles['bar']} aria-hidden="true">
            <span className={styles['filled']} style={{ inlineSize: `${(100 * read) / count}%` }} />
          </span>
        )}
      </div>
    </div>
  )
})

const countOf = ({ count, read }: GroupHead): string =>
  read === null ? printCount(count, 'paper') : `${printNumber(read)} of ${printNumber(count)} read`
