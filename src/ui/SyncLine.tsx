import { openSetting } from '../storage/setting.ts'
import { useDialogs } from './dialogs.ts'
import { printState, useSyncing } from './syncState.ts'
import styles from './Safety.module.css'

/** How sync stands, in a line among what keeps the marks safe; the way to it where it is off. */
export function SyncLine() {
  const { show } = useDialogs()
  const syncing = useSyncing(openSetting('offprint-sync').read() !== null)
  const isWrong = syncing && (syncing.failure !== null || Boolean(syncing.progress?.problem))
  return (
    <p data-wrong={isWrong || undefined}>
      {syncing?.way && `Sync: ${printState(syncing)}. `}
      <button type="button" className={styles['act']} onClick={() => show('sync')}>
        {!syncing?.way ? 'Sync with your other devices' : isWrong ? 'See what is wrong' : 'More'}
      </button>
    </p>
  )
}
