import type { Marks } from '../../model/mark/cell.ts'
import type { Packed } from '../../model/mark/packedMarks.ts'
import type { Compared } from './tabJournal.ts'

/** Why the journals were not compacted: a snapshot would not be right. */
export type CompactionRefusal = 'fewer' | 'newer' | 'full' | 'unverified'

/** The second copy of the marks, in the private file system. Everything rejects where its worker fails. */
export type Journal = {
  /** Reads all of it, adds what only the first copy has, which is `ours`, and returns what only the second copy had. */
  compare(ours: Packed): Promise<Compared>
  /** Resolves once the marks are on disk. They are handed over before the call returns. */
  append(marks: Marks): Promise<void>
  /**
   * Compacts the journals into a snapshot, so that they do not grow without end. Null where it succeeded; `busy` while
   * another tab does it.
   */
  compact(): Promise<CompactionRefusal | 'busy' | null>
}

/** A journal that is opened on first use. Where there is none, everything rejects. */
export function lazyJournal(open: () => Promise<Journal | null>): Journal {
  let opening: Promise<Journal> | undefined
  let ready: Journal | undefined
  const opened = () =>
    (opening ??= open().then((journal) => {
      if (!journal) throw new Error('this browser keeps no second copy')
      return (ready = journal)
    }))
  return {
    compare: (ours) => opened().then((journal) => journal.compare(ours)),
    // Without waiting where possible, because a page that unloads has no later.
    append: (marks) => ready?.append(marks) ?? opened().then((journal) => journal.append(marks)),
    compact: () => opened().then((journal) => journal.compact()),
  }
}
