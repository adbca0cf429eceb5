import type { Cell, CellValue, KeptMark, Marks } from './cell.ts'
import type { PaperId } from '../paper/paper.ts'

/**
 * A record of the user that belongs to no paper, such as a saved view: cells under an id of its own beside the marks,
 * so that it is saved twice, merged, backed up and undone as they are. No paper has such an id.
 */
export type UserRecord = { readonly id: PaperId; readonly cells: KeptMark }

/** The kinds of records. */
export type RecordKind = 'view' | 'template' | 'keys' | 'list' | 'tag'

const PREFIX = 'offprint:'

/** The id of a record; `name` tells it from others of its kind. */
export const recordId = (kind: RecordKind, name: string): PaperId => `${PREFIX}${kind}:${name}` as PaperId

/** Whether an id is that of a record, not of a paper. */
export const isUserRecord = (id: PaperId): boolean => id.startsWith(PREFIX)

/** The records among marks. */
export const userRecordsOf = (marks: Marks): Marks =>
  new Map([...marks.keys()].filter(isUserRecord).map((id) => [id, marks.get(id)!]))

/** The records of one kind that were not deleted, by id. */
export const recordsOfKind = (userRecords: Marks, kind: RecordKind): readonly UserRecord[] =>
  [...userRecords]
    .filter(([id, cells]) => id.startsWith(`${PREFIX}${kind}:`) && valueOf(cells, DELETED) !== true)
    .map(([id, cells]) => ({ id, cells }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** The value of a cell of a record; null where it has none. */
export const valueOf = (cells: KeptMark | undefined, cell: Cell): CellValue => cells?.get(cell)?.[0] ?? null

/** The tombstone of a record. The rest of the record stays, and with null it is there again. */
export const DELETED: Cell = 'gone'
