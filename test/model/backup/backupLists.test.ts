import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseBackup, printBackup, splitLists } from '../../../src/model/backup/backup.ts'
import {
  joinListLines,
  printListHead,
  readBackupLists,
  type BackupList,
} from '../../../src/model/backup/backupLists.ts'
import { identify } from '../../../src/model/paper/identity.ts'
import type { Paper } from '../../../src/model/paper/paper.ts'
import { A, kept, START_MS } from '../../support/marks.ts'
import { paper } from '../../support/papers.ts'

const MARKS = new Map([[A, kept({ note: '"lists": [\n{"id":"own:no","addedAt":1}' })]])

const entry = (title: string, more: Partial<Paper> & { doi?: string; arxiv?: string } = {}): Paper => {
  const { doi, arxiv, ...facts } = more
  const aliases = identify({ authors: [], year: null, links: [], ...facts, title, doi, arxiv })
  return paper({ title, ...facts, id: aliases[0]!, aliases })
}
const MINE: BackupList = {
  id: 'own:1',
  title: 'Papers for the winter',
  addedAt: START_MS,
  papers: [
    entry('Flash Caches That Forget', {
      doi: '10.1145/1.2',
      authors: ['Ada Lovelace'],
      year: 2021,
      venue: 'OSDI',
      topics: [['Storage', 'Caches']],
      affiliations: ['NUS', 'MIT'],
      links: [{ label: 'Paper', url: 'https://example.org/forget' }],
      awards: ['Best Paper'],
      abstract: 'Two paragraphs.\n\nOf an abstract.',
      addedAt: START_MS + 1,
      notices: ['A notice'],
      highlights: [{ text: 'Evicts by *regret*.', children: [{ text: 'ü 😀', children: [] }] }],
    }),
    entry('Logs All the Way Down', { arxiv: '2401.14112' }),
  ].map((paper) => ({ ...paper, lists: ['Papers for the winter'] })),
}
const OTHER: BackupList = { id: 'own:2', title: 'Empty', addedAt: 7, papers: [] }

const linesOf = (list: BackupList) => [
  printListHead({ ...list, papers: list.papers.length }),
  ...list.papers.map((paper) => JSON.stringify(paper)),
]
const LINES = [...linesOf(MINE), ...linesOf(OTHER)]

const read = (text: string) => {
  const parsed = parseBackup(text)
  return 'marks' in parsed ? parsed : expect.fail(parsed.problem)
}

describe('own lists in a backup', () => {
  test('are read back unchanged, beside the marks', () => {
    const text = printBackup(MARKS, START_MS, LINES)
    expect(read(text)).toEqual({ marks: MARKS, savedAt: START_MS, unread: [], lists: LINES, more: [] })
    expect(readBackupLists(splitLists(text).lines)).toEqual({ lists: [MINE, OTHER], unread: [] })
    expect(JSON.parse(text)).toMatchObject({ lists: [{ id: 'own:1', papers: 2 }, {}, {}, { id: 'own:2' }] })
  })

  test('keep any title', () => {
    const title = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.trim() === text)
    fc.assert(
      fc.property(fc.array(title, { maxLength: 5 }), (titles) => {
        const lists = titles.map((title, i) => ({ id: `own:${i}`, title, addedAt: i, papers: [] }))
        expect(readBackupLists(read(printBackup(MARKS, 0, lists.flatMap(linesOf))).lists).lists).toEqual(lists)
      }),
    )
  })

  test('are read in any layout of the JSON', () => {
    const json = JSON.parse(printBackup(MARKS, START_MS, LINES)) as object
    for (const text of [JSON.stringify(json), JSON.stringify(json, null, 2)])
      expect(readBackupLists(read(text).lists)).toEqual({ lists: [MINE, OTHER], unread: [] })
  })

  test('of the first version that had them are read without a problem', () => {
    const { lists, marks, unread } = read(readFileSync('test/fixtures/backup-v1-lists.json', 'utf8'))
    expect([marks.size, unread]).toEqual([1, []])
    // That version had no abstracts, and no times of papers.
    const papers = MINE.papers.map((paper) => ({ ...paper, abstract: '', addedAt: null }))
    expect(readBackupLists(lists)).toEqual({ lists: [{ ...MINE, papers }, OTHER], unread: [] })
  })

  test('of a truncated file lose what is missing, which is reported; the marks are whole', () => {
    const text = printBackup(MARKS, START_MS, LINES)
    const cut = text.slice(0, text.indexOf('Logs All') + 3)
    expect(read(cut)).toMatchObject({ marks: MARKS, unread: [] })
    const { lists, unread } = readBackupLists(splitLists(cut).lines)
    expect(lists.map(({ title, papers }) => [title, papers.length])).toEqual([['Papers for the winter', 1]])
    expect(unread).toMatchObject([
      { where: 'the list “Papers for the winter”', message: expect.stringContaining('cannot be read') as string },
    ])
    const shorter = readBackupLists(LINES.slice(0, 2))
    expect(shorter.unread[0]?.message).toBe('once held 1 more')
  })

  test('are validated like a file from elsewhere', () => {
    const lines = [
      '{"id":"own:3","addedAt":"soon","title":7}',
      '{"title":"Bad","links":[{"label":"x","url":"javascript:alert(1)"}],"aliases":"none","__proto__":{"a":1}}',
      '{"title":""}',
      'nonsense',
      'null',
    ]
    const { lists, unread } = readBackupLists(lines)
    expect(lists).toMatchObject([{ id: 'own:3', title: 'A list', addedAt: 0, papers: [{ title: 'Bad', links: [] }] }])
    expect(unread.length).toBeGreaterThanOrEqual(3)
    expect(readBackupLists(['{"title":"of no list"}'])).toMatchObject({ lists: [], unread: [{ where: 'the lists' }] })
  })
})

describe('the lists of two backups', () => {
  test('are merged without losing a list or a paper', () => {
    const more = { ...MINE, title: 'An older name', papers: [MINE.papers[0]!, entry('Only in the file')] }
    const joined = readBackupLists(joinListLines(LINES, [...linesOf(more), ...linesOf({ ...OTHER, id: 'own:9' })]))
    expect(joined.unread).toEqual([])
    expect(joined.lists.map(({ id, title, papers }) => [id, title, papers.length])).toEqual([
      ['own:1', 'Papers for the winter', 3],
      ['own:2', 'Empty', 0],
      ['own:9', 'Empty', 0],
    ])
  })

  test('stay the same where they are equal, or where the other has none', () => {
    expect(joinListLines(LINES, [...LINES])).toEqual(LINES)
    expect(joinListLines(LINES, [])).toEqual(LINES)
  })
})
