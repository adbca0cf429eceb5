import { hasAside } from './clockSkew.ts'
import { latestStamp, type KeptMark, type Marks } from './cell.ts'
import { timeOf, type Stamp } from './clock.ts'
import { LayeredMap } from './layeredMap.ts'
import { lastWritten } from './mark.ts'
import { PackedMarks } from './packedMarks.ts'
import type { PaperId } from '../paper/paper.ts'

/** The latest stamp of marks; null where there are none. */
export function latestOf(marks: Marks): Stamp | null {
  if (marks instanceof PackedMarks) return marks.latest
  if (!(marks instanceof LayeredMap)) return latestStamp(marks.values())
  const [a, b] = [latestOf(marks.base as Marks), latestStamp((marks.over as Marks).values())]
  return a && b ? (a > b ? a : b) : (a ?? b)
}

/** `PackedMarks.aside`, for any marks. */
export function asideOf(marks: Marks): readonly PaperId[] {
  if (marks instanceof PackedMarks) return [...marks.aside]
  const isAside = (id: PaperId) => hasAside(marks.get(id)!)
  if (!(marks instanceof LayeredMap)) return [...marks.keys()].filter(isAside)
  const { base, over }: { base: Marks; over: Marks } = marks as LayeredMap<PaperId, KeptMark>
  return [...new Set([...asideOf(base), ...over.keys()])].filter(isAside)
}

/** `PackedMarks.writtenAfter`, for any marks. */
export function writtenAfter(marks: Marks, stamp: Stamp | null): ReadonlyMap<PaperId, number> {
  if (marks instanceof PackedMarks) return marks.writtenAfter(stamp)
  const { base, over }: { base: Marks; over: Marks } =
    marks instanceof LayeredMap ? (marks as LayeredMap<PaperId, KeptMark>) : { base: NO_MARKS, over: marks }
  const found = new Map(base.size > 0 ? writtenAfter(base, stamp) : [])
  for (const [id, kept] of over) {
    const last = lastWritten(kept)
    if (last && (!stamp || last > stamp)) found.set(id, timeOf(last))
    else found.delete(id)
  }
  return found
}

const NO_MARKS: Marks = new Map()
