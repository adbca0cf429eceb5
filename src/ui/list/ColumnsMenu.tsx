import { useRef } from 'react'
import { printCount } from '../../model/numberFormat.ts'
import { isNoteField, noteFieldOf } from '../../model/query/fields.ts'
import { DEFAULT_COLUMNS, type Columns } from '../../model/query/view.ts'
import { useNoteKeys, useStores, useView } from '../../store/hooks.ts'
import { columnChoices, isVisible, toggleColumn, type AnyColumnId } from '../../table/columns.tsx'
import { useKeyLabels } from '../../table/notes/noteColumns.tsx'
import { NewKeyForm } from './NewKeyForm.tsx'
import styles from './ColumnsMenu.module.css'

type Line = { readonly id: AnyColumnId; readonly label: string; readonly fixed?: boolean; readonly papers?: number }

/** The id of the menu of columns, for buttons that open it. */
export const COLUMNS_MENU = 'columns'

/** The menu of columns: which are visible, also of the keys of the notes and of new ones, their order, and compact rows. */
export function ColumnsMenu() {
  const { viewing, screen } = useStores()
  const columns = useView(({ view }) => view.columns)
  const keys = useNoteKeys()
  const labelOf = useKeyLabels()
  const menu = useRef<HTMLDivElement>(null)
  const known = keys.map(({ key, label, papers }): Line => ({ id: noteFieldOf(key), label, papers }))
  // A column stays to be hidden where its key is in no note, or not yet.
  const left = columns.shown.filter(isNoteField).filter((id) => !known.some((line) => line.id === id))
  const ofNotes = [...known, ...left.map((id): Line => ({ id, label: labelOf(id), papers: 0 }))]
  const lines: readonly Line[] = [...columnChoices, ...ofNotes]
  const usual = lines.filter((line) => !isNoteField(line.id) || isVisible(columns, line.id)).map((line) => line.id)
  const place = (id: AnyColumnId) => {
    const at = columns.order.indexOf(id)
    return at >= 0 ? at : columns.order.length + usual.indexOf(id)
  }
  const ordered = usual.toSorted((a, b) => place(a) - place(b))

  const arrange = (change: Partial<Columns>) =>
    viewing.getState().change({ columns: { ...columns, ...change } }, 'replace')
  const onStep = (moved: AnyColumnId, by: -1 | 1) => {
    const others = ordered.filter((id) => id !== moved)
    arrange({ order: others.toSpliced(ordered.indexOf(moved) + by, 0, moved) })
  }
  const toLine = ({ id: column, label, fixed, papers }: Line) => {
    const at = ordered.indexOf(column)
    return (
      <div key={column} className={styles['line']}>
        <label>
          <input
            type="checkbox"
            checked={isVisible(columns, column)}
            disabled={fixed}
            aria-describedby={papers === undefined ? undefined : `${COLUMNS_MENU} ${column}`.replaceAll(' ', '-')}
            onChange={() => arrange(toggleColumn(columns, column))}
          />{' '}
          {label}
        </label>
        {papers !== undefined && (
          <small id={`${COLUMNS_MENU} ${column}`.replaceAll(' ', '-')}>{printCount(papers, 'paper')}</small>
        )}
        {at >= 0 && (
          <>
            <button
              type="button"
              className="button"
              data-plain
              aria-label={`Move ${label} left`}
              disabled={at === 0}
              onClick={() => onStep(column, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              className="button"
              data-plain
              aria-label={`Move ${label} right`}
              disabled={at === ordered.length - 1}
              onClick={() => onStep(column, 1)}
            >
              ↓
            </button>
          </>
        )}
      </div>
    )
  }
  return (
    <>
      <button type="button" className={`button ${styles['button']}`} popoverTarget={COLUMNS_MENU}>
        Columns
      </button>
      <div ref={menu} id={COLUMNS_MENU} popover="auto" role="group" aria-label="Columns" className={styles['menu']}>
        {ordered.flatMap((id) => columnChoices.filter((line) => line.id === id)).map(toLine)}
        <div role="group" aria-label="From your notes" className={styles['notes']}>
          <span aria-hidden="true">From your notes</span>
          {ofNotes.map(toLine)}
          <NewKeyForm onReached={() => menu.current!.togglePopover(true)} />
          {known.length > 0 && (
            <button
              type="button"
              className="button"
              popoverTarget={COLUMNS_MENU}
              popoverTargetAction="hide"
              onClick={() => screen.getState().show('note keys')}
            >
              Rename keys…
            </button>
          )}
        </div>
        <hr />
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
