import { createStore, type StoreApi } from 'zustand/vanilla'
import { describe } from '../../model/mark/markIdentity.ts'
import { isSetAside, latestAside, setAllAside, setAside, takeUp } from '../../model/mark/clockSkew.ts'
import { withChanges } from '../../model/mark/layeredMap.ts'
import { asideOf, latestOf } from '../../model/mark/markSummaries.ts'
import { PackedMarks } from '../../model/mark/packedMarks.ts'
import { writerOf, type Clock, type Stamp } from '../../model/mark/clock.ts'
import { toMark, write, type Mark } from '../../model/mark/mark.ts'
import {
  merge,
  MOVED,
  NOTHING_KEPT,
  sinceMoved,
  type Cell,
  type CellValue,
  type Kept,
  type KeptMark,
  type Marks,
} from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { isUserRecord, userRecordsOf } from '../../model/mark/userRecord.ts'
import { isNoteCell } from '../../model/mark/noteVersions.ts'
import { addStep, typingRunOf, type Change, type Step } from './undo.ts'

/** The change of a mark: the same for all papers, or computed from each mark. */
export type MarkChange = Partial<Mark> | ((mark: Mark, paper: PaperId) => Partial<Mark>)

/** Values to write into cells of records that belong to no paper, or into cells that say what paper a mark is about. */
export type RecordChange = readonly [id: PaperId, cells: Readonly<Record<Cell, CellValue>>]

export type Library = {
  readonly marks: Marks
  /** The marks as they were loaded; null before. All of them are new then, and `changed` does not name them. */
  readonly loaded: Marks | null
  /** The records among them (model/mark/userRecord.ts); the same map until one of them changes. */
  readonly userRecords: Marks
  readonly past: readonly Step[]
  readonly future: readonly Step[]
  /** The papers of the last change, and whether the user made it here or it came by sync. */
  readonly changed: {
    readonly papers: readonly PaperId[]
    readonly here: boolean
    readonly noteOnly: boolean
    readonly isSynced?: boolean
  }
  /**
   * The last cells from elsewhere whose stamps are ahead of this device’s clock (model/mark/clockSkew.ts); null where
   * none are.
   */
  readonly ahead: Ahead | null
  /**
   * The only way in which the user changes papers: one step of undo, however many papers. The same step writes
   * `records`, which belong to no paper. A step with `records`, even an empty list, is never joined with the typing
   * before it.
   */
  edit(papers: readonly PaperId[], change: MarkChange, records?: readonly RecordChange[]): void
  /** The same for records alone. */
  saveRecords(records: readonly RecordChange[]): void
  /** Undoes the last step, except for cells that others have written since. */
  undo(): void
  redo(): void
  /** Takes the loaded marks, which may be many. They merge with what the last visit has shown. */
  load(loaded: Marks): void
  /**
   * The only other way in: merges marks from another tab, a backup, an older version or a server. Marks that came by
   * sync are saved here as well; all others are saved already.
   */
  receive(marks: Marks, isSynced?: boolean): void
  /**
   * Merges marks that the user imported, or a decision about a paper’s identity: one step of undo, saved like an edit.
   * `rewrite` may replace them, with a stamp that is later than all others.
   */
  restore(
    marks: Marks,
    rewrite?: (ours: Marks, theirs: Marks, at: Stamp) => Marks,
    records?: readonly RecordChange[],
  ): void
  /**
   * Records in each mark what paper it is about, and moves marks whose paper has another id now to that id, where they
   * merge. It is no step of undo, and is saved like an edit.
   */
  adopt(known: readonly Known[], moves: readonly Move[]): void
  /** Dismisses the notice of stamps that are ahead. */
  dismissAhead(): void
}

/** How far the latest is ahead in milliseconds, of how many papers, and where it came from. */
export type Ahead = {
  readonly by: number
  readonly papers: number
  readonly from: 'kept' | 'brought' | 'elsewhere'
}

type Known = { readonly id: PaperId; readonly title: string; readonly aliases: readonly PaperId[] }
type Move = readonly [from: PaperId, to: PaperId]
type CellWrite = readonly [paper: PaperId, cell: Cell, value: CellValue]

/** The title and the aliases of a paper that is shown; undefined for others. */
export type Identify = (paper: PaperId) => Omit<Known, 'id'> | undefined

/**
 * Creates the library from loaded marks: what is not loaded cannot be edited. An edit records in each mark what
 * `identify` says of its paper, in case no list has the paper one day.
 */
export function createLibrary(
  first: Marks,
  clock: Clock,
  now: () => number = Date.now,
  identify: Identify = () => undefined,
): StoreApi<Library> {
  const see = (marks: Marks) => {
    const latest = latestOf(marks)
    if (latest) clock.see(latest)
  }
  const begun = setAllAside(first, now())
  const start = withChanges(begun, takenUp(begun))
  see(start)

  return createStore<Library>((set, get) => {
    /** Writes values into cells and returns the changes, each with the value before. `beside` is no change. */
    const put = (cells: readonly CellWrite[], at: Stamp, beside: readonly CellWrite[] = []) => {
      const { marks } = get()
      const changes: Change[] = []
      const written = new Map<PaperId, KeptMark>()
      for (const [paper, cell, after] of cells) {
        const before = written.get(paper) ?? marks.get(paper) ?? NOTHING_KEPT
        const noteBefore = isNoteCell(cell) && { noteBefore: toMark(before).note }
        changes.push({ paper, cell, before: before.get(cell)?.[0], after, ...noteBefore })
        written.set(paper, new Map(before).set(cell, [after, at] satisfies Kept))
      }
      for (const [paper, cell, value] of beside) {
        const before = written.get(paper) ?? marks.get(paper) ?? NOTHING_KEPT
        written.set(paper, new Map(before).set(cell, [value, at] satisfies Kept))
      }
      const noteOnly = changes.every(({ cell }) => isNoteCell(cell))
      return { changes, state: toState(written, { here: true, noteOnly }) }
    }

    const toState = (written: Marks, how: Omit<Library['changed'], 'papers'>) => {
      const papers = [...written.keys()]
      const marks = withChanges(get().marks, written)
      const userRecords = papers.some(isUserRecord) ? userRecordsOf(marks) : get().userRecords
      return { marks, userRecords, changed: { papers, ...how } }
    }

    /** Writes values into cells as one step of undo. */
    const step = (cells: readonly CellWrite[], at: Stamp, isAlone = false) => {
      if (cells.length === 0) return
      const papers = [...new Set(cells.map(([paper]) => paper))]
      const { changes, state } = put(cells, at, papers.flatMap(describeCells))
      const of = papers.filter((id) => !isUserRecord(id)).length
      const step: Step = { at: now(), papers: of, changes, ...(isAlone && { isAlone }) }
      set({ ...state, past: addStep(get().past, step), future: [] })
    }

    /** The cells that the mark of a shown paper lacks to know its paper. */
    const describeCells = (paper: PaperId): readonly CellWrite[] => {
      const known = identify(paper)
      return known ? describe(get().marks.get(paper), known).map(([cell, value]) => [paper, cell, value] as const) : []
    }

    /** Notes how far the cells that were set aside are ahead. */
    const noteAhead = (found: Marks, from: Ahead['from']) => {
      const times = [...found.values()].flatMap((kept) => latestAside(kept) ?? [])
      if (times.length === 0) return
      const latest = times.reduce((a, b) => Math.max(a, b))
      set({ ahead: { by: latest - now(), papers: times.length, from } })
    }
    /** The values that differ from what is there. */
    const cellsOf = (records: readonly RecordChange[]) =>
      records.flatMap(([id, cells]) =>
        Object.entries(cells)
          .filter(([cell, value]) => (get().marks.get(id)?.get(cell)?.[0] ?? null) !== value)
          .map(([cell, value]) => [id, cell, value] as const),
      )

    /** Merges the mark of the first paper into that of the second, and records in the first where it went. */
    const carry = ([from, to]: Move, at: Stamp): Marks => {
      const { marks } = get()
      // What has moved before is at another paper.
      const [ours, theirs] = [marks.get(to) ?? NOTHING_KEPT, new Map(sinceMoved(marks.get(from) ?? NOTHING_KEPT))]
      theirs.delete(MOVED)
      if (typeof ours.get(MOVED)?.[0] === 'string') theirs.set(MOVED, [null, at])
      const merged = merge(ours, theirs)
      if (merged === ours) return new Map()
      const left = new Map(marks.get(from)).set(MOVED, [to, at])
      return new Map([
        [to, merged],
        [from, left],
      ])
    }

    const take = (theirs: Marks, how: Omit<Library['changed'], 'papers' | 'noteOnly'>, from: Ahead['from']) => {
      const { marks } = get()
      const news = new Map<PaperId, KeptMark>()
      for (const [paper, kept] of theirs) {
        const ours = marks.get(paper) ?? NOTHING_KEPT
        const merged = merge(ours, setAside(kept, now()))
        if (merged !== ours) news.set(paper, merged)
      }
      noteAhead(news, from)
      for (const [paper, kept] of takenUp(news)) news.set(paper, kept)
      see(news)
      if (news.size > 0) set(toState(news, { ...how, noteOnly: false }))
    }

    /** Writes one side of a step back, except where somebody else has written since. */
    const putBack = (step: Step, from: 'before' | 'after', to: 'before' | 'after') => {
      const now = clock.tick()
      const stands = ({ paper, cell, [from]: value, at, noteBefore, after }: Change) => {
        const kept = get().marks.get(paper)
        const [present, written] = kept?.get(cell) ?? [null]
        if (present !== (value ?? null)) return false
        // The same value may have been written by somebody else since: changed elsewhere, and changed back.
        if (written !== undefined && written !== at && writerOf(written) !== writerOf(now)) return false
        // A version of a note replaces nothing. What counts is which text shows.
        return (
          noteBefore === undefined || after === null || toMark(kept).note === (from === 'after' ? after : noteBefore)
        )
      }
      const cells = step.changes
        .filter(stands)
        .map((change) => [change.paper, change.cell, change[to] ?? null] as const)
      return put(cells, now).state
    }

    return {
      marks: start,
      loaded: null,
      userRecords: userRecordsOf(start),
      past: [],
      future: [],
      changed: { papers: [], here: false, noteOnly: false },
      ahead: null,

      edit(papers, change, records) {
        const at = clock.tick()
        const cells = [...new Set(papers)].flatMap((paper) => {
          const kept = get().marks.get(paper) ?? NOTHING_KEPT
          const fields = typeof change === 'function' ? change(toMark(kept), paper) : change
          const begun = typingRunOf(get().past.at(-1), paper, kept, at, now())
          return [...write(kept, fields, at, begun)].map(([cell, [value]]) => [paper, cell, value] as const)
        })
        step([...cells, ...cellsOf(records ?? [])], at, records !== undefined)
      },
      saveRecords: (records) => step(cellsOf(records), clock.tick()),
      undo() {
        const step = get().past.at(-1)
        if (step)
          set({ ...putBack(step, 'after', 'before'), past: get().past.slice(0, -1), future: [...get().future, step] })
      },
      redo() {
        const step = get().future.at(-1)
        if (step)
          set({ ...putBack(step, 'before', 'after'), past: [...get().past, step], future: get().future.slice(0, -1) })
      },
      dismissAhead: () => set({ ahead: null }),
      adopt(known, moves) {
        const at = clock.tick()
        for (const move of moves) {
          const carried = carry(move, at)
          if (carried.size > 0) set(toState(carried, { here: true, noteOnly: false }))
        }
        const cells = known.flatMap((paper) => {
          const kept = get().marks.get(paper.id)
          return kept ? describe(kept, paper).map(([cell, value]) => [paper.id, cell, value] as const) : []
        })
        if (cells.length > 0) set(put(cells, at).state)
      },
      load(found) {
        const loaded = found instanceof PackedMarks ? found : setAllAside(found, now())
        see(loaded)
        const here = new Map<PaperId, KeptMark>()
        for (const [paper, kept] of get().marks) here.set(paper, merge(kept, loaded.get(paper) ?? NOTHING_KEPT))
        const marks = withChanges(loaded, here)
        set({ marks, loaded, userRecords: userRecordsOf(marks), changed: { papers: [], here: false, noteOnly: false } })
        const taken = takenUp(marks)
        if (taken.size === 0) return
        noteAhead(new Map([...taken.keys()].map((paper) => [paper, marks.get(paper)!])), 'kept')
        see(taken)
        // Saved like an edit, so that it is done only once.
        set(toState(taken, { here: true, noteOnly: false }))
      },
      receive(theirs, isSynced = false) {
        take(theirs, { here: false, ...(isSynced && { isSynced }) }, 'elsewhere')
      },
      restore(theirs, rewrite, records = []) {
        const before = get().marks
        const found = setAllAside(theirs, now())
        see(found)
        noteAhead(found, 'brought')
        const all = new Map(rewrite?.(before, found, clock.tick()) ?? found)
        const at = clock.tick()
        for (const [id, cell, value] of cellsOf(records))
          all.set(id, new Map(all.get(id)).set(cell, [value, at] satisfies Kept))
        take(all, { here: false }, 'brought')
        const { marks, changed, past } = get()
        if (marks === before) return
        const { papers } = changed
        const changes = papers.flatMap((paper) => {
          const was = before.get(paper)
          return [...marks.get(paper)!].flatMap(([cell, kept]) => {
            const [after, at] = kept
            return isSetAside(cell) || was?.get(cell) === kept
              ? []
              : [{ paper, cell, before: was?.get(cell)?.[0], after, at }]
          })
        })
        const step: Step = { at: now(), papers: papers.length, changes }
        set({ changed: { ...changed, papers, here: true }, past: addStep(past, step), future: [] })
      },
    }
  })
}

/** The marks in which cells were set aside, with the values taken up. */
const takenUp = (marks: Marks): Marks => new Map(asideOf(marks).map((paper) => [paper, takeUp(marks.get(paper)!)]))
