import { useCursor } from '../../store/hooks.ts'
import { EmptyList } from './EmptyList.tsx'
import type { Scene } from '../commands/actions.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { lazyNamed, OnDemand } from '../../widgets/OnDemand.tsx'

const Welcome = lazyNamed(() => import('./Welcome.tsx'), 'Welcome')

/** Below the table: the selection toolbar, or the welcome of a first visit. In place of an empty table: the empty state. */
export function BelowList({ scene }: { readonly scene: Scene }) {
  const hasSelection = useCursor(({ selected }) => selected.size > 0)
  return (
    <>
      <EmptyList />
      {hasSelection && <SelectionBar scene={scene} />}
      <div hidden={hasSelection}>
        <OnDemand>
          <Welcome />
        </OnDemand>
      </div>
    </>
  )
}
