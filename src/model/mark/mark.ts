import { isStamp, timeOf, type Stamp } from './clock.ts'
import type { PaperId } from '../paper/paper.ts'
import { versions, writeNote } from './noteVersions.ts'

/** In the order of the menu, and of the keys they come with. */
export const STATUSES = ['unread', 'to-read', 'reading', 'read', 'skipped'] as const
export type Status = (typeof STATUSES)[number]

export const STATUS_LABELS: Readonly<Record<Status, string>> = {
  unread: 'Unread',
  'to-read': 'To read',
  reading: 'Reading',
  read: 'Read',
  skipped: 'Skipped',
}

/** What the reader has said about one paper. */
export type Mark = {
  readonly status: Status
  readonly starred: boolean
  readonly tags: readonly string[]
  /** Markdown, kept exactly as typed. */
  readonly note: string
}

export const UNMARKED: Mark = { status: 'unread', starred: false, tags: [], note: '' }

/**
 * A mark as kept: small cells, each with the stamp of its last writing, so that any two copies can be merged.
 * Cells are `status`, `starred`, `tag:NAME`, `note:STAMP` (noteVersions.ts), and one `log:STAMP` for every change of status; a cell unknown to
 * this version is carried along. A value of null means "taken back".
 */
export type KeptMark = ReadonlyMap<Cell, Kept>
export type Cell = string
export type CellValue = string | boolean | null
export type Kept = readonly [value: CellValue, at: Stamp]
export type Marks = ReadonlyMap<PaperId, KeptMark>

export const NOTHING_KEPT: KeptMark = new Map()

/**
 * The cells that change when `change` is applied to `kept`; none for what is so already. A note goes on in the stretch
 * of writing that was begun at `begun`, or begins one.
 */
export function write(kept: KeptMark, change: Partial<Mark>, at: Stamp, begun: Stamp = at): KeptMark {
  const mark = toMark(kept)
  const cells = new Map<Cell, Kept>()
  const { status, starred, tags, note } = change
  if (status !== undefined && status !== mark.status) {
    cells.set('status', [status, at])
    cells.set(`log:${at}`, [status, at])
  }
  if (starred !== undefined && starred !== mark.starred) cells.set('starred', [starred, at])
  if (note !== undefined && note !== mark.note) {
    for (const [cell, value] of writeNote(kept, note, at, begun)) cells.set(cell, value)
  }
  if (tags !== undefined) {
    for (const tag of tags) if (!mark.tags.includes(tag)) cells.set(`tag:${tag}`, [true, at])
    for (const tag of mark.tags) if (!tags.includes(tag)) cells.set(`tag:${tag}`, [null, at])
  }
  return cells
}

/** The later value of every cell. Commutative, associative, idempotent; returns `ours` itself if nothing is news. */
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

// Stamps are never equal for two writes; should a copied database break that, the values still decide the same way everywhere.
const isLater = ([a, at]: Kept, [b, other]: Kept) => (at === other ? String(a) > String(b) : at > other)

const read = new WeakMap<KeptMark, Mark>()

/** What the cells say. The same mark, by identity, for the same kept mark. */
export function toMark(kept: KeptMark | undefined): Mark {
  if (!kept || kept.size === 0) return UNMARKED
  let mark = read.get(kept)
  if (!mark) read.set(kept, (mark = readMark(kept)))
  return mark
}

/** What the cells say, for those who go through many marks and keep none of them. */
export function readMark(kept: KeptMark): Mark {
  const value = (cell: Cell) => kept.get(cell)?.[0]
  const status = value('status')
  return {
    status: isStatus(status) ? status : UNMARKED.status,
    starred: value('starred') === true,
    tags: [...kept]
      .flatMap(([cell, [on]]) => (cell.startsWith('tag:') && on === true ? [cell.slice(4)] : []))
      .toSorted(),
    note: versions(kept)[0]?.text ?? '',
  }
}

const isStatus = (value: unknown): value is Status => STATUSES.includes(value as Status)

export type StatusChange = { readonly status: Status; readonly at: number }

/** Every change of status that was not taken back, oldest first, with its time in milliseconds since 1970. */
export function statusChanges(kept: KeptMark): readonly StatusChange[] {
  // Thousands of marks are asked at the start, and most have one change or none.
  const changes: { readonly status: Status; readonly stamp: Stamp }[] = []
  for (const [cell, [status, written]] of kept) {
    if (!cell.startsWith('log:')) continue
    const named = cell.slice(4)
    // One that was ahead of the clock has its old stamp as its name (clockSkew.ts); one that was redone is written later.
    if (isStamp(named) && isStatus(status)) changes.push({ status, stamp: named < written ? named : written })
  }
  if (changes.length > 1) changes.sort((a, b) => (a.stamp < b.stamp ? -1 : 1))
  return changes.map(({ status, stamp }) => ({ status, at: timeOf(stamp) }))
}

/** The same up to the status that the mark has, though that change was not kept. */
export function historyOf(kept: KeptMark): readonly StatusChange[] {
  const changes = statusChanges(kept)
  const written = kept.get('status')
  if (!written) return changes
  const status = isStatus(written[0]) ? written[0] : UNMARKED.status
  return changes.at(-1)?.status === status ? changes : [...changes, { status, at: timeOf(written[1]) }]
}

// What a mark remembers of its paper is no change by the reader.
const OF_PAPER = /^(?:title|moved|(?:alias|other|same):.*)$/s

/** When the reader last changed the mark, in milliseconds since 1970; null if they never did. */
export function changedAt(kept: KeptMark | undefined): number | null {
  let last: Stamp | null = null
  for (const [cell, [, at]] of kept ?? []) if (!OF_PAPER.test(cell) && (last === null || at > last)) last = at
  return last === null ? null : timeOf(last)
}

/** When the reader last changed the mark. What the app adds by itself, as the paper's title, does not count. */
export function lastWritten(kept: KeptMark | undefined): Stamp | null {
  let last: Stamp | null = null
  for (const [cell, [, at]] of kept ?? [])
    if (!/^(title$|moved$|alias:)/.test(cell) && (last === null || at > last)) last = at
  return last
}

/** The latest stamp of a set of marks, for a clock to start after; null if there is none. */
export function latestStamp(marks: Iterable<KeptMark>): Stamp | null {
  let last: Stamp | null = null
  for (const kept of marks) for (const [, at] of kept.values()) if (last === null || at > last) last = at
  return last
}

/** A kept mark read from outside (a database, another tab), or null where it is not one. */
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

/** A kept mark as JSON can hold it: lists of three, since an object would trip over a cell called `__proto__`. */
export type PlainMark = readonly (readonly [cell: Cell, value: CellValue, at: Stamp])[]

export const toPlain = (kept: KeptMark): PlainMark => [...kept].map(([cell, [value, at]]) => [cell, value, at])

/** What `toPlain` made, after it has been JSON; null where it is not such. */
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
