import type { StoreApi } from 'zustand/vanilla'
import { UNMARKED, type Mark } from '../model/mark.ts'
import type { PaperId } from '../model/paper.ts'
import { openDatabase } from '../storage/database.ts'
import { fetchLists } from '../storage/lists.ts'
import { openOwnLists, toFetched, type OwnList, type OwnLists } from '../storage/ownLists.ts'
import type { Answers } from './answers.ts'
import type { Library } from './library.ts'
import type { Outside } from './step.ts'

/** The lists that the reader brought. */
export type Lists = {
  own(): Promise<readonly OwnList[]>
  /**
   * Keeps lists, new ones or in place of those with the same ids, and joins marks to what the reader has said: all of it
   * once it is on the disk, or nothing. One step of undo, as whose part `restore` brings the marks of a backup.
   */
  bring(
    lists: readonly OwnList[],
    marks: readonly (readonly [PaperId, Mark])[],
    restore?: ((outside: Outside) => void) | null,
  ): Promise<void>
  /** Takes a list away; its papers that have marks stay, in no list. A step of undo. */
  remove(id: string): Promise<void>
  rename(id: string, title: string): Promise<void>
  /** Takes in what other devices did with lists, which is no step of undo. */
  take(changes: readonly Change[]): Promise<void>
}

/** What a list is to become; null for none. */
type Change = readonly [id: string, list: OwnList | null]
type Stores = { readonly answers: StoreApi<Answers>; readonly library: StoreApi<Library> }

export async function openLists(stores: Stores): Promise<Lists> {
  return createLists(openOwnLists((await openDatabase('offprint-lists')).transact), stores)
}

/** Own lists over where they are kept; `fetched` brings those that came with the app. */
export function createLists(kept: OwnLists, { answers, library }: Stores, fetched = fetchLists): Lists {
  const reopen = async () => {
    const own = await kept.load()
    await answers.getState().open([...(await fetched()), ...own.map(toFetched)])
  }
  const goBack = (to: readonly Change[]) => {
    kept.change(to).then(reopen).catch(console.warn)
  }
  const perform = async (
    after: readonly Change[],
    marks: readonly (readonly [PaperId, Mark])[] = [],
    restore: ((outside: Outside) => void) | null = null,
  ) => {
    const all = new Map((await kept.load()).map((list) => [list.id, list]))
    const before = after.map(([id]): Change => [id, all.get(id) ?? null])
    await kept.change(after)
    const theirs = new Map(marks)
    const outside: Outside = { undo: () => goBack(before), redo: () => goBack(after) }
    const join = (step?: Outside) =>
      library.getState().edit([...theirs.keys()], (mark, paper) => joinMarks(mark, theirs.get(paper)!), step)
    if (restore) {
      restore(outside)
      join()
    } else join(outside)
    await reopen()
  }
  return {
    own: kept.load,
    bring: (lists, marks, restore) =>
      perform(
        lists.map((list) => [list.id, list]),
        marks,
        restore,
      ),
    remove: (id) => perform([[id, null]]),
    async take(changes) {
      await kept.change(changes)
      await reopen()
    },
    async rename(id, title) {
      const list = (await kept.load()).find((list) => list.id === id)
      if (!list || title.trim() === '' || title === list.title) return
      await perform([[id, { ...list, title, blob: await renamed(list.blob, title) }]])
    },
  }
}

/** What is said of a paper here and in a file: nothing that the reader said is taken back, and nothing is said twice. */
export function joinMarks(ours: Mark, theirs: Mark): Partial<Mark> {
  const [note, added] = [ours.note.trimEnd(), theirs.note.trim()]
  return {
    status: ours.status === UNMARKED.status ? theirs.status : ours.status,
    starred: ours.starred || theirs.starred,
    tags: [...new Set([...ours.tags, ...theirs.tags])],
    note: added === '' || note.includes(added) ? ours.note : note === '' ? theirs.note : `${note}\n\n${added}`,
  }
}

async function renamed(blob: Blob, title: string): Promise<Blob> {
  const first = await blob.slice(0, 10_000).text()
  const end = first.indexOf('\n')
  const head = JSON.parse(end < 0 ? first : first.slice(0, end)) as object
  const rest = end < 0 ? new Blob() : blob.slice(new Blob([first.slice(0, end)]).size)
  return new Blob([JSON.stringify({ ...head, title }), rest], { type: blob.type })
}
