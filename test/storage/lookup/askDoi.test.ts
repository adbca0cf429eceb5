import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { lookupDoi } from '../../../src/formats/entry/addresses.ts'
import { askDoi } from '../../../src/storage/lookup/askDoi.ts'
import { describeFailure, endsAll } from '../../../src/storage/lookup/lookupFailure.ts'
import { startAgencies } from '../../support/agencies.ts'

let agencies: Awaited<ReturnType<typeof startAgencies>>
beforeAll(async () => void (agencies = await startAgencies()))
beforeEach(() => void agencies.asked.splice(0))
afterAll(() => agencies.close())

const ask = (doi: string, options = {}) =>
  askDoi(doi, { resolver: agencies.resolver, isOnline: () => true, ...options })
async function found(doi: string) {
  const result = await ask(doi)
  if ('failure' in result) throw new Error(describeFailure(result.failure))
  return result.entry
}
async function failure(doi: string, options = {}) {
  const result = await ask(doi, options)
  return 'failure' in result ? describeFailure(result.failure) : result.entry
}

test('an article at Crossref comes with its whole title, its authors, venue, year and link', async () => {
  expect(await found('10.1145/3690001.3690042')).toMatchObject({
    title: 'Tidewater: Write-Ahead Logging for Far Memory & Flash',
    authors: ['Ilse van der Meer', 'Józef Nowak Jr.', 'The Tidewater Collaboration'],
    year: 2024,
    venue: 'Proceedings of the ACM SIGOPS 30th Symposium on Operating Systems Principles',
    doi: '10.1145/3690001.3690042',
    links: [{ label: 'Paper', url: 'https://doi.org/10.1145/3690001.3690042' }],
    abstract: 'Far memory is slow to reach. We log ahead of it.\n\nTidewater halves the tail latency at p < 0.01.',
  })
})

test('an arXiv paper is asked for by its DOI, and keeps its id and the link to arXiv', async () => {
  const doi = lookupDoi({ doi: '', arxiv: '2403.11111' })
  expect(await found(doi)).toMatchObject({
    title: 'What Learned Indexes Forget',
    authors: ['Adaeze Okonkwo', 'Per Lindqvist'],
    year: 2024,
    venue: 'arXiv',
    doi: '',
    arxiv: '2403.11111',
    links: [{ label: 'Paper', url: 'https://arxiv.org/abs/2403.11111' }],
    abstract:
      'Learned indexes forget. We show how much, and give an index that forgets at most $\\epsilon$ of its keys.',
  })
})

test('a data set at DataCite comes with the place that keeps it as its venue', async () => {
  expect(await found('10.5281/zenodo.9000001')).toMatchObject({
    title: 'A Week of Block Traces',
    authors: ['Layla Haddad', 'Systems Group, Example University'],
    year: 2025,
    venue: 'Zenodo',
    doi: '10.5281/zenodo.9000001',
    abstract: 'Block traces of a cluster of 40 machines over a week.',
  })
})

test('the DOI of a paper is asked for alone, once, as the type that agencies answer', async () => {
  await found('10.1145/3690001.3690042')
  expect(agencies.asked).toEqual([
    { path: '/10.1145/3690001.3690042', accept: 'application/vnd.citationstyles.csl+json' },
    {
      path: '/v1/works/10.1145%2F3690001.3690042/transform',
      accept: 'application/vnd.citationstyles.csl+json',
    },
  ])
})

test('a DOI with the characters of an address in it is asked for whole', async () => {
  const entry = await found('10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2')
  expect(entry.title).toMatch(/^Tidewater/)
})

test('an older arXiv id is asked for without the name of its subject class', () => {
  expect(lookupDoi({ doi: '', arxiv: 'math.gt/0309136' })).toBe('10.48550/arXiv.math/0309136')
  expect(lookupDoi({ doi: '', arxiv: 'hep-th/9901001' })).toBe('10.48550/arXiv.hep-th/9901001')
  expect(lookupDoi({ doi: '10.1145/1', arxiv: '2403.11111' })).toBe('10.1145/1')
  expect(lookupDoi({ doi: '', arxiv: '' })).toBe('')
})

test.each([
  [
    '10.1145/3690001.9999999',
    'DOI 10.1145/3690001.9999999 does not exist. Check it for a missing or an extra character.',
  ],
  ['10.48550/arXiv.2611.99999', 'arXiv:2611.99999 is not known. A paper of the last days may not be registered yet.'],
  ['10.5555/busy', 'Too many papers were asked for. Try DOI 10.5555/busy again in 30 seconds.'],
  ['10.5555/busy-until', 'Too many papers were asked for. Try DOI 10.5555/busy-until again in 5 minutes.'],
  ['10.5555/busy-for-long', 'Too many papers were asked for. Try DOI 10.5555/busy-for-long again in a minute.'],
  ['10.5555/down', 'The server answered with an error (503) for DOI 10.5555/down. Try again later.'],
  ['10.5555/refused', 'The server answered with an error (403) for DOI 10.5555/refused. Try again later.'],
  ['10.5555/empty', 'DOI 10.5555/empty exists, but nothing about it can be read from here.'],
  ['10.5555/other-type', 'DOI 10.5555/other-type exists, but nothing about it can be read from here.'],
  [
    '10.5555/no-answer-for-pages',
    'DOI 10.5555/no-answer-for-pages exists, but nothing about it can be read from here.',
  ],
  ['10.5555/page', 'The answer about DOI 10.5555/page could not be read.'],
  ['10.5555/broken', 'The answer about DOI 10.5555/broken could not be read.'],
  ['10.5555/untitled', 'The answer about DOI 10.5555/untitled could not be read.'],
  ['10.5555/huge', 'The answer about DOI 10.5555/huge could not be read.'],
  [
    '10.5555/cut',
    'doi.org could not be reached for DOI 10.5555/cut. A firewall, or a blocker in the browser, may be in the way.',
  ],
])('a lookup of %s says what went wrong', async (doi, message) => {
  expect(await failure(doi)).toBe(message)
  expect(agencies.asked.length).toBeLessThanOrEqual(3)
})

test.each(['10.5555/slow', '10.5555/stops'])('no answer in time from %s ends the lookup', async (doi) => {
  expect(await failure(doi, { timeout: 100 })).toBe(`There was no answer about DOI ${doi} in time. Try again later.`)
})

test('a device that is offline sends no request', async () => {
  expect(await failure('10.1145/3690001.3690042', { isOnline: () => false })).toBe(
    'This device is offline, so DOI 10.1145/3690001.3690042 was not looked up.',
  )
  expect(agencies.asked).toEqual([])
})

test('a failure that the next paper would meet too ends a series of lookups, and one of this paper does not', () => {
  const doi = '10.5555/1'
  expect(endsAll({ doi, reason: 'offline' })).toBe(true)
  expect(endsAll({ doi, reason: 'busy', wait: null })).toBe(true)
  expect(endsAll({ doi, reason: 'unknown' })).toBe(false)
  expect(endsAll({ doi, reason: 'error', status: 500 })).toBe(false)
})
