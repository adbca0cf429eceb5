import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { complete } from '../../../src/formats/entry/completeEntry.ts'
import { BLANK, toPaper, type Entry } from '../../../src/formats/entry/entry.ts'
import { draftOf, readDraft, type PaperDraft } from '../../../src/formats/draft/paperDraft.ts'
import { readCatalog } from '../../../src/model/paper/joinPapers.ts'
import type { Paper } from '../../../src/model/paper/paper.ts'
import { id, paper } from '../../support/papers.ts'

const imported = (fields: Partial<Entry>) => toPaper(complete({ ...BLANK, title: 'A paper', ...fields }), 'Mine')

/** The paper of a form in which some fields were changed. */
function change(before: Paper, fields: Partial<PaperDraft>): Paper {
  const read = readDraft({ ...draftOf(before), ...fields }, before)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.paper
}
function problemsOf(fields: Partial<PaperDraft>, before = paper()) {
  const read = readDraft({ ...draftOf(before), ...fields }, before)
  return 'problems' in read ? read.problems : {}
}

const ODD = paper({
  id: id('doi:10.1/a'),
  aliases: [id('doi:10.1/a'), id('title:an older title'), id('arxiv:2401.00001'), id('title:a paper so what')],
  title: 'A / Paper:  “So” › what',
  authors: ['Martin Luther King, Jr.', 'Google, Inc. and others', 'two\nlines', ''],
  year: 987,
  venue: 'OSDI \n’24',
  abstract: ' One.\r\n\r\n\r\nTwo. ',
  topics: [['A / B'], ['A', 'B > C'], ['D › E', 'F'], ['']],
  links: [
    { label: 'Code', url: 'https://github.com/a/b' },
    { label: 'The paper: here', url: 'https://example.org/a' },
    { label: '', url: 'https://example.org/a' },
    { label: 'Talk:', url: 'https://example.org/a?utm_source=x' },
  ],
  affiliations: ['ETH'],
  awards: ['Best paper'],
  notices: ['Retracted'],
  highlights: [{ text: 'Fast', children: [{ text: 'Very', children: [] }] }],
  lists: ['Mine'],
  addedAt: 12,
})

test('a paper comes back from its form as it was, field by field', () => {
  expect(change(ODD, {})).toEqual(ODD)
})

test('every paper of the bundled lists comes back from its form', () => {
  const folder = new URL('../../../data/', import.meta.url)
  const files = readdirSync(folder).filter((name) => /^(?!list\.schema).*\.json$/.test(name))
  const { papers } = readCatalog(files.map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') })))
  expect(papers.length).toBeGreaterThan(20)
  for (const paper of papers) {
    expect(change(paper, {})).toEqual(paper)
    // Also where the form says the same in other letters.
    const again = { ...draftOf(paper), topics: `${draftOf(paper).topics}\n`, links: `${draftOf(paper).links}\n` }
    expect(change(paper, { ...again, authors: `${draftOf(paper).authors}\n` })).toEqual(paper)
  }
})

test('a change of one field leaves the others, and what no form shows', () => {
  expect(change(ODD, { title: 'Another' })).toEqual({
    ...ODD,
    title: 'Another',
    aliases: ['doi:10.1/a', 'arxiv:2401.00001', 'title:another (king 987)', 'title:an older title', 'title:another'],
  })
})

test('a line that was left as it was keeps its author, topic or link, however odd', () => {
  const { authors, topics, links } = draftOf(ODD)
  expect(change(ODD, { authors: `${authors}\nNew Name` }).authors.slice(0, 2)).toEqual(ODD.authors.slice(0, 2))
  expect(change(ODD, { topics: `G > H\n${topics}` }).topics).toEqual([['G', 'H'], ...ODD.topics.slice(0, 3)])
  expect(change(ODD, { links: `${links}\nVideo: https://youtu.be/x` }).links).toEqual([
    ...ODD.links,
    { label: 'Video', url: 'https://youtu.be/x' },
  ])
})

test('authors can be typed one a line, as a list, and family name first', () => {
  const { authors } = change(paper(), { authors: 'Doe, Jane\n\nJohn Roe, Max Poe and Ann Lee\n 李 明 ' })
  expect(authors).toEqual(['Jane Doe', 'John Roe', 'Max Poe', 'Ann Lee', '李 明'])
})

test('topics are paths, with either sign between their names', () => {
  const { topics } = change(paper(), { topics: 'Storage › File Systems\nNetworks / RDMA\nI/O\nStorage › File Systems' })
  expect(topics).toEqual([['Storage', 'File Systems'], ['Networks', 'RDMA'], ['I/O']])
})

test('links get a label where they have none, and the first is that to the paper', () => {
  const { links } = change(paper(), {
    link: 'www.example.org/a',
    links: 'https://github.com/a/b\nMy slides https://b.org/',
  })
  expect(links).toEqual([
    { label: 'Paper', url: 'https://www.example.org/a' },
    { label: 'Code', url: 'https://github.com/a/b' },
    { label: 'My slides', url: 'https://b.org/' },
  ])
  const { label, url } = change(ODD, { link: 'https://b.org/' }).links[1]!
  expect({ label, url }).toEqual({ label: 'The paper: here', url: 'https://b.org/' })
})

test('a form that was filled in from nothing makes the paper that an import would make', () => {
  const draft = { ...draftOf(paper()), title: ' A  paper', year: '2024', doi: 'https://doi.org/10.1145/ABC' }
  const read = readDraft(draft)
  expect('paper' in read && read.paper).toEqual({ ...imported({ year: 2024, doi: '10.1145/ABC' }), lists: [] })
})

test('a paper keeps its id as long as that is one of its identities', () => {
  const before = imported({ title: 'A paper' })
  const found = change(before, { doi: '10.1145/1' })
  expect(found.id).toBe('title:a paper')
  expect(found.aliases).toEqual(['doi:10.1145/1', 'title:a paper'])
  expect(change(before, { title: 'Another paper' })).toMatchObject({
    id: 'title:another paper',
    aliases: ['title:another paper'],
  })
})

test('a corrected DOI leaves nothing of the wrong one', () => {
  const before = imported({
    doi: '10.1145/Wrong',
    arxiv: '2401.00001',
    links: [{ label: 'Code', url: 'https://github.com/a/b' }],
  })
  const after = change(before, { doi: '10.1145/right' })
  expect(after.aliases).toEqual(['doi:10.1145/right', 'arxiv:2401.00001', 'title:a paper'])
  expect(after.id).toBe('doi:10.1145/right')
  expect(after.links).toEqual([
    { label: 'Paper', url: 'https://doi.org/10.1145/right' },
    { label: 'Code', url: 'https://github.com/a/b' },
  ])
  const without = change(before, { doi: '' })
  expect(without).toMatchObject({ aliases: ['arxiv:2401.00001', 'title:a paper'], links: [{ label: 'Code' }] })
})

test('a link to another arXiv paper makes it that paper', () => {
  const before = imported({ links: [{ label: 'Paper', url: 'https://arxiv.org/abs/2401.00001' }] })
  const after = change(before, { link: 'https://arxiv.org/abs/2401.00002' })
  expect(after.aliases).toEqual(['arxiv:2401.00002', 'title:a paper'])
})

test('what is wrong is said of its field, and nothing is read', () => {
  expect(problemsOf({ title: ' ' })).toEqual({ title: 'A paper needs a title' })
  expect(problemsOf({ year: '20244' })).toEqual({ year: '“20244” is not a year of four digits' })
  expect(problemsOf({ doi: 'n/a' })).toEqual({ doi: '“n/a” is not a DOI, such as 10.1145/3600006.3613165' })
  expect(problemsOf({ link: 'here' }).link).toContain('“here” is not a web address')
  expect(problemsOf({ link: 'javascript:alert(1)' }).link).toContain('is not a web address')
  expect(problemsOf({ links: 'Code: https://a.org\nSlides' }).links).toContain('“Slides” has no web address')
  expect(problemsOf({ topics: Array(17).fill('a').join(' › ') }).topics).toBe('A topic has 16 levels at most')
  expect(Object.keys(problemsOf({ title: '', year: 'x', doi: 'y' }))).toEqual(['title', 'year', 'doi'])
})
