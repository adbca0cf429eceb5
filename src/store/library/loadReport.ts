import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MarkStore, Loaded } from '../../storage/marks/markStore.ts'
import type { CompactionRefusal } from '../../storage/journal/lazyJournal.ts'
import type { ListNews } from '../files/repairLists.ts'

const NO_LISTS: readonly ListNews[] = []

/** What the load found: marks that could not be read, that were restored from the second copy, or that are missing. */
export type LoadReport = Omit<Loaded, 'records' | 'news'> & {
  /** Whether the marks are loaded. Nothing can be edited before. */
  readonly isLoaded: boolean
  /** Why the second copy was not compacted; null where it was. */
  readonly refused: CompactionRefusal | null
  /** Own lists of which papers came from the second copy at the start, and those of which papers are in no copy here. */
  readonly restoredLists: readonly ListNews[]
  readonly missingLists: readonly ListNews[]
  /** Dismisses the notice of missing marks for good. */
  giveUpMissing(): void
}

/** Nothing yet, what was found at the start once that is set, and what the copies tell later. */
export function createFound(copies: Pick<MarkStore, 'onNews' | 'giveUpMissing'>): StoreApi<LoadReport> {
  const found = createStore<LoadReport>((set) => ({
    unreadable: 0,
    restored: { papers: 0, isAll: false },
    missing: 0,
    aside: 0,
    isLoaded: false,
    refused: null,
    restoredLists: NO_LISTS,
    missingLists: NO_LISTS,
    giveUpMissing() {
      copies.giveUpMissing()
      set({ missing: 0 })
    },
  }))
  copies.onNews((news) => found.setState(news))
  return found
}
