import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createColumns } from '../../../src/engine/index/fieldColumns.ts'
import { titlesOf } from '../../../src/engine/index/textBlocks.ts'
import { createSearch } from '../../../src/engine/query/textSearch.ts'
import { createTexts } from '../../../src/engine/index/textIndex.ts'
import { fold } from '../../../src/model/text/fold.ts'
import type { Paper } from '../../../src/model/paper/paper.ts'
import { prepare } from '../../../src/model/columns/preparedPapers.ts'
import { mark, paper } from '../../support/papers.ts'

type Search = ReturnType<typeof searchOf>

/** A search over papers with these titles. `looked` counts the texts scanned so far. */
function searchOf(titles: readonly string[], more: Parameters<typeof paper>[0] = {}) {
  const [texts, columns] = [createTexts(), createColumns()]
  const search = { ...createSearch(texts, columns), texts, columns, write: texts.write, drop: texts.drop }
  for (const [place, title] of titles.entries()) put(search, place, paper({ title, ...more }))
  return search
}
function put({ texts, columns }: Pick<Search, 'texts' | 'columns'>, place: number, paper: Paper) {
  for (const part of [texts, columns]) part.taking(prepare([paper]))(0, place)
}
const all = (search: Search, ...of: Parameters<Search['all']>) => [...search.all(...of)]
const one = (search: Search, ...words: readonly string[]) =>
  all(
    search,
    words.map((word) => [word]),
    true,
  )

describe('search results are ranked', () => {
  test('by the best match: start of title, start of a word, inside a word, note, other text', () => {
    const search = searchOf(['Uncached', 'The cache', 'Other', 'Cache it', 'Noted'])
    put(search, 2, paper({ title: 'Other', authors: ['A. Cache'] }))
    search.write(4, mark({ note: 'see cache' }))
    expect(one(search, 'cache')).toEqual([3, 1, 0, 4, 2])
  })

  test('by all of their words together', () => {
    expect(one(searchOf(['x kv cache', 'kv cache', 'cache kv', 'xkv xcache']), 'kv', 'cache')).toEqual([1, 2, 0, 3])
  })

  test('in the order of the lists where matches are equal, or where a column sorts', () => {
    const search = searchOf(['b cache', 'cache', 'a cache'])
    expect(one(search, 'cache')).toEqual([1, 0, 2])
    expect(all(search, [['cache']], false)).toEqual([0, 1, 2])
  })

  test('by a later word start rather than an earlier match inside a word', () => {
    expect(one(searchOf(['Uncached', 'Uncached cache']), 'cache')).toEqual([1, 0])
  })
})

describe('a search', () => {
  test.each(['attention', 'cachedattention', '注意力', 'τσ', 'zürich'])(
    'finds a word anywhere, also inside another: %s',
    (word) => {
      const titles = ['CachedAttention', '基于注意力的模型', 'ΤΣΑ', 'In Zürich', 'Other']
      expect(one(searchOf(titles), fold(word))).toHaveLength(1)
    },
  )

  test('finds nothing across the end of a title, an author or a note', () => {
    const search = searchOf(['The end'], { authors: ['Of Line', 'Other'] })
    search.write(0, mark({ note: 'One', tags: ['two'] }))
    expect(['end of', 'line other', 'one two', 'other one'].map((words) => one(search, words))).toEqual([
      [],
      [],
      [],
      [],
    ])
  })

  test('for groups of words finds papers with one word of each group', () => {
    const search = searchOf(['serving kv', 'serving', 'training kv', 'kv'])
    expect(all(search, [['serving', 'training'], ['kv']], true)).toEqual([0, 2])
  })
})

test('more words than the cache holds are each found in their own papers', () => {
  const titles = Array.from({ length: 60 }, (_, i) => `word${i}x`)
  const search = searchOf(titles)
  const holds = titles.map((title) => search.holds(title))
  expect(holds.map((is) => titles.flatMap((_, place) => (is(place) ? [place] : [])))).toEqual(titles.map((_, i) => [i]))
  expect(one(search, ...titles)).toEqual([])
  expect(all(search, [titles], false)).toEqual([...titles.keys()])
})

test('a word at the end of a long text is found at each of its letters', () => {
  const long = `${'kv '.repeat(40_000)}caching`
  const search = searchOf(['One', 'Two'])
  put(search, 1, paper({ title: 'Two', highlights: [{ text: long, children: [] }] }))
  for (const word of ['c', 'ca', 'cac', 'ach', 'achi', 'kv c']) expect([word, ...one(search, word)]).toEqual([word, 1])
})

test('only the last text of a paper is searched, and none after it is dropped', () => {
  const search = searchOf(['Serving', 'Serving', '论文 serving'])
  put(search, 1, paper({ title: 'Training' }))
  expect(one(search, 'serving')).toEqual([0, 2])
  put(search, 2, paper({ title: 'Training 论' }))
  search.drop(0)
  expect([one(search, 'serving'), one(search, 'training'), one(search, '文')]).toEqual([[], [1, 2], []])
  expect(new Map(titlesOf(search.texts))).toEqual(
    new Map([
      [1, 'training'],
      [2, 'training 论'],
    ]),
  )
})

test('text of a mark is found until the mark changes', () => {
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

test('earlier searches do not change a result', () => {
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

describe('the work of a search', () => {
  /** The number of texts scanned by these words, one after the other. */
  function looked(count: number, words: readonly string[]) {
    const search = searchOf(Array.from({ length: count }, (_, i) => (i % 10 === 0 ? 'serving' : 'a title')))
    const before = search.looked()
    for (const word of words) one(search, word)
    return search.looked() - before
  }

  test('is one scan of each paper for a new word', () => {
    expect(looked(1000, ['serving'])).toBe(1000)
    expect(looked(10_000, ['serving'])).toBe(10_000)
  })

  test('is one scan of the remaining papers for the next letter, and none for backspace', () => {
    expect(looked(1000, ['s', 'se', 'ser'])).toBe(1200)
    expect(looked(1000, ['s', 'se', 'ser', 'se', 's'])).toBe(1200)
  })
})
