import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCatalog } from '../../../src/model/paper/joinPapers.ts'
import { listFile } from '../../support/papers.ts'

/** The catalog of lists `A`, `B` and so on, each given by its papers. */
const join = (...lists: readonly (readonly object[])[]) =>
  readCatalog(
    lists.map((papers, i) => {
      const title = String.fromCodePoint(65 + i)
      return listFile(papers, { id: title, title }, `${title}.json`)
    }),
  )
const titles = ({ papers }: ReturnType<typeof readCatalog>) => papers.map(({ title }) => title)

test('papers are in the order of the lists', () => {
  const catalog = join([{ title: 'One' }, { title: 'Two' }], [{ title: 'Three' }])
  expect(titles(catalog)).toEqual(['One', 'Two', 'Three'])
  expect(catalog.lists.map(({ title }) => title)).toEqual(['A', 'B'])
  expect(catalog.problems).toEqual([])
})

describe('a paper in two lists', () => {
  test('is one paper with the topics and lists of both', () => {
    const catalog = join(
      [{ title: 'Other' }, { title: 'T', doi: '10.1145/3', topics: [['LLM']] }],
      [{ title: 'T (extended)', doi: '10.1145/3', topics: [['HBM']] }],
    )
    expect(titles(catalog)).toEqual(['Other', 'T'])
    expect(catalog.papers[1]).toMatchObject({ topics: [['LLM'], ['HBM']], lists: ['A', 'B'] })
    expect(catalog.problems).toEqual([])
  })

  test.each<[string, object, object]>([
    ['title', { title: 'A Title' }, { title: 'a title!' }],
    ['title, where one has a DOI', { title: 'T', doi: '10.1145/3' }, { title: 'T' }],
    ['title, where the later has a DOI', { title: 'T' }, { title: 'T', doi: '10.1145/3' }],
    [
      'title, where one is on arXiv and one has a DOI',
      { title: 'T', arxiv: '2401.00001' },
      { title: 'T', doi: '10.1145/3' },
    ],
    [
      'DOI, though the lists give it different arXiv ids',
      { title: 'T', doi: '10.1145/3', arxiv: '2401.00001' },
      { title: 'T', doi: '10.1145/3', arxiv: '2401.00002' },
    ],
    ['arXiv id', { title: 'Draft', arxiv: '2401.00001v1' }, { title: 'Final', arxiv: '2401.00001v2' }],
    [
      'landing page',
      { title: 'T', links: [{ label: 'Paper', url: 'https://www.a.org/p/' }] },
      { title: 'The T', links: [{ label: 'Paper', url: 'http://a.org/p?utm_source=x' }] },
    ],
  ])('is matched by its %s', (_, one, other) => {
    const { papers } = join([one], [other])
    expect(papers.map(({ lists }) => lists)).toEqual([['A', 'B']])
  })

  test('is matched by an identity that only the second list has', () => {
    const catalog = join(
      [{ title: 'T' }],
      [{ title: 'T', doi: '10.1145/3' }],
      [{ title: 'T, final', doi: '10.1145/3' }],
    )
    expect(catalog.papers.map(({ lists }) => lists)).toEqual([['A', 'B', 'C']])
  })

  test('keeps the id that it has in the first, so that its mark stays with it', () => {
    const [paper] = join([{ title: 'T' }], [{ title: 'T', doi: '10.1145/3' }]).papers
    expect(paper!.id).toBe('title:t')
    expect(paper!.aliases).toEqual(expect.arrayContaining(['title:t', 'doi:10.1145/3']))
  })

  describe('is one paper if a third list shows that two papers are the same', () => {
    const draft = { title: 'Draft', arxiv: '2401.00001' }
    const final = { title: 'Final', doi: '10.1145/3', links: [{ label: 'Paper', url: 'https://a.org/final' }] }
    const both = { title: 'Both', doi: '10.1145/3', arxiv: '2401.00001' }

    test('with the title of the first', () => {
      expect(titles(join([draft], [final], [both]))).toEqual(['Draft'])
      expect(titles(join([final], [draft], [both]))).toEqual(['Final'])
    })

    test('and is matched by every identity of both', () => {
      const { papers } = join(
        [draft],
        [{ title: 'Between' }],
        [final],
        [both],
        [{ title: 'Draft' }],
        [{ title: 'Final' }],
      )
      expect(papers.map(({ title, lists }) => [title, lists])).toEqual([
        ['Draft', ['A', 'C', 'D', 'E', 'F']],
        ['Between', ['B']],
      ])
    })
  })
})

describe('papers that look alike', () => {
  test.each<[string, object, object]>([
    ['DOIs', { title: 'Editorial', doi: '10.1145/1' }, { title: 'Editorial', doi: '10.1145/2' }],
    ['arXiv ids', { title: 'Survey', arxiv: '2401.00001' }, { title: 'Survey', arxiv: '2401.00002' }],
  ])('stay two with one title and two %s', (_, one, other) => {
    expect(join([one], [other]).papers.map(({ lists }) => lists)).toEqual([['A'], ['B']])
    expect(join([one, other]).papers).toHaveLength(2)
  })

  test('stay two, and a third list matches each of them', () => {
    const [one, other] = [
      { title: 'Editorial', doi: '10.1145/1' },
      { title: 'Editorial', doi: '10.1145/2' },
    ]
    const { papers } = join([one], [other], [other, one])
    expect(papers.map(({ lists }) => lists)).toEqual([
      ['A', 'C'],
      ['B', 'C'],
    ])
  })
})

describe('a list that cannot be read', () => {
  const good = (title: string) => listFile([{ title }], { id: title, title }, `${title}.json`)

  test('is reported, and the others are loaded', () => {
    const bad = { name: 'bad.json', text: '{"papers": [' }
    const catalog = readCatalog([good('One'), bad, good('Two')])
    expect(titles(catalog)).toEqual(['One', 'Two'])
    expect(catalog.lists).toHaveLength(2)
    expect(catalog.problems.map(({ file }) => file)).toEqual(['bad.json'])
  })

  test('in 200,000 places does not stop the others', () => {
    const catalog = readCatalog([listFile(Array.from({ length: 200_000 }, () => 0)), good('One')])
    expect(titles(catalog)).toEqual(['One'])
    expect(catalog.problems).toHaveLength(200_000)
  })
})

test('the list of ATC 2024 has 23 papers and no problem', () => {
  const text = readFileSync(new URL('../../../data/atc24.json', import.meta.url), 'utf8')
  const { papers, lists, problems } = readCatalog([{ name: 'atc24.json', text }])
  expect(papers).toHaveLength(23)
  expect(lists).toMatchObject([{ id: 'atc24', title: 'ATC 2024', acceptance: { accepted: 77, submitted: 488 } }])
  expect(problems).toEqual([])
})

test('paper ids are unique and among the aliases, whatever the lists contain', () => {
  const entry = fc.record(
    {
      title: fc.constantFrom('A', 'B'),
      doi: fc.constantFrom('10.1145/1', '10.1145/2'),
      arxiv: fc.constantFrom('2401.00001', '2401.00002'),
      links: fc.constantFrom('x', 'y').map((page) => [{ label: 'Paper', url: `https://example.org/${page}` }]),
    },
    { requiredKeys: ['title'] },
  )
  fc.assert(
    fc.property(fc.array(fc.array(entry, { maxLength: 2 }), { maxLength: 4 }), (lists) => {
      const { papers } = join(...lists)
      expect(new Set(papers.map(({ id }) => id)).size).toBe(papers.length)
      expect(papers.every(({ id, aliases }) => aliases.includes(id))).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test('the catalog of no lists is empty', () => {
  expect(readCatalog([])).toEqual({ papers: [], lists: [], problems: [] })
})
