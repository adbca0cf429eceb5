import { createStore, type StoreApi } from 'zustand/vanilla'
import { describe } from '../../model/mark/markIdentity.ts'
import { isSetAside, latestAside, setAllAside, setAside, takeUp } from '../../model/mark/clockSkew.ts'
import { withChanges } from '../../model/mark/layeredMap.ts'
import { asideOf, latestOf, PackedMarks } from '../../model/mark/packedMarks.ts'
import { writerOf, type Clock, type Stamp } from '../../model/mark/clock.ts'
import { toMark, write, type Mark } from '../../model/mark/mark.ts'
import {
  merge,
  NOTHING_KEPT,
  type Cell,
  type CellValue,
  type Kept,
  type KeptMark,
  type Marks,
} from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { isThing, thingsOf } from '../../model/mark/userRecord.ts'
import { isNoteCell } from '../../model/mark/noteVersions.ts'
import { addStep, typingRunOf, type Change, type Step } from './undo.ts'

/** What to change: the same for all papers, or made from what each says now. */
export type MarkChange = Partial<Mark> | ((mark: Mark, paper: PaperId) => Partial<Mark>)

/** Values to be written into cells of what is no paper. */
export type ThingChange = readonly [id: PaperId, cells: Readonly<Record<Cell, CellValue>>]

export type Library = {
  readonly marks: Marks
  /** The marks as they were loaded; null before. All of them are news then, which `changed` does not name. */
  readonly loaded: Marks | null
  /** Those of them that are no papers' (model/mark/userRecord.ts); the same map as long as none of them changes. */
  readonly things: Marks
  readonly past: readonly Step[]
  readonly future: readonly Step[]
  /** Which papers the last change was about, and whether the reader made it here or it came by sync. */
  readonly changed: {
    readonly papers: readonly PaperId[]
    readonly here: boolean
    readonly noteOnly: boolean
    readonly isSynced?: boolean
  }
  /** What came with a time that is ahead of this device's clock (model/mark/clockSkew.ts), the last of it; null where nothing did. */
  readonly ahead: Ahead | null
  /**
   * The only way the reader changes papers: one step of undo, however many they are. `things` is what is written besides
   * into cells of what is no paper, as part of the same step; a step with such, or none of it, is none of a stretch of writing.
   */
  edit(papers: readonly PaperId[], change: MarkChange, things?: readonly ThingChange[]): void
  /** The same for what is no paper alone. */
  keep(things: readonly ThingChange[]): void
  /** Takes the last step back where nothing came after it from elsewhere. */
  undo(): void
  redo(): void
  /** Takes the marks that were loaded, which may be many: what is here already, as of the last visit, merges with them. */
  load(loaded: Marks): void
  /**
   * The only other way in: marks from another tab, a backup, an older version or a server are merged. Those that came by
   * sync are not saved in this browser yet, as all others are.
   */
  receive(marks: Marks, isSynced?: boolean): void
  /**
   * Receives marks that the reader brought, as from a backup, or said of a paper's identity: one step of undo, and saved
   * like an edit. `rewrite` may make others of them, with a stamp that is later than all there is.
   */
  restore(
    marks: Marks,
    rewrite?: (ours: Marks, theirs: Marks, at: Stamp) => Marks,
    things?: readonly ThingChange[],
  ): void
  /**
   * Lets marks know the papers they are about, and brings those whose paper has another id now to that id, where they
   * merge with what is there. Nothing the reader did, so no step of undo; but saved like it.
   */
  adopt(known: readonly Known[], moves: readonly Move[]): void
  /** Puts away what is said of times that are ahead. */
  dismissAhead(): void
}

/** By how many milliseconds the latest is ahead, of how many papers, and where it came from. */
export type Ahead = {
  readonly by: number
  readonly papers: number
  readonly from: 'kept' | 'brought' | 'elsewhere'
}

type Known = { readonly id: PaperId; readonly title: string; readonly aliases: readonly PaperId[] }
type Move = readonly [from: PaperId, to: PaperId]

/** The library over marks that have been loaded. There is none before: what is not loaded cannot be edited. */
export function createLibrary(first: Marks, clock: Clock, now: () => number = Date.now): StoreApi<Library> {
  const see = (marks: Marks) => {
    const latest = latestOf(marks)
    if (latest) clock.see(latest)
  }
  const begun = setAllAside(first, now())
  const start = withChanges(begun, takenUp(begun))
  see(start)

  return createStore<Library>((set, get) => {
    /** Writes values into cells and returns what that changed, each with what was there before. */
    const put = (cells: Iterable<readonly [PaperId, Cell, CellValue]>, at: Stamp) => {
      const { marks } = get()
      const changes: Change[] = []
      const written = new Map<PaperId, KeptMark>()
      for (const [paper, cell, after] of cells) {
        const before = written.get(paper) ?? marks.get(paper) ?? NOTHING_KEPT
        const noteBefore = isNoteCell(cell) && { noteBefore: toMark(before).note }
        changes.push({ paper, cell, before: before.get(cell)?.[0], after, ...noteBefore })
        written.set(paper, new Map(before).set(cell, [after, at] satisfies Kept))
      }
      const noteOnly = changes.every(({ cell }) => isNoteCell(cell))
      return { changes, state: toState(written, { here: true, noteOnly }) }
    }

    const toState = (written: Marks, how: Omit<Library['changed'], 'papers'>) => {
      const papers = [...written.keys()]
      const marks = withChanges(get().marks, written)
      const things = papers.some(isThing) ? thingsOf(marks) : get().things
      return { marks, things, changed: { papers, ...how } }
    }

    /** Writes values into cells as a step of undo. */
    const step = (cells: readonly (readonly [PaperId, Cell, CellValue])[], at: Stamp, isAlone = false) => {
      if (cells.length === 0) return
      const { changes, state } = put(cells, at)
      const step: Step = { at: now(), papers: state.changed.papers.length, changes, ...(isAlone && { isAlone }) }
      set({ ...state, past: addStep(get().past, step), future: [] })
    }

    /** Notes how far ahead what is set aside in marks is. */
    const noteAhead = (found: Marks, from: Ahead['from']) => {
      const times = [...found.values()].flatMap((kept) => latestAside(kept) ?? [])
      if (times.length === 0) return
      const latest = times.reduce((a, b) => Math.max(a, b))
      set({ ahead: { by: latest - now(), papers: times.length, from } })
    }
    /** Those of the values that are not there yet. */
    const cellsOf = (things: readonly ThingChange[]) =>
      things.flatMap(([id, cells]) =>
        Object.entries(cells)
          .filter(([cell, value]) => (get().marks.get(id)?.get(cell)?.[0] ?? null) !== value)
          .map(([cell, value]) => [id, cell, value] as const),
      )

    /** Merges the marks of the first paper into those of the second, and says of the first that they went there. */
    const carry = ([from, to]: Move, at: Stamp): Marks => {
      const { marks } = get()
      const [ours, theirs] = [marks.get(to) ?? NOTHING_KEPT, new Map(marks.get(from))]
      theirs.delete('moved')
      const merged = merge(ours, theirs)
      if (merged === ours) return new Map()
      const left = new Map(marks.get(from)).set('moved', [to, at])
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

    /** Puts back one side of a step, but not over what somebody else has written since. */
    const putBack = (step: Step, from: 'before' | 'after', to: 'before' | 'after') => {
      const now = clock.tick()
      const stands = ({ paper, cell, [from]: value, at, noteBefore, after }: Change) => {
        const kept = get().marks.get(paper)
        const [present, written] = kept?.get(cell) ?? [null]
        if (present !== (value ?? null)) return false
        // The same value may be somebody else's word by now: changed elsewhere, and changed back.
        if (written !== undefined && written !== at && writerOf(written) !== writerOf(now)) return false
        // A version of one's own stands beside everybody's; what counts is which text shows.
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
      things: thingsOf(start),
      past: [],
      future: [],
      changed: { papers: [], here: false, noteOnly: false },
      ahead: null,

      edit(papers, change, things) {
        const at = clock.tick()
        const cells = [...new Set(papers)].flatMap((paper) => {
          const kept = get().marks.get(paper) ?? NOTHING_KEPT
          const fields = typeof change === 'function' ? change(toMark(kept), paper) : change
          const begun = typingRunOf(get().past.at(-1), paper, kept, at, now())
          return [...write(kept, fields, at, begun)].map(([cell, [value]]) => [paper, cell, value] as const)
        })
        step([...cells, ...cellsOf(things ?? [])], at, things !== undefined)
      },
      keep: (things) => step(cellsOf(things), clock.tick()),
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
        set({ marks, loaded, things: thingsOf(marks), changed: { papers: [], here: false, noteOnly: false } })
        const taken = takenUp(marks)
        if (taken.size === 0) return
        noteAhead(new Map([...taken.keys()].map((paper) => [paper, marks.get(paper)!])), 'kept')
        see(taken)
        // Saved like an edit, so that it is done once.
        set(toState(taken, { here: true, noteOnly: false }))
      },
      receive(theirs, isSynced = false) {
        take(theirs, { here: false, ...(isSynced && { isSynced }) }, 'elsewhere')
      },
      restore(theirs, rewrite, things = []) {
        const before = get().marks
        const found = setAllAside(theirs, now())
        see(found)
        noteAhead(found, 'brought')
        const all = new Map(rewrite?.(before, found, clock.tick()) ?? found)
        const at = clock.tick()
        for (const [id, cell, value] of cellsOf(things))
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

/** Those of the marks in which something was set aside, with that taken up. */
const takenUp = (marks: Marks): Marks => new Map(asideOf(marks).map((paper) => [paper, takeUp(marks.get(paper)!)]))
