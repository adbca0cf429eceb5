import { useState } from 'react'
import { timeOf } from '../../model/mark/clock.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { pastVersions, conflictingVersions } from '../../model/mark/noteVersions.ts'
import { useKeptMark, useStores } from '../../store/hooks.ts'
import { lazyNamed, OnDemand } from '../../widgets/OnDemand.tsx'
import styles from './Note.module.css'

const NoteHistory = lazyNamed(() => import('./NoteHistory.tsx'), 'NoteHistory')

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })

/** Reports that somebody else edited the note at the same time, and offers their text. */
export function ConflictingVersion({ paper }: { readonly paper: PaperId }) {
  const { library } = useStores()
  const kept = useKeptMark(paper)
  const [rival] = kept ? conflictingVersions(kept) : []
  if (!rival) return null
  return (
    <div className={styles['rival']} role="note">
      <p>
        Something else was written here at the same time ({time.format(timeOf(rival.at))}):{' '}
        <q dir="auto">{rival.text}</q>
      </p>
      <button
        type="button"
        className="button"
        onClick={() => library.getState().edit([paper], ({ note }) => ({ note: `${note}\n\n${rival.text}` }))}
      >
        Put it below
      </button>
    </div>
  )
}

/** The button that shows the history. */
export function VersionPreview({ paper }: { readonly paper: PaperId }) {
  const kept = useKeptMark(paper)
  const [isOpen, setOpen] = useState(false)
  const count = kept ? pastVersions(kept).length : 0
  if (!kept || count === 0) return null
  return (
    <div className={styles['past']}>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {count === 1 ? 'One earlier version' : `${count} earlier versions`}
      </button>
      {isOpen && (
        <OnDemand fallback={<p role="alert">The history could not be loaded. None of it is lost.</p>}>
          <NoteHistory paper={paper} kept={kept} />
        </OnDemand>
      )}
    </div>
  )
}
