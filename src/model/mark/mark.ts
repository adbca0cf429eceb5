import { isStamp, timeOf, type Stamp } from './clock.ts'
import { sinceMoved, type Cell, type Kept, type KeptMark } from './cell.ts'
import { versions, writeNote } from './noteVersions.ts'
import { isRank, type Rank } from '../queue/rank.ts'

/** In the order of the menu and of their keys. */
export const STATUSES = ['unread', 'to-read', 'reading', 'read', 'skipped'] as const
export type Status = (typeof STATUSES)[number]

export const STATUS_LABELS: Readonly<Record<Status, string>> = {
  unread: 'Unread',
  'to-read': 'To read',
  reading: 'Reading',
  read: 'Read',
  skipped: 'Skipped',
}

/** What the user has said about one paper. */
export type Mark = {
  readonly status: Status
  readonly starred: boolean
  readonly tags: readonly string[]
  /** Markdown, stored exactly as typed. */
  readonly note: string
  /** The place in the order of the papers To read; absent or null where the user has not moved it. */
  readonly next?: Rank | null
}

export const UNMARKED: Mark = { status: 'unread', starred: false, tags: [], note: '' }

/** Whether a mark says nothing. */
export const isUnmarked = ({ status, starred, tags, note }: Mark): boolean =>
  status === UNMARKED.status && !starred && tags.length === 0 && note === ''

/**
 * The cells that change when `change` is applied to a mark; none for what is so already. A note continues the typing
 * run that began at `begun`, or begins one. A paper that leaves To read loses its place in Up next, and comes back at the
 * end.
 */
export function write(kept: KeptMark, change: Partial<Mark>, at: Stamp, begun: Stamp = at): KeptMark {
  const mark = toMark(kept)
  const cells = new Map<Cell, Kept>()
  const { status, starred, tags, note } = change
  const isLeaving = status !== undefined && status !== 'to-read'
  const next = change.next === undefined && isLeaving ? null : change.next
  if (status !== undefined && status !== mark.status) {
    cells.set('status', [status, at])
    cells.set(`log:${at}`, [status, at])
  }
  if (starred !== undefined && starred !== mark.starred) cells.set('starred', [starred, at])
  if (next !== undefined && next !== (mark.next ?? null)) cells.set('next', [next, at])
  if (note !== undefined && note !== mark.note) {
    for (const [cell, value] of writeNote(kept, note, at, begun)) cells.set(cell, value)
  }
  if (tags !== undefined) {
    for (const tag of tags) if (!mark.tags.includes(tag)) cells.set(`tag:${tag}`, [true, at])
    for (const tag of mark.tags) if (!tags.includes(tag)) cells.set(`tag:${tag}`, [null, at])
  }
  return cells
}

const read = new WeakMap<KeptMark, Mark>()

/** The mark that the cells mean. The same object for the same cells. */
export function toMark(kept: KeptMark | undefined): Mark {
  if (!kept || kept.size === 0) return UNMARKED
  let mark = read.get(kept)
  if (!mark) read.set(kept, (mark = readMark(kept)))
  return mark
}

/** The same without a cache, for whoever goes through many marks. */
export function readMark(all: KeptMark): Mark {
  const kept = sinceMoved(all)
  const value = (cell: Cell) => kept.get(cell)?.[0]
  const status = value('status')
  const next = value('next')
  return {
    status: isStatus(status) ? status : UNMARKED.status,
    starred: value('starred') === true,
    tags: tagsOf(kept),
    note: versions(kept)[0]?.text ?? '',
    ...(isRank(next) && { next }),
  }
}

/** The tags among the cells, in the order of their letters. */
export const tagsOf = (kept: KeptMark): readonly string[] =>
  [...kept].flatMap(([cell, [on]]) => (cell.startsWith('tag:') && on === true ? [cell.slice(4)] : [])).toSorted()

const isStatus = (value: unknown): value is Status => STATUSES.includes(value as Status)

export type StatusChange = { readonly status: Status; readonly at: number }

/** Every change of status that was not undone, oldest first, with its time in milliseconds since 1970. */
export function statusChanges(kept: KeptMark): readonly StatusChange[] {
  // Called for thousands of marks at the start, most of which have one change or none.
  const changes: { readonly status: Status; readonly stamp: Stamp }[] = []
  for (const [cell, [status, written]] of sinceMoved(kept)) {
    if (!cell.startsWith('log:')) continue
    const named = cell.slice(4)
    // A cell that was set aside has its old stamp in its name (clockSkew.ts); one that was redone has a later stamp.
    if (isStamp(named) && isStatus(status)) changes.push({ status, stamp: named < written ? named : written })
  }
  if (changes.length > 1) changes.sort((a, b) => (a.stamp < b.stamp ? -1 : 1))
  return changes.map(({ status, stamp }) => ({ status, at: timeOf(stamp) }))
}

/** The same, completed by the present status where its change was not stored. */
export function historyOf(kept: KeptMark): readonly StatusChange[] {
  const changes = statusChanges(kept)
  const written = sinceMoved(kept).get('status')
  if (!written) return changes
  const status = isStatus(written[0]) ? written[0] : UNMARKED.status
  return changes.at(-1)?.status === status ? changes : [...changes, { status, at: timeOf(written[1]) }]
}

// Cells about the paper’s identity are no change by the user, and its place among others says nothing of the paper.
const OF_PAPER = /^(?:title|moved|next|(?:alias|other|same):.*)$/s

/** The time of the last change by the user, in milliseconds since 1970; null where there is none. */
export function changedAt(kept: KeptMark | undefined): number | null {
  let last: Stamp | null = null
  for (const [cell, [, at]] of kept ? sinceMoved(kept) : [])
    if (!OF_PAPER.test(cell) && (last === null || at > last)) last = at
  return last === null ? null : timeOf(last)
}

/** The stamp of the last change by the user. What the app adds by itself, such as the title, does not count. */
export function lastWritten(kept: KeptMark | undefined): Stamp | null {
  let last: Stamp | null = null
  for (const [cell, [, at]] of kept ?? [])
    if (!/^(title$|moved$|alias:)/.test(cell) && (last === null || at > last)) last = at
  return last
}
