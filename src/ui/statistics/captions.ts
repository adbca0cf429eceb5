import type { Counts, TallyTable } from '../../engine/facets/statusTally.ts'
import type { Span, SpanKind } from '../../model/time/calendar.ts'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { PATH_SEPARATOR } from '../../model/query/fields.ts'
import { STATUSES, type Status } from '../../model/mark/mark.ts'
import type { Horizon, ReadIn, Spread } from '../../model/mark/readingStatistics.ts'

// Captions that state the numbers in plain words and do not judge them.

const papers = (many: number) => printCount(many, 'paper')
const days = (many: number) => `${print(many)} ${many === 1 ? 'day' : 'days'}`
const print = (number: number) => number.toLocaleString(undefined, { maximumFractionDigits: number < 10 ? 1 : 0 })

const dateOf = {
  date: new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }),
  week: new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' }),
  month: new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' }),
  year: new Intl.DateTimeFormat(undefined, { year: 'numeric' }),
  shortMonth: new Intl.DateTimeFormat(undefined, { month: 'short' }),
  day: new Intl.DateTimeFormat(undefined, { day: 'numeric' }),
}

/** `24 November 2026`, in the user’s locale. */
export const printDate = (ms: number): string => dateOf.date.format(ms)

/** `November 2026`, `16 – 22 Nov 2026` or `2026`. */
export const formatSpan = (kind: SpanKind, { from, to }: Pick<Span, 'from' | 'to'>): string =>
  kind === 'week' ? dateOf.week.formatRange(from, to - 1) : dateOf[kind].format(from)

/** The range of several spans, such as `December 2025 – November 2026`. */
export const printSpans = (kind: SpanKind, spans: readonly Span[]): string =>
  dateOf[kind].formatRange(spans[0]!.from, spans.at(-1)!.to - 1)

/** The label below the bar of a span, and the label it shares with its neighbours. */
export function labelSpan(kind: SpanKind, { from }: Span): { readonly label: string; readonly group?: string } {
  if (kind === 'year') return { label: dateOf.year.format(from) }
  if (kind === 'month') return { label: dateOf.shortMonth.format(from), group: dateOf.year.format(from) }
  return { label: dateOf.day.format(from), group: dateOf.shortMonth.format(from) }
}

export const HORIZON_LABELS: Readonly<Record<Horizon, string>> = {
  weeks: '12 weeks',
  months: '12 months',
  all: 'All time',
}

/** How many papers were read within a horizon, and when most of them. */
export function sayRead(horizon: Horizon, { kind, bars, papers: all, spans }: ReadIn): string {
  const when = horizon === 'all' ? '' : ` in the last ${HORIZON_LABELS[horizon]}`
  if (all === 0) return `Nothing was marked Read${when}.`
  const some = bars.filter((bar) => bar.papers > 0)
  const names = some.map((bar) => formatSpan(kind, bar))
  if (some.length <= FEW_BARS)
    return `${papers(all)} read${when}: ${some.length === 1 ? 'all ' : ''}in ${list.format(names)}.`
  const most = Math.max(...some.map((bar) => bar.papers))
  const [top, ...others] = some.filter((bar) => bar.papers === most)
  const rate = spans < FEW_SPANS || all < spans ? '' : `, about ${print(all / spans)} a ${kind}`
  const peak =
    others.length > 0
      ? `at most ${printNumber(most)} a ${kind}`
      : `${printNumber(most)} of them in ${formatSpan(kind, top!)}`
  return `${papers(all)} read${when}${rate}; ${peak}${others.length > 0 ? '' : `, the most in a ${kind}`}.`
}

const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** Most bars that a caption names one by one. */
const FEW_BARS = 3

/** Fewest spans for which a rate is meaningful. */
const FEW_SPANS = 3

/** The caption for many papers marked in one step, perhaps by an import, and not read on that day; else null. */
export const sayAtOnce = ({ atOnce }: ReadIn): string | null =>
  atOnce && atOnce.papers >= MANY_AT_ONCE
    ? `${papers(atOnce.papers)} were marked Read in one step, on ${printDate(atOnce.at)}.`
    : null

const MANY_AT_ONCE = 10

/** How long it took from To read to Read. */
export function sayTook({ papers: all, median }: Spread): string {
  if (median === null) return 'No paper that was To read has been read in this time.'
  if (all === 1) return `One paper, ${median === 0 ? 'on the same day' : `after ${days(median)}`}.`
  return `${papers(all)}, half of them ${median === 0 ? 'on the same day' : `within ${days(median)}`}.`
}

/** How long the papers marked To read have been waiting. */
export function sayWaiting({ papers: all, median }: Spread): string {
  if (median === null) return 'No paper is marked To read.'
  if (all === 1) return `One paper, ${median === 0 ? 'since today' : `for ${days(median)}`}.`
  return `${papers(all)}, half of them ${median === 0 ? 'since today' : `for ${days(median)} or longer`}.`
}

const countOf = (counts: Counts, status: Status) => counts[STATUSES.indexOf(status)]!

/** The number of papers of all statuses. */
export const sumOf = (counts: Counts): number => counts.reduce((sum, count) => sum + count, 0)

/** How many papers are read, being read and to be read. */
export function describeStanding(all: Counts): string {
  const [read, reading, toRead] = (['read', 'reading', 'to-read'] as const).map((status) => countOf(all, status))
  const parts = [
    `${printNumber(read!)} of ${papers(sumOf(all))} ${read === 1 ? 'is' : 'are'} read`,
    ...(reading! > 0 ? [`${printNumber(reading!)} ${reading === 1 ? 'is' : 'are'} being read`] : []),
    ...(toRead! > 0 ? [`${printNumber(toRead!)} ${toRead === 1 ? 'is' : 'are'} to be read`] : []),
  ]
  return `${list.format(parts)}.`
}

/** The value with the most papers read or, if none is read, with the most papers. */
export function sayMostRead({ rows }: TallyTable): string {
  const most = (of: (counts: Counts) => number) => rows.toSorted((a, b) => of(b.counts) - of(a.counts))[0]!
  const { value, counts } = most((counts) => countOf(counts, 'read'))
  const read = countOf(counts, 'read')
  if (read > 0) return `Most read in ${isolate(nameOf(value))}: ${printNumber(read)} of ${papers(sumOf(counts))}.`
  const first = most(sumOf)
  return `Most papers are in ${isolate(nameOf(first.value))}: ${printNumber(sumOf(first.counts))}.`
}

/** The last step of a topic path. */
export const nameOf = (value: string): string => value.split(PATH_SEPARATOR).at(-1)!

/** Isolates a right-to-left name from the text around it (U+2068 and U+2069). */
export const isolate = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text)

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
