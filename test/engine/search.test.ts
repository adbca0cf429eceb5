import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSearch } from '../../src/engine/search.ts'
import { fold } from '../../src/model/text.ts'
import { mark, paper } from '../support/papers.ts'

/** A search over papers with these titles, and how many texts it has looked through so far. */
function searchOf(titles: readonly string[], more: Parameters<typeof paper>[0] = {}) {
  const search = createSearch()
  for (const [place, title] of titles.entries()) search.put(place, paper({ title, ...more }))
  return search
}
const one = (search: ReturnType<typeof createSearch>, ...words: readonly string[]) =>
  search.all(
    words.map((word) => [word]),
    true,
  )

describe('papers are ranked', () => {
  test('by where a word stands: at the start of the title, of a word in it, inside one, in the note, anywhere', () => {
    const search = searchOf(['Uncached', 'The cache', 'Other', 'Cache it', 'Noted'])
    search.put(2, paper({ title: 'Other', authors: ['A. Cache'] }))
    search.write(4, mark({ note: 'see cache' }))
    expect(one(search, 'cache')).toEqual([3, 1, 0, 4, 2])
  })

  test('by all of their words together', () => {
    expect(one(searchOf(['x kv cache', 'kv cache', 'cache kv', 'xkv xcache']), 'kv', 'cache')).toEqual([1, 2, 0, 3])
  })

  test('in the order of the lists where the words stand equally well, or where a column sorts', () => {
    const search = searchOf(['b cache', 'cache', 'a cache'])
    expect(one(search, 'cache')).toEqual([1, 0, 2])
    expect(search.all([['cache']], false)).toEqual([0, 1, 2])
  })

  test('at a word that begins later in the title than inside another', () => {
    expect(one(searchOf(['Uncached', 'Uncached cache']), 'cache')).toEqual([1, 0])
  })
})

describe('a word is found', () => {
  test.each(['attention', 'cachedattention', '注意力', 'τσ', 'zürich'])('anywhere, also inside another: %s', (word) => {
    const titles = ['CachedAttention', '基于注意力的模型', 'ΤΣΑ', 'In Zürich', 'Other']
    expect(one(searchOf(titles), fold(word))).toHaveLength(1)
  })

  test('but not across the end of a title, an author or a note', () => {
    const search = searchOf(['The end'], { authors: ['Of Line', 'Other'] })
    search.write(0, mark({ note: 'One', tags: ['two'] }))
    expect(['end of', 'line other', 'one two', 'other one'].map((words) => one(search, words))).toEqual([
      [],
      [],
      [],
      [],
    ])
  })

  test('as one of a group, where each group has one', () => {
    const search = searchOf(['serving kv', 'serving', 'training kv', 'kv'])
    expect(search.all([['serving', 'training'], ['kv']], true)).toEqual([0, 2])
  })
})

test('what is written is found until it is written otherwise', () => {
  const search = searchOf(['One', 'Two'])
  search.write(1, mark({ note: 'remember', tags: ['later'] }))
  expect([one(search, 'remember'), one(search, 'later')]).toEqual([[1], [1]])
  search.write(1, mark({ tags: ['later'] }))
  expect([one(search, 'remember'), one(search, 'later')]).toEqual([[], [1]])
  search.write(1, mark())
  expect(one(search, 'later')).toEqual([])
})

const WORDS = ['kv', 'cache', 'serving', 'serve', 'a', 'ab', 'abc']
const title = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))

test('whatever was asked before, the answer is that of a search that was asked nothing', () => {
  const step = fc.oneof(
    fc.record({ ask: fc.constantFrom(...WORDS, 'v', 'c', 'ac', 'serv', 'none') }),
    fc.record({ write: title, at: fc.nat(4) }),
  )
  fc.assert(
    fc.property(fc.array(title, { minLength: 5, maxLength: 5 }), fc.array(step, { maxLength: 12 }), (titles, steps) => {
      const search = searchOf(titles)
      const notes = new Map<number, string>()
      for (const step of steps) {
        if ('write' in step) {
          search.write(step.at, mark({ note: step.write }))
          notes.set(step.at, step.write)
          continue
        }
        const fresh = searchOf(titles)
        for (const [place, note] of notes) fresh.write(place, mark({ note }))
        expect(one(search, step.ask)).toEqual(one(fresh, step.ask))
      }
    }),
  )
})

describe('the work of searching', () => {
  /** How many texts are looked through while these words are asked for one after the other. */
  function looked(count: number, words: readonly string[]) {
    const search = searchOf(Array.from({ length: count }, (_, i) => (i % 10 === 0 ? 'serving' : 'a title')))
    const before = search.looked()
    for (const word of words) one(search, word)
    return search.looked() - before
  }

  test('is one look at each paper for a new word', () => {
    expect(looked(1000, ['serving'])).toBe(1000)
    expect(looked(10_000, ['serving'])).toBe(10_000)
  })

  test('is a look at what is left for the next letter, and none for backspace', () => {
    expect(looked(1000, ['s', 'se', 'ser'])).toBe(1200)
    expect(looked(1000, ['s', 'se', 'ser', 'se', 's'])).toBe(1200)
  })
})
