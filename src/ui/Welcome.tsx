import { useEffect, useState, type ReactNode } from 'react'
import { toMark, UNMARKED, type Mark } from '../model/mark.ts'
import { openSetting } from '../storage/setting.ts'
import { useAnswers, useFound, useLibrary, useShortcuts, useStores } from '../store/hooks.ts'
import { useMedia } from './media.ts'
import styles from './Welcome.module.css'

const seen = openSetting('offprint-welcome')

/** What this is and the three things to try, below the list: on the first visit of somebody who has marked nothing. */
export function Welcome() {
  const { isLoaded } = useFound()
  const hasPapers = useAnswers(({ answer }) => answer !== null && answer.all > 0)
  return isLoaded && hasPapers && <FirstVisit />
}

function FirstVisit() {
  const { library } = useStores()
  const [isShown, setShown] = useState(() => seen.read() === null && library.getState().marks.size === 0)
  // Shown once, whether it is put away or not.
  useEffect(() => {
    if (isShown) seen.write('shown')
  }, [isShown])
  return isShown && <Panel onClose={() => setShown(false)} />
}

function Panel({ onClose }: { readonly onClose: () => void }) {
  const isPhone = useMedia('(max-width: 720px)')
  const isTried = [
    useTried(({ status }) => status !== UNMARKED.status),
    useTried(({ starred }) => starred),
    useTried(({ note }) => note !== ''),
  ]
  const ways = isPhone
    ? ['Mark a paper by its ring', 'Star it', 'Press its title to write a note']
    : [
        <Way keys={['status-read']}>mark it read</Way>,
        <Way keys={['star']}>star it</Way>,
        <Way keys={['note']}>write a note</Way>,
      ]
  return (
    <section aria-label="Welcome" className={styles['welcome']}>
      <div>
        <p className={styles['lead']}>
          {isTried.every(Boolean) ? 'That is all it takes. ' : 'A reading list of your own. '}
          <span>What you mark and write stays in this browser: no account, no server.</span>
        </p>
        <ul className={styles['ways']}>
          {!isPhone && (
            <li>
              <Way keys={['next', 'previous']}>go to a paper</Way>
            </li>
          )}
          {ways.map((way, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- they are always the same three
            <li key={i} data-tried={isTried[i] || undefined}>
              {way}
              {isTried[i] && <span className={styles['tick']}> ✓</span>}
            </li>
          ))}
          {!isPhone && (
            <li>
              <Way keys={['help']}>all keys</Way>
            </li>
          )}
        </ul>
      </div>
      <button type="button" className="button" data-plain aria-label="Put the welcome away" onClick={onClose}>
        ×
      </button>
    </section>
  )
}

/** Whether some paper's mark is so. */
const useTried = (is: (mark: Mark) => boolean) =>
  useLibrary(({ marks }) => {
    for (const kept of marks.values()) if (is(toMark(kept))) return true
    return false
  })

/** What keys do; where the reader took them away, the words stand alone. */
function Way({ keys, children }: { readonly keys: readonly string[]; readonly children: ReactNode }) {
  const { hints } = useShortcuts()
  return (
    <>
      {keys.map((id) => hints[id] && <kbd key={id}>{hints[id]}</kbd>)} {children}
    </>
  )
}
