import { lazy, Suspense, useRef, useState } from 'react'
import { STATUS_LABELS } from '../model/mark.ts'
import type { PaperId } from '../model/paper.ts'
import { useMark, useStores } from '../store/hooks.ts'
import { Boundary } from './Boundary.tsx'
import styles from './Status.module.css'

// A menu that a keyboard and a screen reader can use weighs as much as half of React: it comes with its first opening,
// or before it, while the page has nothing to do.
const loadMenu = () => import('./StatusMenu.tsx')
const StatusMenu = lazy(async () => ({ default: (await loadMenu()).StatusMenu }))

/** Fetches the menu ahead of its first opening; failing is left to that. */
export const preloadMenu = () => void loadMenu().catch(() => {})

type Props = { readonly paper: PaperId; readonly tabIndex?: 0 | -1 | undefined }

export function StatusButton({ paper, tabIndex }: Props) {
  const { library } = useStores()
  const { status } = useMark(paper)
  // For one paper: the line may show another by the time.
  const [openFor, setOpenFor] = useState<PaperId | null>(null)
  const open = openFor === paper
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles['status']}
        data-status={status}
        aria-label={`Status: ${STATUS_LABELS[status]}`}
        aria-haspopup="menu"
        aria-expanded={open}
        tabIndex={tabIndex}
        onPointerEnter={preloadMenu}
        onClick={() => setOpenFor(open ? null : paper)}
      >
        <span className={styles['dot']} aria-hidden="true" />
        {STATUS_LABELS[status]}
      </button>
      {open && (
        <Boundary
          fallback={<span role="alert">The menu could not be fetched. The keys 1 to 5 set the status too.</span>}
        >
          <Suspense>
            <StatusMenu
              anchor={button}
              status={status}
              onChoose={(status) => library.getState().edit([paper], { status })}
              onClose={() => setOpenFor(null)}
            />
          </Suspense>
        </Boundary>
      )}
    </>
  )
}
