import type { StoreApi } from 'zustand/vanilla'
import { isDoubted, latestAside, takeUp } from '../../model/mark/clockSkew.ts'
import { wallTimeOf, type Clock, type Stamp } from '../../model/mark/clock.ts'
import { toMark } from '../../model/mark/mark.ts'
import { latestStamp, merge, NOTHING_KEPT, type Cell, type Kept, type KeptMark } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { isNoteCell, JOINED, versions, writeNote } from '../../model/mark/noteVersions.ts'
import type { Delivery, NoteText, NoteChange, LocalChanges } from '../../sync/messages.ts'
import {
  addPending,
  afterAcknowledged,
  isPending,
  mergePending,
  type PendingNotes,
} from '../../sync/merge/pendingNotes.ts'
import type { Library } from '../library/library.ts'
import { typingAt } from '../library/undo.ts'

/** The library’s side of sync: sends its changes, and merges those of others. */
export type MarkExchange = {
  /** Merges a batch of other devices. */
  receive(delivery: Delivery): void
  /** The worker has acknowledged the messages up to this one. */
  acknowledge(number: number): void
  /** Sends pending changes at once. */
  flush(): void
  stop(): void
}

type Options = {
  readonly library: StoreApi<Library>
  /** The clock of this page, which also stamps the library. */
  readonly clock: Clock
  readonly send: (changes: LocalChanges) => void
  readonly now: () => number
  /** Called with the milliseconds by which another device’s clock is ahead, from a day on. */
  readonly onAhead: (by: number) => void
  /** Called when another device has set aside what this clock stamped: it takes that for ahead. */
  readonly onDoubted: () => void
}

const isSame = (one: Kept | undefined, other: Kept) => one?.[1] === other[1] && one[0] === other[0]

const SEND_DELAY_MS = 100
const PAPERS_AT_ONCE = 250
const AHEAD_MS = 86_400_000

export function createExchange({ library, clock, send, now, onAhead, onDoubted }: Options): MarkExchange {
  const cells = new Map<PaperId, Map<Cell, Kept>>()
  const notes = new Map<PaperId, NoteChange>()
  let pending: PendingNotes = []
  let [number, acknowledged] = [0, 0]
  let timer: ReturnType<typeof setTimeout> | undefined
  let isReceiving = false

  const wait = (delay: number) => (timer ??= setTimeout(sendSome, delay))
  const sendChanges = (marks: LocalChanges['marks'], notes: LocalChanges['notes']) => {
    const written = { number: (number += 1), acknowledged, marks, notes }
    pending = addPending(pending, number, notes)
    send(written)
  }
  /** Sends some changes, and the rest a moment later, so that the page is not blocked. */
  function sendSome() {
    clearTimeout(timer)
    timer = undefined
    if (cells.size === 0) return
    const papers = [...cells.keys()].slice(0, PAPERS_AT_ONCE)
    const marks = new Map(papers.map((paper) => [paper, cells.get(paper)!]))
    const changes = papers.flatMap((paper) => notes.get(paper) ?? [])
    for (const paper of papers) {
      cells.delete(paper)
      notes.delete(paper)
    }
    sendChanges(marks, changes)
    if (cells.size > 0) wait(0)
  }
  const flush = () => {
    while (cells.size > 0) sendSome()
  }

  const stop = library.subscribe(({ marks, changed }, before) => {
    if (changed === before.changed || isReceiving) return
    for (const paper of changed.papers) {
      const [was, is] = [before.marks.get(paper) ?? NOTHING_KEPT, marks.get(paper) ?? NOTHING_KEPT]
      if (was === is) continue
      const news = cells.get(paper) ?? new Map<Cell, Kept>()
      // Compared by content: a packed mark is another object each time it is read.
      for (const [cell, kept] of is) if (!isSame(was.get(cell), kept)) news.set(cell, kept)
      cells.set(paper, news)
      const [base, text] = [toMark(was).note, toMark(is).note]
      if (base !== text) notes.set(paper, { paper, base: notes.get(paper)?.base ?? base, text })
    }
    if (cells.size > 0) wait(changed.noteOnly ? SEND_DELAY_MS : 0)
  })

  const follow = (latest: Stamp) => {
    const by = (wallTimeOf(latest) ?? 0) - now()
    if (by >= AHEAD_MS) onAhead(by)
    clock.see(latest)
  }

  /** The cells of other devices for a paper, with those that are ahead taken up; `own` are the cells that say so. */
  const takeUpOthers = (ours: KeptMark, found: KeptMark): { readonly theirs: KeptMark; readonly own: KeptMark } => {
    const merged = merge(ours, found)
    const by = (latestAside(merged) ?? 0) - now()
    if (by >= AHEAD_MS) onAhead(by)
    if (merged !== ours && isDoubted(found, now())) onDoubted()
    const taken = takeUp(merged)
    const own = new Map(taken === merged ? [] : [...taken].filter(([cell, kept]) => merged.get(cell) !== kept))
    return { theirs: own.size > 0 ? merge(found, own) : found, own }
  }

  /** The cells that make a note say what its shared text says, and continue what the user is typing. */
  const joinNote = (paper: PaperId, theirs: KeptMark, letters: NoteText | undefined): KeptMark => {
    const ours = library.getState().marks.get(paper) ?? NOTHING_KEPT
    const merged = merge(ours, theirs)
    const shown = toMark(merged).note
    const said = letters && (letters.isToStore || isPending(pending, paper)) ? letters.text : shown
    const joined = mergePending(pending, paper, toMark(ours).note, said)
    const { text } = joined
    pending = joined.pending
    const typing = typingAt(library.getState().past.at(-1), now())
    if (typing?.paper !== paper) return text === shown ? NOTHING_KEPT : writeText(merged, text)
    return continueTyping(merged, text, typing.cell)
  }
  const writeText = (merged: KeptMark, text: string) => {
    const at = clock.tick()
    return writeNote(merged, text, at, at)
  }
  const continueTyping = (merged: KeptMark, text: string, cell: Cell): KeptMark => {
    const own = versions(merged).find((version) => version.cell === cell)
    if (!own) return text === toMark(merged).note ? NOTHING_KEPT : writeText(merged, text)
    const others = versions(merged).filter((version) => version !== own && version.at > own.begun)
    const last = others[0]?.at
    const isSaid = own.text === text && toMark(merged).note === text
    const isMarked = last === undefined || String(merged.get(JOINED)?.[0] ?? '') >= last
    if (isSaid && isMarked) return NOTHING_KEPT
    const at = clock.tick()
    const written = new Map<Cell, Kept>(isSaid ? [] : [[cell, [text, at]]])
    if (last !== undefined) written.set(JOINED, [last, at])
    return written
  }

  return {
    receive({ batch, lastSeen, marks, notes }) {
      flush()
      acknowledged = batch
      pending = afterAcknowledged(pending, lastSeen)
      const letters = new Map(notes.map((note) => [note.paper, note]))
      const all = new Map<PaperId, KeptMark>()
      const written = new Map<PaperId, KeptMark>()
      const latest = latestStamp(marks.values())
      if (latest) follow(latest)
      for (const [paper, found] of marks) {
        const { theirs, own } = takeUpOthers(library.getState().marks.get(paper) ?? NOTHING_KEPT, found)
        const isNote = letters.has(paper) || [...theirs.keys()].some(isNoteCell)
        const ours = isNote ? joinNote(paper, theirs, letters.get(paper)) : NOTHING_KEPT
        if (ours.size + own.size > 0) written.set(paper, merge(own, ours))
        all.set(paper, ours.size > 0 ? merge(theirs, ours) : theirs)
      }
      isReceiving = true
      try {
        library.getState().receive(all, true)
      } finally {
        isReceiving = false
      }
      if (written.size === 0) return
      const { marks: after } = library.getState()
      sendChanges(
        written,
        [...written.keys()].map((paper) => {
          const { note } = toMark(after.get(paper))
          return { paper, base: note, text: note }
        }),
      )
    },
    acknowledge: (number) => void (pending = afterAcknowledged(pending, number)),
    flush,
    stop() {
      clearTimeout(timer)
      stop()
    },
  }
}
