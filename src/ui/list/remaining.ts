import type { Facet } from '../../engine/facets/facetValues.ts'
import { STATUS_LABELS, type Status } from '../../model/mark/mark.ts'

/** The status counts of a view, and whether the view shows only unread papers. */
export type Left = {
  readonly unread: number
  readonly begun: number
  readonly read: number
  readonly skipped: number
  readonly asks: Asks
}
type Asks = 'any' | 'unread' | 'other'

/** How many papers of the answer are unread; null where the counts do not tell. */
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

/** A kind word once nothing of the view is unread; null otherwise. */
export function completionMessage(left: Left | null): string | null {
  if (!left || left.asks === 'other' || left.unread > 0) return null
  if (left.read > 0 && left.begun === 0) return 'Everything here is read.'
  return left.begun + left.skipped > 0 ? 'Nothing unread is left here.' : null
}
