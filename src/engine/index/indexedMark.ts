import { identityOf, type Identity } from '../../model/mark/markIdentity.ts'
import { changedAt, historyOf, readMark, type Mark, type StatusChange } from '../../model/mark/mark.ts'
import type { KeptMark } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'

/** The part of a mark that is searched and counted. */
export type Marked = readonly [
  id: PaperId,
  mark: Mark,
  changedAt: number | null,
  identity?: Identity,
  history?: readonly StatusChange[],
]

/** Everything of a stored mark that the index needs. */
export const toMarked = (id: PaperId, kept: KeptMark): Marked => [
  id,
  readMark(kept),
  changedAt(kept),
  identityOf(id, kept),
  historyOf(kept),
]
