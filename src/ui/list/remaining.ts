import type { Facet } from '../../engine/facets/facetValues.ts'
import { STATUS_LABELS, type Status } from '../../model/mark/mark.ts'

/** How the papers of a view stand that may be of any status, and whether the view asks for the unread alone. */
export type Left = {
  readonly unread: number
  readonly begun: number
  readonly read: number
  readonly skipped: number
  readonly asks: Asks
}
type Asks = 'any' | 'unread' | 'other'

/** Reads from the counts of an answer what is left to read; null where they say nothing of statuses. */
export function countRemaining(facets: readonly Facet[]): Left | null {
  const values = facets.find(({ field }) => field === 'status')?.values
  if (!values) return null
  const find = (status: Status) => values.find(({ value }) => value === STATUS_LABELS[status])
  const count = (...statuses: Status[]) => statuses.reduce((sum, status) => sum + (find(status)?.count ?? 0), 0)
  const asked = values.filter(({ chosen, excluded }) => chosen || excluded)
  const isUnreadAlone = asked.length === 1 && find('unread')?.chosen
  return {
    unread: count('unread'),
    read: count('read'),
    begun: count('to-read', 'reading'),
    skipped: count('skipped'),
    asks: asked.length === 0 ? 'any' : isUnreadAlone ? 'unread' : 'other',
  }
}

/** A kind line once nothing unread is left of what is looked at; null while there is, or where it was not asked for. */
export function completionMessage(left: Left | null): string | null {
  if (!left || left.asks === 'other' || left.unread > 0) return null
  if (left.read > 0 && left.begun === 0) return 'Everything here is read.'
  return left.begun + left.skipped > 0 ? 'Nothing unread is left here.' : null
}
