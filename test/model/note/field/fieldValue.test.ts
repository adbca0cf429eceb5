import { expect, test } from 'vitest'
import { kindOf, parseCheck, parseDate, parseNumber } from '../../../../src/model/note/field/fieldValue.ts'

test.each([
  ['2.4×', 2.4],
  ['2,4x', 2.4],
  ['~3.5', 3.5],
  ['-7', -7],
  ['1,024', 1024],
  ['1 024 GPUs', 1024],
  ['1.2e-3', 0.0012],
  ['90%', 90],
  ['1.5 ms', 0.0015],
  ['200 µs', 0.0002],
  ['2 min', 120],
  ['40 GB', 40e9],
  ['900 MB', 900e6],
  ['7B', 7e9],
  ['7 B', 7],
  ['12k', 12_000],
  ['8 GPUs', 8],
  ['12 ms (p99)', 0.012],
])('%s is compared as a number', (text, number) => {
  expect(parseNumber(text)).toBeCloseTo(number, 9)
})

test.each(['', 'high', 'A100', '2.4 to 3', '1.2.3', '12:30', '2026-11-29', 'GPT-4'])('“%s” is no number', (text) => {
  expect(parseNumber(text)).toBeNull()
})

test('months and days are dates, and marks and words are checks', () => {
  expect(parseDate('2026-11')).toBe(Date.UTC(2026, 10, 1))
  expect(parseDate('2026-11-29')).toBe(Date.UTC(2026, 10, 29))
  expect([parseDate('2026-13'), parseDate('2026')]).toEqual([null, null])
  expect(['✓', '✅', 'Yes', '[x]'].map(parseCheck)).toEqual([true, true, true, true])
  expect(['✗', 'no', '[ ]'].map(parseCheck)).toEqual([false, false, false])
  expect(parseCheck('maybe')).toBeNull()
})

test('a key is compared as most of its values are', () => {
  expect(kindOf(['2×', '3', 'about twice'])).toBe('number')
  expect(kindOf(['2026-01', '2026-02-01', '?'])).toBe('date')
  expect(kindOf(['✓', 'no'])).toBe('check')
  expect(kindOf(['2', 'high'])).toBe('text')
  expect(kindOf([])).toBe('text')
})
