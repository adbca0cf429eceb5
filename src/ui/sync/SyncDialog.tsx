import { Dialog } from '../dialog/Dialog.tsx'
import { useMinuteTick } from '../controls/relativeTime.ts'
import { SyncMergePreview } from './SyncMergePreview.tsx'
import { SyncStatus } from './SyncStatus.tsx'
import { SyncSetupForm } from './SyncSetupForm.tsx'
import { useSync } from './useSync.ts'

/** Sync with the user's other devices: switched on, looked at, switched off. */
export function SyncDialog() {
  const syncing = useSync(true)
  useMinuteTick()
  return (
    <Dialog label="Sync">
      {!syncing ? (
        <p role="status">Opening…</p>
      ) : !syncing.way ? (
        <SyncSetupForm syncing={syncing} />
      ) : syncing.comparison ? (
        <SyncMergePreview syncing={syncing} comparison={syncing.comparison} />
      ) : (
        <SyncStatus syncing={syncing} way={syncing.way} />
      )}
    </Dialog>
  )
}
