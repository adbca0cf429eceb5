import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MarkStore, Loaded } from '../../storage/marks/markStore.ts'
import type { CompactionRefusal } from '../../storage/journal/lazyJournal.ts'
import type { ListNews } from '../files/repairLists.ts'

const NO_LISTS: readonly ListNews[] = []

/** What the reader should know of what is kept: marks that could not be read, that came from the second copy, that are missing. */
export type LoadReport = Omit<Loaded, 'records' | 'news'> & {
  /** Whether the marks have been read; nothing can be edited before. */
  readonly isLoaded: boolean
  /** Why the second copy is not put in order; null where it is. */
  readonly refused: CompactionRefusal | null
  /** Own lists of which papers came from the second copy at the start, and those of which papers are in no copy here. */
  readonly restoredLists: readonly ListNews[]
  readonly missingLists: readonly ListNews[]
  /** Puts away for good that marks are missing. */
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
