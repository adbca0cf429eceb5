import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Copies, Loaded } from '../storage/copies.ts'
import type { Refusal } from '../storage/deferred.ts'

/** What the reader should know of what is kept: marks that could not be read, that came from the second copy, that are missing. */
export type Found = Omit<Loaded, 'records'> & {
  /** Why the second copy is not put in order; null where it is. */
  readonly refused: Refusal | null
  /** Puts away for good that marks are missing. */
  giveUpMissing(): void
}

/** What was found at the start, and what the copies tell later. */
export function createFound(
  atStart: Omit<Loaded, 'records'>,
  copies: Pick<Copies, 'onNews' | 'giveUpMissing'>,
): StoreApi<Found> {
  const found = createStore<Found>((set) => ({
    ...atStart,
    refused: null,
    giveUpMissing() {
      copies.giveUpMissing()
      set({ missing: 0 })
    },
  }))
  copies.onNews((news) => found.setState(news))
  return found
}
