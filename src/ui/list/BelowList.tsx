import { lazy, Suspense } from 'react'
import { useCursor } from '../../store/hooks.ts'
import { ErrorBoundary } from '../../widgets/ErrorBoundary.tsx'
import { EmptyList } from './EmptyList.tsx'
import type { Scene } from '../commands/actions.ts'
import { SelectionBar } from './SelectionBar.tsx'

const Welcome = lazy(async () => ({ default: (await import('./Welcome.tsx')).Welcome }))

/** What stands in the place of lines where there are none, and below them: of the selection, or a first visit's welcome. */
export function BelowList({ scene }: { readonly scene: Scene }) {
  const hasSelection = useCursor(({ selected }) => selected.size > 0)
  return (
    <>
      <EmptyList />
      {hasSelection && <SelectionBar scene={scene} />}
      <div hidden={hasSelection}>
        <ErrorBoundary fallback={null}>
          <Suspense>
            <Welcome />
          </Suspense>
        </ErrorBoundary>
      </div>
    </>
  )
}
