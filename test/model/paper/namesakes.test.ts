import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCatalog } from '../../../src/model/paper/joinPapers.ts'
import { listFile } from '../../support/papers.ts'

type Entry = {
  readonly title: string
  readonly authors?: readonly string[]
  readonly year?: number
  readonly doi?: string
  readonly arxiv?: string
  readonly links?: readonly object[]
}

/** Which entries are one paper, each entry in a list of its own, as groups of their numbers. */
function groupsOf(entries: readonly Entry[], order = entries.map((_, i) => i)): string {
  const files = order.map((i) => listFile([entries[i]], { id: `${i}`, title: `${i}` }, `${i}.json`))
  const groups = readCatalog(files).papers.map(({ lists }) => lists.toSorted((a, b) => Number(a) - Number(b)).join('+'))
  return groups.toSorted().join(' ')
}

const ONE = '0+1'
const TWO = '0 1'
const huber = { title: 'Samples made robust', authors: ['Petra J. Huber', 'Elv M. Ronchetti'] }

describe('two papers of one title', () => {
  test.each<[string, Entry, Entry]>([
    ['a first author and a year', { ...huber, year: 1981 }, { ...huber, authors: ['P. Huber'], year: 1981 }],
    ['a first author, a year apart, as a preprint', { ...huber, year: 1981 }, { ...huber, year: 1982 }],
    ['a first author, however the name is written', huber, { ...huber, authors: ['Huber, Petra'] }],
    ['a first author, where a year is unknown', { ...huber, year: 1981 }, huber],
    ['a year, where authors are unknown', { ...huber, year: 1981 }, { title: 'Samples Made Robust!', year: 1982 }],
    ['nothing, where all is unknown', huber, { title: 'Samples made robust' }],
    ['a first author, whatever the title', { ...huber, title: 'Preface' }, { ...huber, title: 'PREFACE', year: 1981 }],
  ])('with %s in common are one', (_, one, other) => expect(groupsOf([one, other])).toBe(ONE))

  test.each<[string, Entry, Entry]>([
    ['authors', { ...huber, year: 1981 }, { ...huber, authors: ['Ann Roe'], year: 1981 }],
    ['editions', { ...huber, year: 1981 }, { ...huber, year: 2009 }],
    [
      'editions without authors',
      { title: 'Samples made robust', year: 1981 },
      { title: 'Samples made robust', year: 2009 },
    ],
    ['DOIs', { ...huber, doi: '10.1145/1' }, { ...huber, doi: '10.1145/2' }],
    ['introductions', { ...huber, title: 'Introduction' }, { title: 'Introduction', authors: ['Ann Roe'] }],
    ['editorials', { title: 'Guest editorial', year: 2009 }, { title: 'Guest Editorial', year: 2010 }],
    ['chapters', { title: 'Chapter 3', year: 2009, doi: '10.1145/1' }, { title: 'Chapter 3', year: 2010 }],
  ])('that are different %s stay two', (_, one, other) => expect(groupsOf([one, other])).toBe(TWO))
})

test('a paper that may be either of two is none of them', () => {
  const [first, second] = [
    { ...huber, year: 1981 },
    { ...huber, year: 2009 },
  ]
  expect(groupsOf([first, second, { title: 'Samples made robust' }])).toBe('0 1 2')
  expect(groupsOf([first, second, { title: 'Samples made robust', year: 2010 }])).toBe('0 1+2')
  expect(groupsOf([first, { ...huber, authors: ['Ann Roe'], year: 1981 }, { title: 'Samples made robust' }])).toBe(
    '0 1 2',
  )
})

const entry: fc.Arbitrary<Entry> = fc.record(
  {
    title: fc.constantFrom('Samples made robust', 'Samples Made Robust', 'Introduction', 'Samples made robust, again'),
    authors: fc.constantFrom(['Petra Huber'], ['Ann Roe', 'Petra Huber']),
    year: fc.integer({ min: 2000, max: 2004 }),
    doi: fc.constantFrom('10.1145/1', '10.1145/2'),
    arxiv: fc.constantFrom('2401.00001', '2401.00002'),
    links: fc.constantFrom('x', 'y').map((page) => [{ label: 'Paper', url: `https://example.org/${page}` }]),
  },
  { requiredKeys: ['title'] },
)

test('which papers are one does not depend on the order of the lists', () => {
  const entriesInOrders = fc
    .array(entry, { maxLength: 7 })
    .chain((entries) => fc.tuple(fc.constant(entries), shuffled(entries), shuffled(entries)))
  fc.assert(
    fc.property(entriesInOrders, ([entries, one, other]) => {
      expect(groupsOf(entries, one)).toBe(groupsOf(entries, other))
    }),
    { numRuns: 400 },
  )
})

const shuffled = (items: readonly unknown[]) =>
  fc.shuffledSubarray([...items.keys()], { minLength: items.length, maxLength: items.length })

test('every entry is in one paper, under an id of its own', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const files = entries.map((one, i) => listFile([one], { id: `${i}`, title: `${i}` }, `${i}.json`))
      const { papers } = readCatalog(files)
      expect(papers.flatMap(({ lists }) => lists).toSorted()).toEqual([...entries.keys()].map(String))
      expect(new Set(papers.map(({ id }) => id)).size).toBe(papers.length)
    }),
    { numRuns: 150 },
  )
})
