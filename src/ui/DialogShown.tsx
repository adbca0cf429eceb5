import { lazy, type FC } from 'react'
import type { DialogName } from './dialogs.ts'
import { Palette } from './Palette.tsx'
import type { Scene } from './scene.ts'
import { Shortcuts } from './Shortcuts.tsx'
import { Tagging } from './Tagging.tsx'
import { Triage } from './Triage.tsx'

type Props = { readonly scene: Scene; readonly files: readonly File[] }
type Name = Exclude<DialogName, 'facets'>

/** The dialogs that may be over the app; those that are large are fetched when they are opened. Adding one is adding an entry. */
const DIALOGS: Readonly<Record<Name, FC<Props>>> = {
  advice: lazy(async () => ({ default: (await import('./advice/Advice.tsx')).Advice })),
  import: lazy(async () => ({ default: (await import('./Import.tsx')).Import })),
  palette: Palette,
  shortcuts: Shortcuts,
  statistics: lazy(async () => ({ default: (await import('./statistics/Statistics.tsx')).Statistics })),
  sync: lazy(async () => ({ default: (await import('./Sync.tsx')).Sync })),
  tags: Tagging,
  triage: Triage,
}

export function DialogShown({ name, ...props }: Props & { readonly name: Name }) {
  const Shown = DIALOGS[name]
  return <Shown {...props} />
}
