import { memo } from 'react'
import type { PaperHead } from '../model/paper.ts'
import { useCursor, useStores, useViewing } from '../store/hooks.ts'
import { shown, type ColumnId } from './columns.tsx'
import styles from './Table.module.css'

type Props = {
  readonly paper: PaperHead
  readonly index: number
  readonly columns: readonly ColumnId[]
  /** Whether Tab enters the list here. */
  readonly isEntry: boolean
}

/** One paper's line. It draws again only for its own paper, place or mark. */
export const Line = memo(function Line({ paper, index, columns, isEntry }: Props) {
  const { viewing, cursor } = useStores()
  const isSelected = useCursor(({ selected }) => selected.has(paper.id))
  const isOpen = useViewing(({ view }) => view.paper === paper.id)
  const tabIndex = isEntry ? 0 : -1

  const moveHere = () => cursor.getState().moveTo(paper.id, index)
  const onOpen = () => {
    moveHere()
    viewing.getState().change({ paper: paper.id })
  }
  return (
    <div
      role="row"
      className={styles['row']}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-paper={paper.id}
      data-open={isOpen || undefined}
      tabIndex={tabIndex}
      style={{ insetBlockStart: `calc(${index} * var(--row-height))` }}
      onFocus={moveHere}
    >
      {columns.map((id, place) => {
        const { Cell } = shown[id]
        const isTitle = id === 'title'
        return (
          <div
            key={id}
            role={isTitle ? 'rowheader' : 'gridcell'}
            className={styles['cell']}
            data-column={id}
            aria-colindex={place + 1}
            {...(isTitle && { 'aria-label': paper.title, onClick: onOpen })}
          >
            <Cell paper={paper} tabIndex={tabIndex} />
          </div>
        )
      })}
    </div>
  )
})
