import { lazy, Suspense } from 'react'
import { useCursor } from '../../store/hooks.ts'
import { Boundary } from '../../widgets/ErrorBoundary.tsx'
import { Empty } from './EmptyList.tsx'
import type { Scene } from '../commands/actions.ts'
import { Selection } from './SelectionBar.tsx'

const Welcome = lazy(async () => ({ default: (await import('./Welcome.tsx')).Welcome }))

/** What stands in the place of lines where there are none, and below them: of the selection, or a first visit's welcome. */
export function Below({ scene }: { readonly scene: Scene }) {
  const hasSelection = useCursor(({ selected }) => selected.size > 0)
  return (
    <>
      <Empty />
      {hasSelection && <Selection scene={scene} />}
      <div hidden={hasSelection}>
        <Boundary fallback={null}>
          <Suspense>
            <Welcome />
          </Suspense>
        </Boundary>
      </div>
    </>
  )
}
