import type { StoreApi } from 'zustand/vanilla'
import { createClock, type Clock } from '../model/clock.ts'
import {
  baseCell,
  headCells,
  listRecords,
  listThing,
  NO_RECORDS,
  paperCell,
  printRecords,
  REMOVED,
} from '../model/listRecord.ts'
import { merge, NOTHING_KEPT, UNMARKED, type Kept, type KeptMark, type Mark, type Marks } from '../model/mark.ts'
import type { PaperId } from '../model/paper.ts'
import { openBaseCopies, withCopies, type BaseCopies } from '../storage/baseCopies.ts'
import { openDatabase } from '../storage/database.ts'
import { fetchLists } from '../storage/lists.ts'
import { paperIdOf, partHead } from '../storage/madeList.ts'
import { nameOf, openOwnLists, toFetched, type MadeList, type OwnList, type OwnLists } from '../storage/ownLists.ts'
import type { Answers } from './answers.ts'
import type { Found } from './found.ts'
import type { Library, ThingChange } from './library.ts'
import { mendLists } from './mendLists.ts'

/** The lists that the reader brought. */
export type Lists = {
  own(): Promise<readonly MadeList[]>
  /**
   * Puts papers into lists, new ones or those with the same ids, and joins marks to what the reader has said: all of it
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
/** A base by the name that it was sent under, and the list that it is of. */
export type SentBase = { readonly name: string; readonly list: OwnList }
type Stores = {
  readonly answers: StoreApi<Answers>
  readonly library: StoreApi<Library>
  readonly found?: StoreApi<Found>
  readonly clock: Clock
}

/** More papers than these, or letters, are a base of their own. */
const MOST_CELLS = 100
const MOST_LETTERS = 250_000

/** The reader's own lists; `shown` is what was said of them when they were opened first. */
export async function openLists(stores: Stores, shown: Promise<string>): Promise<Lists> {
  const { transact } = await openDatabase('offprint-lists')
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
  const records = () => listRecords(library.getState().things)
  const own = () => kept.load(records())
  const reopen = async () => {
    isShown = printRecords(library.getState().things)
    const lists = await own()
    await answers.getState().open([...(await fetched()), ...lists.map(toFetched)])
  }
  const follow = () =>
    inTurn(async () => void (printRecords(library.getState().things) !== isShown && (await reopen())))

  /** Says of the lists that were kept before they had records what these say. */
  const adopt = async () => {
    const written = new Map<PaperId, KeptMark>()
    for (const base of await kept.bases()) {
      if (!base.list || base.name !== null) continue
      const { id, title, addedAt } = base.list
      const name = await nameOf(base.blob).catch(console.warn)
      if (!name) continue
      await kept.nameBase(base, name)
      const there = records().get(id)
      // As old as the list is: whatever anybody said of it since is later, its removal before all.
      const at = createClock('adopted', () => Math.min(addedAt, Date.now())).tick()
      const head = there?.title ? {} : headCells(title, addedAt)
      const cells = Object.entries({ ...head, [baseCell(name)]: String(base.papers) })
      written.set(listThing(id), new Map(cells.map(([cell, value]) => [cell, [value, at] satisfies Kept])))
    }
    if (written.size > 0) library.getState().receive(written, true)
  }

  /** The cells that put papers into a list, once those that are a base are on the disk. */
  const toCells = async (list: OwnList): Promise<ThingChange> => {
    const there = records().get(list.id)
    const isThere = there !== undefined && there.removedAt === null && there.bases.length + there.lines.size > 0
    const isFew = isThere && list.papers <= MOST_CELLS && list.blob.size <= MOST_LETTERS
    const added: Record<string, string> = isThere ? {} : (headCells(list.title, list.addedAt) as Record<string, string>)
    if (isFew) for (const line of await linesOf(list.blob)) added[paperCell(paperIdOf(line))] = line
    else added[baseCell(await kept.keep(list))] = String(list.papers)
    return [listThing(list.id), { ...added, [REMOVED]: null }]
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
        const things: ThingChange[] = []
        for (const list of lists) things.push(await toCells(list))
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
          else things.push(...(await toJoined(list, present.get(id))))
        }
        receive(things)
        await reopen()
        mendSoon()
      }),
    takeBases: (bases) =>
      inTurn(async () => {
        const here = new Set((await kept.bases()).map(({ name }) => name))
        const things: ThingChange[] = []
        for (const { name, list } of bases) {
          if (here.has(name) || (await nameOf(list.blob)) !== name) continue
          await kept.keep(list)
          const { id, title, addedAt, papers } = list
          if (
            records()
              .get(id)
              ?.bases.some((base) => base.name === name)
          )
            continue
          const head = records().get(id)?.title ? {} : headCells(title, addedAt)
          if (!records().get(id)?.takenBack.has(name))
            things.push([listThing(id), { ...head, [baseCell(name)]: String(papers) }])
        }
        receive(things)
        if (bases.length > 0) await reopen()
        mendSoon()
      }),
    mend,
  }

  /** What puts into a list here what another device has in it. */
  async function toJoined(theirs: OwnList, ours: MadeList | undefined): Promise<readonly ThingChange[]> {
    if (!ours) return [await toCells(theirs)]
    const has = new Set((await linesOf(ours.blob)).map(paperIdOf))
    const lines = (await linesOf(theirs.blob)).filter((line) => !has.has(paperIdOf(line)))
    const { head } = await partHead(theirs.blob)
    const blob = new Blob([[head, ...lines].join('\n')], { type: theirs.blob.type })
    const more = lines.length > 0 ? [await toCells({ ...theirs, papers: lines.length, blob })] : []
    return theirs.title === ours.title ? more : [...more, [listThing(ours.id), { name: theirs.title }]]
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

/** The lines of a list's papers. */
export const linesOf = async (blob: Blob): Promise<readonly string[]> =>
  (await blob.text()).split('\n').slice(1).filter(Boolean)

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
