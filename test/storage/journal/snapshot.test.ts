import { expect, test } from 'vitest'
import type { Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { encodeSnapshot, readSnapshots, SNAPSHOTS } from '../../../src/storage/journal/snapshot.ts'
import { createFiles } from '../../support/folder.ts'
import { kept } from '../../support/marks.ts'

const many = (papers: number): Marks =>
  new Map(Array.from({ length: papers }, (_, i) => [`doi:10.1/${i}` as PaperId, kept({ starred: true })]))

const read = async (files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>) => {
  const folder = createFiles(new Map(Object.entries(files)))
  return readSnapshots(folder, await folder.names())
}

test('a snapshot of more papers than one record holds comes back whole', async () => {
  const [found] = await read({ [SNAPSHOTS[0]]: encodeSnapshot(many(2001), 5) })
  expect(found).toMatchObject({ isGood: true, at: 5, total: 2001 })
  expect(found!.marks).toEqual(many(2001))
})

test('a snapshot that ends between two records is not good, and says how many papers it lacks', async () => {
  const bytes = encodeSnapshot(many(2001), 5)
  const shorter = encodeSnapshot(many(2000), 5)
  const [found] = await read({ [SNAPSHOTS[0]]: bytes.slice(0, shorter.length) })
  expect(found).toMatchObject({ isGood: false, end: 'whole', total: 2001 })
  expect(found!.marks.size).toBe(2000)
})

test('the newest good one comes first, and one that is not good last, however new', async () => {
  const [a, b] = [encodeSnapshot(many(3), 5), encodeSnapshot(many(4), 6)]
  expect((await read({ [SNAPSHOTS[0]]: a, [SNAPSHOTS[1]]: b })).map(({ at }) => at)).toEqual([6, 5])
  expect((await read({ [SNAPSHOTS[0]]: a, [SNAPSHOTS[1]]: b.slice(0, -1) })).map(({ at }) => at)).toEqual([5, 6])
})

test('other files of the folder are no snapshots', async () => {
  expect(await read({ 'journal-a': encodeSnapshot(many(3), 5) })).toEqual([])
})
