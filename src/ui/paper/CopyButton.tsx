import { lazy, Suspense, useRef, useState } from 'react'
import type { PaperId } from '../../model/paper/paper.ts'
import { ErrorBoundary } from '../../widgets/ErrorBoundary.tsx'

const loadMenu = () => import('./CopyMenu.tsx')
const CopyMenu = lazy(async () => ({ default: (await loadMenu()).CopyMenu }))

/** Offers the ways in which a paper can be copied. */
export function CopyButton({ paper }: { readonly paper: PaperId }) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button"
        data-plain
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={() => void loadMenu().catch(() => {})}
        onClick={() => setOpen(!open)}
      >
        Copy
      </button>
      {open && (
        <ErrorBoundary fallback={<span role="alert">The menu could not be fetched. A reload may help.</span>}>
          <Suspense>
            <CopyMenu anchor={button} paper={paper} onClose={() => setOpen(false)} />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  )
}
