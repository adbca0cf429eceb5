import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import type { PaperId } from '../../model/paper/paper.ts'
import type { NoteFieldId } from '../../model/query/fields.ts'
import { useShownView, useStores } from '../../store/hooks.ts'
import styles from '../Table.module.css'
import { edgeField, focusCell, moveToCell, siblingCell } from './moveToCell.ts'
import { NoteCellEditor, type Way } from './NoteCellEditor.tsx'
import { writeCell } from './writeCell.ts'

type Props = {
  readonly paper: PaperId
  readonly field: NoteFieldId
  readonly label: string
  /** The index of the row, and the place of the cell in it. */
  readonly index: number
  readonly place: number
  readonly isTabStop: boolean
  /** The cell while it is not edited. */
  readonly children: ReactNode
}

/** An edit; what was typed on the cell to begin it replaces its value. */
type Edit = { readonly typed: string | null }

/** Where keys lead from a cell that is not edited. */
const WAYS: Readonly<Record<string, Way>> = { ArrowDown: 'down', ArrowUp: 'up', ArrowRight: 'on', ArrowLeft: 'back' }

/**
 * The cell of a key of the notes. Enter, F2, a double click or a tap edits it; arrows go to the cells around it. Enter saves
 * and goes to the next row, Tab to the next key or from the last one to the next row, and Escape leaves all as it was. In the
 * matrix the keys do what they do in a spreadsheet: a letter begins an edit, Delete empties the cell, and Tab goes on.
 */
export function NoteCell({ paper, field, label, index, place, isTabStop, children }: Props) {
  const stores = useStores()
  const isMatrix = useShownView(({ columns }) => columns.layout === 'matrix')
  const cell = useRef<HTMLDivElement>(null)
  const [edit, setEdit] = useState<Edit | null>(null)
  // The text box has the focus before the next key comes.
  const begin = (typed: string | null = null) => flushSync(() => setEdit({ typed }))

  const go = (way: Way) => {
    const by = way === 'down' || way === 'on' ? 1 : -1
    const isAcross = way === 'on' || way === 'back'
    const sibling = isAcross && siblingCell(cell.current!, by)
    if (sibling) focusCell(sibling)
    else void moveToCell(stores, index, by, isAcross ? edgeField(cell.current!, by) : field)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (edit || event.nativeEvent.isComposing) return
    const { key, shiftKey } = event
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey
    if (isMatrix && isTyped(event)) begin(key)
    else if (!isPlain) return
    else if (isMatrix && key === 'Tab') go(shiftKey ? 'back' : 'on')
    else if (shiftKey) return
    else if (key === 'Enter' || key === 'F2') begin()
    else if (isMatrix && key === 'Escape') cell.current!.parentElement!.focus({ preventScroll: true })
    else if (isMatrix && (key === 'Delete' || key === 'Backspace')) writeCell(stores, paper, label, '')
    else if (key === 'ArrowLeft' && !siblingCell(cell.current!, -1)) cell.current!.parentElement!.focus()
    else if (key === 'ArrowRight' && !siblingCell(cell.current!, 1)) return
    else if (WAYS[key]) go(WAYS[key])
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onEnd = (to: Way | 'stay' | 'away') => {
    flushSync(() => setEdit(null))
    if (to === 'away') return
    cell.current!.focus({ preventScroll: true })
    if (to !== 'stay') go(to)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/interactive-supports-focus -- a cell that is edited takes the focus
    <div
      role="gridcell"
      ref={cell}
      className={styles['cell']}
      data-column={field}
      data-label={label}
      aria-colindex={place + 1}
      // Tab in the matrix goes from key to key and never ends: it enters the cells by an arrow only.
      tabIndex={isTabStop && !isMatrix ? 0 : -1}
      onClick={({ nativeEvent }) => !edit && (nativeEvent as PointerEvent).pointerType === 'touch' && begin()}
      onDoubleClick={() => !edit && begin()}
      onKeyDown={onKeyDown}
      onPaste={(event) => {
        if (edit || !isMatrix) return
        event.preventDefault()
        event.stopPropagation()
        begin(event.clipboardData.getData('text/plain').trim().replaceAll(/\s+/g, ' '))
      }}
    >
      {edit ? <NoteCellEditor {...{ paper, field, label, typed: edit.typed, onEnd }} /> : children}
    </div>
  )
}

/** Whether a key types a character. Space scrolls the list. */
const isTyped = ({ key, altKey, ctrlKey, metaKey, nativeEvent }: KeyboardEvent): boolean =>
  key.length === 1 && key !== ' ' && !metaKey && ((!altKey && !ctrlKey) || nativeEvent.getModifierState('AltGraph'))
