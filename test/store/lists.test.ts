import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { printLines } from '../../src/formats/ownList.ts'
import { createClock } from '../../src/model/clock.ts'
import { STATUSES, toMark, type Mark, type Marks } from '../../src/model/mark.ts'
import type { PaperId } from '../../src/model/paper.ts'
import type { OwnList, OwnLists } from '../../src/storage/ownLists.ts'
import type { Answers } from '../../src/store/answers.ts'
import { createLibrary } from '../../src/store/library.ts'
import { createLists, joinMarks } from '../../src/store/lists.ts'
import { A, kept } from '../support/marks.ts'
import { id, mark, paper } from '../support/papers.ts'
import { until } from '../support/waiting.ts'

const anyMark: fc.Arbitrary<Mark> = fc.record({
  status: fc.constantFrom(...STATUSES),
  starred: fc.boolean(),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
  note: fc.constantFrom('', 'one', 'two', 'one\n\ntwo'),
})

describe('what a file says is joined to what the reader said', () => {
  test('so that nothing of it is taken back', () => {
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

  test('and a second time changes nothing', () => {
    fc.assert(
      fc.property(anyMark, anyMark, (ours, theirs) => {
        const once = { ...ours, ...joinMarks(ours, theirs) }
        expect({ ...once, ...joinMarks(once, theirs) }).toEqual(once)
      }),
    )
  })
})

/** Lists over a map in place of the disk, and what the engine was given to open. */
function setUp({ isFull = false } = {}) {
  const kept = new Map<string, OwnList>()
  const opened: string[][] = []
  const ownLists: OwnLists = {
    load: () => Promise.resolve([...kept.values()]),
    change(to) {
      if (isFull) return Promise.reject(new Error('no room'))
      for (const [id, list] of to)
        if (list) kept.set(id, list)
        else kept.delete(id)
      return Promise.resolve()
    },
  }
  const open = (files: readonly { readonly name: string }[]) => {
    opened.push(files.map(({ name }) => name))
    return Promise.resolve()
  }
  const answers = createStore<Answers>(() => ({ open }) as unknown as Answers)
  const library = createLibrary(
    new Map(),
    createClock('here', () => 1_000_000),
  )
  const lists = createLists(ownLists, { answers, library }, () =>
    Promise.resolve([{ name: 'shipped', reason: 'none' }]),
  )
  const names = async () => (await lists.own()).map(({ title }) => title)
  return { lists, library, opened, names }
}
const list = (title: string): OwnList => ({
  id: `own:${title}`,
  title,
  papers: 1,
  addedAt: 1,
  blob: printLines({ id: `own:${title}`, title, homepage: null, paperList: null, acceptance: null }, [paper()]),
})
const settled = () => new Promise((resolve) => setTimeout(resolve, 10))

describe('lists that are brought', () => {
  const noted: readonly [PaperId, Mark] = [id('title:one'), mark({ status: 'read', note: 'Theirs' })]

  test('are kept and opened with those that came with the app, and their marks joined', async () => {
    const { lists, library, opened, names } = setUp()
    library.getState().edit([noted[0]], { note: 'Mine' })
    await lists.bring([list('A')], [noted])
    expect(await names()).toEqual(['A'])
    expect(opened).toEqual([['shipped', 'A']])
    expect(toMark(library.getState().marks.get(noted[0]))).toMatchObject({ status: 'read', note: 'Mine\n\nTheirs' })
  })

  test('are one step of undo with their marks, also where they bring none', async () => {
    const { lists, library, opened, names } = setUp()
    await lists.bring([list('A')], [noted])
    await lists.bring([list('B')], [])
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

  test('come with the marks of a backup in one step of undo', async () => {
    const { lists, library, names } = setUp()
    const theirs: Marks = new Map([[A, kept({ starred: true })]])
    await lists.bring([list('Mine')], [], (outside) => library.getState().restore(theirs, undefined, outside))
    expect([await names(), toMark(library.getState().marks.get(A)).starred]).toEqual([['Mine'], true])
    expect(library.getState().past).toHaveLength(1)
    library.getState().undo()
    await until(async () => expect(await names()).toEqual([]))
    expect(toMark(library.getState().marks.get(A)).starred).toBe(false)
    library.getState().redo()
    await until(async () => expect(await names()).toEqual(['Mine']))
    expect(toMark(library.getState().marks.get(A)).starred).toBe(true)
  })

  test('change nothing where they cannot be kept', async () => {
    const { lists, library, opened } = setUp({ isFull: true })
    await expect(lists.bring([list('A')], [noted])).rejects.toThrow('no room')
    expect([library.getState().marks.size, library.getState().past.length, opened.length]).toEqual([0, 0, 0])
  })
})

test('a list that gets another name has it in its head, and all its papers', async () => {
  const { lists, names } = setUp()
  await lists.bring([list('Ä “long” name')], [])
  await lists.rename('own:Ä “long” name', 'New')
  expect(await names()).toEqual(['New'])
  const [head, line] = (await (await lists.own())[0]!.blob.text()).split('\n')
  expect(JSON.parse(head!)).toMatchObject({ title: 'New', id: 'own:Ä “long” name' })
  expect(JSON.parse(line!)).toEqual(paper())
})

test('a list that is removed comes back by undo', async () => {
  const { lists, library, names } = setUp()
  await lists.bring([list('A')], [])
  await lists.remove('own:A')
  expect(await names()).toEqual([])
  library.getState().undo()
  await settled()
  expect(await names()).toEqual(['A'])
})
