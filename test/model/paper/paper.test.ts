import { describe, expect, test } from 'vitest'
import { identify, landingPage } from '../../../src/model/paper/identity.ts'
import { isCode, type Link } from '../../../src/model/paper/paper.ts'

const link = (url: string, label = 'Paper'): Link => ({ label, url })
const known = (urls: readonly string[], fields: { title?: string; doi?: string; arxiv?: string } = {}) =>
  identify({ title: 'A Title', authors: [], year: null, links: urls.map((url) => link(url)), ...fields })

describe('the aliases of a paper', () => {
  test('are its title alone where it has nothing else', () => {
    expect(known([])).toEqual(['title:a title'])
  })

  test('are all its identities, the strongest first', () => {
    const urls = ['https://arxiv.org/abs/2401.00001']
    expect(known(urls, { doi: '10.1145/3' })).toEqual(['doi:10.1145/3', 'arxiv:2401.00001', 'title:a title'])
    expect(known(['https://example.org/p'], { arxiv: '2401.00001' })).toEqual([
      'arxiv:2401.00001',
      'url:example.org/p',
      'title:a title',
    ])
  })

  test('include a title of punctuation only', () => {
    expect(identify({ title: ' ??? ', authors: [], year: null, links: [] })).toEqual(['title:???'])
  })

  test('include an identity once, even if it is given twice', () => {
    const urls = ['https://doi.org/10.1145/3', 'https://arxiv.org/abs/2401.00001', 'https://arxiv.org/pdf/2401.00001']
    expect(known(urls, { doi: '10.1145/3', arxiv: '2401.00001' })).toEqual([
      'doi:10.1145/3',
      'arxiv:2401.00001',
      'title:a title',
    ])
  })
})

test.each([
  '10.1145/ABC.3',
  ' 10.1145/abc.3 ',
  'doi:10.1145/abc.3',
  'DOI: 10.1145/ABC.3',
  'https://doi.org/10.1145/abc.3',
  'http://dx.doi.org/10.1145/abc.3',
  'https://doi.org/10.1145/abc.3?nosfx=y#sec2',
])('the DOI written as %j gives the same alias', (doi) => {
  expect(known([], { doi })[0]).toBe('doi:10.1145/abc.3')
})

test.each(['https://doi.org/10.1145/ABC.3', 'http://DX.doi.org/10.1145/abc.3', 'https://doi.org/10.1145/abc.3#sec2'])(
  'a link to %s gives the DOI',
  (url) => {
    expect(known([url])).toEqual(['doi:10.1145/abc.3', 'title:a title'])
  },
)

test.each([
  'https://arxiv.org/abs/2401.00001',
  'http://www.arxiv.org/abs/2401.00001v3',
  'https://export.arxiv.org/abs/2401.00001v12',
  'https://arxiv.org/pdf/2401.00001',
  'https://arxiv.org/pdf/2401.00001v2.pdf',
  'https://arxiv.org/html/2401.00001v2',
  'https://arxiv.org/abs/2401.00001?context=cs',
])('a link to %s gives the arXiv id', (url) => {
  expect(known([url])).toEqual(['arxiv:2401.00001', 'title:a title'])
})

test.each([
  ['2401.00001', 'arxiv:2401.00001'],
  ['arXiv:2401.00001v2', 'arxiv:2401.00001'],
  ['cs.LG/0101001v1', 'arxiv:cs.lg/0101001'],
])('the arXiv id written as %j gives %s', (arxiv, id) => {
  expect(known([], { arxiv })[0]).toBe(id)
})

test.each([{ doi: 'n/a' }, { doi: 'doi:' }, { doi: 'https://doi.org/' }, { arxiv: 'arXiv:' }, { arxiv: 'none' }])(
  '%j is not used as a DOI or arXiv id, which would join unrelated papers',
  (fields) => {
    expect(known([], fields)).toEqual(['title:a title'])
  },
)

test.each([
  [{ arxiv: 'https://arxiv.org/abs/2401.00001v2' }, [], 'arxiv:2401.00001'],
  [{ doi: '10.48550/arXiv.2401.00001' }, [], 'arxiv:2401.00001'],
  [{}, ['https://doi.org/10.48550/arXiv.2401.00001'], 'arxiv:2401.00001'],
  [{}, ['https://dl.acm.org/doi/10.1145/ABC.3'], 'doi:10.1145/abc.3'],
  [{}, ['https://dl.acm.org/doi/abs/10.1145/abc.3'], 'doi:10.1145/abc.3'],
  [{}, ['https://dl.acm.org/doi/pdf/10.1145/abc.3?download=true'], 'doi:10.1145/abc.3'],
])('%j with the links %j gives %s, as other spellings do', (fields, urls, id) => {
  expect(known(urls, fields)).toEqual([id, 'title:a title'])
})

test('a DOI of arXiv without an arXiv id stays a DOI', () => {
  expect(known([], { doi: '10.48550/arXiv.news' })).toEqual(['doi:10.48550/arxiv.news', 'title:a title'])
})

test('an old arXiv id keeps its archive', () => {
  expect(known(['https://arxiv.org/abs/cs.LG/0101001v1'])[0]).toBe('arxiv:cs.lg/0101001')
})

describe('a landing page', () => {
  test.each([
    'https://example.org/a/B',
    'http://example.org/a/B',
    'https://www.example.org/a/B',
    'https://EXAMPLE.org/a/B/',
    'https://example.org/a/B?utm_source=x&utm_medium=y',
  ])('at %s gives the same alias', (url) => {
    expect(known([url])[0]).toBe('url:example.org/a/B')
  })

  test.each(['https://example.org/a/b', 'https://example.org/a/B?id=7', 'https://example.com/a/B'])(
    'at %s gives another alias',
    (url) => {
      expect(known([url])[0]).not.toBe('url:example.org/a/B')
    },
  )

  test('keeps query parameters that distinguish papers', () => {
    expect(known(['https://openreview.net/forum?utm_source=x&id=Ab1'])[0]).toBe('url:openreview.net/forum?id=Ab1')
  })

  test('is the link with the label Paper, wherever it is in the list', () => {
    const links = [link('https://a.org/slides', 'Slides'), link('https://a.org/p', 'Paper')]
    expect(landingPage(links)).toBe('https://a.org/p')
  })

  test.each(['Homepage', 'PDF', 'DOI', 'Publisher', 'paper (PDF)'])('is the link with the label %s', (label) => {
    expect(landingPage([link('https://a.org/code', 'Slides'), link('https://a.org/p', label)])).toBe('https://a.org/p')
  })

  test('is the first link that is not code, where no label tells', () => {
    const links = [link('https://github.com/a/b', 'Implementation'), link('https://a.org/talk', 'Talk')]
    expect(landingPage(links)).toBe('https://a.org/talk')
  })

  test('is never a link to code', () => {
    expect(landingPage([link('https://github.com/a/b', 'Code')])).toBeUndefined()
    expect(landingPage([])).toBeUndefined()
  })
})

test('a link to code gives no alias, even if it has a DOI', () => {
  const artifact = link('https://doi.org/10.5281/zenodo.1', 'Artifact')
  expect(identify({ title: 'One', authors: [], year: null, links: [artifact] })).toEqual(['title:one'])
})

test.each([
  ['Code', 'https://example.org/x', true],
  ['Source code', 'https://example.org/x', true],
  ['Artifact', 'https://doi.org/10.5281/zenodo.1', true],
  ['GitHub', 'https://example.org/x', true],
  ['Implementation', 'https://github.com/a/b', true],
  ['Model', 'https://www.huggingface.co/a/b', true],
  ['Paper', 'https://github.com/a/b/raw/main/p', false],
  ['PDF', 'https://github.com/a/b/p', false],
  ['Decoder', 'https://example.org/x', false],
  ['Slides', 'https://example.org/github.com/', false],
  ['Slides', 'https://notgithub.com/a', false],
])('a link "%s" to %s is code: %s', (label, url, expected) => {
  expect(isCode({ label, url })).toBe(expected)
})
