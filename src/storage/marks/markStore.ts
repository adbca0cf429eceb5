import type { KeptMark, Marks } from '../../model/mark/cell.ts'
import { withChanges } from '../../model/mark/layeredMap.ts'
import { pack } from '../../model/mark/packedMarks.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Collection } from './collection.ts'
import type { Journal, CompactionRefusal } from '../journal/lazyJournal.ts'
import type { Compared } from '../journal/tabJournal.ts'
import { missingCells, join, newerMarks } from '../../model/mark/markDiff.ts'
import { whenIdle } from '../browser/idle.ts'
import { openSentinel } from './lossDetector.ts'
import type { Setting } from '../browser/localSetting.ts'

/** What the second copy restored: the number of papers, and whether the database was empty. */
export type Restored = { readonly papers: number; readonly isAll: boolean }

export type Loaded = {
  readonly records: Marks
  /** The restored marks. */
  readonly news: Marks
  /**
   * The number of unreadable records and files, and of those set aside because their place was needed; all of them
   * stay.
   */
  readonly unreadable: number
  readonly aside: number
  readonly restored: Restored
  /** The number of papers that had marks at the last visit and are in neither copy; 0 below a tenth. */
  readonly missing: number
}

/** The user’s marks in IndexedDB and in the journal, as one store. */
export type MarkStore = Pick<Collection<PaperId, KeptMark>, 'save' | 'saveAtOnce'> & {
  /**
   * The marks of the database alone, for the first rows, where it has as many as at the last visit. `isWhole` tells
   * whether the second copy was read as well; if not, `load` has to follow.
   */
  loadFirst(): Promise<Loaded & { readonly isWhole: boolean }>
  /** The marks of both copies, merged; each copy gets what only the other had. Rejects if IndexedDB cannot be read. */
  load(): Promise<Loaded>
  /** The number of copies that have everything that was saved. */
  copies(): 1 | 2
  onCopies(listener: () => void): void
  /** Reports that missing marks are back, and whether the second copy was compacted. */
  onNews(listener: (news: RemoteMarks) => void): void
  /** Gives up missing marks: they are not reported again. */
  giveUpMissing(): void
}

export type RemoteMarks = { readonly missing: number } | { readonly refused: CompactionRefusal | null }

/** Soon after the start, since a visit may be short; then seldom. */
const FIRST_COMPACTION_DELAY_MS = 1000
const COMPACTION_DELAY_MS = 30_000

const NOTHING: Marks = new Map()

/** A save fails when IndexedDB has not taken it. Where only the journal has not, there is one copy. */
export function openMarkStore(
  collection: Collection<PaperId, KeptMark>,
  journal: Journal | null,
  setting: Setting,
): MarkStore {
  const database = createCopy(collection.save)
  /**
   * The cells that the journal is known to have, from the start and since. It gets cells, not marks, because a mark
   * remembers every text its note ever had.
   */
  let atStart: Marks = NOTHING
  const since = new Map<PaperId, KeptMark>()
  const held = { get: (paper: PaperId) => since.get(paper) ?? atStart.get(paper) }
  const append = async (to: Journal, marks: Marks) => {
    const cells = missingCells(held, marks)
    if (cells.size > 0) await to.append(cells)
    for (const [paper, mark] of newerMarks(held, cells)) since.set(paper, mark)
  }
  let second = journal && createCopy((marks) => append(journal, marks))
  const sentinel = openSentinel(setting)
  const listeners: (() => void)[] = []
  const newsListeners: ((news: RemoteMarks) => void)[] = []
  let missing = 0
  let refused: CompactionRefusal | null = null
  let told: 1 | 2 = second ? 2 : 1
  let compaction: ReturnType<typeof setTimeout> | undefined

  /** The marks of the database at the start, until they are compared with the second copy. */
  let first: Awaited<ReturnType<typeof collection.load>> | null = null
  /** Whether the second copy had no room for all that the database has. */
  let isBehind = false

  const copies = () => (second?.isComplete() && !isBehind && database.isComplete() ? 2 : 1)
  const tell = () => {
    if (copies() === told) return
    told = copies()
    for (const listener of listeners) listener()
  }

  const tellNews = (news: RemoteMarks) => {
    for (const listener of newsListeners) listener(news)
  }

  const compactIn = (delay: number) => {
    if (!journal || compaction !== undefined) return
    compaction = setTimeout(
      () =>
        whenIdle(async () => {
          // There may be room by now.
          if (isBehind) await compare((await collection.load()).records).then(tell)
          // It rejects where there is no second copy at all, which is reported elsewhere.
          const outcome = await journal.compact().catch(() => null)
          compaction = undefined
          if (outcome === 'busy') compactIn(COMPACTION_DELAY_MS)
          else if (outcome !== refused) tellNews({ refused: (refused = outcome) })
        }),
      delay,
    )
  }

  /** Both writes begin before this returns. */
  const write = async (records: Marks, first: Promise<void>): Promise<void> => {
    const [saved, appended] = await Promise.allSettled([first, second?.write(records)])
    tell()
    if (saved.status === 'rejected') throw saved.reason
    const still = sentinel.see(records)
    if (still !== missing) tellNews({ missing: (missing = still) })
    if (!second || appended.status === 'rejected') return
    compactIn(COMPACTION_DELAY_MS)
  }

  const give = (copy: ReturnType<typeof createCopy> | null, marks: Marks) => {
    if (!copy || marks.size === 0) return
    copy.owe(marks)
    // What cannot be written now goes with the next save.
    copy.write(NOTHING).then(tell, tell)
  }

  const read = () => {
    sentinel.begin()
    return collection.load()
  }

  /** Compares the journal with the database, and gives it what it lacks. */
  const compare = async (ours: Marks): Promise<Compared> => {
    const found = await journal?.compare(pack(ours)).catch((error: unknown) => {
      console.warn('Offprint could not read its second copy:', error)
      second = null
      return null
    })
    if (!found) return { news: NOTHING, isGiven: false, unreadable: 0, aside: 0, at: null }
    if (found.isGiven) atStart = withChanges(ours, found.news)
    isBehind = !found.isGiven
    return found
  }

  const copiesOfMarks: MarkStore = {
    async loadFirst() {
      first = await read()
      const { records, unreadable, aside } = first
      // Fewer than there were: the second copy must be read before anything is shown or written.
      if (unreadable > 0 || sentinel.missing(records, unreadable) > 0) {
        return { ...(await copiesOfMarks.load()), isWhole: true }
      }
      return {
        records,
        news: NOTHING,
        unreadable,
        aside,
        restored: { papers: 0, isAll: false },
        missing: 0,
        isWhole: false,
      }
    },
    async load() {
      const ours = first ?? (await read())
      first = null
      const found = await compare(ours.records)
      // Another tab may have saved between the two reads. What is there at a second look is not missing.
      const papers = [...found.news.keys()].filter((paper) => !since.has(paper))
      const lacking = papers.length > 0 ? newerMarks(await collection.peek(papers), found.news) : NOTHING
      const records = withChanges(ours.records, found.news)
      const unreadable = ours.unreadable + found.unreadable
      missing = sentinel.missing(records, unreadable)
      give(database, lacking)
      tell()
      compactIn(FIRST_COMPACTION_DELAY_MS)
      return {
        records,
        news: found.news,
        unreadable,
        aside: ours.aside + found.aside,
        restored: { papers: lacking.size, isAll: ours.records.size === 0 },
        missing,
      }
    },
    save: (records) => write(records, database.write(records)),
    saveAtOnce: (records) => write(records, collection.saveAtOnce(records)),
    copies,
    onCopies: (listener) => void listeners.push(listener),
    onNews: (listener) => void newsListeners.push(listener),
    giveUpMissing: () => {
      missing = 0
      sentinel.giveUp()
    },
  }
  return copiesOfMarks
}

/** One of the copies. What a write could not bring there goes with the next. */
function createCopy(save: (marks: Marks) => Promise<void>) {
  let owed = NOTHING
  let isComplete = true
  return {
    /** Whether everything is there, as far as writes have ended. */
    isComplete: () => isComplete,
    owe(marks: Marks) {
      owed = join(owed, marks)
      isComplete = false
    },
    async write(marks: Marks): Promise<void> {
      const batch = join(owed, marks)
      owed = NOTHING
      try {
        await save(batch)
        isComplete = owed.size === 0
      } catch (error) {
        this.owe(batch)
        throw error
      }
    },
  }
}
