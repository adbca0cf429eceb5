import { merge, NOTHING_KEPT, type KeptMark, type Marks } from '../../model/mark/cell.ts'
import { unpack, type Packed } from '../../model/mark/packedMarks.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { missingCells } from '../../model/mark/markDiff.ts'

/** The difference of two copies. */
export type Difference = {
  /** The marks of which theirs is newer in some cell, with both merged. */
  readonly news: Marks
  /** The cells that theirs lacks, in batches of papers. */
  readonly lacking: readonly Marks[]
}

/** The papers in a batch: a torn record, as after a crash, is then no great loss. */
const GIVEN_AT_ONCE = 500

/** Compares our copy of the marks with another, which is not changed. */
export function compareCopies(theirs: Marks, ours: Packed): Difference {
  const news = new Map<PaperId, KeptMark>()
  const lacking: Map<PaperId, KeptMark>[] = []
  const seen = new Set<PaperId>()
  for (const [id, mark] of unpack(ours)) {
    seen.add(id)
    const their = theirs.get(id) ?? NOTHING_KEPT
    const merged = merge(mark, their)
    if (merged !== mark) news.set(id, merged)
    if (merge(their, mark) === their) continue
    const last = lacking.at(-1)
    const batch = last && last.size < GIVEN_AT_ONCE ? last : new Map<PaperId, KeptMark>()
    if (batch !== last) lacking.push(batch)
    batch.set(id, mark)
  }
  for (const [id, mark] of theirs) if (!seen.has(id)) news.set(id, mark)
  return { news, lacking: lacking.map((batch) => missingCells(theirs, batch)) }
}
