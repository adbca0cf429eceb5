import { printCount } from '../../model/numberFormat.ts'
import type { FileState } from '../../store/files/backups.ts'
import { formatRelativeTime, useMinuteTick } from '../controls/relativeTime.ts'
import { useStores } from '../../store/hooks.ts'
import { useOpenedStore } from '../../store/useOpenedStore.ts'
import { Notice } from '../notices/Notices.tsx'
import { SyncStatusLine } from '../sync/SyncStatusLine.tsx'
import styles from './BackupStatus.module.css'

/** How safe the marks are, in a line or two: the last backup, and what the browser promises. */
export function BackupStatus() {
  const { screen, ...stores } = useStores()
  const backups = useOpenedStore(stores.backups)
  useMinuteTick()
  if (!backups) return null
  const { at, changed, file, isKept, allowFile, askToKeep } = backups
  return (
    <section className={styles['safety']} aria-label="Backup">
      <h2>Backup</h2>
      <p>
        {file ? printFile(file) : `Last backup: ${at === null ? 'never' : day.format(at)}`}
        {changed > 0 && ` · ${papers(changed)} changed since`}
      </p>
      {file?.state === 'locked' && (
        <button type="button" className={styles['act']} onClick={() => void allowFile()}>
          Permission needed: click to allow
        </button>
      )}
      {isKept !== null && (
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
  if (!backups?.isDue) return null
  const { changed, at, make, snooze } = backups
  return (
    <div role="region" aria-label="Reminder" className={styles['reminder']}>
      <Notice onClose={snooze}>
        {papers(changed)} changed since {at === null ? 'you began, and there is no backup yet' : 'the last backup'}.{' '}
        <button type="button" className="button" onClick={() => void make()}>
          Back up now
        </button>
      </Notice>
    </div>
  )
}

const papers = (many: number) => printCount(many, 'paper')

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

function printFile({ name, at, state, reason }: FileState): string {
  if (state === 'failed') return `Not kept in ${name}: ${reason ?? 'it could not be written'}`
  return at === null ? `To be kept in ${name}` : `Kept in ${name}, ${formatRelativeTime(at)}`
}
