import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import { useStore, type StoreApi } from 'zustand'
import type { NoteKey } from '../engine/index/noteFields.ts'
import { toMark, type Mark } from '../model/mark/mark.ts'
import type { KeptMark } from '../model/mark/cell.ts'
import type { PaperId } from '../model/paper/paper.ts'
import type { View } from '../model/query/view.ts'
import type { Answers } from './view/answers.ts'
import type { Backups } from './files/backups.ts'
import type { Cursor } from './view/cursor.ts'
import type { LoadReport } from './library/loadReport.ts'
import type { Autosave, SaveState } from './library/autosave.ts'
import type { Library } from './library/library.ts'
import type { Lists } from './files/listActions.ts'
import { subscribeToMarks, subscribeToSaveState } from './redraw.ts'
import type { Release } from './appUpdate.ts'
import type { Screen } from './screen.ts'
import type { Shortcuts } from './shortcuts.ts'
import type { SyncStore } from './sync/syncStore.ts'
import type { ViewStore } from './view/viewStore.ts'

/** The stores of one running app. */
export type Stores = {
  readonly library: StoreApi<Library>
  readonly viewing: StoreApi<ViewStore>
  readonly answers: StoreApi<Answers>
  readonly cursor: StoreApi<Cursor>
  readonly keeper: Autosave
  readonly release: StoreApi<Release>
  readonly screen: StoreApi<Screen>
  readonly shortcuts: StoreApi<Shortcuts>
  /** Loaded on first use; always the same promise. */
  readonly backups: () => Promise<StoreApi<Backups>>
  /** Loaded on first use, as are the backups. */
  readonly lists: () => Promise<Lists>
  readonly sync: () => Promise<StoreApi<SyncStore>>
  /** What the load of the marks found. */
  readonly found: StoreApi<LoadReport>
}

const Context = createContext<Stores | null>(null)

export const StoresProvider = Context.Provider

/** The stores, for event handlers. A component reads state by the hooks below. */
export function useStores(): Stores {
  const stores = useContext(Context)
  if (!stores) throw new Error('useStores outside of StoresProvider')
  return stores
}

// A selector returns a value of the store, never a new object: its component would render on every change.

/** The stored mark of one paper. The component renders only when this mark changes. */
export function useKeptMark(paper: PaperId): KeptMark | undefined {
  const { library } = useStores()
  const follow = useCallback((onChange: () => void) => subscribeToMarks(library, onChange), [library])
  return useSyncExternalStore(follow, () => library.getState().marks.get(paper))
}

/** The mark of one paper. */
export const useMark = (paper: PaperId): Mark => toMark(useKeptMark(paper))

export const useLibrary = <T>(select: (library: Library) => T): T => useStore(useStores().library, select)
export const useView = <T>(select: (viewing: ViewStore) => T): T => useStore(useStores().viewing, select)
/** A part of the view. */
export const useShownView = <T>(select: (view: View) => T): T =>
  useStore(useStores().viewing, ({ view }) => select(view))
export const useAnswers = <T>(select: (answers: Answers) => T): T => useStore(useStores().answers, select)
const NO_KEYS: readonly NoteKey[] = []
/** The keys of all notes, those of most papers first. */
export const useNoteKeys = (): readonly NoteKey[] => useAnswers(({ answer }) => answer?.keys ?? NO_KEYS)
export const useCursor = <T>(select: (cursor: Cursor) => T): T => useStore(useStores().cursor, select)
export const useRelease = <T>(select: (release: Release) => T): T => useStore(useStores().release, select)
export const useScreen = <T>(select: (screen: Screen) => T): T => useStore(useStores().screen, select)
export const useShortcuts = (): Shortcuts => useStore(useStores().shortcuts)
/** The first key of a command as text; `before` until the commands are registered. */
export const useHint = (command: string, before = ''): string =>
  useStore(useStores().shortcuts, ({ hints }) => hints[command] ?? before)
export const useLoadReport = (): LoadReport => useStore(useStores().found)
/** The save state, debounced by `subscribeToSaveState`. */
export function useSaving(): SaveState {
  const { keeper, answers } = useStores()
  const { saving } = keeper
  const follow = useCallback(
    (onChange: () => void) => subscribeToSaveState(saving, answers, onChange),
    [saving, answers],
  )
  return useSyncExternalStore(follow, saving.getState)
}
