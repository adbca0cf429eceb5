import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withChanges } from '../../../src/model/mark/layeredMap.ts'

const entries = fc.array(fc.tuple(fc.nat(1500), fc.integer({ min: 1 })), { maxLength: 400 })

test('a layered map agrees with a copied map, and its base stays unchanged', () => {
  fc.assert(
    fc.property(entries, fc.array(entries, { maxLength: 4 }), (first, steps) => {
      let [is, wanted]: ReadonlyMap<number, number>[] = [new Map(first), new Map(first)]
      for (const step of steps) {
        const [before, copy] = [is!, new Map(is)]
        is = withChanges(before, new Map(step))
        wanted = new Map([...wanted!, ...step])
        expect(new Map(before)).toEqual(copy)
      }
      const told: [number, number][] = []
      is!.forEach((value, key) => void told.push([key, value]))
      expect(told).toEqual([...wanted!])
      expect([[...is!.keys()], [...is!.values()], is!.size]).toEqual([
        [...wanted!.keys()],
        [...wanted!.values()],
        wanted!.size,
      ])
      for (const key of [0, 1, 700, ...wanted!.keys()]) {
        expect([is!.get(key), is!.has(key)]).toEqual([wanted!.get(key), wanted!.has(key)])
      }
    }),
    { numRuns: 40 },
  )
})

test('a change does not copy the large base, however many changes follow', () => {
  const large = new Map(Array.from({ length: 10_000 }, (_, i) => [i, i]))
  let read = 0
  const entries = large[Symbol.iterator].bind(large)
  large[Symbol.iterator] = () => {
    read += 1
    return entries()
  }
  let changed: ReadonlyMap<number, number> = large
  for (let i = 0; i < 502; i += 1) changed = withChanges(changed, new Map([[i, -i]]))
  expect([read, changed.size, changed.get(501), changed.get(502), large.get(501)]).toEqual([0, 10_000, -501, 502, 501])
  const wanted = new Map(changed)
  read = 0
  for (let from = 5000; from < 15_000; from += 250) {
    const step = new Map(Array.from({ length: 300 }, (_, i) => [from + i, -from]))
    changed = withChanges(changed, step)
    for (const [key, value] of step) wanted.set(key, value)
  }
  expect([read, changed.size]).toEqual([0, wanted.size])
  expect([...changed].join(' ')).toBe([...wanted].join(' '))
})
