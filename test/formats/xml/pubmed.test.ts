import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readFile } from '../../../src/formats/readFile.ts'

test('the XML of PubMed gives articles and chapters', () => {
  const { format, entries, notices } = readFile('download', readFileSync('test/fixtures/papers/pubmed.xml'))
  expect(format).toBe('pubmedXml')
  expect(notices).toEqual([])
  expect(entries).toMatchObject([
    {
      title: 'Slow disks in E. coli: a trial < 3',
      authors: ['Ann B Roe', 'C Doe Jr', 'Disk Group'],
      year: 2021,
      venue: 'Journal of disks',
      doi: '10.1000/d.11',
      abstract: 'AIMS: To wait.\n\nRESULTS: We waited.',
      mark: null,
      line: 4,
    },
    {
      title: 'Drums of old',
      authors: [],
      year: 1998,
      venue: 'J Drums',
      links: [{ label: 'Paper', url: 'https://pubmed.ncbi.nlm.nih.gov/12/' }],
    },
    { title: 'Tape care', authors: ['Di Moe'], year: 2020, venue: 'Handbook of disks' },
  ])
})
