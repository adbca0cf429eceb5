import { useEffect, useRef, useState } from 'react'
import { errorMessage } from '../../model/errorMessage.ts'
import { openSetting } from '../../storage/browser/localSetting.ts'
import { SETTINGS } from '../../storage/names.ts'
import { leavePile, openPile, type Pile } from '../../store/library/triage.ts'
import { isTypedIn } from '../../widgets/textInput.ts'
import type { Scene } from '../commands/actions.ts'
import { useModal } from '../dialog/useModal.ts'
import { ToastPlace } from '../notices/Toast.tsx'
import { TriagePile } from './TriagePile.tsx'
import styles from './Triage.module.css'

const left = openSetting(SETTINGS.triage)

/** Triage: one paper of the view at a time. A key decides and shows the next one. */
export function Triage({ scene }: { readonly scene: Scene }) {
  const { answers, viewing, screen } = scene
  const page = useRef<HTMLDivElement>(null)
  const close = () => screen.getState().show(null)
  /** Escape, or Back on Android, leaves a text box first, and the triage from outside of it. */
  const onCancel = () => (isTypedIn(document.activeElement) ? page.current?.focus() : close())
  const [pile, setPile] = useState<Pile | { readonly failed: string } | null>(null)
  const modal = useModal(onCancel, pile !== null)
  // The view may change meanwhile. The pile stays.
  const [view] = useState(() => viewing.getState().view)
  useEffect(() => {
    let isWanted = true
    openPile(answers.getState(), view, left).then(
      (opened) => isWanted && setPile(opened),
      (error: unknown) => isWanted && setPile({ failed: errorMessage(error) }),
    )
    return () => {
      isWanted = false
    }
  }, [answers, view])
  return (
    <dialog {...modal} data-page aria-label="Triage" className={styles['dialog']}>
      {pile === null && <p role="status">Loading the papers…</p>}
      {pile && 'failed' in pile && <p role="alert">The papers could not be loaded: {pile.failed}</p>}
      {pile && 'papers' in pile && (
        <TriagePile
          pile={pile}
          scene={scene}
          page={page}
          onAt={(paper) => leavePile(left, view, paper?.id ?? null)}
          onClose={close}
        />
      )}
      <ToastPlace />
    </dialog>
  )
}
