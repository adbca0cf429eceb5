import { useCallback, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { differenceOf, type Operation, type Writing } from '../../../model/note/noteEdit.ts'
import type { PaperId } from '../../../model/paper/paper.ts'
import { useStores } from '../../../store/hooks.ts'
import { NO_SIDE_EFFECT } from './useDraft.ts'

/** The text of the box, and its selection. */
export const read = (box: HTMLTextAreaElement): Writing => ({
  text: box.value,
  from: box.selectionStart,
  to: box.selectionEnd,
})

/** Applies an operation to the text box, which has the focus then; false where the operation means nothing there. */
export type Operate = (operation: Operation) => boolean

/** Applies operations as if they were typed, so that the browser’s own undo reverts them. */
export function useTextareaEdit(paper: PaperId, box: RefObject<HTMLTextAreaElement | null>): Operate {
  const { library } = useStores()
  return useCallback(
    (operation) => {
      const element = box.current!
      const next = operation(read(element))
      if (!next) return false
      element.focus({ preventScroll: true })
      // Without the command it is an edit like one from another part of the page, which only the app’s undo knows.
      if (next.text !== element.value && !type(element, next.text))
        flushSync(() => library.getState().edit([paper], { note: next.text }, NO_SIDE_EFFECT))
      element.setSelectionRange(next.from, next.to)
      return true
    },
    [library, paper, box],
  )
}

/** Lets the browser type the difference to `next`; false where it does not. */
function type(box: HTMLTextAreaElement, next: string): boolean {
  const { from, to, text } = differenceOf(box.value, next)
  box.setSelectionRange(from, to)
  // Deprecated, and still the only way to insert text that the undo of the browser knows.
  return 'execCommand' in document && document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
}
