import { useRef, useState } from 'react'
import { STATUS_LABELS } from '../model/mark/mark.ts'
import type { PaperId } from '../model/paper/paper.ts'
import { useMark } from '../store/hooks.ts'
import { PaperMenu } from './PaperMenu.tsx'
import { useTabIndex } from './tabStop.ts'
import styles from './Status.module.css'

/** The status of a paper, and the menu that changes it. */
export function StatusButton({ paper }: { readonly paper: PaperId }) {
  const { status } = useMark(paper)
  // Keyed by the paper: the row may show another one by then.
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
        tabIndex={useTabIndex()}
        onClick={() => setOpenFor(open ? null : paper)}
      >
        <span className={styles['dot']} aria-hidden="true" />
        {STATUS_LABELS[status]}
      </button>
      {open && <PaperMenu paper={paper} anchor={button} onClose={() => setOpenFor(null)} />}
    </>
  )
}
