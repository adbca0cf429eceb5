import { expect, test } from 'vitest'
import type { Facet } from '../../../src/engine/facets/facetValues.ts'
import { completionMessage, countRemaining } from '../../../src/ui/list/remaining.ts'

/** The counts of the statuses, in the menu's order, with what is chosen and left out. */
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

test('as long as something unread is left, nothing is said', () => {
  expect(said([1, 0, 0, 22])).toBeNull()
  expect(said([1, 0, 0, 22], ['Unread'])).toBeNull()
})

test('when all is read, or was skipped, that is said', () => {
  expect(said([0, 0, 0, 22, 1])).toBe('Everything here is read.')
  expect(said([0, 0, 0, 22, 1], ['Unread'])).toBe('Everything here is read.')
})

test('what waits or is being read is not called read', () => {
  expect(said([0, 2, 1, 20])).toBe('Nothing unread is left here.')
  expect(said([0, 0, 0, 0, 3])).toBe('Nothing unread is left here.')
})

test('who looks at papers of another status did not ask', () => {
  expect(said([0, 0, 0, 22], ['Read'])).toBeNull()
  expect(said([0, 0, 0, 22], ['Unread', 'Reading'])).toBeNull()
  expect(said([0, 0, 0, 22], [], ['Read'])).toBeNull()
})

test('where no paper is, none is called read', () => {
  expect(said([0, 0, 0, 0, 0], ['Unread'])).toBeNull()
  expect(completionMessage(countRemaining([]))).toBeNull()
})
