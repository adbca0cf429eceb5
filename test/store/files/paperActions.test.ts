import { describe, expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { draftOf, onto, readDraft, type PaperDraft } from '../../../src/formats/draft/paperDraft.ts'
import { parsePaper } from '../../../src/formats/stored/paperLine.ts'
import { printStoredList } from '../../../src/formats/stored/storedList.ts'
import { readBackupLists } from '../../../src/model/backup/backupLists.ts'
import { createClock } from '../../../src/model/mark/clock.ts'
import type { Marks } from '../../../src/model/mark/cell.ts'
import { identityOf } from '../../../src/model/mark/markIdentity.ts'
import { toMark } from '../../../src/model/mark/mark.ts'
import type { Paper, PaperId } from '../../../src/model/paper/paper.ts'
import { openDatabase } from '../../../src/storage/browser/database.ts'
import { toLines } from '../../../src/storage/lists/ownListLines.ts'
import { openOwnLists } from '../../../src/storage/lists/ownLists.ts'
import { linesOf } from '../../../src/store/files/listCells.ts'
import { createLists } from '../../../src/store/files/listActions.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import type { Answers } from '../../../src/store/view/answers.ts'
import { createDisk } from '../../support/disk.ts'
import { id, paper } from '../../support/papers.ts'

let now = 1_000_000

/** A page over a list “Mine” with three papers as a file and two added later, and pages of other devices. */
async function setUp() {
  const { transact } = await openDatabase('offprint-lists', createDisk().factory)
  const createPage = (writer: string, marks: Marks = new Map()) => {
    const done = () => Promise.resolve()
    const answers = createStore<Answers>(() => ({ openLists: done, papers: done }) as unknown as Answers)
    const clock = createClock(writer, () => (now += 1))
    const library = createLibrary(marks, clock)
    const fetched = () => Promise.resolve([])
    const lists = createLists(openOwnLists(transact), { answers, library, clock }, { fetched })
    const papers = async (): Promise<readonly Paper[]> => {
      const [mine] = await lists.own()
      return mine ? (await linesOf(mine.blob)).map(parsePaper) : []
    }
    const titles = async () => (await papers()).map(({ title }) => title)
    const find = async (title: string) => (await papers()).find((paper) => paper.title === title)!
    /** Saves a form that was opened with `before`, or with the paper as it is. */
    const change = async (title: string, fields: Partial<PaperDraft>, before?: Paper) => {
      const shown = before ?? (await find(title))
      const draft = { ...draftOf(shown), ...fields }
      return lists.savePaper(shown, (entry) => {
        const read = readDraft(onto(draftOf(entry), draft, draftOf(shown)), entry)
        return 'paper' in read ? read.paper : null
      })
    }
    return { lists, library, papers, titles, find, change }
  }
  const page = createPage('here')
  const base = ['One', 'Two', 'Three'].map(named)
  const head = { id: 'own:1', title: 'Mine', homepage: null, paperList: null, acceptance: null }
  const blob = printStoredList(head, base)
  await page.lists.importLists([{ id: 'own:1', title: 'Mine', papers: 3, addedAt: 1, blob }], [])
  await page.lists.addPapers('own:1', [named('Five'), named('Four')])
  return { ...page, createPage }
}
const ALL = ['One', 'Two', 'Three', 'Five', 'Four']
const named = (title: string): Paper => {
  const read = readDraft({ ...draftOf(paper()), title, doi: '', abstract: `Of ${title}.` })
  if ('problems' in read) throw new Error('no paper')
  return read.paper
}

describe('an edited paper', () => {
  test('stays where it was, also under another id, and is undone and redone in one step', async () => {
    const { library, titles, change } = await setUp()
    expect(await titles()).toEqual(ALL)
    const steps = library.getState().past.length
    await change('Two', { title: 'Second', doi: '10.1/2' })
    await change('Five', { title: 'Fifth' })
    await change('Second', { title: 'The second' })
    expect(await titles()).toEqual(['One', 'The second', 'Three', 'Fifth', 'Four'])
    expect(library.getState().past).toHaveLength(steps + 3)
    for (let i = 0; i < 3; i += 1) library.getState().undo()
    expect(await titles()).toEqual(ALL)
    for (let i = 0; i < 3; i += 1) library.getState().redo()
    expect(await titles()).toEqual(['One', 'The second', 'Three', 'Fifth', 'Four'])
  })

  test('keeps what the form does not show, and when it was added', async () => {
    const { find, change } = await setUp()
    const before = await find('Four')
    await change('Four', { venue: 'OSDI' })
    const { editedAt, ...after } = await find('Four')
    expect(after).toEqual({ ...before, venue: 'OSDI' })
    expect(editedAt).toBeTypeOf('number')
  })

  test('keeps its mark when its id changes, in the same step', async () => {
    const { library, change } = await setUp()
    library.getState().edit([id('title:two')], { note: 'Read me', status: 'reading', starred: true })
    const steps = library.getState().past.length
    const is = await change('Two', { title: 'Second' })
    const markOf = (paper: string) => toMark(library.getState().marks.get(id(paper)))
    expect(is).toBe('title:second')
    expect(markOf('title:second')).toMatchObject({ note: 'Read me', status: 'reading', starred: true })
    expect(markOf('title:two')).toMatchObject({ note: '', status: 'unread', starred: false })
    expect(library.getState().past).toHaveLength(steps + 1)
    library.getState().undo()
    expect(markOf('title:two')).toMatchObject({ note: 'Read me', status: 'reading', starred: true })
    library.getState().redo()
    await change('Second', { title: 'Two' })
    expect(markOf('title:two')).toMatchObject({ note: 'Read me', status: 'reading', starred: true })
  })

  test('with a corrected DOI leaves the paper of the wrong one alone', async () => {
    const { library, change } = await setUp()
    const wrong = (await change('Two', { doi: '10.1/wrong' }))!
    expect(wrong).toBe('title:two')
    const shown = { ...named('Two'), id: id('doi:10.1/wrong'), aliases: [id('doi:10.1/wrong'), id('title:two')] }
    library.getState().edit([shown.id], { note: 'Mine' })
    expect(await change('Two', { doi: '10.1/right' }, { ...shown, links: [] })).toBe('title:two')
    const { marks } = library.getState()
    expect(toMark(marks.get(id('title:two'))).note).toBe('Mine')
    expect(toMark(marks.get(shown.id)).note).toBe('')
    expect(identityOf(id('title:two'), marks.get(id('title:two'))!).aliases).not.toContain('doi:10.1/wrong')
    // What is written about the other paper now is about that paper.
    library.getState().edit([shown.id], { starred: true })
    expect(toMark(library.getState().marks.get(shown.id))).toMatchObject({ starred: true, note: '' })
  })

  test('of which another device has edited another field keeps both', async () => {
    const { library, createPage, find, change } = await setUp()
    const there = createPage('there', library.getState().marks)
    const opened = await there.find('Two')
    await change('Two', { venue: 'OSDI' })
    there.library.getState().receive(library.getState().marks)
    await there.change('Two', { year: '2024' }, opened)
    library.getState().receive(there.library.getState().marks)
    expect(await find('Two')).toMatchObject({ venue: 'OSDI', year: 2024 })
  })

  test('keeps a note that another device writes meanwhile', async () => {
    const { library, createPage, change } = await setUp()
    library.getState().edit([id('title:two')], { starred: true })
    const there = createPage('there', library.getState().marks)
    await change('Two', { title: 'Second' })
    there.library.getState().edit([id('title:two')], { note: 'Written there' })
    library.getState().receive(there.library.getState().marks)
    const { marks } = library.getState()
    // The engine finds the paper by the alias that the edit left, and the mark goes there.
    expect(identityOf(id('title:two'), marks.get(id('title:two'))!)).toMatchObject({ hasMoved: false })
    expect(identityOf(id('title:two'), marks.get(id('title:two'))!).aliases).toContain('title:second')
    library.getState().adopt([], [[id('title:two'), id('title:second')]])
    expect(toMark(library.getState().marks.get(id('title:second')))).toMatchObject({
      note: 'Written there',
      starred: true,
    })
  })

  test('goes into a backup as it is, and comes back from it', async () => {
    const { lists, change } = await setUp()
    await change('One', { title: 'First', authors: 'Jane Doe', topics: 'A › B' })
    await lists.removePapers([named('Three')])
    const { lists: read, unread } = readBackupLists(await toLines(await lists.own()))
    expect(unread).toEqual([])
    expect(read[0]!.papers.map(({ title }) => title)).toEqual(['First', 'Two', 'Five', 'Four'])
    expect(read[0]!.papers[0]).toMatchObject({ authors: ['Jane Doe'], topics: [['A', 'B']], abstract: 'Of One.' })
    expect(read[0]!.papers[0]!.editedAt).toBeTypeOf('number')
  })

  test('that becomes another paper of its list is one with it', async () => {
    const { papers, change } = await setUp()
    await change('Three', { abstract: '', doi: '10.1/3' })
    await change('One', { title: 'Three', abstract: 'Both.' })
    const after = await papers()
    expect(after.map(({ title }) => title)).toEqual(['Three', 'Two', 'Five', 'Four'])
    expect(after[0]).toMatchObject({ abstract: 'Both.', aliases: ['title:three', 'doi:10.1/3'] })
  })
})

describe('a removed paper', () => {
  test('is gone with one step, whether it came in a file or was added, and is back with undo', async () => {
    const { lists, library, titles } = await setUp()
    const removed = await lists.removePapers([named('One'), named('Four'), named('Not there')])
    expect(removed).toEqual({ papers: ['title:one', 'title:four'], lists: ['Mine'] })
    expect(await titles()).toEqual(['Two', 'Three', 'Five'])
    library.getState().undo()
    expect(await titles()).toEqual(ALL)
  })

  test('can be added again', async () => {
    const { lists, titles } = await setUp()
    await lists.removePapers([named('One'), named('Four')])
    await lists.addPapers('own:1', [named('Four')])
    await lists.addPapers('own:1', [named('One'), ...Array.from({ length: 320 }, (_, i) => named(`Many ${i}`))])
    expect((await titles()).filter((title) => ALL.includes(title)).toSorted()).toEqual(ALL.toSorted())
  })

  test('does not come back with an older version of the list from another device', async () => {
    const { lists, titles, change } = await setUp()
    const [before] = await lists.own()
    await lists.removePapers([named('One'), named('Four')])
    await change('Two', { title: 'Second' })
    await lists.take([['own:1', before!]])
    expect(await titles()).toEqual(['Second', 'Three', 'Five'])
  })
})

test('papers that are added without a list are in “My papers”, in their order', async () => {
  const { lists } = await setUp()
  const first = await lists.addPapers(null, [named('Zebra')])
  const second = await lists.addPapers(null, [named('Yak'), named('Ant')])
  expect(second).toEqual(first)
  const mine = (await lists.own()).find(({ id }) => id === first.id)!
  expect(mine.title).toBe('My papers')
  const papers = (await linesOf(mine.blob)).map(parsePaper)
  expect(papers.map(({ title }) => title)).toEqual(['Zebra', 'Yak', 'Ant'])
  expect(papers.every(({ addedAt }) => addedAt !== null)).toBe(true)
})

test('a paper is found whole by any of its names', async () => {
  const { lists } = await setUp()
  const shown = { id: 'url:example.org' as PaperId, aliases: ['url:example.org' as PaperId, id('title:two')] }
  expect((await lists.findEntry(shown))!.paper).toMatchObject({ title: 'Two', abstract: 'Of Two.' })
  expect(await lists.findEntry(named('Nowhere'))).toBeNull()
})
