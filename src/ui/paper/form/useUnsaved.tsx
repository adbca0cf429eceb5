import { useEffect, useState, type ReactNode } from 'react'
import { useStores } from '../../../store/hooks.ts'
import styles from './PaperForm.module.css'

/**
 * Keeps typed text from being lost: `close` closes a form without changes at once, and asks before it closes one with
 * changes. The `question` is to be shown below the form.
 */
export function useUnsaved(
  isChanged: boolean,
  onClose: () => void,
): { readonly close: () => void; readonly question: ReactNode } {
  const [isAsked, setAsked] = useState(false)
  const { screen } = useStores()
  useEffect(() => {
    if (!isChanged) return undefined
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', onLeave)
    screen.getState().hold(() => setAsked(true))
    return () => {
      removeEventListener('beforeunload', onLeave)
      screen.getState().hold(null)
    }
  }, [isChanged, screen])
  // A second Escape goes back to the form.
  const close = () => (isChanged ? setAsked(!isAsked) : onClose())
  const question = isAsked && isChanged && (
    <div role="alertdialog" aria-label="Unsaved changes" className={styles['question']}>
      <p>What you typed is not saved.</p>
      <button type="button" className="button" onClick={onClose}>
        Discard
      </button>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the safe answer to a question that was just asked */}
      <button type="button" className="button" data-main autoFocus onClick={() => setAsked(false)}>
        Keep editing
      </button>
    </div>
  )
  return { close, question }
}
