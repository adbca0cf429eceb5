import type { Cell, CellValue, KeptMark, Marks } from './cell.ts'
import type { PaperId } from '../paper/paper.ts'

/**
 * What the reader keeps that is no paper, such as a view with a name: cells under an id of its own beside the marks, so
 * that it is saved twice, merged, backed up and undone as they are. No paper has such an id.
 */
export type UserRecord = { readonly id: PaperId; readonly cells: KeptMark }

/** What there are things of. */
export type ThingKind = 'view' | 'template' | 'keys' | 'list'

const PREFIX = 'offprint:'

/** The id of a thing; `name` tells it from others of its kind, and is for whoever makes it to choose once. */
export const thingId = (kind: ThingKind, name: string): PaperId => `${PREFIX}${kind}:${name}` as PaperId

/** Whether what is kept under this id is a thing, and not the mark of a paper. */
export const isThing = (id: PaperId): boolean => id.startsWith(PREFIX)

/** The things among marks. */
export const thingsOf = (marks: Marks): Marks =>
  new Map([...marks.keys()].filter(isThing).map((id) => [id, marks.get(id)!]))

/** Those of one kind that were not taken away, in the order of their ids. */
export const thingsOfKind = (things: Marks, kind: ThingKind): readonly UserRecord[] =>
  [...things]
    .filter(([id, cells]) => id.startsWith(`${PREFIX}${kind}:`) && valueOf(cells, DELETED) !== true)
    .map(([id, cells]) => ({ id, cells }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** What a thing says in one of its cells; null where it says nothing. */
export const valueOf = (cells: KeptMark | undefined, cell: Cell): CellValue => cells?.get(cell)?.[0] ?? null

/** Says of a thing that it was taken away. It stays as it was beside it, and with null is there again. */
export const DELETED: Cell = 'gone'
