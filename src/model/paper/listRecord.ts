import type { Stamp } from '../mark/clock.ts'
import { timeOf } from '../mark/clock.ts'
import type { Cell, CellValue, KeptMark, Marks } from '../mark/cell.ts'
import type { PaperId } from './paper.ts'
import { thingId, valueOf } from '../mark/userRecord.ts'

/**
 * What is said of one of the user's own lists, in cells beside the marks, so that it is saved, merged, told to tabs and
 * devices, and undone as they are. The papers of a list are those of its bases, immutable bytes that lie elsewhere under
 * the name of their content, and those that were added in cells.
 */
export type ListRecord = {
  readonly id: string
  /** Its name; null where its first base has it. */
  readonly title: string | null
  /** Milliseconds since 1970; null where its first base says when. */
  readonly addedAt: number | null
  /** When it was removed, in milliseconds since 1970; null where it was not, or where something was added to it later. */
  readonly removedAt: number | null
  /** Its bases, those put in first before the others, and how many papers each has. */
  readonly bases: readonly { readonly name: string; readonly papers: number }[]
  /** Bases that were taken back, and when, in milliseconds since 1970. */
  readonly takenBack: ReadonlyMap<string, number>
  /** Papers that were added one by one, in their order, each as the line of a list. */
  readonly lines: ReadonlyMap<PaperId, string>
  /** Papers that the bases have and the list has no longer, or has in `lines` as they are now. */
  readonly without: ReadonlySet<string>
}
export type ListRecords = ReadonlyMap<string, ListRecord>

const BASE = 'base:'
const PAPER = 'paper:'
const WITHOUT = 'without:'

/** The id under which the cells of a list stand. */
export const listThing = (id: string): PaperId => thingId('list', id)
const LIST_THINGS: string = listThing('')
/** Whether what is kept under this id are the cells of a list. */
export const isListThing = (id: PaperId): boolean => id.startsWith(LIST_THINGS)
/** The ids of all lists' cells lie between these two. */
export const LIST_THING_RANGE = [LIST_THINGS, `${LIST_THINGS}\uffff`] as const

export const baseCell = (name: string): Cell => BASE + name
export const paperCell = (id: string): Cell => PAPER + id

/** What to write of a list: what it is called, and when it was added. */
export const headCells = (title: string, addedAt: number): Readonly<Record<Cell, CellValue>> => ({
  name: title,
  added: String(addedAt),
})
export const REMOVED: Cell = 'removed'

/** The records of all lists there were, by the id of the list; also of those that were removed. */
export const listRecords = (things: Marks): ListRecords =>
  new Map(
    [...things].flatMap(([thing, cells]) => {
      if (!isListThing(thing)) return []
      const id = thing.slice(LIST_THINGS.length)
      return [[id, readRecord(id, cells)] as const]
    }),
  )

function readRecord(id: string, cells: KeptMark): ListRecord {
  const inOrder = [...cells].toSorted(([a, [, at]], [b, [, other]]) =>
    at === other ? (a < b ? -1 : 1) : at < other ? -1 : 1,
  )
  const said = (prefix: string) =>
    inOrder.flatMap(([cell, [value, at]]) =>
      cell.startsWith(prefix) ? [[cell.slice(prefix.length), value, at] as const] : [],
    )
  const bases = said(BASE).filter(([, value]) => value !== null)
  const lines = said(PAPER).filter(([, value]) => typeof value === 'string')
  const removed = cells.get(REMOVED)
  // Whoever removed it did not know of what was added later.
  const isRemoved = typeof removed?.[0] === 'string' && ![...bases, ...lines].some(([, , at]) => at > removed[1])
  const [title, added] = [valueOf(cells, 'name'), valueOf(cells, 'added')]
  const addedAt = typeof added === 'string' ? Number(added) : Number.NaN
  return {
    id,
    title: typeof title === 'string' && title.trim() !== '' ? title : null,
    addedAt: Number.isFinite(addedAt) ? addedAt : null,
    removedAt: isRemoved ? timeOf(removed[1]) : null,
    bases: bases.map(([name, papers]) => ({ name, papers: Number(papers) || 0 })),
    takenBack: new Map(
      said(BASE).flatMap(([name, value, at]) => (value === null ? [[name, timeOf(at)] as const] : [])),
    ),
    lines: new Map(lines.map(([paper, line]) => [paper as PaperId, line as string])),
    without: new Set(said(WITHOUT).flatMap(([paper, value]) => (value === true ? [paper] : []))),
  }
}

/** Marks without the cells of lists: in a backup each list stands whole, with its papers and its name. */
export const withoutLists = (marks: Marks): Marks =>
  [...marks.keys()].some(isListThing) ? new Map([...marks].filter(([id]) => !isListThing(id))) : marks

/** What `printRecords` tells of no lists. */
export const NO_RECORDS = '[]'

/** Tells one state of all lists from another. */
export const printRecords = (things: Marks): string =>
  JSON.stringify(
    [...things]
      .filter(([thing]) => isListThing(thing))
      .map(([thing, cells]): [string, ...(readonly [Cell, Stamp])[]] => [
        thing,
        ...[...cells].map(([cell, [, at]]) => [cell, at] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
