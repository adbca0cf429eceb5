import { lazy, type FC } from 'react'
import type { DialogName } from './dialogs.ts'
import type { Scene } from './scene.ts'

type Props = { readonly scene: Scene; readonly files: readonly File[] }
type Name = Exclude<DialogName, 'facets'>

/** Fetched beforehand: whoever opens it types at once. */
const palette = import('./Palette.tsx')
palette.catch(() => {})

/** The dialogs that may be over the app, each fetched when it is opened. Adding one is adding an entry. */
const DIALOGS: Readonly<Record<Name, FC<Props>>> = {
  advice: lazy(async () => ({ default: (await import('./advice/Advice.tsx')).Advice })),
  import: lazy(async () => ({ default: (await import('./Import.tsx')).Import })),
  palette: lazy(async () => ({ default: (await palette).Palette })),
  shortcuts: lazy(async () => ({ default: (await import('./Shortcuts.tsx')).Shortcuts })),
  statistics: lazy(async () => ({ default: (await import('./statistics/Statistics.tsx')).Statistics })),
  sync: lazy(async () => ({ default: (await import('./Sync.tsx')).Sync })),
  tags: lazy(async () => ({ default: (await import('./Tagging.tsx')).Tagging })),
  triage: lazy(async () => ({ default: (await import('./Triage.tsx')).Triage })),
}

export function DialogShown({ name, ...props }: Props & { readonly name: Name }) {
  const Shown = DIALOGS[name]
  return <Shown {...props} />
}
