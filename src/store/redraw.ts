import type { StoreApi } from 'zustand/vanilla'
import type { Answers } from './view/answers.ts'
import type { SaveState } from './library/autosave.ts'
import type { Library } from './library/library.ts'

// What is drawn follows the stores at once, but where that would only draw twice what belongs together. Each of these
// calls back when it is time to draw, and returns how to stop.

/** A pause in writing. */
const PAUSE_MS = 250
/**
 * What is saved at once would be said to be saving for a frame or two, which nobody could read. Longer than until the mark
 * has been counted, so that both are drawn together.
 */
const CALM_MS = 300

/** Those who follow the marks of a library, which one timer serves: there are some hundred in a list. */
const followers = new WeakMap<StoreApi<Library>, Set<() => void>>()

/**
 * Tells of every change of marks; of the letters of a note only once they pause, so that none costs more than the box it
 * is typed into.
 */
export function subscribeToMarks(library: StoreApi<Library>, onChange: () => void): () => void {
  const all = followers.get(library) ?? new Set()
  if (!followers.has(library)) {
    followers.set(library, all)
    tellOfMarks(library, () => all.forEach((tell) => tell()))
  }
  all.add(onChange)
  return () => void all.delete(onChange)
}

function tellOfMarks(library: StoreApi<Library>, tell: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  library.subscribe(({ marks, changed }, before) => {
    if (marks === before.marks) return
    clearTimeout(timer)
    if (changed.noteOnly && document.activeElement?.matches('textarea:not([data-at-once])'))
      timer = setTimeout(tell, PAUSE_MS)
    else tell()
  })
}

/** Tells of every change but one: what is saved it tells once it has been so for a moment, or with the next answer. */
export function subscribeToSaveState(
  saving: StoreApi<SaveState>,
  answers: StoreApi<Answers>,
  onChange: () => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const tell = () => {
    cancel()
    onChange()
  }
  const leave = [
    saving.subscribe(({ state }, before) => {
      cancel()
      if (state === 'saved' && before.state === 'saving') timer = setTimeout(tell, CALM_MS)
      else tell()
    }),
    answers.subscribe(({ answer }, before) => {
      if (answer !== before.answer && timer !== undefined) tell()
    }),
  ]
  return () => {
    for (const one of leave) one()
    cancel()
  }
}
