import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIncrementalSort } from '../../../src/engine/query/incrementalSort.ts'

/** All pieces of a sort, and how many there were. */
function sortAll<T>(items: readonly T[], compare: (a: T, b: T) => number) {
  const sort = createIncrementalSort(items, compare)
  let pieces = 1
  let sorted = sort()
  for (; !sorted; sorted = sort()) pieces += 1
  return { sorted, pieces }
}

test('is the order that a plain sort has, with equal items in theirs', () => {
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

test('takes pieces of a bounded size, and comparisons in the order of n log n', () => {
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

test('of nothing is nothing, and what was given stays as it was', () => {
  expect(sortAll<number>([], (a, b) => a - b).sorted).toEqual([])
  const items = [3, 1, 2]
  expect(sortAll(items, (a, b) => a - b).sorted).toEqual([1, 2, 3])
  expect(items).toEqual([3, 1, 2])
})
