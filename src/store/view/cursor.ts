import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PaperId } from '../../model/paper/paper.ts'
import type { NoteFieldId } from '../../model/query/fields.ts'

/** The active row of the list, and the selection. Both last as long as the page. */
export type Cursor = {
  readonly active: PaperId | null
  /** The group whose header is active; null on a paper. */
  readonly group: string | null
  /** The index of the active row in the last answer that had it. */
  readonly index: number
  /** Counts the moves that take the focus along. */
  readonly moves: number
  /** The cell of the active row that the last of them goes to, by its key of the notes; null for the row itself. */
  readonly cell: NoteFieldId | null
  readonly selected: ReadonlySet<PaperId>
  /** Makes a paper active; with `focus` its row takes the focus, or the cell of a key in it. */
  moveTo(paper: PaperId, index: number, focus?: boolean, cell?: NoteFieldId): void
  /** Makes a group header active. */
  moveToGroup(group: string, index: number, focus?: boolean): void
  toggleSelected(paper: PaperId): void
  /** Adds papers to the selection. */
  select(papers: Iterable<PaperId>): void
  clearSelected(): void
}

const NONE: ReadonlySet<PaperId> = new Set()

export function createCursor(active: PaperId | null): StoreApi<Cursor> {
  return createStore<Cursor>((set, get) => {
    /** A row that takes the focus reports it once more, which changes nothing. */
    const go = (to: Pick<Cursor, 'active' | 'group' | 'index'>, focus = false, cell: NoteFieldId | null = null) => {
      const { active, group, index, moves } = get()
      if (focus) set({ ...to, cell, moves: moves + 1 })
      else if (to.active !== active || to.group !== group || to.index !== index) set(to)
    }
    return {
      active,
      group: null,
      index: 0,
      moves: 0,
      cell: null,
      selected: NONE,
      moveTo: (active, index, focus, cell) => go({ active, group: null, index }, focus, cell),
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
