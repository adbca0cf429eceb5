import { expect, test } from 'vitest'
import type { Facet } from '../../../src/engine/facets/facetValues.ts'
import { completionMessage, countRemaining } from '../../../src/ui/list/remaining.ts'

/** The counts of the statuses in the menu’s order, with the chosen and the excluded values. */
const facets = (
  counts: readonly number[],
  chosen: readonly string[] = [],
  excluded: readonly string[] = [],
): Facet[] => [
  {
    field: 'status',
    total: 5,
    shared: [],
    values: ['Unread', 'To read', 'Reading', 'Read', 'Skipped'].map((value, i) => ({
      value,
      count: counts[i] ?? 0,
      chosen: chosen.includes(value),
      excluded: excluded.includes(value),
    })),
  },
]
const said = (...given: Parameters<typeof facets>) => completionMessage(countRemaining(facets(...given)))

test('no message is shown while something unread is left', () => {
  expect(said([1, 0, 0, 22])).toBeNull()
  expect(said([1, 0, 0, 22], ['Unread'])).toBeNull()
})

test('a message tells that all papers are read or skipped', () => {
  expect(said([0, 0, 0, 22, 1])).toBe('Everything here is read.')
  expect(said([0, 0, 0, 22, 1], ['Unread'])).toBe('Everything here is read.')
})

test('papers to read or being read do not count as read', () => {
  expect(said([0, 2, 1, 20])).toBe('Nothing unread is left here.')
  expect(said([0, 0, 0, 0, 3])).toBe('Nothing unread is left here.')
})

test('no message is shown when the user filters by another status', () => {
  expect(said([0, 0, 0, 22], ['Read'])).toBeNull()
  expect(said([0, 0, 0, 22], ['Unread', 'Reading'])).toBeNull()
  expect(said([0, 0, 0, 22], [], ['Read'])).toBeNull()
})

test('no message is shown for an empty list', () => {
  expect(said([0, 0, 0, 0, 0], ['Unread'])).toBeNull()
  expect(completionMessage(countRemaining([]))).toBeNull()
})
