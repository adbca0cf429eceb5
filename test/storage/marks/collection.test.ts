import { IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, test, vi } from 'vitest'
import { toMark } from '../../../src/model/mark/mark.ts'
import { merge, parseKept, type KeptMark, type Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { openCollection } from '../../../src/storage/marks/collection.ts'
import { createDisk, openTab, putOnDisk, readDisk, reload, tapped } from '../../support/disk.ts'
import { A, B, C, kept } from '../../support/marks.ts'

const marksOf = (records: Marks) => Object.fromEntries([...records].map(([paper, mark]) => [paper, toMark(mark)]))

describe('what was saved', () => {
  test('is there after a reload, every paper with its own mark', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    await collection.save(
      new Map([
        [A, kept({ status: 'read', starred: true, tags: ['to cite'] })],
        [B, kept({ note: 'Line one.\n\nμ-Serve costs $5.' })],
      ]),
    )

    const { records, unreadable } = await reload(disk)
    expect(marksOf(records)).toEqual({
      [A]: { status: 'read', starred: true, tags: ['to cite'], note: '' },
      [B]: { status: 'unread', starred: false, tags: [], note: 'Line one.\n\nμ-Serve costs $5.' },
    })
    expect(unreadable).toBe(0)
  })

  test('is all there where it is more than is read at a time', async () => {
    vi.stubGlobal('IDBKeyRange', IDBKeyRange)
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    for (const size of [599, 600, 601]) {
      const papers = Array.from({ length: size }, (_, i) => `doi:10.1/${i}` as PaperId)
      await collection.save(new Map(papers.map((paper, i) => [paper, kept({ note: `note ${i}` })])))
      await collection.saveAtOnce(new Map([[A, kept({ note: 'Last word' }, size)]]))
      const { records, unreadable } = await reload(disk)
      expect(unreadable).toBe(0)
      expect(records.size).toBe(size + 1)
      for (const [i, paper] of papers.entries()) expect(toMark(records.get(paper)).note).toBe(`note ${i}`)
      expect(toMark(records.get(A)).note).toBe('Last word')
    }
  })

  test('of different cells of one paper in two tabs at once is all there', async () => {
    const disk = createDisk()
    const [here, there] = await Promise.all([openTab(disk, 'here'), openTab(disk, 'there')])
    await Promise.all([
      here.collection.save(new Map([[A, kept({ status: 'read' }, 1)]])),
      there.collection.save(new Map([[A, kept({ note: 'From the other tab.' }, 2)]])),
    ])

    const { records } = await reload(disk)
    expect(toMark(records.get(A))).toMatchObject({ status: 'read', note: 'From the other tab.' })
  })

  test('later wins over what was saved earlier, whichever tab is the last to save', async () => {
    const disk = createDisk()
    const [here, there] = await Promise.all([openTab(disk, 'here'), openTab(disk, 'there')])
    await here.collection.save(new Map([[A, kept({ note: 'new' }, 2)]]))
    await there.collection.save(new Map([[A, kept({ note: 'old' }, 1)]]))

    const { records } = await reload(disk)
    expect(toMark(records.get(A)).note).toBe('new')
  })

  test('is changed only where a save has something to say', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    await collection.save(new Map([[A, kept({ starred: true }, 1)]]))
    await collection.save(new Map([[B, kept({ starred: true }, 2)]]))
    expect([...(await reload(disk)).records.keys()]).toEqual([A, B])
  })

  test('is what the map held when it was given, not what came into it while the disk was opened', async () => {
    const disk = createDisk()
    const { database, collection } = await openTab(disk, 'here')
    database.close()
    const records = new Map([[A, kept({ note: 'given' })]])
    const saved = collection.save(records)
    records.set(B, kept({ note: 'not given' }))
    await saved
    expect([...(await reload(disk)).records.keys()]).toEqual([A])
  })

  test('leaves the map it was given in as it is', async () => {
    const { collection } = await openTab(createDisk(), 'here')
    await collection.saveAtOnce(new Map([[A, kept({ note: 'Last word' })]]))
    const records = new Map([[B, kept({ starred: true })]])
    await collection.save(records)
    expect([...records.keys()]).toEqual([B])
  })
})

describe('a look at a few records', () => {
  test('gives those that are there, and none that cannot be read', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    await collection.save(new Map([[A, kept({ starred: true })]]))
    await putOnDisk(disk, B, 'strange')
    const found = await collection.peek([A, B, C])
    expect(marksOf(found)).toEqual({ [A]: { status: 'unread', starred: true, tags: [], note: '' } })
  })
})

describe('a save', () => {
  test('waits for the disk itself, and is handed over without waiting for another task', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    await collection.load()
    await collection.save(new Map([A, B].map((paper) => [paper, kept({ starred: true })])))
    await collection.saveAtOnce(new Map([[C, kept({ starred: true })]]))
    await collection.save(new Map([[A, kept({ note: 'x' }, 1)]]))

    const writes = disk.transactions.filter(({ mode }) => mode === 'readwrite')
    const durable = { mode: 'readwrite', durability: 'strict', wasCommitted: true }
    expect(writes).toEqual([durable, durable, durable])
  })

  test('of nothing is done at once', async () => {
    const { collection } = await openTab(createDisk(), 'here')
    await expect(collection.save(new Map())).resolves.toBeUndefined()
  })

  test('is still saving until the transaction is complete', async () => {
    const { database } = await openTab(createDisk(), 'here')
    const order: string[] = []
    const transact = tapped(database.transact, ({ transaction }) =>
      transaction.addEventListener('complete', () => order.push('complete')),
    )
    const collection = openCollection<PaperId, KeptMark>(transact, { merge, parse: parseKept }, 'here')
    await collection.save(new Map([[A, kept({ starred: true })]])).then(() => order.push('saved'))
    await collection.saveAtOnce(new Map([[A, kept({ starred: true })]])).then(() => order.push('saved at once'))
    expect(order).toEqual(['complete', 'saved', 'complete', 'saved at once'])
  })

  test('that the browser gives up leaves nothing of itself, and the same records can be saved again', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    await collection.save(new Map([[A, kept({ note: 'before' }, 1)]]))
    const records = new Map([
      [A, kept({ note: 'after' }, 2)],
      [B, kept({ starred: true }, 2)],
    ])

    disk.breakDown()
    await expect(collection.save(records)).rejects.toBeNull()
    expect(marksOf((await reload(disk)).records)).toEqual({ [A]: expect.objectContaining({ note: 'before' }) })

    disk.repair()
    await collection.save(records)
    expect(marksOf((await reload(disk)).records)).toEqual({
      [A]: expect.objectContaining({ note: 'after' }),
      [B]: expect.objectContaining({ starred: true }),
    })
  })

  test('of one record that cannot be written writes none of the others', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    const uncloneable = new Map([['note', [() => {}, 'x']]]) as unknown as KeptMark
    await expect(
      collection.save(
        new Map([
          [A, kept({ starred: true })],
          [B, uncloneable],
          [C, kept({ starred: true })],
        ]),
      ),
    ).rejects.toMatchObject({ name: 'DataCloneError' })
    expect(await readDisk(disk)).toEqual([])
  })
})

describe('what a vanishing page saves', () => {
  test('has been handed to the browser before the page goes on', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    const saved = collection.saveAtOnce(new Map([[A, kept({ note: 'Last word' })]]))
    expect(disk.transactions).toEqual([{ mode: 'readwrite', durability: 'strict', wasCommitted: true }])
    await saved
  })

  test('is there after a reload, without any other save', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    await collection.save(new Map([[A, kept({ starred: true, note: 'draft' }, 1)]]))
    await collection.saveAtOnce(new Map([[A, kept({ note: 'Last word' }, 2)]]))
    await collection.saveAtOnce(new Map([[B, kept({ note: 'And another' }, 3)]]))

    const { records, unreadable } = await reload(disk)
    expect(marksOf(records)).toMatchObject({
      [A]: { starred: true, note: 'Last word' },
      [B]: { note: 'And another' },
    })
    expect(unreadable).toBe(0)
  })

  test('becomes part of the records with the next save of the same page', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    await collection.saveAtOnce(new Map([[A, kept({ note: 'Last word' }, 1)]]))
    await collection.save(new Map([[A, kept({ starred: true }, 2)]]))

    expect((await readDisk(disk)).map(([key]) => key)).toEqual([A])
    expect(toMark((await reload(disk)).records.get(A))).toMatchObject({ note: 'Last word', starred: true })
  })

  test('is taken in once, not with every save from then on', async () => {
    const { database } = await openTab(createDisk(), 'here')
    const asked: unknown[] = []
    const transact = tapped(database.transact, (store) => {
      const { get } = store
      store.get = (id) => {
        asked.push(id)
        return get.call(store, id)
      }
    })
    const collection = openCollection<PaperId, KeptMark>(transact, { merge, parse: parseKept }, 'here')
    await collection.saveAtOnce(new Map([[A, kept({ note: 'Last word' }, 1)]]))
    await collection.save(new Map([[B, kept({ starred: true }, 2)]]))
    await collection.save(new Map([[C, kept({ starred: true }, 3)]]))
    expect(asked).toEqual([B, A, C])
  })

  test('becomes part of the records with the first save of the next page', async () => {
    const disk = createDisk()
    const before = await openTab(disk, 'before')
    await before.collection.saveAtOnce(new Map([[A, kept({ note: 'Last word' }, 1)]]))
    before.database.close()

    const after = await openTab(disk, 'after')
    await after.collection.load()
    await after.collection.save(new Map([[B, kept({ starred: true }, 2)]]))
    expect((await readDisk(disk)).map(([key]) => key)).toEqual([A, B])
    expect(toMark((await reload(disk)).records.get(A)).note).toBe('Last word')
  })

  test('of two pages with the same moment stays apart', async () => {
    const disk = createDisk()
    const [here, there] = await Promise.all([openTab(disk, 'here'), openTab(disk, 'there')])
    await Promise.all([
      here.collection.saveAtOnce(new Map([[A, kept({ note: 'here' })]])),
      there.collection.saveAtOnce(new Map([[B, kept({ note: 'there' })]])),
    ])
    expect([...(await reload(disk)).records.keys()].toSorted()).toEqual([A, B])
  })

  test('does not win over what was saved later', async () => {
    const disk = createDisk()
    const [here, there] = await Promise.all([openTab(disk, 'here'), openTab(disk, 'there')])
    await here.collection.saveAtOnce(new Map([[A, kept({ note: 'earlier' }, 1)]]))
    await there.collection.save(new Map([[A, kept({ note: 'later' }, 2)]]))
    expect(toMark((await reload(disk)).records.get(A)).note).toBe('later')
    await here.collection.save(new Map([[B, kept({ starred: true }, 3)]]))
    expect(toMark((await reload(disk)).records.get(A)).note).toBe('later')
  })

  test('stays on the disk when the save that was to take it in fails', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    await collection.saveAtOnce(new Map([[A, kept({ note: 'Last word' }, 1)]]))
    disk.breakDown()
    await expect(collection.save(new Map([[B, kept({ starred: true }, 2)]]))).rejects.toBeNull()
    expect(toMark((await reload(disk)).records.get(A)).note).toBe('Last word')

    disk.repair()
    await collection.save(new Map([[B, kept({ starred: true }, 2)]]))
    expect((await readDisk(disk)).map(([key]) => key)).toEqual([A, B])
    expect(toMark((await reload(disk)).records.get(A)).note).toBe('Last word')
  })

  test('is refused as a whole when the browser gives it up', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    disk.breakDown()
    await expect(collection.saveAtOnce(new Map([[A, kept({ starred: true })]]))).rejects.toBeNull()
    expect(await readDisk(disk)).toEqual([])
  })
})

describe('a record that cannot be read', () => {
  const strange = { version: 7, stars: 3 }

  test('is counted, stays as it is, and does not keep the others from the reader', async () => {
    const disk = createDisk()
    await putOnDisk(disk, A, strange)
    await putOnDisk(disk, B, kept({ starred: true }))

    const { records, unreadable } = await reload(disk)
    expect([...records.keys()]).toEqual([B])
    expect(unreadable).toBe(1)
    expect(await readDisk(disk)).toContainEqual([A, strange])
  })

  test('stays as it is while other papers are saved', async () => {
    const disk = createDisk()
    await putOnDisk(disk, A, strange)
    const { collection } = await openTab(disk, 'here')
    await collection.load()
    await collection.save(new Map([[B, kept({ starred: true })]]))
    expect(await readDisk(disk)).toContainEqual([A, strange])
  })

  test('is kept aside when its place is needed', async () => {
    const disk = createDisk()
    await putOnDisk(disk, A, strange)
    const { collection } = await openTab(disk, 'here')
    await collection.load()
    await collection.save(new Map([[A, kept({ note: 'mine' })]]))

    const entries = await readDisk(disk)
    expect(entries).toContainEqual([['unreadable', A, expect.any(Number)], strange])
    expect(toMark((await reload(disk)).records.get(A)).note).toBe('mine')
  })

  test.each([
    ['no map', [['note', ['x', 'y']]]],
    ['a map of something else', new Map([[A, 'a text']])],
    [
      'a map in which one mark is broken',
      new Map<string, unknown>([
        [A, kept({ note: 'good' })],
        [B, strange],
      ]),
    ],
  ])('among what a vanishing page saved (%s) is counted and stays, and the records load', async (_, value) => {
    const disk = createDisk()
    const key = ['last', 'gone', 1]
    await putOnDisk(disk, key, value)
    await putOnDisk(disk, C, kept({ starred: true }))

    const { collection } = await openTab(disk, 'here')
    const { records, unreadable } = await collection.load()
    expect(records.has(C)).toBe(true)
    expect(unreadable).toBe(1)
    await collection.save(new Map([[C, kept({ note: 'x' }, 1)]]))
    expect(await readDisk(disk)).toContainEqual([key, value])
  })

  test('is not taken for a mark because its key is like one of ours', async () => {
    const disk = createDisk()
    await putOnDisk(disk, ['last', 'gone'], 'half a key')
    await putOnDisk(disk, ['journal', 'gone', 1], new Map([[A, kept({ starred: true })]]))
    const { records } = await reload(disk)
    expect(records.size).toBe(0)
  })
})

test('a mark of a newer version keeps the cells this version does not know', async () => {
  const disk = createDisk()
  const [, at] = kept({ starred: true }).get('starred')!
  await putOnDisk(disk, A, new Map([...kept({ starred: true }), ['rating', ['five', at]]]))
  const { collection } = await openTab(disk, 'here')
  await collection.load()
  await collection.save(new Map([[A, kept({ note: 'mine' }, 1)]]))
  const { records, unreadable } = await reload(disk)
  expect(records.get(A)?.get('rating')).toEqual(['five', at])
  expect(unreadable).toBe(0)
})

test('a load that cannot read the disk says so instead of showing an empty collection', async () => {
  const disk = createDisk()
  const { database } = await openTab(disk, 'here')
  const transact = tapped(database.transact, (store) => {
    store.getAll = () => {
      throw new DOMException('The disk is gone', 'UnknownError')
    }
  })
  const collection = openCollection<PaperId, KeptMark>(transact, { merge, parse: parseKept }, 'here')
  await expect(collection.load()).rejects.toThrow('The disk is gone')
})
