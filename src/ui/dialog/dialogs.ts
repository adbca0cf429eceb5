import { createContext, useContext } from 'react'

export type DialogName =
  | 'palette'
  | 'shortcuts'
  | 'facets'
  | 'import'
  | 'triage'
  | 'statistics'
  | 'tags'
  | 'advice'
  | 'sync'

/** The one dialog that may be open over the app. */
export type Dialogs = {
  readonly shown: DialogName | null
  /** What the dialog is about, for one that imports. */
  readonly files: readonly File[]
  show(name: DialogName | null, files?: readonly File[]): void
  /** What is shown, or will be with the next drawing. */
  now(): DialogName | null
}

export const NO_FILES: readonly File[] = []
export const DialogsContext = createContext<Dialogs>({ shown: null, files: NO_FILES, show: () => {}, now: () => null })
export const useDialogs = (): Dialogs => useContext(DialogsContext)
