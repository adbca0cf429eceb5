import type { Packed } from '../../model/mark/packedMarks.ts'
import type { Marks } from '../../model/mark/cell.ts'
import { compareCopies, type Difference } from './compareCopies.ts'
import { readOpen, writeAll, type Folder } from './opfs.ts'
import type { Locks } from './webLocks.ts'
import { join } from '../../model/mark/markDiff.ts'
import { decodeAll, EMPTY_BYTES, type End } from './journalFormat.ts'
import { encodeSnapshot, readSnapshots, SNAPSHOTS } from './snapshot.ts'
import { LOCKS } from '../names.ts'

/**
 * What was found in the second copy besides marks: how many files could not be read, and how many of such were put aside
 * when their place was needed. `at` is when the newest of it was written, in milliseconds since 1970.
 */
export type JournalReport = {
  readonly unreadable: number
  readonly aside: number
  readonly at: number | null
}
/**
 * `busy` while another tab reads or compacts; `fewer` and `newer`, with nothing changed, where there would be fewer marks
 * than an earlier snapshot had, or where a newer version of the app wrote one.
 */
export type Compaction = 'done' | 'nothing' | 'busy' | 'fewer' | 'newer'

/** The journal of this tab, whose bytes come from whoever has it open: read as a file it could change under the reader. */
export type OwnJournal = { readonly name: string; readonly bytes: Uint8Array }

/** What is done with all of the second copy, for which all of it has to be in memory. */
export type JournalSet = {
  /** Reads all of it, and tells how it differs from our marks. */
  compare(ours: Packed, own: OwnJournal | null): Promise<JournalReport & Difference>
  /** Puts into a snapshot what journals of tabs that are gone hold, and that of this tab where it has one. */
  compact(own: OwnJournal | null): Promise<Compaction>
}

const JOURNAL = 'journal-'
const COMPACTING = LOCKS.compaction
const ASIDE = 'unreadable-'
const isRead = (end: End) => end === 'whole' || end === 'torn'
/** A snapshot with fewer papers than this part of an earlier one is not believed. */
const LEAST_PART = 0.9

/** The file of a tab's journal, and the lock that is held as long as the tab is there. */
export const journalOf = (writer: string) => JOURNAL + writer
export const lockOf = (writer: string) => LOCKS.tab + writer

/**
 * The second copy in a folder: one journal a tab, and two snapshots written in turn. A journal goes when a snapshot was
 * seen to hold it and its tab is gone; as no writer's name is used twice, a lock that was found free stays free.
 */
export function openJournalSet(folder: Folder, locks: Locks, now: () => number): JournalSet {
  const readJournals = (names: readonly string[], own: OwnJournal | null) =>
    Promise.all(
      names.map(async (name) => ({ name, ...decodeAll(name === own?.name ? own.bytes : await folder.read(name)) })),
    )
  const journalsAmong = (names: readonly string[]) => names.filter((name) => name.startsWith(JOURNAL))

  async function read(own: OwnJournal | null): Promise<JournalReport & { readonly records: Marks }> {
    const names = await folder.names()
    // The journals first: what leaves one meanwhile is in a snapshot by then.
    const journals = await readJournals(journalsAmong(names), own)
    const snapshots = await readSnapshots(folder, names)
    const found = [...snapshots, ...journals.flatMap(({ batches }) => batches)].filter(({ marks }) => marks.size > 0)
    return {
      records: join(...found.map(({ marks }) => marks)),
      unreadable: [...snapshots, ...journals].filter(({ end }) => !isRead(end)).length,
      aside: names.filter((name) => name.startsWith(ASIDE)).length,
      at: found.reduce<number | null>((latest, { at }) => Math.max(latest ?? at, at), null),
    }
  }

  async function compact(own: OwnJournal | null): Promise<Compaction> {
    // The names before the locks: a tab takes its lock first.
    const names = await folder.names()
    const held = await locks.held()
    const gone = journalsAmong(names).filter(
      (name) => name !== own?.name && !held.has(lockOf(name.slice(JOURNAL.length))),
    )
    const journals = await readJournals([...(own ? [own.name] : []), ...gone], own)
    const spent = journals.filter(({ name, end }) => name !== own?.name && isRead(end))
    if (spent.length === 0 && (own?.bytes.length ?? 0) <= EMPTY_BYTES) return 'nothing'

    const snapshots = await readSnapshots(folder, names)
    const written = journals.flatMap(({ batches }) => batches)
    const records = join(...[...snapshots, ...written].map(({ marks }) => marks))
    const most = snapshots.reduce((most, { total }) => Math.max(most, total), 0)
    if (snapshots.some(({ end }) => end === 'newer')) return 'newer'
    if (records.size < LEAST_PART * most) return 'fewer'

    const newest = snapshots.find(({ isGood }) => isGood)
    if (records !== newest?.marks) {
      const target = SNAPSHOTS.find((name) => name !== newest?.name)!
      const before = snapshots.find(({ name }) => name === target)
      if (before?.end === 'damaged') await write(folder, `${ASIDE}${now()}`, before.bytes)
      // Later than the newest even if the wall clock went back, or that would stay the newest for ever.
      await write(folder, target, encodeSnapshot(records, Math.max(now(), (newest?.at ?? 0) + 1)))
    }
    // A file may stay open for a moment after its tab has gone; it then goes the next time.
    await Promise.allSettled(spent.map(({ name }) => folder.remove(name)))
    return 'done'
  }

  return {
    // Not while somebody compacts: what leaves a journal could go into a snapshot that was already read.
    async compare(ours, own) {
      const { records, ...found } = await locks.share(COMPACTING, () => read(own))
      return { ...found, ...compareCopies(records, ours) }
    },
    compact: async (own) => (await locks.tryAlone(COMPACTING, () => compact(own))) ?? 'busy',
  }
}

/** Writes a whole file and sees that it stands there as written; throws where it does not. */
async function write(folder: Folder, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const file = await folder.open(name)
  try {
    file.truncate(0)
    writeAll(file, bytes, 0)
    file.flush()
    const found = readOpen(file)
    if (found.length !== bytes.length || found.some((byte, i) => byte !== bytes[i])) {
      throw new Error(`${name} is not on the disk as it was written`)
    }
  } finally {
    file.close()
  }
}
