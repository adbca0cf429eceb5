import { lazy, Suspense, type RefObject } from 'react'
import type { PaperId } from '../model/paper.ts'
import { useMark, useStores } from '../store/hooks.ts'
import { Boundary } from './Boundary.tsx'

// A menu that a keyboard and a screen reader can use weighs as much as half of React: it comes with its first opening,
// or before it, while the page has nothing to do.
const loadMenu = () => import('./StatusMenu.tsx')
const StatusMenu = lazy(async () => ({ default: (await loadMenu()).StatusMenu }))

/** Fetches the menu ahead of its first opening; failing is left to that. */
export const preloadMenu = () => void loadMenu().catch(() => {})

type Props = {
  readonly paper: PaperId
  /** The button that opened it. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

/** The statuses that a paper can have, to choose from. */
export function PaperMenu({ paper, anchor, onClose }: Props) {
  const { library } = useStores()
  const { status } = useMark(paper)
  return (
    <Boundary fallback={<span role="alert">The menu could not be fetched. Keys set the status all the same.</span>}>
      <Suspense>
        <StatusMenu
          anchor={anchor}
          status={status}
          onChoose={(status) => library.getState().edit([paper], { status })}
          onClose={onClose}
        />
      </Suspense>
    </Boundary>
  )
}
