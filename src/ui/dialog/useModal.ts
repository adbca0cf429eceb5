import { useLayoutEffect, useRef, type SyntheticEvent } from 'react'
import { useFocusTarget } from '../controls/useFocusTarget.ts'

/**
 * Makes a <dialog> modal while it is rendered. Escape calls `onClose`, instead of closing it behind React’s back. Keys
 * that wait for the dialog are handled once it `isReady`.
 */
export function useModal(onClose: () => void, isReady = true) {
  const ref = useRef<HTMLDialogElement>(null)
  // Closed before it is removed, so that it returns the focus.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (dialog && !dialog.open) dialog.showModal()
    return () => {
      dialog?.close()
      // Chromium returns the focus to a text box, but leaves the caret where the dialog was clicked.
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
