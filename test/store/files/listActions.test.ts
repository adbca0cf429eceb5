import { parsePaper } from '../../../src/formats/stored/paperLine.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { promisifyRequest } from 'idb-keyval'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { printStoredList } from '../../../src/formats/stored/storedList.ts'
import { createClock } from '../../../src/model/mark/clock.ts'
import { listRecordId } from '../../../src/model/paper/listRecord.ts'
import { STATUSES, toMark, type Mark } from '../../../src/model/mark/mark.ts'
import type { Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import type { BaseCopies } from '../../../src/storage/lists/baseCopies.ts'
import { openDatabase } from '../../../src/storage/browser/database.ts'
import { openOwnLists } from '../../../src/storage/lists/ownLists.ts'
import type { OwnList } from '../../../src/storage/lists/assembleList.ts'
import type { Answers } from '../../../src/store/view/answers.ts'
import type { LoadReport } from '../../../src/store/library/loadReport.ts'
import { createLibrary, type Library } from '../../../src/store/library/library.ts'
import { linesOf } from '../../../src/store/files/listCells.ts'
import { createLists, joinMarks } from '../../../src/store/files/listActions.ts'
import { createDisk } from '../../support/disk.ts'
import { A, kept } from '../../support/marks.ts'
import { id, mark, paper } from '../../support/papers.ts'
import { until } from '../../support/waiting.ts'

const anyMark: fc.Arbitrary<Mark> = fc.record({
  status: fc.constantFrom(...STATUSES),
  starred: fc.boolean(),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
  note: fc.constantFrom('', 'one', 'two', 'one\n\ntwo'),
})

describe('a list’s marks merge with the user’s marks', () => {
  test('without replacing any of them', () => {
    fc.assert(
      fc.property(anyMark, anyMark, (ours, theirs) => {
        const joined = { ...ours, ...joinMarks(ours, theirs) }
        expect(joined.status).toBe(ours.status === 'unread' ? theirs.status : ours.status)
        expect(joined.starred).toBe(ours.starred || theirs.starred)
        for (const tag of [...ours.tags, ...theirs.tags]) expect(joined.tags).toContain(tag)
        for (const note of [ours.note, theirs.note]) expect(joined.note).toContain(note)
      }),
    )
  })

  test('and change nothing the second time', () => {
    fc.assert(
      fc.property(anyMark, anyMark, (ours, theirs) => {
        const once = { ...ours, ...joinMarks(ours, theirs) }
        expect({ ...once, ...joinMarks(once, theirs) }).toEqual(once)
      }),
    )
  })
})

/** A disk with own lists, and the pages over it. `isFull` makes every later write fail. */
async function setUp() {
  const disk = createDisk()
  const copies = createCopies()
  const libraries: StoreApi<Library>[] = []
  const { transact } = await openDatabase('offprint-lists', disk.factory)
  function createPage(writer: string, marks: Marks) {
    const opened: string[][] = []
    const open = (files: readonly { readonly name: string }[]) => {
      opened.push(files.map(({ name }) => name))
      return Promise.resolve()
    }
    const answers = createStore<Answers>(() => ({ openLists: open }) as unknown as Answers)
    const clock = createClock(writer, () => (now += 1))
    const library = createLibrary(marks, clock)
    const found = createStore<LoadReport>(() => ({ restoredLists: [], missingLists: [] }) as unknown as LoadReport)
    const shipped = { name: 'shipped', reason: 'none' }
    const ownLists = openOwnLists(transact)
    const lists = createLists(
      ownLists,
      { answers, library, found, clock },
      { fetched: () => Promise.resolve([shipped]), copies },
    )
    library.subscribe(({ userRecords }, before) => userRecords !== before.userRecords && void lists.follow())
    const names = async () => (await lists.own()).map(({ title }) => title)
    const titles = async (list = 0) =>
      (await linesOf((await lists.own())[list]!.blob)).map((line) => (JSON.parse(line) as { title: string }).title)
    libraries.push(library)
    return { lists, library, opened, names, titles, found, ownLists }
  }
  /** Tells the other pages of each save, as tabs do. */
  const meet = () => {
    for (const one of libraries) for (const other of libraries) other.getState().receive(one.getState().marks)
  }
  return { ...createPage('here', new Map()), createPage, meet, disk, copies, transact }
}
let now = 1_000_000

/** An in-memory folder of second copies. */
function createCopies(): BaseCopies & { readonly files: Map<string, Blob> } {
  const files = new Map<string, Blob>()
  return {
    files,
    names: () => Promise.resolve(new Set(files.keys())),
    read: (name) => Promise.resolve(files.get(name)!),
    write: (name, blob) => Promise.resolve(void files.set(name, blob)),
    remove: (name) => Promise.resolve(void files.delete(name)),
  }
}
const papersFrom = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => paper({ id: id(`title:${from + i}`), title: `Paper ${from + i}` }))
const list = (title: string, papers = [paper()]): OwnList => ({
  id: `own:${title}`,
  title,
  papers: papers.length,
  addedAt: 1,
  blob: printStoredList({ id: `own:${title}`, title, homepage: null, paperList: null, acceptance: null }, papers),
})
const settled = () => new Promise((resolve) => setTimeout(resolve, 10))

describe('imported lists', () => {
  const noted: readonly [PaperId, Mark] = [id('title:one'), mark({ status: 'read', note: 'Theirs' })]

  test('are kept, open beside the bundled lists, and have their marks merged', async () => {
    const { lists, library, opened, names } = await setUp()
    library.getState().edit([noted[0]], { note: 'Mine' })
    await lists.importLists([list('A')], [noted])
    expect(await names()).toEqual(['A'])
    expect(opened).toEqual([['shipped', 'A']])
    expect(toMark(library.getState().marks.get(noted[0]))).toMatchObject({ status: 'read', note: 'Mine\n\nTheirs' })
  })

  test('are one step of undo with their marks, also without any marks', async () => {
    const { lists, library, opened, names } = await setUp()
    await lists.importLists([list('A')], [noted])
    await lists.importLists([list('B')], [])
    library.getState().undo()
    await settled()
    expect(await names()).toEqual(['A'])
    library.getState().undo()
    await settled()
    expect(await names()).toEqual([])
    expect(toMark(library.getState().marks.get(noted[0]))).toMatchObject({ status: 'unread', note: '' })
    library.getState().redo()
    await settled()
    expect(await names()).toEqual(['A'])
    expect(opened.at(-1)).toEqual(['shipped', 'A'])
  })

  test('are one step of undo with the marks of a backup', async () => {
    const { lists, library, names } = await setUp()
    const theirs: Marks = new Map([[A, kept({ starred: true })]])
    await lists.importLists([list('Mine')], [], (userRecords) =>
      library.getState().restore(theirs, undefined, userRecords),
    )
    expect([await names(), toMark(library.getState().marks.get(A)).starred]).toEqual([['Mine'], true])
    expect(library.getState().past).toHaveLength(1)
    library.getState().undo()
    await until(async () => expect(await names()).toEqual([]))
    expect(toMark(library.getState().marks.get(A)).starred).toBe(false)
    library.getState().redo()
    await until(async () => expect(await names()).toEqual(['Mine']))
    expect(toMark(library.getState().marks.get(A)).starred).toBe(true)
  })

  test('change nothing where they cannot be stored', async () => {
    const { lists, library, opened, disk } = await setUp()
    disk.breakDown()
    await expect(lists.importLists([list('A')], [noted])).rejects.toThrow('abort')
    expect([library.getState().marks.size, library.getState().past.length, opened.length]).toEqual([0, 0, 0])
  })
})

test('an import of several lists stores none if the last cannot be stored', async () => {
  const { lists, names, ownLists } = await setUp()
  const unreadable = Object.assign(new Blob(['x']), {
    arrayBuffer: () => Promise.reject(new Error('the file is gone')),
  })
  await expect(lists.importLists([list('A'), { ...list('B'), blob: unreadable }], [])).rejects.toThrow(
    'the file is gone',
  )
  expect([await names(), await ownLists.bases()]).toEqual([[], []])
})

test('a list whose page closed before its save was reported is stored, with a second copy', async () => {
  const { lists, names, ownLists, copies } = await setUp()
  await ownLists.keep(list('A'))
  await lists.repair()
  expect(await names()).toEqual(['A'])
  expect(copies.files.size).toBe(1)
})

test('a renamed list has its new name in its header and keeps all its papers', async () => {
  const { lists, names } = await setUp()
  await lists.importLists([list('Ä “long” name')], [])
  await lists.rename('own:Ä “long” name', 'New')
  expect(await names()).toEqual(['New'])
  const [head, line] = (await (await lists.own())[0]!.blob.text()).split('\n')
  expect(JSON.parse(head!)).toMatchObject({ title: 'New', id: 'own:Ä “long” name' })
  expect(parsePaper(line!)).toEqual(paper())
})

test('undo restores a removed list', async () => {
  const { lists, library, names } = await setUp()
  await lists.importLists([list('A')], [])
  await lists.remove('own:A')
  expect(await names()).toEqual([])
  library.getState().undo()
  await settled()
  expect(await names()).toEqual(['A'])
})

describe('two pages', () => {
  /** Both pages see a list of 28 papers. */
  async function pair() {
    const one = await setUp()
    await one.lists.importLists([list('mine', papersFrom(0, 28))], [])
    const other = one.createPage('there', one.library.getState().marks)
    return { one, other, meet: one.meet }
  }

  test('add to one list at once: 28 + 3 + 100 are 131 papers, and undo removes only its own', async () => {
    const { one, other, meet } = await pair()
    await other.lists.importLists([list('mine', papersFrom(100, 100))], [])
    // This page has not yet heard of the hundred.
    await one.lists.importLists([list('mine', papersFrom(300, 3))], [])
    meet()
    for (const page of [one, other]) expect(new Set(await page.titles()).size).toBe(131)
    one.library.getState().undo()
    meet()
    for (const page of [one, other]) expect(new Set(await page.titles()).size).toBe(128)
    one.library.getState().redo()
    expect(new Set(await one.titles()).size).toBe(131)
  })

  test('remove a list and add to it at once: the last act wins', async () => {
    const { one, other, meet } = await pair()
    await other.lists.remove('own:mine')
    await one.lists.importLists([list('mine', papersFrom(300, 3))], [])
    meet()
    for (const page of [one, other]) expect((await page.titles()).length).toBe(31)
    await one.lists.remove('own:mine')
    meet()
    for (const page of [one, other]) expect(await page.names()).toEqual([])
  })

  test('undo an addition to a list that the other removed: it stays removed, and comes back whole', async () => {
    const { one, other, meet } = await pair()
    await one.lists.importLists([list('mine', papersFrom(300, 3))], [])
    meet()
    await other.lists.remove('own:mine')
    meet()
    one.library.getState().undo()
    meet()
    for (const page of [one, other]) expect(await page.names()).toEqual([])
    other.library.getState().undo()
    meet()
    for (const page of [one, other]) expect((await page.titles()).length).toBe(28)
  })

  test('restore one backup at once: the list is there once, with the additions of both', async () => {
    const one = await setUp()
    const other = one.createPage('there', new Map())
    await Promise.all([one, other].map(({ lists }) => lists.importLists([list('mine', papersFrom(0, 5))], [])))
    await other.lists.importLists([list('mine', papersFrom(9, 1))], [])
    one.meet()
    for (const page of [one, other]) {
      expect(await page.names()).toEqual(['mine'])
      expect((await page.titles()).length).toBe(6)
    }
  })
})

describe('an own list', () => {
  test('is not rewritten when a paper is added: only that paper is written', async () => {
    const { lists, library, ownLists } = await setUp()
    await lists.importLists([list('mine', papersFrom(0, 2000))], [])
    const before = (await ownLists.bases()).map(({ key, blob }) => [key, blob.size])
    const was = library.getState().marks.get(listRecordId('own:mine'))!
    await lists.importLists([list('mine', papersFrom(5000, 1))], [])
    expect((await ownLists.bases()).map(({ key, blob }) => [key, blob.size])).toEqual(before)
    const news = [...library.getState().marks.get(listRecordId('own:mine'))!].filter(
      ([cell, kept]) => was.get(cell) !== kept,
    )
    expect(JSON.stringify(news).length).toBeLessThan(2000)
  })

  test('lost by the browser’s database comes back from the second copy, and the report names it', async () => {
    const { lists, names, titles, found, ownLists, copies } = await setUp()
    await lists.importLists([list('mine', papersFrom(0, 200))], [])
    await lists.repair()
    expect(copies.files.size).toBe(1)
    await ownLists.remove(await ownLists.bases())
    expect(await names()).toEqual(['mine'])
    expect(await titles()).toEqual([])
    await lists.repair()
    expect((await titles()).length).toBe(200)
    expect(found.getState().restoredLists).toEqual([{ title: 'mine', papers: 200 }])
  })

  test('without any copy is reported as missing, not as removed', async () => {
    const { lists, found, ownLists, copies } = await setUp()
    await lists.importLists([list('mine', papersFrom(0, 200))], [])
    await lists.repair()
    await ownLists.remove(await ownLists.bases())
    copies.files.clear()
    await lists.repair()
    expect(found.getState().missingLists).toEqual([{ title: 'mine', papers: 200 }])
    expect([...lists.removed().keys()]).toEqual([])
    expect((await lists.own())[0]!.lacking).toBe(200)
  })

  test('with a damaged second copy is not restored from it', async () => {
    const { lists, found, ownLists, copies } = await setUp()
    await lists.importLists([list('mine', papersFrom(0, 20))], [])
    await lists.repair()
    await ownLists.remove(await ownLists.bases())
    for (const name of copies.files.keys()) copies.files.set(name, new Blob(['damaged']))
    await lists.repair()
    expect(found.getState()).toMatchObject({ restoredLists: [], missingLists: [{ title: 'mine', papers: 20 }] })
  })

  test('stored before lists had records opens at once, and has a record from then on', async () => {
    const { lists, names, library, transact, copies } = await setUp()
    await transact('readwrite', (store) => {
      store.put(list('old', papersFrom(0, 3)), 'own:old')
      return promisifyRequest(store.transaction)
    })
    expect(await names()).toEqual(['old'])
    await lists.repair()
    expect(library.getState().marks.get(listRecordId('own:old'))?.get('name')?.[0]).toBe('old')
    expect(copies.files.size).toBe(1)
    await lists.rename('own:old', 'new')
    expect(await names()).toEqual(['new'])
    await lists.remove('own:old')
    await lists.repair()
    expect(await names()).toEqual([])
  })
})

test('papers of several lists that are filled in at once are one step of undo, and keep their ids and marks', async () => {
  const { lists, library, titles } = await setUp()
  const [first, second] = papersFrom(1, 2).map((paper, i) => ({
    ...paper,
    id: id(`doi:10.5555/${i}`),
    aliases: [id(`doi:10.5555/${i}`), ...paper.aliases],
    addedAt: 7,
  }))
  await lists.importLists([list('A', [first!, ...papersFrom(5, 1)]), list('B', [second!])], [])
  library.getState().edit([first!.id], { starred: true })
  const steps = library.getState().past.length
  const saved = await lists.fillPapers([
    [first!, (entry) => ({ ...entry, title: 'One' })],
    [second!, (entry) => ({ ...entry, title: 'Two' })],
    [paper({ id: id('doi:10.5555/gone') }), (entry) => ({ ...entry, title: 'Gone' })],
  ])
  expect(saved).toBe(2)
  expect([(await titles(0)).toSorted(), await titles(1)]).toEqual([['One', 'Paper 5'], ['Two']])
  expect(library.getState().past.length).toBe(steps + 1)
  expect(toMark(library.getState().marks.get(first!.id)).starred).toBe(true)
  library.getState().undo()
  expect([(await titles(0)).toSorted(), await titles(1)]).toEqual([['Paper 1', 'Paper 5'], ['Paper 2']])
})
