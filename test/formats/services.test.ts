import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Entry } from '../../src/formats/entry/entry.ts'
import type { Mark } from '../../src/model/mark/mark.ts'
import { readFile } from '../../src/formats/readFile.ts'

const FOLDER = 'test/fixtures/services'
const NAMES = ['Ann Roe', 'Bo Doe']
const doiLink = (doi: string) => ({ label: 'Paper', url: `https://doi.org/${doi}` })
const mine = (fields: Partial<Mark>): Mark => ({
  status: 'unread',
  starred: false,
  tags: ['mine'],
  note: '',
  ...fields,
})

/** What a careful reader finds in the first paper of each file, which has the shape of the service’s documentation. */
const FIRST: Readonly<Record<string, Partial<Entry>>> = {
  'arxiv.jsonl': {
    title: 'Slow disks of $\\alpha$',
    authors: ['A. Roé', 'B. Doe', 'C. Poe III'],
    venue: 'Phys.Rev.D76:013009,2007',
    year: 2007,
    doi: '10.1103/PhysRevD.76.013009',
    arxiv: '0704.0001',
    topics: [['hep-ph'], ['cs.LG']],
    mark: null,
  },
  'better-bibtex.json': {
    venue: 'J Disks',
    year: 2021,
    links: [{ label: 'Paper', url: 'https://a.example.org/1' }],
    mark: mine({ note: 'note of mine' }),
  },
  'crossref.json': {
    title: 'Slow disks & fast queues: A study',
    authors: [...NAMES, 'The Disk Group'],
    venue: 'Proceedings of the ACM SIGOPS 28th Symposium on Operating Systems Principles',
    year: 2021,
    doi: '10.1145/1234567.1234568',
    mark: null,
  },
  'datacite.json': { authors: ['Ann Roe', 'The Disk Group'], venue: 'Zenodo', year: 2021, doi: '10.5281/zenodo.123' },
  'dblp.json': { authors: NAMES, venue: 'SOSP', year: 2021, doi: '10.1145/1234', links: [doiLink('10.1145/1234')] },
  'europe-pmc.json': {
    authors: [...NAMES, 'Disk Group'],
    venue: 'PeerJ',
    year: 2018,
    doi: '10.7717/peerj.4375',
    abstract: 'Background\n\nWe spin.',
    affiliations: ['Example University'],
    links: [
      doiLink('10.7717/peerj.4375'),
      { label: 'PDF', url: 'https://europepmc.org/articles/PMC5815332?pdf=render' },
    ],
  },
  'hugging-face.json': {
    authors: NAMES,
    arxiv: '2401.00001',
    year: 2024,
    affiliations: ['Acme'],
    links: [
      { label: 'Paper', url: 'https://arxiv.org/abs/2401.00001' },
      { label: 'Code', url: 'https://github.com/a/b' },
    ],
  },
  'mendeley.json': {
    venue: 'Journal of Disks',
    arxiv: '2106.00001',
    links: [{ label: 'Paper', url: 'https://a.example.org/1' }],
    mark: mine({ status: 'read', note: 'my note' }),
  },
  'openalex.json': {
    title: 'The state of slow disks',
    authors: NAMES,
    venue: 'PeerJ',
    year: 2018,
    abstract: 'We spin',
    topics: [['Disks']],
    links: [doiLink('10.7717/peerj.4375'), { label: 'PDF', url: 'https://peerj.com/articles/4375.pdf' }],
  },
  'openreview.json': {
    venue: 'ICLR 2024 poster',
    year: 2024,
    topics: [],
    links: [{ label: 'PDF', url: 'https://openreview.net/pdf/abc.pdf' }],
  },
  'paperpile.bib': { venue: 'Journal of Disks', mark: mine({ tags: ['mine', 'Disks'], note: 'my note' }) },
  'paperpile.csv': {
    authors: ['A Roe', 'B Doe'],
    venue: 'Journal of Disks',
    topics: [['Disks'], ['Theory']],
    mark: mine({ tags: ['mine', 'thesis'], note: 'my note' }),
  },
  'paperpile.json': {
    venue: 'Journal of Disks',
    year: 2021,
    topics: [['Disks']],
    mark: mine({ starred: true, note: 'my note' }),
  },
  'semantic-scholar.json': {
    venue: 'Annual Meeting of the Association for Computational Linguistics',
    year: 2021,
    doi: '10.18653/v1/2021.acl-long.1',
    arxiv: '2106.00001',
    highlights: [{ text: 'Disks are slow.', children: [] }],
  },
  'zotero-api.json': {
    title: 'Slow disks',
    authors: ['Ann Roe', 'The Disk Group'],
    venue: 'Proc. of X',
    arxiv: '2106.00001',
    mark: mine({ status: 'read', note: 'A note of mine' }),
  },
}

test.each(readdirSync(FOLDER))('%s is read with its authors, venue, year, links, and the words of the user', (file) => {
  const { entries, notices } = readFile(file, readFileSync(`${FOLDER}/${file}`))
  expect(notices).toEqual([])
  expect(entries).toHaveLength(/^(?:arxiv|crossref|dblp)/.test(file) ? 2 : 1)
  const { title, authors, abstract } = entries![0]!
  expect([title !== '', authors.length > 1, abstract !== '']).toEqual([true, true, !file.startsWith('dblp')])
  expect(entries![0]).toMatchObject(FIRST[file]!)
})

test('a paper of Crossref without a first date has the year in which it came online', () => {
  expect(readFile('a.json', readFileSync(`${FOLDER}/crossref.json`)).entries![1]!.year).toBe(2020)
})

test('a paper of arXiv has the year of its first version, and one of CoRR in DBLP is of arXiv', () => {
  expect(readFile('a.json', readFileSync(`${FOLDER}/arxiv.jsonl`)).entries![1]!.year).toBe(2007)
  expect(readFile('a.json', readFileSync(`${FOLDER}/dblp.json`)).entries![1]).toMatchObject({
    venue: 'arXiv',
    links: [{ label: 'Paper', url: 'https://arxiv.org/abs/2106.00001' }],
  })
})
