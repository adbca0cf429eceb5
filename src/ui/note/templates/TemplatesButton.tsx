import { useRef, useState } from 'react'
import type { PaperId } from '../../../model/paper/paper.ts'
import type { Operate } from '../editor/textareaEdits.ts'
import { lazyNamed, OnDemand } from '../../../widgets/OnDemand.tsx'
import styles from '../Note.module.css'

const loadMenu = () => import('./TemplatesMenu.tsx')
const TemplatesMenu = lazyNamed(loadMenu, 'TemplatesMenu')
const Templates = lazyNamed(() => import('./Templates.tsx'), 'Templates')

type Props = {
  readonly paper: PaperId
  /** Whether the note is empty, so that it cannot be saved as a template. */
  readonly isBlank: boolean
  readonly onOperate: Operate
}

type Open = 'menu' | 'save' | 'change' | null

/** A dialog that is still loading stays open: the button has the focus until then. */
const toggleMenu = (open: Open): Open => (open === null ? 'menu' : open === 'menu' ? null : open)

/** The button of the templates menu. */
export function TemplatesButton({ paper, isBlank, onOperate }: Props) {
  const [open, setOpen] = useState<Open>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => setOpen(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`button ${styles['icon']}`}
        data-plain
        aria-label="Templates"
        title="Templates"
        aria-haspopup="menu"
        aria-expanded={open === 'menu'}
        onPointerEnter={() => void loadMenu().catch(() => {})}
        onClick={() => setOpen(toggleMenu)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2" />
        </svg>
      </button>
      {open !== null && (
        <OnDemand fallback={<span role="alert">The templates could not be loaded. Reload the page to try again.</span>}>
          {open === 'menu' ? (
            <TemplatesMenu anchor={button} isBlank={isBlank} onOperate={onOperate} onOpen={setOpen} onClose={close} />
          ) : (
            <Templates paper={open === 'save' ? paper : null} onClose={close} />
          )}
        </OnDemand>
      )}
    </>
  )
}
