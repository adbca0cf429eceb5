import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '../../model/mark/clock.ts'
import { listThing, NO_RECORDS, printRecords, REMOVED } from '../../model/paper/listRecord.ts'
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
import type { Library, ThingChange } from '../library/library.ts'
import { createListCells, type SentBase } from './listCells.ts'
import { mendLists } from './repairLists.ts'
import { DATABASES } from '../../storage/names.ts'

/** The lists that the user brought. */
export type Lists = {
  own(): Promise<readonly MadeList[]>
  /**
   * Puts papers into lists, new ones or those with the same ids, and joins marks to what the user has said: all of it
   * once the papers are on the disk, or nothing. One step of undo, as whose part `restore` brings the marks of a backup.
   */
  bring(
    lists: readonly OwnList[],
    marks: readonly (readonly [PaperId, Mark])[],
    restore?: ((things: readonly ThingChange[]) => void) | null,
  ): Promise<void>
  /** Takes a list away; its papers that have marks stay, in no list. A step of undo. */
  remove(id: string): Promise<void>
  rename(id: string, title: string): Promise<void>
  /** When a list was removed, by its id, in milliseconds since 1970. A list that is not here may be missing instead. */
  removed(): ReadonlyMap<string, number>
  /** Takes in what other devices did with lists, which is no step of undo. */
  take(changes: readonly Change[]): Promise<void>
  /** Keeps bases that another device sent, each where its bytes are what its name says. */
  takeBases(bases: readonly SentBase[]): Promise<void>
  /** Shows the lists as their cells are by now, where those that are shown are others. */
  follow(): Promise<void>
  /** Gives each copy what only the other has, names what has no name yet, and says what was restored or is missing. */
  mend(): Promise<void>
}

/** A list as another device has it, which is joined with the one here, or null where it was removed there. */
export type Change = readonly [id: string, list: OwnList | null]
type Stores = {
  readonly answers: StoreApi<Answers>
  readonly library: StoreApi<Library>
  readonly found?: StoreApi<LoadReport>
  readonly clock: Clock
}

/** The user's own lists; `shown` is what was said of them when they were opened first. */
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
  /** Works while no other page does. */
  readonly alone?: <T>(work: () => Promise<T>) => Promise<T>
}

/** Own lists over where they are kept; `fetched` brings those that came with the app. */
export function createLists(
  kept: OwnLists,
  { answers, library, found, clock }: Stores,
  { fetched = fetchLists, shown = NO_RECORDS, copies = null, alone = (work) => work() }: Outside = {},
): Lists {
  let isShown = shown
  let working: Promise<unknown> = Promise.resolve()
  /** One after the other, so that what is shown last is what was written last. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = working.then(work)
    working = result.catch(() => {})
    return result
  }
  const cells = createListCells(kept, () => library.getState().things)
  const { records } = cells
  const own = () => kept.load(records())
  const reopen = async () => {
    isShown = printRecords(library.getState().things)
    const lists = await own()
    await answers.getState().open([...(await fetched()), ...lists.map(toFetched)])
  }
  const follow = () =>
    inTurn(async () => void (printRecords(library.getState().things) !== isShown && (await reopen())))

  const adopt = async () => {
    const written = await cells.adopt()
    if (written.size > 0) library.getState().receive(written, true)
  }

  const mend = () =>
    inTurn(async () => {
      await adopt()
      const { restored, missing } = await alone(() => mendLists(kept, copies, records()))
      found?.setState((before) => ({
        restoredLists: [...before.restoredLists, ...restored],
        missingLists: missing,
      }))
      if (restored.length > 0) await reopen()
    })
  /** What was brought gets its second copy, for which nobody waits. */
  const mendSoon = () => void mend().catch(console.warn)

  return {
    own,
    removed: () =>
      new Map([...records()].flatMap(([id, { removedAt }]) => (removedAt === null ? [] : [[id, removedAt]]))),
    follow,
    async bring(lists, marks, restore) {
      await inTurn(async () => {
        await adopt()
        const things = await cells.toAllCells(lists)
        const theirs = new Map(marks)
        const join = (more: readonly ThingChange[]) =>
          library.getState().edit([...theirs.keys()], (mark, paper) => joinMarks(mark, theirs.get(paper)!), more)
        if (restore) {
          restore(things)
          join([])
        } else join(things)
        await reopen()
      })
      mendSoon()
    },
    remove: (id) =>
      inTurn(async () => {
        await adopt()
        library.getState().keep([[listThing(id), { [REMOVED]: String(Date.now()) }]])
        await reopen()
      }),
    rename: (id, title) =>
      inTurn(async () => {
        await adopt()
        if (title.trim() === '') return
        library.getState().keep([[listThing(id), { name: title }]])
        await reopen()
      }),
    take: (changes) =>
      inTurn(async () => {
        await adopt()
        const present = new Map((await own()).map((list) => [list.id, list]))
        const things: ThingChange[] = []
        for (const [id, list] of changes) {
          if (!list) things.push([listThing(id), { [REMOVED]: String(Date.now()) }])
          else things.push(...(await cells.toJoined(list, present.get(id))))
        }
        receive(things)
        await reopen()
        mendSoon()
      }),
    takeBases: (bases) =>
      inTurn(async () => {
        const things: ThingChange[] = []
        for (const base of bases) {
          const change = await cells.toBase(base)
          if (change) things.push(change)
        }
        receive(things)
        if (bases.length > 0) await reopen()
        mendSoon()
      }),
    mend,
  }

  function receive(things: readonly ThingChange[]) {
    const { marks } = library.getState()
    const at = clock.tick()
    const written = new Map<PaperId, KeptMark>()
    for (const [id, cells] of things) {
      const news = Object.entries(cells).filter(([cell, value]) => (marks.get(id)?.get(cell)?.[0] ?? null) !== value)
      const said = new Map(news.map(([cell, value]) => [cell, [value, at] satisfies Kept]))
      written.set(id, merge(written.get(id) ?? NOTHING_KEPT, said))
    }
    library.getState().receive(written satisfies Marks, true)
  }
}

/** What is said of a paper here and in a file: nothing that the user said is taken back, and nothing is said twice. */
export function joinMarks(ours: Mark, theirs: Mark): Partial<Mark> {
  const [note, added] = [ours.note.trimEnd(), theirs.note.trim()]
  return {
    status: ours.status === UNMARKED.status ? theirs.status : ours.status,
    starred: ours.starred || theirs.starred,
    tags: [...new Set([...ours.tags, ...theirs.tags])],
    note: added === '' || note.includes(added) ? ours.note : note === '' ? theirs.note : `${note}\n\n${added}`,
  }
}
