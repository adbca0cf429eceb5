import { lazy, type FC } from 'react'
import type { DialogName } from '../../store/screen.ts'
import { CommandPalette } from '../palette/CommandPalette.tsx'
import type { Scene } from '../commands/actions.ts'
import { ShortcutsDialog } from '../shortcuts/ShortcutsDialog.tsx'
import { BulkTagDialog } from '../paper/BulkTagDialog.tsx'
import { Triage } from '../paper/Triage.tsx'

type Props = { readonly scene: Scene; readonly files: readonly File[] }
type Name = Exclude<DialogName, 'facets'>

/** The dialogs that may be over the app; those that are large are fetched when they are opened. Adding one is adding an entry. */
const DIALOGS: Readonly<Record<Name, FC<Props>>> = {
  advice: lazy(async () => ({ default: (await import('../recommendations/Recommendations.tsx')).Recommendations })),
  import: lazy(async () => ({ default: (await import('../import/ImportDialog.tsx')).ImportDialog })),
  palette: CommandPalette,
  shortcuts: ShortcutsDialog,
  statistics: lazy(async () => ({ default: (await import('../statistics/Statistics.tsx')).Statistics })),
  sync: lazy(async () => ({ default: (await import('../sync/SyncDialog.tsx')).SyncDialog })),
  tags: BulkTagDialog,
  triage: Triage,
}

export function DialogHost({ name, ...props }: Props & { readonly name: Name }) {
  const Shown = DIALOGS[name]
  return <Shown {...props} />
}
