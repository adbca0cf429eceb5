import { describe, expect, test } from 'vitest'
import { parseList } from '../../../src/model/paper/list.ts'
import { listFile } from '../../support/papers.ts'

/** Parses a list of papers as an author would write them. */
function read(papers: readonly unknown[], fields: object = {}) {
  const { name, text } = listFile(papers, fields)
  return parseList(name, text)
}
const complaints = ({ problems }: ReturnType<typeof parseList>) =>
  problems.map(({ paper, field, message }) => `${paper ?? 'list'} | ${field ?? ''} | ${message}`)

const FULL = {
  title: 'Full',
  authors: ['A. Author', 'B. Author'],
  year: 2023,
  venue: 'OSDI',
  doi: '10.1145/3',
  arxiv: '2401.00001',
  topics: [['Reliability', 'HBM'], ['Supercomputer']],
  affiliations: ['SJTU'],
  links: [{ label: 'Paper', url: 'https://example.org/paper' }],
  abstract: 'We do one thing.\n\nAnd another.',
  awards: ['Best Paper Award'],
  notices: ['The data is not available.'],
  highlights: [{ text: 'One', children: [{ text: 'Two', children: [] }] }],
}

describe('a valid list', () => {
  test('has every field of a paper, and no problem', () => {
    const { list, problems } = read([FULL])
    expect(problems).toEqual([])
    const { doi: _doi, arxiv: _arxiv, ...shown } = FULL
    expect(list!.papers).toEqual([
      {
        ...shown,
        id: 'doi:10.1145/3',
        aliases: [
          'doi:10.1145/3',
          'arxiv:2401.00001',
          'url:example.org/paper',
          'title:full (author 2023)',
          'title:full',
        ],
        lists: ['A list'],
        addedAt: null,
      },
    ])
  })

  test('passes its venue and year to papers without their own', () => {
    const { list } = read([FULL, { title: 'Bare' }], { venue: 'ATC', year: 2024 })
    expect(list!.papers.map(({ venue, year }) => [venue, year])).toEqual([
      ['OSDI', 2023],
      ['ATC', 2024],
    ])
  })

  test('has homepage, list of papers and acceptance rate', () => {
    const acceptance = { accepted: 77, submitted: 488, percent: 15.8 }
    const { list } = read([], { homepage: 'https://a.org', paperList: 'http://a.org/papers', acceptance })
    expect(list).toMatchObject({ homepage: 'https://a.org', paperList: 'http://a.org/papers', acceptance })
  })

  test('may begin with a byte order mark', () => {
    const { name, text } = listFile([{ title: 'T' }])
    const { list, problems } = parseList(name, `\uFEFF${text}`)
    expect(problems).toEqual([])
    expect(list!.papers).toHaveLength(1)
  })

  test('is read without spaces around its texts', () => {
    const [paper] = read([
      {
        title: ' T ',
        authors: [' A '],
        topics: [[' X ']],
        links: [{ label: ' Paper ', url: ' https://doi.org/10.1145/3 ' }],
      },
    ]).list!.papers
    expect(paper).toMatchObject({ id: 'doi:10.1145/3', title: 'T', authors: ['A'], topics: [['X']] })
    expect(paper!.links).toEqual([{ label: 'Paper', url: 'https://doi.org/10.1145/3' }])
  })
})

describe('a file that is no list', () => {
  test.each([
    ['{"id": "a",\n "papers": [,]}', 'line 2, column 13'],
    ['{"papers": [\n{"title": "T"}\n', 'line 3, column 1'],
    ['\uFEFF{"id": "a"\n"papers": []}', 'line 2, column 1'],
    ['', 'line 1, column 1'],
  ])('is reported as invalid JSON with line and column: %j', (text, place) => {
    const { list, problems } = parseList('a.json', text)
    expect(list).toBeNull()
    expect(problems).toEqual([
      {
        file: 'a.json',
        paper: null,
        field: null,
        message: expect.stringContaining(`is not JSON: ${place}: `) as string,
      },
    ])
  })

  test.each(['null', '[]', '"papers"', '{}', '{"papers": {}}', '{"papers": "T"}', '{"__proto__": {"papers": []}}'])(
    'is reported as without papers: %s',
    (text) => {
      const { list, problems } = parseList('a.json', text)
      expect(list).toBeNull()
      expect(problems.map(({ field }) => field)).toEqual(['papers'])
    },
  )
})

describe('a list without an id or a title', () => {
  test('gets both from its file name, and is reported', () => {
    const { list, problems } = parseList('osdi24.json', '{"papers": []}')
    expect(list).toMatchObject({ id: 'osdi24', title: 'osdi24' })
    expect(problems.map(({ field }) => field)).toEqual(['id', 'title'])
  })

  test('does not take them from __proto__', () => {
    const { list } = parseList('a.json', '{"__proto__": {"id": "x", "title": "y"}, "papers": []}')
    expect(list).toMatchObject({ id: 'a', title: 'a' })
  })
})

describe('a paper that cannot be shown', () => {
  test.each([{}, { title: '' }, { title: ' ' }, { title: 7 }, { title: null }, { authors: ['A'] }])(
    'is skipped and reported by its number, because %j has no title',
    (entry) => {
      const result = read([{ title: 'Before' }, entry, { title: 'After' }])
      expect(result.list!.papers.map(({ title }) => title)).toEqual(['Before', 'After'])
      expect(complaints(result)).toEqual(['paper 2 | title | is missing, so the paper cannot be shown'])
    },
  )

  test.each([null, 7, 'A title', ['A title']])(
    'is skipped and reported by its number, because %j is no object',
    (entry) => {
      const result = read([entry, { title: 'After' }])
      expect(result.list!.papers.map(({ title }) => title)).toEqual(['After'])
      expect(complaints(result)).toEqual(['paper 1 |  | is not an object'])
    },
  )
})

describe('an invalid field', () => {
  test.each<[string, unknown, string]>([
    ['id', 7, 'id'],
    ['authors', 'A, B', 'authors'],
    ['authors', ['A', 7], 'authors[1]'],
    ['authors', ['A', ' '], 'authors[1]'],
    ['year', '2024', 'year'],
    ['year', 24, 'year'],
    ['year', 2024.5, 'year'],
    ['year', null, 'year'],
    ['venue', 7, 'venue'],
    ['venue', '', 'venue'],
    ['doi', 10.1145, 'doi'],
    ['doi', 'n/a', 'doi'],
    ['arxiv', 'none', 'arxiv'],
    ['topics', [Array.from({ length: 17 }, () => 'A')], 'topics[0]'],
    ['arxiv', 2401.00001, 'arxiv'],
    ['topics', 'HBM', 'topics'],
    ['topics', ['HBM'], 'topics[0]'],
    ['topics', [['HBM'], []], 'topics[1]'],
    ['topics', [['HBM', 7]], 'topics[0]'],
    ['topics', [['HBM', '\t']], 'topics[0]'],
    ['affiliations', { 0: 'NUS' }, 'affiliations'],
    ['affiliations', [['NUS']], 'affiliations[0]'],
    ['links', 'https://example.org', 'links'],
    ['links', ['https://example.org'], 'links[0].url'],
    ['links', [null], 'links[0].url'],
    ['links', [{ label: 'Code', href: 'https://example.org' }], 'links[0].url'],
    ['links', [{ url: 'https://example.org' }], 'links[0].label'],
    ['links', [{ url: 'https://example.org', label: 7 }], 'links[0].label'],
    ['awards', true, 'awards'],
    ['awards', [true], 'awards[0]'],
    ['notices', 'None', 'notices'],
    ['notices', [{}], 'notices[0]'],
    ['highlights', 'One', 'highlights'],
    ['highlights', ['One'], 'highlights[0].text'],
    ['highlights', [{ text: 'One', children: 'Two' }], 'highlights[0].children'],
    [
      'highlights',
      [{ text: 'One', children: [{ text: 'Two', children: [7] }] }],
      'highlights[0].children[0].children[0].text',
    ],
  ])('(%s is %j) is dropped and reported; the paper stays', (field, value, place) => {
    const result = read([{ title: 'T', [field]: value }])
    expect(result.list!.papers.map(({ title }) => title)).toEqual(['T'])
    expect(result.problems.map(({ file, paper, field }) => [file, paper, field])).toEqual([['a-list.json', 'T', place]])
  })

  test('keeps its valid parts', () => {
    const [paper] = read([
      {
        title: 'T',
        authors: ['A', 7],
        topics: ['x', ['HBM']],
        highlights: [7, { text: 'One' }],
        links: [{ url: 'https://a.b' }],
      },
    ]).list!.papers
    expect(paper).toMatchObject({
      authors: ['A'],
      topics: [['HBM']],
      highlights: [{ text: 'One', children: [] }],
      links: [{ label: 'Link', url: 'https://a.b' }],
    })
  })

  test.each([
    ['venue', 7],
    ['year', 20_240],
    ['homepage', 'example.org'],
    ['homepage', 'javascript:alert(1)'],
    ['paperList', 'ftp://example.org'],
    ['acceptance', 15.8],
    ['acceptance', null],
    ['acceptance', { accepted: 1, submitted: '3', percent: 33.3 }],
  ])('of the list itself (%s is %j) is dropped and reported', (field, value) => {
    const { list, problems } = read([{ title: 'T' }], { [field]: value })
    expect(problems.map(({ paper, field }) => [paper, field])).toEqual([[null, field]])
    expect(list!.papers).toMatchObject([{ title: 'T', venue: '', year: null }])
    expect(list).toMatchObject({ homepage: null, paperList: null, acceptance: null })
  })

  test('(a link that runs a script) is dropped and reported; the paper stays', () => {
    const links = ['javascript:alert(1)', 'https://example.org/p', 'data:text/html,x'].map((url) => ({
      label: 'Paper',
      url,
    }))
    const result = read([{ title: 'T', links }])
    expect(result.list!.papers[0]!.links).toEqual([{ label: 'Paper', url: 'https://example.org/p' }])
    expect(complaints(result)).toEqual([
      'T | links[0].url | "javascript:alert(1)" is not a web address (http or https)',
      'T | links[2].url | "data:text/html,x" is not a web address (http or https)',
    ])
  })
})

describe('a paper that a list has twice', () => {
  const doi = '10.1145/3'

  test('is one paper with the content of both entries, and is reported', () => {
    const result = read([{ title: 'T', doi, topics: [['LLM']], awards: ['Good'] }, { title: 'Other' }, FULL])
    const [paper, other] = result.list!.papers
    expect(other).toMatchObject({ title: 'Other', topics: [] })
    const { doi: _doi, arxiv: _arxiv, ...full } = FULL
    expect(paper).toEqual({
      ...full,
      title: 'T',
      topics: [['LLM'], ['Reliability', 'HBM'], ['Supercomputer']],
      awards: ['Good', 'Best Paper Award'],
      id: 'doi:10.1145/3',
      aliases: expect.arrayContaining(['doi:10.1145/3', 'arxiv:2401.00001', 'title:t', 'title:full']) as string[],
      lists: ['A list'],
      addedAt: null,
    })
    expect(complaints(result)).toEqual(['Full |  | is in the list twice: both entries are shown as one paper'])
  })

  test('has nothing twice that both entries have', () => {
    const [paper] = read([FULL, FULL]).list!.papers
    expect(paper).toEqual(read([FULL]).list!.papers[0])
  })

  test('has title, authors, venue and year of its first entry', () => {
    const one = { title: 'One', doi, authors: ['A'], year: 2023, venue: 'ATC' }
    const { list } = read([one, { title: 'Two', doi, authors: ['B'], year: 2024, venue: 'OSDI' }])
    expect(list!.papers).toMatchObject([{ title: 'One', authors: ['A'], year: 2023, venue: 'ATC' }])
  })
})

test('two papers with one id are both shown, and the second is reported', () => {
  const result = read([
    { id: 'x', title: 'One' },
    { id: 'x', title: 'Two' },
  ])
  expect(result.list!.papers).toHaveLength(2)
  expect(complaints(result)).toEqual(['Two | id | "x" is taken by an earlier paper of the list'])
})

describe('highlights', () => {
  const nested = (levels: number) =>
    `{"papers":[{"title":"T","highlights":[${'{"text":"x","children":['.repeat(levels)}${']}'.repeat(levels)}]}]}`

  test('that are nested too deep are reported, and the list is read', () => {
    const { list, problems } = parseList('a.json', nested(100_000))
    expect(list!.papers.map(({ title }) => title)).toEqual(['T'])
    expect(problems.map(({ message }) => message)).toContain('is nested deeper than 16 levels')
  })

  test('with 16 levels are all read', () => {
    const { list, problems } = parseList('a.json', nested(16))
    expect(problems.map(({ message }) => message)).not.toContain('is nested deeper than 16 levels')
    expect(JSON.stringify(list!.papers[0]!.highlights).match(/"text"/g)).toHaveLength(16)
  })
})

describe('names of built-in object properties', () => {
  test.each(['__proto__', 'toString', 'constructor'])('are ordinary titles, ids and texts: %s', (name) => {
    const entry = { id: name, title: name, authors: [name], topics: [[name]], highlights: [{ text: name }] }
    const { list, problems } = read([entry], { id: name, title: name })
    expect(problems).toEqual([])
    expect(list).toMatchObject({ id: name, title: name })
    expect(list!.papers).toMatchObject([{ title: name, authors: [name], topics: [[name]] }])
  })

  test('are harmless as keys of a file', () => {
    const text =
      '{"papers":[{"title":"T","__proto__":{"year":2024,"polluted":1},"constructor":{"prototype":{"polluted":1}}}]}'
    const { list } = parseList('a.json', text)
    expect(list!.papers).toMatchObject([{ title: 'T', year: null }])
    expect({}).not.toHaveProperty('polluted')
  })
})
