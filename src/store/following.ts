import type { StoreApi } from 'zustand/vanilla'
import { asksElse } from '../model/view.ts'
import type { Answers } from './answers.ts'
import type { Saving } from './keep.ts'
import type { Library } from './library.ts'
import type { Viewing } from './view.ts'

// What is drawn follows the stores at once, but where that would only draw twice what belongs together. Each of these
// calls back when it is time to draw, and returns how to stop.

/** A pause in writing. */
const PAUSE_MS = 250
/** As long as the head, the chips and the rows of another question wait for each other: some three frames. */
const PATIENCE_MS = 50
/** What is saved at once would be said to be saving for a frame or two, which nobody could read. */
const CALM_MS = 200

/**
 * Tells of every change of marks; of the letters of a note only once they pause, so that none costs more than the box it
 * is typed into.
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

/** Tells of every change of the view; of another question with its answer, unless that takes its time or `isUrgent`. */
export function followView(
  viewing: StoreApi<Viewing>,
  answers: StoreApi<Answers>,
  onChange: () => void,
  isUrgent: () => boolean = () => false,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const settle = () => {
    clearTimeout(timer)
    timer = undefined
    onChange()
  }
  const leave = [
    viewing.subscribe(({ view }, { view: before }) => {
      if (view === before) return
      if (asksElse(view, before) && !isUrgent()) timer ??= setTimeout(settle, PATIENCE_MS)
      else settle()
    }),
    answers.subscribe(({ answer }, before) => answer !== before.answer && timer !== undefined && settle()),
  ]
  return () => {
    clearTimeout(timer)
    for (const stop of leave) stop()
  }
}

/** Tells of every change but one: what is saved it tells once it has been so for a moment. */
export function followSaving(saving: StoreApi<Saving>, onChange: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = saving.subscribe(({ state }, before) => {
    clearTimeout(timer)
    if (state === 'saved' && before.state === 'saving') timer = setTimeout(onChange, CALM_MS)
    else onChange()
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}
