import type { Mark, StatusChange } from '../mark/mark.ts'
import type { PaperId } from '../paper/paper.ts'
import { rankOfTime, type Rank } from './rank.ts'

/** A paper To read, and its place among the others. */
export type Queued = {
  readonly id: PaperId
  readonly rank: Rank
  /** Whether the user has moved it. */
  readonly isPlaced: boolean
}

/** The place of a paper by its mark and its changes of status, oldest first; null where it is not To read. */
export function toQueued(id: PaperId, { status, next }: Mark, history: readonly StatusChange[]): Queued | null {
  if (status !== 'to-read') return null
  return { id, rank: next ?? rankOfTime(history.at(-1)?.at ?? 0), isPlaced: Boolean(next) }
}

/**
 * Compares by place. Two devices may have moved two papers to one place; those compare by id, so that all devices agree.
 * Papers that were never moved and became To read at once are equal: a stable sort leaves them in the order of the lists.
 */
export function compareQueued(a: Queued, b: Queued): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1
  if (a.isPlaced !== b.isPlaced) return a.isPlaced ? -1 : 1
  return a.isPlaced && a.id !== b.id ? (a.id < b.id ? -1 : 1) : 0
}
