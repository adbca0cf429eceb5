import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { caretPosition } from './editor/caretPosition.ts'

/**
 * Whether the note fills the window, and a function that changes it. It is the same box all the time, so its caret and
 * its undo stay, and so does what is seen of it. Note.module.css hides all else as long as <html> says so.
 */
export function useFullWindow(section: RefObject<HTMLElement | null>, box: RefObject<HTMLTextAreaElement | null>) {
  const [isWhole, setWhole] = useState(false)
  const before = useRef<readonly number[]>([])
  useLayoutEffect(() => {
    if (!isWhole) return undefined
    const { dataset } = document.documentElement
    dataset['whole'] = ''
    return () => void delete dataset['whole']
  }, [isWhole])

  const toggle = () => {
    const note = box.current!
    const page = section.current!.closest('[data-paper]')
    const scrollers = [note, note.parentElement!.parentElement!, ...(page ? [page] : [])]
    const isReading = note.matches('[data-view="preview"] *')
    const height = heightOf(note)
    if (!isWhole) before.current = scrollers.map(({ scrollTop }) => scrollTop)
    flushSync(() => setWhole(!isWhole))
    if (isWhole) for (const [i, scroller] of scrollers.entries()) scroller.scrollTo({ top: before.current[i] ?? 0 })
    if (isReading) return
    note.focus({ preventScroll: true })
    showCaret(note, scrollers, isWhole ? null : height)
  }
  return [isWhole, toggle] as const
}

/** How far below the top of the window the caret stands. */
const heightOf = (note: HTMLTextAreaElement) =>
  note.getBoundingClientRect().top + caretPosition(note, note.selectionStart).top

/** About a line. */
const MARGIN_PX = 28

/**
 * Scrolls what can be scrolled so that the caret stands that far below the top of the window, or as near as it can; with
 * null so that it is seen.
 */
function showCaret(note: HTMLTextAreaElement, scrollers: readonly Element[], wanted: number | null) {
  for (const scroller of scrollers) {
    const { top, bottom } = scroller.getBoundingClientRect()
    const height = heightOf(note)
    const nearest = Math.max(top + MARGIN_PX, Math.min(bottom - 2 * MARGIN_PX, wanted ?? height))
    scroller.scrollBy({ top: height - nearest })
    // A first line that is cut in half helps nobody.
    if (wanted !== null && scroller.scrollTop < 2 * MARGIN_PX) scroller.scrollTo({ top: 0 })
  }
}
