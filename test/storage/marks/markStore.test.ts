import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { toMark } from '../../../src/model/mark/mark.ts'
import type { Marks } from '../../../src/model/mark/cell.ts'
import type { Packed } from '../../../src/model/mark/packedMarks.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { openMarkStore, type RemoteMarks } from '../../../src/storage/marks/markStore.ts'
import { lazyJournal, type Journal } from '../../../src/storage/journal/lazyJournal.ts'
import type { Setting } from '../../../src/storage/browser/localSetting.ts'
import { createSetting } from '../../support/address.ts'
import { createDisk, openTab, putOnDisk, reload, type Disk } from '../../support/disk.ts'
import { createJournal } from '../../support/journal.ts'
import { A, B, C, kept } from '../../support/marks.ts'
import { until } from '../../support/waiting.ts'

const one = (paper: PaperId, note: string, ms = 0): Marks => new Map([[paper, kept({ note }, ms)]])
const notesOf = (records: Marks) => Object.fromEntries([...records].map(([paper, mark]) => [paper, toMark(mark).note]))

let disk: Disk
beforeEach(() => {
  disk = createDisk()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

async function open(journal: Journal | null, setting = createSetting()) {
  const { collection } = await openTab(disk, 'here')
  return openMarkStore(collection, journal, setting)
}
const onDisk = async () => notesOf((await reload(disk)).records)

describe('a save', () => {
  test('is in both copies when it resolves', async () => {
    const journal = createJournal()
    const copies = await open(journal)
    await copies.load()
    await copies.save(one(A, 'saved'))
    expect(await onDisk()).toEqual({ [A]: 'saved' })
    expect(notesOf(journal.records)).toEqual({ [A]: 'saved' })
    expect(copies.copies()).toBe(2)
  })

  test('waits for the slower copy', async () => {
    let finish = () => {}
    const journal = { ...createJournal(), append: () => new Promise<void>((done) => (finish = done)) }
    const copies = await open(journal)
    await copies.load()
    const order: string[] = []
    const saved = copies.save(one(A, 'x')).then(() => order.push('saved'))
    await until(async () => expect(await onDisk()).toEqual({ [A]: 'x' }))
    order.push('journal')
    finish()
    await saved
    expect(order).toEqual(['journal', 'saved'])
  })

  test('fails if the database refused it, although the journal took it', async () => {
    const journal = createJournal()
    const copies = await open(journal)
    await copies.load()
    disk.breakDown()
    await expect(copies.save(one(A, 'x'))).rejects.toBeNull()
    expect(notesOf(journal.records)).toEqual({ [A]: 'x' })
    disk.repair()
    await copies.save(one(A, 'x'))
    expect(copies.copies()).toBe(2)
  })

  test('that the journal refuses counts one copy, until the journal has caught up', async () => {
    const journal = createJournal()
    const copies = await open(journal)
    await copies.load()
    const seen: number[] = []
    copies.onCopies(() => seen.push(copies.copies()))
    journal.breakDown()
    await copies.save(one(A, 'x', 1))
    await copies.save(one(B, 'y', 2))
    expect(copies.copies()).toBe(1)
    journal.repair()
    await copies.save(one(C, 'z', 3))
    expect(seen).toEqual([1, 2])
    expect(notesOf(journal.records)).toEqual({ [A]: 'x', [B]: 'y', [C]: 'z' })
  })

  test('without a journal counts one copy', async () => {
    const copies = await open(null)
    await copies.load()
    await copies.save(one(A, 'x'))
    expect(copies.copies()).toBe(1)
    expect(await onDisk()).toEqual({ [A]: 'x' })
  })

  test('sends the journal the changed cells, not the whole mark', async () => {
    const journal = createJournal()
    const copies = await open(journal)
    await copies.load()
    const first = kept({ note: 'long', starred: true }, 1)
    await copies.save(new Map([[A, first]]))
    await copies.save(new Map([[A, kept({ starred: false }, 2, first)]]))
    expect([...journal.appended[1]!.get(A)!.keys()]).toEqual(['starred'])
    expect(toMark(journal.records.get(A))).toMatchObject({ note: 'long', starred: false })
  })

  test('of a page that unloads is handed to both copies before it returns', async () => {
    const journal = createJournal()
    const copies = await open(journal)
    await copies.load()
    const writes = disk.transactions.length
    const saved = copies.saveAtOnce(one(A, 'last word'))
    expect(disk.transactions.slice(writes)).toMatchObject([{ mode: 'readwrite', wasCommitted: true }])
    expect(notesOf(journal.records)).toEqual({ [A]: 'last word' })
    await saved
  })
})

describe('a load', () => {
  test('of two complete copies restores nothing and writes nothing', async () => {
    const journal = createJournal()
    await (await open(journal)).save(one(A, 'x'))
    const [writes, appended] = [disk.transactions.length, journal.appended.length]
    const { restored, missing } = await (await open(journal)).load()
    expect({ restored, missing }).toEqual({ restored: { papers: 0, isAll: false }, missing: 0 })
    expect(disk.transactions.slice(writes).filter(({ mode }) => mode === 'readwrite')).toEqual([])
    expect(journal.appended).toHaveLength(appended)
  })

  test('of an empty database restores everything from the journal, reports it, and writes it back', async () => {
    const copies = await open(createJournal(new Map([...one(A, 'a'), ...one(B, 'b')])))
    const { records, restored } = await copies.load()
    expect(notesOf(records)).toEqual({ [A]: 'a', [B]: 'b' })
    expect(restored).toEqual({ papers: 2, isAll: true })
    await until(async () => expect(await onDisk()).toEqual({ [A]: 'a', [B]: 'b' }))
    await until(() => expect(copies.copies()).toBe(2))
  })

  test('of an older mark in the database takes the later cells from the journal', async () => {
    await (await open(null)).save(new Map([[A, kept({ note: 'old' }, 1, kept({ starred: true }, 5))]]))
    const { records, restored } = await (await open(createJournal(one(A, 'new', 3)))).load()
    expect(toMark(records.get(A))).toMatchObject({ note: 'new', starred: true })
    expect(restored).toEqual({ papers: 1, isAll: false })
  })

  test('writes the marks that the journal lacks into it', async () => {
    await (await open(null)).save(one(A, 'from before there was a journal'))
    const journal = createJournal()
    const copies = await open(journal)
    await copies.load()
    expect(copies.copies()).toBe(2)
    expect(notesOf(journal.records)).toEqual({ [A]: 'from before there was a journal' })
  })

  test('with a journal on a full disk counts one copy until there is room', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.spyOn(console, 'warn').mockReturnValue()
    await (await open(null)).save(one(A, 'from before'))
    const journal = createJournal()
    let isFull = true
    const compare: Journal['compare'] = async (ours) =>
      isFull ? { news: new Map(), isGiven: false, unreadable: 0, aside: 0, at: null } : journal.compare(ours)
    const copies = await open({ ...journal, compare })
    await copies.load()
    expect(copies.copies()).toBe(1)
    await copies.save(one(B, 'later', 5))
    expect(copies.copies()).toBe(1)
    isFull = false
    await vi.advanceTimersByTimeAsync(31_000)
    await until(() => expect(copies.copies()).toBe(2))
    expect(notesOf(journal.records)).toEqual({ [A]: 'from before', [B]: 'later' })
  })

  test('does not report as restored what this page has written itself', async () => {
    await (await open(null)).save(one(A, 'before'))
    const journal = createJournal()
    const copies = await open(journal)
    const { records } = await copies.loadFirst()
    disk.breakDown()
    await expect(copies.save(new Map([[A, kept({ note: 'now' }, 5, records.get(A))]]))).rejects.toBeNull()
    disk.repair()
    expect(await copies.load()).toMatchObject({ restored: { papers: 0 } })
    await copies.save(new Map())
    expect(await onDisk()).toEqual({ [A]: 'now' })
  })

  test('during another tab’s save reports no loss', async () => {
    const there = await open(null)
    const journal = createJournal()
    const compare = async (ours: Packed) => {
      await there.save(one(A, 'saved there'))
      await journal.append(one(A, 'saved there'))
      return journal.compare(ours)
    }
    const { records, restored } = await (await open({ ...journal, compare })).load()
    expect(notesOf(records)).toEqual({ [A]: 'saved there' })
    expect(restored.papers).toBe(0)
  })

  test('with an unreadable journal uses the database as the one copy, and does not write the journal', async () => {
    vi.spyOn(console, 'warn').mockReturnValue()
    await (await open(null)).save(one(A, 'x'))
    const journal = createJournal()
    journal.breakDown()
    const copies = await open(journal)
    expect(notesOf((await copies.load()).records)).toEqual({ [A]: 'x' })
    journal.repair()
    await copies.save(one(B, 'y'))
    expect(copies.copies()).toBe(1)
    expect(journal.appended).toEqual([])
  })

  test('of an unreadable database fails and writes nothing', async () => {
    const journal = createJournal(one(A, 'x'))
    const { collection } = await openTab(disk, 'here')
    const unreadable = { ...collection, load: () => Promise.reject(new Error('no')) }
    await expect(openMarkStore(unreadable, journal, createSetting()).load()).rejects.toThrow('no')
    expect(disk.transactions.filter(({ mode }) => mode === 'readwrite')).toEqual([])
    expect(journal.appended).toEqual([])
  })
})

describe('the first load', () => {
  const compare = vi.fn<Journal['compare']>()
  const watched = (marks: Marks = new Map()) => {
    const journal = createJournal(marks)
    compare.mockReset().mockImplementation(journal.compare)
    return { ...journal, compare }
  }

  test('reads only the database if it has as many marks as the last visit', async () => {
    const setting = createSetting()
    await (await open(null, setting)).save(one(A, 'x'))
    const first = await (await open(watched(), setting)).loadFirst()
    expect(first).toMatchObject({ isWhole: false, missing: 0 })
    expect(notesOf(first.records)).toEqual({ [A]: 'x' })
    expect(compare).not.toHaveBeenCalled()
  })

  test('reads the second copy if the database has fewer marks, and reports only real losses', async () => {
    const setting = createSetting()
    await (await open(null, setting)).save(one(A, 'x'))
    disk = createDisk()
    const first = await (await open(watched(one(A, 'x')), setting)).loadFirst()
    expect(first).toMatchObject({ isWhole: true, missing: 0, restored: { papers: 1, isAll: true } })
    expect(notesOf(first.records)).toEqual({ [A]: 'x' })
  })

  test('reads the second copy if the database has an unreadable record', async () => {
    await putOnDisk(disk, A, 'strange')
    const first = await (await open(watched(one(A, 'as it was')))).loadFirst()
    expect(first).toMatchObject({ isWhole: true, unreadable: 1 })
    expect(notesOf(first.records)).toEqual({ [A]: 'as it was' })
  })

  test('fails if the database cannot be read, whatever the second copy has', async () => {
    const { collection } = await openTab(disk, 'here')
    const broken = { ...collection, load: () => Promise.reject(new Error('no')) }
    for (const journal of [createJournal(), createJournal(one(A, 'x'))]) {
      await expect(openMarkStore(broken, journal, createSetting()).loadFirst()).rejects.toThrow('no')
      await expect(openMarkStore(broken, journal, createSetting()).load()).rejects.toThrow('no')
    }
  })
})

test('unreadable data that was set aside is counted on every visit', async () => {
  await putOnDisk(disk, A, 'strange')
  const compare = async () => ({ news: new Map(), isGiven: true, unreadable: 0, aside: 2, at: null })
  const journal = { ...createJournal(), compare }
  const before = await open(journal)
  expect(await before.load()).toMatchObject({ unreadable: 1, aside: 2 })
  await before.save(one(A, 'in its place'))
  for (let visit = 0; visit < 2; visit += 1) {
    expect(await (await open(journal)).load()).toMatchObject({ unreadable: 0, aside: 3 })
    expect(await (await open(journal)).loadFirst()).toMatchObject({ unreadable: 0, aside: 1 })
  }
})

describe('lost marks', () => {
  const papers = Array.from({ length: 40 }, (_, i) => `doi:10.1/${i}` as PaperId)
  const marksOf = (count: number, ms = 0, from = 0): Marks =>
    new Map(papers.slice(from, from + count).map((paper) => [paper, kept({ note: 'x' }, ms)]))
  /** A visit after everything was lost, and what it reports as missing. */
  const visit = async (setting: Setting) => {
    const copies = await open(createJournal(), setting)
    return { copies, missing: (await copies.load()).missing }
  }

  test.each([
    [0, 20],
    [17, 3],
    [18, 0],
    [20, 0],
  ])('of twenty with %i left count %i as missing', async (left, missing) => {
    const setting = createSetting()
    const before = await open(null, setting)
    await before.load()
    await before.save(marksOf(20))
    disk = createDisk()
    await (await open(null)).save(marksOf(left))
    expect((await (await open(null, setting)).load()).missing).toBe(missing)
  })

  test('include those of this visit', async () => {
    const setting = createSetting()
    await (await open(null, setting)).save(marksOf(5))
    const copies = await open(null, setting)
    await copies.load()
    await copies.save(one(C, 'one more'))
    expect(JSON.parse(setting.read()!)).toMatchObject({ marks: 6 })
  })

  test('are still missing at the next load if nothing was written in between', async () => {
    const setting = createSetting()
    await (await open(null, setting)).save(marksOf(5))
    disk = createDisk()
    await (await open(createJournal(), setting)).load()
    expect((await (await open(createJournal(), setting)).load()).missing).toBe(5)
  })

  test('are missing on every visit, whatever is written in between', async () => {
    const setting = createSetting()
    await (await open(null, setting)).save(marksOf(20))
    disk = createDisk()
    for (const saved of [1, 10, 9]) {
      const { copies, missing } = await visit(setting)
      expect(missing).toBe(20)
      await copies.save(marksOf(saved, 1000, 20))
    }
    expect((await visit(setting)).missing).toBe(20)
  })

  test('do not include marks saved here or in another tab during the load', async () => {
    const setting = createSetting()
    const journal = createJournal()
    const [copies, other] = [await open(journal, setting), await open(null, setting)]
    vi.spyOn(journal, 'compare').mockImplementationOnce(async () => {
      await copies.save(one(A, 'here'))
      await other.save(one(B, 'there'))
      return { news: new Map(), isGiven: true, unreadable: 0, aside: 0, at: null }
    })
    await copies.loadFirst()
    expect((await copies.load()).missing).toBe(0)
    await copies.save(marksOf(8))
    expect((await visit(setting)).missing).toBe(0)
  })

  test('still count after a save that comes before the count', async () => {
    const setting = createSetting()
    await (await open(null, setting)).save(marksOf(20))
    const write = vi.spyOn(setting, 'write')
    const copies = await open(createJournal(), setting)
    await Promise.all([copies.save(one(B, 'meanwhile')), copies.loadFirst()])
    await copies.save(one(C, 'later'))
    const counts = write.mock.calls.map(([note]) => (JSON.parse(note!) as { marks: number }).marks)
    expect(counts.at(-1)).toBe(22)
    expect(Math.min(...counts)).toBeGreaterThan(20)
  })

  test('count no longer once they are restored, which is reported', async () => {
    const setting = createSetting()
    await (await open(null, setting)).save(marksOf(20))
    disk = createDisk()
    const { copies, missing } = await visit(setting)
    const news: RemoteMarks[] = []
    copies.onNews((one) => news.push(one))
    expect(missing).toBe(20)
    await copies.save(marksOf(5, 1000, 20))
    await copies.save(marksOf(8))
    await copies.save(marksOf(20))
    expect(news).toEqual([{ missing: 12 }, { missing: 0 }])
    expect((await visit(setting)).missing).toBe(0)
  })

  test('count no longer when they came back another way', async () => {
    const setting = createSetting()
    await (await open(null, setting)).save(marksOf(20))
    disk = createDisk()
    await (await visit(setting)).copies.save(marksOf(5, 1000, 20))
    await (await open(null)).save(marksOf(20))
    expect((await visit(setting)).missing).toBe(0)
  })

  test('add to those lost later', async () => {
    const setting = createSetting()
    await (await open(null, setting)).save(marksOf(20))
    disk = createDisk()
    await (await visit(setting)).copies.save(marksOf(10, 1000, 20))
    disk = createDisk()
    expect((await visit(setting)).missing).toBe(30)
  })

  test('count no longer after the user dismisses the notice, for good', async () => {
    const setting = createSetting()
    await (await open(null, setting)).save(marksOf(20))
    disk = createDisk()
    const { copies } = await visit(setting)
    await copies.save(marksOf(3, 1000, 20))
    copies.giveUpMissing()
    await copies.save(marksOf(4, 1000, 20))
    expect((await visit(setting)).missing).toBe(0)
  })

  test.each(['', 'nonsense', '{}', 'null', '{"marks":"7"}'])(
    'are not counted from the stored setting %j',
    async (text) => {
      expect((await (await open(null, createSetting(text))).load()).missing).toBe(0)
    },
  )
})

test('a refused compaction is reported once, and so is the next that works', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let isWell = false
  const copies = await open({ ...createJournal(), compact: async () => (isWell ? null : 'fewer') })
  const news: RemoteMarks[] = []
  copies.onNews((one) => news.push(one))
  await copies.load()
  await vi.advanceTimersByTimeAsync(1001)
  for (isWell of [false, true, true]) {
    await copies.save(one(A, 'x', isWell ? 2 : 1))
    await vi.advanceTimersByTimeAsync(31_000)
  }
  expect(news).toEqual([{ refused: 'fewer' }, { refused: null }])
})

test('a missing second copy reports no refused compaction', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const copies = await open(lazyJournal(async () => null))
  const tell = vi.fn<(news: RemoteMarks) => void>()
  copies.onNews(tell)
  await copies.load()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tell).not.toHaveBeenCalled()
})

test('journals are compacted soon after the load, and then at most every 30 s', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const journal = createJournal()
  const copies = await open(journal)
  await copies.load()
  await vi.advanceTimersByTimeAsync(1001)
  expect(journal.compactions).toBe(1)
  await copies.save(one(A, 'x', 1))
  await copies.save(one(A, 'y', 2))
  await vi.advanceTimersByTimeAsync(29_000)
  expect(journal.compactions).toBe(1)
  await vi.advanceTimersByTimeAsync(1100)
  expect(journal.compactions).toBe(2)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(journal.compactions).toBe(2)
})
