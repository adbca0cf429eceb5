import type { Mark, StatusChange } from '../../model/mark/mark.ts'
import { compareQueued, toQueued, type Queued } from '../../model/queue/queued.ts'
import type { PaperId } from '../../model/paper/paper.ts'

type Said = { readonly mark: Mark; readonly history: readonly StatusChange[] }

export type PaperQueue = ReturnType<typeof createPaperQueue>

/** The papers To read by row, in their order. `idAt` returns the paper of a row. */
export function createPaperQueue(idAt: (place: number) => PaperId) {
  const queued = new Map<number, Queued>()
  /** The rows in order, and the position of each row in it, from 1; null where they have to be computed. */
  let order: readonly number[] | null = null
  let positions: ReadonlyMap<number, number> | null = null
  const rows = () =>
    (order ??= [...queued.keys()].toSorted((a, b) => compareQueued(queued.get(a)!, queued.get(b)!) || a - b))

  const queue = {
    /** Incremented with every change of the order. Most changes of marks are none. */
    changes: 0,
    /** Incremented when the user, here or elsewhere, has moved a paper. */
    moves: 0,
    rows,
    at: (place: number): Queued | undefined => queued.get(place),
    /** The position of a row, from 1; 0 where its paper is not To read. */
    positionAt(place: number): number {
      positions ??= new Map(rows().map((row, i) => [row, i + 1]))
      return positions.get(place) ?? 0
    },
    /** Sets the mark of a row; null removes the row. */
    set(place: number, said: Said | null) {
      const before = queued.get(place)
      // To read an id takes time, and few papers are To read.
      const after = said?.mark.status === 'to-read' ? toQueued(idAt(place), said.mark, said.history) : null
      if (isSame(before, after)) return
      if (after) queued.set(place, after)
      else queued.delete(place)
      order = positions = null
      queue.changes += 1
      if (after && (after.isPlaced || before?.isPlaced)) queue.moves += 1
    },
  }
  return queue
}

const isSame = (before: Queued | undefined, after: Queued | null): boolean =>
  before && after
    ? before.rank === after.rank && before.isPlaced === after.isPlaced && before.id === after.id
    : !before && !after
