import type { StoreApi } from 'zustand/vanilla'
import type { Library } from './library.ts'

/** A pause in writing. */
const PAUSE_MS = 250

/**
 * Tells of every change of marks; of the letters of a note only once they pause, so that none costs more than the box it
 * is typed into. Returns how to stop.
 */
export function followMarks(library: StoreApi<Library>, onChange: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = library.subscribe(({ marks, changed }, before) => {
    if (marks === before.marks) return
    clearTimeout(timer)
    if (changed.noteOnly && document.activeElement?.matches('textarea:not([data-at-once])'))
      timer = setTimeout(onChange, PAUSE_MS)
    else onChange()
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}
