import { describe, expect, test } from 'vitest'
import type { Marks } from '../../../src/model/mark/cell.ts'
import { toMark } from '../../../src/model/mark/mark.ts'
import { PackedMarks } from '../../../src/model/mark/packedMarks.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { decodeAll, encode, encodeHeader } from '../../../src/storage/journal/journalFormat.ts'
import { journalOf, lockOf, openJournalSet } from '../../../src/storage/journal/journalSet.ts'
import { encodeSnapshot, SNAPSHOTS } from '../../../src/storage/journal/snapshot.ts'
import { LOCKS } from '../../../src/storage/names.ts'
import { createFiles, createLocks, Killed } from '../../support/folder.ts'
import { A, B, kept } from '../../support/marks.ts'

const notes = (of: Readonly<Record<PaperId, string>>, ms = 0): Marks =>
  new Map(Object.entries(of).map(([paper, note]) => [paper as PaperId, kept({ note }, ms)]))
const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
const journal = (...batches: readonly Marks[]) =>
  join(encodeHeader(), ...batches.map((marks, at) => encode({ at, marks, total: null })))
const many = (papers: number): Marks =>
  new Map(Array.from({ length: papers }, (_, i) => [`doi:10.1/${i}` as PaperId, kept({ starred: true })]))

function start(found: Readonly<Record<string, Uint8Array<ArrayBuffer>>>, now = 1000) {
  const files = createFiles(new Map(Object.entries(found)))
  const locks = createLocks()
  const set = openJournalSet(files, locks, () => now)
  const held = (name: string) => decodeAll(files.disk.get(name)!).batches.flatMap(({ marks }) => [...marks])
  return {
    files,
    locks,
    set,
    names: () => [...files.disk.keys()].toSorted(),
    snapshot: (name: (typeof SNAPSHOTS)[number]) =>
      Object.fromEntries(held(name).map(([paper, mark]) => [paper, toMark(mark).note])),
  }
}
const noMarks = new PackedMarks().pack()

describe('compaction', () => {
  test('moves the journals of closed tabs into a snapshot, and leaves those of open tabs', async () => {
    const { set, locks, names, snapshot } = start({
      [journalOf('closed')]: journal(notes({ [A]: 'a' })),
      [journalOf('open')]: journal(notes({ [B]: 'b' })),
    })
    await locks.hold(lockOf('open'))
    expect(await set.compact(null)).toBe('done')
    expect(names()).toEqual([journalOf('open'), SNAPSHOTS[0]])
    expect(snapshot(SNAPSHOTS[0])).toEqual({ [A]: 'a' })
  })

  test('takes the bytes of this tab from its writer, and leaves its file', async () => {
    const { set, names, snapshot } = start({ [journalOf('here')]: journal() })
    const own = { name: journalOf('here'), bytes: journal(notes({ [A]: 'from the writer' })) }
    expect(await set.compact(own)).toBe('done')
    expect(names()).toEqual([journalOf('here'), SNAPSHOTS[0]])
    expect(snapshot(SNAPSHOTS[0])).toEqual({ [A]: 'from the writer' })
  })

  test('writes the two snapshots in turn, each later than the other even where the clock went back', async () => {
    const { files, set, names, snapshot } = start(
      { [SNAPSHOTS[0]]: encodeSnapshot(notes({ [A]: 'a' }), 5000), [journalOf('x')]: journal(notes({ [B]: 'b' })) },
      1000,
    )
    expect(await set.compact(null)).toBe('done')
    expect(names()).toEqual([...SNAPSHOTS])
    expect(snapshot(SNAPSHOTS[1])).toEqual({ [A]: 'a', [B]: 'b' })
    expect(decodeAll(files.disk.get(SNAPSHOTS[1])!).batches[0]!.at).toBe(5001)
  })

  test('sets a damaged snapshot aside before it writes in its place', async () => {
    const damaged = encodeSnapshot(notes({ [A]: 'a' }), 1)
    damaged[damaged.length - 1]! ^= 1
    const { set, names } = start({ [SNAPSHOTS[0]]: damaged, [journalOf('x')]: journal(notes({ [B]: 'b' })) })
    expect(await set.compact(null)).toBe('done')
    expect(names()).toEqual([SNAPSHOTS[0], 'unreadable-1000'])
  })

  test('does nothing where there would be far fewer marks than in an earlier snapshot', async () => {
    const whole = encodeSnapshot(many(1000), 1)
    const { set, names } = start({
      [SNAPSHOTS[0]]: join(
        whole.slice(0, encodeHeader().length + encode({ at: 1, marks: new Map(), total: 1000 }).length),
      ),
      [journalOf('x')]: journal(notes({ [A]: 'a' })),
    })
    expect(await set.compact(null)).toBe('fewer')
    expect(names()).toEqual([journalOf('x'), SNAPSHOTS[0]])
  })

  test('does nothing beside a snapshot of a newer version, without journals, or while another tab compacts', async () => {
    const newer = encodeSnapshot(notes({ [A]: 'a' }), 1)
    new DataView(newer.buffer).setUint32(4, 2, true)
    expect(
      await start({ [SNAPSHOTS[0]]: newer, [journalOf('x')]: journal(notes({ [B]: 'b' })) }).set.compact(null),
    ).toBe('newer')
    expect(await start({}).set.compact(null)).toBe('nothing')
    const busy = start({ [journalOf('x')]: journal(notes({ [B]: 'b' })) })
    busy.locks.take(LOCKS.compaction)
    expect(await busy.set.compact(null)).toBe('busy')
  })

  test('that is killed at any step loses no mark', async () => {
    const found = {
      [SNAPSHOTS[0]]: encodeSnapshot(notes({ [A]: 'a' }), 5),
      [journalOf('x')]: journal(notes({ [B]: 'b' })),
    }
    const whole = start(found)
    await whole.set.compact(null)
    expect(whole.files.steps).toBeGreaterThan(3)
    for (let steps = 0; steps < whole.files.steps; steps += 1) {
      const { files, set } = start(found)
      files.stopAfter(steps)
      await set.compact(null).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
      })
      const later = openJournalSet(files.restart('lost'), createLocks(), () => 1000)
      const { news } = await later.compare(noMarks, null)
      expect([...news.keys()].toSorted(), `after ${steps} steps`).toEqual([A, B].toSorted())
    }
  })
})

test('a comparison tells what only the second copy has, and what could not be read', async () => {
  const { set } = start({
    [journalOf('x')]: journal(notes({ [A]: 'a' })),
    [journalOf('y')]: join(journal(notes({ [B]: 'b' })), Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)),
    'unreadable-7': Uint8Array.of(1),
  })
  const { news, unreadable, aside, at } = await set.compare(noMarks, null)
  expect([...news.keys()].toSorted()).toEqual([A, B].toSorted())
  expect([unreadable, aside, at]).toEqual([1, 1, 0])
})
