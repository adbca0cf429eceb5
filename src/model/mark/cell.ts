import { isStamp, type Stamp } from './clock.ts'
import type { PaperId } from '../paper/paper.ts'

/**
 * A stored mark: small cells, each with the stamp of its last write, so that any two copies merge. The cells are
 * `status`, `starred`, `tag:NAME`, `note:STAMP` (noteVersions.ts), `next` (queue/rank.ts), and one `log:STAMP` for every
 * change of status. A cell that this version does not know is carried along. A value of null is a tombstone.
 */
export type KeptMark = ReadonlyMap<Cell, Kept>
export type Cell = string
export type CellValue = string | boolean | null
export type Kept = readonly [value: CellValue, at: Stamp]
export type Marks = ReadonlyMap<PaperId, KeptMark>

export const NOTHING_KEPT: KeptMark = new Map()

/** The later value of every cell. Commutative, associative, idempotent; returns `ours` itself if nothing changes. */
export function merge(ours: KeptMark, theirs: KeptMark): KeptMark {
  let merged: Map<Cell, Kept> | undefined
  for (const [cell, kept] of theirs) {
    const mine = ours.get(cell)
    if (mine && !isLater(kept, mine)) continue
    merged ??= new Map(ours)
    merged.set(cell, kept)
  }
  return merged ?? ours
}

// No two writes have the same stamp. Where a copied database breaks that, the values decide, the same way everywhere.
const isLater = ([a, at]: Kept, [b, other]: Kept) => (at === other ? String(a) > String(b) : at > other)

/** Set when what a mark says went to another paper, whose id is the value. */
export const MOVED: Cell = 'moved'

/** The cells that were written since a mark went to another paper: what was there before is read at that paper. */
export function sinceMoved(kept: KeptMark): KeptMark {
  const [to, moved] = kept.get(MOVED) ?? []
  if (typeof to !== 'string') return kept
  return new Map([...kept].filter(([, [, at]]) => at > moved!))
}

/** The latest stamp of some marks, for a clock to start after; null where there is none. */
export function latestStamp(marks: Iterable<KeptMark>): Stamp | null {
  let last: Stamp | null = null
  for (const kept of marks) for (const [, at] of kept.values()) if (last === null || at > last) last = at
  return last
}

/** A stored mark from outside (a database, another tab), or null where the value is none. */
export function parseKept(value: unknown): KeptMark | null {
  if (!(value instanceof Map)) return null
  for (const [cell, kept] of value as Map<unknown, unknown>) {
    if (typeof cell !== 'string' || !Array.isArray(kept) || kept.length !== 2) return null
    if (!isCellValue(kept[0]) || !isStamp(kept[1])) return null
  }
  return value as KeptMark
}

const isCellValue = (value: unknown): value is CellValue =>
  value === null || typeof value === 'string' || typeof value === 'boolean'

/** A stored mark for JSON: a list of triples, because an object would trip over a cell named `__proto__`. */
export type PlainMark = readonly (readonly [cell: Cell, value: CellValue, at: Stamp])[]

export const toPlain = (kept: KeptMark): PlainMark => [...kept].map(([cell, [value, at]]) => [cell, value, at])

/** Reverses `toPlain` after a round trip through JSON; null where the value is none. */
export function fromPlain(plain: unknown): KeptMark | null {
  if (!Array.isArray(plain)) return null
  const kept = new Map<Cell, Kept>()
  for (const entry of plain as readonly unknown[]) {
    if (!Array.isArray(entry) || entry.length !== 3) return null
    const [cell, value, at] = entry as readonly unknown[]
    if (typeof cell !== 'string' || !isCellValue(value) || !isStamp(at)) return null
    kept.set(cell, [value, at])
  }
  return kept
}
