import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseZoteroRdf } from '../../../src/formats/xml/zoteroRdf.ts'
import { readFile } from '../../../src/formats/readFile.ts'

test('the RDF of Zotero gives papers with their collections, tags, notes and states', () => {
  const { format, entries, notices } = readFile('library', readFileSync('test/fixtures/papers/zotero.rdf'))
  expect(format).toBe('zoteroRdf')
  expect(notices).toEqual([])
  expect(entries).toMatchObject([
    {
      title: 'Slow disks',
      authors: ['Ann Roe', 'Disk Group'],
      year: 2021,
      venue: 'Journal of Disks',
      doi: '10.1000/d.1',
      abstract: 'We wait.',
      topics: [['Storage', 'Slow']],
      mark: { status: 'reading', tags: ['slow'], note: 'See **part 2**.\n\n- one' },
    },
    { title: 'Fast drums', year: 2022, venue: 'Proceedings of Drums', arxiv: '2401.00001', topics: [], mark: null },
  ])
})

test('a DOI in a journal of several articles is that of none', () => {
  const item = (title: string) =>
    `<bib:Article><dcterms:isPartOf rdf:resource="urn:1"/><dc:title>${title}</dc:title></bib:Article>`
  const journal =
    '<bib:Journal rdf:about="urn:1"><dc:title>J</dc:title><dc:identifier>DOI 10.1000/a</dc:identifier></bib:Journal>'
  const dois = (items: string) =>
    parseZoteroRdf(`<rdf:RDF>${items}${journal}</rdf:RDF>`).entries.map(({ doi, venue }) => [doi, venue])
  expect(dois(item('One') + item('Two'))).toEqual([
    ['', 'J'],
    ['', 'J'],
  ])
  expect(dois(item('One'))).toEqual([['10.1000/a', 'J']])
})

test('collections in each other end', () => {
  const collection = (name: string, part: string) =>
    `<z:Collection rdf:about="#${name}"><dc:title>${name}</dc:title><dcterms:hasPart rdf:resource="#${part}"/><dcterms:hasPart rdf:resource="#i"/></z:Collection>`
  const { entries } = parseZoteroRdf(
    `<rdf:RDF><bib:Book rdf:about="#i"><dc:title>One</dc:title></bib:Book>${collection('a', 'b')}${collection('b', 'a')}</rdf:RDF>`,
  )
  expect(entries[0]?.topics.length).toBeGreaterThan(0)
})
