import { useCallback, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { differenceOf, type Operation, type Writing } from '../../../model/note/noteEdit.ts'
import type { PaperId } from '../../../model/paper/paper.ts'
import { useStores } from '../../../store/hooks.ts'
import { NO_SIDE_EFFECT } from './useDraft.ts'

/** What a box holds, and what of it is selected. */
export const read = (box: HTMLTextAreaElement): Writing => ({
  text: box.value,
  from: box.selectionStart,
  to: box.selectionEnd,
})

/** Does something to the text in the box, which has the keyboard then; false where that means nothing there. */
export type Operate = (operation: Operation) => boolean

/** Operates on the box of a paper's note as if it were typed, so that the browser's own undo takes it back. */
export function useTextareaEdit(paper: PaperId, box: RefObject<HTMLTextAreaElement | null>): Operate {
  const { library } = useStores()
  return useCallback(
    (operation) => {
      const element = box.current!
      const next = operation(read(element))
      if (!next) return false
      element.focus({ preventScroll: true })
      // Without the command it is an edit like that of another part of the page, which only the app's undo knows of.
      if (next.text !== element.value && !type(element, next.text))
        flushSync(() => library.getState().edit([paper], { note: next.text }, NO_SIDE_EFFECT))
      element.setSelectionRange(next.from, next.to)
      return true
    },
    [library, paper, box],
  )
}

/** Has the browser type what makes `next` of the text in the box; false where it does not. */
function type(box: HTMLTextAreaElement, next: string): boolean {
  const { from, to, text } = differenceOf(box.value, next)
  box.setSelectionRange(from, to)
  // Called outdated, and still the one way into a box that its undo knows of.
  return 'execCommand' in document && document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
}
