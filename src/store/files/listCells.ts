import { createClock } from '../../model/mark/clock.ts'
import {
  baseCell,
  headCells,
  listRecords,
  listThing,
  paperCell,
  REMOVED,
  type ListRecord,
} from '../../model/paper/listRecord.ts'
import type { Cell, CellValue, Kept, KeptMark, Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { paperIdOf, partHead } from '../../storage/lists/assembleList.ts'
import { nameOf, type OwnLists } from '../../storage/lists/ownLists.ts'
import type { MadeList, OwnList } from '../../storage/lists/assembleList.ts'
import type { ThingChange } from '../library/library.ts'

/** More papers than these in cells of one list, which are written together, or more letters at once are a base. */
const MOST_CELLS = 300
const MOST_LETTERS = 250_000

/** Turns papers into cells and bases of lists, over where bases are kept; `things` are the cells there are. */
export function createListCells(kept: OwnLists, things: () => Marks) {
  const records = () => listRecords(things())

  /** The cells that put papers into a list, once those that are a base are on the disk. */
  const toCells = async (list: OwnList): Promise<ThingChange> => {
    const there = records().get(list.id)
    const isThere = there !== undefined && there.removedAt === null && there.bases.length + there.lines.size > 0
    const isFew = isThere && list.papers + there.lines.size <= MOST_CELLS && list.blob.size <= MOST_LETTERS
    const added: Record<Cell, CellValue> = { ...(!isThere && headCells(list.title, list.addedAt)), [REMOVED]: null }
    if (isFew) for (const line of await linesOf(list.blob)) added[paperCell(paperIdOf(line))] = line
    else added[baseCell(await kept.keep(list))] = String(list.papers)
    return [listThing(list.id), added]
  }

  return {
    records,
    toCells,

    /** What lists that were kept before they had records are to say; every base has its name from then on. */
    async adopt(): Promise<Marks> {
      const written = new Map<PaperId, KeptMark>()
      for (const base of await kept.bases()) {
        if (!base.list) continue
        const { id, title, addedAt } = base.list
        // Its page may have gone before it could say what it had kept.
        if (base.name !== null && isSaid(records().get(id), base.name)) continue
        const name = base.name ?? (await nameOf(base.blob).catch(console.warn))
        if (!name) continue
        if (base.name === null) await kept.nameBase(base, name)
        // As old as the list is: whatever anybody said of it since is later, its removal before all.
        const at = createClock('adopted', () => Math.min(addedAt, Date.now())).tick()
        const head = records().get(id)?.title ? {} : headCells(title, addedAt)
        const cells = Object.entries({ ...head, [baseCell(name)]: String(base.papers) })
        written.set(listThing(id), new Map(cells.map(([cell, value]) => [cell, [value, at] satisfies Kept])))
      }
      return written
    },

    /** The same for several lists; where one cannot be kept none is, and it rejects. */
    async toAllCells(lists: readonly OwnList[]): Promise<readonly ThingChange[]> {
      const changes: ThingChange[] = []
      try {
        for (const list of lists) changes.push(await toCells(list))
        return changes
      } catch (error) {
        await takeBack(changes).catch(console.warn)
        throw error
      }
    },

    /** What puts into a list here what another device has in it. */
    async toJoined(theirs: OwnList, ours: MadeList | undefined): Promise<readonly ThingChange[]> {
      if (!ours) return [await toCells(theirs)]
      const has = new Set((await linesOf(ours.blob)).map(paperIdOf))
      const lines = (await linesOf(theirs.blob)).filter((line) => !has.has(paperIdOf(line)))
      const { head } = await partHead(theirs.blob)
      const blob = new Blob([[head, ...lines].join('\n')], { type: theirs.blob.type })
      const more = lines.length > 0 ? [await toCells({ ...theirs, papers: lines.length, blob })] : []
      return theirs.title === ours.title ? more : [...more, [listThing(ours.id), { name: theirs.title }]]
    },

    /** Keeps a base that another device sent, where its bytes are what its name says; null where there is nothing to say. */
    async toBase({ name, list }: SentBase): Promise<ThingChange | null> {
      const isHere = (await kept.bases()).some((base) => base.name === name)
      if (isHere || (await nameOf(list.blob)) !== name) return null
      await kept.keep(list)
      const there = records().get(list.id)
      if (isSaid(there, name)) return null
      const head = there?.title ? {} : headCells(list.title, list.addedAt)
      return [listThing(list.id), { ...head, [baseCell(name)]: String(list.papers) }]
    },
  }

  /** Takes bases away again of which nothing was said yet. */
  async function takeBack(changes: readonly ThingChange[]) {
    const cells = new Set(changes.flatMap(([, cells]) => Object.keys(cells)))
    const said = [...records().values()]
    const isSpent = (name: string) => cells.has(baseCell(name)) && !said.some((record) => isSaid(record, name))
    await kept.remove((await kept.bases()).filter(({ name }) => name !== null && isSpent(name)))
  }
}

/** A base by the name that it was sent under, and the list that it is of. */
export type SentBase = { readonly name: string; readonly list: OwnList }

/** Whether a record says of a base that it is of its list, or is no longer. */
const isSaid = (record: ListRecord | undefined, name: string): boolean =>
  record !== undefined && (record.takenBack.has(name) || record.bases.some((base) => base.name === name))

/** The lines of a list's papers. */
export const linesOf = async (blob: Blob): Promise<readonly string[]> =>
  (await blob.text()).split('\n').slice(1).filter(Boolean)
