import type { TallyField } from '../../engine/facets/statusTally.ts'
import { STATUS_LABELS, type Status } from '../../model/mark/mark.ts'
import { printChoice } from '../../model/query/query.ts'

// Queries for the views behind the bars. Each finds the papers that its bar counts.

/** Papers of a status. */
export const ofStatus = (status: Status): string => printChoice('status', STATUS_LABELS[status])

/** Papers with a value of a field, and with a status if given. */
export const ofValue = (field: TallyField, value: string, status?: Status): string =>
  and(status, field === 'year' ? `year:${value}` : printChoice(field, value))

/** Papers with none of the values, and with a status if given. For years the values are the latest ones. */
export const ofRest = (field: TallyField, values: readonly string[], status?: Status): string =>
  and(
    status,
    field === 'year'
      ? `-year:>=${Math.min(...values.map(Number))}`
      : values.map((value) => `-${printChoice(field, value)}`).join(' '),
  )

/** Papers read in a period, and after so many days on To read if given. */
export const ofReading = (typed: string, took?: string): string =>
  took === undefined ? `read:${typed}` : `took:${took} read:${typed}`

/** Papers marked To read since a period. */
export const ofWaiting = (typed: string): string => `${ofStatus('to-read')} since:${typed}`

const and = (status: Status | undefined, rest: string) => (status ? `${ofStatus(status)} ${rest}` : rest)
