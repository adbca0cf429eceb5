import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findTerms, singular, termsOf } from '../../../src/model/text/terms.ts'
import { fold } from '../../../src/model/text/fold.ts'

describe('the terms of a text', () => {
  test('are its words in the singular, without stop words', () => {
    expect(termsOf(fold('We present new Caches for the GPUs of 2024, and an OS.'))).toEqual(['cache', 'gpu', 'os'])
  })

  test('in a script without spaces are pairs of letters', () => {
    expect(termsOf(fold('分布式KV存储'))).toEqual(['分布', '布式', 'kv', '存储'])
    expect(termsOf(fold('图'))).toEqual(['图'])
  })

  test('have their positions in it', () => {
    const text = 'Erdős–Rényi graphs: 存储器 for “KV-caches”'
    expect(findTerms(text).map(({ term, from, to }) => [term, text.slice(from, to)])).toEqual([
      ['erdo', 'Erdős'],
      ['renyi', 'Rényi'],
      ['graph', 'graphs'],
      ['存储', '存储'],
      ['储器', '储器'],
      ['kv', 'KV'],
      ['cache', 'caches'],
    ])
  })

  test('are the same, found in the text or in its folded words', () => {
    const word = fc.constantFrom(
      'GPUs',
      'Fréchet',
      'naïve',
      '分布式',
      'メモリ管理',
      '그래프',
      'of',
      '3',
      'co-design',
      'ﬁle',
      'ΟΔΟΣ',
      'Σίσυφος',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.constantFrom(' ', '', '/', '’'), (words, between) => {
        const text = words.join(between)
        expect(findTerms(text).map(({ term }) => term)).toEqual(termsOf(fold(text)))
      }),
    )
  })
})

test.each([
  ['caches', 'cache'],
  ['studies', 'study'],
  ['gpus', 'gpu'],
  ['indexes', 'index'],
  ['processes', 'process'],
  ['analysis', 'analysis'],
  ['consensus', 'consensus'],
  ['loss', 'loss'],
  ['bus', 'bus'],
])('the singular of %s is %s', (word, is) => {
  expect(singular(word)).toBe(is)
})
