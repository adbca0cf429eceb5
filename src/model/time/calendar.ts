import { day } from './day.ts'

export type SpanKind = 'week' | 'month' | 'year'

/**
 * A week, month or year of the user's calendar, from its first millisecond since 1970 up to, but without, the first of
 * the next; `typed` is the same as a query's period.
 */
export type Span = { readonly from: number; readonly to: number; readonly typed: string }

/** So many spans in a row, of which `now` lies in the last. Weeks begin on `firstDay`: 1 is Monday, 7 Sunday. */
export function spansUntil(now: number, kind: SpanKind, count: number, firstDay: number): readonly Span[] {
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [beginning(now, kind, i - count + 1, firstDay), beginning(now, kind, i - count + 2, firstDay)]
    return { from, to, typed: print(kind, from, to) }
  })
}

/** How many months it takes from the one in which a time lies to that in which another does, both counted. */
export function monthsBetween(from: number, to: number): number {
  const [a, b] = [new Date(from), new Date(to)]
  return (b.getFullYear() - a.getFullYear()) * 12 + b.getMonth() - a.getMonth() + 1
}

/** The first moment of the span that is so many on from the one in which a time lies; days need not have 24 hours. */
function beginning(ms: number, kind: SpanKind, on: number, firstDay: number): number {
  const date = new Date(ms)
  const [y, m, d] = [date.getFullYear(), date.getMonth(), date.getDate()]
  if (kind === 'year') return new Date(y + on, 0, 1).getTime()
  if (kind === 'month') return new Date(y, m + on, 1).getTime()
  const weekday = (date.getDay() - firstDay + 7) % 7
  return new Date(y, m, d - weekday + 7 * on).getTime()
}

function print(kind: SpanKind, from: number, to: number): string {
  const first = day(from)
  if (kind === 'year') return first.slice(0, 4)
  return kind === 'month' ? first.slice(0, 7) : `${first}..${day(to - 1)}`
}

type WeekInfo = { readonly firstDay?: number }
type Local = Intl.Locale & { readonly weekInfo?: WeekInfo; getWeekInfo?(): WeekInfo }

/** The day on which weeks begin where a language is spoken, 1 for Monday to 7 for Sunday; Monday where that is not known. */
export function firstDayOfWeek(language: string): number {
  try {
    const locale = new Intl.Locale(language) as Local
    return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1
  } catch {
    // No name of a language that there is.
    return 1
  }
}
