import { expect, test } from 'vitest'
import { toPaper } from '../../../src/formats/entry/entry.ts'
import { readPage } from '../../../src/formats/pasted/readPage.ts'
import { isWebAddress } from '../../../src/model/paper/safeUrl.ts'
import { attacks } from '../../support/attacks.ts'

const read = (said: Readonly<Record<string, string>>) => readPage(String(new URLSearchParams(said)))

test('a link to add a paper has all that it says', () => {
  const paper = read({
    url: 'https://dl.acm.org/doi/10.1145/3600006.3613165',
    title: 'Efficient Memory Management | ACM',
    authors: 'Lovelace, Ada; Alan Turing',
    date: '2023/10/23',
    journal: 'SOSP',
    pdf: 'https://dl.acm.org/doi/pdf/10.1145/3600006.3613165',
    abstract: 'One.\n\nTwo\nlines.',
  })!
  expect(paper).toMatchObject({
    title: 'Efficient Memory Management',
    authors: ['Ada Lovelace', 'Alan Turing'],
    year: 2023,
    venue: 'SOSP',
    doi: '10.1145/3600006.3613165',
    abstract: 'One.\n\nTwo lines.',
  })
  expect(paper.links).toEqual([
    { label: 'Paper', url: 'https://dl.acm.org/doi/10.1145/3600006.3613165' },
    { label: 'PDF', url: 'https://dl.acm.org/doi/pdf/10.1145/3600006.3613165' },
  ])
})

test('a link needs no more than an id, an address or a title', () => {
  expect(read({ doi: 'doi:10.1145/1234.5' })).toMatchObject({ doi: '10.1145/1234.5', title: '' })
  expect(read({ arxiv: '1706.03762' })).toMatchObject({ arxiv: '1706.03762', year: 2017, venue: 'arXiv' })
  expect(read({ url: 'https://example.org/a' })!.links).toHaveLength(1)
  expect(read({ title: 'A Title' })!.title).toBe('A Title')
  expect(read({ year: '2020', abstract: 'Words' })).toBeNull()
  expect(readPage('')).toBeNull()
})

test('hostile values are left out or are plain text, and long ones are cut', () => {
  for (const attack of attacks) {
    const paper = read({
      title: 'A',
      url: attack,
      doi: attack,
      arxiv: attack,
      pdf: attack,
      year: attack,
      authors: attack,
    })!
    expect({ attack, links: paper.links.filter(({ url }) => !isWebAddress(url)) }).toEqual({ attack, links: [] })
    expect(toPaper(paper, 'x').aliases.length).toBeGreaterThan(0)
  }
  const huge = read({
    title: 'T'.repeat(1e6),
    abstract: 'A'.repeat(1e6),
    authors: 'B; '.repeat(1e5),
    url: `https://a.org/${'c'.repeat(1e5)}`,
  })!
  expect(huge.title.length + huge.abstract.length + huge.authors.join().length).toBeLessThan(30_000)
})
