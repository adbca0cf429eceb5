import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Loaded } from '../storage/copies.ts'

/** What was found at the start: marks that could not be read, that came from the second copy, that are missing. */
export type Found = Omit<Loaded, 'records'> & {
  /** Whether the marks have been read; nothing can be edited before. */
  readonly isLoaded: boolean
}

export const createFound = (): StoreApi<Found> =>
  createStore<Found>(() => ({ unreadable: 0, restored: { papers: 0, isAll: false }, missing: 0, isLoaded: false }))
