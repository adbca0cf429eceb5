import { lazy, Suspense, type RefObject } from 'react'
import type { PaperId } from '../model/paper/paper.ts'
import { useMark, useStores } from '../store/hooks.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'

// The library of menus weighs 40 kB: the page fetches it once its first rows are there, or when a menu is opened before.
const loadMenu = () => import('./StatusMenu.tsx')
const StatusMenu = lazy(async () => ({ default: (await loadMenu()).StatusMenu }))

/** Fetches the menu ahead of its first opening; where that fails, the first opening tries again. */
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
    <ErrorBoundary
      fallback={<span role="alert">The menu could not be fetched. Keys set the status all the same.</span>}
    >
      <Suspense>
        <StatusMenu
          anchor={anchor}
          status={status}
          onChoose={(status) => library.getState().edit([paper], { status })}
          onClose={onClose}
        />
      </Suspense>
    </ErrorBoundary>
  )
}
