import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseBookmarks } from '../../../src/formats/html/bookmarks.ts'
import { readFile } from '../../../src/formats/readFile.ts'

const read = (text: string) => readFile('download', new TextEncoder().encode(text))
const HEAD = '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n'

test('bookmarks of a browser are papers with their folders as topics and their tags as tags', () => {
  const { entries, notices } = parseBookmarks(readFileSync('test/fixtures/papers/firefox.html', 'utf8'))
  expect(notices).toEqual([])
  expect(entries).toMatchObject([
    {
      title: 'Slow Disks Considered',
      arxiv: '2401.00001',
      year: 2024,
      topics: [['Disks & tapes']],
      mark: { status: 'unread', tags: ['slow', 'to read'], note: '' },
      line: 14,
    },
    {
      title: 'Tapes for Everyone',
      links: [{ url: 'https://example.org/tapes?a=1&b=2' }],
      topics: [['Disks & tapes']],
      mark: null,
    },
    { title: 'Drums: A Retrospect', doi: '10.1000/drum.1', topics: [['Disks & tapes', 'Old']], mark: null },
    { title: 'A Paper in No Folder', topics: [] },
  ])
})

test('what a page says of itself below its bookmark is not the note of the user', () => {
  const list =
    '<DL><DT><A HREF="https://example.org/a">One</A>\n<DD>Said of one.\n<DT><A HREF="https://b.org">Two</A></DL>'
  expect(read(HEAD + list).entries).toMatchObject([{ abstract: 'Said of one.', mark: null }, { abstract: '' }])
  expect(read(HEAD.replace('<TITLE>', '<TITLE>Pinboard ') + list).entries).toMatchObject([
    { abstract: '', mark: { note: 'Said of one.' } },
    { mark: null },
  ])
})

test.each(['Bookmarks bar', 'Lesezeichenleiste', 'Autres favoris', '书签栏', 'Unsorted'])(
  'the folder %s, which every browser has, is no topic',
  (name) => {
    const list = `<DL><DT><H3>${name}</H3><DL><DT><A HREF="https://a.org/a">One</A><DT><H3>Mine</H3><DL><DT><A HREF="https://a.org/b">Two</A></DL></DL></DL>`
    expect(read(HEAD + list).entries).toMatchObject([{ topics: [] }, { topics: [['Mine']] }])
  },
)

test('pages to read and stars of Pinboard, Raindrop and Safari are states of the user', () => {
  const list =
    '<DL><DT><A HREF="https://a.org/a" TOREAD="1">One</A><DT><A HREF="https://a.org/b" DATA-IMPORTANT="true">Two</A>' +
    '<DT><H3 FOLDED id="com.apple.ReadingList">Leseliste</H3><DL><DT><A HREF="https://a.org/c">Three</A></DL></DL>'
  expect(read(HEAD + list).entries).toMatchObject([
    { mark: { status: 'to-read', starred: false } },
    { mark: { status: 'unread', starred: true } },
    { mark: { status: 'to-read' }, topics: [] },
  ])
})

test('the sections of Pocket and Instapaper are states, and other headings topics', () => {
  const page = (title: string, body: string) =>
    `<!DOCTYPE html>\n<html>\n\t<!--So long-->\n<head><title>${title}</title></head>\n<body>${body}</body></html>`
  const pocket = page(
    'Pocket Export',
    '<h1>Unread</h1><ul><li><a href="https://a.org/a" time_added="1" tags="x,y">One</a></li></ul><h1>Read Archive</h1><ul><li><a href="https://a.org/b" tags="">https://a.org/b</a></li></ul>',
  )
  expect(read(pocket)).toMatchObject({
    format: 'bookmarks',
    entries: [
      { title: 'One', mark: { status: 'unread', tags: ['x', 'y'] }, topics: [] },
      { title: 'https://a.org/b', mark: { status: 'read' }, topics: [] },
    ],
  })
  const instapaper = page(
    'Instapaper: Export',
    '<h1>Archive</h1>\n<ol>\n<li><a href="https://a.org/a">One</a>\n</ol>\n<h1>Disks</h1>\n<ol>\n<li><a href="https://a.org/b">Two</a>\n</ol>',
  )
  expect(read(instapaper).entries).toMatchObject([
    { mark: { status: 'read' }, topics: [] },
    { mark: null, topics: [['Disks']] },
  ])
})

test('a bookmark that is no page, or lacks a quotation mark, is named in a notice', () => {
  const list =
    '<DL>\n<DT><A HREF="javascript:alert(1)">Press</A>\n<DT><A HREF="https://a.org/a>One</A>\n<DT><A HREF="https://a.org/b">Two</A>\n</DL>'
  const { entries, notices } = read(HEAD + list)
  expect(entries).toEqual([])
  expect(notices).toMatchObject([
    { message: expect.stringContaining('no paper was found') },
    { line: 5, message: '"Press" is no bookmark of a web page, and was left out.' },
    { line: 6, message: expect.stringContaining('lacks a quotation mark') },
  ])
})

test('a web page is refused in one sentence', () => {
  const page =
    '<!doctype html>\n<html><head><title>Disks</title></head><body>\n<h1>Disks</h1>\n<ul><li><a href="https://a.org">One, two</a></li>\n<li>Three</li></ul></body></html>'
  expect(read(page)).toMatchObject({
    entries: null,
    notices: [{ message: expect.stringMatching(/^This is a web page/) }],
  })
})

test('bookmarks nested without end are reported, and nothing throws', () => {
  const { entries, notices } = read(`${HEAD}${'<DL><DT><H3>a</H3>'.repeat(50_000)}<A HREF="https://a.org">One</A>`)
  expect(entries).toEqual([])
  expect(notices).toMatchObject([
    { message: expect.stringContaining('no paper was found') },
    { message: expect.stringContaining('nested too deeply') },
  ])
})
