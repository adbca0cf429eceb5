import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'

interface Paper {
  id?: string
  title: string
  topics?: string[][]
  links?: { label: string; url: string }[]
  awards?: string[]
}

interface List {
  id: string
  title: string
  homepage?: string
  paperList?: string
  acceptance?: { accepted: number; submitted: number; percent: number }
  papers: Paper[]
}

const folder = new URL('../data/', import.meta.url)
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'list.schema.json')

const validate = new Ajv({ allErrors: true }).compile(read('list.schema.json') as object)

/** The errors of the schema as “instancePath message”, with the name of the field where it is unknown. */
function refusals(list: unknown): string[] {
  validate(list)
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const field: unknown = params['additionalProperty']
    return `${instancePath} ${message}${typeof field === 'string' ? `: ${field}` : ''}`
  })
}

/** The values that occur more than once. */
const repeated = (values: string[]) => values.filter((value, index) => values.indexOf(value) !== index)

const ids = (list: List) => list.papers.flatMap(({ id }) => (id === undefined ? [] : [id]))

const addresses = (list: List) =>
  [list.homepage, list.paperList, ...list.papers.flatMap(({ links = [] }) => links.map(({ url }) => url))].filter(
    (url) => url !== undefined,
  )

/** The fault of an address, or undefined. Checks the text too, because URL drops some whitespace silently. */
function fault(address: string): string | undefined {
  if (/\s/.test(address)) return 'whitespace'
  if (!URL.canParse(address)) return 'no address'
  const { protocol, username, password } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return protocol
  return username || password ? 'credentials' : undefined
}

test('the data folder has at least the list of ATC 2024', () => {
  expect(files).toContain('atc24.json')
})

describe.each(files)('%s', (file) => {
  const list = read(file) as List

  test('matches the schema', () => {
    expect(refusals(list)).toEqual([])
  })

  test('has its file name as its id', () => {
    expect(`${list.id}.json`).toBe(file)
  })

  test('has no duplicate id and no duplicate title', () => {
    expect(repeated(ids(list))).toEqual([])
    expect(repeated(list.papers.map(({ title }) => title))).toEqual([])
  })

  test('has only plain web addresses', () => {
    expect(addresses(list).filter((address) => fault(address) !== undefined)).toEqual([])
  })
})

describe('the schema', () => {
  const paper = { title: 'A paper' }
  const list = { id: 'a-list', title: 'A list', papers: [paper] }
  const withPaper = (fields: object) => ({ ...list, papers: [{ ...paper, ...fields }] })

  test('requires only id, title and papers of a list, and only a title of a paper', () => {
    expect(refusals(list)).toEqual([])
    expect(refusals({ ...list, papers: [] })).toEqual([])
  })

  test('accepts every optional field', () => {
    const full = {
      $schema: './list.schema.json',
      ...list,
      venue: 'ATC',
      year: 2024,
      homepage: 'https://example.org',
      paperList: 'http://example.org/papers',
      acceptance: { accepted: 1, submitted: 3, percent: 33.3 },
      papers: [
        {
          ...paper,
          id: 'a-paper',
          authors: ['A. Author'],
          year: 2023,
          venue: 'OSDI',
          doi: '10.1000/182',
          arxiv: '2401.00001',
          topics: [['Reliability', 'HBM'], ['Supercomputer']],
          affiliations: ['SJTU, IPAPS'],
          links: [{ label: 'Paper', url: 'https://example.org/paper' }],
          awards: ['Best Paper Award'],
          notices: ['The data is not available.'],
          highlights: [{ text: 'One', children: [{ text: 'Two', children: [{ text: 'Three' }] }] }],
        },
      ],
    }
    expect(refusals(full)).toEqual([])
  })

  test.each<[string, unknown, string[]]>([
    ['no list at all', [], [' must be object']],
    [
      'a list without its required fields',
      {},
      ['id', 'title', 'papers'].map((field) => ` must have required property '${field}'`),
    ],
    ['a list with a blank title', { ...list, title: ' ' }, ['/title must match pattern "\\S"']],
    ['a list id that is no slug', { ...list, id: 'ATC 24' }, ['/id must match pattern "^[a-z0-9][a-z0-9-]*$"']],
    ['a list with a misspelt field', { ...list, paperlist: 'x' }, [' must NOT have additional properties: paperlist']],
    ['a homepage without http', { ...list, homepage: 'example.org' }, ['/homepage must match pattern "^https?://"']],
    ['a paper list by ftp', { ...list, paperList: 'ftp://a.b' }, ['/paperList must match pattern "^https?://"']],
    [
      'an acceptance with a share missing and another misspelt',
      { ...list, acceptance: { accepted: 1, submitted: 2, percentage: 50 } },
      [
        "/acceptance must have required property 'percent'",
        '/acceptance must NOT have additional properties: percentage',
      ],
    ],
    ['a paper without a title', { ...list, papers: [{}] }, ["/papers/0 must have required property 'title'"]],
    [
      'a paper with an empty title',
      withPaper({ title: '' }),
      ['/papers/0/title must NOT have fewer than 1 characters', '/papers/0/title must match pattern "\\S"'],
    ],
    [
      'a paper with a misspelt field',
      withPaper({ highlight: [] }),
      ['/papers/0 must NOT have additional properties: highlight'],
    ],
    [
      'a paper with page numbers',
      withPaper({ pages: '1-12' }),
      ['/papers/0 must NOT have additional properties: pages'],
    ],
    ['a paper id that is no slug', withPaper({ id: '-a' }), ['/papers/0/id must match pattern "^[a-z0-9][a-z0-9-]*$"']],
    ['a year written as text', withPaper({ year: '2024' }), ['/papers/0/year must be integer']],
    ['a year of two digits', withPaper({ year: 24 }), ['/papers/0/year must be >= 1000']],
    ['a year of five digits', withPaper({ year: 20_240 }), ['/papers/0/year must be <= 9999']],
    ['authors in one text', withPaper({ authors: 'A, B' }), ['/papers/0/authors must be array']],
    ['a topic that is no path', withPaper({ topics: ['HBM'] }), ['/papers/0/topics/0 must be array']],
    ['an empty topic path', withPaper({ topics: [[]] }), ['/papers/0/topics/0 must NOT have fewer than 1 items']],
    ['a blank topic', withPaper({ topics: [['HBM', '\t']] }), ['/papers/0/topics/0/1 must match pattern "\\S"']],
    [
      'a link that runs a script',
      withPaper({ links: [{ label: 'Paper', url: 'javascript:alert(1)' }] }),
      ['/papers/0/links/0/url must match pattern "^https?://"'],
    ],
    [
      'a link with a blank label',
      withPaper({ links: [{ label: ' ', url: 'https://a.b' }] }),
      ['/papers/0/links/0/label must match pattern "\\S"'],
    ],
    [
      'a link under another name',
      withPaper({ links: [{ label: 'Code', href: 'https://a.b' }] }),
      [
        "/papers/0/links/0 must have required property 'url'",
        '/papers/0/links/0 must NOT have additional properties: href',
      ],
    ],
    ['a highlight that is bare text', withPaper({ highlights: ['One'] }), ['/papers/0/highlights/0 must be object']],
    [
      'a nested highlight with a misspelt field',
      withPaper({ highlights: [{ text: 'One', children: [{ text: 'Two', childs: [] }] }] }),
      ['/papers/0/highlights/0/children/0 must NOT have additional properties: childs'],
    ],
  ])('rejects %s', (_, bad, expected) => {
    expect(refusals(bad)).toEqual(expected)
  })
})

describe('the checks beyond the schema', () => {
  test('find ids and titles that occur twice', () => {
    expect(repeated(['a', 'b', 'a'])).toEqual(['a'])
  })

  test('cover the homepage, the list of papers and every link', () => {
    const links = ['https://a.b/3', 'https://a.b/4'].map((url) => ({ label: 'Paper', url }))
    const papers = [{ title: 'One', links }, { title: 'Two' }]
    const list = { id: 'a', title: 'A', homepage: 'https://a.b/1', paperList: 'https://a.b/2', papers }
    expect(addresses(list)).toEqual(['https://a.b/1', 'https://a.b/2', 'https://a.b/3', 'https://a.b/4'])
  })

  test.each([
    ['https://example.org/a?b=c#d', undefined],
    ['http://example.org', undefined],
    ['https://', 'no address'],
    ['example.org', 'no address'],
    ['javascript:alert(1)', 'javascript:'],
    ['https://example.org/ ', 'whitespace'],
    ['https://example.org/a\nb', 'whitespace'],
    ['https://user@example.org', 'credentials'],
    ['https://:secret@example.org', 'credentials'],
  ])('classify %j as %s', (address, expected) => {
    expect(fault(address)).toBe(expected)
  })
})

describe('the ATC 2024 list', () => {
  const list = read('atc24.json') as List
  const titles = (chosen: (paper: Paper) => boolean | undefined) =>
    list.papers.filter((paper) => chosen(paper)).map(({ title }) => title)

  test('has 23 papers, each with an id', () => {
    expect(list.papers).toHaveLength(23)
    expect(ids(list)).toHaveLength(23)
  })

  test('has the acceptance rate, and the counts it is computed from', () => {
    expect(list.acceptance).toEqual({ accepted: 77, submitted: 488, percent: 15.8 })
  })

  test('has two papers without a link', () => {
    expect(titles(({ links }) => links?.length === 0)).toEqual([
      'Full Lifecycle Data Analysis on a Large-scale and Leadership Supercomputer: What Can We Learn from It?',
      'FastCommit: Resource-Efficient, Performant and Cost-Effective File System Journaling',
    ])
  })

  test('has the awards of three papers', () => {
    expect(titles(({ awards }) => awards?.includes('Best Paper Award'))).toEqual([
      'SuperBench: Improving Cloud AI Infrastructure Reliability with Proactive Validation',
      'FastCommit: Resource-Efficient, Performant and Cost-Effective File System Journaling',
    ])
    expect(titles(({ awards }) => awards?.includes('Distinguished Artifact Award'))).toEqual([
      'Starburst: A Cost-aware Scheduler for Hybrid Cloud',
    ])
    expect(list.papers.flatMap(({ awards }) => awards)).toHaveLength(3)
  })

  test.each([
    [
      'puzzle',
      'PUZZLE: Efficiently Aligning Large Language Models through Light-Weight Context Switch',
      ['Large Language Models (LLMs)', 'LLM alignment / RLHF training'],
    ],
    [
      'calchas',
      'Removing Obstacles before Breaking Through the Memory Wall: A Close Look at HBM Errors in the Field',
      ['Reliability', 'HBM'],
    ],
    ['mu-serve', 'Power-aware Deep Learning Model Serving with \u{3BC}-Serve', ['Model Serving']],
  ])('has the title and the topics of %s', (id, title, topic) => {
    expect(list.papers.find((paper) => paper.id === id)).toMatchObject({ title, topics: [topic] })
  })
})
