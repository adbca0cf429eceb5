import type { PaperId } from '../../model/paper/paper.ts'
import type { KeptBases } from '../../storage/sync/replica.ts'
import type { NoteText, NoteChange } from '../messages.ts'
import { addTold, afterSeen, joinTold, type PendingNotes } from './pendingNotes.ts'

/**
 * Common ancestors for three-way merges of notes that no stored version holds: the texts as they were last sent to the page.
 * They matter after a crash. Where a device dies while its user and a peer edit one note, the library and the Yjs document
 * each lack some edits of the other, and only the common ancestor tells which.
 */
export type MergeBases = {
  /** Texts are sent to the page, taking account of its messages up to `seen`; returns the number of the batch. */
  handed(notes: readonly NoteText[], seen: number): number
  /** The page sent a message after the batches up to `heard`: its notes include what it was sent before. */
  told(number: number, notes: readonly NoteChange[], heard: number): void
  /** The page has saved a batch. */
  taken(batch: number): void
  /** The note of the page is a version in the document. */
  forget(paper: PaperId): void
  /** The later ones last. */
  of(paper: PaperId): readonly string[]
  /** All of them, to be stored with the document; the same map until they change. */
  all(): KeptBases
}

type Base = { readonly batch: number; readonly text: string }
type Batch = { readonly batch: number; readonly seen: number; readonly letters: ReadonlyMap<PaperId, string> }

export function createBases(loaded: KeptBases = new Map()): MergeBases {
  const bases = new Map<PaperId, readonly Base[]>()
  const asLoaded = (text: string): Base => ({ batch: 0, text })
  for (const [paper, texts] of loaded) bases.set(paper, texts.map(asLoaded))
  let kept: KeptBases | null = null
  let last = 0
  /** Batches that the page has not acknowledged. */
  let unheard: readonly Batch[] = []
  const unsaved = new Map<number, Iterable<PaperId>>()
  let told: PendingNotes = []

  const set = (paper: PaperId, all: readonly Base[]) => {
    if (all.length === 0 && !bases.has(paper)) return
    kept = null
    if (all.length > 0) bases.set(paper, all)
    else bases.delete(paper)
  }
  /** The page has acknowledged the batches up to one, and merged them into its notes. */
  const hear = (heard: number) => {
    for (const { batch, seen, letters } of unheard) {
      if (batch > heard) continue
      told = afterSeen(told, seen)
      for (const [paper, text] of letters) told = joinTold(told, paper, '', text).told
    }
    unheard = unheard.filter(({ batch }) => batch > heard)
  }

  return {
    handed(notes, seen) {
      last += 1
      const letters = new Map(notes.map(({ paper, text }) => [paper, text]))
      unheard = [...unheard, { batch: last, seen, letters }]
      unsaved.set(last, letters.keys())
      for (const { paper, text, isVersion } of notes)
        if (!isVersion) set(paper, [...(bases.get(paper) ?? []), { batch: last, text }])
      return last
    },
    told(number, notes, heard) {
      hear(heard)
      // All that follows takes account of it.
      told = unheard.length === 0 ? [] : addTold(told, number, notes)
      for (const { paper, text } of notes) {
        let joined = { text, told }
        const then: Base[] = []
        for (const { batch, seen, letters } of unheard) {
          const said = letters.get(paper)
          if (said === undefined) continue
          joined = joinTold(afterSeen(joined.told, seen), paper, joined.text, said)
          then.push({ batch, text: joined.text })
        }
        set(paper, then)
      }
    },
    taken(batch) {
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
