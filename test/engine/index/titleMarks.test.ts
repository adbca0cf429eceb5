import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.ts'
import { toMarked } from '../../../src/engine/index/indexedMark.ts'
import { readOwnLists } from '../../../src/engine/loading/ownListLoader.ts'
import { parseBackup } from '../../../src/model/backup/backup.ts'
import type { KeptMark, Marks } from '../../../src/model/mark/cell.ts'
import { createClock } from '../../../src/model/mark/clock.ts'
import { toMark } from '../../../src/model/mark/mark.ts'
import type { ListFile } from '../../../src/model/paper/joinPapers.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { titleIdentity } from '../../../src/model/paper/titleIdentity.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { id, kept, listFile } from '../../support/papers.ts'

/** A page with marks as they were stored, which opens lists, and writes into the marks what their papers say. */
function openPage(stored: Marks) {
  const engine = createEngine()
  const library = createLibrary(stored, createClock('here', Date.now), Date.now)
  const send = () => engine.mark([...library.getState().marks].map(([paper, cells]) => toMarked(paper, cells)))
  const adopt = ({ known, moves }: ReturnType<typeof engine.finish>) => {
    library.getState().adopt(known, moves)
    send()
  }
  const rows = () => engine.answer({ text: '', sort: [], window: [0, 1000], paper: null, find: null, wide: [] }).rows
  /** The tags of each row: of its mark, under its own id. */
  const shown = () =>
    rows().map((row) => [
      row.title,
      row.authors[0] ?? row.year ?? '',
      ...toMark(library.getState().marks.get(row.id)).tags,
    ])
  send()
  return { engine, shown, open: (...files: readonly ListFile[]) => adopt(engine.open(files)), adopt }
}

/** A mark that an earlier version wrote: it knows its paper by these names. */
const oldMark = (tag: string, aliases: readonly string[] = []): KeptMark =>
  kept({ [`tag:${tag}`]: [true, 1], ...Object.fromEntries(aliases.map((alias) => [`alias:${alias}`, [true, 1]])) })

const INTRODUCTION = id('title:introduction')
const byRoe = { title: 'Introduction', authors: ['Ann Roe'], year: 2009 }
const byDoe = { title: 'Introduction', authors: ['Jo Doe'], year: 1981 }

describe('a mark of several papers of one title that an earlier version showed as one', () => {
  test('is shown with the first of them', () => {
    const page = openPage(new Map([[INTRODUCTION, oldMark('mine')]]))
    page.open(listFile([byRoe, byDoe]))
    expect(page.shown()).toEqual([
      ['Introduction', 'Ann Roe', 'mine'],
      ['Introduction', 'Jo Doe'],
    ])
  })

  test('is shown with the one that has its DOI', () => {
    const page = openPage(new Map([[id('doi:10.1145/3'), oldMark('mine', [INTRODUCTION])]]))
    page.open(listFile([byRoe, { ...byDoe, doi: '10.1145/3' }]))
    expect(page.shown()).toEqual([
      ['Introduction', 'Ann Roe'],
      ['Introduction', 'Jo Doe', 'mine'],
    ])
  })

  test('stays with its paper afterwards, whatever lists come or go', () => {
    const page = openPage(new Map([[INTRODUCTION, oldMark('mine')]]))
    page.open(listFile([byRoe, byDoe]))
    page.open(listFile([byDoe, byRoe]))
    expect(page.shown()).toEqual([
      ['Introduction', 'Jo Doe'],
      ['Introduction', 'Ann Roe', 'mine'],
    ])
    page.open(listFile([byDoe]))
    // What no list has stays in the library as a paper of its own.
    expect(page.shown()).toEqual([
      ['Introduction', 'Jo Doe'],
      ['Introduction', '', 'mine'],
    ])
  })
})

const title = fc.constantFrom('Introduction', 'Robust samples', 'Robust samples, again')
const entry = fc.record(
  {
    title,
    authors: fc.constantFrom(['Petra Huber'], ['Ann Roe', 'Petra Huber']),
    year: fc.integer({ min: 2000, max: 2003 }),
    doi: fc.constantFrom('10.1145/1', '10.1145/2'),
    links: fc.constantFrom('x', 'y').map((page) => [{ label: 'Paper', url: `https://example.org/${page}` }]),
  },
  { requiredKeys: ['title'] },
)
const names = fc.uniqueArray(
  fc.oneof(
    title.map(titleIdentity),
    fc.constantFrom('doi:10.1145/1', 'doi:10.1145/2', 'url:example.org/x', 'url:example.org/y').map(id),
  ),
  { minLength: 1, maxLength: 4 },
)

test('every mark of an earlier version is shown, whatever lists are there', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(names, { selector: ([first]) => first, maxLength: 4 }),
      fc.array(fc.array(fc.array(entry, { maxLength: 4 }), { maxLength: 2 }), { minLength: 1, maxLength: 3 }),
      (stored, visits) => {
        const marks = stored.map(([first, ...aliases], i) => [first as PaperId, oldMark(`mark ${i}`, aliases)] as const)
        const page = openPage(new Map(marks))
        for (const lists of visits) {
          page.open(...lists.map((papers, i) => listFile(papers, { id: `${i}`, title: `List ${i}` }, `${i}.json`)))
          const tags = page.shown().flatMap((row) => row.slice(2))
          expect(new Set(tags)).toEqual(new Set(marks.map((_, i) => `mark ${i}`)))
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('every mark of the released versions is shown beside the bundled list and a stored one', async () => {
  const backup = parseBackup(readFileSync('test/fixtures/backup-v1.json', 'utf8'))
  if ('problem' in backup) throw new Error(backup.problem)
  const stored = readFileSync('test/fixtures/own-list-v1.ndjson', 'utf8')
  const [, ...lines] = stored
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: PaperId; title: string })
  const ofLines = lines.map(({ id, title }, i) => [id, oldMark(`line ${i}`, [titleIdentity(title)])] as const)
  const page = openPage(new Map([...backup.marks, ...ofLines]))
  page.engine.begin()
  page.engine.read({ name: 'atc24.json', text: readFileSync('data/atc24.json', 'utf8') })
  await readOwnLists(page.engine, [{ name: 'own:mine', blob: new Blob([stored]) }], () => {})
  page.adopt(page.engine.finish())
  const tags = page.shown().flatMap((row) => row.slice(2).map(String))
  expect(tags.filter((tag) => tag.startsWith('line ')).toSorted()).toEqual(lines.map((_, i) => `line ${i}`).toSorted())
  expect(tags).toContain('cxl')
})
