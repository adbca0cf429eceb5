import {
  merge,
  NOTHING_KEPT,
  type Cell,
  type CellValue,
  type Kept,
  type KeptMark,
  type Marks,
} from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Library } from './library.ts'

type Restore = Pick<Library, 'restore'>
type Cells = readonly (readonly [Cell, CellValue])[]

const NO_MARKS: Marks = new Map()

/** Moves the mark of an orphan to another paper, as one step of undo. */
export const moveMark = (library: Restore, from: PaperId, to: PaperId): void => carry(library, from, to, [])

/** Links two entries as one paper under the id of the first, with the marks of both, as one step of undo. */
export const linkDuplicates = (library: Restore, paper: PaperId, other: PaperId): void =>
  carry(library, other, paper, [
    [`same:${other}`, true],
    [`other:${other}`, null],
  ])

/** Marks two entries as distinct papers, also where they were linked, as one step of undo. */
export const markDistinct = (library: Restore, paper: PaperId, other: PaperId): void =>
  library.restore(NO_MARKS, (ours, _, at) => {
    const wasOne = ours.get(paper)?.get(`same:${other}`)?.[0] === true
    const cells: Cells = [
      [`other:${other}`, true],
      // The link is removed as well.
      ...(wasOne ? ([`same:${other}`, `alias:${other}`] as const).map((cell) => [cell, null] as const) : []),
    ]
    return new Map([[paper, new Map(cells.map(([cell, value]) => [cell, [value, at] satisfies Kept]))]])
  })

function carry(library: Restore, from: PaperId, to: PaperId, cells: Cells): void {
  library.restore(NO_MARKS, (ours, _, at) => {
    const left = ours.get(from) ?? NOTHING_KEPT
    const written = new Map(cells.map(([cell, value]) => [cell, [value, at] satisfies Kept]))
    const moved = new Map([...left].filter(([cell]) => cell !== 'moved'))
    const marks = new Map<PaperId, KeptMark>([[to, merge(moved, written)]])
    if (left.size > 0) marks.set(from, new Map([['moved', [to, at] satisfies Kept]]))
    return marks
  })
}
