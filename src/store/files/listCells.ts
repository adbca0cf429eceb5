import { createClock } from '../../model/mark/clock.ts'
import {
  baseCell,
  headCells,
  listRecords,
  listRecordId,
  paperCell,
  REMOVED,
  withoutCell,
  type ListRecord,
} from '../../model/paper/listRecord.ts'
import type { Cell, CellValue, Kept, KeptMark, Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { paperIdOf, partHead } from '../../storage/lists/assembleList.ts'
import { nameOf, type OwnLists } from '../../storage/lists/ownLists.ts'
import type { MadeList, OwnList } from '../../storage/lists/assembleList.ts'
import type { RecordChange } from '../library/library.ts'

/** More papers or characters than this, added to one list at once, are stored as a base and not as cells. */
const MOST_CELLS = 300
const MOST_LETTERS = 250_000

/** Turns papers into cells and bases of lists; `userRecords` are the present cells. */
export function createListCells(kept: OwnLists, userRecords: () => Marks) {
  const records = () => listRecords(userRecords())

  /** The cells that add papers to a list, once their bases are on disk. */
  const toCells = async (list: OwnList): Promise<RecordChange> => {
    const there = records().get(list.id)
    const isThere = there !== undefined && there.removedAt === null && there.bases.length + there.lines.size > 0
    const isFew = isThere && list.papers + there.lines.size <= MOST_CELLS && list.blob.size <= MOST_LETTERS
    const added: Record<Cell, CellValue> = { ...(!isThere && headCells(list.title, list.addedAt)), [REMOVED]: null }
    if (isFew) for (const line of await linesOf(list.blob)) added[paperCell(paperIdOf(line))] = line
    else {
      added[baseCell(await kept.keep(list))] = String(list.papers)
      // A paper that was removed from an earlier base would be taken out of this one as well.
      const gone = there?.without ?? new Set()
      if (gone.size > 0)
        for (const line of await linesOf(list.blob)) {
          const id = paperIdOf(line)
          if (gone.has(id) && !there!.lines.has(id as PaperId)) added[paperCell(id)] = line
        }
    }
    return [listRecordId(list.id), added]
  }

  return {
    records,
    toCells,

    /** The cells for lists that were stored before lists had records; each base has its name afterwards. */
    async adopt(): Promise<Marks> {
      const written = new Map<PaperId, KeptMark>()
      for (const base of await kept.bases()) {
        if (!base.list) continue
        const { id, title, addedAt } = base.list
        // The page may have been closed between storing a base and its record.
        if (base.name !== null && isSaid(records().get(id), base.name)) continue
        const name = base.name ?? (await nameOf(base.blob).catch(console.warn))
        if (!name) continue
        if (base.name === null) await kept.nameBase(base, name)
        // As old as the list: whatever was written since is later, a deletion too.
        const at = createClock('adopted', () => Math.min(addedAt, Date.now())).tick()
        const head = records().get(id)?.title ? {} : headCells(title, addedAt)
        const cells = Object.entries({ ...head, [baseCell(name)]: String(base.papers) })
        written.set(listRecordId(id), new Map(cells.map(([cell, value]) => [cell, [value, at] satisfies Kept])))
      }
      return written
    },

    /** The same for several lists. Where one cannot be stored none is, and it rejects. */
    async toAllCells(lists: readonly OwnList[]): Promise<readonly RecordChange[]> {
      const changes: RecordChange[] = []
      try {
        for (const list of lists) changes.push(await toCells(list))
        return changes
      } catch (error) {
        await takeBack(changes).catch(console.warn)
        throw error
      }
    },

    /** The cells that add what another device has in a list. */
    async toJoined(theirs: OwnList, ours: MadeList | undefined): Promise<readonly RecordChange[]> {
      if (!ours) return [await toCells(theirs)]
      const has = new Set((await linesOf(ours.blob)).map(paperIdOf))
      // What was removed or edited here does not come back with their older version of the list.
      const said = userRecords().get(listRecordId(ours.id))
      const isKnown = (id: string) => has.has(id) || said?.has(paperCell(id)) || said?.has(withoutCell(id))
      const lines = (await linesOf(theirs.blob)).filter((line) => !isKnown(paperIdOf(line)))
      const { head } = await partHead(theirs.blob)
      const blob = new Blob([[head, ...lines].join('\n')], { type: theirs.blob.type })
      const more = lines.length > 0 ? [await toCells({ ...theirs, papers: lines.length, blob })] : []
      return theirs.title === ours.title ? more : [...more, [listRecordId(ours.id), { name: theirs.title }]]
    },

    /** Stores a base of another device, if its bytes match its name; null where there is nothing to write. */
    async toBase({ name, list }: SentBase): Promise<RecordChange | null> {
      const isHere = (await kept.bases()).some((base) => base.name === name)
      if (isHere || (await nameOf(list.blob)) !== name) return null
      await kept.keep(list)
      const there = records().get(list.id)
      if (isSaid(there, name)) return null
      const head = there?.title ? {} : headCells(list.title, list.addedAt)
      return [listRecordId(list.id), { ...head, [baseCell(name)]: String(list.papers) }]
    },
  }

  /** Deletes bases that no record names yet. */
  async function takeBack(changes: readonly RecordChange[]) {
    const cells = new Set(changes.flatMap(([, cells]) => Object.keys(cells)))
    const said = [...records().values()]
    const isSpent = (name: string) => cells.has(baseCell(name)) && !said.some((record) => isSaid(record, name))
    await kept.remove((await kept.bases()).filter(({ name }) => name !== null && isSpent(name)))
  }
}

/** A base by the name that it was sent under, and its list. */
export type SentBase = { readonly name: string; readonly list: OwnList }

/** Whether a record mentions a base, as present or deleted. */
const isSaid = (record: ListRecord | undefined, name: string): boolean =>
  record !== undefined && (record.takenBack.has(name) || record.bases.some((base) => base.name === name))

/** The lines of a list’s papers. */
export const linesOf = async (blob: Blob): Promise<readonly string[]> =>
  (await blob.text()).split('\n').slice(1).filter(Boolean)
