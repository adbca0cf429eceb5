import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { PaperId } from '../../model/paper/paper.ts'
import type { NoteFieldId } from '../../model/query/fields.ts'
import { useStores } from '../../store/hooks.ts'
import { useNoteValue } from './NoteValue.tsx'
import { writeCell } from './writeCell.ts'
import styles from './NoteCellEditor.module.css'

/** Where the keyboard goes from a cell: to the next or the previous row, or to the next or the previous key. */
export type Way = 'down' | 'up' | 'on' | 'back'

type Props = {
  readonly paper: PaperId
  readonly field: NoteFieldId
  readonly label: string
  /** What replaces the value as the edit begins; null for the value itself. */
  readonly typed: string | null
  /** Ends the edit; the keyboard goes on, or stays on the cell, or has gone already. */
  readonly onEnd: (to: Way | 'stay' | 'away') => void
}

/** As in a spreadsheet they end an edit that a letter began. */
const ARROWS: Readonly<Record<string, Way>> = { ArrowDown: 'down', ArrowUp: 'up' }

/** The text box in the cell of a key. What is typed is written into the line of the note as one step of undo. */
export function NoteCellEditor({ paper, field, label, typed, onEnd }: Props) {
  const stores = useStores()
  const value = useNoteValue(paper, field)
  const [draft, setDraft] = useState(typed ?? value)
  const box = useRef<HTMLInputElement>(null)
  /** What is still to be saved; null for nothing. */
  const unsaved = useRef(typed)

  const save = () => {
    const text = unsaved.current
    unsaved.current = null
    if (text !== null) writeCell(stores, paper, label, text)
  }
  useEffect(() => {
    box.current!.focus()
    if (typed === null) box.current!.select()
    // The row may go, as when another tab removes the paper from the list.
    return save
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, at the end
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const { key, shiftKey } = event
    const way = key === 'Enter' ? 'down' : key === 'Tab' ? (shiftKey ? 'back' : 'on') : typed !== null && ARROWS[key]
    if (key === 'Escape') unsaved.current = null
    else if (!way) return
    event.preventDefault()
    save()
    onEnd(way || 'stay')
  }
  return (
    <input
      ref={box}
      type="text"
      className={styles['box']}
      aria-label={label}
      autoComplete="off"
      dir="auto"
      value={draft}
      onChange={({ target }) => {
        setDraft(target.value)
        unsaved.current = target.value
      }}
      onKeyDown={onKeyDown}
      onBlur={() => {
        save()
        onEnd('away')
      }}
    />
  )
}
