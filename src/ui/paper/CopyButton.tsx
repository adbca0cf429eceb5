import { useRef, useState } from 'react'
import type { PaperId } from '../../model/paper/paper.ts'
import { lazyNamed, OnDemand } from '../../widgets/OnDemand.tsx'

const loadMenu = () => import('./CopyMenu.tsx')
const CopyMenu = lazyNamed(loadMenu, 'CopyMenu')

/** The button of the copy menu. */
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
        <OnDemand fallback={<span role="alert">The menu could not be loaded. Reload the page to try again.</span>}>
          <CopyMenu anchor={button} paper={paper} onClose={() => setOpen(false)} />
        </OnDemand>
      )}
    </>
  )
}
