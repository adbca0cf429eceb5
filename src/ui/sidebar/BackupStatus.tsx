import { useMinuteTick } from '../controls/relativeTime.ts'
import { useLibrary, useStores } from '../../store/hooks.ts'
import { useOpenedStore } from '../../store/useOpenedStore.ts'
import { Notice } from '../notices/Notices.tsx'
import { printBackup, printChanged } from './printBackup.ts'
import { SyncStatusLine } from '../sync/SyncStatusLine.tsx'
import styles from './BackupStatus.module.css'

/** A user with fewer marks has little to lose, and is not bothered. */
const FEW_MARKS = 10

const useHasMarks = () => useLibrary(({ marks, userRecords }) => marks.size - userRecords.size >= FEW_MARKS)

/**
 * How safe the marks are, in a line or two: the last backup, and what the browser promises. Before the tenth mark only
 * the file is shown that the user has chosen to keep a backup in.
 */
export function BackupStatus() {
  const { screen, ...stores } = useStores()
  const backups = useOpenedStore(stores.backups)
  const hasMarks = useHasMarks()
  useMinuteTick()
  if (!backups) return null
  const { file, isKept, allowFile, askToKeep } = backups
  const isShown = hasMarks || Boolean(file)
  return (
    <section className={styles['safety']} aria-label={isShown ? 'Backup' : 'App'}>
      {isShown && (
        <>
          <h2>Backup</h2>
          <p>{printBackup(backups)}</p>
        </>
      )}
      {file?.state === 'locked' && (
        <button type="button" className={styles['act']} onClick={() => void allowFile()}>
          Permission needed: click to allow
        </button>
      )}
      {isShown && isKept !== null && (
        <p>
          {isKept ? 'The browser keeps your marks.' : 'The browser may delete your marks when the disk is full.'}{' '}
          {!isKept && (
            <button type="button" className={styles['act']} onClick={() => void askToKeep()}>
              Ask it to keep them
            </button>
          )}
        </p>
      )}
      <SyncStatusLine />
      <p>
        <button type="button" className={styles['act']} onClick={() => screen.getState().show('settings')}>
          Settings
        </button>
      </p>
    </section>
  )
}

/** Reminds of a backup when much, or something long ago, was changed since the last. */
export function SafetyNotice() {
  const backups = useOpenedStore(useStores().backups)
  const hasMarks = useHasMarks()
  if (!backups?.isDue || !hasMarks) return null
  const { at, make, snooze } = backups
  return (
    <div role="region" aria-label="Reminder" className={styles['reminder']}>
      <Notice onClose={snooze}>
        Since {at === null ? 'you began' : 'the last backup'}, {printChanged(backups)} changed
        {at === null && ', and there is no backup yet'}.{' '}
        <button type="button" className="button" onClick={() => void make()}>
          Back up now
        </button>
      </Notice>
    </div>
  )
}
