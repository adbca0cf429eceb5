import { expect, test } from 'vitest'
import { toPaper } from '../../src/formats/entry/entry.ts'
import { parseShared } from '../../src/formats/sharedLink.ts'

const NOTHING = { title: '', text: '', url: '' }
const ATTENTION = 'Attention Is All You Need'

test.each([
  ['a browser shares a page', { title: `[1706.03762] ${ATTENTION}`, text: 'https://arxiv.org/abs/1706.03762v5' }],
  ['an app gives the address for itself', { title: ATTENTION, url: 'https://arxiv.org/pdf/1706.03762' }],
  ['all stands in the text', { text: `${ATTENTION}\nhttps://arxiv.org/abs/1706.03762` }],
  [
    'the title is quoted, and ends in a site',
    { title: `“${ATTENTION}” | arXiv`, url: 'https://arxiv.org/abs/1706.03762' },
  ],
  ['there is an id and no address', { text: `${ATTENTION} arXiv:1706.03762` }],
])('a shared link becomes a paper with title and aliases where %s', (_, told) => {
  const entry = parseShared({ ...NOTHING, ...told })!
  expect(entry.title).toBe(ATTENTION)
  expect(toPaper(entry, 'x').aliases).toContain('arxiv:1706.03762')
})

test('a DOI is found in the address of any publisher, and by itself', () => {
  const names = (told: object) => toPaper(parseShared({ ...NOTHING, ...told })!, 'x').aliases
  expect(names({ url: 'https://link.springer.com/article/10.1007/s11227-020-1' })).toContain('doi:10.1007/s11227-020-1')
  expect(names({ text: 'https://dl.acm.org/doi/pdf/10.1145/3600006.3613165' })).toContain('doi:10.1145/3600006.3613165')
  expect(names({ text: 'doi:10.1145/3600006.3613165' })).toContain('doi:10.1145/3600006.3613165')
})

test('a page without other ids is known by its address, which is also its title if it has none', () => {
  const url = 'https://www.usenix.org/conference/atc24/presentation/um'
  const entry = parseShared({ ...NOTHING, text: url })!
  expect(entry.title).toBe(url)
  expect(toPaper(entry, 'x').id).toBe('url:usenix.org/conference/atc24/presentation/um')
  expect(parseShared({ title: 'Metis | USENIX', text: url, url: '' })!.title).toBe('Metis')
})

test.each([
  ['an entry of BibTeX', '@article{a, title = {T}, url = {https://example.org/a}}'],
  ['lines of RIS', 'TY  - ELEC\nUR  - https://example.org/a'],
  ['a list', '- A paper https://example.org/a'],
  ['several links', 'https://example.org/a and https://example.org/b'],
  ['words alone', 'See you tomorrow'],
  ['a long text', 'a\nb\nc\nhttps://example.org/a\nd'],
  ['nothing', ''],
])('%s is not read as a link', (_, text) => {
  expect(parseShared({ ...NOTHING, text })).toBeNull()
})
