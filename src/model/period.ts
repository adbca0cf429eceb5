/** What a time of a paper is of: its year, when the reader read it, or when they changed anything about it. */
export type RangeField = 'year' | 'read' | 'changed'

/** From the first millisecond since 1970 up to, but without, the second, in the reader's own time zone; null is open. */
export type Period = { readonly from: number | null; readonly to: number | null }

const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/

/**
 * A period as typed: `2026`, `2026-01` or `2026-01-31` is that year, month or day; `>` and `<` are after and before all of
 * it, `>=` and `<=` take it in, and `2024..2026` is from the one to the end of the other. Null for anything else.
 */
export function parsePeriod(typed: string): Period | null {
  const text = typed.trim()
  const [first, second, ...more] = text.split('..')
  if (second !== undefined) {
    const [from, to] = [parseDate(first!), parseDate(second)]
    return from && to && more.length === 0 ? { from: from.from, to: to.to } : null
  }
  const sign = /^[<>]=?/.exec(text)?.[0] ?? ''
  const date = parseDate(text.slice(sign.length).trim())
  if (!date) return null
  if (sign === '>') return { from: date.to, to: null }
  if (sign === '>=') return { from: date.from, to: null }
  if (sign === '<') return { from: null, to: date.from }
  return sign === '<=' ? { from: null, to: date.to } : date
}

function parseDate(text: string): { readonly from: number; readonly to: number } | null {
  const [, year, month, day] = DATE.exec(text) ?? []
  if (year === undefined) return null
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)]
  const start = new Date(y, m, d)
  // Month 13, or the 31st of February.
  if (start.getMonth() !== m || start.getDate() !== d) return null
  const end = new Date(y + (month ? 0 : 1), month && !day ? m + 1 : m, day ? d + 1 : d)
  return { from: start.getTime(), to: end.getTime() }
}

/** Whether a time, in milliseconds since 1970, lies within; one that is not known lies in no period. */
export const isWithin = ({ from, to }: Period, time: number | null): boolean =>
  time !== null && (from === null || time >= from) && (to === null || time < to)

/** The first moment of a year, by which a paper's year is compared. */
export const startOfYear = (year: number): number => new Date(year, 0, 1).getTime()
