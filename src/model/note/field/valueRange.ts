import { parseDate, parseNumber } from './fieldValue.ts'

/** Numbers, or days in milliseconds since 1970 in UTC, from the first on and up to, but without, the second; null is open. */
export type ValueRange = {
  readonly of: 'number' | 'date'
  readonly from: Bound | null
  readonly to: Bound | null
}
type Bound = { readonly at: number; readonly isWithin: boolean }

const RANGE = /^\s*(?:(?<sign>[<>]=?)(?<one>.+)|(?<from>.*?)\.\.(?<to>.*))$/su

/**
 * A range as typed: `>2`, `<=1.5 ms`, `2..3`, `2026-01..2026-06`, open where a side is empty; null where it is none. `2..3`
 * takes both in, and a month that it ends with is taken in whole.
 */
export function parseRange(typed: string): ValueRange | null {
  const { sign, one = '', from = '', to = '' } = RANGE.exec(typed)?.groups ?? {}
  const [low, high] = [(sign ? one : from).trim(), to.trim()]
  if (low + high === '') return null
  const of = [low, high].some((text) => parseDate(text) !== null) ? 'date' : 'number'
  const read = of === 'date' ? parseDay : parseExact
  const [first, second] = [read(low), read(high)]
  if ((low !== '' && !first) || (high !== '' && !second)) return null
  if (!sign) return { of, from: first && bound(first.from, true), to: second && bound(second.to, of === 'number') }
  if (!first) return null
  const { from: start, to: end } = first
  // All of a day or a month is before or after.
  if (sign === '>') return { of, from: bound(end, of === 'date'), to: null }
  if (sign === '>=') return { of, from: bound(start, true), to: null }
  if (sign === '<') return { of, from: null, to: bound(start, false) }
  return { of, from: null, to: bound(end, of === 'number') }
}

/** Whether a value is of the kind of a range, and within it. */
export function isInRange({ of, from, to }: ValueRange, value: string): boolean {
  const at = of === 'date' ? parseDate(value) : parseNumber(value)
  if (at === null) return false
  if (from && (from.isWithin ? at < from.at : at <= from.at)) return false
  return !to || (to.isWithin ? at <= to.at : at < to.at)
}

const bound = (at: number, isWithin: boolean): Bound => ({ at, isWithin })

const parseExact = (text: string) => {
  const at = parseNumber(text)
  return at === null ? null : { from: at, to: at }
}

/** The start of a day, a month or a year, and its end. */
function parseDay(text: string) {
  const whole = /^\d{4}$/.test(text) ? `${text}-01` : text
  const at = parseDate(whole)
  if (at === null) return null
  const end = new Date(at)
  if (whole !== text) end.setUTCFullYear(end.getUTCFullYear() + 1)
  else if (/^\d{4}-\d{2}$/.test(text)) end.setUTCMonth(end.getUTCMonth() + 1)
  else end.setUTCDate(end.getUTCDate() + 1)
  return { from: at, to: end.getTime() }
}
