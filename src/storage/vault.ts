import type { Marks } from '../model/mark.ts'
import { readOpen, writeAll, type Folder, type OpenFile } from './folder.ts'
import type { Locks } from './locks.ts'
import { join } from './marks.ts'
import { decodeAll, EMPTY_BYTES, encode, encodeHeader, type End } from './record.ts'
import { encodeSnapshot, readSnapshots, SNAPSHOTS } from './snapshot.ts'

/**
 * What was found in the second copy: marks, how many files could not be read, and how many of such were put aside when
 * their place was needed. `at` is when the newest of it was written, in milliseconds since 1970.
 */
export type Found = {
  readonly records: Marks
  readonly unreadable: number
  readonly aside: number
  readonly at: number | null
}
/**
 * `busy` while another tab loads or compacts; `fewer` and `newer`, with nothing changed, where there would be fewer
 * marks than an earlier snapshot had, or where a newer version of the app wrote one.
 */
export type Compaction = 'done' | 'nothing' | 'busy' | 'fewer' | 'newer'

export type Vault = {
  load(): Promise<Found>
  /** Makes this tab’s journal where there was no room for it before; rejects where there still is none. */
  begin(): Promise<void>
  /** Returns once the marks are on the disk; throws, with nothing written, where they cannot be. */
  append(marks: Marks): void
  /** Puts the journals of tabs that are gone, and what this one has written, into a snapshot. */
  compact(): Promise<Compaction>
}

const JOURNAL = 'journal-'
const COMPACTING = 'offprint-compact'
const ASIDE = 'unreadable-'
const lockOf = (writer: string) => `offprint-tab-${writer}`
const isRead = (end: End) => end === 'whole' || end === 'torn'
/** A snapshot with fewer papers than this part of an earlier one is not believed. */
const LEAST_PART = 0.9

/**
 * The second copy in a folder: one journal a tab, and two snapshots written in turn. A journal goes when a snapshot was
 * seen to hold it and its tab is gone; as no writer's name is used twice, a lock that was found free stays free.
 */
export async function openVault(folder: Folder, locks: Locks, writer: string, now: () => number): Promise<Vault> {
  // Before the file: whoever finds a journal without its lock takes its tab for gone.
  await locks.hold(lockOf(writer))
  const ownName = JOURNAL + writer
  let own: OpenFile | null = null
  let beginning: Promise<void> | null = null
  const begin = () =>
    (beginning ??= openOwn().catch((error: unknown) => {
      beginning = null
      throw error
    }))
  async function openOwn() {
    const file = await folder.open(ownName)
    try {
      writeAll(file, encodeHeader(), 0)
      file.flush()
    } catch (error) {
      file.close()
      throw error
    }
    own = file
  }
  // On a full disk what others have written can still be read, and may be all that there is.
  await begin().catch(() => {})

  const readJournal = async (name: string) => ({
    name,
    ...decodeAll(name === ownName && own ? readOpen(own) : await folder.read(name)),
  })
  const journalsAmong = (names: readonly string[]) => names.filter((name) => name.startsWith(JOURNAL))

  async function compact(): Promise<Compaction> {
    // The names before the locks: a tab takes its lock first.
    const names = await folder.names()
    const held = await locks.held()
    const gone = journalsAmong(names).filter(
      (name) => name !== ownName && !held.has(lockOf(name.slice(JOURNAL.length))),
    )
    const ownSize = own?.getSize() ?? EMPTY_BYTES
    const journals = await Promise.all([...(own ? [ownName] : []), ...gone].map(readJournal))
    const spent = journals.filter(({ name, end }) => name !== ownName && isRead(end))
    if (spent.length === 0 && ownSize === EMPTY_BYTES) return 'nothing'

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
    // What was appended meanwhile cannot be moved to the front without a moment in which it is nowhere.
    if (own?.getSize() === ownSize) {
      own.truncate(EMPTY_BYTES)
      own.flush()
    }
    return 'done'
  }

  return {
    // Not while somebody compacts: what leaves a journal could go into a snapshot that was already read.
    load: () =>
      locks.share(COMPACTING, async () => {
        const names = await folder.names()
        const journals = await Promise.all(journalsAmong(names).map(readJournal))
        const snapshots = await readSnapshots(folder, names)
        const found = [...snapshots, ...journals.flatMap(({ batches }) => batches)].filter(
          ({ marks }) => marks.size > 0,
        )
        return {
          records: join(...found.map(({ marks }) => marks)),
          unreadable: [...snapshots, ...journals].filter(({ end }) => !isRead(end)).length,
          aside: names.filter((name) => name.startsWith(ASIDE)).length,
          at: found.reduce<number | null>((latest, { at }) => Math.max(latest ?? at, at), null),
        }
      }),
    begin,
    append: (marks) => {
      if (!own) throw new Error('This tab has no journal yet.')
      const size = own.getSize()
      try {
        writeAll(own, encode({ at: now(), marks, total: null }), size)
        own.flush()
      } catch (error) {
        // Behind half a record no other would ever be read.
        own.truncate(size)
        throw error
      }
    },
    compact: async () => (await locks.tryAlone(COMPACTING, compact)) ?? 'busy',
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
