import { type FC } from 'react'
import type { DialogName } from '../../store/screen.ts'
import { CommandPalette } from '../palette/CommandPalette.tsx'
import type { Scene } from '../commands/actions.ts'
import { ShortcutsDialog } from '../shortcuts/ShortcutsDialog.tsx'
import { BulkTagDialog } from '../paper/BulkTagDialog.tsx'
import { Triage } from '../paper/Triage.tsx'
import { lazyNamed } from '../../widgets/OnDemand.tsx'

type Props = { readonly scene: Scene; readonly files: readonly File[] }
type Name = Exclude<DialogName, 'facets'>

/** The dialogs of the app. Large ones are loaded when they are opened. A new dialog is a new entry. */
const DIALOGS: Readonly<Record<Name, FC<Props>>> = {
  advice: lazyNamed(() => import('../recommendations/Recommendations.tsx'), 'Recommendations'),
  import: lazyNamed(() => import('../import/ImportDialog.tsx'), 'ImportDialog'),
  palette: CommandPalette,
  settings: lazyNamed(() => import('../settings/SettingsDialog.tsx'), 'SettingsDialog'),
  shortcuts: ShortcutsDialog,
  statistics: lazyNamed(() => import('../statistics/Statistics.tsx'), 'Statistics'),
  sync: lazyNamed(() => import('../sync/SyncDialog.tsx'), 'SyncDialog'),
  tags: BulkTagDialog,
  triage: Triage,
}

export function DialogHost({ name, ...props }: Props & { readonly name: Name }) {
  const Shown = DIALOGS[name]
  return <Shown {...props} />
}
