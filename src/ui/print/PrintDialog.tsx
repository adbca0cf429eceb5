import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Listed } from '../../engine/facets/groupRows.ts'
import { errorMessage } from '../../model/errorMessage.ts'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { isNoteField } from '../../model/query/fields.ts'
import { useAnswers, useShownView } from '../../store/hooks.ts'
import type { Scene } from '../commands/actions.ts'
import { visibleColumns } from '../../table/shownColumns.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { PrintedList } from './PrintedList.tsx'
import { PrintedMatrix } from './PrintedMatrix.tsx'
import styles from './PrintDialog.module.css'

/** Some 500 pages, which a browser lays out in a few seconds. */
const MOST_ROWS = 10_000

/** Prints the list: all rows of the view, not only those near the screen. They are on paper as long as this is open. */
export function PrintDialog({ scene }: { readonly scene: Scene }) {
  const { answers } = scene
  const total = useAnswers(({ answer }) => answer?.total ?? 0)
  const extent = useAnswers(({ answer }) => answer?.extent ?? 0)
  const [rows, setRows] = useState<readonly Listed[] | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [withNotes, setWithNotes] = useState(true)
  const view = useShownView((view) => view)
  const isMatrix = view.columns.layout === 'matrix'
  useEffect(() => {
    let isWanted = true
    answers
      .getState()
      .rows(0, MOST_ROWS)
      .then(
        ({ lines }) => isWanted && setRows(lines),
        (error: unknown) => isWanted && setFailure(errorMessage(error)),
      )
    return () => {
      isWanted = false
    }
  }, [answers])
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (rows) button.current!.focus()
  }, [rows])
  return (
    <Dialog label="Print the list">
      {failure === null ? (
        <p role="status">
          {rows === null ? 'Loading the papers…' : printCount(total, 'paper')}
          {extent > MOST_ROWS && `. The first ${printNumber(MOST_ROWS)} lines are printed.`}
        </p>
      ) : (
        <p role="alert">The papers could not be loaded: {failure}</p>
      )}
      {!isMatrix && (
        <label className={styles['option']}>
          <input type="checkbox" checked={withNotes} onChange={({ target }) => setWithNotes(target.checked)} />
          With your notes
        </label>
      )}
      <button
        ref={button}
        type="button"
        className="button"
        data-main
        disabled={rows === null}
        onClick={() => window.print()}
      >
        Print…
      </button>
      {rows &&
        createPortal(
          isMatrix ? (
            <PrintedMatrix rows={rows} total={total} fields={visibleColumns(view).filter(isNoteField)} />
          ) : (
            <PrintedList rows={rows} total={total} withNotes={withNotes} />
          ),
          document.body,
        )}
    </Dialog>
  )
}
