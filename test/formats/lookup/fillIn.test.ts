import { expect, test } from 'vitest'
import { complete } from '../../../src/formats/entry/completeEntry.ts'
import { BLANK, toPaper, type Entry } from '../../../src/formats/entry/entry.ts'
import { fillEntry, fillPaper, isUntitled, waitingDoi } from '../../../src/formats/lookup/fillIn.ts'

const found: Entry = complete({
  ...BLANK,
  title: 'Tidewater',
  authors: ['Ilse van der Meer'],
  year: 2024,
  venue: 'SOSP',
  doi: '10.1145/3690001.3690042',
  abstract: 'We log ahead.',
})
const added = (entry: Partial<Entry>) => toPaper(complete({ ...BLANK, ...entry }), 'My papers')

test('what was found fills in what is missing, and changes nothing that is there', () => {
  const entry = complete({ ...BLANK, title: 'My own title', year: 2023, doi: found.doi })
  expect(fillEntry(entry, found)).toEqual({
    ...entry,
    authors: found.authors,
    venue: 'SOSP',
    abstract: 'We log ahead.',
  })
  expect(fillEntry({ ...BLANK, title: 'https://doi.org/10.1145/3690001.3690042' }, found).title).toBe('Tidewater')
})

test('a paper that was called by its address gets its title and keeps its id, its topics and when it was added', () => {
  const title = 'https://doi.org/10.1145/3690001.3690042'
  const paper = { ...added({ title, doi: found.doi, topics: [['Logging']] }), addedAt: 5 }
  const filled = fillPaper(paper, found)
  expect(filled).toEqual({
    ...toPaper(found, 'My papers'),
    topics: [['Logging']],
    addedAt: 5,
    id: paper.id,
    aliases: ['doi:10.1145/3690001.3690042', 'title:tidewater (meer 2024)', 'title:tidewater'],
  })
})

test('an identity that the answer does not name stays with the paper', () => {
  const paper = added({ title: '10.1145/3690001.3690042', doi: found.doi, arxiv: '2403.11111' })
  expect(fillPaper(paper, found).aliases).toEqual([
    'doi:10.1145/3690001.3690042',
    'title:tidewater (meer 2024)',
    'title:tidewater',
    'arxiv:2403.11111',
  ])
})

test.each([
  ['', true],
  ['https://arxiv.org/abs/2403.11111v2', true],
  ['10.1145/3690001.3690042', true],
  ['doi:10.1145/3690001.3690042', true],
  ['arXiv:2403.11111', true],
  ['2403.11111', true],
  ['10.1145/3690001.3690042 is not what it says', false],
  ['Tidewater', false],
  ['404 Not Found', false],
])('“%s” is the name of an address alone: %s', (title, is) => expect(isUntitled(title)).toBe(is))

test('a paper waits for its title if it is called by its address, has no authors, and can be looked up', () => {
  const title = 'https://arxiv.org/abs/2403.11111'
  expect(waitingDoi(added({ title, arxiv: '2403.11111' }))).toBe('10.48550/arXiv.2403.11111')
  expect(waitingDoi(added({ title: 'https://dl.acm.org/doi/10.1145/1.2', doi: '10.1145/1.2' }))).toBe('10.1145/1.2')
  expect(waitingDoi(added({ title, arxiv: '2403.11111', authors: ['Per Lindqvist'] }))).toBe('')
  expect(waitingDoi(added({ title: 'Tidewater', doi: '10.1145/1.2' }))).toBe('')
  expect(waitingDoi(added({ title: 'https://example.org/paper.pdf' }))).toBe('')
})
