import { lazy, Suspense, useId, useState } from 'react'
import { timeOf } from '../model/clock.ts'
import type { PaperId } from '../model/paper.ts'
import { pastVersions, rivalVersions } from '../model/version.ts'
import { useLibrary, useMark, useStores } from '../store/hooks.ts'
import { Boundary } from '../table/Boundary.tsx'
import styles from './Note.module.css'

// Reading Markdown weighs half as much as the whole app: it comes with the first note that is shown.
const Preview = lazy(async () => ({ default: (await import('./Preview.tsx')).Preview }))
const History = lazy(async () => ({ default: (await import('./History.tsx')).History }))

/** The reader's note on a paper, with what its Markdown looks like below it while it is written, and its past. */
export function Note({ paper }: { readonly paper: PaperId }) {
  const { library } = useStores()
  const { value, ...typing } = useDraft(paper)
  const id = useId()
  const plain = <p className={styles['plain']}>{value}</p>
  return (
    <section className={styles['note']} aria-labelledby={`${id}-heading`}>
      <label id={`${id}-heading`} htmlFor={id} className={styles['heading']}>
        Notes
      </label>
      <textarea
        id={id}
        data-note
        className={styles['text']}
        placeholder="What is worth keeping? Markdown and $maths$ work."
        dir="auto"
        rows={5}
        value={value}
        {...typing}
      />
      <Rival
        paper={paper}
        onJoin={(text) => library.getState().edit([paper], ({ note }) => ({ note: `${note}\n\n${text}` }))}
      />
      {value.trim() !== '' && (
        <div className={styles['preview']} role="group" aria-label="Preview">
          <Boundary fallback={plain}>
            <Suspense fallback={plain}>
              <Preview note={value} />
            </Suspense>
          </Boundary>
        </div>
      )}
      <Past paper={paper} />
    </section>
  )
}

/**
 * What stands in the box. While the reader writes it is theirs: a text that comes from another tab is shown when they
 * leave the box, and no letter is typed into somebody else's words.
 */
function useDraft(paper: PaperId) {
  const { library } = useStores()
  const { note } = useMark(paper)
  const isOwn = useLibrary(({ changed }) => changed.here)
  const [isWriting, setWriting] = useState(false)
  const [draft, setDraft] = useState({ text: note, seen: note })
  // An undo here changes the box as well, wherever the caret is.
  if (draft.seen !== note) setDraft({ text: isWriting && !isOwn ? draft.text : note, seen: note })
  return {
    value: isWriting ? draft.text : note,
    onFocus: () => {
      setDraft({ text: note, seen: note })
      setWriting(true)
    },
    onBlur: () => setWriting(false),
    onChange: ({ target }: { readonly target: { readonly value: string } }) => {
      setDraft({ text: target.value, seen: target.value })
      library.getState().edit([paper], { note: target.value })
    },
  }
}

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })

/** Says that somebody else wrote here at the same time, and offers their text. */
function Rival({ paper, onJoin }: { readonly paper: PaperId; readonly onJoin: (text: string) => void }) {
  const kept = useLibrary(({ marks }) => marks.get(paper))
  const [rival] = kept ? rivalVersions(kept) : []
  if (!rival) return null
  return (
    <div className={styles['rival']} role="note">
      <p>
        Something else was written here at the same time ({time.format(timeOf(rival.at))}):{' '}
        <q dir="auto">{rival.text}</q>
      </p>
      <button type="button" className="button" onClick={() => onJoin(rival.text)}>
        Put it below
      </button>
    </div>
  )
}

/** The way to what the note said before. */
function Past({ paper }: { readonly paper: PaperId }) {
  const kept = useLibrary(({ marks }) => marks.get(paper))
  const [isOpen, setOpen] = useState(false)
  const count = kept ? pastVersions(kept).length : 0
  if (!kept || count === 0) return null
  return (
    <>
      <button type="button" className={styles['past']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {count === 1 ? 'One earlier version' : `${count} earlier versions`}
      </button>
      {isOpen && (
        <Boundary fallback={<p role="alert">The history could not be fetched. Nothing of it is lost.</p>}>
          <Suspense>
            <History paper={paper} kept={kept} />
          </Suspense>
        </Boundary>
      )}
    </>
  )
}
