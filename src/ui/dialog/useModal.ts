import { useLayoutEffect, useRef, type SyntheticEvent } from 'react'
import { useFocusTarget } from '../controls/useFocusTarget.ts'

/**
 * What makes a <dialog> modal while it is drawn: Escape asks `onClose` instead of closing it behind React's back. Keys that a
 * command's dialog waits for are acted on once it `isReady`.
 */
export function useModal(onClose: () => void, isReady = true) {
  const ref = useRef<HTMLDialogElement>(null)
  // Closed while it is still on the page, it gives the keyboard back to where it was.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (dialog && !dialog.open) dialog.showModal()
    return () => {
      dialog?.close()
      // Chromium gives a text box the keyboard, and leaves the caret where it was clicked in the dialog that is gone.
      const box = document.activeElement
      if (!(box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement)) return
      box.blur()
      box.focus({ preventScroll: true })
    }
  }, [])
  useFocusTarget(
    ({ place }) => place === 'dialog' && isReady,
    () => {},
  )
  const onCancel = (event: SyntheticEvent) => {
    event.preventDefault()
    onClose()
  }
  return { ref, onCancel }
}
