import { expect, test } from 'vitest'
import { phrasesOf } from '../../../src/model/text/phrases.ts'

const weights = (all: Record<string, number>) => Object.entries(all).toSorted(([, a], [, b]) => b - a)

test('phrases are written as in the text, join adjacent terms, and come by weight', () => {
  const texts = ['Serving with a KV Cache', 'The KV cache lives on GPUs, caching co-design of the rest.']
  const all = weights({ kv: 3, cache: 2, gpu: 1, caching: 4, design: 0.1, co: 0.1 })
  expect(phrasesOf(texts, all)).toEqual(['KV cache', 'caching co-design', 'GPUs'])
})

test('no phrase repeats what others say', () => {
  const all = weights({ kv: 3, cache: 2, gpu: 1 })
  expect(phrasesOf(['A cache. KV caches. KV. A GPU cache.'], all)).toEqual(['KV caches', 'GPU cache'])
})

test('overlapping pairs of letters are joined into one phrase', () => {
  expect(phrasesOf(['高效的分布式存储'], weights({ 分布: 1, 布式: 1, 存储: 0.5 }))).toEqual(['分布式存储'])
})

test('the number of phrases is limited', () => {
  expect(phrasesOf(['a1, b1, c1'], weights({ a1: 1, b1: 3, c1: 2 }), 2)).toEqual(['b1', 'c1'])
  expect(phrasesOf(['nothing of it'], weights({ kv: 1 }))).toEqual([])
})
