import type { Marks } from '../../model/mark/cell.ts'
import type { Packed } from '../../model/mark/packedMarks.ts'
import type { Compared } from './tabJournal.ts'

/** Why the second copy was left as it is, in its journals: a snapshot of it would not be right. */
export type CompactionRefusal = 'fewer' | 'newer' | 'full' | 'unverified'

/** The second copy of the marks, in the browser's private file system. Everything rejects where the worker fails. */
export type Journal = {
  /** Reads all of it, gives it what only the first copy has, which are `ours`, and tells what only it had. */
  compare(ours: Packed): Promise<Compared>
  /** Resolves once the marks are on the disk. Called without waiting it is handed over before it returns. */
  append(marks: Marks): Promise<void>
  /**
   * Puts what journals hold into a snapshot, so that they do not grow without end. Null where all is in order; `busy`
   * while another tab is at it.
   */
  compact(): Promise<CompactionRefusal | 'busy' | null>
}

/** A journal that is opened when it is first needed; where there is none, everything rejects. */
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
    // Without waiting where it can be: a page that goes away has no later.
    append: (marks) => ready?.append(marks) ?? opened().then((journal) => journal.append(marks)),
    compact: () => opened().then((journal) => journal.compact()),
  }
}
