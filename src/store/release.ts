import { createStore, type StoreApi } from 'zustand/vanilla'

/** What the reader should know of the app on their device. */
export type Release = {
  /** It has just become able to start without a network. */
  readonly offlineReady: boolean
  /** Starts the newer version that has been fetched; null while there is none. */
  readonly update: (() => void) | null
}

export const createRelease = (): StoreApi<Release> =>
  createStore<Release>(() => ({ offlineReady: false, update: null }))
