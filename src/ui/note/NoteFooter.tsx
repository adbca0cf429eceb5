import { useMemo } from 'react'
import { printCount } from '../../model/numberFormat.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { countWords } from '../../model/note/wordCount.ts'
import { useMark, useSaving } from '../../store/hooks.ts'
import styles from './Note.module.css'

const SAVING = { saved: 'saved', saving: 'saving…', failed: 'not saved yet' } as const

/** The word count and the save state of a note. Screen readers hear the save state from the top bar. */
export function NoteFooter({ paper }: { readonly paper: PaperId }) {
  const { note } = useMark(paper)
  const words = useMemo(() => countWords(note), [note])
  const { state } = useSaving()
  return (
    <p className={styles['foot']} data-state={state}>
      {`${printCount(words, 'word')} · ${SAVING[state]}`}
    </p>
  )
}
