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
 * The report of reading the second copy: the number of unreadable files, and of those set aside when their place was
 * needed. `at` is when the newest was written, in milliseconds since 1970.
 */
export type JournalReport = {
  readonly unreadable: number
  readonly aside: number
  readonly at: number | null
}
/**
 * Why nothing was compacted: `busy` while another tab reads or compacts; `fewer` where the snapshot would have far
 * fewer marks than an earlier one; `newer` where a newer version of the app wrote one.
 */
export type Compaction = 'done' | 'nothing' | 'busy' | 'fewer' | 'newer'

/** The journal of this tab. Its bytes come from its writer, because the file could change while it is read. */
export type OwnJournal = { readonly name: string; readonly bytes: Uint8Array }

/** Operations on all journals, which need all of them in memory. */
export type JournalSet = {
  /** Reads all journals, and compares them with our marks. */
  compare(ours: Packed, own: OwnJournal | null): Promise<JournalReport & Difference>
  /** Compacts the journals of closed tabs, and of this tab if it has one, into a snapshot. */
  compact(own: OwnJournal | null): Promise<Compaction>
}

const JOURNAL = 'journal-'
const COMPACTING = LOCKS.compaction
const ASIDE = 'unreadable-'
const isRead = (end: End) => end === 'whole' || end === 'torn'
/** A snapshot with fewer papers than this part of an earlier one is refused. */
const LEAST_PART = 0.9

/** The file of a tab’s journal, and the lock that the tab holds while it is open. */
export const journalOf = (writer: string) => JOURNAL + writer
export const lockOf = (writer: string) => LOCKS.tab + writer

/**
 * The second copy in a folder: one journal for each tab, and two snapshots that are written in turn. A journal is
 * deleted when a snapshot contains it and its tab is closed. No writer id is used twice, so a lock that was found free
 * stays free.
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
      // Later than the newest even if the wall clock went back; otherwise that one would stay the newest.
      await write(folder, target, encodeSnapshot(records, Math.max(now(), (newest?.at ?? 0) + 1)))
    }
    // A file may stay open for a moment after its tab is closed. It is deleted the next time.
    await Promise.allSettled(spent.map(({ name }) => folder.remove(name)))
    return 'done'
  }

  return {
    // Not while another tab compacts: what leaves a journal could enter a snapshot that was already read.
    async compare(ours, own) {
      const { records, ...found } = await locks.share(COMPACTING, () => read(own))
      return { ...found, ...compareCopies(records, ours) }
    },
    compact: async (own) => (await locks.tryAlone(COMPACTING, () => compact(own))) ?? 'busy',
  }
}

/** Writes a whole file and verifies it; throws where it differs. */
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
