import { Suspense, type RefObject } from 'react'
import type { PaperId } from '../model/paper/paper.ts'
import { useMark, useStores } from '../store/hooks.ts'
import { moveInUpNext, offerNext } from '../store/library/upNext.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { lazyNamed } from './OnDemand.tsx'

// The menu library has 40 kB. The page loads it after the first rows, or when a menu is opened before.
const loadMenu = () => import('./StatusMenu.tsx')
const StatusMenu = lazyNamed(loadMenu, 'StatusMenu')

/** Loads the menu before it is first opened. If that fails, the first opening tries again. */
export const preloadMenu = () => void loadMenu().catch(() => {})

type Props = {
  readonly paper: PaperId
  /** The button that opened it. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

/** The status menu of one paper. */
export function PaperMenu({ paper, anchor, onClose }: Props) {
  const stores = useStores()
  const { status } = useMark(paper)
  return (
    <ErrorBoundary
      fallback={<span role="alert">The menu could not be loaded. The keys of the statuses still work.</span>}
    >
      <Suspense>
        <StatusMenu
          anchor={anchor}
          status={status}
          onChoose={(status) => {
            stores.library.getState().edit([paper], { status })
            offerNext(stores)
          }}
          onMove={(to) => void moveInUpNext(stores, [paper], to)}
          onClose={onClose}
        />
      </Suspense>
    </ErrorBoundary>
  )
}
