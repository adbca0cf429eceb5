import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readFile } from '../../../src/formats/readFile.ts'

const read = (text: string) => readFile('library.xml', new TextEncoder().encode(text))
const library = (records: string) => `<?xml version="1.0"?><xml><records>${records}</records></xml>`
const record = (inside: string) => `<record><ref-type name="Journal Article">17</ref-type>${inside}</record>`

test('the XML of EndNote gives the facts, and the research notes as the note', () => {
  const { format, entries, notices } = readFile('library', readFileSync('test/fixtures/papers/endnote.xml'))
  expect(format).toBe('endNoteXml')
  expect(notices).toEqual([])
  expect(entries).toMatchObject([
    {
      title: 'Slow disks in Tape & co',
      authors: ['Ann Roe', 'Disk Group'],
      year: 2021,
      venue: 'Journal of Disks',
      doi: '10.1000/d.1',
      abstract: 'We wait.',
      mark: { status: 'unread', tags: [], note: 'Read the second part again.\nIt is good.' },
      line: 1,
    },
    { title: 'Drums', authors: ['C. Poe'], year: 1999, venue: 'University of Drums', mark: null, line: 2 },
  ])
  expect(entries![0]!.links.map(({ url }) => url)).toEqual(['https://example.org/slow'])
})

test('a record without a title, and one without an end, are named in a notice', () => {
  const title = (words: string) => `<titles><title>${words}</title></titles>`
  const { entries, notices } = read(library(`${record('')}\n${record(title('One'))}\n<record>${title('Two')}`))
  expect(entries?.map(({ title: name }) => name)).toEqual(['One', 'Two'])
  expect(notices).toMatchObject([
    { line: 1, field: 'title' },
    { line: 3, field: 'record', message: expect.stringContaining('has no end') },
  ])
})

test('entities of a document type are not expanded', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><xml><records>${record('<titles><title>One &b;</title></titles>')}</records></xml>`
  expect(read(bomb).entries ?? []).toEqual([])
  const { entries } = read(library(record('<titles><title>One &b; &lt; &#x41;</title></titles>')))
  expect(entries?.[0]?.title).toBe('One &b; < A')
})

test('XML of another kind is refused', () => {
  expect(read('<?xml version="1.0"?><records><row><name>Doe, Jane</name></row></records>').entries).toBeNull()
})
