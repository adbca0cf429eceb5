import type { PaperId } from '../../model/paper/paper.ts'
import type { KeptBases } from '../../storage/sync/replica.ts'
import type { NoteText, NoteChange } from '../messages.ts'
import { addPending, afterAcknowledged, mergePending, type PendingNotes } from './pendingNotes.ts'

/**
 * Common ancestors for three-way merges of notes that no stored version holds: the texts as they were last sent to the page.
 * They matter after a crash. Where a device dies while its user and a peer edit one note, the library and the Yjs document
 * each lack some edits of the other, and only the common ancestor tells which.
 */
export type MergeBases = {
  /** Texts are sent to the page, taking account of its messages up to `seen`; returns the number of the batch. */
  sent(notes: readonly NoteText[], lastSeen: number): number
  /** The page sent a message after the batches up to `heard`: its notes include what it was sent before. */
  received(number: number, notes: readonly NoteChange[], acknowledged: number): void
  /** The page has saved a batch. */
  saved(batch: number): void
  /** The note of the page is a version in the document. */
  forget(paper: PaperId): void
  /** The later ones last. */
  of(paper: PaperId): readonly string[]
  /** All of them, to be stored with the document; the same map until they change. */
  all(): KeptBases
}

type Base = { readonly batch: number; readonly text: string }
type Batch = { readonly batch: number; readonly lastSeen: number; readonly letters: ReadonlyMap<PaperId, string> }

export function createBases(loaded: KeptBases = new Map()): MergeBases {
  const bases = new Map<PaperId, readonly Base[]>()
  const asLoaded = (text: string): Base => ({ batch: 0, text })
  for (const [paper, texts] of loaded) bases.set(paper, texts.map(asLoaded))
  let kept: KeptBases | null = null
  let last = 0
  /** Batches that the page has not acknowledged. */
  let unacknowledged: readonly Batch[] = []
  const unsaved = new Map<number, Iterable<PaperId>>()
  let pending: PendingNotes = []

  const set = (paper: PaperId, all: readonly Base[]) => {
    if (all.length === 0 && !bases.has(paper)) return
    kept = null
    if (all.length > 0) bases.set(paper, all)
    else bases.delete(paper)
  }
  /** The page has acknowledged the batches up to one, and merged them into its notes. */
  const acknowledge = (acknowledged: number) => {
    for (const { batch, lastSeen, letters } of unacknowledged) {
      if (batch > acknowledged) continue
      pending = afterAcknowledged(pending, lastSeen)
      for (const [paper, text] of letters) pending = mergePending(pending, paper, '', text).pending
    }
    unacknowledged = unacknowledged.filter(({ batch }) => batch > acknowledged)
  }

  return {
    sent(notes, lastSeen) {
      last += 1
      const letters = new Map(notes.map(({ paper, text }) => [paper, text]))
      unacknowledged = [...unacknowledged, { batch: last, lastSeen, letters }]
      unsaved.set(last, letters.keys())
      for (const { paper, text, matchesVersion } of notes)
        if (!matchesVersion) set(paper, [...(bases.get(paper) ?? []), { batch: last, text }])
      return last
    },
    received(number, notes, acknowledged) {
      acknowledge(acknowledged)
      // All that follows takes account of it.
      pending = unacknowledged.length === 0 ? [] : addPending(pending, number, notes)
      for (const { paper, text } of notes) {
        let joined = { text, pending }
        const later: Base[] = []
        for (const { batch, lastSeen, letters } of unacknowledged) {
          const text = letters.get(paper)
          if (text === undefined) continue
          joined = mergePending(afterAcknowledged(joined.pending, lastSeen), paper, joined.text, text)
          later.push({ batch, text: joined.text })
        }
        set(paper, later)
      }
    },
    saved(batch) {
      for (const paper of unsaved.get(batch) ?? [])
        set(
          paper,
          (bases.get(paper) ?? []).filter((base) => base.batch >= batch),
        )
      unsaved.delete(batch)
    },
    forget: (paper) => set(paper, []),
    of: (paper) => (bases.get(paper) ?? []).map(({ text }) => text),
    all: () => (kept ??= new Map([...bases].map(([paper, all]) => [paper, all.map(({ text }) => text)]))),
  }
}
