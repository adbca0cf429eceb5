import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Copies, Loaded } from '../storage/copies.ts'
import type { Refusal } from '../storage/deferred.ts'

/** What the reader should know of what is kept: marks that could not be read, that came from the second copy, that are missing. */
export type Found = Omit<Loaded, 'records' | 'news'> & {
  /** Whether the marks have been read; nothing can be edited before. */
  readonly isLoaded: boolean
  /** Why the second copy is not put in order; null where it is. */
  readonly refused: Refusal | null
  /** Puts away for good that marks are missing. */
  giveUpMissing(): void
}

/** Nothing yet, what was found at the start once that is set, and what the copies tell later. */
export function createFound(copies: Pick<Copies, 'onNews' | 'giveUpMissing'>): StoreApi<Found> {
  const found = createStore<Found>((set) => ({
    unreadable: 0,
    restored: { papers: 0, isAll: false },
    missing: 0,
    aside: 0,
    isLoaded: false,
    refused: null,
    giveUpMissing() {
      copies.giveUpMissing()
      set({ missing: 0 })
    },
  }))
  copies.onNews((news) => found.setState(news))
  return found
}
