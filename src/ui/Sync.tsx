import { Dialog } from './Dialog.tsx'
import { useMinutes } from './ago.ts'
import { SyncMeeting } from './SyncMeeting.tsx'
import { SyncOn } from './SyncOn.tsx'
import { SyncStart } from './SyncStart.tsx'
import { useSyncing } from './syncState.ts'

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
