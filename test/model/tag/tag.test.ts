import { describe, expect, test } from 'vitest'
import {
  allBranches,
  branchOf,
  countTags,
  newNameOf,
  papersByTag,
  readTag,
  renamed,
  renamedInQuery,
} from '../../../src/model/tag/tag.ts'
import { recordId } from '../../../src/model/mark/userRecord.ts'
import { A, B, C, kept, stampAt } from '../../support/marks.ts'

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

describe('the papers of a tag', () => {
  test('are all that have it, each once, and never a record or a mark that has moved to another id', () => {
    const marks = new Map([
      [A, kept({ tags: ['a', 'a/b'] })],
      [B, kept({ tags: ['a/b'] })],
      [C, new Map(kept({ tags: ['a'] })).set('moved', [A, stampAt(9)])],
      [recordId('view', 'x'), kept({ tags: ['a'] })],
    ])
    const tagged = papersByTag(marks)
    expect(branchOf(tagged, 'a')).toEqual({ tag: 'a', below: 1, papers: [A, B] })
    expect(branchOf(tagged, 'a/b')).toEqual({ tag: 'a/b', below: 0, papers: [A, B] })
    expect(branchOf(tagged, 'none').papers).toEqual([])
  })

  test('are listed by branch in alphabetical order, also of a tag that only others are below', () => {
    const marks = new Map([[A, kept({ tags: ['b', 'a/c', 'a/b/d', 'a-z'] })]])
    expect(allBranches(papersByTag(marks)).map(({ tag, papers }) => [tag, papers.length])).toEqual([
      ['a', 1],
      ['a/b', 1],
      ['a/b/d', 1],
      ['a/c', 1],
      ['a-z', 1],
      ['b', 1],
    ])
  })
})

describe('a new name', () => {
  const tagged = papersByTag(new Map([[A, kept({ tags: ['gpu', 'GPUs', 'Method/training'] })]]))

  test('is what was typed, without needless blanks', () => {
    expect(newNameOf('gpu', '  to   cite ', tagged)).toBe('to cite')
    expect(newNameOf('gpu', 'גליון 🎉/a', tagged)).toBe('גליון 🎉/a')
    expect(newNameOf('gpu', 'x'.repeat(300), tagged)).toHaveLength(300)
  })

  test('changes nothing where it is empty or the same', () => {
    expect(['', '  ', 'gpu', ' gpu '].map((typed) => newNameOf('gpu', typed, tagged))).toEqual(['', '', '', ''])
  })

  test('may change the case of the tag, and of another tag means that tag as it is written', () => {
    expect(newNameOf('gpu', 'GPU', tagged)).toBe('GPU')
    expect(newNameOf('gpu', 'gpus', tagged)).toBe('GPUs')
    expect(newNameOf('gpu', 'method', tagged)).toBe('Method')
  })

  test('is that of all tags below, and of no other that begins with the same letters', () => {
    const rename = (tag: string) => renamed(tag, 'a', 'c/d')
    expect(['a', 'a/b', 'ab', 'b/a', 'a//b'].map(rename)).toEqual(['c/d', 'c/d/b', 'ab', 'b/a', 'a//b'])
  })

  test('is taken by a query that names the tag in another case', () => {
    expect(renamedInQuery('METHOD/Training', 'Method', 'how')).toBe('how/Training')
    expect(renamedInQuery('methods', 'Method', 'how')).toBe('methods')
  })
})
