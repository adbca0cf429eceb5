import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '../../model/mark/clock.ts'
import { listRecordId, NO_RECORDS, printRecords, REMOVED } from '../../model/paper/listRecord.ts'
import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import { merge, NOTHING_KEPT, type Kept, type KeptMark, type Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { openBaseCopies, withCopies, type BaseCopies } from '../../storage/lists/baseCopies.ts'
import { openDatabase } from '../../storage/browser/database.ts'
import { fetchLists } from '../../storage/lists/bundledLists.ts'
import { openOwnLists, toFetched, type OwnLists } from '../../storage/lists/ownLists.ts'
import type { MadeList, OwnList } from '../../storage/lists/assembleList.ts'
import type { Answers } from '../view/answers.ts'
import type { LoadReport } from '../library/loadReport.ts'
import type { Library, RecordChange } from '../library/library.ts'
import { createListCells, type SentBase } from './listCells.ts'
import { createPaperActions, type PaperActions } from './paperActions.ts'
import { mendLists } from './repairLists.ts'
import { DATABASES } from '../../storage/names.ts'

/** The actions on own lists, and on their papers. */
export type Lists = PaperActions & {
  own(): Promise<readonly MadeList[]>
  /**
   * Adds papers to lists, new ones or those with the same ids, and merges marks: everything once the papers are on
   * disk, or nothing. One step of undo; `restore` adds the marks of a backup to it, and `links` join papers.
   */
  importLists(
    lists: readonly OwnList[],
    marks: readonly (readonly [PaperId, Mark])[],
    restore?: ((userRecords: readonly RecordChange[]) => void) | null,
    links?: readonly RecordChange[],
  ): Promise<void>
  /** Deletes a list, as one step of undo. Its papers with marks become orphans. */
  remove(id: string): Promise<void>
  rename(id: string, title: string): Promise<void>
  /**
   * When lists were deleted, by their ids, in milliseconds since 1970. A list that is absent otherwise may be missing.
   */
  removed(): ReadonlyMap<string, number>
  /** Merges changes of lists by other devices, which is no step of undo. */
  take(changes: readonly Change[]): Promise<void>
  /** Stores bases that another device sent, if their bytes match their names. */
  takeBases(bases: readonly SentBase[]): Promise<void>
  /** Loads the lists again, where their cells have changed. */
  follow(): Promise<void>
  /** Repairs both copies from each other, names unnamed bases, and reports what was restored or is missing. */
  repair(): Promise<void>
}

/** A list of another device, to be merged with the one here, or null where it was deleted there. */
export type Change = readonly [id: string, list: OwnList | null]
type Stores = {
  readonly answers: StoreApi<Answers>
  readonly library: StoreApi<Library>
  readonly found?: StoreApi<LoadReport>
  readonly clock: Clock
}

/** The own lists; `shown` are the cells that they were loaded with first. */
export async function openLists(stores: Stores, shown: Promise<string>): Promise<Lists> {
  const { transact } = await openDatabase(DATABASES.lists)
  return createLists(openOwnLists(transact), stores, {
    shown: await shown,
    copies: await openBaseCopies(),
    alone: withCopies,
  })
}

type Outside = {
  readonly fetched?: typeof fetchLists
  readonly shown?: string
  readonly copies?: BaseCopies | null
  /** Works while no other tab does. */
  readonly alone?: <T>(work: () => Promise<T>) => Promise<T>
}

/** Creates the actions over the storage of own lists; `fetched` are the bundled lists. */
export function createLists(
  kept: OwnLists,
  { answers, library, found, clock }: Stores,
  { fetched = fetchLists, shown = NO_RECORDS, copies = null, alone = (work) => work() }: Outside = {},
): Lists {
  let isShown = shown
  let working: Promise<unknown> = Promise.resolve()
  /** One after the other, so that the last write is what is shown. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = working.then(work)
    working = result.catch(() => {})
    return result
  }
  const cells = createListCells(kept, () => library.getState().userRecords)
  const { records } = cells
  const own = () => kept.load(records())
  const reopen = async () => {
    isShown = printRecords(library.getState().userRecords)
    const lists = await own()
    await answers.getState().openLists([...(await fetched()), ...lists.map(toFetched)])
  }
  const follow = () =>
    inTurn(async () => void (printRecords(library.getState().userRecords) !== isShown && (await reopen())))

  const adopt = async () => {
    const written = await cells.adopt()
    if (written.size > 0) library.getState().receive(written, true)
  }

  const repair = () =>
    inTurn(async () => {
      await adopt()
      const { restored, missing } = await alone(() => mendLists(kept, copies, records()))
      found?.setState((before) => ({
        restoredLists: [...before.restoredLists, ...restored],
        missingLists: missing,
      }))
      if (restored.length > 0) await reopen()
    })
  /** The second copy of an import, which nobody waits for. */
  const repairSoon = () => void repair().catch(console.warn)

  const findShown = async (id: PaperId) => {
    let shown: PaperId | null = null
    await answers.getState().papers([id], ([paper]) => void (shown = paper?.id ?? null))
    return shown
  }

  const work = <T>(change: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      await adopt()
      const result = await change()
      await reopen()
      return result
    })
  const importLists: Lists['importLists'] = async (lists, marks, restore, links = []) => {
    await work(async () => {
      const userRecords = [...(await cells.toAllCells(lists)), ...links]
      const theirs = new Map(marks)
      const join = (more: readonly RecordChange[]) =>
        library.getState().edit([...theirs.keys()], (mark, paper) => joinMarks(mark, theirs.get(paper)!), more)
      if (restore) {
        restore(userRecords)
        join([])
      } else join(userRecords)
    })
    repairSoon()
  }

  return {
    ...createPaperActions({ library, own, records, findShown, work, importLists }),
    own,
    importLists,
    removed: () =>
      new Map([...records()].flatMap(([id, { removedAt }]) => (removedAt === null ? [] : [[id, removedAt]]))),
    follow,
    remove: (id) =>
      work(async () => library.getState().saveRecords([[listRecordId(id), { [REMOVED]: String(Date.now()) }]])),
    rename: (id, title) =>
      work(async () => {
        if (title.trim() !== '') library.getState().saveRecords([[listRecordId(id), { name: title }]])
      }),
    take: (changes) =>
      inTurn(async () => {
        await adopt()
        const present = new Map((await own()).map((list) => [list.id, list]))
        const userRecords: RecordChange[] = []
        for (const [id, list] of changes) {
          if (!list) userRecords.push([listRecordId(id), { [REMOVED]: String(Date.now()) }])
          else userRecords.push(...(await cells.toJoined(list, present.get(id))))
        }
        receive(userRecords)
        await reopen()
        repairSoon()
      }),
    takeBases: (bases) =>
      inTurn(async () => {
        const userRecords: RecordChange[] = []
        for (const base of bases) {
          const change = await cells.toBase(base)
          if (change) userRecords.push(change)
        }
        receive(userRecords)
        if (bases.length > 0) await reopen()
        repairSoon()
      }),
    repair,
  }

  function receive(userRecords: readonly RecordChange[]) {
    const { marks } = library.getState()
    const at = clock.tick()
    const written = new Map<PaperId, KeptMark>()
    for (const [id, cells] of userRecords) {
      const news = Object.entries(cells).filter(([cell, value]) => (marks.get(id)?.get(cell)?.[0] ?? null) !== value)
      const said = new Map(news.map(([cell, value]) => [cell, [value, at] satisfies Kept]))
      written.set(id, merge(written.get(id) ?? NOTHING_KEPT, said))
    }
    library.getState().receive(written satisfies Marks, true)
  }
}

/** Merges the mark of a paper with that of a file: nothing of the user is undone, and nothing is there twice. */
export function joinMarks(ours: Mark, theirs: Mark): Partial<Mark> {
  const [note, added] = [ours.note.trimEnd(), theirs.note.trim()]
  return {
    status: ours.status === UNMARKED.status ? theirs.status : ours.status,
    starred: ours.starred || theirs.starred,
    tags: [...new Set([...ours.tags, ...theirs.tags])],
    note: added === '' || note.includes(added) ? ours.note : note === '' ? theirs.note : `${note}\n\n${added}`,
  }
}
