import { type FC } from 'react'
import type { DialogName } from '../../store/screen.ts'
import { CommandPalette } from '../palette/CommandPalette.tsx'
import type { Scene } from '../commands/actions.ts'
import { lazyNamed } from '../../widgets/OnDemand.tsx'

type Props = { readonly scene: Scene; readonly files: readonly File[] }
type Name = Exclude<DialogName, 'facets'>

/** The dialogs of the app. Large ones are loaded when they are opened. A new dialog is a new entry. */
const DIALOGS: Readonly<Record<Name, FC<Props>>> = {
  'all tags': lazyNamed(() => import('../tags/TagsDialog.tsx'), 'TagsDialog'),
  add: lazyNamed(() => import('../add/AddDialog.tsx'), 'AddDialog'),
  advice: lazyNamed(() => import('../recommendations/Recommendations.tsx'), 'Recommendations'),
  edit: lazyNamed(() => import('../paper/edit/EditDialog.tsx'), 'EditDialog'),
  import: lazyNamed(() => import('../import/ImportDialog.tsx'), 'ImportDialog'),
  'missing titles': lazyNamed(() => import('../lookup/MissingTitles.tsx'), 'MissingTitles'),
  'note keys': lazyNamed(() => import('../noteKeys/KeysDialog.tsx'), 'KeysDialog'),
  palette: CommandPalette,
  print: lazyNamed(() => import('../print/PrintDialog.tsx'), 'PrintDialog'),
  settings: lazyNamed(() => import('../settings/SettingsDialog.tsx'), 'SettingsDialog'),
  shortcuts: lazyNamed(() => import('../shortcuts/ShortcutsDialog.tsx'), 'ShortcutsDialog'),
  statistics: lazyNamed(() => import('../statistics/Statistics.tsx'), 'Statistics'),
  sync: lazyNamed(() => import('../sync/SyncDialog.tsx'), 'SyncDialog'),
  table: lazyNamed(() => import('../export/TableDialog.tsx'), 'TableDialog'),
  tags: lazyNamed(() => import('../paper/BulkTagDialog.tsx'), 'BulkTagDialog'),
  triage: lazyNamed(() => import('../triage/Triage.tsx'), 'Triage'),
}

export function DialogHost({ name, ...props }: Props & { readonly name: Name }) {
  const Shown = DIALOGS[name]
  return <Shown {...props} />
}
