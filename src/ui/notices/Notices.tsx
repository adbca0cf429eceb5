import { useState, type ReactNode } from 'react'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import type { Problem } from '../../model/paper/list.ts'
import type { CompactionRefusal } from '../../storage/journal/lazyJournal.ts'
import { useAnswers, useLoadReport, useLibrary, useRelease, useSaving, useStores, useView } from '../../store/hooks.ts'
import type { Ahead } from '../../store/library/library.ts'
import { formatDuration } from '../controls/relativeTime.ts'
import styles from './Notices.module.css'

const NO_PROBLEMS: readonly Problem[] = []

/** Notices for the user, each until it is dismissed. */
export function Notices() {
  const { viewing, release, keeper, answers, library } = useStores()
  const { unreadable, aside, restored, missing, refused, giveUpMissing, restoredLists, missingLists } = useLoadReport()
  const failure = useAnswers(({ failure }) => failure)
  const address = useView(({ problems }) => problems)
  const problems = useAnswers(({ opened }) => opened?.problems ?? NO_PROBLEMS)
  const ahead = useLibrary(({ ahead }) => ahead)
  const update = useRelease(({ update }) => update)
  const [isRead, setRead] = useState(false)
  const [isSeen, setSeen] = useState(false)
  const [isHealed, setHealed] = useState(false)
  const [areListsSeen, setListsSeen] = useState(false)
  const [isLeft, setLeft] = useState<CompactionRefusal | null>(null)

  return (
    <div className={styles['notices']} role="region" aria-label="Notices">
      <NotSaved />
      {failure !== null && (
        <Notice isAlarm>
          The list could not follow your last step: {failure}. Your marks are saved all the same.{' '}
          <button type="button" className="button" onClick={() => void answers.getState().askAgain()}>
            Try again
          </button>
        </Notice>
      )}
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
      {unreadable + aside > 0 && !isSeen && (
        <Notice onClose={() => setSeen(true)} isAlarm={unreadable > 0}>
          {unreadable + aside === 1 ? 'One saved mark' : `${unreadable + aside} saved marks`} could not be read. Nothing
          was thrown away: {unreadable > 0 ? 'what is saved stays as it is' : 'it was put aside, as it was'}.{' '}
          <Recover />
        </Notice>
      )}
      {refused !== null && refused !== isLeft && (
        <Notice onClose={() => setLeft(refused)} isAlarm>
          {REFUSALS[refused]} Nothing was thrown away, and both copies go on. <Recover />
        </Notice>
      )}
      {missing > 0 && (
        <Notice onClose={giveUpMissing} isAlarm>
          {missing === 1 ? 'One mark that was' : `${printNumber(missing)} marks that were`} here at the last visit{' '}
          {missing === 1 ? 'is' : 'are'} missing: no copy that could be read has {missing === 1 ? 'it' : 'them'}. The
          browser may have cleared its storage. Nothing was written over what is left; a backup brings back what it has.
        </Notice>
      )}
      {restored.papers > 0 && !isHealed && (
        <Notice onClose={() => setHealed(true)}>
          Restored {restored.papers === 1 ? 'one paper’s' : `${printNumber(restored.papers)} papers’`} marks from the
          second copy:{' '}
          {restored.isAll
            ? 'the browser had lost its database.'
            : 'the browser’s database lacked them, or had them older.'}
        </Notice>
      )}
      {ahead && (
        <Notice onClose={library.getState().dismissAhead}>
          {AHEAD[ahead.from]} {printCount(ahead.papers, 'paper')} with times up to {formatDuration(ahead.by)} ahead of
          this device’s clock. Check the clocks: where this one is right, the device that wrote them was wrong. What
          they say shows, and what you write from now on is later.{' '}
          {ahead.from === 'kept' && (
            <>
              A backup of before is kept in this browser. <Recover />
            </>
          )}
        </Notice>
      )}
      {restoredLists.length + missingLists.length > 0 && !areListsSeen && (
        <Notice onClose={() => setListsSeen(true)} isAlarm={missingLists.length > 0}>
          {restoredLists.map(({ title, papers }) => (
            <p key={title}>
              Restored a list of {printCount(papers, 'paper')}, “<bdi>{title}</bdi>”, from the second copy.
            </p>
          ))}
          {missingLists.map(({ title, papers }) => (
            <p key={title}>
              {printCount(papers, 'paper')} of your list “<bdi>{title}</bdi>” {papers === 1 ? 'is' : 'are'} not in this
              browser. Another device brings {papers === 1 ? 'it' : 'them'} by sync, or a backup does by an import.
            </p>
          ))}
        </Notice>
      )}
      {update && (
        <Notice onClose={() => release.setState({ update: null })}>
          A new version of Offprint is here.{' '}
          <button type="button" className="button" onClick={() => void keeper.flush().then(update)}>
            Start it
          </button>
        </Notice>
      )}
    </div>
  )
}

/** What to do while a save fails. It disappears by itself. */
function NotSaved() {
  const { backups } = useStores()
  const saving = useSaving()
  if (saving.state !== 'failed') return null
  return (
    <Notice isAlarm>
      Your last change is not saved yet: {saving.reason}. Keep this page open, and make room if the disk is full; it is
      tried again by itself. To be safe,{' '}
      <button
        type="button"
        className="button"
        onClick={() => void backups().then((opened) => opened.getState().make())}
      >
        download a backup
      </button>
    </Notice>
  )
}

/** The source of marks that are ahead of this clock. */
const AHEAD: Readonly<Record<Ahead['from'], string>> = {
  kept: 'What is saved here has',
  brought: 'The file has',
  elsewhere: 'Another tab, or the second copy, has',
}

const REFUSALS: Readonly<Record<CompactionRefusal, string>> = {
  fewer: 'The second copy was not compacted: it would have had far fewer marks than before.',
  newer: 'The second copy was not compacted: a newer version of Offprint has written it.',
  full: 'The second copy could not be put in order: there is no room for it. Make some on the disk.',
  unverified: 'The second copy could not be put in order: what was written did not stand on the disk as it should.',
}

const Recover = () => <a href="./recover.html">Open the recovery page</a>

function count(problems: readonly Problem[]): string {
  const files = [...new Set(problems.map(({ file }) => file))].join(', ')
  return problems.length === 1
    ? `Something in ${files} could not be used.`
    : `${problems.length} things in ${files} could not be used.`
}

type Props = { readonly onClose?: () => void; readonly isAlarm?: boolean; readonly children: ReactNode }

/** One notice. Without `onClose` it stays until its cause is gone. */
export const Notice = ({ onClose, isAlarm = false, children }: Props) => (
  <div className={styles['notice']} role={isAlarm ? 'alert' : 'note'} data-alarm={isAlarm || undefined}>
    <div>{children}</div>
    {onClose && (
      <button type="button" className="button" data-plain aria-label="Dismiss" onClick={onClose}>
        ×
      </button>
    )}
  </div>
)
