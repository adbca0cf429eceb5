import { Dialog } from '../dialog/Dialog.tsx'
import { useMinutes } from '../controls/relativeTime.ts'
import { SyncMeeting } from './SyncMergePreview.tsx'
import { SyncOn } from './SyncStatus.tsx'
import { SyncStart } from './SyncSetupForm.tsx'
import { useSyncing } from './useSync.ts'

/** Sync with the reader's other devices: switched on, looked at, switched off. */
export function Sync() {
  const syncing = useSyncing(true)
  useMinutes()
  return (
    <Dialog label="Sync">
      {!syncing ? (
        <p role="status">Opening…</p>
      ) : !syncing.way ? (
        <SyncStart syncing={syncing} />
      ) : syncing.comparison ? (
        <SyncMeeting syncing={syncing} comparison={syncing.comparison} />
      ) : (
        <SyncOn syncing={syncing} way={syncing.way} />
      )}
    </Dialog>
  )
}
