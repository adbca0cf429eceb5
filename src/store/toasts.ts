import { createStore } from 'zustand/vanilla'
import { useEffect, useState } from 'react'
import { useStore, type StoreApi } from 'zustand'

import type { Library } from './library/library.ts'

/** A message that is shown for a while, and what can be done about it. */
export type Toast = { readonly words: string; readonly actions?: readonly Action[] }
type Action = { readonly label: string; readonly run: () => void }

type State = {
  readonly toast: Toast | null
  /** The places that can show a toast, in the order in which they appeared. The last one is on top. */
  readonly places: readonly symbol[]
}

export type Toasts = StoreApi<State> & {
  /** Shows a toast in place of the current one; with `stays` until the next. */
  show(toast: Toast, stays?: boolean): void
  /** Shows a message after the current toast, so that its “Undo” stays. */
  queue(words: string): void
  hide(): void
  /** Keeps the toast while the user is about to press its button. */
  hold(): void
  /** Lets a toast that was held go after a while. */
  release(): void
}

/** Long enough to read it, and to reach a button. */
const SHOWN_MS = 5000
const SHOWN_WITH_ACTION_MS = 10_000

/** A queue of toasts, of which one is shown at a time. */
export function createToasts(): Toasts {
  const store = createStore<State>(() => ({ toast: null, places: [] }))
  const queued: string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const hideIn = (delay: number) => {
    clearTimeout(timer)
    timer = setTimeout(hide, delay)
  }
  const show = (toast: Toast, stays = false) => {
    clearTimeout(timer)
    store.setState({ toast })
    if (!stays) hideIn(toast.actions ? SHOWN_WITH_ACTION_MS : SHOWN_MS)
  }
  function hide() {
    clearTimeout(timer)
    const words = queued.shift()
    if (words === undefined) store.setState({ toast: null })
    else show({ words })
  }
  return {
    ...store,
    show,
    hide,
    queue(words) {
      if (store.getState().toast === null) show({ words })
      else queued.push(words)
    },
    hold: () => clearTimeout(timer),
    release: () => hideIn(SHOWN_MS),
  }
}

/** The toasts of the page. */
export const toasts = createToasts()

/** Shows a message for a while; with `stays` until the next toast. */
export const showToast = (words: string, stays = false) => toasts.show({ words }, stays)

/**
 * Shows what the last step did, with an “Undo” button. Both go once another step is made. `onUndone` is called after the
 * button.
 */
export function showUndo(words: string, library: StoreApi<Library>, onUndone = () => {}) {
  const step = library.getState().past.at(-1)
  const run = () => {
    library.getState().undo()
    showToast('Undone')
    onUndone()
  }
  const toast: Toast = { words, actions: [{ label: 'Undo', run }] }
  const leave = library.subscribe(({ past }) => {
    if (past.at(-1) === step) return
    leave()
    if (toasts.getState().toast === toast) toasts.hide()
  })
  toasts.show(toast)
}

/** The toast for this place, while it is the topmost one; null where there is none. */
export function useToast(): Toast | null {
  const [place] = useState(Symbol)
  useEffect(() => {
    toasts.setState(({ places }) => ({ places: [...places, place] }))
    return () => toasts.setState(({ places }) => ({ places: places.filter((one) => one !== place) }))
  }, [place])
  return useStore(toasts, ({ toast, places }) => (places.at(-1) === place ? toast : null))
}
