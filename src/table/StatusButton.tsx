import { useRef, useState } from 'react'
import { STATUS_LABELS } from '../model/mark.ts'
import type { PaperId } from '../model/paper.ts'
import { useMark } from '../store/hooks.ts'
import { PaperMenu } from './PaperMenu.tsx'
import styles from './Status.module.css'

/** The status of a paper that is open, and the menu that changes it; lines of the table have one of their own (cells.ts). */
export function StatusButton({ paper }: { readonly paper: PaperId }) {
  const { status } = useMark(paper)
  // For one paper: another may be open by the time.
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
        onClick={() => setOpenFor(open ? null : paper)}
      >
        <span className={styles['dot']} aria-hidden="true" />
        {STATUS_LABELS[status]}
      </button>
      {open && <PaperMenu paper={paper} anchor={button} onClose={() => setOpenFor(null)} />}
    </>
  )
}
