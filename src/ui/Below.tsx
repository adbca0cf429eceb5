import { lazy, Suspense } from 'react'
import { useCursor } from '../store/hooks.ts'
import { Boundary } from '../table/Boundary.tsx'
import { Empty } from './Empty.tsx'
import type { Scene } from './scene.ts'
import { Selection } from './Selection.tsx'

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
