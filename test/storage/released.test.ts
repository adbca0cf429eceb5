import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseBackup } from '../../src/model/backup/backup.ts'
import type { Marks } from '../../src/model/mark/cell.ts'
import { encodeHeader } from '../../src/storage/journal/journalFormat.ts'
import { openVault } from '../../src/storage/journal/tabJournal.ts'
import { createDisk, openTab, putOnDisk, readDisk, reload } from '../support/disk.ts'
import { createFiles, createLocks } from '../support/folder.ts'
import { C, kept } from '../support/marks.ts'
import { loadAll } from '../support/vault.ts'

// What each released version left on disk: the files of the second copy and the records of the database, unchanged.
// They hold the marks of that version’s backup. A later version must never regenerate them.
const VERSIONS = [1]
const folder = (version: number) => `test/fixtures/storage-v${version}`

function marksOfBackup(version: number): Marks {
  const parsed = parseBackup(readFileSync(`test/fixtures/backup-v${version}.json`, 'utf8'))
  if (!('marks' in parsed)) throw new Error(parsed.problem)
  return parsed.marks
}

const bytesOf = (version: number, name: string) => new Uint8Array(readFileSync(`${folder(version)}/${name}`))

const openFiles = (version: number) =>
  createFiles(new Map(['snapshot-a', 'journal-later'].map((name) => [name, bytesOf(version, name)])))

/** A database with the records of the dump, in which a Map is written as `{ map: entries }`. */
async function openDump(version: number) {
  const toMap = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, 'map')
      ? new Map((value as { map: unknown }).map as [unknown, unknown][])
      : value
  const dump = readFileSync(`${folder(version)}/database.json`, 'utf8')
  const disk = createDisk()
  for (const [key, value] of JSON.parse(dump, toMap) as [IDBValidKey, unknown][]) await putOnDisk(disk, key, value)
  return disk
}

test('the current version has a fixture', () => {
  const [, version] = new Uint32Array(encodeHeader().buffer)
  expect(VERSIONS).toContain(version)
})

describe.each(VERSIONS)('what version %i left', (version) => {
  test('in the second copy is read whole, and still there after this version compacted it', async () => {
    const files = openFiles(version)
    const vault = await openVault(files, createLocks(), 'now', Date.now)
    expect(await loadAll(vault)).toMatchObject({ records: marksOfBackup(version), unreadable: 0, aside: 0 })
    vault.append(new Map([[C, kept({ note: 'from this version' })]]))
    expect(await vault.compact()).toBe('done')
    const { records } = await loadAll(await openVault(files.restart('kept'), createLocks(), 'later', Date.now))
    for (const [paper, mark] of marksOfBackup(version)) expect(records.get(paper)).toEqual(mark)
  })

  test('in the database is read whole, with a last write at unload, and still there after a save', async () => {
    const disk = await openDump(version)
    const { records, unreadable } = await reload(disk)
    expect(records).toEqual(marksOfBackup(version))
    expect(unreadable).toBe(0)
    const { collection } = await openTab(disk, 'now')
    await collection.load()
    await collection.save(new Map([[C, kept({ note: 'from this version' })]]))
    expect((await readDisk(disk)).map(([key]) => key)).toEqual([...marksOfBackup(version).keys(), C].toSorted())
    const after = (await reload(disk)).records
    for (const [paper, mark] of marksOfBackup(version)) expect(after.get(paper)).toEqual(mark)
  })
})
