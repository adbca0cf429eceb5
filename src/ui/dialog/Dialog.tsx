import type { ReactNode } from 'react'
import { useStores } from '../../store/hooks.ts'
import { useModal } from './useModal.ts'
import styles from './Dialog.module.css'

type Props = {
  readonly label: string
  readonly side?: boolean
  /** For a dialog that is not one of the screen store. */
  readonly onClose?: () => void
  readonly children: ReactNode
}

/** A modal dialog. Escape, its button and a click on the backdrop close it; the focus returns to where it was. */
export function Dialog({ label, side = false, onClose, children }: Props) {
  const { screen } = useStores()
  const close = onClose ?? (() => screen.getState().show(null))
  const modal = useModal(close)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- Escape is the key for it
    <dialog
      {...modal}
      aria-label={label}
      className={styles['dialog']}
      data-side={side || undefined}
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      <div className={styles['page']}>
        <div className={styles['head']}>
          <h2>{label}</h2>
          <button type="button" className="button" data-plain aria-label="Close" onClick={close}>
            ×
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
