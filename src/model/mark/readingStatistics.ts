import { monthsBetween, spansUntil, type Span, type SpanKind } from '../time/calendar.ts'
import { day, dayNumber } from '../time/day.ts'
import { changedAt, historyOf, UNMARKED, type Status } from './mark.ts'
import { MOVED, type Marks } from './cell.ts'
import { isWithin } from '../time/period.ts'
import { toProgress, type Progress } from './readingProgress.ts'
import { isUserRecord } from './userRecord.ts'

/** What the user said of one paper, and when. */
export type ReadingHistory = Progress & { readonly status: Status }

/** What they said of every paper. A mark that has gone on to another paper is told of there. */
export function readMarks(marks: Marks): readonly ReadingHistory[] {
  const all: ReadingHistory[] = []
  for (const [id, kept] of marks) {
    if (isUserRecord(id) || (kept.has(MOVED) && changedAt(kept) === null)) continue
    const history = historyOf(kept)
    all.push({ ...toProgress(history), status: history.at(-1)?.status ?? UNMARKED.status })
  }
  return all
}

/** How far back one looks. */
export const HORIZONS = ['weeks', 'months', 'all'] as const
export type Horizon = (typeof HORIZONS)[number]

const FEWEST = 12
/** More bars than this nobody tells apart; then there is one a year. */
const MOST_MONTHS = 60

/** What was read within a horizon. */
export type ReadIn = {
  readonly kind: SpanKind
  /** Papers read in each span: one that was read again in another counts in both. */
  readonly bars: readonly (Span & { readonly papers: number })[]
  /** Papers read in all of them together, each once; `typed` is that time as a query's period. */
  readonly papers: number
  readonly typed: string
  /** Spans since the first paper ever read. */
  readonly spans: number
  /** The most papers that were marked Read in one step, and when; null where there are none. */
  readonly atOnce: { readonly papers: number; readonly at: number } | null
  readonly took: Spread
}

/** Days by how many there are: those of each bar, and the median; null where there are none. */
export type Spread = { readonly bars: readonly DaysBar[]; readonly papers: number; readonly median: number | null }
/** From the first number of days to the last, which counts; null is open. `typed` is the same as a query's period. */
export type DaysBar = {
  readonly from: number
  readonly to: number | null
  readonly typed: string
  readonly papers: number
}

/** The last days of the bars but the last one, which is open. */
const TOOK_DAYS = [0, 2, 7, 14, 30, 91]
const WAITING_DAYS = [7, 30, 91]

/** What was read in the weeks or months up to `now`, in milliseconds since 1970, or in all of the time. */
export function readPerPeriod(all: readonly ReadingHistory[], horizon: Horizon, now: number, firstDay: number): ReadIn {
  const first = all.reduce((first, { read: [at = now] }) => Math.min(first, at), now)
  const [kind, count] = spansOf(horizon, first, now)
  const spans = spansUntil(now, kind, count, firstDay)
  const since = horizon === 'all' ? 0 : spans[0]!.from
  const isIn = (at: number) => at >= since
  const found = all.filter(({ read }) => read.some(isIn))
  const counts = spans.map(() => 0)
  const steps = new Map<number, number>()
  for (const { read } of found) {
    const times = read.filter(isIn)
    const places = times.map((at) => spans.findIndex((span) => isWithin(span, at)))
    for (const place of new Set(places)) if (place >= 0) counts[place]! += 1
    for (const at of times) steps.set(at, (steps.get(at) ?? 0) + 1)
  }
  const atOnce = [...steps].reduce<ReadIn['atOnce']>(
    (most, [at, papers]) => (papers > (most?.papers ?? 0) ? { papers, at } : most),
    null,
  )
  return {
    kind,
    bars: spans.map((span, i) => ({ ...span, papers: counts[i]! })),
    papers: found.length,
    typed: horizon === 'all' ? '>=1970' : `>=${day(since)}`,
    spans: spans.filter(({ to }) => to > first).length,
    atOnce,
    took: spread(
      found.flatMap(({ took }) => took ?? []),
      TOOK_DAYS,
      (from, to) => (to === null ? `>=${from}` : from === to ? `${from}` : `${from}..${to}`),
    ),
  }
}

function spansOf(horizon: Horizon, first: number, now: number): readonly [kind: SpanKind, count: number] {
  if (horizon !== 'all') return [horizon === 'weeks' ? 'week' : 'month', FEWEST]
  const months = monthsBetween(first, now)
  return months <= MOST_MONTHS ? ['month', Math.max(FEWEST, months)] : ['year', yearsBetween(first, now)]
}

const yearsBetween = (from: number, to: number) => new Date(to).getFullYear() - new Date(from).getFullYear() + 1

/** For how many days the papers that are To read have been so; `typed` is the same as a period of `since:`. */
export function waiting(all: readonly ReadingHistory[], now: number): Spread {
  const today = dayNumber(now)
  const days = all.flatMap(({ status, since }) =>
    status === 'to-read' && since !== null ? Math.max(0, today - dayNumber(since)) : [],
  )
  const date = new Date(now)
  const ago = (days: number) => day(new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime())
  return spread(days, WAITING_DAYS, (from, to) =>
    to === null ? `<=${ago(from)}` : from === 0 ? `>=${ago(to)}` : `${ago(to)}..${ago(from)}`,
  )
}

function spread(
  days: readonly number[],
  ends: readonly number[],
  print: (from: number, to: number | null) => string,
): Spread {
  const bars = [...ends, null].map((to, i) => {
    const from = i === 0 ? 0 : ends[i - 1]! + 1
    const papers = days.filter((count) => count >= from && (to === null || count <= to)).length
    return { from, to, typed: print(from, to), papers }
  })
  return { bars, papers: days.length, median: median(days) }
}

function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
