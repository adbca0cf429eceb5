import { useId, useState } from 'react'
import type { FieldId } from '../../model/query/fields.ts'
import { DEFAULT_COLUMNS, type Columns } from '../../model/query/view.ts'
import { useStores, useView } from '../../store/hooks.ts'
import { columnChoices } from '../../table/columns.tsx'
import { GroupBy } from '../sidebar/GroupBy.tsx'
import styles from './ColumnsMenu.module.css'

/** The menu of columns: which are visible, their order, and compact rows. */
export function ColumnsMenu() {
  const { viewing } = useStores()
  const columns = useView(({ view }) => view.columns)
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const ordered = columnChoices.toSorted((a, b) => place(columns, a.id) - place(columns, b.id))

  const arrange = (change: Partial<Columns>) =>
    viewing.getState().change({ columns: { ...columns, ...change } }, 'replace')
  const onToggle = (field: FieldId) => {
    const { hidden } = columns
    arrange({ hidden: hidden.includes(field) ? hidden.filter((other) => other !== field) : [...hidden, field] })
  }
  const onStep = (from: number, by: -1 | 1) => {
    const ids: FieldId[] = ordered.map(({ id }) => id)
    const [moved] = ids.splice(from, 1)
    arrange({ order: ids.toSpliced(from + by, 0, moved!) })
  }
  return (
    <>
      <button type="button" className={`button ${styles['button']}`} popoverTarget={id}>
        Columns
      </button>
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label="Columns"
        className={styles['menu']}
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {ordered.map(({ id, label, fixed }, i) => (
          <div key={id} className={styles['line']}>
            <label>
              <input
                type="checkbox"
                checked={!columns.hidden.includes(id)}
                disabled={fixed}
                onChange={() => onToggle(id)}
              />{' '}
              {label}
            </label>
            <button
              type="button"
              className="button"
              data-plain
              aria-label={`Move ${label} left`}
              disabled={i === 0}
              onClick={() => onStep(i, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              className="button"
              data-plain
              aria-label={`Move ${label} right`}
              disabled={i === ordered.length - 1}
              onClick={() => onStep(i, 1)}
            >
              ↓
            </button>
          </div>
        ))}
        <hr />
        {isOpen && <GroupBy />}
        <label className={styles['line']}>
          <span>
            <input type="checkbox" checked={columns.dense} onChange={() => arrange({ dense: !columns.dense })} /> Dense
            rows
          </span>
        </label>
        <button type="button" className="button" onClick={() => arrange(DEFAULT_COLUMNS)}>
          Back to the usual columns
        </button>
      </div>
    </>
  )
}

function place({ order }: Columns, id: FieldId): number {
  const at = order.indexOf(id)
  return at >= 0 ? at : order.length + columnChoices.findIndex((column) => column.id === id)
}
