import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react'
import { toMark, UNMARKED, type Mark } from '../../model/mark/mark.ts'
import type { Marks } from '../../model/mark/cell.ts'
import { openSetting } from '../../storage/browser/localSetting.ts'
import { useAnswers, useLoadReport, useLibrary, useShortcuts, useStores } from '../../store/hooks.ts'
import { AddLink } from './AddLink.tsx'
import { keepRowInView } from './keepRowInView.ts'
import { useMediaQuery } from '../controls/useMediaQuery.ts'
import styles from './Welcome.module.css'
import { SETTINGS } from '../../storage/names.ts'

const seen = openSetting(SETTINGS.welcome)

/** What to try first, by a key or by touch, and whether a mark shows that the user has done it. */
const WAYS: readonly Try[] = [
  {
    key: 'status-read',
    words: 'mark it read',
    onPhone: 'Mark a paper by its ring',
    isTried: ({ status }) => status !== UNMARKED.status,
  },
  { key: 'star', words: 'star it', onPhone: 'Star it', isTried: ({ starred }) => starred },
  {
    key: 'note',
    words: 'write a note',
    onPhone: 'Press its title to write a note',
    isTried: ({ note }) => note !== '',
  },
]

/** A user with more marks has begun long ago. */
const FEW_MARKS = 10

type Try = {
  readonly key: string
  readonly words: string
  readonly onPhone: string
  readonly isTried: (mark: Mark) => boolean
}

/** The welcome below the list on a first visit: what Offprint is, and three things to try. */
export function Welcome() {
  const { isLoaded } = useLoadReport()
  const hasPapers = useAnswers(({ answer }) => answer !== null && answer.all > 0)
  return isLoaded && hasPapers && <FirstVisit />
}

function FirstVisit() {
  const { library } = useStores()
  const [isShown, setShown] = useState(() => seen.read() === null && library.getState().marks.size === 0)
  const isNew = useLibrary(({ marks }) => marks.size < FEW_MARKS)
  // Shown once, whether it is dismissed or not.
  useEffect(() => {
    if (isShown) seen.write('shown')
  }, [isShown])
  return isShown && isNew && <Panel onClose={() => setShown(false)} />
}

function Panel({ onClose }: { readonly onClose: () => void }) {
  const isPhone = useMediaQuery('(max-width: 720px)')
  const marks = useLibrary(({ marks }) => marks)
  const list = useAnswers(({ opened }) => opened?.lists[0]?.title) ?? 'these papers'
  // At once, and where the keyboard is: no row may move under a pointer that presses it.
  useLayoutEffect(() => {
    if (document.activeElement?.matches(':focus-visible')) keepRowInView()
  }, [])
  const tried = WAYS.map(({ isTried }) => hasOne(marks, isTried))
  return (
    <section data-welcome aria-label="Welcome" className={styles['welcome']}>
      <div>
        <p className={styles['lead']}>
          {tried.every(Boolean) ? (
            'That is all it takes. '
          ) : (
            <>
              <AddLink />, drop a .bib, .ris, .csv or Markdown list, or try it on {list}.{' '}
            </>
          )}
          <span>What you mark and write stays in this browser: no account, no server.</span>
        </p>
        <ul className={styles['ways']}>
          {!isPhone && (
            <li>
              <Way keys={['next', 'previous']}>go to a paper</Way>
            </li>
          )}
          {WAYS.map(({ key, words, onPhone }, i) => (
            <li key={key} data-tried={tried[i] || undefined}>
              {isPhone ? onPhone : <Way keys={[key]}>{words}</Way>}
              {tried[i] && ' ✓'}
            </li>
          ))}
          {!isPhone && (
            <li>
              <Way keys={['help']}>all keys</Way>
            </li>
          )}
        </ul>
      </div>
      <button type="button" className="button" data-plain aria-label="Dismiss the welcome" onClick={onClose}>
        ×
      </button>
    </section>
  )
}

function hasOne(marks: Marks, is: (mark: Mark) => boolean): boolean {
  for (const kept of marks.values()) if (is(toMark(kept))) return true
  return false
}

/** The keys of commands. Without keys the words stand alone. */
function Way({ keys, children }: { readonly keys: readonly string[]; readonly children: ReactNode }) {
  const { hints } = useShortcuts()
  return (
    <>
      {keys.map((id) => hints[id] && <kbd key={id}>{hints[id]}</kbd>)} {children}
    </>
  )
}
