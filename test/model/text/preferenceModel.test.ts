import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { learnTaste, rate, reasonsOf, type Example } from '../../../src/model/text/preferenceModel.ts'
import type { Vector } from '../../../src/model/text/vectors.ts'
import { finish } from '../../support/steps.ts'

/** The unit vector with these terms. */
const vector = (...numbers: readonly number[]): Vector => ({
  numbers: Uint32Array.from(numbers),
  weights: Float32Array.from(numbers, () => 1 / Math.sqrt(numbers.length)),
})
const likes = (...numbers: readonly number[]): Example => ({ vector: vector(...numbers), liked: true, weight: 1 })
const skips = (...numbers: readonly number[]): Example => ({ vector: vector(...numbers), liked: false, weight: 1 })
const learn = (examples: readonly Example[], terms = 10) => finish(learnTaste(examples, terms))

describe('a preference model', () => {
  const taste = learn([likes(0, 1), likes(0, 2), likes(1, 3), skips(4, 3), skips(5, 2), skips(4, 5)])

  test('rates texts similar to liked ones above zero, and others below', () => {
    expect(rate(taste, vector(0, 6))).toBeGreaterThan(0)
    expect(rate(taste, vector(4, 6))).toBeLessThan(0)
    expect(rate(taste, vector(0, 1))).toBeGreaterThan(rate(taste, vector(0, 4)))
  })

  test('gives less weight to a term that both sides have', () => {
    const [both, one] = [Math.abs(taste.terms[3]!), taste.terms[1]!]
    expect(both).toBeLessThan(one / 2)
  })

  test('gives more weight to examples of more weight', () => {
    const half = { ...likes(1), weight: 0.1 }
    const { terms } = learn([likes(0), half, skips(2)])
    expect(terms[0]!).toBeGreaterThan(2 * terms[1]!)
  })

  test('balances few liked examples against many skipped ones', () => {
    const many = Array.from({ length: 200 }, () => skips(1, 2))
    expect(rate(learn([likes(0, 2), ...many]), vector(0, 2))).toBeGreaterThan(0)
  })

  test('returns the terms that favour a text, by weight; with the others they sum to its rating', () => {
    const text = vector(0, 1, 4, 7)
    const reasons = reasonsOf(taste, text)
    expect(reasons.map(([number]) => number)).toEqual([0, 1])
    const against = taste.terms[4]! * text.weights[2]!
    const together = reasons.reduce((sum, [, part]) => sum + part, 0)
    expect(together + against).toBeCloseTo(rate(taste, text), 5)
  })
})

describe('for any examples', () => {
  const example = fc
    .record({
      numbers: fc.uniqueArray(fc.nat(9), { maxLength: 5 }),
      liked: fc.boolean(),
      weight: fc.double({ min: 0.01, max: 3, noNaN: true }),
    })
    .map(({ numbers, ...rest }): Example => ({ vector: vector(...numbers), ...rest }))
  const examples = fc.array(example, { maxLength: 40 })

  test('every term has a finite weight', () => {
    fc.assert(
      fc.property(examples, (examples) => {
        for (const term of learn(examples).terms) expect(Number.isFinite(term)).toBe(true)
      }),
    )
  })

  test('the model is deterministic, and the order of examples hardly matters', () => {
    fc.assert(
      fc.property(examples, (examples) => {
        const taste = learn(examples)
        expect(learn(examples)).toEqual(taste)
        const other = learn(examples.toReversed())
        for (const [i, term] of taste.terms.entries()) expect(other.terms[i]!).toBeCloseTo(term, 3)
      }),
    )
  })
})
