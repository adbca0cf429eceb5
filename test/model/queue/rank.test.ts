import * as fc from 'fast-check'
import { generateKeyBetween } from 'fractional-indexing'
import { describe, expect, test } from 'vitest'
import { isRank, rankOfTime } from '../../../src/model/queue/rank.ts'

const time = fc.integer({ min: 1, max: Date.UTC(2999, 0) })

describe('the place of a paper that was never moved', () => {
  test('is later for later times', () => {
    fc.assert(
      fc.property(time, time, (one, other) => {
        expect(Math.sign(one - other)).toBe(
          rankOfTime(one) === rankOfTime(other) ? 0 : rankOfTime(one) < rankOfTime(other) ? -1 : 1,
        )
      }),
    )
  })

  test('is one between which, before which and after which others can be placed', () => {
    fc.assert(
      fc.property(time, time, (one, other) => {
        const [a, b] = [rankOfTime(Math.min(one, other)), rankOfTime(Math.max(one, other) + 1)]
        const [first, middle, last] = [
          generateKeyBetween(null, a),
          generateKeyBetween(a, b),
          generateKeyBetween(b, null),
        ]
        expect([first, middle, last].map(isRank)).toEqual([true, true, true])
        expect([last, b, middle, a, first].toSorted()).toEqual([first, a, middle, b, last])
      }),
    )
  })
})

test('what is damaged is no place', () => {
  expect(isRank('h0abcdefg')).toBe(true)
  for (const value of [null, true, '', 'a0', 'h0abcdef', 'h0abcdefg0', 'h0abcdef-', '5'])
    expect(isRank(value)).toBe(false)
})
