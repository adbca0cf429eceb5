import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PaperId } from '../../model/paper/paper.ts'

/** Where in the list the reader is, and what they have picked out there. It lasts as long as the page. */
export type Cursor = {
  readonly active: PaperId | null
  /** The group on whose head the reader is; null on a paper. */
  readonly group: string | null
  /** The line of that in the answer it was last seen in. */
  readonly index: number
  /** Counts the moves that take the focus along. */
  readonly moves: number
  readonly selected: ReadonlySet<PaperId>
  /** Makes a paper the active one; with `focus` its line takes the keyboard. */
  moveTo(paper: PaperId, index: number, focus?: boolean): void
  /** Makes the head of a group what the reader is on. */
  moveToGroup(group: string, index: number, focus?: boolean): void
  toggleSelected(paper: PaperId): void
  /** Adds papers to those selected. */
  select(papers: Iterable<PaperId>): void
  clearSelected(): void
}

const NONE: ReadonlySet<PaperId> = new Set()

export function createCursor(active: PaperId | null): StoreApi<Cursor> {
  return createStore<Cursor>((set, get) => {
    /** A row that takes the keyboard tells it once more, which is no news. */
    const go = (to: Pick<Cursor, 'active' | 'group' | 'index'>, focus = false) => {
      const { active, group, index, moves } = get()
      if (focus) set({ ...to, moves: moves + 1 })
      else if (to.active !== active || to.group !== group || to.index !== index) set(to)
    }
    return {
      active,
      group: null,
      index: 0,
      moves: 0,
      selected: NONE,
      moveTo: (active, index, focus) => go({ active, group: null, index }, focus),
      moveToGroup: (group, index, focus) => go({ active: null, group, index }, focus),
      toggleSelected(paper) {
        const selected = new Set(get().selected)
        if (!selected.delete(paper)) selected.add(paper)
        set({ selected })
      },
      select: (papers) => set({ selected: new Set([...get().selected, ...papers]) }),
      clearSelected: () => set({ selected: NONE }),
    }
  })
}
