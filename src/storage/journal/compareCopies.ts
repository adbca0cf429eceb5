import { merge, NOTHING_KEPT, type KeptMark, type Marks } from '../../model/mark/cell.ts'
import { unpack, type Packed } from '../../model/mark/packedMarks.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { missingCells } from '../../model/mark/markDiff.ts'

/** In what two copies differ. */
export type Difference = {
  /** The marks of which theirs has something that ours lacks, with both merged. */
  readonly news: Marks
  /** The cells that theirs lacks, some papers at a time. */
  readonly lacking: readonly Marks[]
}

/** Papers given at a time: a record that is torn, as by a crash, is no great loss. */
const GIVEN_AT_ONCE = 500

/** Holds our copy of the marks against another, which is not changed. */
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
