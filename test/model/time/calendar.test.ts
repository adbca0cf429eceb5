import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstDayOfWeek, monthsBetween, spansUntil, type SpanKind } from '../../../src/model/time/calendar.ts'
import { dayNumber } from '../../../src/model/time/day.ts'
import { parsePeriod } from '../../../src/model/time/period.ts'
import { inZone, ZONES } from '../../support/zones.ts'

const at = (text: string) => new Date(text).getTime()
const typed = (now: string, kind: SpanKind, count: number, firstDay = 1) =>
  spansUntil(at(now), kind, count, firstDay).map(({ typed }) => typed)

describe('the last periods of a calendar', () => {
  test('are weeks that begin on the user’s first day of the week', () => {
    // A Tuesday.
    expect(typed('2026-11-24T12:00', 'week', 2, 1)).toEqual(['2026-11-16..2026-11-22', '2026-11-23..2026-11-29'])
    expect(typed('2026-11-24T12:00', 'week', 1, 7)).toEqual(['2026-11-22..2026-11-28'])
    expect(typed('2026-11-24T12:00', 'week', 1, 6)).toEqual(['2026-11-21..2026-11-27'])
    expect(typed('2026-11-22T23:59', 'week', 1, 1)).toEqual(['2026-11-16..2026-11-22'])
    expect(typed('2026-11-22T00:00', 'week', 1, 7)).toEqual(['2026-11-22..2026-11-28'])
  })

  test('are months and years, whatever their length', () => {
    expect(typed('2026-03-31T12:00', 'month', 3)).toEqual(['2026-01', '2026-02', '2026-03'])
    expect(typed('2026-01-01T00:00', 'month', 2)).toEqual(['2025-12', '2026-01'])
    expect(typed('2024-02-29T12:00', 'year', 2)).toEqual(['2023', '2024'])
  })

  test.each(ZONES)('follow without a gap in %s, and equal the periods of queries', (zone) => {
    const moment = fc.integer({ min: Date.UTC(2008, 0), max: Date.UTC(2030, 0) })
    const kind = fc.constantFrom<SpanKind>('week', 'month', 'year')
    inZone(zone, () => {
      fc.assert(
        fc.property(moment, kind, fc.integer({ min: 1, max: 7 }), (now, kind, firstDay) => {
          const spans = spansUntil(now, kind, 13, firstDay)
          expect(spans.slice(1).map(({ from }) => from)).toEqual(spans.slice(0, -1).map(({ to }) => to))
          expect(now).toBeGreaterThanOrEqual(spans.at(-1)!.from)
          expect(now).toBeLessThan(spans.at(-1)!.to)
          for (const { from, to, typed } of spans) expect(parsePeriod(typed)).toEqual({ from, to })
        }),
      )
    })
  })
})

test('the number of months includes the first and the last', () => {
  expect(monthsBetween(at('2026-11-01T00:00'), at('2026-11-30T23:59'))).toBe(1)
  expect(monthsBetween(at('2025-12-31T23:59'), at('2026-01-01T00:00'))).toBe(2)
  expect(monthsBetween(at('2024-02-01T12:00'), at('2026-01-01T12:00'))).toBe(24)
})

test('weeks begin as in the locale’s region, and on Monday where the region is unknown', () => {
  expect(firstDayOfWeek('en-US')).toBe(7)
  expect(firstDayOfWeek('de-DE')).toBe(1)
  expect(firstDayOfWeek('ar-EG')).toBe(6)
  expect(firstDayOfWeek('no such language')).toBe(1)
})

test.each(ZONES)('days are consecutive in %s, whatever their hours', (zone) => {
  inZone(zone, () => {
    const days = Array.from({ length: 400 }, (_, i) => dayNumber(new Date(2026, 0, 1 + i).getTime()))
    expect(days.map((number) => number - days[0]!)).toEqual([...days.keys()])
  })
})
