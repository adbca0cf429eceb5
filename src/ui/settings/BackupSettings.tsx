import { useStores } from '../../store/hooks.ts'
import { useOpenedStore } from '../../store/useOpenedStore.ts'
import { printBackup } from '../sidebar/printBackup.ts'
import { SettingsSection } from './SettingsSection.tsx'
import styles from './SettingsDialog.module.css'

/** The last backup, and the file that the app keeps up to date where the browser lets it. */
export function BackupSettings() {
  const backups = useOpenedStore(useStores().backups)
  if (!backups) return null
  const { file, make, chooseFile, allowFile, forgetFile } = backups
  return (
    <SettingsSection title="Backup">
      <p>{printBackup(backups)}</p>
      <span className={styles['buttons']}>
        <button type="button" className="button" onClick={() => void make()}>
          Back up now
        </button>
        {file === null && (
          <button type="button" className="button" onClick={() => void chooseFile()}>
            Keep a backup in a file…
          </button>
        )}
        {file?.state === 'locked' && (
          <button type="button" className="button" onClick={() => void allowFile()}>
            Allow {file.name}
          </button>
        )}
        {file && (
          <button type="button" className="button" onClick={() => void forgetFile()}>
            Stop keeping {file.name}
          </button>
        )}
      </span>
    </SettingsSection>
  )
}
