import {
  merge,
  MOVED,
  NOTHING_KEPT,
  type Cell,
  type CellValue,
  type Kept,
  type KeptMark,
  type Marks,
} from '../../model/mark/cell.ts'
import type { Stamp } from '../../model/mark/clock.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import type { Library, RecordChange } from './library.ts'

type Restore = Pick<Library, 'restore'>
type Cells = readonly (readonly [Cell, CellValue])[]

const NO_MARKS: Marks = new Map()

/** Moves the mark of an orphan to another paper, as one step of undo. */
export const moveMark = (library: Restore, from: PaperId, to: PaperId): void => carry(library, from, to, [])

/** Links two entries as one paper under the id of the first, with the marks of both, as one step of undo. */
export const linkDuplicates = (library: Restore, paper: PaperId, other: PaperId): void =>
  carry(library, other, paper, linkCells(other))

/** The cells in the mark of a paper that link another entry to it. */
const linkCells = (other: PaperId): Cells => [
  [`same:${other}`, true],
  [`other:${other}`, null],
]

/** The same for an entry without a mark, to be written with another step. */
export const toLink = (paper: PaperId, other: PaperId): RecordChange => [paper, Object.fromEntries(linkCells(other))]

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

/**
 * The mark of a paper that has another id after it was edited, as the rewriting of a step. It leaves behind the
 * identities that the paper has lost, and what another device still writes under the old id finds the paper.
 */
export const withNewId =
  (from: PaperId, { id, aliases }: Pick<Paper, 'id' | 'aliases'>, before: readonly PaperId[]) =>
  (ours: Marks, _: Marks, at: Stamp): Marks => {
    // A former title is no other paper, and notes may link to it.
    const lost = before.filter((alias) => !aliases.includes(alias) && !alias.startsWith('title:'))
    const cells = lost.map((alias) => [`alias:${alias}`, null] as const)
    return ours.has(from) ? carryOver(ours, [from, id], at, cells, [[`alias:${id}`, true]]) : NO_MARKS
  }

const carry = (library: Restore, from: PaperId, to: PaperId, cells: Cells): void =>
  library.restore(NO_MARKS, (ours, _, at) => carryOver(ours, [from, to], at, cells))

/** What a mark says, at another id; `cells` are written there, and `left` where it was. */
function carryOver(
  ours: Marks,
  [from, to]: readonly [PaperId, PaperId],
  at: Stamp,
  cells: Cells,
  left: Cells = [],
): Marks {
  const stamped = (some: Cells) => new Map(some.map(([cell, value]) => [cell, [value, at] satisfies Kept]))
  const was = ours.get(from) ?? NOTHING_KEPT
  const moved = new Map([...was].filter(([cell]) => cell !== MOVED))
  const back: Cells = typeof ours.get(to)?.get(MOVED)?.[0] === 'string' ? [[MOVED, null]] : []
  const marks = new Map<PaperId, KeptMark>([[to, merge(moved, stamped([...cells, ...back]))]])
  if (was.size > 0) marks.set(from, stamped([...left, [MOVED, to]]))
  return marks
}
