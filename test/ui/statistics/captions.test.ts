import { describe, expect, test } from 'vitest'
import { spansUntil, type SpanKind } from '../../../src/model/time/calendar.ts'
import type { Horizon, ReadIn, Spread } from '../../../src/model/mark/readingStatistics.ts'
import { STATUSES, type Status } from '../../../src/model/mark/mark.ts'
import {
  isolate,
  labelSpan,
  formatSpan,
  sayAtOnce,
  sayMostRead,
  sayRead,
  describeStanding,
  sayTook,
  sayWaiting,
} from '../../../src/ui/statistics/captions.ts'

const NOW = new Date(2026, 10, 24, 12).getTime()
const spread = (papers: number, median: number | null): Spread => ({ bars: [], papers, median })
const counts = (said: Partial<Record<Status, number>>) => STATUSES.map((status) => said[status] ?? 0)

/** Papers read in the last periods, of which the last ends now. */
function read(kind: SpanKind, papers: readonly number[], more: Partial<ReadIn> = {}): ReadIn {
  const bars = spansUntil(NOW, kind, papers.length, 1).map((span, i) => ({ ...span, papers: papers[i]! }))
  const all = papers.reduce((sum, count) => sum + count, 0)
  return { kind, bars, papers: all, typed: '', spans: papers.length, atOnce: null, took: spread(0, null), ...more }
}
const says = (horizon: Horizon, ...of: Parameters<typeof read>) => sayRead(horizon, read(...of))

describe('the caption of read papers', () => {
  test('names the period with the most', () => {
    expect(says('months', 'month', [1, 2, 3, 12])).toBe(
      '18 papers read in the last 12 months, about 4.5 a month; 12 of them in November 2026, the most in a month.',
    )
    expect(says('all', 'year', [5, 7, 6, 1])).toBe(
      '19 papers read, about 4.8 a year; 7 of them in 2024, the most in a year.',
    )
  })

  test('names no period where several have the most', () => {
    expect(says('months', 'month', [3, 3, 1, 1])).toBe(
      '8 papers read in the last 12 months, about 2 a month; at most 3 a month.',
    )
  })

  test('names each period where they are few', () => {
    expect(says('months', 'month', [0, 0, 1])).toBe('1 paper read in the last 12 months: all in November 2026.')
    expect(says('months', 'month', [2, 0, 1])).toBe(
      '3 papers read in the last 12 months: in September 2026 and November 2026.',
    )
    expect(says('months', 'month', [0, 0])).toBe('Nothing was marked Read in the last 12 months.')
  })

  test('tells how many were marked in one step, where they are many', () => {
    expect(sayAtOnce(read('month', [300], { atOnce: { papers: 280, at: NOW } }))).toBe(
      '280 papers were marked Read in one step, on November 24, 2026.',
    )
    expect(sayAtOnce(read('month', [9], { atOnce: { papers: 9, at: NOW } }))).toBeNull()
    expect(sayAtOnce(read('month', [0]))).toBeNull()
  })
})

test('periods are named after the calendar', () => {
  const last = (kind: SpanKind) => spansUntil(NOW, kind, 1, 1)[0]!
  expect(formatSpan('month', last('month'))).toBe('November 2026')
  expect(formatSpan('year', last('year'))).toBe('2026')
  expect(formatSpan('week', last('week')).replaceAll(/\s/g, ' ')).toBe('Nov 23 – 29, 2026')
  expect(labelSpan('week', last('week'))).toEqual({ label: '23', group: 'Nov' })
  expect(labelSpan('month', last('month'))).toEqual({ label: 'Nov', group: '2026' })
  expect(labelSpan('year', last('year'))).toEqual({ label: '2026' })
})

describe('the caption of durations tells the median', () => {
  test.each([
    [0, null, 'No paper that was To read has been read in this time.'],
    [1, 0, 'One paper, on the same day.'],
    [1, 1, 'One paper, after 1 day.'],
    [7, 0, '7 papers, half of them on the same day.'],
    [7, 3.5, '7 papers, half of them within 3.5 days.'],
  ])('where %i papers took %j days to be read', (papers, median, expected) => {
    expect(sayTook(spread(papers, median))).toBe(expected)
  })

  test.each([
    [0, null, 'No paper is marked To read.'],
    [1, 0, 'One paper, since today.'],
    [1, 40, 'One paper, for 40 days.'],
    [7, 40.5, '7 papers, half of them for 41 days or longer.'],
  ])('where %i papers have waited for %j days', (papers, median, expected) => {
    expect(sayWaiting(spread(papers, median))).toBe(expected)
  })
})

test('the caption of statuses names only those that have papers', () => {
  expect(describeStanding(counts({ unread: 23 }))).toBe('0 of 23 papers are read.')
  expect(describeStanding(counts({ read: 1, reading: 1, 'to-read': 1, skipped: 2 }))).toBe(
    '1 of 5 papers is read, 1 is being read, and 1 is to be read.',
  )
  expect(describeStanding(counts({ read: 1200, 'to-read': 3 }))).toBe(
    '1,200 of 1,203 papers are read and 3 are to be read.',
  )
})

test('the caption of a table names the value with the most read, or otherwise with the most papers', () => {
  const rows = [
    { value: 'LLM', counts: counts({ unread: 4 }) },
    { value: 'Systems › Storage', counts: counts({ read: 2, unread: 1 }) },
  ]
  expect(sayMostRead({ rows, rest: counts({}) })).toBe('Most read in Storage: 2 of 3 papers.')
  expect(sayMostRead({ rows: rows.slice(0, 1), rest: counts({}) })).toBe('Most papers are in LLM: 4.')
  const rtl = [{ value: 'רשתות', counts: counts({ read: 1 }) }]
  expect(sayMostRead({ rows: rtl, rest: counts({}) })).toBe('Most read in \u2068רשתות\u2069: 1 of 1 paper.')
  expect(isolate('LLM')).toBe('LLM')
})
