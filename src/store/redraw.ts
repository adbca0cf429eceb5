import type { StoreApi } from 'zustand/vanilla'
import type { Answers } from './view/answers.ts'
import type { SaveState } from './library/autosave.ts'
import type { Library } from './library/library.ts'

// Components follow the stores at once, except where that would render twice what belongs together. Each function calls
// back when it is time to render, and returns the unsubscribe function.

/** A pause in typing. */
const PAUSE_MS = 250
/**
 * A quick save would show “Saving…” for a frame or two. This is longer than the wait until a mark is counted, so both
 * render together.
 */
const CALM_MS = 300

/** The subscribers of a library, which share one timer: a list has some hundred rows. */
const followers = new WeakMap<StoreApi<Library>, Set<() => void>>()

/**
 * Calls back on every change of marks. Letters of a note are debounced, so that a letter renders only the box it is
 * typed into.
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

/** Calls back on every change of the save state. “Saved” is reported after a short calm, or with the next answer. */
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
