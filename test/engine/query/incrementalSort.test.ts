import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIncrementalSort } from '../../../src/engine/query/incrementalSort.ts'

/** The result of a sort, and the number of its slices. */
function sortAll<T>(items: readonly T[], compare: (a: T, b: T) => number) {
  const sort = createIncrementalSort(items, compare)
  let pieces = 1
  let sorted = sort()
  for (; !sorted; sorted = sort()) pieces += 1
  return { sorted, pieces }
}

test('the sort agrees with a plain sort, and is stable', () => {
  const item = fc.record({ key: fc.nat(50), name: fc.nat() })
  fc.assert(
    fc.property(fc.array(item, { maxLength: 200 }), fc.constantFrom(1, 30, 60, 150), (some, times) => {
      const items = Array.from({ length: times }, () => some).flat()
      const byKey = (a: { key: number }, b: { key: number }) => a.key - b.key
      expect(sortAll(items, byKey).sorted).toEqual(items.toSorted(byKey))
    }),
    { numRuns: 40 },
  )
})

test('the sort takes slices of bounded size, and O(n log n) comparisons', () => {
  let compared = 0
  let most = 0
  const sort = createIncrementalSort(
    Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 50_000),
    (a, b) => {
      compared += 1
      return a - b
    },
  )
  for (let before = 0; !sort(); before = compared) most = Math.max(most, compared - before)
  expect(most).toBeLessThan(30_000)
  expect(compared).toBeLessThan(50_000 * 17)
})

test('the sort of no items is empty, and the input stays unchanged', () => {
  expect(sortAll<number>([], (a, b) => a - b).sorted).toEqual([])
  const items = [3, 1, 2]
  expect(sortAll(items, (a, b) => a - b).sorted).toEqual([1, 2, 3])
  expect(items).toEqual([3, 1, 2])
})
