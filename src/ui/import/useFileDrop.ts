import { useEffect } from 'react'
import type { Screen } from '../../store/screen.ts'

/**
 * Imports files that the user drops on the page, and files or text pasted outside of text boxes. Active from the start,
 * because the browser would open a dropped file in place of the page.
 */
export function useDrop(show: Screen['show']) {
  useEffect(() => {
    const onDrag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      if (event.type === 'drop' && event.dataTransfer.files.length > 0) show('import', [...event.dataTransfer.files])
    }
    const onPaste = ({ target, clipboardData }: ClipboardEvent) => {
      if (!clipboardData || (target instanceof Element && target.closest('input, textarea, dialog'))) return
      const text = clipboardData.getData('text/plain')
      const files = [...clipboardData.files, ...(text.trim() ? [new File([text], 'Pasted text')] : [])]
      if (files.length > 0) show('import', files)
    }
    document.addEventListener('paste', onPaste)
    document.addEventListener('dragover', onDrag)
    document.addEventListener('drop', onDrag)
    return () => {
      document.removeEventListener('paste', onPaste)
      document.removeEventListener('dragover', onDrag)
      document.removeEventListener('drop', onDrag)
    }
  }, [show])
}
