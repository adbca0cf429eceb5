import { useEffect } from 'react'
import type { Screen } from '../../store/screen.ts'
import { openPasted } from '../add/openPasted.ts'

/**
 * Imports files that the user drops on the page, and files or text pasted outside of text boxes; a text that names
 * papers is opened to be added. Active from the start, because the browser would open a dropped file in place of the page.
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
      const pasted = text.trim() === '' ? [] : [new File([text], 'Pasted text')]
      if (clipboardData.files.length > 0) show('import', [...clipboardData.files, ...pasted])
      else if (pasted.length > 0) void openPasted(text, show)
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
