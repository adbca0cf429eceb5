import type { TallyField } from '../../engine/facets/statusTally.ts'
import { STATUS_LABELS, type Status } from '../../model/mark/mark.ts'
import { printChoice } from '../../model/query/query.ts'

// The queries of the views behind the bars: each finds the papers that its bar counts.

/** Papers of a status. */
export const ofStatus = (status: Status): string => printChoice('status', STATUS_LABELS[status])

/** Papers with a value of a field; of one status, where that is given. */
export const ofValue = (field: TallyField, value: string, status?: Status): string =>
  and(status, field === 'year' ? `year:${value}` : printChoice(field, value))

/** Papers with none of the values, which for years are the latest ones; of one status, where that is given. */
export const ofRest = (field: TallyField, values: readonly string[], status?: Status): string =>
  and(
    status,
    field === 'year'
      ? `-year:>=${Math.min(...values.map(Number))}`
      : values.map((value) => `-${printChoice(field, value)}`).join(' '),
  )

/** Papers read in a period; those that took so many days to it, where that is given. */
export const ofReading = (typed: string, took?: string): string =>
  took === undefined ? `read:${typed}` : `took:${took} read:${typed}`

/** Papers to read since a period. */
export const ofWaiting = (typed: string): string => `${ofStatus('to-read')} since:${typed}`

const and = (status: Status | undefined, rest: string) => (status ? `${ofStatus(status)} ${rest}` : rest)
