import type { StoreApi } from 'zustand/vanilla'
import type { ListRecords } from '../../model/paper/listRecord.ts'
import type { Mark } from '../../model/mark/mark.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import { printStoredList } from '../../formats/stored/storedList.ts'
import type { MadeList, OwnList } from '../../storage/lists/assembleList.ts'
import { newListId } from '../../storage/lists/ownListId.ts'
import { withNewId } from '../library/duplicates.ts'
import type { Library } from '../library/library.ts'
import { findEntries, toEditCells, toRemovalCells, type FindShown, type OwnEntry, type Shown } from './ownPapers.ts'

/** The actions on papers of own lists. Each is one step of undo. */
export type PaperActions = {
  /** The entry of own lists that a paper is shown from, whole; null where no own list has the paper. */
  findEntry(shown: Shown): Promise<OwnEntry | null>
  /**
   * Adds papers to a list, or with null to that with this name, which is made where there is none, and merges the marks.
   * Resolves with the list once the papers are shown; rejects where they cannot be stored.
   */
  addPapers(
    listId: string | null,
    papers: readonly Paper[],
    marks?: readonly (readonly [PaperId, Mark])[],
    name?: string,
  ): Promise<Pick<OwnList, 'id' | 'title'>>
  /**
   * Replaces the entries of a shown paper by what `edit` makes of the entry that shows; null leaves them as they are.
   * The mark stays with the paper. Resolves with the id that the paper is shown under, or null where no own list has it.
   */
  savePaper(shown: Shown, edit: (entry: Paper) => Paper | null): Promise<PaperId | null>
  /**
   * Replaces the entries of shown papers by what `fill` makes of each, which keeps its id. Resolves with the number of
   * papers that an own list still has.
   */
  fillPapers(fills: readonly (readonly [shown: Shown, fill: (entry: Paper) => Paper])[]): Promise<number>
  /** Removes papers from all own lists. Resolves with the papers that were in one, and the titles of those lists. */
  removePapers(shown: readonly Shown[]): Promise<Removed>
}

export type Removed = { readonly papers: readonly PaperId[]; readonly lists: readonly string[] }

/** The list for papers that the user adds without choosing one. */
export const FIRST_LIST = 'My papers'

type Parts = {
  readonly library: StoreApi<Library>
  readonly own: () => Promise<readonly MadeList[]>
  readonly records: () => ListRecords
  readonly findShown: FindShown
  /** Does work on lists that waits for the work before it, and shows the lists anew. */
  readonly work: <T>(work: () => Promise<T>) => Promise<T>
  readonly importLists: (lists: readonly OwnList[], marks: readonly (readonly [PaperId, Mark])[]) => Promise<void>
}

export function createPaperActions({ library, own, records, findShown, work, importLists }: Parts): PaperActions {
  const find = (lists: readonly MadeList[], shown: readonly Shown[]) => findEntries(lists, shown, findShown)
  return {
    findEntry: async (shown) => (await find(await own(), [shown]))[0] ?? null,

    async addPapers(listId, papers, marks = [], name = FIRST_LIST) {
      const lists = await own()
      const there = lists.find(({ id, title }) => (listId === null ? title === name : id === listId))
      const { id, title, addedAt } = there ?? { id: listId ?? newListId(), title: name, addedAt: Date.now() }
      const head = { id, title, homepage: null, paperList: null, acceptance: null }
      const now = Date.now()
      // A millisecond apart, so that they stay in this order.
      const added = papers.map((paper, i) => ({ ...paper, addedAt: now + i, lists: [title] }))
      await importLists([{ id, title, addedAt, papers: added.length, blob: printStoredList(head, added) }], marks)
      return { id, title }
    },

    savePaper: (shown, edit) =>
      work(async () => {
        const lists = await own()
        const entries = await find(lists, [shown])
        const [first] = entries
        const edited = first && edit(first.paper)
        if (!first || !edited) return first ? shown.id : null
        const isShownAs = edited.aliases.includes(shown.id)
        const twins = edited.id === first.paper.id ? [] : await find(lists, [edited])
        const isTwin = ({ list, paper }: OwnEntry) =>
          paper.id === edited.id && entries.some((entry) => entry.list === list && entry.paper.id !== paper.id)
        const { userRecords, saveRecords, restore } = library.getState()
        const said = { records: records(), userRecords }
        const cells = toEditCells([...entries, ...twins.filter(isTwin)], edited, Date.now(), said)
        if (isShownAs) saveRecords(cells)
        else restore(new Map(), withNewId(shown.id, edited, first.paper.aliases), cells)
        return isShownAs ? shown.id : edited.id
      }),

    fillPapers: (fills) =>
      work(async () => {
        const entries = await find(
          await own(),
          fills.map(([shown]) => shown),
        )
        const said = { records: records(), userRecords: library.getState().userRecords }
        const now = Date.now()
        const changes = fills.flatMap(([{ id }, fill]) => {
          const its = entries.filter(({ shownAs }) => shownAs === id)
          return its[0] ? [toEditCells(its, fill(its[0].paper), now, said)] : []
        })
        library.getState().saveRecords(changes.flat())
        return changes.length
      }),

    removePapers: (shown) =>
      work(async () => {
        const entries = await find(await own(), shown)
        const had = new Set(entries.map(({ shownAs }) => shownAs))
        library.getState().saveRecords(toRemovalCells(entries, records()))
        return {
          papers: shown.map(({ id }) => id).filter((id) => had.has(id)),
          lists: [...new Set(entries.map(({ list }) => list.title))],
        }
      }),
  }
}
