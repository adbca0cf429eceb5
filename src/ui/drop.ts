import { useEffect } from 'react'
import type { Dialogs } from './dialogs.ts'

/** Takes files that are dropped anywhere on the page, from the first moment on: the browser would leave the page for them. */
export function useDrop(show: Dialogs['show']) {
  useEffect(() => {
    const onDrag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      if (event.type === 'drop' && event.dataTransfer.files.length > 0) show('import', [...event.dataTransfer.files])
    }
    document.addEventListener('dragover', onDrag)
    document.addEventListener('drop', onDrag)
    return () => {
      document.removeEventListener('dragover', onDrag)
      document.removeEventListener('drop', onDrag)
    }
  }, [show])
}
