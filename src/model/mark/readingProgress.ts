import { dayNumber } from '../time/day.ts'
import { UNMARKED, type Status, type StatusChange } from './mark.ts'

/**
 * What the user's changes of status say of their reading, by days of their calendar: only what a day ended with counts,
 * so what was changed back on the same day, or taken back, has not been. Unread says that the paper was not read, whenever
 * it is said; any other status leaves what was read before as it is.
 */
export type Progress = {
  /** When it was read, in milliseconds since 1970, oldest first; once a day at most. */
  readonly read: readonly number[]
  /** When it came to the status it has; null where it never had another. */
  readonly since: number | null
  /** Days from To read to the last time it was read; null where it was not marked To read before. */
  readonly took: number | null
}

/** What changes of status say of the reading, oldest first. */
export function toProgress(changes: readonly StatusChange[]): Progress {
  let read: number[] = []
  let since: number | null = null
  let took: number | null = null
  /** What the day before ended with. */
  let before: Status = UNMARKED.status
  /** Since when the paper has been waiting to be read, and when it was first marked so on the present day. */
  let waits: number | null = null
  let waitsToday: number | null = null
  for (const [i, { status, at }] of changes.entries()) {
    if (status === 'to-read') waitsToday ??= at
    const next = changes[i + 1]
    if (next && dayNumber(next.at) === dayNumber(at)) continue
    if (status !== before) since = at
    if (status === 'read' && before !== 'read') {
      const from = waits ?? waitsToday
      read.push(at)
      took = from === null ? null : dayNumber(at) - dayNumber(from)
    } else if (status === 'unread') {
      read = []
      took = null
    }
    if (status === 'to-read') waits ??= waitsToday
    else if (status !== 'reading') waits = null
    waitsToday = null
    before = status
  }
  return { read, since, took }
}
