import { openSetting } from '../../storage/browser/localSetting.ts'
import { SETTINGS } from '../../storage/names.ts'
import { useOpenedStore } from '../../store/useOpenedStore.ts'
import type { Scene } from '../commands/actions.ts'
import { runCommand } from '../commands/commands.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { printSyncState } from '../sync/printSyncState.ts'
import { BackupSettings } from './BackupSettings.tsx'
import { LookupSettings } from './LookupSettings.tsx'
import { SettingsSection } from './SettingsSection.tsx'
import { StorageSettings } from './StorageSettings.tsx'
import { ThemeSettings } from './ThemeSettings.tsx'

/** The settings of this device, and the ways to the dialogs that have more. */
export function SettingsDialog({ scene }: { readonly scene: Scene }) {
  const syncing = useOpenedStore(scene.sync, openSetting(SETTINGS.sync).read() !== null)
  const command = (id: string, label: string) => (
    <button type="button" className="button" onClick={() => runCommand(id, scene)}>
      {label}
    </button>
  )
  return (
    <Dialog label="Settings">
      <ThemeSettings />
      <SettingsSection title="Keyboard">
        <p>Every key can be changed.</p>
        {command('help', 'Keyboard shortcuts')}
      </SettingsSection>
      <StorageSettings />
      <BackupSettings />
      <SettingsSection title="Your other devices">
        <p>
          {syncing?.way
            ? printSyncState(syncing)
            : 'Marks, notes and lists on all of them, by a folder or a server of your own.'}
        </p>
        {command('sync', 'Sync with your other devices')}
      </SettingsSection>
      <LookupSettings />
    </Dialog>
  )
}
