import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createVectors, product, spreadOut, type Vectors } from '../../../src/model/text/vectors.ts'
import { finish } from '../../support/steps.ts'

const vectorsOf = (texts: readonly string[]): Vectors => {
  const vectors = createVectors()
  for (const text of texts) vectors.add(text.split(' ').filter(Boolean))
  return finish(vectors.weigh())
}
/** The weights of a row, by term. */
const said = ({ terms, at }: Vectors, row: number) => {
  const { numbers, weights } = at(row)
  return Object.fromEntries(Array.from(numbers, (number, k) => [terms[number]!, weights[k]!]))
}

describe('the vectors of texts', () => {
  test('weigh a term more if fewer texts have it, and if a text repeats it', () => {
    const vectors = vectorsOf(['cache gpu', 'cache cache disk', 'cache disk', 'gpu', 'net', 'net', 'x', 'y'])
    const { cache, gpu } = said(vectors, 0)
    // Three of the eight texts have “cache”, and two have “gpu”.
    expect(gpu! / cache!).toBeCloseTo(Math.log(8 / 2) / Math.log(8 / 3), 5)
    const twice = said(vectors, 1)
    expect(twice['cache']! / twice['disk']!).toBeCloseTo(((1 + Math.log(2)) * Math.log(8 / 3)) / Math.log(8 / 2), 5)
  })

  test('drop terms of one text alone, and terms of more than half of the texts', () => {
    const vectors = vectorsOf(['model cache only', 'model cache', 'model gpu', 'gpu disk'])
    expect(vectors.terms.toSorted()).toEqual(['cache', 'gpu'])
    expect(said(vectors, 3)).toEqual({ gpu: 1 })
  })

  test('are empty for an empty text, which still has its row', () => {
    const vectors = vectorsOf(['gpu', '', 'gpu', 'disk', 'disk'])
    expect(said(vectors, 1)).toEqual({})
    expect(said(vectors, 2)).toEqual({ gpu: 1 })
  })

  test('can be made of another text with the same terms', () => {
    const vectors = vectorsOf(['cache gpu', 'cache disk', 'gpu', 'disk', 'net'])
    expect(vectors.of(['cache', 'gpu', 'unknown'])).toEqual({
      numbers: vectors.at(0).numbers,
      weights: vectors.at(0).weights,
    })
    expect(vectors.of(['unknown']).numbers).toHaveLength(0)
  })

  const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'constructor')
  const texts = fc.array(
    fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
    { maxLength: 30 },
  )

  test('have the length one, and each is most similar to itself', () => {
    fc.assert(
      fc.property(texts, (texts) => {
        const vectors = vectorsOf(texts)
        for (let row = 0; row < vectors.rows; row += 1) {
          const own = vectors.at(row)
          const spread = spreadOut(own, vectors.terms.length)
          expect(product(own, spread)).toBeCloseTo(own.numbers.length > 0 ? 1 : 0, 4)
          for (let other = 0; other < vectors.rows; other += 1)
            expect(product(vectors.at(other), spread)).toBeLessThanOrEqual(1.0001)
        }
      }),
    )
  })

  test('do not depend on the order of the texts', () => {
    fc.assert(
      fc.property(texts, (texts) => {
        const [there, back] = [vectorsOf(texts), vectorsOf(texts.toReversed())]
        for (let row = 0; row < texts.length; row += 1) {
          const [a, b] = [said(there, row), said(back, texts.length - 1 - row)]
          expect(Object.keys(a).toSorted()).toEqual(Object.keys(b).toSorted())
          for (const [term, weight] of Object.entries(a)) expect(weight).toBeCloseTo(b[term]!, 5)
        }
      }),
    )
  })
})
