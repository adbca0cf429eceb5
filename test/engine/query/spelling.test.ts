import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSpeller } from '../../../src/engine/query/spelling.ts'

const speller = createSpeller(['serving large language models', 'serving caches | attention', 'kernel', 'colossal'])

describe('the speller finds the intended word', () => {
  test.each([
    ['serivng', 'serving'],
    ['servng', 'serving'],
    ['serrving', 'serving'],
    ['sorving', 'serving'],
    ['atention', 'attention'],
    ['atentoin', 'attention'],
    ['lagnuage', 'language'],
    ['kernal', 'kernel'],
  ])('for the typo %s', (typed, meant) => {
    expect(speller(typed)).toEqual([meant])
  })

  test('while the user is still typing it', () => {
    expect(speller('servin')).toEqual(['servin'])
    expect(speller('atenti')).toEqual(['attenti'])
  })

  test('with the more frequent of two first', () => {
    expect(createSpeller(['cat1 cats cats'])('catz')).toEqual(['cats', 'cat1'])
  })
})

describe('the speller finds nothing', () => {
  test.each(['abc', 'srv', 'zzzzzz', 'servxxg', 'large lnaguage', ''])('for %j', (typed) => {
    expect(speller(typed)).toEqual([])
  })

  test('where there are no words', () => {
    expect(createSpeller([])('serving')).toEqual([])
  })
})

test('a word of five letters or more with one typo always has a correction', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 5, maxLength: 7 })
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 5 }),
      fc.nat(),
      fc.nat(),
      fc.nat(3),
      (words, pick, at, kind) => {
        const meant = words[pick % words.length]!
        const place = at % (meant.length - 1)
        const [head, a, b, tail] = [meant.slice(0, place), meant[place]!, meant[place + 1]!, meant.slice(place + 2)]
        const typed = [head + b + tail, `${head}${a}x${b}${tail}`, `${head}x${b}${tail}`, head + b + a + tail][kind]!
        expect(createSpeller(words)(typed).length).toBeGreaterThan(0)
      },
    ),
  )
})
