import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Entry } from '../formats/entry/entry.ts'
import type { PaperId } from '../model/paper/paper.ts'

export type DialogName =
  | 'add'
  | 'palette'
  | 'shortcuts'
  | 'facets'
  | 'import'
  | 'triage'
  | 'statistics'
  | 'tags'
  | 'all tags'
  | 'advice'
  | 'sync'
  | 'missing titles'
  | 'settings'
  | 'edit'
  | 'print'
  | 'table'
  | 'note keys'

/** What a dialog is to add: a text, and a paper where more is known of it than the text says. */
export type ToAdd = { readonly text: string; readonly paper?: Entry }

/** A place that a command sends the keyboard to, or the browser’s own file picker. */
export type FocusTarget =
  | { readonly place: 'dialog' }
  | { readonly place: 'search' }
  | { readonly place: 'file picker' }
  /** The text box for a new key of the notes, in the menu of columns. */
  | { readonly place: 'new key' }
  /** The form for the name of a new view. */
  | { readonly place: 'view name' }
  | { readonly place: 'note'; readonly paper: PaperId; readonly fillsWindow: boolean }

/** What is open over the list, and where the keyboard is to go. It lasts as long as the page. */
export type Screen = {
  /** The one dialog that may be open over the app. */
  readonly dialog: DialogName | null
  /** The files that the dialog is about, where it imports. */
  readonly files: readonly File[]
  /** What the dialog begins with, where it adds papers. */
  readonly toAdd: ToAdd
  /** Where the keyboard is to go; null once it is there. The place takes it as soon as it is drawn. */
  readonly target: FocusTarget | null
  /** Whether the place was not drawn in the task of the command: the user may be writing elsewhere by then. */
  readonly isLate: boolean
  show(dialog: DialogName | null, files?: readonly File[], toAdd?: ToAdd): void
  /** Keeps the dialog from being replaced while it has unsaved text: `ask` is called instead. Null lets it go again. */
  hold(ask: (() => void) | null): void
  sendKeyboard(target: FocusTarget): void
  /** Says that the keyboard is where it was sent, or that the place does not come. */
  endTarget(): void
  /** Resolves once the keyboard is where it was sent; undefined where it was sent nowhere. */
  arrival(): Promise<void> | undefined
}

const NO_FILES: readonly File[] = []
const NOTHING: ToAdd = { text: '' }
/** How long a command waits for its place to be drawn, on a busy machine. */
const MOST_WAIT_MS = 20_000

export function createScreen(): StoreApi<Screen> {
  let held: (() => void) | null = null
  return createStore<Screen>((set, get, store) => ({
    dialog: null,
    files: NO_FILES,
    toAdd: NOTHING,
    target: null,
    isLate: false,
    show(dialog, files = NO_FILES, toAdd = NOTHING) {
      if (held && dialog !== null) held()
      else set({ dialog, files, toAdd, target: dialog && { place: 'dialog' }, isLate: false })
    },
    hold: (ask) => void (held = ask),
    sendKeyboard: (target) => set({ target, isLate: false }),
    endTarget: () => set({ target: null, isLate: false }),
    arrival() {
      if (!get().target) return undefined
      set({ isLate: true })
      return new Promise((resolve) => {
        const timer = setTimeout(get().endTarget, MOST_WAIT_MS)
        const leave = store.subscribe(({ target }) => {
          if (target) return
          leave()
          clearTimeout(timer)
          resolve()
        })
      })
    },
  }))
}
