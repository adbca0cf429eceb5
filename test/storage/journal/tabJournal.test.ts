import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toMark } from '../../../src/model/mark/mark.ts'
import { merge, type Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { join } from '../../../src/model/mark/markDiff.ts'
import { decodeAll, encode, encodeHeader } from '../../../src/storage/journal/journalFormat.ts'
import { encodeSnapshot, readSnapshots } from '../../../src/storage/journal/snapshot.ts'
import { openVault } from '../../../src/storage/journal/tabJournal.ts'
import { createFiles, createLocks, Killed, type Fate, type Files } from '../../support/folder.ts'
import { A, B, C, kept } from '../../support/marks.ts'
import { loadAll } from '../../support/vault.ts'

const one = (paper: PaperId, note: string, ms = 0): Marks => new Map([[paper, kept({ note }, ms)]])
const notesOf = (records: Marks) => Object.fromEntries([...records].map(([paper, mark]) => [paper, toMark(mark).note]))

let time = 1000
const open = (files: Files, writer: string, locks = createLocks()) => openVault(files, locks, writer, () => (time += 1))
/** What the next visit finds. */
const reload = async (files: Files, fate: Fate = 'kept') => loadAll(await open(files.restart(fate), 'later'))

describe('an appended batch', () => {
  test.each(['kept', 'lost', 'half'] as const)(
    'is read after a crash in which unflushed writes were %s',
    async (fate) => {
      const files = createFiles()
      const vault = await open(files, 'here')
      vault.append(one(A, 'first', 1))
      vault.append(one(B, 'other', 2))
      vault.append(one(A, 'second', 3))
      const { records, unreadable, at } = await reload(files, fate)
      expect(notesOf(records)).toEqual({ [A]: 'second', [B]: 'other' })
      expect(unreadable).toBe(0)
      expect(at).toBe(time)
    },
  )

  test('is read by a third tab when two tabs append at once', async () => {
    const files = createFiles()
    const locks = createLocks()
    const [here, there] = [await open(files, 'here', locks), await open(files, 'there', locks)]
    here.append(one(A, 'here'))
    there.append(one(B, 'there'))
    expect(notesOf((await loadAll(await open(files, 'third', locks))).records)).toEqual({ [A]: 'here', [B]: 'there' })
  })

  test('fails whole on a full disk, and appending works again once there is room', async () => {
    const files = createFiles()
    const vault = await open(files, 'here')
    vault.append(one(A, 'before', 1))
    files.leave(20)
    expect(() => vault.append(one(A, 'too much', 2))).toThrow('No more room')
    files.leave(10_000)
    vault.append(one(B, 'after', 3))
    expect(notesOf((await reload(files)).records)).toEqual({ [A]: 'before', [B]: 'after' })
  })
})

test('a tab reads its own journal through its open handle, since the file may change during a read', async () => {
  const files = createFiles()
  const read = async (name: string) => {
    if (name === 'journal-here') throw new DOMException('The file has changed', 'NotReadableError')
    return files.read(name)
  }
  const vault = await openVault({ ...files, read }, createLocks(), 'here', () => (time += 1))
  vault.append(one(A, 'written'))
  expect(notesOf((await loadAll(vault)).records)).toEqual({ [A]: 'written' })
  expect(await vault.compact()).toBe('done')
  expect(notesOf((await reload(files)).records)).toEqual({ [A]: 'written' })
})

describe('a disk that is full', () => {
  const fill = async () => {
    const before = createFiles()
    const gone = await open(before, 'gone')
    gone.append(one(A, 'from before'))
    const files = before.restart('kept')
    files.leave(0)
    return { files, vault: await open(files, 'here') }
  }

  test('still gives what was written before', async () => {
    const { vault } = await fill()
    expect(notesOf((await loadAll(vault)).records)).toEqual({ [A]: 'from before' })
  })

  test('reports no batch as written and drops none', async () => {
    const { files, vault } = await fill()
    await expect(vault.begin()).rejects.toThrow('No more room')
    expect(() => vault.append(one(B, 'x'))).toThrow('no journal')
    await expect(vault.compact()).rejects.toThrow('No more room')
    expect(notesOf((await reload(files)).records)).toEqual({ [A]: 'from before' })
  })

  test('gets a journal as soon as there is room', async () => {
    const { files, vault } = await fill()
    await vault.begin().catch(() => {})
    files.leave(10_000)
    await Promise.all([vault.begin(), vault.begin()])
    vault.append(one(B, 'now'))
    expect(notesOf((await reload(files)).records)).toEqual({ [A]: 'from before', [B]: 'now' })
  })
})

describe('a compaction', () => {
  test('puts this tab’s journal and those of closed tabs into one snapshot', async () => {
    const before = createFiles()
    const gone = await open(before, 'gone')
    gone.append(one(A, 'gone'))
    const files = before.restart('kept')
    const here = await open(files, 'here')
    here.append(one(B, 'here'))
    expect(await here.compact()).toBe('done')
    expect([...files.disk.keys()].toSorted()).toEqual(['journal-here', 'snapshot-a'])
    expect(decodeAll(files.disk.get('journal-here')!).batches).toEqual([])
    expect(notesOf((await reload(files)).records)).toEqual({ [A]: 'gone', [B]: 'here' })
  })

  test('succeeds where the file of a closed tab’s journal is still open', async () => {
    const files = createFiles()
    const locks = createLocks()
    const gone = await open(files, 'gone', locks)
    gone.append(one(A, 'gone'))
    locks.release('offprint-tab-gone')
    const here = await open(files, 'here', locks)
    expect(await here.compact()).toBe('done')
    expect([...files.disk.keys()]).toContain('journal-gone')
    expect(notesOf((await reload(files)).records)).toEqual({ [A]: 'gone' })
  })

  test('keeps the journal of an open tab', async () => {
    const files = createFiles()
    const locks = createLocks()
    const [here, there] = [await open(files, 'here', locks), await open(files, 'there', locks)]
    there.append(one(A, 'there'))
    here.append(one(B, 'here'))
    await here.compact()
    there.append(one(C, 'on'))
    expect(notesOf((await reload(files)).records)).toEqual({ [A]: 'there', [B]: 'here', [C]: 'on' })
  })

  test('writes the two snapshots in turn, also when the wall clock goes back', async () => {
    const files = createFiles()
    const vault = await open(files, 'here')
    const seen: string[] = []
    for (const paper of [A, B, C]) {
      time -= 500
      const before = new Map(files.disk)
      vault.append(one(paper, 'x'))
      await vault.compact()
      seen.push(...['snapshot-a', 'snapshot-b'].filter((name) => files.disk.get(name) !== before.get(name)))
    }
    expect(seen).toEqual(['snapshot-a', 'snapshot-b', 'snapshot-a'])
    expect((await reload(files)).records.size).toBe(3)
  })

  test('does nothing without new batches, and writes no second snapshot of the same marks', async () => {
    const files = createFiles()
    const vault = await open(files, 'here')
    expect(await vault.compact()).toBe('nothing')
    vault.append(one(A, 'x'))
    await vault.compact()
    vault.append(one(A, 'x'))
    expect(await vault.compact()).toBe('done')
    expect([...files.disk.keys()]).toEqual(['journal-here', 'snapshot-a'])
  })

  test('keeps batches that are appended while it runs', async () => {
    const files = createFiles()
    const vault = await open(files, 'here')
    vault.append(one(A, 'before'))
    const compacted = vault.compact()
    await Promise.resolve()
    vault.append(one(B, 'meanwhile'))
    await compacted
    expect(notesOf((await reload(files)).records)).toEqual({ [A]: 'before', [B]: 'meanwhile' })
  })

  test('keeps batches that are appended while its snapshot is written', async () => {
    const files = createFiles()
    const late = { ...files, open: async (name: string) => (name === 'snapshot-a' && appendLate(), files.open(name)) }
    const vault = await openVault(late, createLocks(), 'here', () => (time += 1))
    const appendLate = () => vault.append(one(B, 'late'))
    vault.append(one(A, 'before'))
    expect(await vault.compact()).toBe('done')
    expect(notesOf((await reload(files)).records)).toEqual({ [A]: 'before', [B]: 'late' })
  })

  test('keeps the journal of an open tab also where the browser deletes open files', async () => {
    const files = createFiles()
    const locks = createLocks()
    const there = await open(files, 'there', locks)
    const remove = async (name: string) => void files.disk.delete(name)
    const here = await openVault({ ...files, remove }, locks, 'here', () => (time += 1))
    here.append(one(B, 'here'))
    await here.compact()
    there.append(one(A, 'there'))
    expect(notesOf((await reload(files)).records)).toEqual({ [A]: 'there', [B]: 'here' })
  })

  test('deletes no journal if its snapshot on disk differs from what was written', async () => {
    const before = createFiles()
    const gone = await open(before, 'gone')
    gone.append(one(A, 'gone'))
    const files = before.restart('kept')
    const lying = {
      ...files,
      open: async (name: string) => {
        const file = await files.open(name)
        if (!name.startsWith('snapshot-')) return file
        return {
          ...file,
          write: (from: Uint8Array<ArrayBuffer>, at: { at: number }) =>
            file.write(
              from.map((byte) => byte ^ 1),
              at,
            ),
        }
      },
    }
    const vault = await openVault(lying, createLocks(), 'here', () => (time += 1))
    await expect(vault.compact()).rejects.toThrow('is not on the disk as it was written')
    expect(notesOf((await reload(files)).records)).toEqual({ [A]: 'gone' })
  })

  test('delays a load until it is done', async () => {
    const locks = createLocks()
    const vault = await open(createFiles(), 'here', locks)
    let end = () => {}
    const compacting = locks.tryAlone('offprint-compact', () => new Promise<null>((done) => (end = () => done(null))))
    let isLoaded = false
    const loading = loadAll(vault).then(() => (isLoaded = true))
    for (let i = 0; i < 5; i += 1) await new Promise((next) => setImmediate(next))
    expect(isLoaded).toBe(false)
    end()
    await Promise.all([compacting, loading])
  })

  test('leaves the work to another tab that is compacting', async () => {
    const locks = createLocks()
    const vault = await open(createFiles(), 'here', locks)
    locks.take('offprint-compact')
    expect(await vault.compact()).toBe('busy')
  })

  test('is refused, and deletes nothing, if over a tenth of an earlier snapshot’s papers were missing', async () => {
    const papers = Array.from({ length: 10 }, (_, i) => `doi:10.1/${i}` as PaperId)
    const snapshot = encodeSnapshot(new Map(papers.map((paper) => [paper, kept({ note: 'x' })])), 1)
    snapshot[snapshot.length - 5]! ^= 1
    const files = createFiles(new Map([['snapshot-a', snapshot]]))
    const vault = await open(files, 'here')
    vault.append(new Map(papers.slice(0, 8).map((paper) => [paper, kept({ note: 'x' })])))
    const before = new Map(files.disk)
    expect(await vault.compact()).toBe('fewer')
    expect(files.disk).toEqual(before)
    vault.append(one(papers[8]!, 'x'))
    expect(await vault.compact()).toBe('done')
  })
})

test('a tab takes its lock before it creates its journal, so that no tab takes it for closed', async () => {
  const files = createFiles()
  const seen: (readonly string[])[] = []
  const hold = async () => void seen.push([...files.disk.keys()])
  await openVault(files, { ...createLocks(), hold }, 'here', () => time)
  expect(seen).toEqual([[]])
  expect([...files.disk.keys()]).toEqual(['journal-here'])
})

test('a snapshot truncated between two records is not used', async () => {
  const papers = Array.from({ length: 1500 }, (_, i) => [`doi:10.1/${i}` as PaperId, kept({ starred: true })] as const)
  const whole = encodeSnapshot(new Map(papers), 2)
  const part = whole.slice(0, encodeSnapshot(new Map(papers.slice(0, 1000)), 2).length)
  expect(decodeAll(part)).toMatchObject({ end: 'whole', good: part.length })
  const files = createFiles(
    new Map([
      ['snapshot-a', part],
      ['snapshot-b', encodeSnapshot(new Map(papers.slice(0, 1200)), 1)],
    ]),
  )
  const [newest, other] = await readSnapshots(files, await files.names())
  expect(newest).toMatchObject({ name: 'snapshot-b', isGood: true, total: 1200 })
  expect(other).toMatchObject({ name: 'snapshot-a', isGood: false, total: 1500 })
})

describe('unreadable data', () => {
  test('of a snapshot is counted, replaced by the other snapshot, and set aside when its place is needed', async () => {
    const snapshot = encodeSnapshot(one(A, 'x'), 1)
    snapshot[snapshot.length - 5]! ^= 1
    const files = createFiles(new Map([['snapshot-a', snapshot]]))
    const vault = await open(files, 'here')
    expect((await loadAll(vault)).unreadable).toBe(1)
    vault.append(one(A, 'x'))
    await vault.compact()
    const aside = [...files.disk].find(([name]) => name.startsWith('unreadable-'))
    expect(aside?.[1]).toEqual(snapshot)
    expect(await reload(files)).toMatchObject({ unreadable: 0, aside: 1 })
  })

  test('of a journal keeps that journal on disk, and what could be read of it loads', async () => {
    const journal = Buffer.concat([
      encodeHeader(),
      encode({ at: 1, marks: one(A, 'good'), total: null }),
      Buffer.alloc(40, 7),
    ])
    const files = createFiles(new Map([['journal-gone', new Uint8Array(journal)]]))
    const vault = await open(files, 'here')
    vault.append(one(B, 'here'))
    await vault.compact()
    expect([...files.disk.keys()]).toContain('journal-gone')
    const { records, unreadable } = await reload(files)
    expect(notesOf(records)).toEqual({ [A]: 'good', [B]: 'here' })
    expect(unreadable).toBe(1)
  })

  test('from a later version is never overwritten', async () => {
    const later = encodeSnapshot(one(A, 'x'), 1)
    later[4] = 9
    const files = createFiles(new Map([['snapshot-b', later]]))
    const vault = await open(files, 'here')
    vault.append(one(B, 'here'))
    expect(await vault.compact()).toBe('newer')
    expect(files.disk.get('snapshot-b')).toEqual(later)
    expect((await reload(files)).unreadable).toBe(1)
  })
})

test('no appended batch is lost, at whatever step of any operation the browser or the computer stops', async () => {
  const papers = [A, B, C]
  const work = fc.oneof({ weight: 3, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.constant('compact' as const) })
  const visit = fc.record({
    works: fc.array(work, { maxLength: 8 }),
    stop: fc.nat(40),
    fate: fc.constantFrom<Fate>('kept', 'lost', 'half'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(visit, { minLength: 1, maxLength: 5 }), async (visits) => {
      let files = createFiles()
      let promised: Marks = new Map()
      let ms = 0
      for (const [number, { works, stop, fate }] of visits.entries()) {
        files.stopAfter(stop)
        try {
          const vault = await open(files, `visit${number}`)
          await vault.begin()
          for (const work of works) {
            if (work === 'compact') await vault.compact()
            else {
              const marks = one(papers[work]!, `note ${(ms += 1)}`, ms)
              vault.append(marks)
              promised = join(promised, marks)
            }
          }
        } catch (error) {
          if (!(error instanceof Killed)) throw error
        }
        files = files.restart(fate)
        const { records, unreadable } = await loadAll(await open(files.restart('kept'), 'look'))
        for (const [paper, mark] of promised)
          expect(merge(records.get(paper) ?? new Map(), mark)).toBe(records.get(paper))
        expect(unreadable).toBe(0)
      }
    }),
    { numRuns: 300 },
  )
})
