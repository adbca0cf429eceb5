import { IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, test, vi } from 'vitest'
import { toMark } from '../../../src/model/mark/mark.ts'
import { merge, parseKept, type KeptMark, type Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { openCollection } from '../../../src/storage/marks/collection.ts'
import { createDisk, openTab, putOnDisk, readDisk, reload, tapped } from '../../support/disk.ts'
import { A, B, C, kept } from '../../support/marks.ts'

const marksOf = (records: Marks) => Object.fromEntries([...records].map(([paper, mark]) => [paper, toMark(mark)]))

describe('a saved mark', () => {
  test('is there after a reload, for every paper', async () => {
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

  test('is there after a reload of more marks than one read returns', async () => {
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

  test('has the cells of two tabs that saved it at once', async () => {
    const disk = createDisk()
    const [here, there] = await Promise.all([openTab(disk, 'here'), openTab(disk, 'there')])
    await Promise.all([
      here.collection.save(new Map([[A, kept({ status: 'read' }, 1)]])),
      there.collection.save(new Map([[A, kept({ note: 'From the other tab.' }, 2)]])),
    ])

    const { records } = await reload(disk)
    expect(toMark(records.get(A))).toMatchObject({ status: 'read', note: 'From the other tab.' })
  })

  test('keeps the later stamp, whichever tab saves last', async () => {
    const disk = createDisk()
    const [here, there] = await Promise.all([openTab(disk, 'here'), openTab(disk, 'there')])
    await here.collection.save(new Map([[A, kept({ note: 'new' }, 2)]]))
    await there.collection.save(new Map([[A, kept({ note: 'old' }, 1)]]))

    const { records } = await reload(disk)
    expect(toMark(records.get(A)).note).toBe('new')
  })

  test('is changed only by a save of its paper', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    await collection.save(new Map([[A, kept({ starred: true }, 1)]]))
    await collection.save(new Map([[B, kept({ starred: true }, 2)]]))
    expect([...(await reload(disk)).records.keys()]).toEqual([A, B])
  })

  test('has the values from when the save was called, not those set while the database opened', async () => {
    const disk = createDisk()
    const { database, collection } = await openTab(disk, 'here')
    database.close()
    const records = new Map([[A, kept({ note: 'given' })]])
    const saved = collection.save(records)
    records.set(B, kept({ note: 'not given' }))
    await saved
    expect([...(await reload(disk)).records.keys()]).toEqual([A])
  })

  test('leaves the map given to the save unchanged', async () => {
    const { collection } = await openTab(createDisk(), 'here')
    await collection.saveAtOnce(new Map([[A, kept({ note: 'Last word' })]]))
    const records = new Map([[B, kept({ starred: true })]])
    await collection.save(records)
    expect([...records.keys()]).toEqual([B])
  })
})

describe('a peek at a few records', () => {
  test('returns those that exist and can be read', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    await collection.save(new Map([[A, kept({ starred: true })]]))
    await putOnDisk(disk, B, 'strange')
    const found = await collection.peek([A, B, C])
    expect(marksOf(found)).toEqual({ [A]: { status: 'unread', starred: true, tags: [], note: '' } })
  })
})

describe('a save', () => {
  test('is strict, and reaches the database without waiting for another task', async () => {
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

  test('of an empty map resolves at once', async () => {
    const { collection } = await openTab(createDisk(), 'here')
    await expect(collection.save(new Map())).resolves.toBeUndefined()
  })

  test('is pending until the transaction is complete', async () => {
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

  test('that the browser aborts leaves nothing behind, and can be repeated', async () => {
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

  test('with one record that cannot be written writes none of the others', async () => {
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

describe('the last write of an unloading page', () => {
  test('is handed to the browser before the page goes on', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    const saved = collection.saveAtOnce(new Map([[A, kept({ note: 'Last word' })]]))
    expect(disk.transactions).toEqual([{ mode: 'readwrite', durability: 'strict', wasCommitted: true }])
    await saved
  })

  test('is there after a reload without any other save', async () => {
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

  test('is merged into the records by the next save of the same page', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    await collection.saveAtOnce(new Map([[A, kept({ note: 'Last word' }, 1)]]))
    await collection.save(new Map([[A, kept({ starred: true }, 2)]]))

    expect((await readDisk(disk)).map(([key]) => key)).toEqual([A])
    expect(toMark((await reload(disk)).records.get(A))).toMatchObject({ note: 'Last word', starred: true })
  })

  test('is merged once, not again with every later save', async () => {
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

  test('is merged into the records by the first save of the next page', async () => {
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

  test('stays apart from that of another page at the same moment', async () => {
    const disk = createDisk()
    const [here, there] = await Promise.all([openTab(disk, 'here'), openTab(disk, 'there')])
    await Promise.all([
      here.collection.saveAtOnce(new Map([[A, kept({ note: 'here' })]])),
      there.collection.saveAtOnce(new Map([[B, kept({ note: 'there' })]])),
    ])
    expect([...(await reload(disk)).records.keys()].toSorted()).toEqual([A, B])
  })

  test('does not win over a later save', async () => {
    const disk = createDisk()
    const [here, there] = await Promise.all([openTab(disk, 'here'), openTab(disk, 'there')])
    await here.collection.saveAtOnce(new Map([[A, kept({ note: 'earlier' }, 1)]]))
    await there.collection.save(new Map([[A, kept({ note: 'later' }, 2)]]))
    expect(toMark((await reload(disk)).records.get(A)).note).toBe('later')
    await here.collection.save(new Map([[B, kept({ starred: true }, 3)]]))
    expect(toMark((await reload(disk)).records.get(A)).note).toBe('later')
  })

  test('stays on disk when the save that should merge it fails', async () => {
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

  test('fails whole when the browser aborts it', async () => {
    const disk = createDisk()
    const { collection } = await openTab(disk, 'here')
    disk.breakDown()
    await expect(collection.saveAtOnce(new Map([[A, kept({ starred: true })]]))).rejects.toBeNull()
    expect(await readDisk(disk)).toEqual([])
  })
})

describe('an unreadable record', () => {
  const strange = { version: 7, stars: 3 }

  test('is counted and unchanged, and the other records load', async () => {
    const disk = createDisk()
    await putOnDisk(disk, A, strange)
    await putOnDisk(disk, B, kept({ starred: true }))

    const { records, unreadable } = await reload(disk)
    expect([...records.keys()]).toEqual([B])
    expect(unreadable).toBe(1)
    expect(await readDisk(disk)).toContainEqual([A, strange])
  })

  test('is unchanged while other papers are saved', async () => {
    const disk = createDisk()
    await putOnDisk(disk, A, strange)
    const { collection } = await openTab(disk, 'here')
    await collection.load()
    await collection.save(new Map([[B, kept({ starred: true })]]))
    expect(await readDisk(disk)).toContainEqual([A, strange])
  })

  test('is set aside when its place is needed', async () => {
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
  ])('in the last write of an unloading page (%s) is counted and stays, and the others load', async (_, value) => {
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

  test('is not taken for a mark because its key resembles one of ours', async () => {
    const disk = createDisk()
    await putOnDisk(disk, ['last', 'gone'], 'half a key')
    await putOnDisk(disk, ['journal', 'gone', 1], new Map([[A, kept({ starred: true })]]))
    const { records } = await reload(disk)
    expect(records.size).toBe(0)
  })
})

test('a mark from a newer version keeps the cells that this version does not know', async () => {
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

test('a load that cannot read the disk rejects instead of returning an empty collection', async () => {
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
