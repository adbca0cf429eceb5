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
export function followMarks(library: StoreApi<Library>, onChange: () => void): () => void {
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

/** Tells of every change of the view; of another question with its answer, unless that takes its time or `isUrgent`. */
export function followView(
  viewing: StoreApi<Viewing>,
  answers: StoreApi<Answers>,
  onChange: () => void,
  isUrgent: () => boolean = () => false,
): () => void {
  const wait = waitForAnswer(answers, onChange)
  const leave = viewing.subscribe(({ view }, { view: before }) => {
    if (view === before) return
    if (asksElse(view, before) && !isUrgent()) wait.atMost(PATIENCE_MS)
    else wait.end()
  })
  return () => {
    leave()
    wait.stop()
  }
}

/** Tells of every change but one: what is saved it tells once it has been so for a moment, or with the next answer. */
export function followSaving(saving: StoreApi<Saving>, answers: StoreApi<Answers>, onChange: () => void): () => void {
  const wait = waitForAnswer(answers, onChange)
  const leave = saving.subscribe(({ state }, before) => {
    wait.cancel()
    if (state === 'saved' && before.state === 'saving') wait.atMost(CALM_MS)
    else wait.end()
  })
  return () => {
    leave()
    wait.stop()
  }
}

/** Calls back together with the next answer, once somebody waits for it: two frames cost twice as much as one. */
function waitForAnswer(answers: StoreApi<Answers>, onChange: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const end = () => {
    cancel()
    onChange()
  }
  const leave = answers.subscribe(({ answer }, before) => {
    if (answer !== before.answer && timer !== undefined) end()
  })
  return {
    /** Waits, where nobody does yet, this long in milliseconds. */
    atMost: (ms: number) => void (timer ??= setTimeout(end, ms)),
    /** Calls back now. */
    end,
    cancel,
    stop() {
      leave()
      cancel()
    },
  }
}
