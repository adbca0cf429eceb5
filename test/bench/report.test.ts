import { expect, test } from 'vitest'
import { printChart } from './chart.ts'
import { printTable, putBetweenMarkers, type Samples } from './report.ts'
import { median, quantile } from './statistics.ts'

const samples = (values: Record<string, readonly number[]>): Samples => new Map(Object.entries(values))

test('the median and the 95th percentile are measured values', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(median(values)).toBe(50)
  expect(quantile(values, 0.95)).toBe(95)
  expect(quantile([7], 0.95)).toBe(7)
  expect(median([])).toBeNaN()
})

test('the table has a row for each measured metric, and the app against the plain page', () => {
  const table = printTable(
    new Map([
      ['app', samples({ 'search painted': [10, 20, 30], 'toggle cpu': [4] })],
      ['tanstack', samples({ 'search painted': [40, 40, 50] })],
    ]),
  )
  expect(table).toBe(
    [
      '|  | `app` | `tanstack` | `app` ÷ `tanstack` |',
      '| --- | --: | --: | --: |',
      '| search key → painted, ms | 20 / 30 | 40 / 50 | 0.50 |',
      '| star, CPU ms | 4.0 |  |  |',
    ].join('\n'),
  )
})

test('new results replace the old ones, and the text around them stays', () => {
  const text = 'a\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nb\n'
  const once = putBetweenMarkers(text, 'new')
  expect(once).toBe('a\n<!-- measured: begin -->\n\nnew\n\n<!-- measured: end -->\nb\n')
  expect(putBetweenMarkers(once, 'new')).toBe(once)
  expect(() => putBetweenMarkers('a', 'new')).toThrow('measured: begin')
})

test('the chart has a line for each page and a dot for each size, and slower results are higher', () => {
  const page = (ms: number) => samples({ 'search painted': [ms], 'sort painted': [ms], 'facet painted': [ms] })
  const pages = (ms: number) =>
    new Map([
      ['app', page(16)],
      ['a<b', page(ms)],
    ])
  const chart = printChart(
    new Map([
      [1000, pages(20)],
      [100_000, pages(500)],
    ]),
  )
  expect(chart.match(/<path /g)?.length).toBe(6)
  expect(chart.match(/<circle /g)?.length).toBe(12)
  expect(chart).toContain('prefers-color-scheme: dark')
  expect(chart).toContain('a&lt;b')
  expect(chart).toContain('100,000')
  const heights = [...chart.matchAll(/<circle class="c1" cx="[\d.]+" cy="([\d.]+)"/g)].map(([, y]) => Number(y))
  expect(heights[0]).toBeGreaterThan(heights[1]!)
})
