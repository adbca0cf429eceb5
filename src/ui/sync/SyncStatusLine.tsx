import { openSetting } from '../../storage/browser/localSetting.ts'
import { printSyncState } from './printSyncState.ts'
import styles from '../sidebar/BackupStatus.module.css'
import { SETTINGS } from '../../storage/names.ts'
import { useStores } from '../../store/hooks.ts'
import { useOpenedStore } from '../../store/useOpenedStore.ts'

/** How sync stands, in a line among what keeps the marks safe; the way to it where it is off. */
export function SyncStatusLine() {
  const { screen, sync } = useStores()
  const syncing = useOpenedStore(sync, openSetting(SETTINGS.sync).read() !== null)
  const isWrong = syncing && (syncing.failure !== null || Boolean(syncing.progress?.problem))
  return (
    <p data-wrong={isWrong || undefined}>
      {syncing?.way && `Sync: ${printSyncState(syncing)}. `}
      <button type="button" className={styles['act']} onClick={() => screen.getState().show('sync')}>
        {!syncing?.way ? 'Sync with your other devices' : isWrong ? 'See what is wrong' : 'More'}
      </button>
    </p>
  )
}
