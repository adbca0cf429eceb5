import { useState, type ReactNode } from 'react'
import type { Problem } from '../model/list.ts'
import { useAnswers, useFound, useRelease, useStores, useViewing } from '../store/hooks.ts'
import styles from './Notices.module.css'

const NO_PROBLEMS: readonly Problem[] = []

/** What the reader should know before going on, each until it is put away. */
export function Notices({ children }: { readonly children: ReactNode }) {
  const { viewing, release, keeper } = useStores()
  const { unreadable, restored, missing } = useFound()
  const address = useViewing(({ problems }) => problems)
  const problems = useAnswers(({ opened }) => opened?.problems ?? NO_PROBLEMS)
  const { offlineReady, update } = useRelease((release) => release)
  const [isRead, setRead] = useState(false)
  const [isSeen, setSeen] = useState(false)
  const [isMissed, setMissed] = useState(false)
  const [isHealed, setHealed] = useState(false)

  return (
    <div className={styles['notices']} role="region" aria-label="Notices">
      {address.length > 0 && (
        <Notice onClose={viewing.getState().dismissProblems}>
          Part of this page’s address was not understood: {address.join('; ')}. The rest of it is shown.
        </Notice>
      )}
      {problems.length > 0 && !isRead && (
        <Notice onClose={() => setRead(true)} isAlarm>
          <details>
            <summary>{count(problems)}</summary>
            <ul>
              {problems.map(({ file, paper, field, message }, i) => (
                // oxlint-disable-next-line react/no-array-index-key -- two problems may read the same
                <li key={i}>
                  <b>{file}</b>
                  {paper && <> · “{paper}”</>}
                  {field && (
                    <>
                      {' · '}
                      <code>{field}</code>
                    </>
                  )}{' '}
                  {message}
                </li>
              ))}
            </ul>
          </details>
        </Notice>
      )}
      {unreadable > 0 && !isSeen && (
        <Notice onClose={() => setSeen(true)} isAlarm>
          {unreadable === 1 ? 'One saved mark' : `${unreadable} saved marks`} could not be read. Nothing was thrown
          away: what is saved stays as it is.
        </Notice>
      )}
      {missing > 0 && !isMissed && (
        <Notice onClose={() => setMissed(true)} isAlarm>
          {missing === 1 ? 'One mark that was' : `${missing.toLocaleString()} marks that were`} here at the last visit{' '}
          {missing === 1 ? 'is' : 'are'} missing: neither copy in this browser has {missing === 1 ? 'it' : 'them'}. The
          browser may have cleared its storage. Nothing was written over what is left.
        </Notice>
      )}
      {restored.papers > 0 && !isHealed && (
        <Notice onClose={() => setHealed(true)}>
          Restored {restored.papers === 1 ? 'one paper’s' : `${restored.papers.toLocaleString()} papers’`} marks from
          the second copy:{' '}
          {restored.isAll
            ? 'the browser had lost its database.'
            : 'the browser’s database lacked them, or had them older.'}
        </Notice>
      )}
      {children}
      {update && (
        <Notice onClose={() => release.setState({ update: null })}>
          A new version of Offprint is here.{' '}
          <button type="button" className="button" onClick={() => void keeper.flush().then(update)}>
            Start it
          </button>
        </Notice>
      )}
      {offlineReady && (
        <Notice onClose={() => release.setState({ offlineReady: false })}>Offprint is ready to work offline.</Notice>
      )}
    </div>
  )
}

function count(problems: readonly Problem[]): string {
  const files = [...new Set(problems.map(({ file }) => file))].join(', ')
  return problems.length === 1
    ? `Something in ${files} could not be used.`
    : `${problems.length} things in ${files} could not be used.`
}

type Props = { readonly onClose: () => void; readonly isAlarm?: boolean; readonly children: ReactNode }

export const Notice = ({ onClose, isAlarm = false, children }: Props) => (
  <div className={styles['notice']} role={isAlarm ? 'alert' : 'note'} data-alarm={isAlarm || undefined}>
    <div>{children}</div>
    <button type="button" className="button" data-plain aria-label="Put this notice away" onClick={onClose}>
      ×
    </button>
  </div>
)
