import { createStore, type StoreApi } from 'zustand/vanilla'

/** What the user should know of the app on their device. */
export type Release = {
  /** Starts the newer version that has been fetched; null while there is none. */
  readonly update: (() => void) | null
}

export const createRelease = (): StoreApi<Release> => createStore<Release>(() => ({ update: null }))
