import type { Marks } from '../../model/mark/cell.ts'
import type { Packed } from '../../model/mark/packedMarks.ts'
import { readOpen, writeAll, type Folder, type OpenFile } from './opfs.ts'
import type { Locks } from './webLocks.ts'
import { EMPTY_BYTES, encode, encodeHeader } from './journalFormat.ts'
import {
  openJournalSet,
  journalOf,
  lockOf,
  type Compaction,
  type JournalReport,
  type JournalSet,
} from './journalSet.ts'

/** The second copy, compared with the marks of the first. */
export type Compared = JournalReport & {
  /** The marks of which the second copy is newer in some cell, with both merged. */
  readonly news: Marks
  /** Whether the second copy has all of the first now. There may be no room for it. */
  readonly isGiven: boolean
}

export type TabJournal = {
  /** Reads the second copy, adds what only the first has, and returns what only the second had. */
  compare(ours: Packed): Promise<Compared>
  /** Creates the journal of this tab where there was no room for it before; rejects where there still is none. */
  begin(): Promise<void>
  /** Returns once the marks are on disk; throws, with nothing written, where they cannot be. */
  append(marks: Marks): void
  /** Compacts the journals of closed tabs, and what this one has written, into a snapshot. */
  compact(): Promise<Compaction>
}

/** The second copy as one tab writes it: its own journal is open here, and `whole` reads and writes the rest. */
export async function openVault(
  folder: Folder,
  locks: Locks,
  writer: string,
  now: () => number,
  whole: JournalSet = openJournalSet(folder, locks, now),
): Promise<TabJournal> {
  // Before the file: a journal without a lock counts as that of a closed tab.
  await locks.hold(lockOf(writer))
  let own: OpenFile | null = null
  let beginning: Promise<void> | null = null
  const begin = () =>
    (beginning ??= openOwn().catch((error: unknown) => {
      beginning = null
      throw error
    }))
  async function openOwn() {
    const file = await folder.open(journalOf(writer))
    try {
      writeAll(file, encodeHeader(), 0)
      file.flush()
    } catch (error) {
      file.close()
      throw error
    }
    own = file
  }
  // On a full disk the journals of others can still be read, and may be all that there is.
  await begin().catch(() => {})

  const append = (marks: Marks) => {
    if (!own) throw new Error('This tab has no journal yet.')
    const size = own.getSize()
    try {
      writeAll(own, encode({ at: now(), marks, total: null }), size)
      own.flush()
    } catch (error) {
      // A record behind a torn one would never be read.
      own.truncate(size)
      throw error
    }
  }
  const give = async (lacking: readonly Marks[]): Promise<boolean> => {
    try {
      if (lacking.length > 0) await begin()
      for (const cells of lacking) append(cells)
      return true
    } catch (error) {
      console.warn('Offprint could not bring its second copy up to date:', error)
      return false
    }
  }

  const readOwn = () => own && { name: journalOf(writer), bytes: readOpen(own) }

  return {
    async compare(ours) {
      const { lacking, ...found } = await whole.compare(ours, readOwn())
      return { ...found, isGiven: await give(lacking) }
    },
    begin,
    append,
    async compact() {
      const read = readOwn()
      const outcome = await whole.compact(read)
      // What was appended meanwhile cannot be moved to the front without a moment in which it is nowhere.
      if (outcome === 'done' && own && own.getSize() === read?.bytes.length) {
        own.truncate(EMPTY_BYTES)
        own.flush()
      }
      return outcome
    },
  }
}
