import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Keys } from '../model/keys/keyBindings.ts'

/** The keys of every command as they are now; none before the commands are there. */
export type Shortcuts = {
  readonly keys: Keys
  /** The first key of each, as people read it; an empty text where there is none. */
  readonly hints: Readonly<Record<string, string>>
}

/** Where whoever knows the commands says what their keys are, for whoever shows one. */
export const createShortcuts = (): StoreApi<Shortcuts> => createStore<Shortcuts>(() => ({ keys: {}, hints: {} }))
