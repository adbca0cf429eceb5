import type { UseStore } from 'idb-keyval'
import { describe, expect, test } from 'vitest'
import { readLines } from '../../../src/engine/loading/listReader.ts'
import { printKept, printStoredList } from '../../../src/formats/stored/storedList.ts'
import { openDatabase } from '../../../src/storage/browser/database.ts'
import { openOwnLists } from '../../../src/storage/lists/ownLists.ts'
import type { OwnList } from '../../../src/storage/lists/assembleList.ts'
import { createDisk } from '../../support/disk.ts'
import { paper } from '../../support/papers.ts'

const head = { id: 'mine', title: 'Mine', homepage: null, paperList: null, acceptance: null }
const papers = Array.from({ length: 3000 }, (_, i) => paper({ title: `Paper ${i} “论文”\n`, lists: ['Mine'] }))
const list = (id: string, addedAt: number): OwnList => ({
  id,
  title: id,
  papers: 1,
  addedAt,
  blob: printStoredList(head, [paper()]),
})

async function open(disk = createDisk()) {
  const { transact } = await openDatabase('lists', disk.factory)
  return { lists: openOwnLists(transact), transact, disk }
}

const NONE = new Map()

describe('own lists', () => {
  test('come back whole, in the order in which they were added', async () => {
    const { lists } = await open()
    await lists.keep(list('later', 2))
    await lists.keep({ ...list('first', 1), papers: papers.length, blob: printStoredList(head, papers) })
    const [first, later] = await lists.load(NONE)
    expect([first!.id, first!.papers, later!.id]).toEqual(['first', 3000, 'later'])
    const read = []
    for await (const part of readLines('first', first!.blob)) read.push(...part.papers)
    expect(read).toEqual(papers)
  })

  test('are never overwritten: other papers under one id are added, and equal ones are stored once', async () => {
    const { lists } = await open()
    const name = await lists.keep(list('a', 1))
    const other = await lists.keep({ ...list('a', 1), blob: printStoredList(head, papers) })
    expect(await lists.keep(list('a', 1))).toBe(name)
    expect((await lists.bases()).map((base) => base.name)).toEqual(expect.arrayContaining([name, other]))
    expect(await lists.bases()).toHaveLength(2)
  })

  test('are written strictly and committed', async () => {
    const { lists, disk } = await open()
    await lists.keep(list('a', 1))
    expect(disk.transactions).toEqual([{ mode: 'readwrite', durability: 'strict', wasCommitted: true }])
  })

  test('leave unknown records alone', async () => {
    const { lists, transact } = await open()
    await transact('readwrite', (store) => store.put('strange', 'x'))
    await lists.keep(list('a', 1))
    expect((await lists.load(NONE)).map(({ id }) => id)).toEqual(['a'])
  })

  test('are stored as bytes where the browser refuses a Blob, with their prebuilt index parts', async () => {
    const { transact } = await open()
    // As in a private window of WebKit, where the transaction aborts without an error.
    const refusing: UseStore = (mode, work) =>
      transact(mode, (store) => {
        const { put } = store
        store.put = (value: { readonly blob: unknown }, key) => {
          if (value.blob instanceof Blob) store.transaction.commit = () => store.transaction.abort()
          return put.call(store, value, key)
        }
        return work(store)
      })
    const lists = openOwnLists(refusing)
    const brought = { ...list('a', 1), blob: printStoredList(head, papers), prepared: [printKept(papers)] }
    await lists.keep(brought)
    const [kept] = await lists.load(NONE)
    expect(await kept!.blob.text()).toBe(await brought.blob.text())
    expect(await kept!.prepared![0]!.blob.arrayBuffer()).toEqual(await brought.prepared[0]!.blob.arrayBuffer())
    await lists.remove(await lists.bases())
    expect(await lists.load(NONE)).toEqual([])
  })
})
