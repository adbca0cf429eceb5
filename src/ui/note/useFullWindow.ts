import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { caretPosition } from './editor/caretPosition.ts'

/**
 * Whether the note fills the window, and a function that toggles it. The text box stays the same element, with its
 * caret, its undo and its scroll position. Note.module.css hides everything else while <html> says so.
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

/** The distance of the caret from the top of the window. */
const heightOf = (note: HTMLTextAreaElement) =>
  note.getBoundingClientRect().top + caretPosition(note, note.selectionStart).top

/** About one line. */
const MARGIN_PX = 28

/**
 * Scrolls so that the caret is at this distance from the top of the window, or as near to it as possible; with null so
 * that the caret is visible.
 */
function showCaret(note: HTMLTextAreaElement, scrollers: readonly Element[], wanted: number | null) {
  for (const scroller of scrollers) {
    const { top, bottom } = scroller.getBoundingClientRect()
    const height = heightOf(note)
    const nearest = Math.max(top + MARGIN_PX, Math.min(bottom - 2 * MARGIN_PX, wanted ?? height))
    scroller.scrollBy({ top: height - nearest })
    // The first line must not be cut in half.
    if (wanted !== null && scroller.scrollTop < 2 * MARGIN_PX) scroller.scrollTo({ top: 0 })
  }
}
