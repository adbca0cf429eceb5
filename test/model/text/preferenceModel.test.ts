import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { learnTaste, rate, reasonsOf, type Example } from '../../../src/model/text/preferenceModel.ts'
import type { Vector } from '../../../src/model/text/vectors.ts'
import { finish } from '../../support/steps.ts'

/** A vector of the length one that has these terms. */
const vector = (...numbers: readonly number[]): Vector => ({
  numbers: Uint32Array.from(numbers),
  weights: Float32Array.from(numbers, () => 1 / Math.sqrt(numbers.length)),
})
const likes = (...numbers: readonly number[]): Example => ({ vector: vector(...numbers), liked: true, weight: 1 })
const skips = (...numbers: readonly number[]): Example => ({ vector: vector(...numbers), liked: false, weight: 1 })
const learn = (examples: readonly Example[], terms = 10) => finish(learnTaste(examples, terms))

describe('a taste', () => {
  const taste = learn([likes(0, 1), likes(0, 2), likes(1, 3), skips(4, 3), skips(5, 2), skips(4, 5)])

  test('tells what is like that which was liked from what is like the rest', () => {
    expect(rate(taste, vector(0, 6))).toBeGreaterThan(0)
    expect(rate(taste, vector(4, 6))).toBeLessThan(0)
    expect(rate(taste, vector(0, 1))).toBeGreaterThan(rate(taste, vector(0, 4)))
  })

  test('goes by a term the less the more both have it', () => {
    const [both, one] = [Math.abs(taste.terms[3]!), taste.terms[1]!]
    expect(both).toBeLessThan(one / 2)
  })

  test('counts what weighs more for more', () => {
    const half = { ...likes(1), weight: 0.1 }
    const { terms } = learn([likes(0), half, skips(2)])
    expect(terms[0]!).toBeGreaterThan(2 * terms[1]!)
  })

  test('is one whose examples weigh next to nothing beside those of the other side', () => {
    const many = Array.from({ length: 200 }, () => skips(1, 2))
    expect(rate(learn([likes(0, 2), ...many]), vector(0, 2))).toBeGreaterThan(0)
  })

  test('gives as reasons what speaks for a text, the loudest first, and with what speaks against it they are its rate', () => {
    const text = vector(0, 1, 4, 7)
    const reasons = reasonsOf(taste, text)
    expect(reasons.map(([number]) => number)).toEqual([0, 1])
    const against = taste.terms[4]! * text.weights[2]!
    const together = reasons.reduce((sum, [, part]) => sum + part, 0)
    expect(together + against).toBeCloseTo(rate(taste, text), 5)
  })
})

describe('whatever was marked', () => {
  const example = fc
    .record({
      numbers: fc.uniqueArray(fc.nat(9), { maxLength: 5 }),
      liked: fc.boolean(),
      weight: fc.double({ min: 0.01, max: 3, noNaN: true }),
    })
    .map(({ numbers, ...rest }): Example => ({ vector: vector(...numbers), ...rest }))
  const examples = fc.array(example, { maxLength: 40 })

  test('every term has a number that can be counted with', () => {
    fc.assert(
      fc.property(examples, (examples) => {
        for (const term of learn(examples).terms) expect(Number.isFinite(term)).toBe(true)
      }),
    )
  })

  test('the same examples give the same taste to the last bit, and nearly the same in another order', () => {
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
