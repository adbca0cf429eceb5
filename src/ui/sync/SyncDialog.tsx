import { Dialog } from '../dialog/Dialog.tsx'
import { useMinuteTick } from '../controls/relativeTime.ts'
import { SyncMergePreview } from './SyncMergePreview.tsx'
import { SyncStatus } from './SyncStatus.tsx'
import { SyncSetupForm } from './SyncSetupForm.tsx'
import { useStores } from '../../store/hooks.ts'
import { useOpenedStore } from '../../store/useOpenedStore.ts'

/** Switches sync with the user’s other devices on and off, and shows how it stands. */
export function SyncDialog() {
  const syncing = useOpenedStore(useStores().sync)
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
