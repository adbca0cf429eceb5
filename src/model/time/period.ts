/**
 * What a number of a paper is of: its year; when the user added it, read it, changed anything about it, or gave it the
 * status it has; or how many days it took them from To read to Read.
 */
export type RangeField = 'year' | 'added' | 'read' | 'changed' | 'since' | 'took'

/**
 * From the first up to, but without, the second; null is open. Milliseconds since 1970 in the user's own time zone, or
 * days where days are counted.
 */
export type Period = { readonly from: number | null; readonly to: number | null }
type Closed = { readonly from: number; readonly to: number }

const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/
const COUNT = /^\d{1,6}$/

const TIMES = { parse: parseDate, such: 'a time such as 2026, >2026-01 or 2025..2026' }
const DAYS = { parse: parseCount, such: 'days such as 7, >30 or 8..14' }

/** How each of them is typed; `such` tells it to the user. */
export const RANGES: Readonly<
  Record<RangeField, { readonly parse: (text: string) => Closed | null; readonly such: string }>
> = { year: TIMES, added: TIMES, read: TIMES, changed: TIMES, since: TIMES, took: DAYS }

/**
 * A period as typed: `2026`, `2026-01` or `2026-01-31` is that year, month or day, and where days are counted `7` is that
 * many; `>` and `<` are after and before all of it, `>=` and `<=` take it in, and `2024..2026` is from the one to the end of
 * the other. Null for anything else.
 */
export function parsePeriod(typed: string, field: RangeField = 'year'): Period | null {
  const { parse } = RANGES[field]
  const text = typed.trim()
  const [first, second, ...more] = text.split('..')
  if (second !== undefined) {
    const [from, to] = [parse(first!), parse(second)]
    return from && to && more.length === 0 ? { from: from.from, to: to.to } : null
  }
  const sign = /^[<>]=?/.exec(text)?.[0] ?? ''
  const one = parse(text.slice(sign.length).trim())
  if (!one) return null
  if (sign === '>') return { from: one.to, to: null }
  if (sign === '>=') return { from: one.from, to: null }
  if (sign === '<') return { from: null, to: one.from }
  return sign === '<=' ? { from: null, to: one.to } : one
}

function parseDate(text: string): Closed | null {
  const [, year, month, day] = DATE.exec(text) ?? []
  if (year === undefined) return null
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)]
  const start = new Date(y, m, d)
  // Month 13, or the 31st of February.
  if (start.getMonth() !== m || start.getDate() !== d) return null
  const end = new Date(y + (month ? 0 : 1), month && !day ? m + 1 : m, day ? d + 1 : d)
  return { from: start.getTime(), to: end.getTime() }
}

function parseCount(text: string): Closed | null {
  return COUNT.test(text) ? { from: Number(text), to: Number(text) + 1 } : null
}

/** Whether a time or a count lies within; one that is not known lies in no period. */
export const isWithin = ({ from, to }: Period, number: number | null): boolean =>
  number !== null && (from === null || number >= from) && (to === null || number < to)

/** The first moment of a year, by which a paper's year is compared. */
export const startOfYear = (year: number): number => new Date(year, 0, 1).getTime()
