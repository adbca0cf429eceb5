import { expect, test } from 'vitest'
import { countTags, readTag } from '../../../src/model/mark/tag.ts'
import { A, B, C, kept } from '../../support/marks.ts'

test('a typed tag loses redundant spaces', () => {
  expect(['  to   cite ', 'kv', ' \t'].map(readTag)).toEqual(['to cite', 'kv', ''])
})

test('tags are counted over the given papers, in alphabetical order', () => {
  const marks = new Map([
    [A, kept({ tags: ['kv', 'cite'] })],
    [B, kept({ tags: ['kv'] })],
    [C, kept({ tags: ['other'] })],
  ])
  expect([...countTags([A, B], marks)]).toEqual([
    ['cite', 1],
    ['kv', 2],
  ])
  expect(countTags([], marks).size).toBe(0)
})
