import { expect, test } from 'vitest'
import { isDatabaseNote, noteFromHtml, statusInExtra } from '../../../src/formats/entry/readerWords.ts'
import { readStatus } from '../../../src/formats/entry/statusWords.ts'
import { readFile } from '../../../src/formats/readFile.ts'

const markOf = (name: string, text: string) => readFile(name, new TextEncoder().encode(text)).entries![0]!.mark
const UNMARKED = { status: 'unread', starred: false, tags: [], note: '' }

test.each([
  'Export Date: 3 March 2026; Cited By: 12',
  'Funding text 1: This work was supported by a foundation',
  'L2001234567\n2020-03-01',
  'Date completed - 2020-01-01',
  'Copyright - Copyright Elsevier 2020',
  'Accession Number: 12345678; Roe, Ann',
  'Times Cited in Web of Science Core Collection:  12',
  'https://doi.org/10.1016/j.x.2020.01.001',
  '1234-5678 Roe, Ann Orcid: 0000-0001-2345-6789 Journal Article',
  'English\nUsing Smart Source Parsing\nMar',
  'Full publication date: Mar., 2020',
  '12 pages, 3 figures',
  'Includes bibliographical references and index',
])('“%s” is written by a database', (text) => {
  expect(isDatabaseNote(text)).toBe(true)
})

test.each([
  'I like the second experiment; ask Bo about it.',
  'Place this in section 2',
  'Language models that forget',
  'References to look up: two',
  'Part of my thesis',
  'Copyright is an open question here',
  '12 pages are too many for this',
])('“%s” is the user’s', (text) => {
  expect(isDatabaseNote(text)).toBe(false)
})

test('a note of Zotero loses its HTML and keeps its links, lists and paragraphs', () => {
  const note =
    '<div><p>Good, <b>really</b>: <a href="https://a.example.org">see</a></p>\n<ul><li>one</li><li>two</li></ul></div>'
  expect(noteFromHtml(note)).toBe('Good, really: [see](https://a.example.org)\n\n- one\n\n- two')
  expect(noteFromHtml('a < b and <p> stays')).toBe('a < b and <p> stays')
})

test.each([
  ['Read_Status: In Progress\nRead_Status_Date: 2026-03-01', 'reading'],
  ['arXiv:2401.00001 [cs]\nRead_Status: Read', 'read'],
  ['Read_Status: Not Reading', 'skipped'],
  ['12 citations (Crossref) [2026-03-01]', undefined],
])('the field Extra “%s” says %s', (text, status) => {
  expect(statusInExtra(text)).toBe(status)
})

test('how much was read says a status', () => {
  expect(['0.0', '0.35', '35%', '100%', '1.0', '2024'].map(readStatus)).toEqual([
    'unread',
    'reading',
    'reading',
    'read',
    'read',
    undefined,
  ])
})

test.each<[string, string, string, object | null]>([
  [
    'JabRef',
    'a.bib',
    '@misc{a, title={One}, readstatus={skimmed}, ranking={rank4}, priority={prio1}, comment-ann={mine}}',
    { status: 'reading', tags: ['prio1', '4 stars'], note: 'mine' },
  ],
  [
    'BibDesk',
    'a.bib',
    '@misc{a, title={One}, read={1}, rating={5}, annote={mine}}',
    { status: 'read', starred: true, note: 'mine' },
  ],
  ['Papers', 'a.bib', '@misc{a, title={One}, date-read={2026-01-01}}', { status: 'read' }],
  [
    'Better BibTeX',
    'a.bib',
    '@misc{a, title={One}, note={Read\\_Status: In Progress}}',
    { status: 'reading', note: '' },
  ],
  [
    'a database in BibTeX',
    'a.bib',
    '@misc{a, title={One}, comment={12 pages, 3 figures}, annotation={Accession Number: 1}}',
    null,
  ],
  [
    'a database in RIS',
    'a.ris',
    'TY  - JOUR\nTI  - One\nN1  - Cited By :12\nN1  - Funding details: X, 1\nER  - ',
    null,
  ],
  ['Zotero in RIS', 'a.ris', 'TY  - JOUR\nTI  - One\nN1  - <p>mine</p>\nER  - ', { note: 'mine' }],
  [
    'Zotero in CSV',
    'a.csv',
    'Title,Url,Notes,Extra\nOne,,<p>mine</p>,"Read_Status: To Read\nx: y"',
    { status: 'to-read', note: 'mine' },
  ],
  [
    'Zotero in CSL-JSON',
    'a.json',
    '[{"type": "book", "title": "One", "author": [{"family": "R"}], "note": "Read_Status: Read"}]',
    { status: 'read' },
  ],
  [
    'Pocket',
    'a.csv',
    'title,url,time_added,tags,status\nOne,https://a.example.org,1700000000,a|b,archive',
    { status: 'read', tags: ['a', 'b'] },
  ],
  [
    'Raindrop',
    'a.csv',
    'id,title,note,excerpt,url,folder,tags,created,favorite\n1,One,mine,,https://a.example.org,F,"a, b",2026,true',
    { starred: true, tags: ['a', 'b'], note: 'mine' },
  ],
  [
    'Instapaper',
    'a.csv',
    'URL,Title,Selection,Folder,Timestamp,Tags\nhttps://a.example.org,One,,Starred,1700000000,[]',
    { starred: true },
  ],
  [
    'Readwise',
    'a.csv',
    'Title,URL,Document tags,Reading progress\nOne,https://a.example.org,,0.35',
    { status: 'reading' },
  ],
  ['Notion', 'a.csv', 'Name,Status,Author,Link\nOne of them,Not started,Ann Roe,https://a.example.org', {}],
])('what the user said in %s is the user’s, and nothing else', (_, name, text, mark) => {
  expect(markOf(name, text)).toEqual(mark && { ...UNMARKED, ...mark })
})
