import { useCursor } from '../store/hooks.ts'
import { Empty } from './Empty.tsx'
import type { Scene } from './scene.ts'
import { Selection } from './Selection.tsx'

/** What stands in the place of lines where there are none, and below them where some are selected. */
export function Below({ scene }: { readonly scene: Scene }) {
  const hasSelection = useCursor(({ selected }) => selected.size > 0)
  return (
    <>
      <Empty />
      {hasSelection && <Selection scene={scene} />}
    </>
  )
}
