import type { Stamp } from '../mark/clock.ts'
import { timeOf } from '../mark/clock.ts'
import type { Cell, CellValue, KeptMark, Marks } from '../mark/cell.ts'
import type { PaperId } from './paper.ts'
import { recordId, valueOf } from '../mark/userRecord.ts'

/**
 * The record of one of the user’s own lists. Its cells lie beside the marks, so that they are saved, merged, synced and
 * undone like marks. The papers of a list come from its bases (immutable bytes, stored elsewhere under a name derived
 * from their content) and from papers added in cells.
 */
export type ListRecord = {
  readonly id: string
  /** Its name; null if its first base has it. */
  readonly title: string | null
  /** Milliseconds since 1970; null if its first base has it. */
  readonly addedAt: number | null
  /** When the list was removed, in milliseconds since 1970; null if it was not, or if something was added later. */
  readonly removedAt: number | null
  /** Its bases, oldest first, and the number of papers in each. */
  readonly bases: readonly { readonly name: string; readonly papers: number }[]
  /** Bases that were removed again, and when, in milliseconds since 1970. */
  readonly takenBack: ReadonlyMap<string, number>
  /** Papers that were added one by one or edited, in the order in which they were added, each as a line of a list file. */
  readonly lines: ReadonlyMap<PaperId, string>
  /** Papers of the bases that the list no longer has, or whose current version is in `lines`. */
  readonly without: ReadonlySet<string>
  /** The ids that papers of `lines` had in the bases, where an edit gave them others. */
  readonly places: ReadonlyMap<string, string>
}
export type ListRecords = ReadonlyMap<string, ListRecord>

const BASE = 'base:'
const PAPER = 'paper:'
const WITHOUT = 'without:'
const PLACE = 'place:'

/** The id of a list’s record. */
export const listRecordId = (id: string): PaperId => recordId('list', id)
const LIST_THINGS: string = listRecordId('')
/** Whether an id is that of a list’s record. */
export const isListRecord = (id: PaperId): boolean => id.startsWith(LIST_THINGS)
/** The ids of all list records lie between these two. */
export const LIST_RECORD_RANGE = [LIST_THINGS, `${LIST_THINGS}\uffff`] as const

export const baseCell = (name: string): Cell => BASE + name
export const paperCell = (id: string): Cell => PAPER + id
export const withoutCell = (id: string): Cell => WITHOUT + id
export const placeCell = (id: string): Cell => PLACE + id

/** The cells for the name of a list and for when it was added. */
export const headCells = (title: string, addedAt: number): Readonly<Record<Cell, CellValue>> => ({
  name: title,
  added: String(addedAt),
})
export const REMOVED: Cell = 'removed'

/** The records of all lists by list id, including removed lists. */
export const listRecords = (userRecords: Marks): ListRecords =>
  new Map(
    [...userRecords].flatMap(([thing, cells]) => {
      if (!isListRecord(thing)) return []
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
  const lines = said(PAPER)
    .flatMap(([paper, value, at]) => (typeof value === 'string' ? [[paper, value, at] as const] : []))
    .toSorted((a, b) => addedAt(a) - addedAt(b) || (a[0] < b[0] ? -1 : 1))
  const removed = cells.get(REMOVED)
  // A removal does not cover later additions.
  const isRemoved = typeof removed?.[0] === 'string' && ![...bases, ...lines].some(([, , at]) => at > removed[1])
  const [title, added] = [valueOf(cells, 'name'), valueOf(cells, 'added')]
  const begun = typeof added === 'string' ? Number(added) : Number.NaN
  return {
    id,
    title: typeof title === 'string' && title.trim() !== '' ? title : null,
    addedAt: Number.isFinite(begun) ? begun : null,
    removedAt: isRemoved ? timeOf(removed[1]) : null,
    bases: bases.map(([name, papers]) => ({ name, papers: Number(papers) || 0 })),
    takenBack: new Map(
      said(BASE).flatMap(([name, value, at]) => (value === null ? [[name, timeOf(at)] as const] : [])),
    ),
    lines: new Map(lines.map(([paper, line]) => [paper as PaperId, line])),
    without: new Set(said(WITHOUT).flatMap(([paper, value]) => (value === true ? [paper] : []))),
    places: new Map(said(PLACE).flatMap(([paper, value]) => (typeof value === 'string' ? [[paper, value]] : []))),
  }
}

/** When the paper of a line was added, in milliseconds since 1970. An edit changes the stamp of its cell, and not this. */
function addedAt([, line, at]: readonly [paper: string, line: string, at: Stamp]): number {
  // No unescaped quote is inside a text of JSON, so this is the key.
  const said = /"addedAt":(\d+)/.exec(line)?.[1]
  return said === undefined ? timeOf(at) : Number(said)
}

/** Marks without list records: a backup contains each list in full, with its papers and its name. */
export const withoutLists = (marks: Marks): Marks =>
  [...marks.keys()].some(isListRecord) ? new Map([...marks].filter(([id]) => !isListRecord(id))) : marks

/** The result of `printRecords` without lists. */
export const NO_RECORDS = '[]'

/** A string that identifies the state of all lists. */
export const printRecords = (userRecords: Marks): string =>
  JSON.stringify(
    [...userRecords]
      .filter(([thing]) => isListRecord(thing))
      .map(([thing, cells]): [string, ...(readonly [Cell, Stamp])[]] => [
        thing,
        ...[...cells].map(([cell, [, at]]) => [cell, at] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
