import { expect, test } from 'vitest'
import { readFile } from '../../../src/formats/readFile.ts'

const read = (value: unknown) => readFile('answer.json', new TextEncoder().encode(JSON.stringify(value))).entries

const NAMES = ['Ann Roe', 'Bo Doe']

test.each<[string, unknown, object]>([
  [
    'Crossref',
    {
      message: {
        items: [
          {
            DOI: '10.1000/a.1',
            title: ['Slow <i>disks</i>'],
            'container-title': ['Journal of Disks'],
            author: [{ given: 'Ann', family: 'Roe' }, { name: 'Bo Doe' }],
            issued: { 'date-parts': [[2021, 3]] },
          },
        ],
      },
    },
    { title: 'Slow disks', authors: NAMES, venue: 'Journal of Disks', year: 2021, doi: '10.1000/a.1' },
  ],
  [
    'OpenAlex',
    {
      results: [
        {
          id: 'https://openalex.org/W1',
          doi: 'https://doi.org/10.1000/a.2',
          display_name: 'Slow disks',
          publication_year: 2021,
          authorships: [{ author: { display_name: 'Ann Roe' } }, { author: { display_name: 'Bo Doe' } }],
          primary_location: {
            source: { display_name: 'Journal of Disks' },
            landing_page_url: 'https://a.example.org/',
          },
          abstract_inverted_index: { We: [0], spin: [1, 3], and: [2] },
        },
      ],
    },
    {
      title: 'Slow disks',
      authors: NAMES,
      venue: 'Journal of Disks',
      year: 2021,
      doi: '10.1000/a.2',
      abstract: 'We spin and spin',
    },
  ],
  [
    'Semantic Scholar',
    {
      data: [
        {
          title: 'Slow disks',
          externalIds: { DOI: '10.1000/a.3', ArXiv: '2401.00001' },
          authors: [{ name: 'Ann Roe' }, { name: 'Bo Doe' }],
          openAccessPdf: { url: 'https://a.example.org/a.pdf' },
          year: 2021,
        },
      ],
    },
    { authors: NAMES, doi: '10.1000/a.3', arxiv: '2401.00001', year: 2021 },
  ],
  [
    'DataCite',
    {
      data: [
        {
          id: '10.1000/a.4',
          attributes: {
            doi: '10.1000/a.4',
            titles: [{ title: 'Slow disks' }],
            creators: [{ givenName: 'Ann', familyName: 'Roe' }, { name: 'Bo Doe' }],
            publicationYear: 2021,
            container: { title: 'Journal of Disks' },
            descriptions: [{ descriptionType: 'Abstract', description: 'We spin.' }],
          },
        },
      ],
    },
    { title: 'Slow disks', authors: NAMES, venue: 'Journal of Disks', year: 2021, abstract: 'We spin.', topics: [] },
  ],
  [
    'DBLP',
    {
      result: {
        hits: {
          hit: [{ info: { title: 'Slow disks.', authors: { author: { text: 'Ann Roe 0001' } }, year: '2021' } }],
        },
      },
    },
    { title: 'Slow disks.', authors: ['Ann Roe'], year: 2021, topics: [] },
  ],
  [
    'Zotero',
    [
      {
        data: {
          itemType: 'journalArticle',
          title: 'Slow disks',
          creators: [
            { creatorType: 'author', firstName: 'Ann', lastName: 'Roe' },
            { creatorType: 'editor', firstName: 'Ed', lastName: 'Itor' },
          ],
          publicationTitle: 'Journal of Disks',
          tags: [{ tag: 'mine' }, { tag: 'automatic', type: 1 }],
          collections: ['ABCD'],
        },
      },
      { data: { itemType: 'attachment', title: 'PDF' } },
    ],
    { title: 'Slow disks', authors: ['Ann Roe'], topics: [], mark: { tags: ['mine'] } },
  ],
  [
    'Mendeley',
    [
      {
        title: 'Slow disks',
        authors: [{ first_name: 'Ann', last_name: 'Roe' }],
        identifiers: { doi: '10.1000/a.5' },
        read: true,
        starred: true,
      },
    ],
    { authors: ['Ann Roe'], doi: '10.1000/a.5', mark: { status: 'read', starred: true } },
  ],
  [
    'Hugging Face',
    [
      {
        paper: {
          id: '2401.00001',
          title: 'Slow disks',
          authors: [{ name: 'Ann Roe' }, { name: 'Bo Doe' }],
          summary: 'We spin.',
          publishedAt: '2021-09-12T00:00:00.000Z',
        },
        title: 'Slow disks',
        publishedAt: '2021-09-12T00:00:00.000Z',
      },
    ],
    { authors: NAMES, arxiv: '2401.00001', year: 2021, abstract: 'We spin.', venue: '' },
  ],
  [
    'arXiv',
    [
      {
        id: '0704.0001',
        title: 'Slow\n  disks',
        authors: "A. Ro\\'e",
        authors_parsed: [['Roé', 'A.', '']],
        comments: '37 pages',
        update_date: '2008-11-26',
      },
    ],
    { title: 'Slow disks', authors: ['A. Roé'], arxiv: '0704.0001', mark: null },
  ],
])('an answer of %s is read', (_, value, fields) => {
  expect(read(value)).toMatchObject([fields])
})
