import { expect, test } from 'vitest'
import { TOPIC_TREE } from '../../../src/model/query/fields.ts'
import { isWithin, lastNameOf, namesOf, parentOf, pathsTo, TAG_TREE } from '../../../src/model/query/path.ts'

test('a slash nests a tag where it stands between two characters', () => {
  expect(namesOf(TAG_TREE, 'method/training/fp8')).toEqual(['method', 'training', 'fp8'])
  expect(namesOf(TAG_TREE, 'מחקר/👩‍🔬')).toEqual(['מחקר', '👩‍🔬'])
  for (const flat of ['a', '/a', 'a/', '/', 'a//b', 'CPU / GPU', 'a/ b', ''])
    expect(namesOf(TAG_TREE, flat)).toEqual([flat])
  expect(namesOf(undefined, 'a/b')).toEqual(['a/b'])
})

test('the paths above a path are what its names began with', () => {
  expect(pathsTo(TAG_TREE, 'a/b/c')).toEqual(['a', 'a/b', 'a/b/c'])
  expect(pathsTo(TAG_TREE, 'https://x.org/a')).toEqual(['https://x.org', 'https://x.org/a'])
  expect([parentOf(TAG_TREE, 'a/b'), parentOf(TAG_TREE, 'a')]).toEqual(['a', null])
  expect(pathsTo(TOPIC_TREE, 'LLM › Serving')).toEqual(['LLM', 'LLM › Serving'])
  expect(lastNameOf(TOPIC_TREE, 'LLM › I/O')).toBe('I/O')
})

test('a path is within itself and those above it, and not within one that only begins with the same letters', () => {
  expect(isWithin(TAG_TREE, 'a/b', 'a')).toBe(true)
  expect(isWithin(TAG_TREE, 'a', 'a')).toBe(true)
  expect(isWithin(TAG_TREE, 'ab', 'a')).toBe(false)
  expect(isWithin(TAG_TREE, 'a', 'a/b')).toBe(false)
  expect(isWithin(TAG_TREE, 'a//b', 'a')).toBe(false)
})
